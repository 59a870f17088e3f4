//! A cutter: rings along which pieces are cut, no larger than the place at hand needs.

use geo::{Coord, Rect};
use i_overlay::i_float::int::point::IntPoint;

use super::Lattice;
use super::piece::Bounds;

/// Rings on a lattice. What they wind around, in whatever direction and however often, is within
/// the cutter.
#[derive(Debug, Clone)]
pub struct Cutter {
    pub(super) rings: Vec<Vec<IntPoint>>,
    pub(super) bounds: Bounds,
}

impl Cutter {
    /// The part of some rings that matters on a lattice: they are cut off at its window. `None`
    /// when no edge comes into the window, so that all of it is within, or all of it outside.
    pub fn new<'a>(lattice: &Lattice, rings: impl Iterator<Item = &'a [Coord]> + Clone) -> Option<Self> {
        let window = lattice.window();
        let comes_in = |ring: &[Coord]| ring.windows(2).any(|edge| may_meet(edge[0], edge[1], window));
        if !rings.clone().any(comes_in) {
            return None;
        }
        let cut = rings.map(|ring| lattice.ring(&cut_off(open(ring), window)));
        let rings: Vec<Vec<IntPoint>> = cut.filter(|ring| ring.len() > 2).collect();
        let bounds = Bounds::of(rings.iter().flatten())?;
        Some(Self { rings, bounds })
    }

    /// The rectangle of a piece in halves, along its longer side: its lower and its upper half.
    pub(super) fn halves(bounds: Bounds) -> Option<[Self; 2]> {
        let Bounds { low, high } = bounds;
        let (wide, tall) = (i64::from(high.x) - i64::from(low.x), i64::from(high.y) - i64::from(low.y));
        if wide.max(tall) < 4 {
            return None;
        }
        let middle = |from: i32, to: i32| from + (to - from) / 2;
        let rectangle = |low: IntPoint, high: IntPoint| Self {
            rings: vec![vec![low, IntPoint::new(high.x, low.y), high, IntPoint::new(low.x, high.y)]],
            bounds: Bounds { low, high },
        };
        Some(if wide >= tall {
            let x = middle(low.x, high.x);
            [rectangle(low, IntPoint::new(x, high.y)), rectangle(IntPoint::new(x, low.y), high)]
        } else {
            let y = middle(low.y, high.y);
            [rectangle(low, IntPoint::new(high.x, y)), rectangle(IntPoint::new(low.x, y), high)]
        })
    }

    /// Number of corners.
    #[must_use]
    pub fn corners(&self) -> usize {
        self.rings.iter().map(Vec::len).sum()
    }

    /// The part that matters within another cutter's rectangle; `None` when no edge comes into it.
    pub(super) fn near(&self, bounds: Bounds) -> Option<Self> {
        let coord = |node: &IntPoint| Coord { x: f64::from(node.x), y: f64::from(node.y) };
        let tile = Rect::new(coord(&bounds.low), coord(&bounds.high));
        // A hundredth of the tile around it, so that no edge of the cut runs along its own.
        let around = (tile.width().max(tile.height()) / 100.0).ceil() + 2.0;
        let around = Coord { x: around, y: around };
        let window = Rect::new(tile.min() - around, tile.max() + around);
        let mut comes_in = false;
        let mut kept = Vec::new();
        for ring in &self.rings {
            let mut places: Vec<Coord> = ring.iter().map(coord).collect();
            places.extend(places.first().copied());
            comes_in |= places.windows(2).any(|edge| may_meet(edge[0], edge[1], tile));
            let nodes: Vec<IntPoint> = cut_off(open(&places), window).into_iter().map(node).collect();
            if nodes.len() > 2 {
                kept.push(nodes);
            }
        }
        let bounds = Bounds::of(kept.iter().flatten())?;
        comes_in.then_some(Self { rings: kept, bounds })
    }
}

/// The node of whole numbers that are kept as others.
fn node(place: Coord) -> IntPoint {
    #[expect(clippy::cast_possible_truncation, reason = "between nodes of the lattice")]
    let whole = |value: f64| value.round() as i32;
    IntPoint::new(whole(place.x), whole(place.y))
}

/// A ring without its last place, where that is the first again.
fn open(ring: &[Coord]) -> &[Coord] {
    match ring {
        [first, .., last] if first == last => &ring[..ring.len() - 1],
        other => other,
    }
}

/// Whether the rectangle of an edge meets a window: when not, the edge does not.
fn may_meet(from: Coord, to: Coord, window: Rect) -> bool {
    from.x.max(to.x) >= window.min().x
        && from.x.min(to.x) <= window.max().x
        && from.y.max(to.y) >= window.min().y
        && from.y.min(to.y) <= window.max().y
}

/// A ring cut off at a window, side by side (Sutherland and Hodgman). How often it winds around a
/// place within the window stays what it was; its edges outside run along the sides.
#[must_use]
pub fn cut_off(ring: &[Coord], window: Rect) -> Vec<Coord> {
    let (low, high) = (window.min(), window.max());
    let lies_within = ring.iter().all(|c| c.x >= low.x && c.x <= high.x && c.y >= low.y && c.y <= high.y);
    if lies_within {
        return ring.to_vec();
    }
    let at_x = |x: f64| move |a: Coord, b: Coord| Coord { x, y: a.y + (b.y - a.y) * ((x - a.x) / (b.x - a.x)) };
    let at_y = |y: f64| move |a: Coord, b: Coord| Coord { x: a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)), y };
    let ring = cut_side(ring, |c| c.x >= low.x, at_x(low.x));
    let ring = cut_side(&ring, |c| c.x <= high.x, at_x(high.x));
    let ring = cut_side(&ring, |c| c.y >= low.y, at_y(low.y));
    cut_side(&ring, |c| c.y <= high.y, at_y(high.y))
}

fn cut_side(ring: &[Coord], keeps: impl Fn(Coord) -> bool, crossing: impl Fn(Coord, Coord) -> Coord) -> Vec<Coord> {
    let mut kept = Vec::with_capacity(ring.len() + 8);
    let Some(mut before) = ring.last().copied() else { return kept };
    for &place in ring {
        match (keeps(before), keeps(place)) {
            (true, true) => kept.push(place),
            (true, false) => kept.push(crossing(before, place)),
            (false, true) => kept.extend([crossing(before, place), place]),
            (false, false) => {}
        }
        before = place;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> Coord {
        Coord { x, y }
    }

    #[test]
    fn a_ring_is_cut_off_at_the_window_and_winds_the_same_within() {
        let window = Rect::new(at(0.0, 0.0), at(10.0, 10.0));
        let ring = [at(-100.0, 5.0), at(5.0, -100.0), at(110.0, 5.0), at(5.0, 110.0)];
        let cut = cut_off(&ring, window);
        assert!(cut.iter().all(|c| (0.0..=10.0).contains(&c.x) && (0.0..=10.0).contains(&c.y)), "{cut:?}");
        assert!(cut_off(&[at(20.0, 0.0), at(30.0, 0.0), at(30.0, 9.0)], window).is_empty());
    }

    #[test]
    fn a_ring_around_the_window_cuts_nothing() {
        let lattice = Lattice::around(Rect::new(at(100_000.0, 400_000.0), at(100_010.0, 400_010.0)));
        let around = [at(0.0, 0.0), at(9e5, 0.0), at(9e5, 9e5), at(0.0, 9e5), at(0.0, 0.0)];
        assert!(Cutter::new(&lattice, std::iter::once(&around[..])).is_none());
        let across = [at(0.0, 0.0), at(100_005.0, 0.0), at(100_005.0, 9e5), at(0.0, 9e5), at(0.0, 0.0)];
        assert!(Cutter::new(&lattice, std::iter::once(&across[..])).is_some());
    }
}
