//! Calendar dates in TOML: written plainly, as `2024-01-01`.

use jiff::civil::Date;
use serde::de::{Deserialize, Deserializer, Error};

/// Reads a TOML date into a calendar date.
///
/// # Errors
/// When the value is not a date or has a time of day.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let value = toml::value::Datetime::deserialize(deserializer)?;
    from_toml(&value).map_err(D::Error::custom)
}

fn from_toml(value: &toml::value::Datetime) -> Result<Date, String> {
    if value.time.is_some() {
        return Err(format!("`{value}` has a time of day; write the date alone, as 2024-01-01"));
    }
    value.to_string().parse().map_err(|_| format!("`{value}` is not a date; write it as 2024-01-01"))
}

/// The same for a date that may be left out.
pub mod optional {
    use super::{Date, Deserialize, Deserializer, Error, from_toml};

    /// Reads a TOML date into a calendar date.
    ///
    /// # Errors
    /// When the value is not a date or has a time of day.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        let value = Option::<toml::value::Datetime>::deserialize(deserializer)?;
        value.as_ref().map(from_toml).transpose().map_err(D::Error::custom)
    }
}
