//! How far the warmth or cold of a well reaches into the aquifer.

use std::f64::consts::PI;

use super::heat_capacity::WATER_MJ_M3_K;
use super::problem::Problem;
use super::range::Range;
use bodemtoets_words::limits::{positive, within};

/// The thermal radius of a well, m: that of the cylinder, as high as the screen, whose aquifer is
/// brought to the temperature of the water that goes in, `sqrt(cw V / (caq pi L))`.
///
/// `volume_m3` is the water of a season (half of what a doublet moves in a year both ways), `screen_m`
/// the length of the screen, `aquifer_mj_m3_k` the heat capacity of the aquifer
/// ([`AQUIFER_MJ_M3_K`](super::AQUIFER_MJ_M3_K), or of
/// [`aquifer_heat_capacity_mj_m3_k`](super::aquifer_heat_capacity_mj_m3_k)).
///
/// Valid for a screen in a homogeneous aquifer: no flow of groundwater ([`drift_m`](super::drift_m)), no
/// conduction or dispersion, no layers that take more than their share. It rises with the volume and
/// falls with the length and the heat capacity.
///
/// Bloemendal & Hartog 2018, Geothermics 71, 306-319, <https://doi.org/10.1016/j.geothermics.2017.10.009>.
///
/// ```
/// use bodemtoets_ground::crowding::{AQUIFER_MJ_M3_K, thermal_radius_m};
///
/// // 43 000 m3 around 30 m of screen.
/// let radius_m = thermal_radius_m(43_000.0, 30.0, AQUIFER_MJ_M3_K)?;
/// assert!((radius_m - 26.1).abs() < 0.1);
/// # Ok::<(), bodemtoets_ground::crowding::Problem>(())
/// ```
///
/// # Errors
/// When there is no screen or no water, or no ground has that heat capacity.
pub fn thermal_radius_m(volume_m3: f64, screen_m: f64, aquifer_mj_m3_k: f64) -> Result<f64, Problem> {
    positive("screen_m", screen_m, 1000.0, "water goes into the ground through a screen")?;
    positive("volume_m3", volume_m3, 1e9, "it is the water of a season")?;
    within("aquifer_mj_m3_k", aquifer_mj_m3_k, 1.0, 4.5, "an aquifer has 2.5 to 2.8")?;
    Ok((WATER_MJ_M3_K / aquifer_mj_m3_k * volume_m3 / (PI * screen_m)).sqrt())
}

/// The thermal radius where volume, screen or heat capacity are ranges: least water, longest screen and
/// largest capacity give its low end, since it only rises or only falls with each.
///
/// # Errors
/// As [`thermal_radius_m`], and when a range is backwards.
pub fn thermal_radius_range_m(volume_m3: Range, screen_m: Range, aquifer_mj_m3_k: Range) -> Result<Range, Problem> {
    for (name, range) in [("volume_m3", volume_m3), ("screen_m", screen_m), ("aquifer_mj_m3_k", aquifer_mj_m3_k)] {
        range.check(name, 0.0, 1e9, "it is more than nothing")?;
    }
    Ok(Range {
        low: thermal_radius_m(volume_m3.low, screen_m.high, aquifer_mj_m3_k.high)?,
        high: thermal_radius_m(volume_m3.high, screen_m.low, aquifer_mj_m3_k.low)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_published_examples_come_out() {
        // 39.9 and 54.6 m are computed with 4.2 MJ/m3 K for water: 0.16 % more than with 4.1868.
        let with_4_2 = (4.2 / WATER_MJ_M3_K).sqrt();
        assert!((thermal_radius_m(100_000.0, 30.0, 2.8).unwrap() * with_4_2 - 39.894).abs() < 1e-3);
        assert!((thermal_radius_m(250_000.0, 40.0, 2.8).unwrap() * with_4_2 - 54.627).abs() < 1e-3);
    }

    #[test]
    fn a_well_without_water_is_refused() {
        let said = thermal_radius_m(0.0, 30.0, 2.8).unwrap_err().to_string();
        assert_eq!(said, "volume_m3 is 0: it has to be above 0 and at most 1000000000; it is the water of a season");
    }

    proptest! {
        #[test]
        fn no_choice_within_the_ranges_leaves_the_range(
            v in 1e3_f64..1e6, dv in 0.0_f64..1e6, l in 1.0_f64..100.0, dl in 0.0_f64..100.0,
            c in 2.0_f64..3.0, dc in 0.0_f64..1.0, shares in prop::array::uniform3(0.0_f64..1.0),
        ) {
            let range = thermal_radius_range_m(Range::new(v, v + dv), Range::new(l, l + dl), Range::new(c, c + dc)).unwrap();
            let one = thermal_radius_m(v + dv * shares[0], l + dl * shares[1], c + dc * shares[2]).unwrap();
            prop_assert!(range.low <= one * (1.0 + 1e-12) && one <= range.high * (1.0 + 1e-12));
        }
    }
}
