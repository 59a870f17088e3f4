//! The function of De Glee: the steady state of a well in an aquifer that leaks.
//!
//! `K0` is the modified Bessel function of the second kind. No well-kept crate has it, so it is here:
//! the trapezoidal rule on `K0(x) = integral of exp(-x cosh t)` over `t` from 0 (Abramowitz & Stegun
//! 9.6.24). For a function that is smooth on a strip around the real line that rule gains digits with
//! each node (Trefethen & Weideman 2014, SIAM Review 56, 385-458, <https://doi.org/10.1137/130932132>);
//! the error is below the last digit wherever the value is not zero.

/// Between the nodes, at most: the strip is half of pi high, so that the error is `exp(-pi^2 / STEP)`.
const STEP: f64 = 0.125;
/// And at most this over the root of `x`: there the integrand is a bell of that width, and the error
/// `exp(-2 pi^2 / STEP_OF_BELL^2)`.
const STEP_OF_BELL: f64 = 0.625;
/// Above it the value is less than the least number.
const LARGEST: f64 = 745.0;

/// The modified Bessel function `K0(x)`: twice it is the steady well function of De Glee.
///
/// `x` is `r / lambda`, without a unit, above 0, with `lambda = sqrt(T c)` the leakage factor. Near
/// nothing it is `ln(2 / x) - 0.5772`, above 740 it is 0. At 0 it is infinite; of a negative number or of
/// none there is no value (NaN).
///
/// De Glee 1930, "Over grondwaterstroomingen bij wateronttrekking door middel van putten" (thesis,
/// Delft); tables in Kruseman & de Ridder 1994, annex 4.1.
///
/// ```
/// // Abramowitz & Stegun, table 9.8: K0(1) = 0.4210244382.
/// assert!((bodemtoets_ground::crowding::bessel_k0(1.0) - 0.421_024_438_2).abs() < 1e-10);
/// ```
#[must_use]
pub fn bessel_k0(x: f64) -> f64 {
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return f64::INFINITY;
    }
    if x > LARGEST {
        return 0.0;
    }
    // exp(-x) is taken out: cosh t - 1 = 2 sinh^2(t/2) keeps its digits near 0.
    let step = STEP.min(STEP_OF_BELL / x.sqrt());
    let mut sum = 0.5;
    let mut t = step;
    loop {
        let term = (-2.0 * x * (0.5 * t).sinh().powi(2)).exp();
        sum += term;
        // The terms fall ever faster, and some time below this for any x above 0.
        if term < 1e-18 * sum {
            return step * sum * (-x).exp();
        }
        t += step;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `mpmath.besselk(0, x)` at 40 digits.
    const K0: &[(f64, f64)] = &[
        (1e-12, 27.746_952_631_586_96),
        (1e-8, 18.536_612_259_610_777),
        (0.000_1, 9.326_271_913_450_276),
        (0.001, 7.023_688_800_562_382),
        (0.01, 4.721_244_730_161_095),
        (0.05, 3.114_234_029_471_99),
        (0.1, 2.427_069_024_702_016_4),
        (0.3, 1.372_460_060_544_297_4),
        (0.5, 0.924_419_071_227_665_9),
        (1.0, 0.421_024_438_240_708_34),
        (1.5, 0.213_805_562_647_525_73),
        (2.0, 0.113_893_872_749_533_44),
        (3.0, 0.034_739_504_386_279_25),
        (5.0, 0.003_691_098_334_042_594_2),
        (10.0, 1.778_006_231_616_765e-05),
        (20.0, 5.741_237_815_336_525e-10),
        (50.0, 3.410_167_749_789_495_6e-23),
        (150.0, 7.336_371_406_107_646e-67),
        (700.0, 4.669_776_431_685_377e-306),
    ];

    #[test]
    fn it_is_the_bessel_function() {
        for (x, expected) in K0 {
            let found = bessel_k0(*x);
            assert!((found / expected - 1.0).abs() < 1e-13, "K0({x}) is {found}, not {expected}");
        }
    }

    #[test]
    fn the_published_table_comes_out() {
        // Abramowitz & Stegun, table 9.8 (exp(x) K0(x) there for x of 2 and more).
        for (x, k0) in [(0.1, 2.427_069_024_7_f64), (0.5, 0.924_419_071_2), (1.5, 0.213_805_562_6)] {
            assert!((bessel_k0(x) - k0).abs() < 1e-9, "{x}");
        }
        assert!((bessel_k0(2.0) * 2.0_f64.exp() - 0.841_568_215).abs() < 1e-9);
        assert!((bessel_k0(5.0) * 5.0_f64.exp() - 0.547_807_564).abs() < 1e-9);
    }

    #[test]
    fn small_and_large_arguments_have_their_limits() {
        let near = (2.0 / 1e-9_f64).ln() - 0.577_215_664_901_532_9;
        assert!((bessel_k0(1e-9) / near - 1.0).abs() < 1e-13);
        let x: f64 = 400.0;
        let far =
            (std::f64::consts::PI / (2.0 * x)).sqrt() * (-x).exp() * (1.0 - 1.0 / (8.0 * x) + 9.0 / (128.0 * x * x));
        assert!((bessel_k0(x) / far - 1.0).abs() < 1e-8);
        assert!(bessel_k0(1e5).abs() < f64::MIN_POSITIVE);
        assert!(bessel_k0(f64::INFINITY).abs() < f64::MIN_POSITIVE);
        assert!(bessel_k0(0.0).is_infinite());
        assert!(bessel_k0(-1.0).is_nan());
    }

    proptest! {
        #[test]
        fn it_only_falls(x in 1e-9_f64..600.0, more in 1e-6_f64..0.5) {
            prop_assert!(bessel_k0(x * (1.0 + more)) < bessel_k0(x));
        }
    }
}
