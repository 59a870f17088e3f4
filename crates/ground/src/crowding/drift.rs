//! How far groundwater carries the warmth of a well away.

use super::heat_capacity::WATER_MJ_M3_K;
use super::problem::Problem;
use super::range::Range;
use bodemtoets_words::limits::within;

/// What flows through a m2 of aquifer in a year, m3 (the Darcy flux, m a year): `k i`, with the
/// horizontal conductivity in m/d and the fall of the head in m per m.
///
/// # Errors
/// When the conductivity or the gradient is that of no aquifer.
pub fn darcy_flux_m_y(conductivity_m_d: f64, gradient: f64) -> Result<f64, Problem> {
    within("conductivity_m_d", conductivity_m_d, 0.0, 500.0, "sand has 1 to 100 m/d")?;
    within("gradient", gradient, 0.0, 0.1, "it is m per m; 0.0002 to 0.002 is usual in the Netherlands")?;
    Ok(conductivity_m_d * gradient * 365.25)
}

/// How far the warmth in an aquifer is carried in some years, m: `q cw / caq` a year.
///
/// `darcy_flux_m_y` is the Darcy flux `q` ([`darcy_flux_m_y`]), `aquifer_mj_m3_k` the heat capacity of the
/// aquifer. The water itself goes `q / n` a year; the grains take part of the warmth and so hold it back
/// by `caq / (n cw)`, about 2. The direction is that of the groundwater.
///
/// Valid without conduction and dispersion, in water and grains of one temperature.
/// Bloemendal & Hartog 2018, Geothermics 71, 306-319, <https://doi.org/10.1016/j.geothermics.2017.10.009>.
///
/// ```
/// use bodemtoets_ground::crowding::{AQUIFER_MJ_M3_K, darcy_flux_m_y, drift_m};
///
/// // 30 m/d and a metre of head in a kilometre: the water goes 31 m a year, its warmth 16.
/// let flux_m_y = darcy_flux_m_y(30.0, 0.001)?;
/// assert!((drift_m(flux_m_y, 1.0, AQUIFER_MJ_M3_K)? - 16.4).abs() < 0.1);
/// # Ok::<(), bodemtoets_ground::crowding::Problem>(())
/// ```
///
/// # Errors
/// When the flux, the years or the heat capacity cannot be.
pub fn drift_m(darcy_flux_m_y: f64, years: f64, aquifer_mj_m3_k: f64) -> Result<f64, Problem> {
    within("darcy_flux_m_y", darcy_flux_m_y, 0.0, 2e4, "it is m3 through a m2 in a year; 2 to 30 is usual")?;
    within("years", years, 0.0, 1000.0, "it is how long the warmth is carried")?;
    within("aquifer_mj_m3_k", aquifer_mj_m3_k, 1.0, 4.5, "an aquifer has 2.5 to 2.8")?;
    Ok(darcy_flux_m_y * WATER_MJ_M3_K / aquifer_mj_m3_k * years)
}

/// The drift where the flux or the heat capacity are ranges: it only rises with the one and only falls
/// with the other.
///
/// # Errors
/// As [`drift_m`], and when a range is backwards.
pub fn drift_range_m(darcy_flux_m_y: Range, years: f64, aquifer_mj_m3_k: Range) -> Result<Range, Problem> {
    darcy_flux_m_y.check("darcy_flux_m_y", 0.0, 2e4, "it is m3 through a m2 in a year; 2 to 30 is usual")?;
    aquifer_mj_m3_k.check("aquifer_mj_m3_k", 1.0, 4.5, "an aquifer has 2.5 to 2.8")?;
    Ok(Range {
        low: drift_m(darcy_flux_m_y.low, years, aquifer_mj_m3_k.high)?,
        high: drift_m(darcy_flux_m_y.high, years, aquifer_mj_m3_k.low)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warmth_in_pure_water_goes_with_the_flux() {
        assert!((drift_m(10.0, 3.0, WATER_MJ_M3_K).unwrap() - 30.0).abs() < 1e-12);
    }

    #[test]
    fn grains_hold_the_warmth_back() {
        // At a porosity of 0.3 the water goes q/n = 33.3 m, the warmth 14.95: the retardation is 2.23.
        let warmth_m = drift_m(10.0, 1.0, 2.8).unwrap();
        assert!((10.0 / 0.3 / warmth_m - 2.8 / (0.3 * WATER_MJ_M3_K)).abs() < 1e-12);
    }

    #[test]
    fn no_flow_carries_nothing() {
        let drift = drift_range_m(Range::new(0.0, 20.0), 25.0, Range::new(2.5, 2.8)).unwrap();
        assert!(drift.low.abs() < 1e-12);
        assert!((drift.high - 20.0 * 25.0 * WATER_MJ_M3_K / 2.5).abs() < 1e-9);
    }
}
