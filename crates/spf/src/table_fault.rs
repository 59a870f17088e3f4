//! Why a file of readings cannot be read.

use bodemtoets_words::tabular::{Mark, RowFault, Thousands};

use super::unknown_name::UnknownName;

/// Why a file of readings cannot be read.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum TableFault {
    /// These are more files than are read at once.
    TooManyFiles {
        /// The most that are.
        most: usize,
    },
    /// Most times cannot be read.
    UnreadableTimes {
        /// How many.
        rows: usize,
        /// The line of the first.
        line: u32,
    },
    /// There are no readings in it.
    Empty,
    /// No column holds the time.
    NoTime {
        /// The columns that there are.
        found: Vec<String>,
    },
    /// The column that is named as that of the time is not there.
    NoSuchTime(UnknownName),
    /// It has none of the columns that are asked for.
    NoColumns {
        /// Those that are asked for.
        asked: Vec<String>,
        /// Those that there are.
        found: Vec<String>,
    },
    /// It has none of the meters that are asked for.
    NoMeters {
        /// Those that are asked for.
        asked: Vec<String>,
        /// Those that there are.
        found: Vec<String>,
    },
    /// A row with more cells than the header.
    Row {
        /// The line.
        line: u64,
        /// What is wrong with it.
        fault: RowFault,
    },
    /// A column with decimal commas and decimal points.
    TwoMarks {
        /// The line of the second.
        line: u32,
        /// What stands there.
        cell: String,
        /// The column.
        column: String,
        /// The mark of this number; earlier ones have the other.
        mark: Mark,
    },
    /// A number that can be read in two ways.
    TwoReadings {
        /// The line.
        line: u32,
        /// What stands there.
        cell: String,
        /// The column.
        column: String,
        /// The two.
        thousands: Thousands,
    },
}
