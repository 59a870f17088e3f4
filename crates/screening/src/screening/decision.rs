//! What the rules come to.

use crate::rules::Outcome;

/// What the rules come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// One outcome, whatever the missing facts may be.
    Settled(Outcome),
    /// Anything between two outcomes, depending on missing facts.
    Between(Outcome, Outcome),
    /// No rulebook covers the place on this day.
    NotCovered,
}

impl Decision {
    /// The strictest outcome that is still possible.
    #[must_use]
    pub fn strictest(self) -> Option<Outcome> {
        match self {
            Self::Settled(outcome) | Self::Between(_, outcome) => Some(outcome),
            Self::NotCovered => None,
        }
    }

    /// The mildest outcome that is still possible.
    #[must_use]
    pub fn mildest(self) -> Option<Outcome> {
        match self {
            Self::Settled(outcome) | Self::Between(outcome, _) => Some(outcome),
            Self::NotCovered => None,
        }
    }

    /// Mildest and strictest outcome that are still possible, when it is not settled.
    #[must_use]
    pub fn range(self) -> Option<[Outcome; 2]> {
        match self {
            Self::Between(low, high) => Some([low, high]),
            Self::Settled(_) | Self::NotCovered => None,
        }
    }

    /// From what certainly and what possibly applies. Attention decides nothing.
    pub(super) fn new(certain: Option<Outcome>, possible: Option<Outcome>) -> Self {
        match (certain, possible) {
            (None, None) => Self::NotCovered,
            (Some(certain), Some(possible)) if possible > certain => Self::Between(certain, possible),
            (Some(certain), _) => Self::Settled(certain),
            (None, Some(Outcome::Free)) => Self::Settled(Outcome::Free),
            (None, Some(possible)) => Self::Between(Outcome::Free, possible),
        }
    }
}
