//! Polygons of a file, with their attributes: provinces, municipalities, a planning area.

use std::path::Path;

use super::error::PackError;
use super::fields::Properties;
use super::read;
use super::report::What;
use bodemtoets_space::{Area, Shape};
use bodemtoets_words::lang::Lang;
use geo::Geometry;

/// A polygon of a file.
#[derive(Debug)]
pub struct NamedArea {
    /// Where it is, in RD New; repaired where it was not valid.
    pub area: Area,
    /// Its attributes.
    pub properties: Properties,
}

/// A feature of a file, as it is.
#[derive(Debug, Clone)]
pub struct MapFeature {
    /// Its geometry in RD New, not repaired; or why there is none.
    pub geometry: Result<Geometry, String>,
    /// Its attributes.
    pub properties: Properties,
}

/// Reads the features of a file of any format.
///
/// # Errors
/// When the file cannot be read, is not what it should be, or its coordinates are not known.
pub fn read_features(path: &Path, layer: Option<&str>) -> Result<Vec<MapFeature>, PackError> {
    let raw = read_raw(path, layer)?;
    let feature = |feature: read::RawFeature| MapFeature {
        geometry: feature.geometry.map_err(|what: What| what.text(Lang::En)),
        properties: feature.properties,
    };
    Ok(raw.features.into_iter().map(feature).collect())
}

fn read_raw(path: &Path, layer: Option<&str>) -> Result<read::RawLayer, PackError> {
    let file = path.display().to_string();
    let place = read::Place { layer: layer.unwrap_or("areas"), file: &file, data_elsewhere: false };
    read::file(path, layer, None, &place)
        // There is no manifest to say it in.
        .map_err(|error| match error {
            PackError::Crs { hint, .. } => place
                .failed(&format!("it does not say which coordinate system it uses ({hint}); convert it to EPSG:28992")),
            other => other,
        })
}

/// Reads the polygons of a file of any format, and says what was wrong with features that were left out.
///
/// # Errors
/// When the file cannot be read, is not what it should be, or its coordinates are not known.
pub fn read_areas(path: &Path, layer: Option<&str>) -> Result<(Vec<NamedArea>, Vec<String>), PackError> {
    let raw = read_raw(path, layer)?;
    let (mut areas, mut left_out) = (Vec::new(), Vec::new());
    for (feature, at) in raw.features.into_iter().zip(1_u64..) {
        let shape = feature
            .geometry
            .map_err(|what: What| what.text(Lang::En))
            .and_then(|geometry| Shape::from_geometry(geometry).map_err(|problem| problem.to_string()));
        match shape {
            Ok((Shape::Area(area), _)) => areas.push(NamedArea { area, properties: feature.properties }),
            Ok(_) => left_out.push(format!("feature {at} is no polygon")),
            Err(why) => left_out.push(format!("feature {at}: {why}")),
        }
    }
    Ok((areas, left_out))
}
