//! A body of JSON: one application as a document, a feature or a geometry; or that it holds many.

use axum::http::StatusCode;
use bodemtoets_screening::application::Problem as Wrong;
use bodemtoets_screening::application::{Application, Draft, Fault, read_feature, read_fields};
use bodemtoets_space::RdNew;
use bodemtoets_words::lang::Text;
use serde_json::{Map, Value};

use crate::problem::Problem;
use crate::words;

/// Names of geometries in GeoJSON.
const GEOMETRIES: [&str; 7] =
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"];

/// Whether JSON holds many applications. The type may stand after the features.
pub(crate) fn holds_many(start: &[u8]) -> bool {
    let start = String::from_utf8_lossy(start);
    ["\"FeatureCollection\"", "\"features\""].iter().any(|word| start.contains(word))
}

/// One application of JSON. `template` holds what the address says.
///
/// # Errors
/// When it is no JSON, or no application: in the words of the command line.
pub(crate) fn read(bytes: &[u8], template: Draft, rd: &RdNew) -> Result<Application, Problem> {
    let mut fields = object(bytes)?;
    match fields.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => {
            let features = match fields.remove("features") {
                Some(Value::Array(features)) => features,
                _ => Vec::new(),
            };
            let count = features.len();
            match <[Value; 1]>::try_from(features) {
                Ok([only]) => feature(only, &template, rd),
                Err(_) => Err(Problem::bad(words::not_one(count))),
            }
        }
        Some("Feature") => feature(Value::Object(fields), &template, rd),
        Some(kind) if GEOMETRIES.contains(&kind) => {
            let fields = [("geometry".to_owned(), Value::Object(fields))].into_iter().collect();
            read_fields(fields, template, rd).map_err(|fault| Problem::fault(&fault))
        }
        _ => read_fields(fields, template, rd).map_err(|fault| Problem::fault(&fault)),
    }
}

fn feature(feature: Value, template: &Draft, rd: &RdNew) -> Result<Application, Problem> {
    let feature: geojson::Feature = serde_json::from_value(feature).map_err(|error| not_json(&error))?;
    read_feature(feature, template, rd).map_err(|reject| {
        let field = if reject.field.is_empty() { "feature".to_owned() } else { reject.field };
        Problem::fault(&Fault::new(field, reject.value, reject.problem))
    })
}

fn object(bytes: &[u8]) -> Result<Map<String, Value>, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|_| Problem::fault(&Fault::new("JSON", "", Wrong::NotUtf8)))?;
    serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)).map_err(|error| not_json(&error))
}

fn not_json(error: &serde_json::Error) -> Problem {
    let said = format!("JSON: {error}");
    Problem::new(StatusCode::BAD_REQUEST, Text { nl: said.clone(), en: said })
}
