//! What a reader of a report has to know besides its figures.

use serde::{Deserialize, Serialize};

use bodemtoets_words::lang::Text;

/// What a reader has to know. In JSON it is its sentence in both languages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "Text", into = "Text")]
#[non_exhaustive]
pub enum Remark {
    /// There are times in the hour that spring does not have.
    NonexistentTimes,
    /// The class of these meters is not given.
    NoClass(Vec<String>),
    /// Columns that no meter uses.
    UnusedColumns(Vec<String>),
    /// Another lower heating value of gas is given, MJ/m3.
    GasValue(f64),
    /// A year of before there was a duty to report.
    BeforeTheLaw,
    /// Readings of these columns have a day and no time.
    DaysWithoutTime {
        /// How many rows.
        rows: u64,
        /// Whether they count for the end of the day.
        end: bool,
    },
    /// A sentence that was read from a report.
    Written(Text),
}

impl schemars::JsonSchema for Remark {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Text::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Text::json_schema(generator)
    }
}
