//! Invalid polygons: found, repaired, and reported.
//!
//! Published zones have been rounded and simplified, so that rings cross themselves or each
//! other. Whoever repairs them chooses what the law says about the disputed slivers. Here a
//! doubtful sliver counts as *in* the zone: the parts of a ring that winds around a place, in
//! whatever direction and however often, are inside it (the nonzero rule), and only what lies in
//! an interior ring is taken out. A screening may be too strict in a sliver, never too mild.

use geo::bool_ops::FillRule;
use geo::kernels::Orientation::{Clockwise, Collinear, CounterClockwise};
use geo::kernels::{Kernel, RobustKernel};
use geo::{Area as _, BooleanOps, Coord, Intersects, Line, LineString, MultiPolygon, Polygon, Winding};

use super::area::Area;

/// What was done to make an area valid.
#[derive(Debug, Clone, PartialEq)]
pub enum Repair {
    /// A geometry collection of areas (or lines, or points) became one multi-geometry.
    CollectionFlattened,
    /// Rings with fewer than three different places were dropped.
    DegenerateRingsDropped(usize),
    /// Rings that ran the wrong way round were turned.
    RingsReoriented(usize),
    /// Rings crossed themselves or each other, or holes lay outside their polygon or in each
    /// other; the area was rebuilt. Areas in square metres, one of the crossings in RD New.
    Rebuilt {
        /// A place where rings cross or overlap.
        at: Coord,
        /// Signed sum of the rings before.
        before_m2: f64,
        /// Area after.
        after_m2: f64,
    },
}

/// Makes polygons valid: rings closed, not degenerate, exterior counter-clockwise and interior
/// clockwise, and nothing crossing.
///
/// Polygons that are valid come out with the coordinates they went in with.
#[must_use]
pub fn repair(polygons: MultiPolygon) -> (MultiPolygon, Vec<Repair>) {
    let (mut dropped, mut turned) = (0, 0);
    let mut rebuilt: Option<(Coord, f64, f64)> = None;
    let mut parts: Vec<Polygon> = Vec::with_capacity(polygons.0.len());
    for polygon in polygons {
        let (mut exterior, interiors) = polygon.into_inner();
        if is_degenerate(&exterior) {
            dropped += 1 + interiors.len();
            continue;
        }
        let count = interiors.len();
        let mut interiors: Vec<LineString> = interiors.into_iter().filter(|ring| !is_degenerate(ring)).collect();
        dropped += count - interiors.len();
        turned += usize::from(orient(&mut exterior, true));
        turned += interiors.iter_mut().map(|ring| usize::from(orient(ring, false))).sum::<usize>();
        let polygon = Polygon::new(exterior, interiors);
        match first_fault(&polygon) {
            None => parts.push(polygon),
            Some(at) => {
                let before = polygon.unsigned_area();
                let valid = rebuild(&polygon);
                let after = valid.unsigned_area();
                let (_, total_before, total_after) = rebuilt.unwrap_or((at, 0.0, 0.0));
                rebuilt = Some((at, total_before + before, total_after + after));
                parts.extend(valid);
            }
        }
    }
    let mut repairs = Vec::new();
    if dropped > 0 {
        repairs.push(Repair::DegenerateRingsDropped(dropped));
    }
    if turned > 0 {
        repairs.push(Repair::RingsReoriented(turned));
    }
    if let Some((at, before_m2, after_m2)) = rebuilt {
        repairs.push(Repair::Rebuilt { at, before_m2, after_m2 });
    }
    (MultiPolygon(parts), repairs)
}

/// A ring without area: fewer than three different places.
fn is_degenerate(ring: &LineString) -> bool {
    let Some(&first) = ring.0.first() else { return true };
    let Some(&second) = ring.0.iter().find(|&&c| c != first) else { return true };
    !ring.0.iter().any(|&c| c != first && c != second)
}

/// Turns a ring the right way round. Whether it had to be turned.
fn orient(ring: &mut LineString, counter_clockwise: bool) -> bool {
    let signed = signed_area(ring);
    let wrong = if counter_clockwise { signed < 0.0 } else { signed > 0.0 };
    if wrong {
        ring.0.reverse();
    }
    wrong
}

/// Shoelace area about the first vertex, so that large coordinates lose no digits.
fn signed_area(ring: &LineString) -> f64 {
    let origin = ring.0[0];
    ring.lines()
        .map(|line| {
            let (a, b) = (line.start - origin, line.end - origin);
            a.x * b.y - b.x * a.y
        })
        .sum::<f64>()
        / 2.0
}

/// Union of what the exterior winds around, without what the interiors wind around.
fn rebuild(polygon: &Polygon) -> MultiPolygon {
    let nothing = MultiPolygon::new(Vec::new());
    let wound = |ring: &LineString| {
        oriented(Polygon::new(ring.clone(), Vec::new()).union_with_fill_rule(&nothing, FillRule::NonZero))
    };
    let solid = wound(polygon.exterior());
    // Ring by ring first: of rings that run opposite ways, the windings would cancel out.
    let holes: MultiPolygon = polygon.interiors().iter().flat_map(wound).collect();
    let holes = oriented(holes.union_with_fill_rule(&nothing, FillRule::NonZero));
    oriented(solid.difference_with_fill_rule(&holes, FillRule::NonZero))
}

/// Turns every ring the right way round. Boolean operations give holes in any direction, and by
/// the nonzero rule the next operation would fill those that run with their exterior.
fn oriented(mut polygons: MultiPolygon) -> MultiPolygon {
    for part in &mut polygons.0 {
        part.exterior_mut(LineString::make_ccw_winding);
        part.interiors_mut(|rings| rings.iter_mut().for_each(LineString::make_cw_winding));
    }
    polygons
}

/// A place where the rings of a polygon cross or overlap, or a vertex of a misplaced hole.
fn first_fault(polygon: &Polygon) -> Option<Coord> {
    first_crossing(polygon).or_else(|| misplaced_hole(polygon))
}

/// A hole outside the exterior ring or inside another hole. Rings are known not to cross, so one
/// vertex that is not on the other ring's boundary decides.
fn misplaced_hole(polygon: &Polygon) -> Option<Coord> {
    if polygon.interiors().is_empty() {
        return None;
    }
    let solid = |ring: &LineString| Area::new(MultiPolygon(vec![Polygon::new(ring.clone(), Vec::new())]));
    let exterior = solid(polygon.exterior())?;
    let holes: Vec<Area> = polygon.interiors().iter().filter_map(solid).collect();
    for (index, hole) in holes.iter().enumerate() {
        let outside = hole.vertices().find(|&vertex| !exterior.covers(vertex));
        let nested = holes.iter().enumerate().filter(|(other, _)| *other != index).find_map(|(_, other)| {
            if !other.bounds().intersects(&hole.bounds()) {
                return None;
            }
            hole.vertices().find(|&v| other.position(v) == geo::coordinate_position::CoordPos::Inside)
        });
        if let Some(vertex) = outside.or(nested) {
            return Some(vertex);
        }
    }
    None
}

/// Sweeps over the edges from west to east and compares those whose rectangles meet.
fn first_crossing(polygon: &Polygon) -> Option<Coord> {
    let rings = || std::iter::once(polygon.exterior()).chain(polygon.interiors());
    let mut edges: Vec<Line> = rings().flat_map(LineString::lines).filter(|line| line.start != line.end).collect();
    edges.sort_unstable_by(|a, b| west(a).total_cmp(&west(b)));
    let mut open: Vec<Line> = Vec::new();
    for edge in edges {
        open.retain(|other| east(other) >= west(&edge));
        if let Some(at) = open.iter().find_map(|other| conflict(other, &edge)) {
            return Some(at);
        }
        open.push(edge);
    }
    None
}

fn west(line: &Line) -> f64 {
    line.start.x.min(line.end.x)
}

fn east(line: &Line) -> f64 {
    line.start.x.max(line.end.x)
}

/// Where two edges cross in their interiors or lie on top of each other. Edges that only touch in
/// a point are no conflict.
fn conflict(a: &Line, b: &Line) -> Option<Coord> {
    let (low, high) = (a.start.y.min(a.end.y), a.start.y.max(a.end.y));
    if b.start.y.max(b.end.y) < low || b.start.y.min(b.end.y) > high {
        return None;
    }
    let side = |line: &Line, c: Coord| RobustKernel::orient2d(line.start, line.end, c);
    let (a1, a2) = (side(b, a.start), side(b, a.end));
    let (b1, b2) = (side(a, b.start), side(a, b.end));
    let opposite = |p, q| matches!((p, q), (Clockwise, CounterClockwise) | (CounterClockwise, Clockwise));
    if opposite(a1, a2) && opposite(b1, b2) {
        return Some(b.start);
    }
    if a1 == Collinear && a2 == Collinear {
        // On one line: a conflict when they share more than a point.
        let along = |c: Coord| {
            let (dx, dy) = (a.end.x - a.start.x, a.end.y - a.start.y);
            if dx.abs() >= dy.abs() { (c.x, dx) } else { (c.y, dy) }.0
        };
        let (from_a, to_a) = sorted(along(a.start), along(a.end));
        let (from_b, to_b) = sorted(along(b.start), along(b.end));
        if from_a.max(from_b) < to_a.min(to_b) {
            return Some(b.start);
        }
    }
    None
}

fn sorted(a: f64, b: f64) -> (f64, f64) {
    if a <= b { (a, b) } else { (b, a) }
}

#[cfg(test)]
mod tests {
    use geo::wkt;

    use super::*;

    fn area_after(polygon: Polygon) -> (f64, Vec<Repair>) {
        let (valid, repairs) = repair(MultiPolygon(vec![polygon]));
        (valid.unsigned_area(), repairs)
    }

    #[test]
    fn a_valid_polygon_keeps_its_coordinates() {
        let polygon: Polygon = wkt!(POLYGON((0. 0., 4. 0., 4. 4., 0. 4., 0. 0.), (1. 1., 1. 2., 2. 2., 2. 1., 1. 1.)));
        assert_eq!(repair(MultiPolygon(vec![polygon.clone()])), (MultiPolygon(vec![polygon]), vec![]));
    }

    #[test]
    fn both_lobes_of_a_bow_tie_are_in() {
        let (area, repairs) = area_after(wkt!(POLYGON((0. 0., 0. 10., 10. 0., 10. 10., 0. 0.))));
        assert!((area - 50.0).abs() < 1e-3, "{area}");
        assert!(matches!(repairs.last(), Some(Repair::Rebuilt { .. })), "{repairs:?}");
    }

    #[test]
    fn a_loop_wound_twice_stays_in() {
        // A square whose ring goes round a corner block a second time.
        let twice = wkt!(POLYGON((0. 0., 8. 0., 8. 8., 2. 8., 2. 2., 6. 2., 6. 6., 0. 6., 0. 0.)));
        let (area, _) = area_after(twice);
        assert!((area - 60.0).abs() < 1e-3, "{area}");
    }

    #[test]
    fn a_pocket_that_a_ring_encloses_and_does_not_wind_around_stays_out() {
        let pocket = wkt!(POLYGON((0. 0., 0. 8., 8. 6., 6. 12., 10. 2., 0. 2., 6. 12., 0. 0.)));
        let (area, _) = area_after(pocket);
        assert!((area - 48.169).abs() < 1e-3, "{area}");
    }

    #[test]
    fn a_repeated_hole_is_taken_out_once() {
        let (area, _) = area_after(
            wkt!(POLYGON((0. 0., 4. 0., 4. 4., 0. 4., 0. 0.), (1. 1., 1. 2., 2. 2., 2. 1., 1. 1.), (1. 1., 1. 2., 2. 2., 2. 1., 1. 1.))),
        );
        assert!((area - 15.0).abs() < 1e-3, "{area}");
    }

    #[test]
    fn holes_that_run_opposite_ways_are_both_taken_out() {
        let bow_tie_over_hole = wkt!(POLYGON((0. 0., 20. 0., 20. 20., 0. 20., 0. 0.), (2. 2., 2. 8., 18. 8., 18. 2., 2. 2.), (2. 2., 2. 8., 18. 2., 18. 18., 2. 2.)));
        let (polygon, _) = repair(MultiPolygon(vec![bow_tie_over_hole]));
        let area = Area::new(polygon).unwrap();
        assert!(!area.covers(Coord { x: 3.0, y: 5.0 }) && !area.covers(Coord { x: 16.0, y: 12.0 }));
        assert!(area.covers(Coord { x: 1.0, y: 5.0 }));
    }

    #[test]
    fn a_hole_outside_takes_nothing_out() {
        let (area, _) =
            area_after(wkt!(POLYGON((0. 0., 4. 0., 4. 4., 0. 4., 0. 0.), (6. 6., 6. 7., 7. 7., 7. 6., 6. 6.))));
        assert!((area - 16.0).abs() < 1e-3, "{area}");
    }

    #[test]
    fn a_hole_in_a_hole_stays_a_hole() {
        let nested = wkt!(POLYGON((0. 0., 9. 0., 9. 9., 0. 9., 0. 0.), (1. 1., 1. 6., 6. 6., 6. 1., 1. 1.), (2. 2., 2. 3., 3. 3., 3. 2., 2. 2.)));
        let (area, _) = area_after(nested);
        assert!((area - 56.0).abs() < 1e-3, "{area}");
    }

    #[test]
    fn a_clockwise_exterior_is_turned_and_said_so() {
        let (_, repairs) = area_after(wkt!(POLYGON((0. 0., 0. 4., 4. 4., 4. 0., 0. 0.))));
        assert_eq!(repairs, vec![Repair::RingsReoriented(1)]);
    }

    #[test]
    fn nothing_is_left_of_a_flat_ring() {
        let (valid, repairs) = repair(MultiPolygon(vec![wkt!(POLYGON((0. 0., 4. 0., 0. 0.)))]));
        assert!(valid.0.is_empty());
        assert_eq!(repairs, vec![Repair::DegenerateRingsDropped(1)]);
    }
}
