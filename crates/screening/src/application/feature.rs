//! A feature as an application.

use super::Application;
use super::document::{set, shown};
use super::draft::Draft;
use super::field::Field;
use super::problem::{Problem, Reject};
use super::rows::{finish, reject};
use bodemtoets_space::{RdNew, from_geojson};

/// Reads one feature, whose own id counts. `template` holds what it leaves out.
///
/// # Errors
/// Why it cannot be read.
pub fn read_feature(feature: geojson::Feature, template: &Draft, rd: &RdNew) -> Result<Application, Reject> {
    read(1, &Ok(feature), template, true, rd)
}

/// Reads a feature, or says why it cannot be read. `template` holds what the feature leaves out.
///
/// Its own id counts, text or number, where the file states it; the numbers that GDAL makes up for want of
/// one do not.
pub(super) fn read(
    row: u64,
    feature: &Result<geojson::Feature, String>,
    template: &Draft,
    states_ids: bool,
    rd: &RdNew,
) -> Result<Application, Reject> {
    let mut draft = template.clone();
    let feature = match feature {
        Ok(feature) => feature,
        Err(why) => return Err(reject(row, &draft, "", String::new(), Problem::Unreadable(why.clone()))),
    };
    let id = match &feature.id {
        Some(geojson::feature::Id::String(id)) if states_ids => id.clone(),
        Some(geojson::feature::Id::Number(id)) if states_ids => id.to_string(),
        _ => String::new(),
    };
    // Any text is a good id.
    let _ = draft.set(Field::Id, &id);
    for (name, value) in feature.properties.iter().flatten() {
        let located = feature.geometry.is_some();
        match Field::find(name) {
            // The geometry says where; these are at best the same.
            None => {}
            Some(Field::X | Field::Y | Field::Lat | Field::Lon | Field::Geometry) if located => {}
            Some(field) => {
                if let Err(problem) = set(&mut draft, field, value) {
                    return Err(reject(row, &draft, field.name(), shown(value), problem));
                }
            }
        }
    }
    if let Some(geometry) = &feature.geometry {
        match from_geojson(geometry.clone()) {
            Ok(geometry) => draft.set_geometry(geometry),
            Err(why) => return Err(reject(row, &draft, "geometry", String::new(), Problem::Geometry(why))),
        }
    }
    finish(draft, row, rd)
}
