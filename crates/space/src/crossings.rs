//! Where the rings of a polygon cross: in the middle of edges, along them, or at a corner.

use geo::kernels::Orientation::{self, Clockwise, Collinear, CounterClockwise};
use geo::kernels::{Kernel, RobustKernel};
use geo::{Coord, Line, LineString, Polygon};
use rstar::{RTree, RTreeObject};

/// A polygon that crosses itself more often than this is not repaired: what was meant cannot be told,
/// and the work would grow with the square of its corners.
pub const MOST_CROSSINGS: usize = 20_000;

/// Pairs of edges that are compared, at most: a second of work.
const MOST_PAIRS: usize = 200_000_000;

/// From as many edges on, an R-tree finds the pairs; below it a sweep is faster.
const MANY_EDGES: usize = 4_000;

/// A place where two edges cross, overlap, or change sides at a corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Crossing {
    /// Near the crossing: a corner of one of the edges.
    pub at: Coord,
    /// The ends of the edges. Whatever order the corners should have had, the edge of the area runs
    /// between these.
    pub corners: [Coord; 4],
}

/// The polygon crosses itself too often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMany;

/// All crossings of the rings of a polygon.
pub(super) fn crossings(polygon: &Polygon) -> Result<Vec<Crossing>, TooMany> {
    let rings = || std::iter::once(polygon.exterior()).chain(polygon.interiors());
    let mut found = Found::default();
    let edges: Vec<Line> = rings().flat_map(LineString::lines).filter(|line| line.start != line.end).collect();
    if edges.len() < MANY_EDGES {
        found.sweep(edges)?;
    } else {
        found.search(&edges)?;
    }
    let Found { mut crossings, mut passes, .. } = found;
    for ring in rings() {
        passes_of(ring, &mut passes);
    }
    at_corners(passes, &mut crossings)?;
    Ok(crossings)
}

#[derive(Default)]
struct Found {
    crossings: Vec<Crossing>,
    /// Edges that a corner of another lies on.
    passes: Vec<Pass>,
    pairs: usize,
}

impl Found {
    /// Sweeps over the edges from west to east and compares those whose rectangles meet.
    fn sweep(&mut self, mut edges: Vec<Line>) -> Result<(), TooMany> {
        edges.sort_unstable_by(|a, b| west(a).total_cmp(&west(b)));
        let mut open: Vec<Line> = Vec::new();
        for edge in edges {
            open.retain(|other| east(other) >= west(&edge));
            for other in &open {
                self.compare(other, &edge)?;
            }
            open.push(edge);
        }
        Ok(())
    }

    fn search(&mut self, edges: &[Line]) -> Result<(), TooMany> {
        let tree =
            RTree::bulk_load(edges.iter().enumerate().map(|(number, line)| Numbered { number, line: *line }).collect());
        for (number, edge) in edges.iter().enumerate() {
            for other in tree.locate_in_envelope_intersecting(&edge.envelope()).filter(|other| other.number < number) {
                self.compare(&other.line, edge)?;
            }
        }
        Ok(())
    }

    /// Whether two edges cross in their interiors or lie on top of each other. Of edges that touch in
    /// a point it is noted where.
    fn compare(&mut self, a: &Line, b: &Line) -> Result<(), TooMany> {
        self.pairs += 1;
        if self.pairs > MOST_PAIRS || self.crossings.len() >= MOST_CROSSINGS {
            return Err(TooMany);
        }
        let (low, high) = (a.start.y.min(a.end.y), a.start.y.max(a.end.y));
        if b.start.y.max(b.end.y) < low || b.start.y.min(b.end.y) > high {
            return Ok(());
        }
        let side = |line: &Line, c: Coord| RobustKernel::orient2d(line.start, line.end, c);
        let (a1, a2) = (side(b, a.start), side(b, a.end));
        let (b1, b2) = (side(a, b.start), side(a, b.end));
        let opposite = |p, q| matches!((p, q), (Clockwise, CounterClockwise) | (CounterClockwise, Clockwise));
        let overlap = a1 == Collinear && a2 == Collinear && overlap(a, b);
        if overlap || (opposite(a1, a2) && opposite(b1, b2)) {
            self.crossings.push(Crossing { at: b.start, corners: [a.start, b.start, a.end, b.end] });
            return Ok(());
        }
        for (corner, on, side) in [(a.start, b, a1), (a.end, b, a2), (b.start, a, b1), (b.end, a, b2)] {
            if side == Collinear && corner != on.start && corner != on.end && within(on, corner) {
                self.passes.push(Pass { at: corner, from: on.start, to: on.end });
            }
        }
        Ok(())
    }
}

/// An edge and its place in the list.
struct Numbered {
    number: usize,
    line: Line,
}

impl RTreeObject for Numbered {
    type Envelope = <Line as RTreeObject>::Envelope;

    fn envelope(&self) -> Self::Envelope {
        self.line.envelope()
    }
}

fn west(line: &Line) -> f64 {
    line.start.x.min(line.end.x)
}

fn east(line: &Line) -> f64 {
    line.start.x.max(line.end.x)
}

/// Whether a place on the line of an edge lies within its rectangle.
fn within(line: &Line, c: Coord) -> bool {
    west(line) <= c.x && c.x <= east(line) && line.start.y.min(line.end.y) <= c.y && c.y <= line.start.y.max(line.end.y)
}

/// Whether two edges on one line share more than a point.
fn overlap(a: &Line, b: &Line) -> bool {
    let (dx, dy) = (a.end.x - a.start.x, a.end.y - a.start.y);
    let along = |c: Coord| if dx.abs() >= dy.abs() { c.x } else { c.y };
    let sorted = |a: f64, b: f64| if a <= b { (a, b) } else { (b, a) };
    let (from_a, to_a) = sorted(along(a.start), along(a.end));
    let (from_b, to_b) = sorted(along(b.start), along(b.end));
    from_a.max(from_b) < to_a.min(to_b)
}

/// A ring that runs through a place, from one corner to the next.
#[derive(Debug, Clone, Copy)]
struct Pass {
    at: Coord,
    from: Coord,
    to: Coord,
}

/// How a ring runs through its corners.
fn passes_of(ring: &LineString, passes: &mut Vec<Pass>) {
    let mut corners: Vec<Coord> = ring.0.clone();
    corners.dedup();
    if corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    let count = corners.len();
    passes.extend((0..count).map(|at| Pass {
        at: corners[at],
        from: corners[(at + count - 1) % count],
        to: corners[(at + 1) % count],
    }));
}

/// Places where rings meet at a corner and change sides there.
fn at_corners(mut passes: Vec<Pass>, crossings: &mut Vec<Crossing>) -> Result<(), TooMany> {
    let key = |pass: &Pass| (pass.at.x + 0.0, pass.at.y + 0.0);
    let order = |pass: &Pass| [pass.at, pass.from, pass.to].map(|c| [c.x + 0.0, c.y + 0.0]);
    passes.sort_unstable_by(|one, other| {
        let (one, other) = (order(one), order(other));
        let pairs = one.iter().flatten().zip(other.iter().flatten());
        pairs.map(|(one, other)| one.total_cmp(other)).find(|it| it.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
    });
    // An edge is found with each of the two edges that meet in a corner on it.
    passes.dedup_by(|one, other| order(one) == order(other));
    for meeting in passes.chunk_by(|one, other| key(one) == key(other)) {
        // Corners where hundreds of edges meet are no map; what is compared stays bounded.
        if meeting.len() > 1_000 {
            return Err(TooMany);
        }
        for (index, one) in meeting.iter().enumerate() {
            for other in &meeting[index + 1..] {
                if changes_sides(one, other) {
                    if crossings.len() >= MOST_CROSSINGS {
                        return Err(TooMany);
                    }
                    crossings.push(Crossing { at: one.at, corners: [one.from, other.from, one.to, other.to] });
                }
            }
        }
    }
    Ok(())
}

/// Whether one of two rings that run through the same place comes from one side of the other and goes
/// to its other side. Exact.
fn changes_sides(one: &Pass, other: &Pass) -> bool {
    match (in_sector(one, other.from), in_sector(one, other.to)) {
        (Some(from), Some(to)) => from != to,
        // Along an edge of the other: that is an overlap, and found as one.
        _ => false,
    }
}

/// Whether a direction lies to the left of the way through a place; `None` along the way itself.
fn in_sector(pass: &Pass, direction: Coord) -> Option<bool> {
    let turn = |a: Coord, b: Coord| -> Orientation { RobustKernel::orient2d(pass.at, a, b) };
    let ahead = |a: Coord, b: Coord| {
        let (a, b) = (a - pass.at, b - pass.at);
        a.x * b.x + a.y * b.y > 0.0
    };
    let along = |end: Coord| turn(end, direction) == Collinear && ahead(end, direction);
    if along(pass.from) || along(pass.to) {
        return None;
    }
    // The sector from `to` counter-clockwise to `from` lies to the left.
    match turn(pass.to, pass.from) {
        CounterClockwise => {
            Some(turn(pass.to, direction) == CounterClockwise && turn(direction, pass.from) == CounterClockwise)
        }
        Clockwise => {
            Some(!(turn(pass.from, direction) == CounterClockwise && turn(direction, pass.to) == CounterClockwise))
        }
        // There and back: nothing lies to the left.
        Collinear if ahead(pass.to, pass.from) => None,
        Collinear => Some(turn(pass.to, direction) == CounterClockwise),
    }
}

#[cfg(test)]
mod tests {
    use geo::wkt;

    use super::*;

    fn count(polygon: &Polygon) -> usize {
        crossings(polygon).unwrap().len()
    }

    #[test]
    fn rings_that_touch_at_a_corner_do_not_cross() {
        // Two squares on one corner, drawn as one ring that turns back; and a hole on an edge.
        assert_eq!(count(&wkt!(POLYGON((0. 0., 4. 0., 4. 4., 8. 4., 8. 8., 4. 8., 4. 4., 0. 4., 0. 0.)))), 0);
        assert_eq!(count(&wkt!(POLYGON((0. 0., 8. 0., 8. 8., 0. 8., 0. 0.), (4. 0., 6. 2., 4. 4., 2. 2., 4. 0.)))), 0);
    }

    #[test]
    fn a_ring_that_goes_straight_on_at_a_corner_crosses_there() {
        assert_eq!(count(&wkt!(POLYGON((0. 0., 5. 5., 10. 10., 10. 0., 5. 5., 0. 10., 0. 0.)))), 1);
        // A corner on the middle of another edge.
        assert_eq!(count(&wkt!(POLYGON((0. 0., 10. 10., 10. 0., 5. 5., 0. 10., 0. 0.)))), 1);
        // Around a second time, within the first.
        assert_eq!(count(&wkt!(POLYGON((0. 0., 9. 0., 9. 9., 0. 9., 0. 0., 4. 1., 4. 4., 1. 4., 0. 0.)))), 1);
    }

    #[test]
    fn sweep_and_tree_find_the_same() {
        let mut seed = 7_u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from(u32::try_from(seed >> 40).unwrap_or_default() % 1_000)
        };
        let ring: Vec<Coord> = (0..120).map(|_| Coord { x: next(), y: next() }).collect();
        let polygon = Polygon::new(LineString(ring), Vec::new());
        let edges: Vec<Line> = polygon.exterior().lines().filter(|line| line.start != line.end).collect();
        let (mut one, mut other) = (Found::default(), Found::default());
        one.sweep(edges.clone()).unwrap();
        other.search(&edges).unwrap();
        assert!(one.crossings.len() > 100);
        assert_eq!((one.crossings.len(), one.passes.len()), (other.crossings.len(), other.passes.len()));
    }

    #[test]
    fn a_ring_that_crosses_itself_without_end_is_given_up_soon() {
        let ring: Vec<Coord> = (0..8_000_u32)
            .map(|i| Coord { x: f64::from(i * 7_919 % 10_007), y: f64::from(i * 6_101 % 9_973) })
            .collect();
        assert_eq!(crossings(&Polygon::new(LineString(ring), Vec::new())), Err(TooMany));
    }
}
