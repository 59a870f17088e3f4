//! Branches: a question of a rule with one of its answers, to see what the cases of the rule cover.

use crate::rules::truth::Truth;

/// One answer to one question of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The question in words.
    pub question: String,
    /// The answer.
    pub way: Way,
    /// Whether a case takes it.
    pub taken: bool,
}

/// How a question may be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It holds.
    Holds,
    /// It fails.
    Fails,
    /// It is unknown.
    Unknown,
    /// Exactly on its limit.
    OnLimit,
}

impl Way {
    /// The way in which a question was answered.
    pub(super) fn of(truth: Truth) -> Self {
        match truth {
            Truth::True => Self::Holds,
            Truth::False => Self::Fails,
            Truth::Unknown => Self::Unknown,
        }
    }

    /// Marks this answer among the branches of its question.
    pub(super) fn take(self, on_limit: bool, branches: &mut [Branch]) {
        for branch in branches {
            branch.taken |= branch.way == self || (branch.way == Self::OnLimit && on_limit);
        }
    }
}
