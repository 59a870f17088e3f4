//! Features of a file, whatever its format: GeoJSON is read directly, all else through GDAL.

use std::borrow::Cow;
use std::path::Path;

use geo::{Coord, Geometry, MapCoords};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::error::PackError;
use super::fields::Properties;
use super::report::What;
use crate::ogr;
use crate::provenance::sha256;
use crate::spatial::{Geographic, RdNew, from_geojson};

/// A feature in RD New, or why there is none.
pub(super) struct RawFeature {
    /// Its geometry, when it has one that lies in the Netherlands.
    pub geometry: Result<Geometry, What>,
    /// Its properties.
    pub properties: Properties,
    /// Whether heights were left out.
    pub had_heights: bool,
}

/// What was read from a file.
pub(super) struct RawLayer {
    /// SHA-256 of the file, or of the features where there is no file.
    pub sha256: String,
    /// The features, in the order of the file.
    pub features: Vec<RawFeature>,
}

/// Coordinate systems that are read directly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crs {
    /// EPSG:28992, metres.
    RdNew,
    /// ETRS89 or WGS84, longitude and latitude in degrees.
    Geographic,
}

impl Crs {
    /// The coordinate system of a name such as `EPSG:28992` or `urn:ogc:def:crs:OGC:1.3:CRS84`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let code = name.rsplit([':', '/']).next()?.to_ascii_uppercase();
        match code.as_str() {
            "28992" | "7415" => Some(Self::RdNew),
            "4326" | "4258" | "4937" | "4979" | "CRS84" | "CRS84H" => Some(Self::Geographic),
            _ => None,
        }
    }
}

/// Names the layer and the file in errors.
pub(super) struct Place<'a> {
    pub layer: &'a str,
    pub file: &'a str,
    pub data_elsewhere: bool,
}

impl Place<'_> {
    pub(super) fn failed(&self, problem: &impl ToString) -> PackError {
        PackError::File {
            layer: self.layer.to_owned(),
            file: self.file.to_owned(),
            problem: problem.to_string(),
            data_elsewhere: self.data_elsewhere,
        }
    }

    fn crs(&self, name: &str) -> Result<Crs, PackError> {
        Crs::parse(name).ok_or_else(|| PackError::UnknownCrs { layer: self.layer.to_owned(), crs: name.to_owned() })
    }
}

/// A feature collection whose features are yet to be understood.
#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(borrow)]
    features: Vec<&'a RawValue>,
}

/// Reads GeoJSON from memory.
pub(super) fn geojson(bytes: &[u8], crs: Option<&str>, place: &Place) -> Result<RawLayer, PackError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let declared = declared_crs(bytes);
    // First the collection as a whole: half a layer is no layer. Then its features, one by one.
    let collection: Collection = serde_json::from_slice(bytes)
        .map_err(|problem| place.failed(&format!("not a GeoJSON feature collection: {problem}")))?;
    let features: Vec<Result<geojson::Feature, String>> = collection
        .features
        .into_par_iter()
        .map(|feature| serde_json::from_str(feature.get()).map_err(|error| error.to_string()))
        .collect();
    // The GeoJSON standard says longitude and latitude; older files say otherwise in `crs`.
    let crs = match crs.map(str::to_owned).or(declared) {
        Some(name) => place.crs(&name)?,
        None if features.iter().flatten().any(looks_metric) => {
            return Err(PackError::Crs {
                layer: place.layer.to_owned(),
                file: place.file.to_owned(),
                hint: "the coordinates are too large for degrees; they look like RD New".to_owned(),
            });
        }
        None => Crs::Geographic,
    };
    Ok(RawLayer { sha256: sha256(bytes), features: to_rd(features, crs)? })
}

/// Reads a file of a format that is not GeoJSON, through GDAL.
pub(super) fn ogr(path: &Path, layer: Option<&str>, crs: Option<&str>, place: &Place) -> Result<RawLayer, PackError> {
    let source = path.to_string_lossy();
    let reader = ogr::Reader::open(&source, layer).map_err(|error| place.failed(&error))?;
    let name = crs.map(str::to_owned).or_else(|| reader.header.crs.clone());
    let Some(name) = name else {
        return Err(PackError::Crs {
            layer: place.layer.to_owned(),
            file: place.file.to_owned(),
            hint: "GDAL finds none".to_owned(),
        });
    };
    let crs = place.crs(&name)?;
    let features: Vec<_> = reader.collect();
    let digest = if path.is_file() {
        sha256(&std::fs::read(path).map_err(|error| place.failed(&error))?)
    } else {
        let text: String = features.iter().flatten().map(|feature| feature.to_string() + "\n").collect();
        sha256(text.as_bytes())
    };
    Ok(RawLayer { sha256: digest, features: to_rd(features, crs)? })
}

/// The `crs` member that GeoJSON had before RFC 7946: looked for in front of the features.
fn declared_crs(bytes: &[u8]) -> Option<String> {
    let head: Cow<str> = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let before_features = &head[..head.find("\"features\"").unwrap_or(head.len())];
    let member = before_features.split_once("\"crs\"")?.1.split_once(':')?.1;
    let value: serde_json::Value = serde_json::Deserializer::from_str(member).into_iter().next()?.ok()?;
    value.pointer("/properties/name")?.as_str().map(str::to_owned)
}

fn looks_metric(feature: &geojson::Feature) -> bool {
    let geometry = feature.geometry.clone().and_then(|geometry| from_geojson(geometry).ok());
    geometry.is_some_and(|geometry| {
        use geo::CoordsIter;
        geometry.coords_iter().any(|c| c.x.abs() > 360.0 || c.y.abs() > 90.0)
    })
}

/// Brings the features to RD New, in parallel.
fn to_rd(features: Vec<Result<geojson::Feature, String>>, crs: Crs) -> Result<Vec<RawFeature>, PackError> {
    match crs {
        Crs::RdNew => Ok(features.into_par_iter().map(|feature| raw(feature, Ok)).collect()),
        Crs::Geographic => features
            .into_par_iter()
            .map(|feature| {
                RD.with(|rd| {
                    rd.accuracy()?;
                    Ok(raw(feature, |c: Coord| {
                        rd.to_rd(Geographic { lon: c.x, lat: c.y }).map_err(|error| What::Abroad(error.to_string()))
                    }))
                })
            })
            .collect(),
    }
}

thread_local! {
    /// A PROJ context serves one thread, and making one takes as long as converting a thousand
    /// places.
    static RD: RdNew = RdNew::new();
}

fn raw(feature: Result<geojson::Feature, String>, to_rd: impl Fn(Coord) -> Result<Coord, What> + Copy) -> RawFeature {
    let feature = match feature {
        Ok(feature) => feature,
        Err(problem) => {
            return RawFeature {
                geometry: Err(What::Unreadable(problem)),
                properties: Properties::new(),
                had_heights: false,
            };
        }
    };
    let had_heights = feature.geometry.as_ref().is_some_and(|geometry| has_heights(&geometry.value));
    let geometry = match feature.geometry {
        None => Err(What::Empty),
        Some(geometry) => {
            from_geojson(geometry).map_err(What::Unreadable).and_then(|geometry| geometry.try_map_coords(to_rd))
        }
    };
    let mut properties = feature.properties.unwrap_or_default();
    if let (Some(id), false) = (feature.id, properties.contains_key("id")) {
        let id = match id {
            geojson::feature::Id::String(text) => text.into(),
            geojson::feature::Id::Number(number) => number.into(),
        };
        properties.insert("id".to_owned(), id);
    }
    RawFeature { geometry, properties, had_heights }
}

/// Whether the first coordinate has more than x and y.
fn has_heights(value: &geojson::GeometryValue) -> bool {
    use geojson::GeometryValue as Value;
    let first = match value {
        Value::Point { coordinates } => Some(coordinates),
        Value::MultiPoint { coordinates } | Value::LineString { coordinates } => coordinates.first(),
        Value::MultiLineString { coordinates } | Value::Polygon { coordinates } => {
            coordinates.first().and_then(|ring| ring.first())
        }
        Value::MultiPolygon { coordinates } => {
            coordinates.first().and_then(|polygon| polygon.first()).and_then(|ring| ring.first())
        }
        Value::GeometryCollection { geometries } => return geometries.iter().any(|part| has_heights(&part.value)),
    };
    first.is_some_and(|position| position.len() > 2)
}
