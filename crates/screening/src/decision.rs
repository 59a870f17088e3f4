//! What the rules come to.

use super::outcome::VerdictOutcome;
use bodemtoets_law::rules::Outcome;

/// What the rules come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// One outcome, whatever the missing facts may be.
    Settled(Outcome),
    /// Anything between two outcomes, depending on missing facts.
    Between(Outcome, Outcome),
    /// Depending on missing facts, a rule gives this outcome at the strictest, or no rule gives any: that is no
    /// permission.
    Perhaps(Outcome),
    /// No rulebook covers the place on this day.
    NotCovered,
}

impl Decision {
    /// The strictest outcome that is still possible.
    #[must_use]
    pub fn strictest(self) -> Option<Outcome> {
        match self {
            Self::Settled(outcome) | Self::Between(_, outcome) | Self::Perhaps(outcome) => Some(outcome),
            Self::NotCovered => None,
        }
    }

    /// The mildest outcome that is still possible.
    #[must_use]
    pub fn mildest(self) -> Option<Outcome> {
        match self {
            Self::Settled(outcome) | Self::Between(outcome, _) => Some(outcome),
            // Perhaps no rule gives any.
            Self::Perhaps(_) | Self::NotCovered => None,
        }
    }

    /// The strictest outcome that is still possible, where a rule certainly gives one. Only on that may be built.
    #[must_use]
    pub fn strictest_for_certain(self) -> Option<Outcome> {
        match self {
            Self::Settled(outcome) | Self::Between(_, outcome) => Some(outcome),
            Self::Perhaps(_) | Self::NotCovered => None,
        }
    }

    /// Whether missing facts leave it open.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Between(..) | Self::Perhaps(_))
    }

    /// Mildest and strictest outcome that are still possible, when it is not settled; `not-covered` for the mildest
    /// where perhaps no rule gives any.
    #[must_use]
    pub fn range(self) -> Option<[VerdictOutcome; 2]> {
        match self {
            Self::Between(low, high) => Some([low, high].map(VerdictOutcome::from)),
            Self::Perhaps(high) => Some([VerdictOutcome::NotCovered, high.into()]),
            Self::Settled(_) | Self::NotCovered => None,
        }
    }

    /// From what certainly and what possibly applies. Attention decides nothing.
    pub(super) fn new(certain: Option<Outcome>, possible: Option<Outcome>) -> Self {
        match (certain, possible) {
            (None, None) => Self::NotCovered,
            (Some(certain), Some(possible)) if possible > certain => Self::Between(certain, possible),
            (Some(certain), _) => Self::Settled(certain),
            (None, Some(possible)) => Self::Perhaps(possible),
        }
    }
}
