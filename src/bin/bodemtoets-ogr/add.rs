//! A feature that is written, from its line of `GeoJSON`.

use gdal::vector::{Defn, Feature, Geometry, Layer, LayerAccess as _};
use serde_json::Value;

use crate::protocol::{Field, FieldType};
use crate::said::{reason, said};
use crate::wkb;

/// Adds one feature to the layer.
pub(super) fn add(layer: &Layer<'_>, fields: &[Field], line: &[u8]) -> Result<(), String> {
    let source: geojson::Feature = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let definition: &Defn = layer.defn();
    let mut feature = Feature::new(definition).map_err(|error| reason(&error))?;
    if let Some(geometry) = &source.geometry {
        let geometry = Geometry::from_wkb(&wkb::to_wkb(&geometry.value)?)
            .map_err(|error| format!("its geometry: {}", reason(&error)))?;
        feature.set_geometry(geometry).map_err(|error| format!("its geometry: {}", reason(&error)))?;
    }
    for (name, value) in source.properties.iter().flatten() {
        let found = fields.iter().enumerate().find(|(_, field)| field.name == *name);
        let Some((index, field)) = found else {
            return Err(format!("it has a property `{name}` that the first line does not list"));
        };
        set(&mut feature, index, field, value)?;
    }
    feature.create(layer).map_err(|error| reason(&error))?;
    said().loss.map_or(Ok(()), Err)
}

/// Gives an attribute its value.
fn set(feature: &mut Feature<'_>, index: usize, field: &Field, value: &Value) -> Result<(), String> {
    let unfit = |kind: &str| format!("attribute `{}` is {kind} and cannot hold {value}", field.name);
    let done = match (field.kind, value) {
        (_, Value::Null) => feature.set_field_null(index),
        (FieldType::Text | FieldType::Date, Value::String(text)) => {
            if field.kind == FieldType::Date && !is_date(text) {
                return Err(unfit("a day such as 2026-07-01"));
            }
            feature.set_field_string(index, text)
        }
        (FieldType::Text, other) => feature.set_field_string(index, &other.to_string()),
        (FieldType::Real, Value::Number(number)) => {
            feature.set_field_double(index, number.as_f64().ok_or_else(|| unfit("a number"))?)
        }
        (FieldType::Integer, Value::Bool(value)) => feature.set_field_integer64(index, i64::from(*value)),
        (FieldType::Integer, Value::Number(number)) => {
            feature.set_field_integer64(index, whole(number).ok_or_else(|| unfit("a whole number"))?)
        }
        (FieldType::Real, _) => return Err(unfit("a number")),
        (FieldType::Integer, _) => return Err(unfit("a whole number")),
        (FieldType::Date, _) => return Err(unfit("a day such as 2026-07-01")),
    };
    done.map_err(|error| format!("attribute `{}`: {}", field.name, reason(&error)))
}

/// A number as a whole number, when it is one.
fn whole(number: &serde_json::Number) -> Option<i64> {
    number.as_i64().or_else(|| format!("{:.0}", number.as_f64().filter(|value| value.fract() == 0.0)?).parse().ok())
}

/// Four digits, two and two.
fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, c)| if at == 4 || at == 7 { c == b'-' } else { c.is_ascii_digit() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_whole() {
        let number =
            |text: &str| serde_json::from_str::<serde_json::Number>(text).ok().and_then(|number| whole(&number));
        assert_eq!(number("3"), Some(3));
        assert_eq!(number("3.0"), Some(3));
        assert_eq!(number("3.5"), None);
        assert_eq!(number("1e30"), None);
    }
}
