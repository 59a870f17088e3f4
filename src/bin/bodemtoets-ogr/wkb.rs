//! Geometry between GDAL's well-known binary and `GeoJSON`; part of the worker only.
//!
//! GDAL can write `GeoJSON` itself, but rounds to fifteen digits, drops curved geometries and is
//! slow. Here every number keeps its exact value, and an arc becomes a line that leaves it by no
//! more than a given distance.

use std::f64::consts::{PI, TAU};

use geojson::{GeometryValue, Position};
use serde_json::ser::{CompactFormatter, Formatter as _};

/// Geometries inside geometries, at most: a broken file must not use up the stack.
const DEPTH: usize = 16;

/// The largest angle between two points of a line that stands for an arc, in radians.
const STEP: f64 = PI / 45.0;

/// A point: x, y, and a height where there is one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
    z: Option<f64>,
}

type Line = Vec<Point>;
type Rings = Vec<Line>;

/// A geometry without curves.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Point(Point),
    Line(Line),
    Polygon(Rings),
    Points(Vec<Point>),
    Lines(Vec<Line>),
    Polygons(Vec<Rings>),
    Collection(Vec<Shape>),
}

impl Shape {
    /// Reads ISO well-known binary; nothing when the geometry is empty. An arc becomes a line
    /// that leaves it by at most `tolerance`, in the unit of the coordinates.
    pub(super) fn from_wkb(bytes: &[u8], tolerance: f64) -> Result<Option<Shape>, String> {
        Input { bytes, tolerance }.shape(DEPTH)
    }

    /// All points, to be moved.
    pub(super) fn points_mut(&mut self) -> Vec<&mut Point> {
        match self {
            Shape::Point(point) => vec![point],
            Shape::Line(points) | Shape::Points(points) => points.iter_mut().collect(),
            Shape::Polygon(lines) | Shape::Lines(lines) => lines.iter_mut().flatten().collect(),
            Shape::Polygons(polygons) => polygons.iter_mut().flatten().flatten().collect(),
            Shape::Collection(shapes) => shapes.iter_mut().flat_map(Shape::points_mut).collect(),
        }
    }

    /// Appends the geometry as `GeoJSON`.
    pub(super) fn write_json(&self, out: &mut Vec<u8>) -> Result<(), String> {
        let name = match self {
            Shape::Point(_) => "Point",
            Shape::Line(_) => "LineString",
            Shape::Polygon(_) => "Polygon",
            Shape::Points(_) => "MultiPoint",
            Shape::Lines(_) => "MultiLineString",
            Shape::Polygons(_) => "MultiPolygon",
            Shape::Collection(_) => "GeometryCollection",
        };
        out.extend_from_slice(br#"{"type":""#);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(if matches!(self, Shape::Collection(_)) {
            br#"","geometries":"#
        } else {
            br#"","coordinates":"#
        });
        match self {
            Shape::Point(point) => point.write_json(out)?,
            Shape::Line(points) | Shape::Points(points) => line_json(points, out)?,
            Shape::Polygon(lines) | Shape::Lines(lines) => lines_json(lines, out)?,
            Shape::Polygons(polygons) => list(polygons, out, |rings, out| lines_json(rings, out))?,
            Shape::Collection(shapes) => list(shapes, out, Shape::write_json)?,
        }
        out.push(b'}');
        Ok(())
    }
}

impl Point {
    fn write_json(&self, out: &mut Vec<u8>) -> Result<(), String> {
        if !self.x.is_finite() || !self.y.is_finite() {
            return Err("a coordinate is not a number".to_owned());
        }
        out.push(b'[');
        number(self.x, out)?;
        out.push(b',');
        number(self.y, out)?;
        if let Some(z) = self.z.filter(|z| z.is_finite()) {
            out.push(b',');
            number(z, out)?;
        }
        out.push(b']');
        Ok(())
    }
}

/// Appends a finite number, in the shortest form that gives the same value back.
pub(super) fn number(value: f64, out: &mut Vec<u8>) -> Result<(), String> {
    CompactFormatter.write_f64(out, value).map_err(|error| error.to_string())
}

fn line_json(points: &[Point], out: &mut Vec<u8>) -> Result<(), String> {
    list(points, out, Point::write_json)
}

fn lines_json(lines: &[Line], out: &mut Vec<u8>) -> Result<(), String> {
    list(lines, out, |points, out| line_json(points, out))
}

/// Appends a JSON array.
fn list<T>(
    items: &[T],
    out: &mut Vec<u8>,
    write: impl Fn(&T, &mut Vec<u8>) -> Result<(), String>,
) -> Result<(), String> {
    out.push(b'[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write(item, out)?;
    }
    out.push(b']');
    Ok(())
}

/// What is left of the bytes.
struct Input<'a> {
    bytes: &'a [u8],
    tolerance: f64,
}

/// The start of a geometry: its type without height and measure, and what its points have.
#[derive(Clone, Copy)]
struct Start {
    little: bool,
    kind: u32,
    z: bool,
    m: bool,
}

impl Input<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], String> {
        match self.bytes.split_first_chunk::<N>() {
            Some((taken, rest)) => {
                self.bytes = rest;
                Ok(*taken)
            }
            None => Err("its geometry ends too early".to_owned()),
        }
    }

    fn whole(&mut self, little: bool) -> Result<u32, String> {
        let bytes = self.take()?;
        Ok(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn real(&mut self, little: bool) -> Result<f64, String> {
        let bytes = self.take()?;
        Ok(if little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    }

    fn start(&mut self) -> Result<Start, String> {
        let [order] = self.take()?;
        let little = order != 0;
        let code = self.whole(little)?;
        // 1xxx has heights, 2xxx measures, 3xxx both.
        let (kind, extra) = (code % 1000, code / 1000);
        if extra > 3 {
            return Err(format!("its geometry is of an unknown type ({code})"));
        }
        Ok(Start { little, kind, z: extra == 1 || extra == 3, m: extra >= 2 })
    }

    fn point(&mut self, start: Start) -> Result<Point, String> {
        let (x, y) = (self.real(start.little)?, self.real(start.little)?);
        let z = if start.z { Some(self.real(start.little)?) } else { None };
        if start.m {
            // GeoJSON has no place for a measure.
            self.real(start.little)?;
        }
        Ok(Point { x, y, z })
    }

    fn points(&mut self, start: Start) -> Result<Line, String> {
        let count = self.whole(start.little)? as usize;
        // Sixteen bytes or more each: a broken count must not ask for all memory.
        let mut points = Vec::with_capacity(count.min(self.bytes.len() / 16));
        for _ in 0..count {
            points.push(self.point(start)?);
        }
        Ok(points)
    }

    /// The rings of a polygon, which have no start of their own.
    fn rings(&mut self, start: Start) -> Result<Rings, String> {
        let mut rings = Vec::new();
        for _ in 0..self.whole(start.little)? {
            rings.push(self.points(start)?);
        }
        Ok(rings)
    }

    fn shape(&mut self, depth: usize) -> Result<Option<Shape>, String> {
        let start = self.start()?;
        let shape = match start.kind {
            1 => {
                let point = self.point(start)?;
                // So is an empty point written.
                if point.x.is_nan() && point.y.is_nan() {
                    return Ok(None);
                }
                return Ok(Some(Shape::Point(point)));
            }
            2 | 8 | 9 => Shape::Line(self.line(start, depth)?),
            3 | 10 | 17 => Shape::Polygon(self.polygon(start, depth)?),
            4 => Shape::Points(self.members(start, depth, |shape| match shape {
                Shape::Point(point) => Some(point),
                _ => None,
            })?),
            5 | 11 => Shape::Lines(self.members(start, depth, |shape| match shape {
                Shape::Line(line) => Some(line),
                _ => None,
            })?),
            6 | 12 | 15 | 16 => Shape::Polygons(self.members(start, depth, |shape| match shape {
                Shape::Polygon(rings) => Some(rings),
                _ => None,
            })?),
            7 => Shape::Collection(self.members(start, depth, Some)?),
            kind => return Err(format!("its geometry is of an unknown type ({kind})")),
        };
        let empty = match &shape {
            Shape::Point(_) => false,
            Shape::Line(points) | Shape::Points(points) => points.is_empty(),
            // A polygon without an outer ring is no area, whatever holes it has.
            Shape::Polygon(lines) => lines.first().is_none_or(Vec::is_empty),
            Shape::Lines(lines) => lines.is_empty(),
            Shape::Polygons(polygons) => polygons.is_empty(),
            Shape::Collection(shapes) => shapes.is_empty(),
        };
        Ok(if empty { None } else { Some(shape) })
    }

    /// The members of a collection that are not empty, each of which must be of the right type.
    fn members<T>(&mut self, start: Start, depth: usize, pick: impl Fn(Shape) -> Option<T>) -> Result<Vec<T>, String> {
        let inner = depth.checked_sub(1).ok_or("its geometry is nested too deep")?;
        let mut members = Vec::new();
        for _ in 0..self.whole(start.little)? {
            if let Some(shape) = self.shape(inner)? {
                members.push(pick(shape).ok_or("its geometry has a part of the wrong type")?);
            }
        }
        Ok(members)
    }

    /// A line string, a circular string, or a chain of these.
    fn line(&mut self, start: Start, depth: usize) -> Result<Line, String> {
        match start.kind {
            2 => self.points(start),
            8 => {
                let points = self.points(start)?;
                arcs(&points, self.tolerance)
            }
            9 => {
                let inner = depth.checked_sub(1).ok_or("its geometry is nested too deep")?;
                let mut chain: Line = Vec::new();
                for _ in 0..self.whole(start.little)? {
                    let start = self.start()?;
                    let piece = self.line(start, inner)?;
                    // The pieces share their ends.
                    let shared = matches!((chain.last(), piece.first()), (Some(a), Some(b)) if a == b);
                    chain.extend(piece.into_iter().skip(usize::from(shared)));
                }
                Ok(chain)
            }
            kind => Err(format!("its geometry has a line of an unknown type ({kind})")),
        }
    }

    /// A polygon, a triangle, or a polygon with curved rings.
    fn polygon(&mut self, start: Start, depth: usize) -> Result<Rings, String> {
        if start.kind != 10 {
            return self.rings(start);
        }
        let inner = depth.checked_sub(1).ok_or("its geometry is nested too deep")?;
        let mut rings = Vec::new();
        for _ in 0..self.whole(start.little)? {
            let start = self.start()?;
            rings.push(self.line(start, inner)?);
        }
        Ok(rings)
    }
}

/// The line that stands for a chain of arcs, each given by its start, a point on it and its end.
fn arcs(points: &[Point], tolerance: f64) -> Result<Line, String> {
    let Some(first) = points.first() else {
        return Ok(Vec::new());
    };
    if points.len().is_multiple_of(2) {
        return Err("its geometry has an arc without an end".to_owned());
    }
    let mut line = vec![*first];
    for arc in points.windows(3).step_by(2) {
        if let [first, middle, last] = arc {
            stroke([*first, *middle, *last], tolerance, &mut line);
        }
    }
    Ok(line)
}

/// Appends the points after the first of the line that stands for an arc: start, a point on it,
/// end. The three points themselves stay exactly where they are.
fn stroke(arc: [Point; 3], tolerance: f64, line: &mut Line) {
    let [first, middle, last] = arc;
    let Some((centre, left)) = circle(arc) else {
        line.extend([middle, last]);
        return;
    };
    let radius = (first.x - centre.x).hypot(first.y - centre.y);
    let step = (4.0 * (tolerance / (2.0 * radius)).sqrt().min(1.0).asin()).clamp(1e-6, STEP);
    for (from, to) in [(first, middle), (middle, last)] {
        let start = (from.y - centre.y).atan2(from.x - centre.x);
        let end = (to.y - centre.y).atan2(to.x - centre.x);
        let turn = if left { end - start } else { start - end }.rem_euclid(TAU);
        let count = (turn / step).ceil();
        let mut done = 1.0;
        while done < count {
            let share = done / count;
            let (sin, cos) = if left { start + turn * share } else { start - turn * share }.sin_cos();
            let z = from.z.zip(to.z).map(|(low, high)| low + (high - low) * share);
            line.push(Point { x: radius.mul_add(cos, centre.x), y: radius.mul_add(sin, centre.y), z });
            done += 1.0;
        }
        line.push(to);
    }
}

/// Centre of the circle through three points, and whether they go round it to the left; nothing
/// when they are in a line.
fn circle([first, middle, last]: [Point; 3]) -> Option<(Point, bool)> {
    // As seen from the first: coordinates in the plane are large numbers, their differences small.
    let (bx, by) = (middle.x - first.x, middle.y - first.y);
    let (cx, cy) = (last.x - first.x, last.y - first.y);
    let (b2, c2) = (bx.mul_add(bx, by * by), cx.mul_add(cx, cy * cy));
    let centre = |x: f64, y: f64| Point { x: first.x + x, y: first.y + y, z: None };
    if b2 == 0.0 {
        return None;
    }
    if c2 == 0.0 {
        // A whole circle: the middle is across from the start.
        return Some((centre(bx / 2.0, by / 2.0), true));
    }
    let cross = bx.mul_add(cy, -by * cx);
    // So flat that a circle means nothing; also when the middle is at an end.
    if cross.abs() <= 1e-10 * c2 {
        return None;
    }
    let twice = 2.0 * cross;
    Some((centre((cy * b2 - by * c2) / twice, (bx * c2 - cx * b2) / twice), cross > 0.0))
}

/// Writes a `GeoJSON` geometry as ISO well-known binary.
pub(super) fn to_wkb(geometry: &GeometryValue) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    write_wkb(geometry, has_height(geometry), &mut out)?;
    Ok(out)
}

fn has_height(geometry: &GeometryValue) -> bool {
    let high = |positions: &[Position]| positions.iter().any(|position| position.len() > 2);
    match geometry {
        GeometryValue::Point { coordinates } => coordinates.len() > 2,
        GeometryValue::MultiPoint { coordinates } | GeometryValue::LineString { coordinates } => high(coordinates),
        GeometryValue::MultiLineString { coordinates } | GeometryValue::Polygon { coordinates } => {
            coordinates.iter().any(|line| high(line))
        }
        GeometryValue::MultiPolygon { coordinates } => coordinates.iter().flatten().any(|line| high(line)),
        GeometryValue::GeometryCollection { geometries } => geometries.iter().any(|inner| has_height(&inner.value)),
    }
}

fn write_wkb(geometry: &GeometryValue, z: bool, out: &mut Vec<u8>) -> Result<(), String> {
    let start = |kind: u32, out: &mut Vec<u8>| {
        out.push(1);
        out.extend_from_slice(&(kind + if z { 1000 } else { 0 }).to_le_bytes());
    };
    match geometry {
        GeometryValue::Point { coordinates } => {
            start(1, out);
            write_position(coordinates, z, out)
        }
        GeometryValue::LineString { coordinates } => {
            start(2, out);
            write_line(coordinates, z, out)
        }
        GeometryValue::Polygon { coordinates } => {
            start(3, out);
            write_list(coordinates, out, |line, out| write_line(line, z, out))
        }
        GeometryValue::MultiPoint { coordinates } => {
            start(4, out);
            write_list(coordinates, out, |position, out| {
                start(1, out);
                write_position(position, z, out)
            })
        }
        GeometryValue::MultiLineString { coordinates } => {
            start(5, out);
            write_list(coordinates, out, |line, out| {
                start(2, out);
                write_line(line, z, out)
            })
        }
        GeometryValue::MultiPolygon { coordinates } => {
            start(6, out);
            write_list(coordinates, out, |rings, out| {
                start(3, out);
                write_list(rings, out, |line, out| write_line(line, z, out))
            })
        }
        GeometryValue::GeometryCollection { geometries } => {
            start(7, out);
            write_list(geometries, out, |inner, out| write_wkb(&inner.value, z, out))
        }
    }
}

fn write_list<T>(
    items: &[T],
    out: &mut Vec<u8>,
    write: impl Fn(&T, &mut Vec<u8>) -> Result<(), String>,
) -> Result<(), String> {
    let count = u32::try_from(items.len()).map_err(|_| "its geometry is too large")?;
    out.extend_from_slice(&count.to_le_bytes());
    items.iter().try_for_each(|item| write(item, out))
}

fn write_line(line: &[Position], z: bool, out: &mut Vec<u8>) -> Result<(), String> {
    write_list(line, out, |position, out| write_position(position, z, out))
}

fn write_position(position: &Position, z: bool, out: &mut Vec<u8>) -> Result<(), String> {
    let [x, y, rest @ ..] = position.as_slice() else {
        return Err("a position has no x and y".to_owned());
    };
    out.extend_from_slice(&x.to_le_bytes());
    out.extend_from_slice(&y.to_le_bytes());
    if z {
        out.extend_from_slice(&rest.first().copied().unwrap_or(0.0).to_le_bytes());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(bytes: &[u8]) -> Result<String, String> {
        let mut out = Vec::new();
        match Shape::from_wkb(bytes, 0.001)? {
            Some(shape) => shape.write_json(&mut out)?,
            None => out.extend_from_slice(b"null"),
        }
        String::from_utf8(out).map_err(|error| error.to_string())
    }

    #[test]
    fn every_type_comes_back_as_it_was() -> Result<(), String> {
        for text in [
            r#"{"type":"Point","coordinates":[155908.44,423636.68]}"#,
            r#"{"type":"Point","coordinates":[0.1,0.30000000000000004,-3.5]}"#,
            r#"{"type":"LineString","coordinates":[[0.0,0.0],[1.0,2.0]]}"#,
            r#"{"type":"Polygon","coordinates":[[[0.0,0.0],[9.0,0.0],[9.0,9.0],[0.0,0.0]],[[1.0,1.0],[2.0,2.0],[2.0,1.0],[1.0,1.0]]]}"#,
            r#"{"type":"MultiPoint","coordinates":[[0.0,0.0],[1.0,2.0]]}"#,
            r#"{"type":"MultiLineString","coordinates":[[[0.0,0.0],[1.0,2.0]],[[3.0,3.0],[4.0,4.0]]]}"#,
            r#"{"type":"MultiPolygon","coordinates":[[[[0.0,0.0],[9.0,0.0],[9.0,9.0],[0.0,0.0]]]]}"#,
            r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1.0,2.0]},{"type":"LineString","coordinates":[[0.0,0.0],[1.0,2.0]]}]}"#,
        ] {
            let geometry: geojson::Geometry = serde_json::from_str(text).map_err(|error| error.to_string())?;
            assert_eq!(json(&to_wkb(&geometry.value)?)?, text);
        }
        Ok(())
    }

    #[test]
    fn bytes_that_end_too_early_are_no_disaster() -> Result<(), String> {
        let whole = to_wkb(&GeometryValue::new_polygon([[[0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [0.0, 0.0]]]))?;
        for end in 0..whole.len() {
            assert!(Shape::from_wkb(&whole[..end], 0.001).is_err(), "{end}");
        }
        // A count of four thousand million.
        assert!(Shape::from_wkb(&[1, 2, 0, 0, 0, 255, 255, 255, 255, 0, 0], 0.001).is_err());
        // A collection in a collection in a collection...
        assert!(Shape::from_wkb(&[1, 7, 0, 0, 0, 1, 0, 0, 0].repeat(1000), 0.001).is_err());
        Ok(())
    }

    #[test]
    fn what_is_empty_is_nothing() -> Result<(), String> {
        assert_eq!(json(&to_wkb(&GeometryValue::new_point([f64::NAN, f64::NAN]))?)?, "null");
        assert_eq!(json(&[1, 3, 0, 0, 0, 0, 0, 0, 0])?, "null");
        assert_eq!(json(&[0, 0, 0, 0, 7, 0, 0, 0, 0])?, "null");
        assert!(json(&to_wkb(&GeometryValue::new_point([1.0, f64::INFINITY]))?).is_err());
        Ok(())
    }

    #[test]
    fn an_arc_stays_within_the_tolerance() -> Result<(), String> {
        let point = |x, y| Point { x, y, z: None };
        for radius in [0.5, 30.0, 2500.0] {
            let (x, y) = (155_000.0, 463_000.0);
            let quarter = [
                point(x + radius, y),
                point(x + radius * (PI / 4.0).cos(), y + radius * (PI / 4.0).sin()),
                point(x, y + radius),
            ];
            let circle = [point(x + radius, y), point(x - radius, y), point(x + radius, y)];
            for arc in [quarter, circle] {
                let line = arcs(&arc, 0.001)?;
                assert_eq!((line.first(), line.last()), (arc.first(), arc.last()));
                assert!(line.contains(&arc[1]));
                for pair in line.windows(2) {
                    let middle = (pair[0].x.midpoint(pair[1].x) - x).hypot(pair[0].y.midpoint(pair[1].y) - y);
                    assert!((radius - middle).abs() < 0.001 + 1e-8, "{radius} {middle}");
                    assert!(((pair[1].x - x).hypot(pair[1].y - y) - radius).abs() < 1e-8);
                }
            }
            // The other way round, the same points: neighbours that share an arc still fit.
            let back = arcs(&[quarter[2], quarter[1], quarter[0]], 0.001)?;
            for (there, back) in arcs(&quarter, 0.001)?.iter().zip(back.iter().rev()) {
                assert!((there.x - back.x).hypot(there.y - back.y) < 1e-8);
            }
        }
        let straight = [point(0.0, 0.0), point(1.0, 1.0), point(2.0, 2.0)];
        assert_eq!(arcs(&straight, 0.001)?, straight);
        assert!(arcs(&straight[..2], 0.001).is_err());
        Ok(())
    }

    #[test]
    fn a_curved_polygon_becomes_a_polygon() -> Result<(), String> {
        // CURVEPOLYGON (COMPOUNDCURVE (CIRCULARSTRING (0 0, 1 1, 2 0), (2 0, 0 0)))
        let mut bytes = vec![1, 10, 0, 0, 0, 1, 0, 0, 0, 1, 9, 0, 0, 0, 2, 0, 0, 0, 1, 8, 0, 0, 0, 3, 0, 0, 0];
        for value in [0.0, 0.0, 1.0, 1.0, 2.0, 0.0_f64] {
            bytes.extend_from_slice(&value.to_le_bytes());
        }
        bytes.extend_from_slice(&[1, 2, 0, 0, 0, 2, 0, 0, 0]);
        for value in [2.0, 0.0, 0.0, 0.0_f64] {
            bytes.extend_from_slice(&value.to_le_bytes());
        }
        let Some(Shape::Polygon(rings)) = Shape::from_wkb(&bytes, 0.001)? else {
            return Err("no polygon".to_owned());
        };
        let area: f64 =
            rings[0].windows(2).map(|pair| pair[0].x * pair[1].y - pair[1].x * pair[0].y).sum::<f64>() / 2.0;
        assert!((area.abs() - PI / 2.0).abs() < 0.003, "{area}");
        assert_eq!(rings[0].first(), rings[0].last());
        Ok(())
    }
}
