//! A feature that is read, as a line of `GeoJSON`.

use gdal::vector::Feature;

use crate::columns::Column;
use crate::place::Place;
use crate::said::reason;
use crate::value::write_value;
use crate::wkb::Shape;

/// Appends a feature as a line of `GeoJSON`, without the end of the line.
pub(super) fn write_feature(
    feature: &Feature<'_>,
    columns: &[Column],
    place: &Place,
    line: &mut Vec<u8>,
) -> Result<(), String> {
    line.extend_from_slice(br#"{"type":"Feature","#);
    if let Some(fid) = feature.fid() {
        line.extend_from_slice(format!(r#""id":{fid},"#).as_bytes());
    }
    line.extend_from_slice(br#""geometry":"#);
    // An error means that it has none.
    let shape = match feature.geometry_by_index(0) {
        Ok(geometry) => {
            let bytes =
                geometry.iso_wkb().map_err(|error| format!("its geometry cannot be read: {}", reason(&error)))?;
            Shape::from_wkb(&bytes, place.tolerance())?
        }
        Err(_) => None,
    };
    match shape {
        Some(mut shape) => {
            place.transform(&mut shape)?;
            shape.write_json(line)?;
        }
        None => line.extend_from_slice(b"null"),
    }
    line.extend_from_slice(br#","properties":{"#);
    for (index, column) in columns.iter().enumerate() {
        if index > 0 {
            line.push(b',');
        }
        line.extend_from_slice(&column.key);
        write_value(feature, index, column.kind, line).map_err(|error| {
            let name = String::from_utf8_lossy(&column.key);
            format!("its attribute {} cannot be read: {error}", name.trim_end_matches(':'))
        })?;
    }
    line.extend_from_slice(b"}}");
    Ok(())
}
