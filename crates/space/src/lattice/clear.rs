//! Clearing an area: what of it lies in none of some rings.

use geo::{Coord, Rect};

use super::{Cutter, Lattice, Piece};

/// No more corners than these are overlaid at once: beyond it an area is halved first.
const AT_ONCE: usize = 4_000;

/// Halving comes to an end, whatever the rings: what is then left is overlaid at once.
const DEEPEST: u32 = 8;

/// What of pieces the rings wind around no place of: rings such as those of [`buffer`](crate::buffer), all one way
/// round but for holes. A large area is cut along lines of its own making, so that what is left may be in more
/// pieces than it need be.
#[must_use]
pub fn clear_of(lattice: &Lattice, pieces: Vec<Piece>, rings: &[Vec<Coord>]) -> Vec<Piece> {
    match Cutter::new(lattice, rings.iter().map(Vec::as_slice)) {
        Some(cutter) => {
            let mut left = Vec::new();
            for piece in pieces {
                clear(piece, &cutter, 0, &mut left);
            }
            left
        }
        // No edge comes near: all of it is within, or all of it outside.
        None if wind_around(rings, middle(lattice.window())) => Vec::new(),
        None => pieces,
    }
}

fn clear(piece: Piece, cutter: &Cutter, depth: u32, left: &mut Vec<Piece>) {
    if piece.corners() + cutter.corners() > AT_ONCE
        && depth < DEEPEST
        && let Some(halves) = Cutter::halves(piece.bounds)
    {
        for half in &halves {
            for piece in piece.split(half).0 {
                // Without an edge in the half the whole cutter says on which side it lies.
                let near = cutter.near(piece.bounds);
                clear(piece, near.as_ref().unwrap_or(cutter), if near.is_some() { depth + 1 } else { DEEPEST }, left);
            }
        }
        return;
    }
    left.extend(piece.split(cutter).1);
}

fn middle(window: Rect) -> Coord {
    window.center()
}

/// Whether rings wind around a place, all together.
fn wind_around(rings: &[Vec<Coord>], place: Coord) -> bool {
    let mut winding = 0_i64;
    for ring in rings {
        for edge in ring.windows(2) {
            let (from, to) = (edge[0] - place, edge[1] - place);
            let turn = from.x * to.y - from.y * to.x;
            if from.y <= 0.0 && to.y > 0.0 && turn > 0.0 {
                winding += 1;
            } else if from.y > 0.0 && to.y <= 0.0 && turn < 0.0 {
                winding -= 1;
            }
        }
    }
    winding != 0
}

#[cfg(test)]
mod tests {
    use geo::{Area as _, MultiPolygon, Polygon, wkt};
    use proptest::prelude::*;

    use super::*;
    use crate::{Shape, buffer_within};

    /// What is left of a square of 100 m when a strip along its edge is cleared.
    fn inner(shape: MultiPolygon, strip_m: f64) -> f64 {
        let (shape, _) = Shape::from_geometry(shape.into()).unwrap();
        let Shape::Area(area) = &shape else { panic!() };
        let lattice = Lattice::around(area.bounds());
        let lines: Vec<geo::LineString> = area.rings().cloned().collect();
        let (edge, _) = Shape::from_geometry(geo::MultiLineString(lines).into()).unwrap();
        let rings = buffer_within(&edge, strip_m, strip_m / 100.0, lattice.window());
        let left = clear_of(&lattice, lattice.pieces(area.polygons()), &rings);
        left.iter().map(|piece| lattice.area_m2(piece)).sum()
    }

    #[test]
    fn a_strip_along_the_edge_is_left_out() {
        let square: Polygon = wkt!(POLYGON((0. 0., 100. 0., 100. 100., 0. 100., 0. 0.)));
        let square = MultiPolygon(vec![square]);
        assert!((inner(square.clone(), 5.0) - 8_100.0).abs() < 0.1);
        assert!(inner(square.clone(), 50.0) < 1e-6);
        // The strip is so wide that none of its edges comes near.
        assert!(inner(square, 5_000.0) < 1e-6);
    }

    #[test]
    fn an_edge_of_many_corners_is_cleared_in_halves() {
        let corner = |step: u32| {
            let (sine, cosine) = (f64::from(step) / 3_000.0 * std::f64::consts::TAU).sin_cos();
            Coord { x: 200.0 * cosine, y: 200.0 * sine }
        };
        let round = Polygon::new((0..3_000).map(corner).collect(), vec![]);
        let drawn_m2 = round.unsigned_area();
        let left_m2 = inner(MultiPolygon(vec![round]), 5.0);
        let expected_m2 = std::f64::consts::PI * 195.0 * 195.0;
        assert!((left_m2 - expected_m2).abs() < 80.0, "{drawn_m2} {left_m2} {expected_m2}");
    }

    proptest! {
        #[test]
        fn nothing_that_is_left_lies_nearer_to_the_edge(
            corners in prop::collection::vec((20.0_f64..200.0, 0.0_f64..1.0), 3..12), strip_m in 0.5_f64..20.0,
        ) {
            let count = f64::from(u32::try_from(corners.len()).unwrap());
            let ring: geo::LineString = corners.iter().zip(0_u32..).map(|((radius, _), step)| {
                let (sine, cosine) = (f64::from(step) / count * std::f64::consts::TAU).sin_cos();
                Coord { x: radius * cosine, y: radius * sine }
            }).collect();
            let (shape, _) = Shape::from_geometry(MultiPolygon(vec![Polygon::new(ring, vec![])]).into()).unwrap();
            let Shape::Area(area) = &shape else { panic!() };
            let lattice = Lattice::around(area.bounds());
            let lines: Vec<geo::LineString> = area.rings().cloned().collect();
            let (edge, _) = Shape::from_geometry(geo::MultiLineString(lines).into()).unwrap();
            let rings = buffer_within(&edge, strip_m, strip_m / 100.0, lattice.window());
            for piece in clear_of(&lattice, lattice.pieces(area.polygons()), &rings) {
                for corner in lattice.polygon(&piece).exterior() {
                    prop_assert!(edge.distance_to_place_m(*corner) >= strip_m - 2.0 * lattice.step_m());
                    prop_assert!(shape.distance_to_place_m(*corner) <= 2.0 * lattice.step_m());
                }
            }
        }
    }
}
