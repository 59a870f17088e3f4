//! Open beside closed: none when they are at other depths or far apart, else not known. What wells do to
//! loops, and loops to wells, is not computed.

use super::applied_system::AppliedSystem;
use super::existing_system::{ExistingSystem, distance_m};
use bodemtoets_ground::crowding::{Harm, StorageWell, Subsurface};
use bodemtoets_law::rules::System;

/// How many thermal radii of a well a loop has to be away to be out of its reach: an assumption, the spacing
/// of wells of opposite type.
const REACH: f64 = 3.0;

/// Whether the wells of the one and the loops of the other may harm each other.
pub(super) fn harm(ours: &AppliedSystem, theirs: &ExistingSystem, subsurface: &Subsurface) -> Harm {
    let capacity = subsurface.aquifer_heat_capacity_mj_m3_k.range();
    let apart = |well: &StorageWell, loops_m: Option<f64>, metres: f64| {
        let above = well.screen.zip(loops_m).is_some_and(|(screen, loops_m)| screen.top_m >= loops_m);
        let far = well.thermal_radius_m.is_some_and(|radius_m| metres >= REACH * radius_m.high);
        above || far
    };
    let all_apart = match ours.system {
        System::Open => {
            let loops_m = theirs.depths_m().map(|depths| depths.high);
            apart(&ours.well, loops_m, theirs.distance_m(ours))
        }
        System::Closed => theirs
            .sites
            .iter()
            .zip(theirs.wells(capacity))
            .all(|(site, well)| apart(&well, ours.depth_m, distance_m(site, ours.place))),
    };
    if all_apart { Harm::None } else { Harm::Unknown }
}
