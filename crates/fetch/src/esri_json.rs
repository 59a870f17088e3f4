//! Esri JSON: features of ArcGIS services as GeoJSON features.
//!
//! A polygon is a list of rings that does not say which hole is in which: rings that run clockwise are outer ones, the
//! others holes, each in the smallest outer ring around it.

use geo::{
    Area as _, Contains as _, Coord, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon,
};
use geojson::feature::Id;
use geojson::{Feature, GeometryValue, JsonObject};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// Codes of RD New.
const RD_NEW: u64 = 28992;

/// A page of features.
#[derive(Debug)]
pub(crate) struct Features {
    pub features: Vec<Feature>,
    /// Whether there are more.
    pub exceeded: bool,
}

/// Why a page cannot be read.
#[derive(Debug, PartialEq)]
pub(crate) enum Fault {
    /// The server says what is wrong, in the place of features.
    Error,
    Malformed(String),
    Crs(String),
    Geometry(String),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page<'a> {
    #[serde(borrow)]
    features: Vec<&'a RawValue>,
    #[serde(default)]
    exceeded_transfer_limit: bool,
    #[serde(default)]
    spatial_reference: Option<System>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct System {
    wkid: Option<u64>,
    latest_wkid: Option<u64>,
}

#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    attributes: JsonObject,
    geometry: Option<Shape>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Shape {
    x: Option<Value>,
    y: Option<Value>,
    points: Option<Vec<Vec<f64>>>,
    paths: Option<Vec<Vec<Vec<f64>>>>,
    rings: Option<Vec<Vec<Vec<f64>>>>,
    curve_rings: Option<Value>,
    curve_paths: Option<Value>,
}

/// Reads a page, of which `key` is the field with the id.
pub(crate) fn read(bytes: &[u8], key: &str) -> Result<Features, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let page: Page = serde_json::from_slice(bytes)
        .map_err(|error| if error.is_data() { Fault::Error } else { Fault::Malformed(error.to_string()) })?;
    if let Some(system) = &page.spatial_reference
        && system.wkid != Some(RD_NEW)
        && system.latest_wkid != Some(RD_NEW)
    {
        let stated = system.latest_wkid.or(system.wkid).map_or_else(|| "?".to_owned(), |code| format!("EPSG:{code}"));
        return Err(Fault::Crs(stated));
    }
    let mut features = Vec::with_capacity(page.features.len());
    for (index, raw) in page.features.iter().enumerate() {
        let raw: Raw = serde_json::from_str(raw.get())
            .map_err(|error| Fault::Malformed(format!("feature {} of the page: {error}", index + 1)))?;
        features.push(feature(raw, key)?);
    }
    Ok(Features { features, exceeded: page.exceeded_transfer_limit })
}

fn feature(raw: Raw, key: &str) -> Result<Feature, Fault> {
    let id = match raw.attributes.get(key) {
        Some(Value::Number(id)) => Some(Id::Number(id.clone())),
        Some(Value::String(id)) => Some(Id::String(id.clone())),
        _ => None,
    };
    let shown = || match &id {
        Some(Id::Number(id)) => id.to_string(),
        Some(Id::String(id)) => id.clone(),
        None => "?".to_owned(),
    };
    let geometry =
        raw.geometry.map(geometry).transpose().map_err(|why| Fault::Geometry(format!("{key} {}: {why}", shown())))?;
    let geometry = geometry.flatten().map(|geometry| geojson::Geometry::new(GeometryValue::from(&geometry)));
    Ok(Feature { bbox: None, geometry, id, properties: Some(raw.attributes), foreign_members: None })
}

fn geometry(shape: Shape) -> Result<Option<Geometry>, String> {
    if shape.curve_rings.is_some() || shape.curve_paths.is_some() {
        return Err("it has curves, which were not asked for and are not read here".to_owned());
    }
    if let Some(rings) = shape.rings {
        return polygons(&rings);
    }
    if let Some(paths) = shape.paths {
        let lines: Vec<LineString> = paths.iter().map(|path| line(path)).collect::<Result<_, _>>()?;
        return Ok((!lines.is_empty()).then_some(Geometry::MultiLineString(MultiLineString(lines))));
    }
    if let Some(points) = shape.points {
        let points = line(&points)?.0.into_iter().map(Point).collect::<Vec<_>>();
        return Ok((!points.is_empty()).then_some(Geometry::MultiPoint(MultiPoint(points))));
    }
    match (shape.x.as_ref().and_then(Value::as_f64), shape.y.as_ref().and_then(Value::as_f64)) {
        (Some(x), Some(y)) => Ok(Some(Geometry::Point(Point::new(x, y)))),
        // An empty point has `"NaN"` or null.
        _ => Ok(None),
    }
}

fn line(places: &[Vec<f64>]) -> Result<LineString, String> {
    let place = |place: &Vec<f64>| match place.as_slice() {
        [x, y, ..] => Ok(Coord { x: *x, y: *y }),
        _ => Err("a position has fewer than two numbers".to_owned()),
    };
    places.iter().map(place).collect::<Result<Vec<_>, _>>().map(LineString)
}

/// Rings as polygons with their holes.
fn polygons(rings: &[Vec<Vec<f64>>]) -> Result<Option<Geometry>, String> {
    let mut outer: Vec<(f64, Polygon)> = Vec::new();
    let mut holes: Vec<LineString> = Vec::new();
    for ring in rings {
        let ring = line(ring)?;
        // Positive where it runs counter-clockwise.
        let polygon = Polygon::new(ring, Vec::new());
        let area = polygon.signed_area();
        if area > 0.0 {
            holes.push(polygon.into_inner().0);
        } else {
            outer.push((-area, polygon));
        }
    }
    outer.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    for hole in holes {
        let around = outer.iter_mut().find(|(_, polygon)| {
            let bare = Polygon::new(polygon.exterior().clone(), Vec::new());
            // A corner may lie on the ring around: one within it is enough, and most are.
            bare.contains(&hole) || hole.0.iter().any(|corner| bare.contains(&Point(*corner)))
        });
        match around {
            Some((_, polygon)) => polygon.interiors_push(hole),
            // A ring that is in no other is one of its own, whichever way it runs.
            None => outer.push((f64::INFINITY, Polygon::new(hole, Vec::new()))),
        }
    }
    let mut polygons: Vec<Polygon> = outer.into_iter().map(|(_, polygon)| polygon).collect();
    Ok(match polygons.len() {
        0 => None,
        1 => polygons.pop().map(Geometry::Polygon),
        _ => Some(Geometry::MultiPolygon(MultiPolygon(polygons))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: i32, side: i32, clockwise: bool) -> String {
        let mut corners = [(x, x), (x, x + side), (x + side, x + side), (x + side, x), (x, x)];
        if !clockwise {
            corners.reverse();
        }
        let corners: Vec<String> = corners.iter().map(|(x, y)| format!("[{x},{y}]")).collect();
        format!("[{}]", corners.join(","))
    }

    fn page(rings: &[String]) -> String {
        format!(
            r#"{{"objectIdFieldName":"FID","spatialReference":{{"wkid":28992,"latestWkid":28992}},
               "features":[{{"attributes":{{"FID":7,"naam":"a"}},"geometry":{{"rings":[{}]}}}}]}}"#,
            rings.join(",")
        )
    }

    #[test]
    fn a_hole_is_in_the_smallest_ring_around_it() {
        // An island in a lake on an island.
        let rings = [square(0, 100, true), square(10, 80, false), square(20, 60, true), square(30, 40, false)];
        let read = read(page(&rings).as_bytes(), "FID").unwrap();
        assert_eq!(read.features[0].id, Some(Id::Number(7.into())));
        let geometry = read.features[0].geometry.clone().unwrap();
        let GeometryValue::MultiPolygon { coordinates } = geometry.value else { panic!("{geometry:?}") };
        assert_eq!(coordinates.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
        let GeometryValue::MultiPolygon { coordinates } =
            super::read(page(&[square(0, 10, true), square(20, 10, false)]).as_bytes(), "FID").unwrap().features[0]
                .geometry
                .clone()
                .unwrap()
                .value
        else {
            panic!("a ring was lost")
        };
        assert_eq!(coordinates.len(), 2);
    }

    #[test]
    fn an_error_and_another_system_are_told_apart() {
        let error = br#"{"error":{"code":400,"message":"Invalid","details":[]}}"#;
        assert_eq!(read(error, "FID").unwrap_err(), Fault::Error);
        let degrees = page(&[]).replace("28992", "4326");
        assert_eq!(read(degrees.as_bytes(), "FID").unwrap_err(), Fault::Crs("EPSG:4326".to_owned()));
        assert!(matches!(read(br#"{"features":[{"attr"#, "FID").unwrap_err(), Fault::Malformed(_)));
    }
}
