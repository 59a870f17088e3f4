//! A warm and a cold well on a piece of land.

use geo::{Area as _, BoundingRect, Contains, Coord, LinesIter, Point};
use schemars::JsonSchema;
use serde::Serialize;

use super::land::{Blocked, Land};
use crate::crowding::{Range, Relation, SpacingRules, WellKind, thermal_radius_m};

/// About so many places are tried.
const PLACES: f64 = 500.0;
/// The least and the most that a doublet is thought to move in a year, m3, where nobody says how much.
const VOLUMES_M3: (f64, f64) = (1_000.0, 5_000_000.0);
/// Halvings on the way to the largest volume that fits.
const HALVINGS: u32 = 16;

/// A doublet that is looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DoubletRequest {
    /// Groundwater that it moves in a year, m3; none for the largest that fits.
    pub annual_volume_m3: Option<f64>,
    /// Length of its screens, m.
    pub screen_m: f64,
    /// Heat that a m3 of the aquifer takes for each K, MJ: the low end makes the widest bubble.
    pub aquifer_mj_m3_k: Range,
    /// How many radii wells have to be apart.
    pub spacing: SpacingRules,
    /// How many thermal radii of a well a loop has to be away from it.
    pub loop_radii: f64,
}

/// A doublet that fits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Doublet {
    /// The warm well: x, y in RD New.
    pub warm: [f64; 2],
    /// The cold well: x, y in RD New.
    pub cold: [f64; 2],
    /// Groundwater that it moves in a year, m3: as asked, or the largest that was found to fit.
    pub annual_volume_m3: f64,
    /// How far the warmth of each well reaches, m.
    pub thermal_radius_m: f64,
    /// Between the wells, m.
    pub distance_m: f64,
    /// How far they have to be from each other, m.
    pub required_m: f64,
    /// The tightest of its distances, as a multiple of what is required: 1 is just enough. Of all pairs of
    /// places that were tried this is the one with most of it.
    pub slack: f64,
    /// How many places were tried.
    pub tried: usize,
}

/// Looks for a doublet: of pairs of places on a lattice over the land and along its edges, the one that is
/// least tight, in distance to each other and to everyone else. Wells of unknown volume are kept clear of as
/// far as the high end of their radius says.
///
/// # Errors
/// When nothing fits: why.
pub fn doublet(land: &Land, request: &DoubletRequest) -> Result<Doublet, Blocked> {
    let places = places(land);
    if places.is_empty() {
        return Err(Blocked::NoLand);
    }
    if let Some(volume_m3) = request.annual_volume_m3 {
        return of_volume(land, request, &places, volume_m3);
    }
    let (mut low, mut high) = VOLUMES_M3;
    let mut best = of_volume(land, request, &places, low)?;
    // The larger, the tighter: halved in proportion.
    for _ in 0..HALVINGS {
        let middle = (low * high).sqrt();
        match of_volume(land, request, &places, middle) {
            Ok(found) => (low, best) = (middle, found),
            Err(_) => high = middle,
        }
    }
    // A round volume is a little less, and fits where that one did.
    let round = if low >= 10_000.0 { 1000.0 } else { 100.0 };
    Ok(of_volume(land, request, &places, (low / round).floor() * round).unwrap_or(best))
}

fn of_volume(land: &Land, request: &DoubletRequest, places: &[Coord], volume_m3: f64) -> Result<Doublet, Blocked> {
    let Ok(thermal_m) = thermal_radius_m(volume_m3 / 2.0, request.screen_m, request.aquifer_mj_m3_k.low) else {
        return Err(Blocked::NoLand);
    };
    let required_m = request.spacing.opposite * thermal_m;
    let slack = |stores| -> Vec<f64> {
        places.iter().map(|place| slack_to_others(land, request, thermal_m, *place, stores)).collect()
    };
    let (warm, cold) = (slack(WellKind::Warm), slack(WellKind::Cold));
    let mut best: Option<(f64, usize, usize)> = None;
    let mut widest_m: f64 = 0.0;
    for (at, place) in places.iter().enumerate() {
        for (beside, other) in places.iter().enumerate() {
            let distance_m = (place.x - other.x).hypot(place.y - other.y);
            widest_m = widest_m.max(distance_m);
            let slack = (distance_m / required_m).min(warm[at]).min(cold[beside]);
            if slack >= 1.0 && best.is_none_or(|(most, _, _)| slack > most) {
                best = Some((slack, at, beside));
            }
        }
    }
    let Some((slack, warm, cold)) = best else {
        let is_large_enough = widest_m >= required_m;
        let alone = is_large_enough && of_volume(&land.alone(), request, places, volume_m3).is_ok();
        return Err(if alone { Blocked::Neighbours } else { Blocked::TooSmall { widest_m, needed_m: required_m } });
    };
    let (warm, cold) = (places[warm], places[cold]);
    Ok(Doublet {
        warm: [warm.x, warm.y],
        cold: [cold.x, cold.y],
        annual_volume_m3: volume_m3,
        thermal_radius_m: thermal_m,
        distance_m: (warm.x - cold.x).hypot(warm.y - cold.y),
        required_m,
        slack,
        tried: places.len(),
    })
}

/// The least distance to a well or loop of others, as a multiple of what is required.
fn slack_to_others(land: &Land, request: &DoubletRequest, thermal_m: f64, place: Coord, stores: WellKind) -> f64 {
    let to = |obstacle: &super::Obstacle| {
        let required_m = match obstacle.thermal_m {
            None => request.loop_radii * thermal_m,
            Some(theirs_m) => {
                let radii = match Relation::between(stores, obstacle.stores) {
                    Relation::Same => request.spacing.same,
                    Relation::Opposite => request.spacing.opposite,
                    Relation::Unknown => request.spacing.same.max(request.spacing.opposite),
                };
                radii * 0.5 * (thermal_m + theirs_m.high)
            }
        };
        (place.x - obstacle.place.x).hypot(place.y - obstacle.place.y) / required_m
    };
    land.obstacles.iter().map(to).fold(f64::INFINITY, f64::min)
}

/// Places on a lattice over the land, and along its edges, where the widest distances are.
fn places(land: &Land) -> Vec<Coord> {
    let Some(bounds) = land.allowed.bounding_rect() else { return Vec::new() };
    let area_m2 = land.allowed.unsigned_area();
    if area_m2 <= 0.0 {
        return Vec::new();
    }
    let step_m = (area_m2 / PLACES).sqrt().max(0.5);
    let mut places = Vec::new();
    let mut y = bounds.min().y + 0.5 * step_m;
    while y < bounds.max().y {
        let mut x = bounds.min().x + 0.5 * step_m;
        while x < bounds.max().x {
            if land.allowed.contains(&Point::new(x, y)) {
                places.push(Coord { x, y });
            }
            x += step_m;
        }
        y += step_m;
    }
    // A land that is thin and long has more edge than lattice: fewer places along it then.
    let edge_m: f64 = land.allowed.lines_iter().map(|line| line.delta().x.hypot(line.delta().y)).sum();
    let along_m = (edge_m / PLACES).max(step_m);
    for line in land.allowed.lines_iter() {
        let length_m = line.delta().x.hypot(line.delta().y);
        let mut at = 0.0;
        while at < length_m {
            places.push(line.start + line.delta() * (at / length_m));
            at += along_m;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::super::Obstacle;
    use super::*;
    use geo::{MultiPolygon, polygon};
    use proptest::prelude::*;

    fn square(side_m: f64) -> MultiPolygon {
        polygon![(x: 0.0, y: 0.0), (x: side_m, y: 0.0), (x: side_m, y: side_m), (x: 0.0, y: side_m)].into()
    }

    fn land(side_m: f64, obstacles: Vec<Obstacle>) -> Land {
        Land::new(&square(side_m), &square(side_m), 5.0, obstacles)
    }

    const REQUEST: DoubletRequest = DoubletRequest {
        annual_volume_m3: Some(100_000.0),
        screen_m: 30.0,
        aquifer_mj_m3_k: Range::exactly(2.8),
        spacing: SpacingRules { same: 1.0, opposite: 3.0 },
        loop_radii: 3.0,
    };

    #[test]
    fn the_wells_stand_in_opposite_corners_when_nobody_is_near() {
        let found = doublet(&land(100.0, Vec::new()), &REQUEST).unwrap();
        assert!((found.thermal_radius_m - 28.2).abs() < 0.1);
        assert!((found.distance_m - 90.0 * 2.0_f64.sqrt()).abs() < 0.1, "{found:?}");
        assert!((found.slack - found.distance_m / found.required_m).abs() < 1e-12);
    }

    #[test]
    fn too_small_a_plot_says_how_wide_it_is_and_should_be() {
        let blocked = doublet(&land(60.0, Vec::new()), &REQUEST).unwrap_err();
        let Blocked::TooSmall { widest_m, needed_m } = blocked else { panic!("{blocked:?}") };
        assert!((widest_m - 50.0 * 2.0_f64.sqrt()).abs() < 0.1 && (needed_m - 84.5).abs() < 0.1);
    }

    #[test]
    fn a_neighbour_in_the_middle_blocks_and_is_named() {
        let well = Obstacle {
            place: Coord { x: 50.0, y: 50.0 },
            stores: WellKind::Unknown,
            thermal_m: Some(Range::exactly(60.0)),
        };
        assert_eq!(doublet(&land(100.0, vec![well]), &REQUEST), Err(Blocked::Neighbours));
    }

    #[test]
    fn nothing_asked_gives_the_largest_that_fits() {
        let found = doublet(&land(100.0, Vec::new()), &DoubletRequest { annual_volume_m3: None, ..REQUEST }).unwrap();
        // The diagonal of 127.3 m is three radii.
        let expected = 2.0 * (127.279_f64 / 3.0).powi(2) * std::f64::consts::PI * 30.0 * 2.8 / (1.163 * 3.6);
        assert!((found.annual_volume_m3 / expected - 1.0).abs() < 0.01, "{} {expected}", found.annual_volume_m3);
        assert!(found.slack >= 1.0);
    }

    #[test]
    fn land_without_area_has_no_place() {
        let nothing = Land { allowed: MultiPolygon(Vec::new()), obstacles: Vec::new() };
        assert_eq!(doublet(&nothing, &REQUEST), Err(Blocked::NoLand));
    }

    proptest! {
        #[test]
        fn what_is_found_keeps_every_distance(
            side_m in 60.0_f64..300.0,
            others in prop::collection::vec((-100.0_f64..400.0, -100.0_f64..400.0, prop::option::of(5.0_f64..60.0), 0..3_u8), 0..6),
        ) {
            let obstacle = |(x, y, thermal_m, stores): &(f64, f64, Option<f64>, u8)| Obstacle {
                place: Coord { x: *x, y: *y },
                stores: [WellKind::Warm, WellKind::Cold, WellKind::Unknown][usize::from(*stores)],
                thermal_m: thermal_m.map(Range::exactly),
            };
            let land = land(side_m, others.iter().map(obstacle).collect());
            if let Ok(found) = doublet(&land, &REQUEST) {
                prop_assert!(found.distance_m >= found.required_m * (1.0 - 1e-9));
                for (well, stores) in [(found.warm, WellKind::Warm), (found.cold, WellKind::Cold)] {
                    // A lattice that touches the setback is at it to a hair.
                    prop_assert!(well.iter().all(|at| (5.0 - 1e-6..=side_m - 5.0 + 1e-6).contains(at)), "{well:?}");
                    let place = Coord { x: well[0], y: well[1] };
                    prop_assert!(slack_to_others(&land, &REQUEST, found.thermal_radius_m, place, stores) >= 1.0);
                }
            }
        }
    }
}
