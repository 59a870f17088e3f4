//! How far the water of a well reaches into the aquifer.

use std::f64::consts::PI;

use super::problem::Problem;
use super::range::Range;
use bodemtoets_words::limits::positive;

/// The hydraulic radius of a well, m: that of the cylinder, as high as the screen, whose pores the water
/// of a season fills, `sqrt(V / (n pi L))`.
///
/// `volume_m3` is the water of a season, `screen_m` the length of the screen, `porosity` the share of
/// the aquifer that water moves through (0.3 to 0.35 in Dutch sand). The warmth stays behind the water:
/// the [thermal radius](super::thermal_radius_m) is `sqrt(n cw / caq)` of it, about two thirds.
///
/// Valid as the thermal radius is. Bloemendal & Hartog 2018, Geothermics 71, 306-319,
/// <https://doi.org/10.1016/j.geothermics.2017.10.009>.
///
/// ```
/// let radius_m = bodemtoets_ground::crowding::hydraulic_radius_m(100_000.0, 30.0, 0.3)?;
/// assert!((radius_m - 59.5).abs() < 0.1);
/// # Ok::<(), bodemtoets_ground::crowding::Problem>(())
/// ```
///
/// # Errors
/// When there is no screen or no water, or the porosity is no share.
pub fn hydraulic_radius_m(volume_m3: f64, screen_m: f64, porosity: f64) -> Result<f64, Problem> {
    positive("screen_m", screen_m, 1000.0, "water goes into the ground through a screen")?;
    positive("volume_m3", volume_m3, 1e9, "it is the water of a season")?;
    positive("porosity", porosity, 1.0, "it is the share of the aquifer that water moves through")?;
    Ok((volume_m3 / (porosity * PI * screen_m)).sqrt())
}

/// The hydraulic radius where volume, screen or porosity are ranges: it only rises with the volume and
/// only falls with the other two.
///
/// # Errors
/// As [`hydraulic_radius_m`], and when a range is backwards.
pub fn hydraulic_radius_range_m(volume_m3: Range, screen_m: Range, porosity: Range) -> Result<Range, Problem> {
    for (name, range) in [("volume_m3", volume_m3), ("screen_m", screen_m), ("porosity", porosity)] {
        range.check(name, 0.0, 1e9, "it is more than nothing")?;
    }
    Ok(Range {
        low: hydraulic_radius_m(volume_m3.low, screen_m.high, porosity.high)?,
        high: hydraulic_radius_m(volume_m3.high, screen_m.low, porosity.low)?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::heat_capacity::WATER_MJ_M3_K;
    use super::super::thermal_radius::thermal_radius_m;
    use super::*;

    #[test]
    fn the_warmth_reaches_two_thirds_as_far_as_the_water() {
        let water_m = hydraulic_radius_m(80_000.0, 25.0, 0.3).unwrap();
        let warmth_m = thermal_radius_m(80_000.0, 25.0, 2.8).unwrap();
        assert!((warmth_m / water_m - (0.3 * WATER_MJ_M3_K / 2.8).sqrt()).abs() < 1e-12);
        assert!((warmth_m / water_m - 0.67).abs() < 0.005);
    }

    #[test]
    fn less_porous_ground_is_filled_further() {
        let range = hydraulic_radius_range_m(Range::exactly(1e5), Range::exactly(30.0), Range::new(0.3, 0.35)).unwrap();
        assert!(range.high > range.low);
        assert!((range.high - 59.47).abs() < 0.01);
    }
}
