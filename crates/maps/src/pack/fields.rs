//! Fields of a source file, read as text or as a measure in the unit we compute in.

use serde::Deserialize;
use serde_json::{Map, Value};

use bodemtoets_words::tabular::{Notation, Number, Thousands};

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

impl Unit {
    /// How it is written in a manifest.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::M => "m",
            Self::Dm => "dm",
            Self::Cm => "cm",
            Self::Mm => "mm",
        }
    }

    /// Whether text that people wrote, or the last part of an address, names this unit: `meter`, `m -mv`; not `m2`.
    pub(super) fn is_named(self, written: &str) -> bool {
        let last = written.trim().rsplit(['/', '#']).next().unwrap_or_default().to_lowercase();
        let is_between = |letter: char| letter.is_whitespace() || "-+(,;.".contains(letter);
        let word = last.split(is_between).next().unwrap_or_default();
        let names: &[&str] = match self {
            Self::M => &["m", "meter", "meters", "metre", "metres"],
            Self::Dm => &["dm", "decimeter", "decimeters", "decimetre", "decimetres"],
            Self::Cm => &["cm", "centimeter", "centimeters", "centimetre", "centimetres"],
            Self::Mm => &["mm", "millimeter", "millimeters", "millimetre", "millimetres"],
        };
        names.contains(&word)
    }
}

/// Why a field holds no number that can be used.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldFault {
    /// It is not a number; as written.
    NotANumber(String),
    /// It groups thousands, or may do so.
    Thousands {
        /// As written.
        value: String,
        /// What it may mean.
        thousands: Thousands,
    },
}

/// No depth below ground level is more, metres.
pub(super) const DEEPEST_M: f64 = 1_500.0;

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
    /// When it is not a number, or may be grouped: no depth is a thousand times that of a usual one.
    pub fn metres(&self, properties: &Properties) -> Result<Option<f64>, FieldFault> {
        let per_metre = self.unit.per_metre();
        let possible = |grouped: f64| grouped.abs() / per_metre <= DEEPEST_M;
        Ok(number(properties, &self.field, self.parse, possible)?.map(|number| number / per_metre))
    }
}

impl NumberSource {
    /// The value. `Ok(None)` when the field is absent, empty or null.
    ///
    /// # Errors
    /// When it is not a number, or may be grouped.
    pub fn number(&self, properties: &Properties) -> Result<Option<f64>, FieldFault> {
        number(properties, &self.field, self.parse, |_| true)
    }
}

/// A field as a number. `Ok(None)` when it is absent, empty or null. `possible` says whether a number that is
/// read with its mark between thousands can be meant.
fn number(
    properties: &Properties,
    field: &str,
    parse: Parse,
    possible: impl Fn(f64) -> bool,
) -> Result<Option<f64>, FieldFault> {
    let Some(value) = properties.get(field) else { return Ok(None) };
    let number = match (value, parse) {
        (Value::Null, _) => return Ok(None),
        (Value::Number(number), _) => number.as_f64(),
        (Value::String(text), _) if text.trim().is_empty() => return Ok(None),
        (Value::String(text), Parse::Number) => match Number::read(text.as_bytes()) {
            None => None,
            Some(number) => match number.notation {
                Notation::Plain | Notation::Decimal(_) => Some(number.value),
                Notation::Doubtful(_) if !possible(number.grouped()) => Some(number.value),
                _ => {
                    let thousands = Thousands::of(number);
                    return Err(FieldFault::Thousands { value: value.to_string(), thousands });
                }
            },
        },
        _ => None,
    };
    match number {
        Some(number) if number.is_finite() => Ok(Some(number)),
        _ => Err(FieldFault::NotANumber(value.to_string())),
    }
}

impl Measure {
    /// The value in metres. `Ok(None)` when a field is absent, empty or null.
    ///
    /// # Errors
    /// When it is not a number, or may be grouped.
    pub fn metres(&self, properties: &Properties) -> Result<Option<f64>, FieldFault> {
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

/// A number with a point or a decimal comma, and thousands apart if that is certain. One that can be read in
/// two ways is read with its three decimals; `1.200.000` is not read.
///
/// ```
/// use bodemtoets_maps::pack::parse_number;
/// assert_eq!(parse_number(" 12,5 "), Some(12.5));
/// assert_eq!(parse_number("1.234,5"), Some(1234.5));
/// assert_eq!(parse_number("1.234.567"), None);
/// ```
#[must_use]
pub fn parse_number(text: &str) -> Option<f64> {
    let number = Number::read(text.as_bytes())?;
    (!matches!(number.notation, Notation::Grouped(_))).then_some(number.value)
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
