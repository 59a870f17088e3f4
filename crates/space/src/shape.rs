//! Shapes: what a feature or an application looks like on the map.

use std::sync::OnceLock;

use geo::{
    BoundingRect, Centroid, Coord, CoordsIter, Geometry, Intersects, Line, LinesIter, MultiLineString, MultiPolygon,
    Rect,
};
use rstar::{AABB, RTree, RTreeObject};

use super::area::{Area, nearest_edge_m};
use super::crossings::MOST_CROSSINGS;
use super::outlying;
use super::repair::{Repair, Repaired, repair};

/// A point, a set of points, lines, or an area, in RD New.
#[derive(Debug, Clone)]
pub enum Shape {
    /// One place.
    Point(Coord),
    /// Several places, such as the wells of one installation.
    Points(Vec<Coord>),
    /// Lines, such as horizontal loops.
    Lines(Lines),
    /// Polygons, such as a zone or a plot.
    Area(Area),
}

/// Lines with an R-tree over their segments, made at the first question.
#[derive(Debug, Clone)]
pub struct Lines {
    parts: MultiLineString,
    bounds: Rect,
    edges: OnceLock<RTree<Line>>,
}

impl Lines {
    /// The lines themselves.
    #[must_use]
    pub fn parts(&self) -> &MultiLineString {
        &self.parts
    }

    fn edges(&self) -> &RTree<Line> {
        self.edges.get_or_init(|| RTree::bulk_load(self.parts.lines_iter().collect()))
    }
}

/// Why a geometry cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShapeError {
    /// Nothing is left of it.
    #[error("the geometry is empty")]
    Empty,
    /// A polygon without area: its corners lie on one line.
    #[error("the polygon has no area: its corners lie on one line")]
    NoArea,
    /// A polygon that crosses itself without end.
    #[error("the polygon crosses itself more than {MOST_CROSSINGS} times: what is meant cannot be told; draw it anew")]
    TooTangled,
    /// Points, lines and areas mixed in one feature have no single meaning.
    #[error(
        "a geometry collection that mixes points, lines and areas has no single meaning: split it into features of one kind"
    )]
    Mixed,
    /// Coordinates that are not numbers.
    #[error("the geometry has a coordinate that is not a finite number")]
    NotFinite,
}

impl Shape {
    /// Reads a geometry in RD New, repairs what is invalid, and says what was repaired.
    ///
    /// # Errors
    /// When the geometry is empty, not finite, or a mix of points, lines and areas.
    pub fn from_geometry(geometry: Geometry) -> Result<(Self, Vec<Repair>), ShapeError> {
        if !geometry.coords_iter().all(|c| c.x.is_finite() && c.y.is_finite()) {
            return Err(ShapeError::NotFinite);
        }
        match geometry {
            Geometry::Point(point) => Ok((Self::Point(point.0), Vec::new())),
            Geometry::MultiPoint(points) => match points.0.as_slice() {
                [] => Err(ShapeError::Empty),
                [one] => Ok((Self::Point(one.0), Vec::new())),
                many => Ok((Self::Points(many.iter().map(|p| p.0).collect()), Vec::new())),
            },
            Geometry::Line(line) => Self::from_lines(MultiLineString(vec![line.into()])),
            Geometry::LineString(line) => Self::from_lines(MultiLineString(vec![line])),
            Geometry::MultiLineString(lines) => Self::from_lines(lines),
            Geometry::Polygon(polygon) => Self::from_polygons(MultiPolygon(vec![polygon])),
            Geometry::MultiPolygon(polygons) => Self::from_polygons(polygons),
            Geometry::Rect(rect) => Self::from_polygons(MultiPolygon(vec![rect.to_polygon()])),
            Geometry::Triangle(triangle) => Self::from_polygons(MultiPolygon(vec![triangle.to_polygon()])),
            Geometry::GeometryCollection(parts) => Self::from_collection(parts.0),
        }
    }

    /// A collection is fine when all of its members are areas, all lines, or all points.
    fn from_collection(parts: Vec<Geometry>) -> Result<(Self, Vec<Repair>), ShapeError> {
        let (mut points, mut lines, mut polygons) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            match part {
                Geometry::Point(point) => points.push(point),
                Geometry::MultiPoint(many) => points.extend(many.0),
                Geometry::LineString(line) => lines.push(line),
                Geometry::MultiLineString(many) => lines.extend(many.0),
                Geometry::Polygon(polygon) => polygons.push(polygon),
                Geometry::MultiPolygon(many) => polygons.extend(many.0),
                _ => return Err(ShapeError::Mixed),
            }
        }
        let (shape, mut repairs) = match (points.is_empty(), lines.is_empty(), polygons.is_empty()) {
            (true, true, true) => Err(ShapeError::Empty),
            (false, true, true) => Self::from_geometry(Geometry::MultiPoint(points.into())),
            (true, false, true) => Self::from_lines(MultiLineString(lines)),
            (true, true, false) => Self::from_polygons(MultiPolygon(polygons)),
            _ => Err(ShapeError::Mixed),
        }?;
        repairs.insert(0, Repair::CollectionFlattened);
        Ok((shape, repairs))
    }

    fn from_lines(lines: MultiLineString) -> Result<(Self, Vec<Repair>), ShapeError> {
        let bounds = lines.bounding_rect().ok_or(ShapeError::Empty)?;
        Ok((Self::Lines(Lines { parts: lines, bounds, edges: OnceLock::new() }), Vec::new()))
    }

    fn from_polygons(polygons: MultiPolygon) -> Result<(Self, Vec<Repair>), ShapeError> {
        let nothing = if polygons.coords_iter().next().is_none() { ShapeError::Empty } else { ShapeError::NoArea };
        let Repaired { polygons, published, repairs } = repair(polygons).map_err(|_| ShapeError::TooTangled)?;
        let area = Area::repaired(polygons, published).ok_or(nothing)?;
        Ok((Self::Area(area), repairs))
    }

    /// The smallest upright rectangle around the shape.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Point(place) => Rect::new(*place, *place),
            Self::Points(places) => {
                let mut bounds = Rect::new(places[0], places[0]);
                for place in places {
                    bounds = Rect::new(
                        Coord { x: bounds.min().x.min(place.x), y: bounds.min().y.min(place.y) },
                        Coord { x: bounds.max().x.max(place.x), y: bounds.max().y.max(place.y) },
                    );
                }
                bounds
            }
            Self::Lines(lines) => lines.bounds,
            Self::Area(area) => area.bounds(),
        }
    }

    /// A place that stands for the shape on a map: the point itself, else the centroid.
    #[must_use]
    pub fn centre(&self) -> Coord {
        let middle = self.bounds().center();
        match self {
            Self::Point(place) => *place,
            Self::Points(places) => {
                let points: Vec<geo::Point> = places.iter().copied().map(geo::Point).collect();
                geo::MultiPoint(points).centroid().map_or(middle, |point| point.0)
            }
            Self::Lines(lines) => lines.parts.centroid().map_or(middle, |point| point.0),
            Self::Area(area) => area.polygons().centroid().map_or(middle, |point| point.0),
        }
    }

    /// Every vertex of the shape.
    #[must_use]
    pub fn vertices(&self) -> Vec<Coord> {
        match self {
            Self::Point(place) => vec![*place],
            Self::Points(places) => places.clone(),
            Self::Lines(lines) => lines.parts.coords_iter().collect(),
            Self::Area(area) => area.vertices().collect(),
        }
    }

    /// The shape as a geometry, to write it out.
    #[must_use]
    pub fn to_geometry(&self) -> Geometry {
        match self {
            Self::Point(place) => Geometry::Point((*place).into()),
            Self::Points(places) => Geometry::MultiPoint(places.iter().copied().map(geo::Point).collect()),
            Self::Lines(lines) => Geometry::MultiLineString(lines.parts.clone()),
            Self::Area(area) => Geometry::MultiPolygon(area.polygons().clone()),
        }
    }

    fn edges(&self) -> Option<&RTree<Line>> {
        match self {
            Self::Point(_) | Self::Points(_) => None,
            Self::Lines(lines) => Some(lines.edges()),
            Self::Area(area) => Some(area.edges()),
        }
    }

    /// The edges that come into a rectangle, or nearly so; none of points.
    #[must_use]
    pub fn edges_in(&self, bounds: Rect) -> Vec<Line> {
        let search: AABB<geo::Point> = AABB::from_corners(bounds.min().into(), bounds.max().into());
        self.edges().map_or_else(Vec::new, |edges| edges.locate_in_envelope_intersecting(&search).copied().collect())
    }

    /// Whether a place lies in (or on) the shape.
    #[must_use]
    pub fn covers(&self, place: Coord) -> bool {
        match self {
            Self::Area(area) => area.covers(place),
            other => other.distance_to_place_m(place) == 0.0,
        }
    }

    /// Distance in metres from a place to the shape; 0 inside an area.
    #[must_use]
    pub fn distance_to_place_m(&self, place: Coord) -> f64 {
        match self {
            Self::Point(own) => between_m(*own, place),
            Self::Points(own) => own.iter().map(|own| between_m(*own, place)).fold(f64::INFINITY, f64::min),
            Self::Lines(lines) => nearest_edge_m(lines.edges(), place),
            Self::Area(area) => area.distance_m(place),
        }
    }

    /// Whether two shapes have at least one point in common; touching counts.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        if !self.bounds().intersects(&other.bounds()) {
            return false;
        }
        if let Self::Point(place) = other {
            return self.covers(*place);
        }
        if let Self::Point(place) = self {
            return other.covers(*place);
        }
        other.vertices().into_iter().any(|place| self.covers(place))
            || self.vertices().into_iter().any(|place| other.covers(place))
            || edges_cross(self, other)
    }

    /// Whether part of the shape lies in none of the areas: a place, a centimetre of line or a
    /// square decimetre of area.
    #[must_use]
    pub fn sticks_out<'a>(&self, areas: impl Iterator<Item = &'a Self>) -> bool {
        let areas: Vec<&Area> =
            areas.filter_map(|shape| if let Self::Area(area) = shape { Some(area) } else { None }).collect();
        match self {
            Self::Point(place) => !areas.iter().any(|area| area.covers(*place)),
            Self::Points(places) => !places.iter().all(|place| areas.iter().any(|area| area.covers(*place))),
            Self::Lines(lines) => outlying::length_m(lines.parts.lines_iter(), &areas) > 0.01,
            Self::Area(own) => outlying::is_area_out(own, &areas),
        }
    }

    /// Distance in metres between the nearest points of two shapes; 0 when they touch.
    #[must_use]
    pub fn distance_m(&self, other: &Self) -> f64 {
        if let Self::Point(place) = other {
            return self.distance_to_place_m(*place);
        }
        if self.intersects(other) {
            return 0.0;
        }
        // Of two shapes that do not meet, the nearest points include a vertex of one of them.
        let from_other = other.vertices().into_iter().map(|place| self.distance_to_place_m(place));
        let from_self = self.vertices().into_iter().map(|place| other.distance_to_place_m(place));
        from_other.chain(from_self).fold(f64::INFINITY, f64::min)
    }
}

/// Distance between two places. Not `hypot`: that guards against overflow, which metres in the
/// Netherlands are far from, and takes five times as long.
pub(super) fn between_m(one: Coord, other: Coord) -> f64 {
    between_2(one, other).sqrt()
}

/// The square of that distance.
pub(super) fn between_2(one: Coord, other: Coord) -> f64 {
    let (dx, dy) = (one.x - other.x, one.y - other.y);
    dx * dx + dy * dy
}

fn edges_cross(one: &Shape, other: &Shape) -> bool {
    let published = |own: &Shape, other: &Shape| {
        let (Shape::Area(area), Some(edges)) = (own, other.edges()) else { return false };
        area.published_edges().any(|edge| {
            let envelope: AABB<geo::Point> = edge.envelope();
            other.covers(edge.start)
                || edges.locate_in_envelope_intersecting(&envelope).any(|candidate| edge.intersects(candidate))
        })
    };
    if published(one, other) || published(other, one) {
        return true;
    }
    let (Some(one), Some(other)) = (one.edges(), other.edges()) else { return false };
    let (few, many) = if one.size() <= other.size() { (one, other) } else { (other, one) };
    few.iter().any(|edge| {
        let envelope: AABB<geo::Point> = edge.envelope();
        many.locate_in_envelope_intersecting(&envelope).any(|candidate| edge.intersects(candidate))
    })
}
