//! A geometry of GML 3.2 as one of ours.
//!
//! What is drawn with straight edges is taken over as it is. Arcs and circles through points become lines that leave
//! them by no more than a millimetre; what is not certain is refused by its name.

use geo::{Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};

use super::arc::{self, TOLERANCE_M};
use super::element::{Element, Space};
use super::error::GeometryFault;
use super::srs::Srs;

/// Ends of curves that are nearer than this are the same place, degrees: less than a millimetre.
const SAME_DEGREES: f64 = 1e-8;

/// Reads the geometry of an element such as `gml:Polygon`; says also whether it had heights.
pub(crate) fn geometry(element: &Element, srs: Srs) -> Result<(Geometry, bool), GeometryFault> {
    refuse_references(element)?;
    let mut form = Form { srs, had_heights: false };
    let geometry = form.geometry(element, None)?;
    Ok((geometry, form.had_heights))
}

/// What a reference stands for is not fetched.
fn refuse_references(element: &Element) -> Result<(), GeometryFault> {
    if element.refers {
        return Err(GeometryFault::Reference(element.name.clone()));
    }
    element.children.iter().try_for_each(refuse_references)
}

/// A geometry in the making.
struct Form {
    srs: Srs,
    had_heights: bool,
}

impl Form {
    fn geometry(&mut self, element: &Element, dimension: Option<&str>) -> Result<Geometry, GeometryFault> {
        let dimension = element.dimension.as_deref().or(dimension);
        if element.space != Space::Gml {
            return Err(GeometryFault::Form(element.name.clone()));
        }
        Ok(match element.name.as_str() {
            "Point" => Geometry::Point(self.point(element, dimension)?),
            "MultiPoint" => {
                let members = members(element, &["pointMember", "pointMembers"])?;
                let points = members.into_iter().map(|member| match member.name.as_str() {
                    "Point" => self.point(member, dimension),
                    _ => Err(GeometryFault::Form(member.name.clone())),
                });
                Geometry::MultiPoint(MultiPoint(points.collect::<Result<_, _>>()?))
            }
            "LineString" | "Curve" | "CompositeCurve" => {
                Geometry::LineString(LineString(self.curve(element, dimension)?))
            }
            "MultiCurve" => {
                let members = members(element, &["curveMember", "curveMembers"])?;
                let lines = members.into_iter().map(|member| self.curve(member, dimension).map(LineString));
                Geometry::MultiLineString(MultiLineString(lines.collect::<Result<_, _>>()?))
            }
            "Polygon" => Geometry::Polygon(self.polygon(element, dimension)?),
            "Surface" | "CompositeSurface" | "MultiSurface" => {
                let mut polygons = Vec::new();
                self.surfaces(element, dimension, &mut polygons)?;
                Geometry::MultiPolygon(MultiPolygon(polygons))
            }
            "MultiGeometry" => {
                let members = members(element, &["geometryMember", "geometryMembers"])?;
                let parts = members.into_iter().map(|member| self.geometry(member, dimension));
                Geometry::GeometryCollection(GeometryCollection(parts.collect::<Result<_, _>>()?))
            }
            name => return Err(GeometryFault::Form(name.to_owned())),
        })
    }

    /// The polygons of a surface, or of what is made of surfaces.
    fn surfaces(
        &mut self,
        element: &Element,
        dimension: Option<&str>,
        polygons: &mut Vec<Polygon>,
    ) -> Result<(), GeometryFault> {
        let dimension = element.dimension.as_deref().or(dimension);
        match element.name.as_str() {
            "Polygon" => polygons.push(self.polygon(element, dimension)?),
            "Surface" => {
                for patch in members(element, &["patches", "polygonPatches"])? {
                    if !matches!(patch.name.as_str(), "PolygonPatch" | "Rectangle" | "Triangle") {
                        return Err(GeometryFault::Form(patch.name.clone()));
                    }
                    polygons.push(self.polygon(patch, dimension)?);
                }
            }
            "CompositeSurface" | "MultiSurface" => {
                for member in members(element, &["surfaceMember", "surfaceMembers"])? {
                    self.surfaces(member, dimension, polygons)?;
                }
            }
            name => return Err(GeometryFault::Form(name.to_owned())),
        }
        Ok(())
    }

    /// A polygon or a patch: one ring around, and the holes.
    fn polygon(&mut self, element: &Element, dimension: Option<&str>) -> Result<Polygon, GeometryFault> {
        let dimension = element.dimension.as_deref().or(dimension);
        let (mut exterior, mut interiors) = (None, Vec::new());
        for boundary in &element.children {
            if !matches!(boundary.name.as_str(), "exterior" | "interior") || boundary.space != Space::Gml {
                continue;
            }
            let [ring] = boundary.children.as_slice() else {
                return Err(GeometryFault::Incomplete(boundary.name.clone()));
            };
            let ring = self.ring(ring, dimension)?;
            if boundary.name == "interior" {
                interiors.push(ring);
            } else if exterior.replace(ring).is_some() {
                return Err(GeometryFault::Incomplete(element.name.clone()));
            }
        }
        let exterior = exterior.ok_or_else(|| GeometryFault::Incomplete(element.name.clone()))?;
        Ok(Polygon::new(exterior, interiors))
    }

    fn ring(&mut self, element: &Element, dimension: Option<&str>) -> Result<LineString, GeometryFault> {
        let dimension = element.dimension.as_deref().or(dimension);
        let places = match element.name.as_str() {
            "LinearRing" => self.positions(element, dimension)?,
            "Ring" => self.joined(members(element, &["curveMember"])?, dimension)?,
            name => return Err(GeometryFault::Form(name.to_owned())),
        };
        match (places.first(), places.last()) {
            (Some(first), Some(last)) if self.is_same(*first, *last) => Ok(LineString(places)),
            (Some(first), Some(last)) => {
                Err(GeometryFault::Open { first: self.written(*first), last: self.written(*last) })
            }
            _ => Err(GeometryFault::Incomplete(element.name.clone())),
        }
    }

    /// The places along a curve.
    fn curve(&mut self, element: &Element, dimension: Option<&str>) -> Result<Vec<Coord>, GeometryFault> {
        let dimension = element.dimension.as_deref().or(dimension);
        match element.name.as_str() {
            "LineString" | "LineStringSegment" => self.positions(element, dimension),
            "Curve" => self.joined(members(element, &["segments"])?, dimension),
            "CompositeCurve" => self.joined(members(element, &["curveMember"])?, dimension),
            "Arc" | "ArcString" | "Circle" | "CircleByCenterPoint" => self.arcs(element, dimension),
            name => Err(GeometryFault::Form(name.to_owned())),
        }
    }

    /// Curves that go on where the one before ends.
    fn joined(&mut self, curves: Vec<&Element>, dimension: Option<&str>) -> Result<Vec<Coord>, GeometryFault> {
        let mut places: Vec<Coord> = Vec::new();
        for curve in curves {
            let next = self.curve(curve, dimension)?;
            let behind = match (places.last(), next.first()) {
                (Some(end), Some(begin)) if !self.is_same(*end, *begin) => {
                    return Err(GeometryFault::Apart { end: self.written(*end), begin: self.written(*begin) });
                }
                (Some(_), Some(_)) => 1,
                _ => 0,
            };
            places.extend(next.into_iter().skip(behind));
        }
        Ok(places)
    }

    /// Arcs and circles, as lines.
    fn arcs(&mut self, element: &Element, dimension: Option<&str>) -> Result<Vec<Coord>, GeometryFault> {
        if self.srs != Srs::Rd {
            return Err(GeometryFault::ArcInDegrees(element.name.clone()));
        }
        let incomplete = || GeometryFault::Incomplete(element.name.clone());
        let places = self.positions(element, dimension)?;
        match (element.name.as_str(), places.as_slice()) {
            ("CircleByCenterPoint", [centre]) => Ok(arc::circle_around(*centre, radius_m(element)?)),
            ("Circle", [a, b, c]) => arc::circle([*a, *b, *c]).ok_or_else(incomplete),
            ("Arc", [a, b, c]) => Ok(arc::arc([*a, *b, *c])),
            ("ArcString", [first, rest @ ..]) if !rest.is_empty() && rest.len().is_multiple_of(2) => {
                let mut line = vec![*first];
                for pair in rest.chunks_exact(2) {
                    let begin = line.last().copied().unwrap_or(*first);
                    line.extend(arc::arc([begin, pair[0], pair[1]]).into_iter().skip(1));
                }
                Ok(line)
            }
            _ => Err(incomplete()),
        }
    }

    fn point(&mut self, element: &Element, dimension: Option<&str>) -> Result<Point, GeometryFault> {
        let dimension = element.dimension.as_deref().or(dimension);
        match self.positions(element, dimension)?.as_slice() {
            [place] => Ok(Point(*place)),
            _ => Err(GeometryFault::Incomplete(element.name.clone())),
        }
    }

    /// The places that an element lists: in `posList`, in one `pos` each, or in points.
    fn positions(&mut self, element: &Element, dimension: Option<&str>) -> Result<Vec<Coord>, GeometryFault> {
        let dimension = element.dimension.as_deref().or(dimension);
        let mut places = Vec::new();
        for child in element.children.iter().filter(|child| child.space == Space::Gml) {
            match child.name.as_str() {
                "posList" => {
                    let dimension = child.dimension.as_deref().or(dimension).unwrap_or("2");
                    let numbers = numbers(&child.text)?;
                    let size = match dimension.trim() {
                        "2" => 2,
                        "3" => 3,
                        _ => 0,
                    };
                    if size == 0 || !numbers.len().is_multiple_of(size) {
                        let (numbers, dimension) = (numbers.len(), dimension.to_owned());
                        return Err(GeometryFault::Positions { numbers, dimension });
                    }
                    self.had_heights |= size == 3;
                    places.extend(numbers.chunks_exact(size).map(|position| self.srs.place(position[0], position[1])));
                }
                "pos" => {
                    let numbers = numbers(&child.text)?;
                    let ([first, second] | [first, second, _]) = numbers.as_slice() else {
                        return Err(GeometryFault::Positions { numbers: numbers.len(), dimension: "2".to_owned() });
                    };
                    self.had_heights |= numbers.len() == 3;
                    places.push(self.srs.place(*first, *second));
                }
                "pointProperty" | "pointRep" => match child.children.as_slice() {
                    [point] if point.is(Space::Gml, "Point") => places.push(self.point(point, dimension)?.0),
                    _ => return Err(GeometryFault::Incomplete(child.name.clone())),
                },
                "coordinates" | "coord" => return Err(GeometryFault::Form(child.name.clone())),
                _ => {}
            }
        }
        if places.is_empty() { Err(GeometryFault::Incomplete(element.name.clone())) } else { Ok(places) }
    }

    fn is_same(&self, a: Coord, b: Coord) -> bool {
        let most = match self.srs {
            Srs::Rd => TOLERANCE_M,
            Srs::Etrs89 => SAME_DEGREES,
        };
        (a - b).x.abs() <= most && (a - b).y.abs() <= most
    }

    /// A place as the file writes it.
    fn written(&self, place: Coord) -> String {
        match self.srs {
            Srs::Rd => format!("{} {}", place.x, place.y),
            Srs::Etrs89 => format!("{} {}", place.y, place.x),
        }
    }
}

/// What the members of an element hold, when there is something.
fn members<'e, 'a>(element: &'e Element<'a>, properties: &[&str]) -> Result<Vec<&'e Element<'a>>, GeometryFault> {
    let is_member = |child: &&Element| child.space == Space::Gml && properties.contains(&child.name.as_str());
    let held: Vec<&Element> = element.children.iter().filter(is_member).flat_map(|member| &member.children).collect();
    if held.is_empty() { Err(GeometryFault::Incomplete(element.name.clone())) } else { Ok(held) }
}

fn numbers(text: &str) -> Result<Vec<f64>, GeometryFault> {
    text.split_ascii_whitespace()
        .map(|word| match word.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(GeometryFault::NotANumber(word.chars().take(40).collect())),
        })
        .collect()
}

/// The radius of a circle, metres.
fn radius_m(element: &Element) -> Result<f64, GeometryFault> {
    let radius = element.child(Space::Gml, "radius");
    let text = radius.map(|radius| radius.text.trim().to_owned()).unwrap_or_default();
    let unit = radius.and_then(|radius| radius.unit.as_deref()).unwrap_or_default();
    let is_metre = matches!(unit, "m" | "urn:ogc:def:uom:EPSG::9001" | "urn:ogc:def:uom:UCUM::m");
    match text.parse::<f64>() {
        Ok(metres) if is_metre && metres > 0.0 && metres.is_finite() => Ok(metres),
        _ => Err(GeometryFault::Radius(format!("{text} {unit}").trim().chars().take(60).collect())),
    }
}
