//! Fields of a source file, read as text or as a measure in the unit we compute in.

use serde::Deserialize;
use serde_json::{Map, Value};

/// The properties of a feature.
pub type Properties = Map<String, Value>;

/// A number from a field, converted to metres.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldSource {
    /// Name of the field.
    pub field: String,
    /// How the value is written.
    #[serde(default)]
    pub parse: Parse,
    /// The unit of the value.
    #[serde(default)]
    pub unit: Unit,
}

/// A number from a field, in the unit that its key names.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberSource {
    /// Name of the field.
    pub field: String,
    /// How the value is written.
    #[serde(default)]
    pub parse: Parse,
}

/// How a value is written in the source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Parse {
    /// A number, or a number as text with a point or a decimal comma.
    #[default]
    Number,
}

/// A unit of length.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Metre.
    #[default]
    M,
    /// Decimetre.
    Dm,
    /// Centimetre.
    Cm,
    /// Millimetre.
    Mm,
}

impl Unit {
    /// How many go into a metre. To divide by a whole number rounds once, to multiply by 0.1 twice.
    fn per_metre(self) -> f64 {
        match self {
            Self::M => 1.0,
            Self::Dm => 10.0,
            Self::Cm => 100.0,
            Self::Mm => 1000.0,
        }
    }
}

/// A constant in metres, or a field that gives it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged, expecting = "a number of metres, or a table with `field`, `parse` and `unit`")]
pub enum Measure {
    /// The same for all features.
    Constant(f64),
    /// From a field.
    Field(FieldSource),
}

impl FieldSource {
    /// The value in metres. `Ok(None)` when the field is absent, empty or null.
    ///
    /// # Errors
    /// The value as written, when it is not a number.
    pub fn metres(&self, properties: &Properties) -> Result<Option<f64>, String> {
        Ok(number(properties, &self.field, self.parse)?.map(|number| number / self.unit.per_metre()))
    }
}

impl NumberSource {
    /// The value. `Ok(None)` when the field is absent, empty or null.
    ///
    /// # Errors
    /// The value as written, when it is not a number.
    pub fn number(&self, properties: &Properties) -> Result<Option<f64>, String> {
        number(properties, &self.field, self.parse)
    }
}

/// A field as a number. `Ok(None)` when it is absent, empty or null.
fn number(properties: &Properties, field: &str, parse: Parse) -> Result<Option<f64>, String> {
    let number = match properties.get(field) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Number(number)) => number.as_f64(),
        Some(Value::String(text)) if text.trim().is_empty() => return Ok(None),
        Some(Value::String(text)) => match parse {
            Parse::Number => parse_number(text),
        },
        Some(_) => None,
    };
    match number {
        Some(number) if number.is_finite() => Ok(Some(number)),
        _ => Err(properties.get(field).map(ToString::to_string).unwrap_or_default()),
    }
}

impl Measure {
    /// The value in metres. `Ok(None)` when a field is absent, empty or null.
    ///
    /// # Errors
    /// The value as written, when it is not a number.
    pub fn metres(&self, properties: &Properties) -> Result<Option<f64>, String> {
        match self {
            Self::Constant(metres) => Ok(Some(*metres)),
            Self::Field(source) => source.metres(properties),
        }
    }

    /// The field, when there is one.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Constant(_) => None,
            Self::Field(source) => Some(&source.field),
        }
    }
}

/// A number with a point or a decimal comma. Thousands are not guessed at.
///
/// ```
/// use bodemtoets_maps::pack::parse_number;
/// assert_eq!(parse_number(" 12,5 "), Some(12.5));
/// assert_eq!(parse_number("1.234,5"), None);
/// ```
#[must_use]
pub fn parse_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let number = match text.parse::<f64>() {
        Ok(number) => number,
        Err(_) if text.matches(',').count() == 1 && !text.contains('.') => text.replace(',', ".").parse().ok()?,
        Err(_) => return None,
    };
    number.is_finite().then_some(number)
}

/// A field as text; numbers as they are written. `None` when absent, empty or null.
#[must_use]
pub fn text(properties: &Properties, field: Option<&String>) -> Option<String> {
    match properties.get(field?)? {
        Value::Null => None,
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => Some(text.trim().to_owned()),
        other => Some(other.to_string()),
    }
}
