//! Calendar dates in TOML: written plainly, as `2024-01-01`.

use std::fmt;

use jiff::civil::Date;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use toml::value::Datetime;

/// Reads a TOML date into a calendar date.
///
/// # Errors
/// When the value is not a date or has a time of day.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let value = deserializer.deserialize_any(Day)?;
    if value.time.is_some() {
        return Err(D::Error::custom(format!("`{value}` has a time of day; write the date alone, as 2024-01-01")));
    }
    value.to_string().parse().map_err(|_| D::Error::custom(format!("`{value}` is not a date; write it as 2024-01-01")))
}

/// The same for a date that may be left out.
pub mod optional {
    use super::{Date, Deserializer};

    /// Reads a TOML date into a calendar date.
    ///
    /// # Errors
    /// When the value is not a date or has a time of day.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        // A key that is there has a value: TOML knows no null.
        super::deserialize(deserializer).map(Some)
    }
}

struct Day;

impl<'de> Visitor<'de> for Day {
    type Value = Datetime;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a date without quotes, as 2024-01-31")
    }

    /// So TOML gives a date.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Datetime, A::Error> {
        Datetime::deserialize(MapAccessDeserializer::new(map))
    }
}
