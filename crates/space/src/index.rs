//! The index: an R-tree over features, whose answers are remembered, cell by cell.
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
use super::shape::{Shape, between_2, between_m};

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

    /// Calls `found` for every shape that is wanted and nearer to a place than [`Self::NEAR_M`], in the order of the
    /// list. Whether one is wanted is asked just before its distance is measured.
    pub fn near<'a>(
        &self,
        place: Coord,
        wanted: impl Fn(usize) -> bool,
        shape: impl Fn(usize) -> &'a Shape,
        mut found: impl FnMut(usize),
    ) {
        let Some((square, cell)) = self.cells.find(place) else {
            for feature in self.around(Rect::new(place, place), Self::NEAR_M) {
                if wanted(feature) && shape(feature).distance_to_place_m(place) < Self::NEAR_M {
                    found(feature);
                }
            }
            return;
        };
        for site in cell.near.get_or_init(|| self.candidates_to_be_near(square, &shape)) {
            let feature = site.feature as usize;
            if wanted(feature) && site.distance_m(place, &shape) < Self::NEAR_M {
                found(feature);
            }
        }
    }

    /// What can be near some place in a square: whatever is nearer to its centre than the reach
    /// and the way from the centre to a corner.
    fn candidates_to_be_near<'a>(&self, square: Rect, shape: impl Fn(usize) -> &'a Shape) -> Box<[Neighbour]> {
        let centre = square.center();
        let reach_m = Self::NEAR_M + square.width().hypot(square.height()) / 2.0 + SLACK_M;
        let around = self.around(Rect::new(centre, centre), reach_m).into_iter();
        let near = around.filter(|feature| shape(*feature).distance_to_place_m(centre) <= reach_m);
        near.map(|feature| Neighbour::new(feature, shape(feature))).collect()
    }

    /// What [`Self::near`] counts as near, metres. Exactly at this distance is not nearer.
    pub const NEAR_M: f64 = 400.0;

    /// The nearest shape. Of shapes at the same distance the first in the list is taken.
    pub fn nearest<'a>(&self, place: Coord, shape: impl Fn(usize) -> &'a Shape) -> Option<Nearest> {
        let Some((square, cell)) = self.cells.find(place) else {
            return self.nearest_among(place, |feature| Some(shape(feature).distance_to_place_m(place)));
        };
        let candidates = cell.nearest.get_or_init(|| self.candidates_to_be_nearest(square, &shape));
        let mut best: Option<Nearest> = None;
        let mut worth_a_root = f64::INFINITY;
        for site in candidates {
            // Roots take longer than the rest together: none for what is clearly further away.
            if site.point.is_some_and(|point| between_2(point, place) > worth_a_root) {
                continue;
            }
            let nearest = Nearest { feature: site.feature as usize, distance_m: site.distance_m(place, &shape) };
            let nearest = nearest.or_nearer(best);
            worth_a_root = nearest.distance_m * nearest.distance_m * (1.0 + 1e-9);
            best = Some(nearest);
        }
        best
    }

    /// What can be nearest to some place in a square: whatever is no further from its centre than
    /// the nearest shape there and twice the way from the centre to a corner.
    fn candidates_to_be_nearest<'a>(&self, square: Rect, shape: impl Fn(usize) -> &'a Shape) -> Box<[Neighbour]> {
        let centre = square.center();
        let nearest = self.nearest_among(centre, |feature| Some(shape(feature).distance_to_place_m(centre)));
        let Some(nearest) = nearest else { return Box::default() };
        let reach_m = nearest.distance_m + square.width().hypot(square.height()) + SLACK_M;
        let found = self.tree.locate_within_distance([centre.x, centre.y], reach_m * reach_m);
        let mut found: Vec<Neighbour> =
            found.map(|entry| Neighbour::new(entry.feature as usize, shape(entry.feature as usize))).collect();
        // What is nearer to the centre comes first: it leaves out most of the others.
        found.sort_by(|a, b| a.distance_m(centre, &shape).total_cmp(&b.distance_m(centre, &shape)));
        let mut candidates: Vec<Neighbour> = Vec::new();
        for site in found {
            if !candidates.iter().any(|nearer| nearer.is_nearer_all_over(&site, square)) {
                candidates.push(site);
            }
        }
        candidates.sort_unstable_by_key(|site| site.feature);
        candidates.into()
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

/// A shape that may be near to places in a cell. Most are points, and those are kept here, beside
/// each other: following every one to its shape would take longer than the arithmetic.
#[derive(Debug, Clone, Copy)]
struct Neighbour {
    point: Option<Coord>,
    feature: u32,
}

impl Neighbour {
    fn new(feature: usize, shape: &Shape) -> Self {
        let point = if let Shape::Point(place) = shape { Some(*place) } else { None };
        // Positions were u32 when the index was made.
        Self { point, feature: u32::try_from(feature).unwrap_or(u32::MAX) }
    }

    /// Whether one point is nearer than another to every place in a square. The difference of the
    /// squared distances is linear, so that it is largest in a corner.
    fn is_nearer_all_over(&self, other: &Self, square: Rect) -> bool {
        let (Some(own), Some(other)) = (self.point, other.point) else { return false };
        let (low, high) = (square.min(), square.max());
        let corners = [low, high, Coord { x: low.x, y: high.y }, Coord { x: high.x, y: low.y }];
        corners.into_iter().all(|corner| between_2(own, corner) + SLACK_M < between_2(other, corner))
    }

    fn distance_m<'a>(&self, place: Coord, shape: impl Fn(usize) -> &'a Shape) -> f64 {
        match self.point {
            Some(point) => between_m(point, place),
            None => shape(self.feature as usize).distance_to_place_m(place),
        }
    }
}

/// What was found out about a cell, once somebody asked.
#[derive(Debug, Default)]
struct Cell {
    covering: OnceLock<Box<[Candidate]>>,
    near: OnceLock<Box<[Neighbour]>>,
    nearest: OnceLock<Box<[Neighbour]>>,
}

/// The Netherlands in squares of two kilometres; a row of them is made when one is asked for. Smaller
/// squares have shorter lists, and so many of them that the processor waits for memory.
#[derive(Debug)]
struct Cells {
    rows: Vec<OnceLock<Box<[Cell]>>>,
}

impl Cells {
    const SIDE_M: f64 = 2_000.0;
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
