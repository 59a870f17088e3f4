//! Rings cut off at a rectangle, so that a drawing holds no more of a long boundary than it shows.

use geo::{Coord, LineString, Rect};

/// How far a place lies within each side of a rectangle; below zero outside it.
const SIDES: [fn(Coord, Rect) -> f64; 4] = [
    |place, frame| place.x - frame.min().x,
    |place, frame| frame.max().x - place.x,
    |place, frame| place.y - frame.min().y,
    |place, frame| frame.max().y - place.y,
];

/// What of a closed ring lies in a rectangle (Sutherland and Hodgman), without corners nearer to each other than
/// `step_m`; empty when nothing does. Where the ring leaves the rectangle, it follows the side.
pub(super) fn clipped(ring: &LineString, frame: Rect, step_m: f64) -> Vec<Coord> {
    let mut corners: Vec<Coord> = ring.0.clone();
    if corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    for within in SIDES {
        let Some(last) = corners.last() else { return Vec::new() };
        let mut from = *last;
        let mut kept = Vec::with_capacity(corners.len());
        for to in &corners {
            let (before, after) = (within(from, frame), within(*to, frame));
            if (before < 0.0) != (after < 0.0) {
                let share = before / (before - after);
                kept.push(Coord { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) });
            }
            if after >= 0.0 {
                kept.push(*to);
            }
            from = *to;
        }
        corners = kept;
    }
    thinned(corners, step_m)
}

/// Leaves out corners that nobody would see.
fn thinned(corners: Vec<Coord>, step_m: f64) -> Vec<Coord> {
    let mut kept: Vec<Coord> = Vec::with_capacity(corners.len());
    for corner in corners {
        let is_far = |last: &Coord| (corner.x - last.x).hypot(corner.y - last.y) >= step_m;
        if kept.last().is_none_or(is_far) {
            kept.push(corner);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(low: f64, high: f64) -> LineString {
        vec![(low, low), (high, low), (high, high), (low, high), (low, low)].into()
    }

    fn area(ring: &[Coord]) -> f64 {
        let next = ring.iter().skip(1).chain(ring.first());
        (ring.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>() / 2.0).abs()
    }

    #[test]
    fn what_lies_within_stays_and_what_lies_outside_goes() {
        let frame = Rect::new((0.0, 0.0), (10.0, 10.0));
        assert!((area(&clipped(&square(2.0, 4.0), frame, 0.0)) - 4.0).abs() < 1e-9);
        assert!((area(&clipped(&square(5.0, 20.0), frame, 0.0)) - 25.0).abs() < 1e-9);
        assert!((area(&clipped(&square(-50.0, 50.0), frame, 0.0)) - 100.0).abs() < 1e-9);
        assert!(clipped(&square(20.0, 30.0), frame, 0.0).is_empty());
    }
}
