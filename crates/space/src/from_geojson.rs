//! GeoJSON geometries as geometries to compute with.

use geo::Geometry;
use geojson::GeometryValue;

/// The geometry of a GeoJSON geometry, in the coordinates it is written in.
///
/// # Errors
/// When a position has fewer than two numbers (the conversion of the `geojson` crate panics on
/// those), or the geometry is otherwise not one.
pub fn from_geojson(geometry: geojson::Geometry) -> Result<Geometry, String> {
    if !positions_are_whole(&geometry.value) {
        return Err("a position has fewer than two numbers".to_owned());
    }
    geometry.try_into().map_err(|error: geojson::Error| error.to_string())
}

/// Whether every position has at least an x and a y.
fn positions_are_whole(value: &GeometryValue) -> bool {
    let whole = |position: &geojson::Position| position.len() >= 2;
    match value {
        GeometryValue::Point { coordinates } => whole(coordinates),
        GeometryValue::MultiPoint { coordinates } | GeometryValue::LineString { coordinates } => {
            coordinates.iter().all(whole)
        }
        GeometryValue::MultiLineString { coordinates } | GeometryValue::Polygon { coordinates } => {
            coordinates.iter().flatten().all(whole)
        }
        GeometryValue::MultiPolygon { coordinates } => coordinates.iter().flatten().flatten().all(whole),
        GeometryValue::GeometryCollection { geometries } => {
            geometries.iter().all(|part| positions_are_whole(&part.value))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_with_one_number_is_refused() {
        let read = |text: &str| {
            let geometry: Result<geojson::Geometry, geojson::Error> = text.parse();
            geometry.map_err(|error| error.to_string()).and_then(from_geojson)
        };
        for short in [
            r#"{"type":"Point","coordinates":[1]}"#,
            r#"{"type":"LineString","coordinates":[[1,2],[3]]}"#,
            r#"{"type":"Polygon","coordinates":[[[1,2],[3],[4,5],[1,2]]]}"#,
            r#"{"type":"MultiPolygon","coordinates":[[[[1,2],[],[4,5],[1,2]]]]}"#,
            r#"{"type":"GeometryCollection","geometries":[{"type":"MultiPoint","coordinates":[[1]]}]}"#,
        ] {
            assert!(read(short).is_err(), "{short}");
        }
        assert!(read(r#"{"type":"Point","coordinates":[1,2]}"#).is_ok());
    }
}
