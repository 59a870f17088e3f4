//! Heat that a volume of water and of aquifer takes for each degree.

use super::problem::Problem;
use bodemtoets_words::limits::within;

/// Heat that a m3 of water takes for each K, MJ: 1.163 kWh, the figure of Dutch practice. At 10 degC
/// it is 4.19; some studies round it to 4.2, which makes a thermal radius 0.2 % larger.
pub const WATER_MJ_M3_K: f64 = 1.163 * 3.6;

/// Heat that a m3 of aquifer takes for each K, MJ: sand full of water (an assumption; 2.5 to 2.8 is
/// usual).
pub const AQUIFER_MJ_M3_K: f64 = 2.8;

/// Heat that a m3 of the grains themselves takes for each K, MJ: quartz sand (an assumption).
pub const GRAINS_MJ_M3_K: f64 = 2.0;

/// Heat that a m3 of aquifer takes for each K, MJ: that of its water and of its grains,
/// `n cw + (1 - n) cs`, with porosity `n` from 0 to 1 and `cs` of the grains, MJ/m3 K.
///
/// ```
/// use bodemtoets_ground::crowding::{GRAINS_MJ_M3_K, aquifer_heat_capacity_mj_m3_k};
///
/// let sand = aquifer_heat_capacity_mj_m3_k(0.35, GRAINS_MJ_M3_K)?;
/// assert!((sand - 2.77).abs() < 0.01);
/// # Ok::<(), bodemtoets_ground::crowding::Problem>(())
/// ```
///
/// # Errors
/// When the porosity is no share, or the grains are of nothing on earth.
pub fn aquifer_heat_capacity_mj_m3_k(porosity: f64, grains_mj_m3_k: f64) -> Result<f64, Problem> {
    within("porosity", porosity, 0.0, 1.0, "it is the share of the aquifer that is water; sand has 0.3 to 0.4")?;
    within("grains_mj_m3_k", grains_mj_m3_k, 0.5, 5.0, "rock and clay have 1.8 to 2.5")?;
    Ok(porosity * WATER_MJ_M3_K + (1.0 - porosity) * grains_mj_m3_k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_aquifer_of_nothing_but_water_is_water() {
        let water = aquifer_heat_capacity_mj_m3_k(1.0, GRAINS_MJ_M3_K).unwrap();
        assert!((water - WATER_MJ_M3_K).abs() < 1e-12);
    }

    #[test]
    fn a_porosity_in_percent_is_refused() {
        let said = aquifer_heat_capacity_mj_m3_k(35.0, GRAINS_MJ_M3_K).unwrap_err().to_string();
        assert!(said.starts_with("porosity is 35: it has to be from 0 to 1;"), "{said}");
    }
}
