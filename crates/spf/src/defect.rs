//! What can be wrong with readings, by kind, and where.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::clock::Seconds;

/// A kind of fault, or of event that looks like one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "FaultKind")]
pub enum DefectKind {
    /// No readings for more than one and a half times the usual step.
    Gap,
    /// The same time and value again.
    Duplicate,
    /// The same time with another value.
    Conflict,
    /// A row that stands after a later one.
    OutOfOrder,
    /// A local time in the hour that does not exist in spring.
    NonexistentTime,
    /// What cannot be read as a time.
    UnreadableTime,
    /// What cannot be read as a number.
    UnreadableValue,
    /// A counter that is lower for a while, and then goes on where it was.
    Dip,
    /// A value far too high for a while.
    Spike,
    /// A counter that goes down and stays down, not to zero.
    NegativeStep,
    /// A counter that goes up by more than can be, and stays there.
    Jump,
    /// An amount below zero.
    NegativeValue,
    /// A temperature that water in a pipe does not have.
    ImplausibleTemperature,
    /// A meter that stands still while another shows that it has to run.
    Frozen,
    /// A counter that went on in another unit.
    UnitChange,
    /// A counter that went through its last digit.
    RollOver,
    /// A counter that began at zero again.
    Reset,
    /// A meter that was replaced, as the installation says.
    Replacement,
}

impl DefectKind {
    /// Whether it is something that happens to meters, and no fault of the readings.
    #[must_use]
    pub fn is_event(self) -> bool {
        matches!(self, Self::RollOver | Self::Replacement)
    }

    /// The slug, as in JSON.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Duplicate => "duplicate",
            Self::Conflict => "conflict",
            Self::OutOfOrder => "out-of-order",
            Self::NonexistentTime => "nonexistent-time",
            Self::UnreadableTime => "unreadable-time",
            Self::UnreadableValue => "unreadable-value",
            Self::Dip => "dip",
            Self::Spike => "spike",
            Self::NegativeStep => "negative-step",
            Self::Jump => "jump",
            Self::NegativeValue => "negative-value",
            Self::ImplausibleTemperature => "implausible-temperature",
            Self::Frozen => "frozen",
            Self::UnitChange => "unit-change",
            Self::RollOver => "roll-over",
            Self::Reset => "reset",
            Self::Replacement => "replacement",
        }
    }
}

/// What is done with gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Gaps {
    /// A counter goes on counting: its step is spread over the gap. Other values are filled in straight
    /// between their neighbours, and count as estimated.
    #[default]
    Interpolate,
    /// What lies in a gap does not count.
    Exclude,
    /// A gap ends the run.
    Fail,
}

/// Where in the files a reading stands: a file and a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(u32);

impl Place {
    const LINE_BITS: u32 = 24;
    /// More files than this cannot be told apart.
    pub const FILES: usize = 128;

    /// A line of a file; lines beyond 16 million count as that.
    #[must_use]
    pub fn new(file: usize, line: u64) -> Self {
        let last = (1_u32 << Self::LINE_BITS) - 1;
        let line = u32::try_from(line).unwrap_or(last).min(last);
        let file = u32::try_from(file.min(Self::FILES - 1)).unwrap_or(0);
        Self(file << Self::LINE_BITS | line)
    }

    /// The file, by its place in the list.
    #[must_use]
    pub fn file(self) -> usize {
        // At most seven bits are set above the line.
        usize::try_from(self.0 >> Self::LINE_BITS).unwrap_or(0)
    }

    /// The line, from 1.
    #[must_use]
    pub fn line(self) -> u32 {
        self.0 & ((1 << Self::LINE_BITS) - 1)
    }
}

/// A fault that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Defect {
    /// What it is.
    pub kind: DefectKind,
    /// The column, by its place in the list; none when it is the whole row.
    pub column: Option<u16>,
    /// Where it stands.
    pub place: Place,
    /// When it begins; 0 when that is not known.
    pub from_s: Seconds,
    /// When it ends: the same as when it begins, for a single reading.
    pub to_s: Seconds,
    /// The reading, where there is one.
    pub value: Option<f64>,
}
