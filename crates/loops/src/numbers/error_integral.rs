//! The integral of the error function, fast.
//!
//! The finite line source asks for it a hundred times a pair, so it is read from a table: Taylor
//! polynomials of degree 7 around points 1/32 apart. Their first neglected term is at most 1e-18, so that
//! what is lost is rounding, 1e-15 of the value or 1e-16, whichever is more.

use std::f64::consts::FRAC_2_SQRT_PI;
use std::sync::LazyLock;

/// Points of the table in a length of 1.
const PER_UNIT: f64 = 32.0;
/// Where the table ends: from 6 on the function is a straight line to the last digit.
const LAST: usize = 6 * 32;

impl Default for ErrorIntegral {
    fn default() -> Self {
        Self::new()
    }
}

/// Taylor coefficients around each point.
static TABLE: LazyLock<Vec<[f64; 8]>> = LazyLock::new(|| (0..=LAST).map(coefficients).collect());

/// The integral of the error function, `x erf(x) - (1 - exp(-x^2)) / sqrt(pi)`, for `x` of at least 0.
pub struct ErrorIntegral(&'static [[f64; 8]]);

impl ErrorIntegral {
    /// Ready to be asked.
    #[must_use]
    pub fn new() -> Self {
        Self(&TABLE)
    }

    /// Its value at `x`, at least 0.
    #[inline]
    #[must_use]
    pub fn at(&self, x: f64) -> f64 {
        let place = x * PER_UNIT;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast to usize saturates")]
        let nearest = ((place + 0.5) as usize).min(LAST);
        #[expect(clippy::cast_precision_loss, reason = "at most 192")]
        let off = (place - nearest as f64) / PER_UNIT;
        let [c0, c1, c2, c3, c4, c5, c6, c7] = self.0[nearest];
        // In pairs: half of the waiting of Horner's rule.
        let square = off * off;
        let (low, high) = (square * (c2 + c3 * off), square * (c6 + c7 * off));
        (c0 + c1 * off) + low + square * square * ((c4 + c5 * off) + high)
    }
}

/// The first eight Taylor coefficients at point `index`; on the last one, those of the straight line.
fn coefficients(index: usize) -> [f64; 8] {
    #[expect(clippy::cast_precision_loss, reason = "at most 192")]
    let x = index as f64 / PER_UNIT;
    if index == LAST {
        return [x - 0.5 * FRAC_2_SQRT_PI, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
    }
    // f' = erf, and the derivatives of erf are Hermite polynomials times its first:
    // H0 = 1, H1 = 2x, H(k+1) = 2x H(k) - 2k H(k-1), with changing signs (Abramowitz & Stegun 7.1.19).
    let bell = FRAC_2_SQRT_PI * (-x * x).exp();
    let mut result = [0.0; 8];
    result[0] = x * libm::erf(x) + 0.5 * FRAC_2_SQRT_PI * (-x * x).exp_m1();
    result[1] = libm::erf(x);
    let (mut before, mut hermite) = (0.0, 1.0);
    let mut over_factorial = 0.5;
    let mut sign = 1.0;
    for (k, coefficient) in result.iter_mut().enumerate().skip(2) {
        *coefficient = sign * bell * hermite * over_factorial;
        #[expect(clippy::cast_precision_loss, reason = "at most 8")]
        let k = k as f64;
        (before, hermite) = (hermite, 2.0 * x * hermite - 2.0 * (k - 2.0) * before);
        over_factorial /= k + 1.0;
        sign = -sign;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_table_gives_the_function(x in 0.0_f64..8.0) {
            let exact = x * libm::erf(x) + 0.5 * FRAC_2_SQRT_PI * (-x * x).exp_m1();
            prop_assert!((ErrorIntegral::new().at(x) - exact).abs() < 2e-15 * exact.max(0.1));
        }

        #[test]
        fn near_nothing_it_is_a_parabola(x in 1e-9_f64..1e-3) {
            let parabola = 0.5 * FRAC_2_SQRT_PI * x * x * (1.0 - x * x / 6.0);
            prop_assert!((ErrorIntegral::new().at(x) / parabola - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn far_out_it_is_a_line() {
        assert!((ErrorIntegral::new().at(1e6) - (1e6 - 0.5 * FRAC_2_SQRT_PI)).abs() < 1e-9);
        assert!(ErrorIntegral::new().at(0.0).abs() < 1e-300);
    }
}
