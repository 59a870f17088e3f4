//! A reading that is probably wrong, as it is told.

use super::series::Reading;
use super::slip::Slip;
use super::table::Readings;

/// A reading that is probably wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspect {
    /// When it was taken, as people write it.
    pub at: String,
    /// Its file.
    pub file: String,
    /// Its line.
    pub line: u32,
    /// What stands there.
    pub value: f64,
    /// What it looks like.
    pub slip: Option<Slip>,
}

impl Suspect {
    /// A reading, with where it stands.
    pub(super) fn of(reading: &Reading, readings: &Readings) -> Self {
        Self {
            at: readings.clock.words(reading.time_s),
            file: readings.files.get(reading.place.file()).cloned().unwrap_or_default(),
            line: reading.place.line(),
            value: reading.value,
            slip: None,
        }
    }
}
