//! Areas: multipolygons prepared once, asked many times.

use std::sync::OnceLock;

use geo::kernels::{Kernel, Orientation, RobustKernel};
use geo::{BoundingRect, Coord, LineString, LinesIter, MultiPolygon, Rect, coordinate_position::CoordPos};
use geo::{CoordsIter, Line};
use rstar::{AABB, PointDistance, RTree};

/// A multipolygon in RD New with an R-tree over its edges, so that a question costs the logarithm
/// of the number of vertices.
///
/// The tree is made at the first question: loading a pack costs nothing for the areas that nobody
/// asks about. Exterior rings run counter-clockwise and interior rings clockwise, and no rings
/// cross; [`super::repair`] sees to that.
#[derive(Debug, Clone)]
pub struct Area {
    polygons: MultiPolygon,
    bounds: Rect,
    edges: OnceLock<RTree<Line>>,
}

impl Area {
    /// Prepares polygons that [`super::repair`] has seen. `None` when there is nothing in them.
    #[must_use]
    pub fn new(polygons: MultiPolygon) -> Option<Self> {
        let bounds = polygons.bounding_rect()?;
        Some(Self { polygons, bounds, edges: OnceLock::new() })
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
        let ray = AABB::from_corners(geo::Point(place), geo::Point::new(high.x, place.y));
        let mut winding = 0;
        for edge in self.edges().locate_in_envelope_intersecting(&ray) {
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

    /// Whether the rectangle of an edge meets a square: when not, the area covers the square whole
    /// or not at all.
    pub(super) fn has_edge_in(&self, square: Rect) -> bool {
        let search = AABB::from_corners(geo::Point(square.min()), geo::Point(square.max()));
        self.edges().locate_in_envelope_intersecting(&search).next().is_some()
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

/// Distance in metres to the nearest of the edges; infinite when there are none.
pub(super) fn nearest_edge_m(edges: &RTree<Line>, place: Coord) -> f64 {
    let point = geo::Point(place);
    edges.nearest_neighbor(&point).map_or(f64::INFINITY, |edge| edge.distance_2(&point).sqrt())
}
