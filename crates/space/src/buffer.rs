//! Buffers: everything nearer to a shape than a distance, as rings.
//!
//! The edge of a buffer is made of arcs. Here an arc is a chain of straight edges outside it, never
//! more than a millimetre away, or what else is asked: what is within the distance is within the rings, always.

use std::f64::consts::PI;

use geo::{Coord, Line, LinesIter, Rect};

use super::shape::{Shape, between_m};

/// How far the rings may lie outside the true buffer, metres.
pub const BUFFER_ERROR_M: f64 = 0.001;

/// How far they lie outside it at least, for rounding, metres.
const LEAST_M: f64 = 0.000_01;

/// Rings, all counter-clockwise but for holes of the shape itself, that together wind around every
/// place in a window nearer to the shape than a distance, and around none that is more than
/// [`BUFFER_ERROR_M`] further away. None when no place in the window is that near.
#[must_use]
pub fn buffer(shape: &Shape, distance_m: f64, window: Rect) -> Vec<Vec<Coord>> {
    buffer_within(shape, distance_m, BUFFER_ERROR_M, window)
}

/// The same with arcs that may lie further outside the true ones than a millimetre, for distances that somebody
/// chose and no law asks about: `error_m`, metres, of at least [`BUFFER_ERROR_M`].
#[must_use]
pub fn buffer_within(shape: &Shape, distance_m: f64, error_m: f64, window: Rect) -> Vec<Vec<Coord>> {
    let error_m = error_m.max(BUFFER_ERROR_M);
    let reach_m = distance_m + error_m;
    let mut rings = Vec::new();
    let near = |place: Coord| from_window_m(place, window) <= reach_m;
    let circles = |places: &[Coord], rings: &mut Vec<Vec<Coord>>| {
        let mut places: Vec<Coord> = places.iter().copied().filter(|place| near(*place)).collect();
        places.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
        places.dedup();
        rings.extend(places.into_iter().map(|place| circle(place, distance_m, error_m)));
    };
    circles(&shape.vertices(), &mut rings);
    let edges = |line: Line| {
        let (from, to) = (line.start, line.end);
        let bounds = Rect::new(from, to);
        let apart = |low: f64, high: f64, from: f64, to: f64| (from - high).max(low - to).max(0.0);
        let (dx, dy) = (
            apart(bounds.min().x, bounds.max().x, window.min().x, window.max().x),
            apart(bounds.min().y, bounds.max().y, window.min().y, window.max().y),
        );
        (dx.hypot(dy) <= reach_m && from != to).then(|| band(from, to, distance_m))
    };
    match shape {
        Shape::Point(_) | Shape::Points(_) => {}
        Shape::Lines(lines) => rings.extend(lines.parts().lines_iter().filter_map(edges)),
        Shape::Area(area) => {
            rings.extend(area.polygons().lines_iter().filter_map(edges));
            rings.extend(area.rings().map(|ring| ring.0.clone()));
        }
    }
    rings
}

/// Distance from a place to a window, metres; 0 within it.
fn from_window_m(place: Coord, window: Rect) -> f64 {
    let (low, high) = (window.min(), window.max());
    let nearest = Coord { x: place.x.clamp(low.x, high.x), y: place.y.clamp(low.y, high.y) };
    between_m(place, nearest)
}

/// A regular polygon around a circle.
fn circle(centre: Coord, radius_m: f64, error_m: f64) -> Vec<Coord> {
    let (inner, outer) = (radius_m + LEAST_M, radius_m + error_m);
    // The middle of an edge is nearest to the centre, its ends are furthest away.
    let count = (PI / (inner / outer).acos()).ceil().max(8.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousands")]
    let steps = count as u32;
    let mut ring: Vec<Coord> = (0..steps)
        .map(|step| {
            let (sine, cosine) = (f64::from(step) / count * 2.0 * PI).sin_cos();
            Coord { x: centre.x + outer * cosine, y: centre.y + outer * sine }
        })
        .collect();
    ring.extend(ring.first().copied());
    ring
}

/// A rectangle along an edge.
fn band(from: Coord, to: Coord, radius_m: f64) -> Vec<Coord> {
    let length = between_m(from, to);
    let along = (to - from) / length;
    let aside = Coord { x: -along.y, y: along.x } * (radius_m + LEAST_M);
    vec![from - aside, to - aside, to + aside, from + aside, from - aside]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Area;
    use geo::{MultiPolygon, Polygon, wkt};

    #[test]
    fn a_circle_lies_outside_the_true_one_and_never_a_millimetre_away() {
        let centre = Coord { x: 155_000.0, y: 463_000.0 };
        for radius in [0.5, 11.0, 400.0, 5_000.0] {
            let ring = circle(centre, radius, BUFFER_ERROR_M);
            for edge in ring.windows(2) {
                let middle = (edge[0] + edge[1]) / 2.0;
                assert!(between_m(middle, centre) >= radius, "{radius}");
                assert!(between_m(edge[0], centre) <= radius + BUFFER_ERROR_M + 1e-9, "{radius}");
            }
        }
    }

    #[test]
    fn a_buffer_holds_what_is_near_an_edge_a_corner_or_within() {
        let square: Polygon = wkt!(POLYGON((0. 0., 10. 0., 10. 10., 0. 10., 0. 0.)));
        let shape = Shape::Area(Area::new(MultiPolygon(vec![square])).unwrap());
        let window = Rect::new(Coord { x: -50.0, y: -50.0 }, Coord { x: 50.0, y: 50.0 });
        let rings = buffer(&shape, 5.0, window);
        let covered = |x: f64, y: f64| {
            rings.iter().any(|ring| {
                let area = MultiPolygon(vec![Polygon::new(ring.clone().into(), vec![])]);
                Area::new(area).unwrap().covers(Coord { x, y })
            })
        };
        assert!(covered(5.0, 5.0) && covered(-4.999, 5.0) && covered(13.5, 13.5) && covered(15.0, 5.0));
        assert!(!covered(-5.0011, 5.0) && !covered(13.54, 13.54));
        assert!(buffer(&shape, 5.0, Rect::new(Coord { x: 90.0, y: 90.0 }, Coord { x: 99.0, y: 99.0 })).len() <= 1);
    }
}
