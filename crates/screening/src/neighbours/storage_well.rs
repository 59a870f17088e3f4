//! A well that stores warmth or cold, of whichever system.

use geo::Coord;

use bodemtoets_ground::crowding::{Depths, Range, StorageWell, WellKind, thermal_radius_range_m};

/// A number of wells.
pub(super) fn count(wells: usize) -> f64 {
    f64::from(u32::try_from(wells).unwrap_or(u32::MAX))
}

/// A screen; none when it is upside down.
pub(super) fn screen(top_m: Option<f64>, bottom_m: Option<f64>) -> Option<Depths> {
    let (top_m, bottom_m) = top_m.zip(bottom_m)?;
    let screen = Depths { top_m, bottom_m };
    screen.check().is_ok().then_some(screen)
}

/// A well that stores so much water in a season.
pub(super) fn storage_well(
    place: Coord,
    kind: WellKind,
    screen: Option<Depths>,
    season_m3: Option<f64>,
    capacity_mj_m3_k: Range,
) -> StorageWell {
    // A volume of nothing or a screen without length has no radius.
    let radius = |(volume_m3, screen): (f64, Depths)| {
        let screen_m = Range::exactly(screen.length_m());
        thermal_radius_range_m(Range::exactly(volume_m3), screen_m, capacity_mj_m3_k).ok()
    };
    let thermal_radius_m = season_m3.zip(screen).and_then(radius);
    StorageWell { x_m: place.x, y_m: place.y, kind, screen, thermal_radius_m }
}
