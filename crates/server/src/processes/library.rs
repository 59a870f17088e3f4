//! What processes make of the words of the libraries.

use bodemtoets_words::lang::Text;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::inputs::Inputs;
use crate::problem::Problem;

/// Why a library cannot, as it says it itself.
pub(super) fn refused(why: impl std::fmt::Display) -> Problem {
    let said = why.to_string();
    Problem::bad(Text { nl: said.clone(), en: said })
}

/// A value that is one of the words of a type. That it is one of them has been checked.
pub(super) fn word<T: DeserializeOwned>(inputs: &Inputs, name: &str) -> Option<T> {
    serde_json::from_value(Value::String(inputs.query.get(name)?.to_owned())).ok()
}

/// A day. That it is one has been checked.
pub(super) fn day(inputs: &Inputs, name: &str) -> Option<jiff::civil::Date> {
    inputs.query.get(name)?.parse().ok()
}

/// A whole number. That it is in range has been checked; what is behind the comma is left out.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "inputs have a range")]
pub(super) fn whole(inputs: &Inputs, name: &str) -> Option<u32> {
    inputs.query.number(name).map(|number| number as u32)
}
