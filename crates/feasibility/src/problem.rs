//! What can be wrong with the input of a study of feasibility: always with the number and the reason.

use super::hour_of_row::TimeFault;
use bodemtoets_ground::crowding;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::limits::{self, OutOfLimits};
use bodemtoets_words::words::{grouped, text};

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
    /// A demand that no field within the depth that is allowed can give.
    #[error("{}", too_few_loops(*.loops, *.length_m, *.heat_kwh, Lang::En))]
    TooFewLoops {
        /// The most that were tried.
        loops: u32,
        /// The longest that is allowed, m.
        length_m: f64,
        /// What is asked, kWh a year.
        heat_kwh: f64,
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
            Self::TooFewLoops { loops, length_m, heat_kwh } => too_few_loops(*loops, *length_m, *heat_kwh, lang),
            Self::Loops(problem) => problem.text(lang),
            Self::Range { name, value, why } => limits::sentence(name, *value, why, lang),
            other => other.to_string(),
        }
    }
}

fn too_few_loops(loops: u32, length_m: f64, heat_kwh: f64, lang: Lang) -> String {
    let (length, heat) = (grouped(length_m, 0, lang), grouped(heat_kwh, 0, lang));
    text!(lang,
        nl: "{loops} lussen van {length} m houden geen -3 °C bij {heat} kWh warmte per jaar; vraag minder van de bodem, \
             deel een bron met anderen, boor dieper waar dat mag, of breng in de zomer warmte terug",
        en: "{loops} loops of {length} m do not keep -3 °C with {heat} kWh of heat a year; ask less of the ground, \
             share a source with others, drill deeper where that is allowed, or give heat back in summer",
    )
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
