//! A warm and a cold well on a piece of land.

use geo::{Area as _, BoundingRect, Contains, Coord, LinesIter, Point};
use schemars::JsonSchema;
use serde::Serialize;

use super::land::{Blocked, Land};
use crate::crowding::{Range, Relation, SpacingRules, WellKind, thermal_radius_m};

/// About so many places are tried.
const PLACES: f64 = 500.0;
/// The least that a doublet is thought to move in a year, m3, where nobody says how much.
const LEAST_M3: f64 = 1_000.0;
/// The most, m3.
pub const MOST_M3: f64 = 5_000_000.0;
/// Halvings on the way to the largest volume that fits.
const HALVINGS: u32 = 16;

/// A doublet that is looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DoubletRequest {
    /// Groundwater that it moves in a year, m3; none for the largest that fits.
    pub annual_volume_m3: Option<f64>,
    /// The most that its pump moves in a year, m3: what is looked for is no larger. [`MOST_M3`] when nothing is
    /// known of the pump.
    pub most_m3: f64,
    /// Length of its screens, m.
    pub screen_m: f64,
    /// Heat that a m3 of the aquifer takes for each K, MJ: the low end makes the widest bubble.
    pub aquifer_mj_m3_k: Range,
    /// How many radii wells have to be apart.
    pub spacing: SpacingRules,
    /// How many thermal radii of a well a loop has to be away from it.
    pub loop_radii: f64,
    /// How many of its thermal radii a well has to be away from where the system may be prohibited: 1 keeps its
    /// warmth out of it, 0 asks nothing.
    pub radii_to_forbidden: f64,
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
    let (mut low, mut high) = (LEAST_M3.min(request.most_m3), request.most_m3);
    if let Ok(most) = of_volume(land, request, &places, high) {
        return Ok(most);
    }
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

fn of_volume(land: &Land, request: &DoubletRequest, places: &[Place], volume_m3: f64) -> Result<Doublet, Blocked> {
    let Ok(thermal_m) = thermal_radius_m(volume_m3 / 2.0, request.screen_m, request.aquifer_mj_m3_k.low) else {
        return Err(Blocked::NoLand);
    };
    let required_m = request.spacing.opposite * thermal_m;
    let slack = |stores| -> Vec<(Coord, f64)> {
        let slack = |place: &Place| {
            let to_others = slack_to_others(land, request, thermal_m, place.at, stores);
            (place.at, to_others.min(place.from_forbidden_m / (request.radii_to_forbidden * thermal_m)))
        };
        places.iter().map(slack).filter(|(_, slack)| *slack >= 1.0).collect()
    };
    let mut best: Option<(f64, Coord, Coord)> = None;
    let colds = slack(WellKind::Cold);
    for (warm, room) in slack(WellKind::Warm) {
        for (cold, beside) in &colds {
            let slack = (distance_m(warm, *cold) / required_m).min(room).min(*beside);
            if slack >= 1.0 && best.is_none_or(|(most, _, _)| slack > most) {
                best = Some((slack, warm, *cold));
            }
        }
    }
    let Some((slack, warm, cold)) = best else {
        return Err(why_not(land, request, places, volume_m3, thermal_m));
    };
    Ok(Doublet {
        warm: [warm.x, warm.y],
        cold: [cold.x, cold.y],
        annual_volume_m3: volume_m3,
        thermal_radius_m: thermal_m,
        distance_m: distance_m(warm, cold),
        required_m,
        slack,
        tried: places.len(),
    })
}

/// What stands in the way of a volume that does not fit: the first of too little room, a place where the system
/// may be prohibited, and others, without which it would.
fn why_not(land: &Land, request: &DoubletRequest, places: &[Place], volume_m3: f64, thermal_m: f64) -> Blocked {
    let needed_m = request.spacing.opposite * thermal_m;
    let apart = places.iter().flat_map(|one| places.iter().map(|other| distance_m(one.at, other.at)));
    let widest_m = apart.fold(0.0, f64::max);
    let fits = |land: &Land, request: &DoubletRequest| of_volume(land, request, places, volume_m3).is_ok();
    let anywhere = DoubletRequest { radii_to_forbidden: 0.0, ..*request };
    if widest_m < needed_m {
        Blocked::TooSmall { widest_m, needed_m }
    } else if !land.obstacles.is_empty() && fits(&land.alone(), request) {
        Blocked::Neighbours
    } else if request.radii_to_forbidden > 0.0 && fits(land, &anywhere) {
        Blocked::Forbidden { needed_m: request.radii_to_forbidden * thermal_m }
    } else if !land.obstacles.is_empty() {
        Blocked::Neighbours
    } else {
        Blocked::TooSmall { widest_m, needed_m }
    }
}

fn distance_m(one: Coord, other: Coord) -> f64 {
    (one.x - other.x).hypot(one.y - other.y)
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

/// A place that is tried.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: Coord,
    /// How far it is from where the system may be prohibited, m.
    from_forbidden_m: f64,
}

/// Places on a lattice over the land, and along its edges, where the widest distances are.
fn places(land: &Land) -> Vec<Place> {
    let place = |at| Place { at, from_forbidden_m: land.from_forbidden_m(at) };
    coordinates(land).into_iter().map(place).collect()
}

fn coordinates(land: &Land) -> Vec<Coord> {
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
        // Five metres along the edge stay free.
        let inner = geo::Translate::translate(&square(side_m - 10.0), 5.0, 5.0);
        Land { allowed: inner, forbidden: MultiPolygon(Vec::new()), obstacles }
    }

    const REQUEST: DoubletRequest = DoubletRequest {
        annual_volume_m3: Some(100_000.0),
        most_m3: MOST_M3,
        screen_m: 30.0,
        aquifer_mj_m3_k: Range::exactly(2.8),
        spacing: SpacingRules { same: 1.0, opposite: 3.0 },
        loop_radii: 3.0,
        radii_to_forbidden: 1.0,
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
    fn no_more_is_looked_for_than_the_pump_moves() {
        let request = DoubletRequest { annual_volume_m3: None, most_m3: 43_000.0, ..REQUEST };
        let found = doublet(&land(100.0, Vec::new()), &request).unwrap();
        assert!((found.annual_volume_m3 - 43_000.0).abs() < 1e-9, "{found:?}");
        assert!(found.slack > 1.0);
    }

    #[test]
    fn the_warmth_of_a_well_stays_out_of_where_it_may_be_prohibited() {
        let forbidden = polygon![(x: 0.0, y: -60.0), (x: 100.0, y: -60.0), (x: 100.0, y: 0.0), (x: 0.0, y: 0.0)];
        let land = Land { forbidden: forbidden.into(), ..land(100.0, Vec::new()) };
        let found = doublet(&land, &REQUEST).unwrap();
        for well in [found.warm, found.cold] {
            assert!(well[1] >= found.thermal_radius_m, "{found:?}");
        }
        let large = DoubletRequest { annual_volume_m3: Some(170_000.0), ..REQUEST };
        assert!(matches!(doublet(&land, &large), Err(Blocked::Forbidden { .. })), "{:?}", doublet(&land, &large));
        assert!(doublet(&land, &DoubletRequest { radii_to_forbidden: 0.0, ..large }).is_ok());
    }

    #[test]
    fn land_without_area_has_no_place() {
        let nothing =
            Land { allowed: MultiPolygon(Vec::new()), forbidden: MultiPolygon(Vec::new()), obstacles: Vec::new() };
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
