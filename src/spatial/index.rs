//! The index: an R-tree over features, with a bitmap in front of it.
//!
//! Most places in the Netherlands are near nothing. A bitmap of half-kilometre cells says in one
//! memory access that no feature's rectangle comes near a cell, and spares the walk through the
//! tree. It is only ever allowed to say "nothing here"; what is there, the tree says.

use geo::{Coord, Rect};
use rstar::{AABB, PointDistance, RTree, RTreeObject};

use super::rd_new::{X_RANGE, Y_RANGE};
use super::shape::Shape;

/// The nearest feature and how far it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest {
    /// Position of the feature in the list the index was made from.
    pub feature: usize,
    /// Distance in metres; 0 inside an area.
    pub distance_m: f64,
}

/// The rectangle of a feature and its position in the list.
#[derive(Debug, Clone, Copy)]
struct Entry {
    envelope: AABB<[f64; 2]>,
    feature: u32,
}

impl RTreeObject for Entry {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.envelope
    }
}

impl PointDistance for Entry {
    /// Squared distance to the rectangle: never more than the distance to the shape in it.
    fn distance_2(&self, point: &[f64; 2]) -> f64 {
        self.envelope.distance_2(point)
    }
}

/// A bulk-loaded R-tree over the rectangles of features.
#[derive(Debug)]
pub struct Index {
    tree: RTree<Entry>,
    near: Bitmap,
}

impl Index {
    /// Indexes shapes in the order given. `reach_m` is the largest distance that
    /// [`Index::within`] will mostly be asked for: within it, places near nothing answer at once.
    pub fn new<'a>(shapes: impl IntoIterator<Item = &'a Shape>, reach_m: f64) -> Self {
        let mut near = Bitmap::new(reach_m);
        let mut entries = Vec::new();
        for (feature, shape) in (0_u32..).zip(shapes) {
            let bounds = shape.bounds();
            near.mark(bounds);
            entries.push(Entry { envelope: envelope(bounds), feature });
        }
        Self { tree: RTree::bulk_load(entries), near }
    }

    /// The features whose rectangle holds a place: the candidates to test exactly.
    pub fn at(&self, place: Coord) -> impl Iterator<Item = usize> + '_ {
        let asked = self.near.may_have(place).then(|| self.tree.locate_all_at_point(&[place.x, place.y]));
        asked.into_iter().flatten().map(|entry| entry.feature as usize)
    }

    /// The features whose rectangle comes within `reach_m` of a rectangle.
    pub fn around(&self, bounds: Rect, reach_m: f64) -> impl Iterator<Item = usize> + '_ {
        let (low, high) = (bounds.min(), bounds.max());
        let search = AABB::from_corners([low.x - reach_m, low.y - reach_m], [high.x + reach_m, high.y + reach_m]);
        let found: Vec<usize> =
            self.tree.locate_in_envelope_intersecting(&search).map(|entry| entry.feature as usize).collect();
        found.into_iter()
    }

    /// The features whose rectangle comes closer than `reach_m` to a place.
    pub fn within(&self, place: Coord, reach_m: f64) -> impl Iterator<Item = usize> + '_ {
        let asked = (reach_m > self.near.reach_m || self.near.may_have(place))
            .then(|| self.tree.locate_within_distance([place.x, place.y], reach_m * reach_m));
        asked.into_iter().flatten().map(|entry| entry.feature as usize)
    }

    /// The nearest feature, given the exact distance to each in metres. Of features at the same
    /// distance the first in the list is taken.
    pub fn nearest(&self, place: Coord, exact_m: impl Fn(usize) -> f64) -> Option<Nearest> {
        let mut best: Option<Nearest> = None;
        for (entry, bound_2) in self.tree.nearest_neighbor_iter_with_distance_2(&[place.x, place.y]) {
            // A hair's breadth of slack: the bound is rounded, the exact distance is rounded too.
            if best.is_some_and(|best| bound_2.sqrt() > best.distance_m + 1e-6) {
                break;
            }
            let feature = entry.feature as usize;
            let distance_m = exact_m(feature);
            let better = best.is_none_or(|best| {
                distance_m < best.distance_m || (distance_m <= best.distance_m && feature < best.feature)
            });
            if better {
                best = Some(Nearest { feature, distance_m });
            }
        }
        best
    }
}

fn envelope(bounds: Rect) -> AABB<[f64; 2]> {
    AABB::from_corners(bounds.min().into(), bounds.max().into())
}

/// One bit per cell of the Netherlands: set when a feature's rectangle, widened by the reach,
/// touches the cell.
#[derive(Debug)]
struct Bitmap {
    reach_m: f64,
    bits: Vec<u64>,
}

impl Bitmap {
    const CELL_M: f64 = 500.0;
    const COLUMNS: usize = cells(*X_RANGE.start(), *X_RANGE.end());
    const ROWS: usize = cells(*Y_RANGE.start(), *Y_RANGE.end());

    fn new(reach_m: f64) -> Self {
        Self { reach_m, bits: vec![0; (Self::COLUMNS * Self::ROWS).div_ceil(64)] }
    }

    /// Column and row of a place, or of the nearest cell for a place outside the map.
    fn cell(x: f64, y: f64) -> (usize, usize) {
        let index = |value: f64, start: f64, count: usize| {
            // `as` saturates: what lies before the first cell becomes 0.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturating is what is meant")]
            let cell = ((value - start) / Self::CELL_M) as usize;
            cell.min(count - 1)
        };
        (index(x, *X_RANGE.start(), Self::COLUMNS), index(y, *Y_RANGE.start(), Self::ROWS))
    }

    fn mark(&mut self, bounds: Rect) {
        let (low, high) = (bounds.min(), bounds.max());
        let (from_column, from_row) = Self::cell(low.x - self.reach_m, low.y - self.reach_m);
        let (to_column, to_row) = Self::cell(high.x + self.reach_m, high.y + self.reach_m);
        for row in from_row..=to_row {
            for column in from_column..=to_column {
                let bit = row * Self::COLUMNS + column;
                self.bits[bit / 64] |= 1 << (bit % 64);
            }
        }
    }

    fn may_have(&self, place: Coord) -> bool {
        let (column, row) = Self::cell(place.x, place.y);
        let bit = row * Self::COLUMNS + column;
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// How many cells it takes to cover a range.
const fn cells(start: f64, end: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small positive constants")]
    let count = ((end - start) / Bitmap::CELL_M) as usize;
    count + 1
}
