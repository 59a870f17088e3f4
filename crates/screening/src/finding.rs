//! What became of one rule.

use super::law::LawRule;
use super::standing::Standing;
use bodemtoets_law::rules::{Facts, Judgement, Truth};

/// What became of one rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    /// Position in the law.
    pub(super) rule: usize,
    /// The answer to its condition.
    pub judged: Judgement,
    /// What it comes to beside the other rules.
    pub standing: Standing,
}

impl Finding {
    /// What a rule at a position in the law comes to by itself.
    pub(super) fn alone<F: Facts>(position: usize, rule: &LawRule, judged: Judgement, facts: &F) -> Self {
        Self { rule: position, judged, standing: Standing::alone(rule, &judged, facts) }
    }

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
