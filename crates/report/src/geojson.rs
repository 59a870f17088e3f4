//! A verdict as a GeoJSON feature.

use geo::{Coord, MapCoords};

use super::csv::Row;
use bodemtoets_screening::application::Application;
use bodemtoets_space::RdNew;

/// The feature of an application: its place, and the columns of the CSV as properties. With `rd`
/// in longitude and latitude, as the GeoJSON standard asks; without, in RD New.
#[must_use]
pub fn feature(row: &Row, rd: Option<&RdNew>) -> geojson::Feature {
    geojson::Feature {
        geometry: Some(geometry(row.application(), rd)),
        properties: Some(row.properties()),
        ..geojson::Feature::default()
    }
}

/// The place of an application: with `rd` in longitude and latitude; without, in RD New.
pub(super) fn geometry(application: &Application, rd: Option<&RdNew>) -> geojson::Geometry {
    let geometry = application.place.to_geometry();
    let geometry = match rd {
        None => geometry,
        Some(rd) => geometry.map_coords(|place| {
            // Places of applications lie in the Netherlands, where this cannot fail.
            rd.to_geographic(place).map_or(place, |place| Coord { x: place.lon, y: place.lat })
        }),
    };
    (&geometry).into()
}
