//! From the Laplace transform back to time, for functions that are smooth in the logarithm of time.
//!
//! Stehfest (1970), Communications of the ACM 13(1), 47-49, <https://doi.org/10.1145/361953.361969>: with
//! `p F(p) = D(p)`, `f(t) = sum of V_k / k * D(k ln 2 / t)` for `k` from 1 to [`TERMS`]. `D` is smooth in
//! `ln p`, so it is computed at Chebyshev points and read in between from the polynomial through them.

use std::f64::consts::{LN_2, PI};

/// Terms of the sum: twelve leave at most 5e-5 of a step over four decades, and lose six digits to rounding.
const TERMS: u32 = 12;
/// Chebyshev points for each unit of `ln p`, and how many there are besides.
const POINTS_A_UNIT: f64 = 3.2;
const POINTS_BESIDES: f64 = 10.0;

/// Where to compute a transform, and how to add it up for some times.
#[derive(Debug)]
pub(crate) struct Inversion {
    /// At which `p`, 1/s.
    pub(crate) points_1_s: Vec<f64>,
    /// For each time the weight of each point.
    weights: Vec<Vec<f64>>,
}

impl Inversion {
    /// For these times, s, all above 0.
    pub(crate) fn at(times_s: &[f64]) -> Self {
        let (least, most) =
            times_s.iter().fold((f64::INFINITY, 0.0_f64), |(least, most), time| (least.min(*time), most.max(*time)));
        let terms = f64::from(TERMS);
        let (from, to) = ((LN_2 / most).ln() - 0.01, (terms * LN_2 / least).ln() + 0.01);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some dozens")]
        let count = (POINTS_BESIDES + POINTS_A_UNIT * (to - from)).ceil() as u32;
        let (middle, half) = (0.5 * (from + to), 0.5 * (to - from));
        // Chebyshev points of the second kind, with their weights for the barycentric formula.
        let angle = |index: u32| PI * f64::from(index) / f64::from(count - 1);
        let points: Vec<f64> = (0..count).map(|index| middle + half * angle(index).cos()).collect();
        let share = |index: u32| {
            let sign = if index.is_multiple_of(2) { 1.0 } else { -1.0 };
            if index == 0 || index == count - 1 { 0.5 * sign } else { sign }
        };
        let shares: Vec<f64> = (0..count).map(share).collect();
        let stehfest: Vec<(f64, f64)> = (1..=TERMS).map(|k| (f64::from(k), coefficient(k) / f64::from(k))).collect();
        let weights = times_s.iter().map(|time_s| {
            let mut sum = vec![0.0; points.len()];
            for (k, coefficient) in &stehfest {
                add_barycentric(&points, &shares, (k * LN_2 / time_s).ln(), *coefficient, &mut sum);
            }
            sum
        });
        let weights = weights.collect();
        Self { points_1_s: points.iter().map(|point| point.exp()).collect(), weights }
    }

    /// The function at the times, of its transform (times `p`) at the points.
    pub(crate) fn in_time(&self, transform: &[f64]) -> Vec<f64> {
        let sum = |weights: &Vec<f64>| weights.iter().zip(transform).map(|(weight, value)| weight * value).sum();
        self.weights.iter().map(sum).collect()
    }
}

/// Adds `factor` times the weights of the polynomial through the points, at a place.
fn add_barycentric(points: &[f64], shares: &[f64], at: f64, factor: f64, sum: &mut [f64]) {
    if let Some(index) = points.iter().position(|point| (point - at).abs() < 1e-13) {
        sum[index] += factor;
        return;
    }
    let parts: Vec<f64> = points.iter().zip(shares).map(|(point, share)| share / (at - point)).collect();
    let total: f64 = parts.iter().sum();
    for (sum, part) in sum.iter_mut().zip(&parts) {
        *sum += factor * part / total;
    }
}

/// Stehfest's `V_k`.
fn coefficient(k: u32) -> f64 {
    let half = TERMS / 2;
    let factorial = |n: u32| (1..=n).map(f64::from).product::<f64>();
    #[expect(clippy::cast_possible_wrap, reason = "at most twelve")]
    let power = |j: u32| f64::from(j).powi(half as i32);
    let sum: f64 = (k.div_ceil(2)..=k.min(half))
        .map(|j| {
            let below = factorial(half - j) * factorial(j) * factorial(j - 1) * factorial(k - j) * factorial(2 * j - k);
            power(j) * factorial(2 * j) / below
        })
        .sum();
    if (k + half).is_multiple_of(2) { sum } else { -sum }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coefficients_of_a_constant_add_up_to_one() {
        let sum: f64 = (1..=TERMS).map(|k| coefficient(k) / f64::from(k)).sum();
        assert!((sum - 1.0).abs() < 1e-7, "{sum}");
    }

    #[test]
    fn a_known_pair_comes_back() {
        // erfc(c / (2 sqrt(t))) has the transform exp(-c sqrt(p)) / p: it rises over four decades.
        let times: Vec<f64> = (0..60_i32).map(|index| 3600.0 * 1.25_f64.powi(index)).collect();
        let inversion = Inversion::at(&times);
        let c = 3.0e3_f64;
        let transform: Vec<f64> = inversion.points_1_s.iter().map(|p| (-c * p.sqrt()).exp()).collect();
        let worst = inversion
            .in_time(&transform)
            .iter()
            .zip(&times)
            .fold(0.0_f64, |worst, (value, time)| worst.max((value - libm::erfc(c / (2.0 * time.sqrt()))).abs()));
        assert!(worst < 1e-4, "{worst}");
    }
}
