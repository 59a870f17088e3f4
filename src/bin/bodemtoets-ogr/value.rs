//! The value of an attribute that is read, as JSON.

use gdal::vector::Feature;
use serde_json::Value;

use crate::columns::Kind;
use crate::said::reason;
use crate::wkb;

/// Appends the value of an attribute as JSON.
pub(super) fn write_value(feature: &Feature<'_>, index: usize, kind: Kind, line: &mut Vec<u8>) -> Result<(), String> {
    let text = || {
        feature.field_as_string(index).map_err(|error| reason(&error)).map(|text| text.filter(|text| !text.is_empty()))
    };
    let value = match kind {
        Kind::Text | Kind::Other => text()?.map(Value::String),
        Kind::Boolean | Kind::Integer => match feature.field_as_integer64(index).map_err(|error| reason(&error))? {
            // An attribute that is absent also gives 0, but no text.
            Some(0) if text()?.is_none() => None,
            Some(value) if kind == Kind::Boolean => Some(Value::Bool(value != 0)),
            Some(value) => Some(value.into()),
            None => None,
        },
        Kind::Real => match feature.field_as_double(index).map_err(|error| reason(&error))? {
            Some(value) if value == 0.0 && text()?.is_none() => None,
            Some(value) if value.is_finite() => return wkb::number(value, line),
            // JSON has no infinity.
            _ => None,
        },
        Kind::Date => text()?.map(|text| Value::String(iso_date(&text))),
        Kind::Moment => text()?.map(|text| Value::String(iso_moment(&text))),
        Kind::Numbers => text()?.map(|text| numbers(&text)),
        Kind::Texts => match feature.field(index).map_err(|error| reason(&error))? {
            Some(gdal::vector::FieldValue::StringListValue(texts)) if text()?.is_some() => Some(texts.into()),
            _ => None,
        },
    };
    serde_json::to_writer(line, &value).map_err(|error| error.to_string())
}

/// `2026/07/01` as `2026-07-01`.
fn iso_date(text: &str) -> String {
    text.replace('/', "-")
}

/// `2026/07/01 10:00:00.5+0130` as `2026-07-01T10:00:00.5+01:30`.
fn iso_moment(text: &str) -> String {
    let Some((date, time)) = text.split_once(' ') else {
        return iso_date(text);
    };
    let (clock, zone) = match time.find(['+', '-']) {
        Some(at) => time.split_at(at),
        None => (time, ""),
    };
    let zone = match zone {
        "+00" => "Z".to_owned(),
        short if short.len() == 3 => format!("{short}:00"),
        long if long.len() == 5 => format!("{}:{}", &long[..3], &long[3..]),
        other => other.to_owned(),
    };
    format!("{}T{clock}{zone}", iso_date(date))
}

/// `(3:1,2.5,3)` as a list of numbers; as it is, when it is anything else.
fn numbers(text: &str) -> Value {
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).and_then(|text| text.split_once(':'));
    let list = inner.and_then(|(count, items)| {
        let list: Vec<Value> = items
            .split(',')
            .filter(|item| !item.is_empty())
            .map(|item| serde_json::from_str(item).ok())
            .collect::<Option<_>>()?;
        (count.parse() == Ok(list.len())).then_some(Value::Array(list))
    });
    list.unwrap_or_else(|| Value::String(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_lists_become_json() {
        assert_eq!(iso_date("2026/07/01"), "2026-07-01");
        assert_eq!(iso_moment("2026/07/01 10:00:00"), "2026-07-01T10:00:00");
        assert_eq!(iso_moment("2026/07/01 10:00:00.250+00"), "2026-07-01T10:00:00.250Z");
        assert_eq!(iso_moment("2026/07/01 10:00:00-05"), "2026-07-01T10:00:00-05:00");
        assert_eq!(iso_moment("2026/07/01 10:00:00+0130"), "2026-07-01T10:00:00+01:30");
        assert_eq!(numbers("(3:1,2.5,3)"), serde_json::json!([1, 2.5, 3]));
        assert_eq!(numbers("(0:)"), serde_json::json!([]));
        assert_eq!(numbers("(9:1,2,...)"), serde_json::json!("(9:1,2,...)"));
    }
}
