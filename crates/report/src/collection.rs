//! Features as a GeoJSON file in RD New, which it says: a pack reads it without GDAL.

use std::io::Write;

use bodemtoets_words::lang::Text;

/// Writes features as one collection, with what whoever reads them has to know.
///
/// # Errors
/// When it cannot be written.
pub fn write_collection(
    output: &mut impl Write,
    name: &str,
    features: impl Iterator<Item = geojson::Feature>,
    notices: &[Text],
) -> std::io::Result<()> {
    let crs = r#"{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}}"#;
    write!(output, r#"{{"type":"FeatureCollection","name":"{name}","crs":{crs},"#)?;
    if !notices.is_empty() {
        write!(output, r#""notices":{},"#, serde_json::to_string(notices)?)?;
    }
    write!(output, r#""features":["#)?;
    for (index, feature) in features.enumerate() {
        writeln!(output, "{}", if index == 0 { "" } else { "," })?;
        serde_json::to_writer(&mut *output, &feature)?;
    }
    writeln!(output, "\n]}}")
}
