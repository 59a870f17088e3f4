//! A field of loops on a piece of land.

use geo::{Coord, LinesIter, MultiPolygon, Rotate};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use schemars::JsonSchema;
use serde::Serialize;

use super::land::{Blocked, Land};

/// Patterns that are tried, each in another direction and place.
const PATTERNS: u32 = 120;
/// Steps towards the widest spacing at which the loops that were asked for still fit.
const HALVINGS: u32 = 12;
/// More loops than this are no field but a mistake.
const MOST: usize = 20_000;

/// A field of loops that is looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LoopsRequest {
    /// The least distance between two loops, m.
    pub spacing_m: f64,
    /// How many are wanted; none for as many as fit.
    pub count: Option<usize>,
    /// How far from loops of others, m.
    pub to_loops_m: f64,
    /// How many of its thermal radii from a well of others.
    pub well_radii: f64,
    /// Where chance begins: the same seed gives the same field.
    pub seed: u64,
}

/// A field of loops that fits.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Loops {
    /// The loops: x, y in RD New.
    pub places: Vec<[f64; 2]>,
    /// How many fit with the spacing that was asked for: in the densest pattern that was tried.
    pub most: usize,
    /// How far they are from each other, m: as asked, or wider when fewer were wanted than fit.
    pub spacing_m: f64,
    /// How many patterns were tried.
    pub tried: u32,
    /// The seed they were drawn from.
    pub seed: u64,
}

/// Lays triangles of loops over the land, in directions and places drawn from the seed (the first along its
/// longest edge), and keeps the pattern in which most fit. When fewer are wanted than fit they are laid as far
/// apart as they can be.
///
/// # Errors
/// When not one fits, or fewer than wanted: why.
pub fn loops(land: &Land, request: &LoopsRequest) -> Result<Loops, Blocked> {
    let densest = densest(land, request, request.spacing_m);
    if densest.is_empty() {
        let has_land = !self::densest(&land.alone(), request, request.spacing_m).is_empty();
        return Err(if has_land { Blocked::Neighbours } else { Blocked::NoLand });
    }
    let most = densest.len();
    let (mut places, mut spacing_m) = (densest, request.spacing_m);
    if let Some(count) = request.count {
        if count > most {
            let alone = self::densest(&land.alone(), request, request.spacing_m).len();
            let is_room = alone >= count;
            let needed_m = request.spacing_m;
            return Err(if is_room { Blocked::Neighbours } else { Blocked::TooSmall { widest_m: 0.0, needed_m } });
        }
        let (mut low, mut high) = (request.spacing_m, request.spacing_m * 20.0);
        for _ in 0..HALVINGS {
            let middle = (low * high).sqrt();
            let wider = self::densest(land, request, middle);
            if wider.len() >= count {
                (low, places, spacing_m) = (middle, wider, middle);
            } else {
                high = middle;
            }
        }
        places.truncate(count);
    }
    let places = places.into_iter().map(|place| [place.x, place.y]).collect();
    Ok(Loops { places, most, spacing_m, tried: PATTERNS, seed: request.seed })
}

/// The pattern in which most loops fit.
fn densest(land: &Land, request: &LoopsRequest, spacing_m: f64) -> Vec<Coord> {
    let mut draw = Pcg64Mcg::seed_from_u64(request.seed);
    let along = longest_edge(&land.allowed);
    let mut best: Vec<Coord> = Vec::new();
    for pattern in 0..PATTERNS {
        let (turn, shift) = if pattern == 0 {
            (along, [0.0, 0.0])
        } else {
            (60.0 * draw.random::<f64>(), [draw.random::<f64>(), draw.random::<f64>()])
        };
        let places = laid(land, request, spacing_m, turn, shift);
        if places.len() > best.len() {
            best = places;
        }
    }
    best
}

/// The direction of the longest edge, degrees from east to north.
fn longest_edge(land: &MultiPolygon) -> f64 {
    let length = |line: &geo::Line| line.delta().x.hypot(line.delta().y);
    let longest = land.lines_iter().max_by(|one, other| length(one).total_cmp(&length(other)));
    longest.map_or(0.0, |line| line.delta().y.atan2(line.delta().x).to_degrees())
}

/// Triangles turned by an angle (degrees) and moved by shares of the spacing: row by row, between the crossings
/// of the row with the edges of the land.
fn laid(land: &Land, request: &LoopsRequest, spacing_m: f64, turn: f64, shift: [f64; 2]) -> Vec<Coord> {
    let pivot = geo::Point::new(0.0, 0.0);
    let centre = land.allowed.lines_iter().next().map_or(Coord::zero(), |line| line.start);
    // Turned around a place on the land, so that nothing is lost in far coordinates.
    let moved = geo::Translate::translate(&land.allowed, -centre.x, -centre.y);
    let turned = moved.rotate_around_point(-turn, pivot);
    let row_m = spacing_m * 3.0_f64.sqrt() / 2.0;
    let mut places = Vec::new();
    let Some(bounds) = geo::BoundingRect::bounding_rect(&turned) else { return places };
    let mut number = ((bounds.min().y - shift[1] * row_m) / row_m).ceil();
    let (sin, cos) = turn.to_radians().sin_cos();
    loop {
        let y = (number + shift[1]) * row_m;
        if y > bounds.max().y || places.len() > MOST {
            break;
        }
        let mut crossings: Vec<f64> = Vec::new();
        for edge in turned.lines_iter() {
            let (low, high) = if edge.start.y <= edge.end.y { (edge.start, edge.end) } else { (edge.end, edge.start) };
            if low.y <= y && y < high.y {
                crossings.push(low.x + (high.x - low.x) * (y - low.y) / (high.y - low.y));
            }
        }
        crossings.sort_by(f64::total_cmp);
        let half = if number.rem_euclid(2.0) < 0.5 { 0.0 } else { 0.5 };
        for pair in crossings.chunks_exact(2) {
            let mut column = (pair[0] / spacing_m - shift[0] - half).ceil();
            while (column + shift[0] + half) * spacing_m <= pair[1] {
                let x = (column + shift[0] + half) * spacing_m;
                let place = Coord { x: centre.x + x * cos - y * sin, y: centre.y + x * sin + y * cos };
                if is_clear(land, request, place) {
                    places.push(place);
                }
                column += 1.0;
            }
        }
        number += 1.0;
    }
    places
}

/// Whether a loop is far enough from everyone else.
fn is_clear(land: &Land, request: &LoopsRequest, place: Coord) -> bool {
    land.obstacles.iter().all(|obstacle| {
        let required_m = obstacle.thermal_m.map_or(request.to_loops_m, |thermal_m| request.well_radii * thermal_m.high);
        (place.x - obstacle.place.x).hypot(place.y - obstacle.place.y) >= required_m
    })
}

#[cfg(test)]
mod tests {
    use super::super::Obstacle;
    use super::*;
    use crate::crowding::WellKind;
    use geo::{Distance, Euclidean, Point, polygon};
    use proptest::prelude::*;

    const REQUEST: LoopsRequest =
        LoopsRequest { spacing_m: 6.0, count: None, to_loops_m: 6.0, well_radii: 3.0, seed: 1 };

    fn field(width_m: f64, height_m: f64) -> MultiPolygon {
        polygon![(x: 0.0, y: 0.0), (x: width_m, y: 0.0), (x: width_m, y: height_m), (x: 0.0, y: height_m)].into()
    }

    fn land(width_m: f64, height_m: f64, obstacles: Vec<Obstacle>) -> Land {
        land_of(field(width_m, height_m), obstacles)
    }

    fn land_of(allowed: MultiPolygon, obstacles: Vec<Obstacle>) -> Land {
        Land { allowed, forbidden: MultiPolygon(Vec::new()), obstacles }
    }

    #[test]
    fn as_many_fit_as_triangles_pack() {
        let found = loops(&land(60.0, 60.0, Vec::new()), &REQUEST).unwrap();
        // At most one loop for each rhombus of the pattern, and those along the edge.
        let inner = 60.0 * 60.0 / (36.0 * 3.0_f64.sqrt() / 2.0);
        let count = f64::from(u32::try_from(found.most).unwrap());
        assert!(count > inner && count < inner * 1.25, "{count} {inner}");
        assert_eq!(found.places.len(), found.most);
    }

    #[test]
    fn fewer_than_fit_are_laid_further_apart() {
        let found = loops(&land(60.0, 60.0, Vec::new()), &LoopsRequest { count: Some(4), ..REQUEST }).unwrap();
        assert_eq!(found.places.len(), 4);
        assert!(found.spacing_m > 30.0, "{}", found.spacing_m);
    }

    #[test]
    fn more_than_fit_are_refused() {
        let blocked = loops(&land(20.0, 20.0, Vec::new()), &LoopsRequest { count: Some(100), ..REQUEST });
        assert!(matches!(blocked, Err(Blocked::TooSmall { .. })));
        let nothing = land_of(MultiPolygon(Vec::new()), Vec::new());
        assert_eq!(loops(&nothing, &REQUEST), Err(Blocked::NoLand));
    }

    #[test]
    fn loops_of_others_are_kept_clear_of() {
        let middle = Obstacle { place: Coord { x: 10.0, y: 10.0 }, stores: WellKind::Unknown, thermal_m: None };
        let near = LoopsRequest { to_loops_m: 50.0, ..REQUEST };
        assert_eq!(loops(&land(20.0, 20.0, vec![middle]), &near), Err(Blocked::Neighbours));
    }

    proptest! {
        #[test]
        fn every_loop_stands_on_the_land_and_apart(
            width_m in 10.0_f64..80.0, height_m in 10.0_f64..80.0, seed in any::<u64>(), spacing_m in 5.0_f64..12.0,
        ) {
            // At a place in RD New, where coordinates are large.
            let allowed = geo::Translate::translate(&field(width_m, height_m), 232_000.0, 547_000.0);
            let land = land_of(allowed, Vec::new());
            let found = loops(&land, &LoopsRequest { spacing_m, seed, ..REQUEST }).unwrap();
            for (at, place) in found.places.iter().enumerate() {
                let distance_m = Euclidean.distance(&Point::from(*place), &land.allowed);
                prop_assert!(distance_m < 1e-6, "{place:?} is {distance_m} m off the land");
                for other in &found.places[..at] {
                    let apart_m = (place[0] - other[0]).hypot(place[1] - other[1]);
                    prop_assert!(apart_m >= spacing_m - 1e-6);
                }
            }
            let again = loops(&land, &LoopsRequest { spacing_m, seed, ..REQUEST }).unwrap();
            prop_assert_eq!(found, again);
        }
    }
}
