//! Why a figure is not known.

use serde::{Deserialize, Serialize};

use super::disagreement::Disagreement;
use super::quantity::Quantity;
use super::suspect::Suspect;
use bodemtoets_words::lang::Text;

/// Why a figure is not known. In JSON it is its sentence in both languages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "Text", into = "Text")]
#[non_exhaustive]
pub enum Reason {
    /// It is divided by nothing.
    DividedByNothing,
    /// The concept does not have it.
    NotInConcept,
    /// The concept needs a meter that the installation does not have.
    NoMeter {
        /// The meter of the concept.
        meter: String,
        /// What it measures.
        what: Text,
    },
    /// No meter measures it, and the concept can do without.
    NotMeasured(Quantity),
    /// More of the time of a meter is missing or estimated than is allowed.
    Missing {
        /// The column.
        column: String,
        /// How much, %.
        percent: f64,
        /// The most that is allowed, %.
        limit: f64,
    },
    /// Readings so far apart that months are not known.
    TooFarApart {
        /// The column.
        column: String,
    },
    /// The operating hours of the building are not given.
    NoOperatingHours {
        /// The column.
        column: String,
    },
    /// Steps too long to tell operating hours from others.
    HoursMixed {
        /// The column.
        column: String,
    },
    /// A meter and the others contradict each other.
    Disagreement {
        /// The column.
        column: String,
        /// The reading that is probably wrong.
        suspect: Option<Suspect>,
        /// The year.
        year: i16,
        /// What they disagree about.
        disagreement: Disagreement,
    },
    /// A counter that begins anew every day.
    DailyCounter {
        /// The column.
        column: String,
        /// On how many days it does.
        days: usize,
    },
    /// A counter that went on in another unit.
    UnitChange {
        /// The column.
        column: String,
        /// How many times the values became.
        factor: f64,
        /// From which reading on.
        suspect: Option<Suspect>,
    },
    /// A sentence that was read from a report.
    Written(Text),
}

impl schemars::JsonSchema for Reason {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Text::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Text::json_schema(generator)
    }
}
