//! The well function of Theis: a well in an aquifer without leakage.
//!
//! `W(u)` is the exponential integral `E1(u)`, the integral of `exp(-y) / y` from `u` on. No well-kept
//! crate has it, so it is here: the series of Abramowitz & Stegun 5.1.11 up to 1, above it the continued
//! fraction 5.1.22 by the method of Lentz. The relative error is at most 1e-14.

/// Euler's constant.
const EULER: f64 = 0.577_215_664_901_532_9;

/// The well function of Theis, `W(u) = E1(u)`.
///
/// `u` is `r^2 S / (4 T t)`, without a unit, above 0: near nothing it is `-ln u - 0.5772`, above 740 it
/// is less than the least number and so 0. At 0 it is infinite; of a negative number or of none there is
/// no value (NaN).
///
/// Theis 1935, Transactions AGU 16, 519-524, <https://doi.org/10.1029/TR016i002p00519>; tables in
/// Kruseman & de Ridder 1994, annex 3.1.
///
/// ```
/// // Kruseman & de Ridder have 1.823 for u = 0.1.
/// assert!((bodemtoets_ground::crowding::theis_w(0.1) - 1.822_923_958).abs() < 1e-9);
/// ```
#[must_use]
pub fn theis_w(u: f64) -> f64 {
    if u.is_nan() || u < 0.0 {
        return f64::NAN;
    }
    if u == 0.0 {
        return f64::INFINITY;
    }
    if u <= 1.0 { series(u) } else { continued_fraction(u) }
}

/// `-gamma - ln u - sum (-u)^k / (k k!)`: of alternating terms that fall from the first on.
fn series(u: f64) -> f64 {
    let mut sum = -EULER - u.ln();
    let mut power = 1.0;
    for k in 1..40 {
        power *= -u / f64::from(k);
        let term = power / f64::from(k);
        sum -= term;
        if term.abs() < 1e-18 * sum.abs() {
            break;
        }
    }
    sum
}

/// `exp(-u) (1/(u+1-) 1/(u+3-) 4/(u+5-) 9/(u+7-) ...)`, from above.
fn continued_fraction(u: f64) -> f64 {
    let mut denominator = u + 1.0;
    let mut upper = f64::MAX;
    let mut lower = 1.0 / denominator;
    let mut fraction = lower;
    for k in 1..200 {
        let numerator = -f64::from(k * k);
        denominator += 2.0;
        lower = 1.0 / (numerator * lower + denominator);
        upper = denominator + numerator / upper;
        let change = upper * lower;
        fraction *= change;
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
    }
    fraction * (-u).exp()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `mpmath.e1(u)` at 40 digits.
    const E1: &[(f64, f64)] = &[
        (1e-15, 33.961_560_730_009_154),
        (1e-10, 22.448_635_265_138_925),
        (1e-6, 13.238_295_893_062_49),
        (0.000_1, 8.633_224_704_574_705),
        (0.01, 4.037_929_576_538_114),
        (0.1, 1.822_923_958_419_390_6),
        (0.3, 0.905_676_651_675_846_8),
        (0.5, 0.559_773_594_776_160_8),
        (0.9, 0.260_183_939_325_999_65),
        (1.0, 0.219_383_934_395_520_29),
        (1.000_000_1, 0.219_383_897_607_579_81),
        (1.1, 0.185_990_904_536_040_14),
        (1.5, 0.100_019_582_406_632_65),
        (2.0, 0.048_900_510_708_061_12),
        (3.0, 0.013_048_381_094_197_037),
        (5.0, 0.001_148_295_591_275_325_7),
        (10.0, 4.156_968_929_685_325e-06),
        (25.0, 5.348_899_755_340_217e-13),
        (60.0, 1.435_867_565_681_256_7e-28),
        (200.0, 6.885_226_106_307_636e-90),
        (700.0, 1.406_518_766_234_033e-307),
    ];

    #[test]
    fn it_is_the_exponential_integral() {
        for (u, expected) in E1 {
            let found = theis_w(*u);
            assert!((found / expected - 1.0).abs() < 1e-14, "W({u}) is {found}, not {expected}");
        }
    }

    #[test]
    fn the_published_table_comes_out() {
        // Kruseman & de Ridder 1994, annex 3.1 (Walton 1962), to the digits that it has.
        for (u, w) in [(1.0, 2.194e-1), (5.0, 1.148e-3), (0.9, 2.602e-1), (0.01, 4.038), (1e-4, 8.633), (1e-10, 22.45)]
        {
            assert!((theis_w(u) / w - 1.0).abs() < 5e-4, "{u}");
        }
        // Abramowitz & Stegun, table 5.1.
        for (u, e1) in [(0.5, 0.559_773_595), (1.0, 0.219_383_934), (2.0, 0.048_900_511)] {
            assert!((theis_w(u) - e1).abs() < 6e-10, "{u}");
        }
    }

    #[test]
    fn small_and_large_arguments_have_their_limits() {
        assert!((theis_w(1e-12) - (-EULER - 1e-12_f64.ln())).abs() < 1e-11);
        // exp(-u)/u (1 - 1/u + 2/u^2 - 6/u^3).
        let u: f64 = 300.0;
        let far = (-u).exp() / u * (1.0 - 1.0 / u + 2.0 / u.powi(2) - 6.0 / u.powi(3));
        assert!((theis_w(u) / far - 1.0).abs() < 1e-8);
        assert!(theis_w(1e4).abs() < f64::MIN_POSITIVE);
        assert!(theis_w(0.0).is_infinite());
        assert!(theis_w(-1.0).is_nan());
    }

    proptest! {
        #[test]
        fn it_only_falls(u in 1e-12_f64..700.0, more in 1e-6_f64..0.5) {
            prop_assert!(theis_w(u * (1.0 + more)) < theis_w(u));
        }
    }
}
