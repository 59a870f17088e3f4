//! Polygons of a file, with their attributes: provinces, municipalities, a planning area.

use std::path::Path;

use super::error::PackError;
use super::fields::Properties;
use super::read;
use super::report::What;
use bodemtoets_space::{Area, Shape};

/// A polygon of a file.
#[derive(Debug)]
pub struct NamedArea {
    /// Where it is, in RD New; repaired where it was not valid.
    pub area: Area,
    /// Its attributes.
    pub properties: Properties,
}

/// Reads the polygons of a file of any format, and says what was wrong with features that were left out.
///
/// # Errors
/// When the file cannot be read, is not what it should be, or its coordinates are not known.
pub fn read_areas(path: &Path, layer: Option<&str>) -> Result<(Vec<NamedArea>, Vec<String>), PackError> {
    let file = path.display().to_string();
    let place = read::Place { layer: layer.unwrap_or("areas"), file: &file, data_elsewhere: false };
    let raw = read::file(path, layer, None, &place)
        // There is no manifest to say it in.
        .map_err(|error| match error {
            PackError::Crs { hint, .. } => place
                .failed(&format!("it does not say which coordinate system it uses ({hint}); convert it to EPSG:28992")),
            other => other,
        })?;
    let (mut areas, mut left_out) = (Vec::new(), Vec::new());
    for (feature, at) in raw.features.into_iter().zip(1_u64..) {
        let shape = feature
            .geometry
            .map_err(|what: What| what.text(bodemtoets_words::lang::Lang::En))
            .and_then(|geometry| Shape::from_geometry(geometry).map_err(|problem| problem.to_string()));
        match shape {
            Ok((Shape::Area(area), _)) => areas.push(NamedArea { area, properties: feature.properties }),
            Ok(_) => left_out.push(format!("feature {at} is no polygon")),
            Err(why) => left_out.push(format!("feature {at}: {why}")),
        }
    }
    Ok((areas, left_out))
}
