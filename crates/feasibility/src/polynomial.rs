//! Polynomials by least squares.
//!
//! The abscissa is brought to -1..=1 and the system is solved by Householder reflections: the normal
//! equations of a polynomial of degree 4 in 20 to 100 % lose half of the digits. A system of a few
//! columns needs no library.

use super::problem::Problem;

/// A polynomial, fitted to points.
#[derive(Debug, Clone, PartialEq)]
pub struct Polynomial {
    middle: f64,
    half: f64,
    /// From the constant up, in the scaled abscissa.
    coefficients: Vec<f64>,
}

impl Polynomial {
    /// The polynomial of a degree with the smallest sum of squared distances to the points.
    ///
    /// ```
    /// use bodemtoets_feasibility::Polynomial;
    ///
    /// // Three points and a parabola: it goes through them.
    /// let parabola = Polynomial::fit(&[1.0, 2.0, 3.0], &[1.0, 4.0, 9.0], 2)?;
    /// assert!((parabola.at(4.0) - 16.0).abs() < 1e-12);
    /// # Ok::<(), bodemtoets_feasibility::Problem>(())
    /// ```
    ///
    /// # Errors
    /// When there are not at least `degree + 1` different abscissas, or a number is not finite.
    pub fn fit(xs: &[f64], ys: &[f64], degree: usize) -> Result<Self, Problem> {
        let length = |name: &str, found: usize, expected: String, why: &str| Problem::Length {
            name: name.to_owned(),
            found,
            expected,
            why: why.to_owned(),
        };
        if xs.len() != ys.len() {
            return Err(length("y", ys.len(), xs.len().to_string(), "each point has an x and a y"));
        }
        if let Some(value) = xs.iter().chain(ys).find(|value| !value.is_finite()) {
            return Err(Problem::Range { name: "point".into(), value: *value, why: "it has to be a number".into() });
        }
        let mut different = xs.to_vec();
        different.sort_unstable_by(f64::total_cmp);
        different.dedup();
        if different.len() <= degree {
            let why = format!("a polynomial of degree {degree} needs that many different points");
            return Err(length("x", different.len(), format!("at least {}", degree + 1), &why));
        }
        let (lowest, highest) = (different[0], different[different.len() - 1]);
        let middle = f64::midpoint(lowest, highest);
        let half = if highest > lowest { (highest - lowest) / 2.0 } else { 1.0 };
        let powers = |x: &f64| {
            let scaled = (x - middle) / half;
            std::iter::successors(Some(1.0), move |power| Some(power * scaled)).take(degree + 1).collect()
        };
        let rows: Vec<Vec<f64>> = xs.iter().map(powers).collect();
        Ok(Self { middle, half, coefficients: least_squares(rows, ys.to_vec()) })
    }

    /// Its value at `x`.
    #[must_use]
    pub fn at(&self, x: f64) -> f64 {
        let scaled = (x - self.middle) / self.half;
        self.coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * scaled + coefficient)
    }
}

/// Solves `rows * answer = right` in the sense of least squares. The columns have to be independent,
/// and there have to be at least as many rows as columns.
fn least_squares(mut rows: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let columns = rows[0].len();
    for column in 0..columns {
        let norm = rows[column..].iter().map(|row| row[column].powi(2)).sum::<f64>().sqrt();
        // Away from the diagonal, so that nothing is lost by subtraction.
        let pivot = -norm.copysign(rows[column][column]);
        let mut mirror: Vec<f64> = rows[column..].iter().map(|row| row[column]).collect();
        mirror[0] -= pivot;
        let length: f64 = mirror.iter().map(|value| value * value).sum();
        if length == 0.0 {
            continue;
        }
        for other in column..columns {
            let along: f64 = mirror.iter().zip(&rows[column..]).map(|(value, row)| value * row[other]).sum();
            let twice = 2.0 * along / length;
            for (value, row) in mirror.iter().zip(&mut rows[column..]) {
                row[other] -= twice * value;
            }
        }
        let along: f64 = mirror.iter().zip(&right[column..]).map(|(value, at)| value * at).sum();
        let twice = 2.0 * along / length;
        for (value, at) in mirror.iter().zip(&mut right[column..]) {
            *at -= twice * value;
        }
    }
    let mut answer = vec![0.0; columns];
    for column in (0..columns).rev() {
        let known: f64 = (column + 1..columns).map(|other| rows[column][other] * answer[other]).sum();
        answer[column] = (right[column] - known) / rows[column][column];
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_polynomial_is_found_back(coefficients in prop::collection::vec(-9.0_f64..9.0, 5), shift in -50.0_f64..50.0) {
            let xs: Vec<f64> = (0..9).map(|i| f64::from(i) + shift).collect();
            let value = |x: f64| coefficients.iter().rev().fold(0.0, |sum, c| sum * ((x - shift) / 8.0) + c);
            let ys: Vec<f64> = xs.iter().map(|x| value(*x)).collect();
            let fitted = Polynomial::fit(&xs, &ys, 4).unwrap();
            for x in &xs {
                prop_assert!((fitted.at(*x) - value(*x)).abs() < 1e-9);
            }
        }

        #[test]
        fn what_is_left_over_is_square_to_every_power(ys in prop::collection::vec(-9.0_f64..9.0, 9)) {
            let xs: Vec<f64> = (0..9).map(f64::from).collect();
            let fitted = Polynomial::fit(&xs, &ys, 4).unwrap();
            for power in 0..5 {
                let product: f64 = xs.iter().zip(&ys).map(|(x, y)| (y - fitted.at(*x)) * (x / 8.0).powi(power)).sum();
                prop_assert!(product.abs() < 1e-9);
            }
        }
    }

    #[test]
    fn too_few_points_are_refused() {
        let refused = Polynomial::fit(&[1.0, 2.0, 2.0], &[1.0, 2.0, 3.0], 2).unwrap_err().to_string();
        assert_eq!(
            refused,
            "x has 2 numbers, but should have at least 3: a polynomial of degree 2 needs that many different points"
        );
    }
}
