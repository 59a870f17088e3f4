//! Why a report cannot be made: where, what is wrong, and what to do. The sentences are in `words`.

use super::table_fault::TableFault;
use super::unknown_name::UnknownName;
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::suggest;

/// Why a report cannot be made. It reads as English; [`Fault::text`] has both languages.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", self.text(Lang::En))]
pub struct Fault {
    /// The file, or the key or column of it.
    pub place: String,
    /// What is wrong there.
    pub cause: Box<Cause>,
}

/// What is wrong with an installation, a concept, a file with readings, or what is asked of them.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Cause {
    /// It is not TOML of the form that is asked for; the message of the reader.
    Toml(String),
    /// It is not JSON of the form that is asked for; the message of the reader.
    Json(String),
    /// A name that is not one of those that are known.
    Unknown(UnknownName),
    /// A number outside what it may be.
    OutOfRange {
        /// The number, with the key that holds it.
        name: String,
        /// What it is.
        value: f64,
        /// The least that it may be.
        lowest: f64,
        /// The most that it may be.
        highest: f64,
        /// Why.
        why: Text,
    },
    /// A year that readings cannot have.
    YearOutOfRange(i16),
    /// There is no such time zone.
    UnknownTimeZone(String),
    /// Operating hours that end before they begin.
    HoursReversed {
        /// When they begin.
        from: String,
        /// When they end.
        to: String,
    },
    /// What is wrong with a concept.
    Concept(ConceptCause),
    /// What is wrong with how a meter is described.
    Meter(MeterCause),
    /// An installation without meters.
    NoMeters,
    /// No column is named by a meter and a unit.
    NoColumnOfMeter {
        /// The concept.
        concept: String,
        /// Names that would do.
        names: Vec<String>,
        /// The columns that there are.
        found: Vec<String>,
    },
    /// There are no readings at all.
    NoReadings,
    /// There are readings, but of other years.
    NoReadingsOfYear {
        /// The year that was asked for.
        year: i16,
        /// Those of which there are readings.
        known: Vec<i16>,
    },
    /// A gap, where gaps are not allowed.
    GapNotAllowed {
        /// The line of the reading before it.
        line: u32,
        /// The column.
        column: String,
        /// When it begins.
        from: String,
        /// When it ends.
        to: String,
    },
    /// A meter that is read as a counter, but goes down all the time.
    NoCounter {
        /// How many times it goes down or comes back.
        count: usize,
        /// How many readings it has.
        readings: usize,
    },
    /// A counter that begins anew every day.
    DailyCounter {
        /// On how many days it does.
        days: usize,
    },
    /// Prices that are known from one year to another only.
    PriceYear {
        /// The first.
        from: i16,
        /// The last.
        to: i16,
        /// The year that was asked for.
        asked: i16,
    },
    /// Data of the tool itself without a value; a test keeps this from happening.
    NoValue,
    /// What is wrong with a file that is handed in.
    File(FileCause),
    /// What is wrong with the readings in a file.
    Table(TableFault),
    /// Anything else, in words.
    Written(Text),
}

/// What is wrong with a concept.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is a sentence in `words`")]
pub enum ConceptCause {
    SameId(String),
    CountsForNothing(String),
    MixedDimensions(String),
    ShareOutOfRange { meter: String, share: f64 },
    RangeReversed { name: String, lowest: f64, highest: f64 },
    NothingUseful,
    NothingDrives,
    Missing,
    NotNamed,
}

/// What is wrong with how a meter is described.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is a sentence in `words`")]
pub enum MeterCause {
    ServesNothing,
    CountsDiffer,
    FlowGivesEnergy,
    FlowNeedsThreeColumns,
    NoUnit { column: String, example: String },
    WrongUnit { unit: String, dimension: super::quantity::Dimension },
    KindWithoutAmount { unit: String },
    NoStamp,
    NoKind,
    ReplacedWithoutTime(String),
}

/// What is wrong with a file that is handed in.
#[derive(Debug, Clone, PartialEq)]
pub enum FileCause {
    /// The machine cannot read it.
    Unreadable {
        /// Why, as the machine has it.
        kind: std::io::ErrorKind,
        /// Its message.
        message: String,
    },
    /// It lies outside the folder that was handed in.
    Outside,
    /// It is a link.
    Link,
    /// It is no ordinary file: a folder, a device, a pipe.
    NotOrdinary,
    /// It is larger than is read.
    TooLarge {
        /// The most that is read, bytes.
        limit: u64,
    },
    /// There are more files than are read.
    TooMany {
        /// The most that are read.
        limit: usize,
    },
    /// It is JSON of something else than a report.
    NoReport {
        /// The schema that it names.
        schema: String,
        /// That of a report.
        wanted: String,
    },
    /// An installation without readings.
    NoReadingsNamed,
}

impl Fault {
    /// A fault at a place.
    pub(super) fn new(place: impl Into<String>, cause: impl Into<Cause>) -> Self {
        Self { place: place.into(), cause: Box::new(cause.into()) }
    }

    /// The fault as a sentence: where, what is wrong, and what to do.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        format!("{}: {}", self.place, self.cause.text(lang))
    }
}

impl From<UnknownName> for Cause {
    fn from(name: UnknownName) -> Self {
        Self::Unknown(name)
    }
}

impl From<ConceptCause> for Cause {
    fn from(cause: ConceptCause) -> Self {
        Self::Concept(cause)
    }
}

impl From<MeterCause> for Cause {
    fn from(cause: MeterCause) -> Self {
        Self::Meter(cause)
    }
}

impl From<TableFault> for Cause {
    fn from(fault: TableFault) -> Self {
        Self::Table(fault)
    }
}

impl From<&std::io::Error> for FileCause {
    fn from(error: &std::io::Error) -> Self {
        Self::Unreadable { kind: error.kind(), message: error.to_string() }
    }
}

impl From<FileCause> for Cause {
    fn from(cause: FileCause) -> Self {
        Self::File(cause)
    }
}

/// Reads TOML, with where it is wrong and the nearest known name.
pub(super) fn read_toml<T: serde::de::DeserializeOwned>(place: &str, text: &str) -> Result<T, Fault> {
    toml::from_str(text).map_err(|error| Fault::new(place, Cause::Toml(suggest::improve(error.to_string().trim_end()))))
}

/// Refuses a number that is not within `lowest..=highest`.
pub(super) fn within(
    place: &str,
    name: &str,
    value: f64,
    lowest: f64,
    highest: f64,
    [nl, en]: [&str; 2],
) -> Result<(), Fault> {
    if value.is_finite() && (lowest..=highest).contains(&value) {
        return Ok(());
    }
    let why = Text { nl: nl.to_owned(), en: en.to_owned() };
    Err(Fault::new(place, Cause::OutOfRange { name: name.to_owned(), value, lowest, highest, why }))
}
