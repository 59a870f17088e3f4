//! Features of a file, whatever its format: GeoJSON and maps of the law (GIO) are read directly, all else through GDAL.

use std::path::Path;

use geo::{Coord, CoordsIter, Geometry, MapCoords};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::error::PackError;
use super::fields::Properties;
use super::report::What;
use super::whereabouts::{self, Whereabouts};
use crate::gio::{self, Breach, Location};
use bodemtoets_ogr::{FeatureError, Members};
use bodemtoets_space::{Crs, CrsError, RdNew, from_geojson, in_netherlands};
use bodemtoets_words::archive::{Unpacked, unpack};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::provenance::sha256;

/// A feature in RD New, or why there is none.
pub(super) struct RawFeature {
    /// Its geometry. A place that cannot be converted is not a number.
    pub geometry: Result<Geometry, What>,
    /// Where it may lie, when it has no geometry.
    pub whereabouts: Whereabouts,
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
    /// What the file says of itself, where it is a map of the law.
    pub act: Option<Act>,
}

/// What a map of the law says of itself.
pub(super) struct Act {
    /// The version of the work that it is.
    pub expression: Option<String>,
    /// Rules of the standard that it breaks, each with the number of the location (from 1) where it is one.
    pub breaches: Vec<Breach>,
    /// The unit of its numbers: what it says for people, and its id.
    pub unit: gio::Unit,
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

/// Reads a file of any format: GeoJSON and maps of the law directly, all else through GDAL; of a zip or gzip file the one in it that can be
/// meant.
pub(super) fn file(path: &Path, layer: Option<&str>, crs: Option<&str>, place: &Place) -> Result<RawLayer, PackError> {
    let unpacked = unpack(path).map_err(|error| place.failed(&error.text(Lang::En)))?;
    let at = unpacked.as_ref().map(Unpacked::path);
    let path = at.as_deref().unwrap_or(path);
    let is_geojson = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("geojson") || extension.eq_ignore_ascii_case("json"));
    if is_geojson {
        geojson(&std::fs::read(path).map_err(|error| place.failed(&error))?, crs, place)
    } else if gio::is_gio_file(path) {
        law_map(path, layer, crs, place)
    } else {
        ogr(path, layer, crs, place)
    }
}

/// Reads GeoJSON from memory.
pub(super) fn geojson(bytes: &[u8], crs: Option<&str>, place: &Place) -> Result<RawLayer, PackError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // First the collection as a whole: half a layer is no layer. Then its features, one by one.
    let not_whole = |problem: &dyn std::fmt::Display| {
        let html = if bytes.trim_ascii_start().starts_with(b"<") { " (it is XML or a page of HTML)" } else { "" };
        place.failed(&format!("not a GeoJSON feature collection: {problem}{html}"))
    };
    let collection: Collection = serde_json::from_slice(bytes).map_err(|problem| not_whole(&problem))?;
    let members: Members = serde_json::from_slice(bytes).map_err(|problem| not_whole(&problem))?;
    members.check(collection.features.len() as u64).map_err(|problem| place.failed(&problem))?;
    let declared = members.crs();
    let features: Vec<Result<geojson::Feature, String>> = collection
        .features
        .into_par_iter()
        .map(|feature| serde_json::from_str(feature.get()).map_err(|error| error.to_string()))
        .collect();
    // The GeoJSON standard says longitude and latitude; older files say otherwise in `crs`.
    let crs = match crs.map(str::to_owned).or(declared) {
        Some(name) => place.crs(&name)?,
        None if features.iter().flatten().any(looks_metric) => {
            let are_rd_new = features
                .iter()
                .flatten()
                .all(|feature| coordinates(feature).into_iter().all(|place| in_netherlands(place.x, place.y)));
            let looks = if are_rd_new { "; they look like RD New" } else { ", and not all of them lie in RD New" };
            return Err(PackError::Crs {
                layer: place.layer.to_owned(),
                file: place.file.to_owned(),
                hint: format!("the coordinates are too large for degrees{looks}"),
            });
        }
        None => Crs::Geographic,
    };
    Ok(RawLayer { sha256: sha256(bytes), features: to_rd(features, crs)?, act: None })
}

/// Reads a map of the law.
fn law_map(path: &Path, layer: Option<&str>, crs: Option<&str>, place: &Place) -> Result<RawLayer, PackError> {
    if layer.is_some() {
        return Err(place.failed(&"it is a GIO, which has no layers: leave `layer` out"));
    }
    let crs = crs.map(|name| place.crs(name)).transpose()?;
    let (mut gio, sha256) = gio::read_file(path, crs).map_err(|error| place.failed(&error))?;
    if let Some(stated) = crs
        && gio.locations.iter().any(|location| location.crs != stated)
    {
        return Err(
            place.failed(&"it names its coordinate system itself, and not the `crs` of the manifest: leave `crs` out")
        );
    }
    let locations = std::mem::take(&mut gio.locations);
    let each = |location: Location| {
        RD.with(|rd| {
            if location.crs != Crs::RdNew {
                rd.accuracy()?;
            }
            let properties = gio.properties(&location);
            Ok(match location.geometry {
                Ok(geometry) => {
                    placed(&geometry, properties, location.had_heights, |place| location.crs.to_rd(place, rd))
                }
                Err(gio::GeometryFault::Absent) => lost(What::Empty, properties, Whereabouts::Anywhere),
                Err(fault) => lost(What::Unreadable(fault.to_string()), properties, Whereabouts::Anywhere),
            })
        })
    };
    let features: Result<Vec<RawFeature>, PackError> = locations.into_par_iter().map(each).collect();
    let act = Act { expression: gio.expression, breaches: gio.breaches, unit: gio.unit };
    Ok(RawLayer { sha256, features: features?, act: Some(act) })
}

/// Reads a file through GDAL.
fn ogr(path: &Path, layer: Option<&str>, crs: Option<&str>, place: &Place) -> Result<RawLayer, PackError> {
    let source = path.to_string_lossy();
    let reader = match crs {
        None => bodemtoets_ogr::Reader::open(&source, layer),
        Some(_) => bodemtoets_ogr::Reader::open_as_is(&source, layer),
    }
    .map_err(|error| place.failed(&error))?;
    let name = crs.map(str::to_owned).or_else(|| reader.header.crs.clone());
    let Some(name) = name else {
        return Err(PackError::Crs {
            layer: place.layer.to_owned(),
            file: place.file.to_owned(),
            hint: "GDAL finds none".to_owned(),
        });
    };
    let crs = place.crs(&name)?;
    let mut features = Vec::new();
    for feature in reader {
        features.push(match feature {
            Ok(feature) => Ok(feature),
            Err(FeatureError::Unreadable(why)) => Err(why),
            Err(FeatureError::BrokenOff(why)) => return Err(place.failed(&why)),
        });
    }
    let digest = if path.is_file() {
        sha256(&std::fs::read(path).map_err(|error| place.failed(&error))?)
    } else {
        let text: String = features.iter().flatten().map(|feature| feature.to_string() + "\n").collect();
        sha256(text.as_bytes())
    };
    Ok(RawLayer { sha256: digest, features: to_rd(features, crs)?, act: None })
}

fn looks_metric(feature: &geojson::Feature) -> bool {
    coordinates(feature).into_iter().any(|place| place.x.abs() > 360.0 || place.y.abs() > 90.0)
}

/// The places of a feature, as they are written.
fn coordinates(feature: &geojson::Feature) -> Vec<Coord> {
    let geometry = feature.geometry.clone().and_then(|geometry| from_geojson(geometry).ok());
    geometry.map_or_else(Vec::new, |geometry| geometry.coords_iter().collect())
}

/// Brings the features to RD New, in parallel.
fn to_rd(features: Vec<Result<geojson::Feature, String>>, crs: Crs) -> Result<Vec<RawFeature>, PackError> {
    let each = |feature| {
        RD.with(|rd| {
            if crs != Crs::RdNew {
                rd.accuracy()?;
            }
            Ok(raw(feature, |place: Coord| crs.to_rd(place, rd)))
        })
    };
    features.into_par_iter().map(each).collect()
}

thread_local! {
    /// A PROJ context serves one thread, and making one takes as long as converting a thousand
    /// places.
    static RD: RdNew = RdNew::new();
}

/// A feature that cannot be used.
fn lost(what: What, properties: Properties, whereabouts: Whereabouts) -> RawFeature {
    RawFeature { geometry: Err(what), whereabouts, properties, had_heights: false }
}

fn raw(
    feature: Result<geojson::Feature, String>,
    to_rd: impl Fn(Coord) -> Result<Coord, CrsError> + Copy,
) -> RawFeature {
    let feature = match feature {
        Ok(feature) => feature,
        Err(problem) => return lost(What::Unreadable(problem), Properties::new(), Whereabouts::Anywhere),
    };
    let had_heights = feature.geometry.as_ref().is_some_and(|geometry| has_heights(&geometry.value));
    let mut properties = feature.properties.unwrap_or_default();
    if let (Some(id), false) = (feature.id, properties.contains_key("id")) {
        let id = match id {
            geojson::feature::Id::String(text) => text.into(),
            geojson::feature::Id::Number(number) => number.into(),
        };
        properties.insert("id".to_owned(), id);
    }
    let geometry = match feature.geometry.map(from_geojson) {
        None => return lost(What::Empty, properties, Whereabouts::Anywhere),
        Some(Err(problem)) => return lost(What::Unreadable(problem), properties, Whereabouts::Anywhere),
        Some(Ok(geometry)) => geometry,
    };
    placed(&geometry, properties, had_heights, to_rd)
}

/// A feature in RD New.
fn placed(
    geometry: &Geometry,
    properties: Properties,
    had_heights: bool,
    to_rd: impl Fn(Coord) -> Result<Coord, CrsError> + Copy,
) -> RawFeature {
    let nowhere = Coord { x: f64::NAN, y: f64::NAN };
    let mut first_error = None;
    let converted = geometry.map_coords(|place| to_rd(place).unwrap_or(nowhere));
    if converted.coords_iter().all(|c| c.x.is_nan()) {
        first_error = geometry.coords_iter().next().and_then(|place| to_rd(place).err());
    }
    let Some(error) = first_error else {
        return RawFeature { geometry: Ok(converted), whereabouts: Whereabouts::AsDrawn, properties, had_heights };
    };
    // Latitude before longitude.
    let turned = whereabouts::swapped(geometry).try_map_coords(to_rd);
    let (what, whereabouts) = match turned {
        Ok(turned) => {
            let what = format!("{error}; longitude and latitude look swapped");
            (What::Abroad(what), Whereabouts::Within(vec![whereabouts::around(&turned)]))
        }
        Err(_) => (What::Abroad(error.to_string()), whereabouts::abroad_as_drawn(geometry)),
    };
    lost(what, properties, whereabouts)
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
