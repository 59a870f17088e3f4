//! The answer to one application, before it is written out.

use crate::rules::{Judged, Missing, Outcome, Truth};

use super::profile::Positions;
use super::standing::Standing;
use super::survey::Survey;

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

/// What became of one rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    /// Position in the law.
    pub(super) rule: usize,
    /// The answer to its condition.
    pub judged: Judged,
    /// What it comes to beside the other rules.
    pub standing: Standing,
}

impl Finding {
    /// Position of the rule in the law.
    #[must_use]
    pub fn position(&self) -> usize {
        self.rule
    }

    /// Whether the rule applies. A rule that is replaced does not.
    #[must_use]
    pub fn truth(&self) -> Truth {
        self.standing.truth
    }

    /// Whether the verdict stands on the condition that its limit is kept.
    #[must_use]
    pub fn is_condition(&self) -> bool {
        self.standing.truth == Truth::Unknown && !self.standing.open
    }
}

/// The answer to one application.
#[derive(Debug)]
pub struct Assessment<'a> {
    /// What the map says.
    pub survey: Survey<'a>,
    /// What became of each rule that was looked at.
    pub findings: Vec<Finding>,
    /// What the rules come to.
    pub decision: Decision,
    /// Facts that would settle it.
    pub settle: Missing,
    /// Whether part of the place lies where no rulebook is the law.
    pub partly_covered: bool,
    /// Whether not all of the law of the place is known.
    pub partly_known: bool,
    /// Positions of the jurisdictions in the pack.
    pub jurisdictions: Positions,
    /// Positions of their rulebooks.
    pub(super) books: Positions,
}

impl Assessment<'_> {
    /// Whether law that is not known may prohibit the system.
    pub(super) fn is_open(&self) -> bool {
        self.partly_covered || self.partly_known
    }
}
