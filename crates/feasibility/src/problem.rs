//! What can be wrong with the input of a study of feasibility: always with the number and the reason.

use super::hour_of_row::TimeFault;
use bodemtoets_ground::crowding;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::limits::{self, OutOfLimits};

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
    /// Times that do not make a year.
    #[error("{what}: {fault}")]
    Time {
        /// The file.
        what: String,
        /// What is wrong with them.
        fault: TimeFault,
    },
    /// A formula of the ground that cannot be computed.
    #[error(transparent)]
    Ground(#[from] crowding::Problem),
    /// A field of loops that cannot be computed.
    #[error(transparent)]
    Loops(#[from] bodemtoets_loops::Problem),
}

impl Problem {
    /// What is wrong, in a language as far as it has words for it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Time { what, fault } => format!("{what}: {}", fault.text(lang)),
            other => other.to_string(),
        }
    }
}

impl From<OutOfLimits> for Problem {
    fn from(OutOfLimits { name, value, why }: OutOfLimits) -> Self {
        Self::Range { name, value, why }
    }
}

/// Refuses a number that is not within `lowest..=highest`.
pub(super) fn within(name: &str, value: f64, lowest: f64, highest: f64, why: &str) -> Result<(), Problem> {
    Ok(limits::within(name, value, lowest, highest, why)?)
}

/// Refuses what is not more than nothing, or absurdly much.
pub(super) fn positive(name: &str, value: f64, highest: f64, why: &str) -> Result<(), Problem> {
    Ok(limits::positive(name, value, highest, why)?)
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
