//! What can be wrong with the input of a study of feasibility: always with the number and the reason.

/// Why a scenario cannot be computed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Problem {
    /// A number out of its range.
    #[error("{name} is {value}: {why}")]
    Range {
        /// The field, with its unit.
        name: String,
        /// What it is.
        value: f64,
        /// What it may be, and why.
        why: String,
    },
    /// A list of the wrong length.
    #[error("{name} has {found} numbers, but should have {expected}: {why}")]
    Length {
        /// The list.
        name: String,
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: String,
        /// Why.
        why: String,
    },
    /// Something that cannot be read.
    #[error("{what}: {why}")]
    Unreadable {
        /// The file or the part of it.
        what: String,
        /// The reader's words.
        why: String,
    },
}

/// Refuses a number that is not within `lowest..=highest`.
pub(super) fn within(name: &str, value: f64, lowest: f64, highest: f64, why: &str) -> Result<(), Problem> {
    if value.is_finite() && (lowest..=highest).contains(&value) {
        return Ok(());
    }
    Err(Problem::Range { name: name.to_owned(), value, why: format!("it has to be from {lowest} to {highest}; {why}") })
}

/// Refuses what is not more than nothing, or absurdly much.
pub(super) fn positive(name: &str, value: f64, highest: f64, why: &str) -> Result<(), Problem> {
    if value.is_finite() && value > 0.0 && value <= highest {
        return Ok(());
    }
    Err(Problem::Range {
        name: name.to_owned(),
        value,
        why: format!("it has to be above 0 and at most {highest}; {why}"),
    })
}

/// Something that cannot be read, and why.
pub(super) fn unreadable(what: &str, why: String) -> Problem {
    Problem::Unreadable { what: what.to_owned(), why }
}

/// Reads TOML, with where it is wrong.
pub(super) fn read_toml<T: serde::de::DeserializeOwned>(what: &str, text: &str) -> Result<T, Problem> {
    toml::from_str(text)
        .map_err(|error| Problem::Unreadable { what: what.to_owned(), why: error.to_string().trim_end().to_owned() })
}
