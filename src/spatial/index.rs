//! The index: an R-tree over features, whose answers are remembered a square kilometre at a time.
//!
//! Applications come in crowds, and neighbours ask the same of the map. The first question in a
//! cell asks the R-tree which features can matter anywhere in that cell; every later question
//! there looks at that short list only. For areas the list also knows which ones cover the cell
//! whole, so that most places need no exact test. The lists are supersets and every answer is
//! tested exactly (or known to be exact), so they never change what is found.

use std::sync::OnceLock;

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

/// A bulk-loaded R-tree over the rectangles of shapes, which it is asked about again and again.
///
/// Every question takes the shapes once more, by position: the index keeps only their rectangles.
#[derive(Debug)]
pub struct Index {
    tree: RTree<Entry>,
    cells: Cells,
}

impl Index {
    /// Indexes shapes in the order given.
    pub fn new<'a>(shapes: impl IntoIterator<Item = &'a Shape>) -> Self {
        let entry = |(feature, shape): (u32, &Shape)| Entry { envelope: envelope(shape.bounds()), feature };
        Self { tree: RTree::bulk_load((0..).zip(shapes).map(entry).collect()), cells: Cells::new() }
    }

    /// Calls `found` for every shape that covers a place, in the order of the list.
    pub fn covering<'a>(&self, place: Coord, shape: impl Fn(usize) -> &'a Shape, mut found: impl FnMut(usize)) {
        let Some((square, cell)) = self.cells.find(place) else {
            let mut features: Vec<usize> =
                self.tree.locate_all_at_point(&[place.x, place.y]).map(|entry| entry.feature as usize).collect();
            features.sort_unstable();
            features.into_iter().filter(|feature| shape(*feature).covers(place)).for_each(found);
            return;
        };
        for candidate in cell.covering.get_or_init(|| self.candidates_to_cover(square, &shape)) {
            let feature = candidate.feature as usize;
            if candidate.whole || shape(feature).covers(place) {
                found(feature);
            }
        }
    }

    fn candidates_to_cover<'a>(&self, square: Rect, shape: impl Fn(usize) -> &'a Shape) -> Box<[Candidate]> {
        let mut candidates: Vec<Candidate> = self
            .tree
            .locate_in_envelope_intersecting(&envelope(square))
            .filter_map(|entry| match shape(entry.feature as usize) {
                Shape::Area(area) if !area.has_edge_in(square) => {
                    // No boundary runs here: the centre speaks for the whole square.
                    area.covers(square.center()).then_some(Candidate { feature: entry.feature, whole: true })
                }
                _ => Some(Candidate { feature: entry.feature, whole: false }),
            })
            .collect();
        candidates.sort_unstable_by_key(|candidate| candidate.feature);
        candidates.into()
    }

    /// The features whose rectangle comes within `reach_m` of a rectangle, in the order of the
    /// list.
    #[must_use]
    pub fn around(&self, bounds: Rect, reach_m: f64) -> Vec<usize> {
        let (low, high) = (bounds.min(), bounds.max());
        let search = AABB::from_corners([low.x - reach_m, low.y - reach_m], [high.x + reach_m, high.y + reach_m]);
        let found = self.tree.locate_in_envelope_intersecting(&search);
        let mut features: Vec<usize> = found.map(|entry| entry.feature as usize).collect();
        features.sort_unstable();
        features
    }

    /// Calls `found` for every shape nearer to a place than [`Self::NEAR_M`], in the order of the
    /// list.
    pub fn near<'a>(&self, place: Coord, shape: impl Fn(usize) -> &'a Shape, mut found: impl FnMut(usize)) {
        let test = |feature: usize| {
            if shape(feature).distance_to_place_m(place) < Self::NEAR_M {
                found(feature);
            }
        };
        match self.cells.find(place) {
            None => self.around(Rect::new(place, place), Self::NEAR_M).into_iter().for_each(test),
            Some((square, cell)) => {
                let candidates = cell.near.get_or_init(|| self.candidates_to_be_near(square));
                candidates.iter().map(|feature| *feature as usize).for_each(test);
            }
        }
    }

    fn candidates_to_be_near(&self, square: Rect) -> Box<[u32]> {
        let (low, high) = (square.min(), square.max());
        let reach = Self::NEAR_M;
        let search = AABB::from_corners([low.x - reach, low.y - reach], [high.x + reach, high.y + reach]);
        let mut features: Vec<u32> =
            self.tree.locate_in_envelope_intersecting(&search).map(|entry| entry.feature).collect();
        features.sort_unstable();
        features.into()
    }

    /// What [`Self::near`] counts as near, metres. Exactly at this distance is not nearer.
    pub const NEAR_M: f64 = 400.0;

    /// The nearest shape. Of shapes at the same distance the first in the list is taken.
    pub fn nearest<'a>(&self, place: Coord, shape: impl Fn(usize) -> &'a Shape) -> Option<Nearest> {
        let exact_m = |feature: usize| shape(feature).distance_to_place_m(place);
        let Some((square, cell)) = self.cells.find(place) else {
            return self.nearest_among(place, |feature| Some(exact_m(feature)));
        };
        let candidates = cell.nearest.get_or_init(|| self.candidates_to_be_nearest(square, &shape));
        let mut best: Option<Nearest> = None;
        for candidate in candidates {
            let feature = *candidate as usize;
            best = Some(Nearest { feature, distance_m: exact_m(feature) }.or_nearer(best));
        }
        best
    }

    /// What can be nearest to some place in a square: whatever is no further from its centre than
    /// the nearest shape there and twice the way from the centre to a corner.
    fn candidates_to_be_nearest<'a>(&self, square: Rect, shape: impl Fn(usize) -> &'a Shape) -> Box<[u32]> {
        let centre = square.center();
        let nearest = self.nearest_among(centre, |feature| Some(shape(feature).distance_to_place_m(centre)));
        let Some(nearest) = nearest else { return Box::default() };
        let reach_m = nearest.distance_m + square.width().hypot(square.height()) + SLACK_M;
        let found = self.tree.locate_within_distance([centre.x, centre.y], reach_m * reach_m);
        let mut features: Vec<u32> = found.map(|entry| entry.feature).collect();
        features.sort_unstable();
        features.into()
    }

    /// The nearest of the features that have a distance, in metres, straight from the R-tree.
    pub fn nearest_among(&self, place: Coord, exact_m: impl Fn(usize) -> Option<f64>) -> Option<Nearest> {
        let mut best: Option<Nearest> = None;
        for (entry, bound_2) in self.tree.nearest_neighbor_iter_with_distance_2(&[place.x, place.y]) {
            // The bound is rounded and so is the exact distance: a hair's breadth of slack.
            if best.is_some_and(|best| bound_2.sqrt() > best.distance_m + SLACK_M) {
                break;
            }
            let feature = entry.feature as usize;
            if let Some(distance_m) = exact_m(feature) {
                best = Some(Nearest { feature, distance_m }.or_nearer(best));
            }
        }
        best
    }
}

/// More than any rounding, less than any distance that matters.
const SLACK_M: f64 = 0.001;

impl Nearest {
    /// The nearer of two; of equals the one that comes first in the list.
    fn or_nearer(self, best: Option<Self>) -> Self {
        match best {
            Some(best)
                if best.distance_m < self.distance_m
                    || (best.distance_m <= self.distance_m && best.feature < self.feature) =>
            {
                best
            }
            _ => self,
        }
    }
}

/// A shape that may cover places in a cell.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    feature: u32,
    /// It covers every place in the cell.
    whole: bool,
}

/// What was found out about a cell, once somebody asked.
#[derive(Debug, Default)]
struct Cell {
    covering: OnceLock<Box<[Candidate]>>,
    near: OnceLock<Box<[u32]>>,
    nearest: OnceLock<Box<[u32]>>,
}

/// The Netherlands in squares of a kilometre; a row of them is made when one is asked for.
#[derive(Debug)]
struct Cells {
    rows: Vec<OnceLock<Box<[Cell]>>>,
}

impl Cells {
    const SIDE_M: f64 = 1_000.0;
    const COLUMNS: usize = count(*X_RANGE.start(), *X_RANGE.end());
    const ROWS: usize = count(*Y_RANGE.start(), *Y_RANGE.end());

    fn new() -> Self {
        Self { rows: std::iter::repeat_with(OnceLock::new).take(Self::ROWS).collect() }
    }

    /// The cell of a place, with a square that certainly holds the place; `None` abroad.
    fn find(&self, place: Coord) -> Option<(Rect, &Cell)> {
        let (left, bottom) = (*X_RANGE.start(), *Y_RANGE.start());
        let (column, row) = ((place.x - left) / Self::SIDE_M, (place.y - bottom) / Self::SIDE_M);
        if !(column >= 0.0 && row >= 0.0) {
            return None;
        }
        // `as` rounds down and saturates; what lies beyond the last cell is in no row.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative")]
        let (column, row) = (column as usize, row as usize);
        let cells = self.rows.get(row)?;
        let cells = cells.get_or_init(|| std::iter::repeat_with(Cell::default).take(Self::COLUMNS).collect());
        let cell = cells.get(column)?;
        #[expect(clippy::cast_precision_loss, reason = "a few hundred at most")]
        let (x, y) = (left + column as f64 * Self::SIDE_M, bottom + row as f64 * Self::SIDE_M);
        let square = Rect::new(
            Coord { x: x - SLACK_M, y: y - SLACK_M },
            Coord { x: x + Self::SIDE_M + SLACK_M, y: y + Self::SIDE_M + SLACK_M },
        );
        Some((square, cell))
    }
}

/// How many cells it takes to cover a range.
const fn count(start: f64, end: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small positive constants")]
    let count = ((end - start) / Cells::SIDE_M) as usize;
    count + 1
}

fn envelope(bounds: Rect) -> AABB<[f64; 2]> {
    AABB::from_corners(bounds.min().into(), bounds.max().into())
}
