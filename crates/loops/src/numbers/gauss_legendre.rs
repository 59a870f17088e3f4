//! Integrals by Gauss-Legendre: nodes and weights on 0 to 1.

use std::f64::consts::PI;

/// A rule of `N` nodes, exact for polynomials of degree `2 N - 1`.
#[derive(Debug)]
pub struct GaussLegendre<const N: usize> {
    /// Node and weight, on 0 to 1.
    pub points: [(f64, f64); N],
}

impl<const N: usize> GaussLegendre<N> {
    /// The rule: the zeros of the Legendre polynomial by Newton from Tricomi's first guess, and
    /// `w = 2 / ((1 - x^2) P'(x)^2)` (Abramowitz & Stegun 25.4.29), brought from -1..1 to 0..1.
    #[must_use]
    pub fn new() -> Self {
        let mut points = [(0.0, 0.0); N];
        let n = float(N);
        for (i, point) in points.iter_mut().enumerate() {
            let mut x = (PI * (float(i) + 0.75) / (n + 0.5)).cos();
            // Newton doubles the digits: from three, five steps are more than enough.
            for _ in 0..8 {
                let (value, slope) = legendre(N, x);
                x -= value / slope;
            }
            let (_, slope) = legendre(N, x);
            *point = (f64::midpoint(1.0, x), 1.0 / ((1.0 - x * x) * slope * slope));
        }
        Self { points }
    }

    /// The integral of a function from `from` to `to`.
    pub fn integrate(&self, from: f64, to: f64, function: impl Fn(f64) -> f64) -> f64 {
        let width = to - from;
        self.points.iter().map(|(node, weight)| weight * function(from + width * node)).sum::<f64>() * width
    }
}

/// The Legendre polynomial of a degree and its slope at `x`, within -1 and 1, by its recurrence.
fn legendre(degree: usize, x: f64) -> (f64, f64) {
    let (mut before, mut value) = (1.0, x);
    for k in 2..=degree {
        let k = float(k);
        (before, value) = (value, ((2.0 * k - 1.0) * x * value - (k - 1.0) * before) / k);
    }
    (value, float(degree) * (x * value - before) / (x * x - 1.0))
}

impl<const N: usize> Default for GaussLegendre<N> {
    fn default() -> Self {
        Self::new()
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of nodes: a few dozen")]
fn float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_up_to_the_degree_are_exact() {
        let rule = GaussLegendre::<12>::new();
        for power in 0..24 {
            let integral = rule.integrate(0.0, 2.0, |x| x.powi(power));
            let exact = 2.0_f64.powi(power + 1) / f64::from(power + 1);
            assert!((integral / exact - 1.0).abs() < 1e-13, "{power}: {integral} {exact}");
        }
    }

    #[test]
    fn the_nodes_of_five_are_those_of_the_table() {
        // Abramowitz & Stegun, table 25.4, n = 5.
        let mut points = GaussLegendre::<5>::new().points;
        points.sort_by(|one, other| one.0.total_cmp(&other.0));
        for (i, x, w) in [
            (2, 0.0, 0.568_888_888_888_889),
            (3, 0.538_469_310_105_683, 0.478_628_670_499_366),
            (4, 0.906_179_845_938_664, 0.236_926_885_056_189),
        ] {
            assert!((points[i].0 * 2.0 - 1.0 - x).abs() < 1e-15);
            assert!((points[i].1 * 2.0 - w).abs() < 1e-15);
        }
    }
}
