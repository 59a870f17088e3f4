//! A cubic spline on points that are equally far apart.

/// Cubic polynomials between points, with a continuous second slope, and a third one that is continuous at
/// the first and last point but one ("not a knot").
#[derive(Debug, Clone, PartialEq)]
pub struct Spline {
    first: f64,
    step: f64,
    /// Of each interval, in the part of it that has been passed.
    coefficients: Vec<[f64; 4]>,
}

impl Spline {
    /// Through `values` at `first`, `first + step`, and so on; a straight line or less with fewer than four.
    #[must_use]
    pub fn new(first: f64, step: f64, values: &[f64]) -> Self {
        let last = values.len().saturating_sub(1);
        if last < 3 {
            let value = |index: usize| values.get(index).copied().unwrap_or(0.0);
            let coefficients = (0..last.max(1))
                .map(|index| [value(index), if index < last { value(index + 1) - value(index) } else { 0.0 }, 0.0, 0.0])
                .collect();
            return Self { first, step, coefficients };
        }
        let bends = bends(values);
        let coefficients = (0..last)
            .map(|index| {
                let (here, next) = (values[index], values[index + 1]);
                let (bend, next_bend) = (bends[index], bends[index + 1]);
                [here, next - here - (2.0 * bend + next_bend) / 6.0, bend / 2.0, (next_bend - bend) / 6.0]
            })
            .collect();
        Self { first, step, coefficients }
    }

    /// In which interval a place is, and how far in it as a part of the step; beyond the ends the first and
    /// last interval go on.
    #[must_use]
    pub fn place(&self, at: f64) -> (usize, f64) {
        let steps = (at - self.first) / self.step;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast to usize saturates")]
        let interval = (steps as usize).min(self.coefficients.len() - 1);
        #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
        let part = steps - interval as f64;
        (interval, part)
    }

    /// The value there.
    #[must_use]
    pub fn at(&self, at: f64) -> f64 {
        let (interval, part) = self.place(at);
        polynomial(&self.coefficients[interval], part)
    }

    /// Value and slope there.
    #[must_use]
    pub fn with_slope(&self, at: f64) -> (f64, f64) {
        let (interval, part) = self.place(at);
        let [_, c1, c2, c3] = self.coefficients[interval];
        let slope = c1 + part * (2.0 * c2 + part * 3.0 * c3);
        (polynomial(&self.coefficients[interval], part), slope / self.step)
    }

    /// The polynomials of the intervals.
    pub(crate) fn coefficients(&self) -> &[[f64; 4]] {
        &self.coefficients
    }
}

/// A cubic polynomial.
#[inline]
pub(crate) fn polynomial([c0, c1, c2, c3]: &[f64; 4], at: f64) -> f64 {
    c0 + at * (c1 + at * (c2 + at * c3))
}

/// The second differences of the spline at the points: a system with three diagonals.
fn bends(values: &[f64]) -> Vec<f64> {
    let last = values.len() - 1;
    let second = |index: usize| values[index + 1] - 2.0 * values[index] + values[index - 1];
    // Not a knot: m0 - 2 m1 + m2 = 0, so that the first equation m0 + 4 m1 + m2 = 6 d1 becomes 6 m1 = 6 d1.
    let mut bends = vec![0.0; last + 1];
    let mut upper = vec![0.0; last + 1];
    bends[1] = second(1);
    for index in 2..last - 1 {
        let pivot = 4.0 - upper[index - 1];
        upper[index] = 1.0 / pivot;
        bends[index] = (6.0 * second(index) - bends[index - 1]) / pivot;
    }
    bends[last - 1] = second(last - 1);
    for index in (2..last - 1).rev() {
        bends[index] -= upper[index] * bends[index + 1];
    }
    bends[0] = 2.0 * bends[1] - bends[2];
    bends[last] = 2.0 * bends[last - 1] - bends[last - 2];
    bends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cubic_is_exact_everywhere() {
        let cubic = |x: f64| 1.0 - 2.0 * x + 0.3 * x * x - 0.07 * x * x * x;
        for points in [4_u32, 5, 9] {
            let values: Vec<f64> = (0..points).map(|index| cubic(1.0 + 0.5 * f64::from(index))).collect();
            let spline = Spline::new(1.0, 0.5, &values);
            for x in [0.9, 1.0, 1.3, 2.21, 2.5, 3.0] {
                assert!((spline.at(x) - cubic(x)).abs() < 1e-12, "{points} {x}");
                assert!((spline.with_slope(x).1 - (-2.0 + 0.6 * x - 0.21 * x * x)).abs() < 1e-11);
            }
        }
    }

    #[test]
    fn few_points_are_a_line_or_a_constant() {
        assert!((Spline::new(0.0, 1.0, &[2.0, 4.0]).at(0.25) - 2.5).abs() < 1e-15);
        assert!((Spline::new(0.0, 1.0, &[2.0]).at(7.0) - 2.0).abs() < 1e-15);
    }
}
