//! The well function of Hantush and Jacob: a well in an aquifer that leaks, in time.
//!
//! `W(u, b)` is the integral of `exp(-y - b^2 / (4 y)) / y` from `y = u` on. With `y = u exp(t)` it is
//! the integral of `exp(-u exp(t) - (b^2 / 4u) exp(-t))` over `t` from 0: positive, smooth, and never
//! more than a few dozen long before it is nothing, so that Gauss-Legendre on panels of one gives all
//! digits. Below `u = b / 2`, where that integrand first rises, the time that is still to come is taken
//! off the steady state, `W(u, b) = 2 K0(b) - W(b^2 / 4u, b)`: a small number off a large one.

use std::sync::LazyLock;

use super::de_glee::bessel_k0;
use super::theis::theis_w;
use bodemtoets_loops::numbers::GaussLegendre;

/// Sixteen nodes on a panel of length one at most: the error is below 1e-13 of the integral.
static RULE: LazyLock<GaussLegendre<16>> = LazyLock::new(GaussLegendre::new);
/// A short integral falls as far as a long one, so that one panel would be too steep.
const FEWEST_PANELS: f64 = 3.0;
/// Where the integrand has fallen to `exp(-NOTHING)` of what it was, it counts no more.
const NOTHING: f64 = 42.0;

/// The well function of Hantush and Jacob, `W(u, r / lambda)`.
///
/// `u` is `r^2 S / (4 T t)`, `r_over_lambda` the distance over the leakage factor `sqrt(T c)`, both
/// without a unit and not below 0. Without leakage (`r_over_lambda` of 0) it is [`theis_w`], after an
/// infinite time (`u` of 0) twice [`bessel_k0`]. Of a negative number or of none there is no value (NaN).
///
/// Hantush & Jacob 1955, Transactions AGU 36, 95-100, <https://doi.org/10.1029/TR036i001p00095>; tables
/// in Hantush 1956, Transactions AGU 37, 702-714, and in Kruseman & de Ridder 1994, annex 4.2.
///
/// ```
/// use bodemtoets_ground::crowding::{bessel_k0, hantush_w, theis_w};
///
/// // Hantush has 1.8050 for u = 0.1 and r / lambda = 0.1.
/// assert!((hantush_w(0.1, 0.1) - 1.8050).abs() < 5e-5);
/// // Leakage takes some of what Theis has, and time leads to De Glee.
/// assert!(hantush_w(0.1, 0.1) < theis_w(0.1));
/// assert!((hantush_w(1e-9, 0.1) - 2.0 * bessel_k0(0.1)).abs() < 1e-12);
/// ```
#[must_use]
pub fn hantush_w(u: f64, r_over_lambda: f64) -> f64 {
    let b = r_over_lambda;
    if u.is_nan() || b.is_nan() || u < 0.0 || b < 0.0 {
        return f64::NAN;
    }
    if b == 0.0 {
        return theis_w(u);
    }
    if u == 0.0 {
        return 2.0 * bessel_k0(b);
    }
    if 2.0 * u >= b {
        return still_to_come(u, b * b / (4.0 * u));
    }
    2.0 * bessel_k0(b) - still_to_come(b * b / (4.0 * u), u)
}

/// The integral of `exp(-u exp(t) - v exp(-t))` over `t` from 0, with `v <= u`: it only falls.
fn still_to_come(u: f64, v: f64) -> f64 {
    // exp(-(u + v)) is taken out; u (exp(t) - 1) - v (1 - exp(-t)) then rises from 0, and is at least
    // (u - v) t + (u + v) t^2 / 2 and u (exp(t) - 1) - v.
    let end = ((NOTHING + v) / u).ln_1p();
    let panels = end.ceil().max(FEWEST_PANELS);
    let width = end / panels;
    let mut sum = 0.0;
    let mut from = 0.0;
    while from < end - 0.5 * width {
        sum += RULE.integrate(from, from + width, |t| (-u * t.exp_m1() - v * (-t).exp_m1()).exp());
        from += width;
    }
    sum * (-(u + v)).exp()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition with `y = exp(t)`, by 20-point Gauss-Legendre on panels of 1/4 at 25 digits (mpmath).
    const W: &[(f64, f64, f64)] = &[
        (1e-9, 0.000_1, 18.627_628_909_050_078),
        (1e-6, 0.000_1, 13.235_797_490_287_457),
        (0.000_1, 0.000_1, 8.633_199_728_813_86),
        (0.03, 0.000_1, 2.959_118_650_548_618_2),
        (0.9, 0.000_1, 0.260_183_938_847_099_34),
        (15.0, 0.000_1, 1.918_627_891_846_064_8e-08),
        (80.0, 0.000_1, 2.228_543_258_619_670_5e-37),
        (1e-9, 0.005, 10.828_577_942_658_97),
        (1e-6, 0.005, 10.828_307_467_011_685),
        (0.000_1, 0.005, 8.571_747_875_218_282),
        (0.03, 0.005, 2.958_935_052_603_008),
        (0.9, 0.005, 0.260_182_742_078_236_6),
        (15.0, 0.005, 1.918_627_137_642_320_6e-08),
        (80.0, 0.005, 2.228_543_086_682_379e-37),
        (1e-9, 0.05, 6.228_468_058_943_98),
        (1e-6, 0.05, 6.228_468_058_943_98),
        (0.000_1, 0.05, 6.228_197_607_053_624),
        (0.03, 0.05, 2.940_852_509_487_259),
        (0.9, 0.05, 0.260_064_244_551_457_77),
        (15.0, 0.05, 1.918_552_443_066_207_8e-08),
        (80.0, 0.05, 2.228_526_058_144_788e-37),
        (1e-9, 0.4, 2.229_058_269_048_868_7),
        (1e-6, 0.4, 2.229_058_269_048_868_7),
        (0.000_1, 0.4, 2.229_058_269_048_868_7),
        (0.03, 0.4, 2.103_123_863_762_725),
        (0.9, 0.4, 0.252_644_267_002_531_9),
        (15.0, 0.4, 1.913_805_144_832_396_3e-08),
        (80.0, 0.4, 2.227_442_691_529_685_4e-37),
        (1e-9, 1.0, 0.842_048_876_481_416_7),
        (1e-6, 1.0, 0.842_048_876_481_416_7),
        (0.000_1, 1.0, 0.842_048_876_481_416_7),
        (0.03, 1.0, 0.842_023_569_459_247_6),
        (0.9, 1.0, 0.216_813_017_555_427_28),
        (15.0, 1.0, 1.888_684_471_589_114_3e-08),
        (80.0, 1.0, 2.221_673_626_026_776e-37),
        (1e-9, 2.5, 0.124_695_106_400_732_38),
        (1e-6, 2.5, 0.124_695_106_400_732_38),
        (0.000_1, 2.5, 0.124_695_106_400_732_38),
        (0.03, 2.5, 0.124_695_106_400_732_38),
        (0.9, 2.5, 0.088_141_902_845_837_99),
        (15.0, 2.5, 1.739_001_596_769_096_5e-08),
        (80.0, 2.5, 2.185_954_010_123_633e-37),
        (1e-9, 12.0, 4.401_650_794_622_983e-06),
        (1e-6, 12.0, 4.401_650_794_622_983e-06),
        (0.000_1, 12.0, 4.401_650_794_622_983e-06),
        (0.03, 12.0, 4.401_650_794_622_983e-06),
        (0.9, 12.0, 4.401_650_794_622_94e-06),
        (15.0, 12.0, 2.007_669_207_071_091_5e-09),
        (80.0, 12.0, 1.428_731_485_904_217_9e-37),
    ];

    #[test]
    fn it_is_the_integral_that_defines_it() {
        for (u, b, expected) in W {
            let found = hantush_w(*u, *b);
            assert!((found / expected - 1.0).abs() < 1e-12, "W({u}, {b}) is {found}, not {expected}");
        }
    }

    #[test]
    fn the_published_table_comes_out() {
        // Hantush 1956, as in Kruseman & de Ridder 1994, annex 4.2: to the four digits that it has.
        for (u, b, w) in [
            (1e-4, 0.01, 8.398_3),
            (0.001, 0.05, 5.796_5),
            (0.01, 0.1, 3.815_0),
            (0.01, 0.4, 2.225_3),
            (0.1, 0.1, 1.805_0),
            (0.1, 0.6, 1.311_5),
            (0.1, 1.0, 0.819_0),
            (1.0, 0.1, 0.219_0),
            (1.0, 1.0, 0.185_5),
            (1.0, 2.0, 0.113_9),
        ] {
            let found = hantush_w(u, b);
            assert!((found / w - 1.0).abs() < 4e-4, "W({u}, {b}) is {found}, in the table {w}");
        }
    }

    proptest! {
        #[test]
        fn without_leakage_it_is_theis(u in 1e-8_f64..50.0) {
            prop_assert!((hantush_w(u, 1e-9) / theis_w(u) - 1.0).abs() < 1e-9);
            prop_assert!((hantush_w(u, 0.0) / theis_w(u) - 1.0).abs() < 1e-12);
        }

        #[test]
        fn after_a_long_time_it_is_de_glee(b in 1e-4_f64..20.0) {
            let steady = 2.0 * bessel_k0(b);
            prop_assert!((hantush_w(b * b * 1e-6, b) / steady - 1.0).abs() < 1e-12);
            prop_assert!((hantush_w(0.0, b) / steady - 1.0).abs() < 1e-12);
        }

        #[test]
        fn it_only_falls_with_leakage_and_rises_with_time(u in 1e-8_f64..30.0, b in 1e-6_f64..10.0, more in 1e-3_f64..1.0) {
            let w = hantush_w(u, b);
            prop_assert!(hantush_w(u, b * (1.0 + more)) <= w * (1.0 + 1e-13));
            prop_assert!(hantush_w(u * (1.0 + more), b) <= w * (1.0 + 1e-13));
            prop_assert!(w >= 0.0 && w <= theis_w(u) * (1.0 + 1e-13) && w <= 2.0 * bessel_k0(b) * (1.0 + 1e-13));
        }

        #[test]
        fn both_ways_to_compute_it_meet(b in 1e-3_f64..30.0) {
            // At u = b/2 it is K0(b), exactly.
            prop_assert!((hantush_w(0.5 * b, b) / bessel_k0(b) - 1.0).abs() < 1e-12);
            prop_assert!((hantush_w(0.5 * b * (1.0 - 1e-12), b) / bessel_k0(b) - 1.0).abs() < 1e-10);
        }
    }
}
