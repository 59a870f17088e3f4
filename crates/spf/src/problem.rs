//! What can be wrong with meter readings and what describes them: always with where, why, and what to do.

use crate::suggest;

/// Why a report cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}: {why}")]
pub struct Problem {
    /// The file, or the key or column of it.
    pub what: String,
    /// What is wrong, and what to do.
    pub why: String,
}

impl Problem {
    /// A problem with a thing.
    pub(super) fn new(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self { what: what.into(), why: why.into() }
    }
}

/// Reads TOML, with where it is wrong and the nearest known name.
pub(super) fn read_toml<T: serde::de::DeserializeOwned>(what: &str, text: &str) -> Result<T, Problem> {
    toml::from_str(text).map_err(|error| Problem::new(what, suggest::improve(error.to_string().trim_end())))
}

/// "there is none: x; did you mean y" or the list of what there is.
pub(super) fn unknown<'a>(name: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match suggest::nearest(name, known.clone()) {
        Some(near) => format!("there is no `{name}`; did you mean `{near}`?"),
        None => format!("there is no `{name}` among: {}", known.into_iter().collect::<Vec<_>>().join(", ")),
    }
}

/// Refuses a number that is not within `lowest..=highest`.
pub(super) fn within(what: &str, name: &str, value: f64, lowest: f64, highest: f64, why: &str) -> Result<(), Problem> {
    if value.is_finite() && (lowest..=highest).contains(&value) {
        return Ok(());
    }
    Err(Problem::new(what, format!("{name} is {value}, but has to be from {lowest} to {highest}; {why}")))
}
