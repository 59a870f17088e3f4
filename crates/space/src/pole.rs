//! The pole of a polygon: a place well inside it, as far from its edges as can be found quickly.

use std::collections::BinaryHeap;

use geo::{BoundingRect, Coord, LinesIter, Polygon, Rect};

use super::shape::between_2;

/// A place inside a polygon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pole {
    /// The place.
    pub at: Coord,
    /// How far it is from the nearest edge, metres.
    pub clearance_m: f64,
}

/// Places tried at most, after the first few.
const TRIES: usize = 160;

/// Near enough: no place is this much further from the edges.
const NEAR_ENOUGH: f64 = 1.05;

/// A place inside a polygon that is about as far from its edges as any. `None` when no place inside
/// was found: there is hardly any inside.
#[must_use]
pub fn pole(polygon: &Polygon) -> Option<Pole> {
    let bounds = polygon.bounding_rect()?;
    // About the middle: large coordinates would lose digits.
    let origin = bounds.center();
    let edges: Vec<(Coord, Coord)> =
        polygon.lines_iter().map(|line| (line.start - origin, line.end - origin)).collect();
    let bounds = Rect::new(bounds.min() - origin, bounds.max() - origin);
    let mut best = Pole { at: Coord { x: 0.0, y: 0.0 }, clearance_m: f64::NEG_INFINITY };
    let mut take = |at: Coord| {
        let clearance_m = clearance_m(&edges, at);
        if clearance_m > best.clearance_m {
            best = Pole { at, clearance_m };
        }
        (clearance_m, best.clearance_m)
    };
    for share in [0.5, 0.25, 0.75, 0.37, 0.63, 0.11, 0.89] {
        for turned in [false, true] {
            if let Some(at) = widest_chord(&edges, bounds, share, turned) {
                take(at);
            }
        }
    }
    let mut cells: BinaryHeap<Cell> = BinaryHeap::new();
    let half = (bounds.width().min(bounds.height()) / 2.0).max(bounds.width().max(bounds.height()) / 16.0);
    let mut put = |at: Coord, half: f64, cells: &mut BinaryHeap<Cell>| {
        let (own, best) = take(at);
        let most = own + half * std::f64::consts::SQRT_2;
        if most > best * NEAR_ENOUGH {
            cells.push(Cell { most, at, half });
        }
        best
    };
    let mut y = bounds.min().y + half;
    while y - half < bounds.max().y {
        let mut x = bounds.min().x + half;
        while x - half < bounds.max().x {
            put(Coord { x, y }, half, &mut cells);
            x += 2.0 * half;
        }
        y += 2.0 * half;
    }
    let mut tries = 0;
    while let Some(cell) = cells.pop() {
        let half = cell.half / 2.0;
        let mut best = 0.0;
        for (dx, dy) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
            best = put(Coord { x: cell.at.x + dx, y: cell.at.y + dy }, half, &mut cells);
        }
        tries += 4;
        // Whatever is left promises less than the best: the heap has the most promising on top.
        if tries >= TRIES || cells.peek().is_none_or(|next| next.most <= best * NEAR_ENOUGH) {
            break;
        }
    }
    (best.clearance_m > 0.0).then_some(Pole { at: best.at + origin, clearance_m: best.clearance_m })
}

/// A square that may hold a better place.
#[derive(PartialEq)]
struct Cell {
    /// No place in it is further from the edges.
    most: f64,
    at: Coord,
    half: f64,
}

impl Eq for Cell {}

impl PartialOrd for Cell {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Cell {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let place = |cell: &Self| (cell.at.x, cell.at.y);
        let ((x, y), (other_x, other_y)) = (place(self), place(other));
        self.most.total_cmp(&other.most).then(x.total_cmp(&other_x)).then(y.total_cmp(&other_y))
    }
}

/// Distance to the nearest edge: negative outside.
fn clearance_m(edges: &[(Coord, Coord)], at: Coord) -> f64 {
    let mut inside = false;
    let mut least_2 = f64::INFINITY;
    for &(from, to) in edges {
        if (from.y > at.y) != (to.y > at.y) && at.x < (to.x - from.x) * (at.y - from.y) / (to.y - from.y) + from.x {
            inside = !inside;
        }
        let edge = to - from;
        let square = edge.x * edge.x + edge.y * edge.y;
        let way = at - from;
        let share = if square > 0.0 { ((way.x * edge.x + way.y * edge.y) / square).clamp(0.0, 1.0) } else { 0.0 };
        least_2 = least_2.min(between_2(at, from + edge * share));
    }
    if inside { least_2.sqrt() } else { -least_2.sqrt() }
}

/// The middle of the widest stretch inside along a line across, or up (`turned`).
fn widest_chord(edges: &[(Coord, Coord)], bounds: Rect, share: f64, turned: bool) -> Option<Coord> {
    let turn = |c: Coord| if turned { Coord { x: c.y, y: c.x } } else { c };
    let (low, high) = (turn(bounds.min()), turn(bounds.max()));
    let y = low.y + (high.y - low.y) * share;
    let mut crossings: Vec<f64> = Vec::new();
    for &(from, to) in edges {
        let (from, to) = (turn(from), turn(to));
        if (from.y > y) != (to.y > y) {
            crossings.push((to.x - from.x) * (y - from.y) / (to.y - from.y) + from.x);
        }
    }
    crossings.sort_by(f64::total_cmp);
    let (pairs, _) = crossings.as_chunks::<2>();
    let widest = pairs.iter().max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])))?;
    Some(turn(Coord { x: f64::midpoint(widest[0], widest[1]), y }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::wkt;

    #[test]
    fn the_pole_of_a_square_is_its_middle() {
        let found = pole(&wkt!(POLYGON((500. 600., 510. 600., 510. 610., 500. 610., 500. 600.)))).unwrap();
        assert!(found.clearance_m > 4.7, "{found:?}");
    }

    #[test]
    fn the_pole_of_a_ring_is_beside_its_hole() {
        let ring: Polygon = wkt!(POLYGON((0. 0., 10. 0., 10. 10., 0. 10., 0. 0.), (2. 2., 2. 8., 8. 8., 8. 2., 2. 2.)));
        let found = pole(&ring).unwrap();
        assert!(found.clearance_m > 0.9 && found.clearance_m < 1.2, "{found:?}");
    }

    #[test]
    fn a_sliver_has_a_pole_and_a_flat_ring_has_none() {
        let sliver: Polygon = wkt!(POLYGON((0. 0., 100. 100., 100. 100.0014, 0. 0.0014, 0. 0.)));
        let found = pole(&sliver).unwrap();
        assert!(found.clearance_m > 0.000_4, "{found:?}");
        assert_eq!(pole(&wkt!(POLYGON((0. 0., 4. 0., 0. 0.)))), None);
    }
}
