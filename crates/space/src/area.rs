//! Areas: multipolygons prepared once, asked many times.

use std::sync::OnceLock;

use geo::kernels::{Kernel, Orientation, RobustKernel};
use geo::{BoundingRect, Coord, LineString, LinesIter, MultiPolygon, Polygon, Rect, coordinate_position::CoordPos};
use geo::{CoordsIter, Line};
use rstar::{AABB, PointDistance, RTree};

/// A multipolygon in RD New with an R-tree over its edges, so that a question costs the logarithm
/// of the number of vertices.
///
/// How far an edge that was rebuilt may stand from the one that was published, metres.
const REBUILT_EDGE_MOVES_M: f64 = 0.01;

/// The tree is made at the first question: loading a pack costs nothing for the areas that nobody
/// asks about. Exterior rings run counter-clockwise and interior rings clockwise, and no rings
/// cross; [`super::repair`] sees to that.
#[derive(Debug, Clone)]
pub struct Area {
    polygons: MultiPolygon,
    bounds: Rect,
    edges: OnceLock<RTree<Line>>,
    /// What was rebuilt, as it was published.
    published: Vec<Published>,
}

impl Area {
    /// Prepares polygons that [`super::repair`] has seen. `None` when there is nothing in them.
    #[must_use]
    pub fn new(polygons: MultiPolygon) -> Option<Self> {
        let bounds = polygons.bounding_rect()?;
        Some(Self { polygons, bounds, edges: OnceLock::new(), published: Vec::new() })
    }

    /// Prepares what a repair has made. What lies in the rings as they were published lies in the area,
    /// though rebuilding has moved their corners by some micrometres. `None` when there is nothing in it.
    #[must_use]
    pub fn repaired(polygons: MultiPolygon, published: Vec<Polygon>) -> Option<Self> {
        let mut area = Self::new(polygons)?;
        for polygon in published {
            if let Some(bounds) = polygon.exterior().bounding_rect() {
                let (low, high) = (area.bounds.min(), area.bounds.max());
                let (own_low, own_high) = (bounds.min(), bounds.max());
                area.bounds = Rect::new(
                    Coord { x: low.x.min(own_low.x), y: low.y.min(own_low.y) },
                    Coord { x: high.x.max(own_high.x), y: high.y.max(own_high.y) },
                );
            }
            area.published.push(Published { polygon, edges: OnceLock::new() });
        }
        Some(area)
    }

    /// The polygons themselves.
    #[must_use]
    pub fn polygons(&self) -> &MultiPolygon {
        &self.polygons
    }

    /// The smallest upright rectangle around the area.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        self.bounds
    }

    pub(super) fn edges(&self) -> &RTree<Line> {
        self.edges.get_or_init(|| RTree::bulk_load(self.polygons.lines_iter().collect()))
    }

    /// All vertices.
    pub fn vertices(&self) -> impl Iterator<Item = Coord> + '_ {
        self.polygons.coords_iter()
    }

    /// Whether a place lies in the area. Its edges and vertices belong to it.
    #[must_use]
    pub fn covers(&self, place: Coord) -> bool {
        self.position(place) != CoordPos::Outside
    }

    /// Inside, on the boundary or outside, by the winding number along a ray to the east.
    ///
    /// The sign of each crossing comes from a robust orientation test, so the answer is exact for
    /// the coordinates as given.
    #[must_use]
    pub fn position(&self, place: Coord) -> CoordPos {
        let (low, high) = (self.bounds.min(), self.bounds.max());
        if place.x < low.x || place.x > high.x || place.y < low.y || place.y > high.y {
            return CoordPos::Outside;
        }
        let position = position(self.edges(), high.x, place);
        // An edge that was rebuilt has moved: along it the one that was published counts. Further away the
        // rings contradict each other, and what was rebuilt is the answer.
        if position == CoordPos::Inside
            || self.published.is_empty()
            || nearest_edge_m(self.edges(), place) > REBUILT_EDGE_MOVES_M
        {
            return position;
        }
        let of_published = self.published.iter().map(|rings| rings.position(place, high.x));
        of_published.fold(position, |one, other| match (one, other) {
            (CoordPos::Inside, _) | (_, CoordPos::Inside) => CoordPos::Inside,
            (CoordPos::Outside, other) => other,
            (one, _) => one,
        })
    }

    /// The edges of what was rebuilt, as they were published, where they are the edge of the area.
    pub(super) fn published_edges(&self) -> impl Iterator<Item = Line> + '_ {
        // With holes, a stretch of a ring may lie within a hole and be no edge.
        let simple = self.published.iter().filter(|rings| rings.polygon.interiors().is_empty());
        simple.flat_map(|rings| rings.polygon.exterior().lines())
    }

    /// Whether the rectangle of an edge meets a square: when not, the area covers the square whole
    /// or not at all.
    #[must_use]
    pub fn has_edge_in(&self, square: Rect) -> bool {
        // A corner that was published may stand a little outside the edges that were rebuilt.
        let slack = if self.published.is_empty() { 0.0 } else { REBUILT_EDGE_MOVES_M };
        let slack = Coord { x: slack, y: slack };
        let search = AABB::from_corners(geo::Point(square.min() - slack), geo::Point(square.max() + slack));
        self.edges().locate_in_envelope_intersecting(&search).next().is_some()
    }

    /// The edges that come into a rectangle, or nearly so.
    pub(super) fn edges_in(&self, bounds: Rect) -> impl Iterator<Item = Line> + '_ {
        let search = AABB::from_corners(geo::Point(bounds.min()), geo::Point(bounds.max()));
        self.edges().locate_in_envelope_intersecting(&search).copied()
    }

    /// Distance in metres from a place to the area; 0 inside and on the boundary.
    #[must_use]
    pub fn distance_m(&self, place: Coord) -> f64 {
        if self.covers(place) {
            return 0.0;
        }
        nearest_edge_m(self.edges(), place)
    }

    /// The rings, exterior and interior, of every polygon.
    pub fn rings(&self) -> impl Iterator<Item = &LineString> + Clone {
        self.polygons.0.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
    }
}

/// The rings of a polygon as they were published, though they cross.
#[derive(Debug, Clone)]
struct Published {
    polygon: Polygon,
    /// The trees of its rings, the outer one first, made at the first question.
    edges: OnceLock<Vec<RTree<Line>>>,
}

impl Published {
    /// By the nonzero rule: wound around by the outer ring and not within a hole. Boundaries count in,
    /// those of holes too.
    fn position(&self, place: Coord, east: f64) -> CoordPos {
        let rings = || std::iter::once(self.polygon.exterior()).chain(self.polygon.interiors());
        let trees = self.edges.get_or_init(|| rings().map(|ring| RTree::bulk_load(ring.lines().collect())).collect());
        let mut positions = trees.iter().map(|tree| position(tree, east, place));
        let outer = positions.next().unwrap_or(CoordPos::Outside);
        if outer == CoordPos::Outside {
            return outer;
        }
        positions.fold(outer, |so_far, hole| match (so_far, hole) {
            (CoordPos::Outside, _) | (_, CoordPos::Inside) => CoordPos::Outside,
            (_, CoordPos::OnBoundary) => CoordPos::OnBoundary,
            (so_far, CoordPos::Outside) => so_far,
        })
    }
}

/// Inside, on or outside rings, by the winding number along a ray to the east.
fn position(edges: &RTree<Line>, east: f64, place: Coord) -> CoordPos {
    let ray = AABB::from_corners(geo::Point(place), geo::Point::new(east.max(place.x), place.y));
    let mut winding = 0;
    for edge in edges.locate_in_envelope_intersecting(&ray) {
        let (start, end) = (edge.start, edge.end);
        let upward = start.y <= place.y && place.y < end.y;
        let downward = end.y <= place.y && place.y < start.y;
        match RobustKernel::orient2d(start, end, place) {
            // The ray selects edges that reach east of the place; one on a line with the place
            // that also starts west of it (or at it) passes through it.
            Orientation::Collinear if start.x.min(end.x) <= place.x => return CoordPos::OnBoundary,
            Orientation::CounterClockwise if upward => winding += 1,
            Orientation::Clockwise if downward => winding -= 1,
            _ => {}
        }
    }
    if winding == 0 { CoordPos::Outside } else { CoordPos::Inside }
}

/// Distance in metres to the nearest of the edges; infinite when there are none.
pub(super) fn nearest_edge_m(edges: &RTree<Line>, place: Coord) -> f64 {
    let point = geo::Point(place);
    edges.nearest_neighbor(&point).map_or(f64::INFINITY, |edge| edge.distance_2(&point).sqrt())
}
