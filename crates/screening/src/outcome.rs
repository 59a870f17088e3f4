//! The outcome of a verdict.

use schemars::JsonSchema;
use serde::Serialize;

use super::decision::Decision;
use bodemtoets_law::rules::Outcome;

/// The outcome of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictOutcome {
    /// Nothing is asked.
    Free,
    /// A notification is enough.
    Notify,
    /// A permit is needed.
    Permit,
    /// Not allowed.
    Prohibited,
    /// Missing facts leave it open; `range` says between what.
    Undetermined,
    /// No rulebook gives an outcome for the place on this day.
    NotCovered,
}

impl VerdictOutcome {
    /// All of them: from mild to strict, and then those that leave it open.
    pub const ALL: [Self; 6] =
        [Self::Free, Self::Notify, Self::Permit, Self::Prohibited, Self::Undetermined, Self::NotCovered];

    /// The outcome, to be compared with others; `None` where there is none.
    #[must_use]
    pub fn settled(self) -> Option<Outcome> {
        match self {
            Self::Free => Some(Outcome::Free),
            Self::Notify => Some(Outcome::Notify),
            Self::Permit => Some(Outcome::Permit),
            Self::Prohibited => Some(Outcome::Prohibited),
            Self::Undetermined | Self::NotCovered => None,
        }
    }

    /// The slug, as in JSON.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Notify => "notify",
            Self::Permit => "permit",
            Self::Prohibited => "prohibited",
            Self::Undetermined => "undetermined",
            Self::NotCovered => "not-covered",
        }
    }
}

impl From<Decision> for VerdictOutcome {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::NotCovered => Self::NotCovered,
            Decision::Between(..) | Decision::Perhaps(_) => Self::Undetermined,
            Decision::Settled(outcome) => outcome.into(),
        }
    }
}

impl From<Outcome> for VerdictOutcome {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Notify => Self::Notify,
            Outcome::Permit => Self::Permit,
            Outcome::Prohibited => Self::Prohibited,
            // Only outcomes from free on decide.
            _ => Self::Free,
        }
    }
}
