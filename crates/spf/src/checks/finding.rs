//! What a check came to, before it has its source.

use crate::check::{Check, CheckId, CheckState};
use crate::law::Duty;
use crate::statement::Statement;

/// What a check came to, before it has its source.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Finding {
    pub state: CheckState,
    pub statement: Statement,
    pub value: Option<f64>,
    pub limit: Option<f64>,
    pub unit: &'static str,
    pub within_error: bool,
}

impl Finding {
    pub(super) fn new(state: CheckState, statement: Statement) -> Self {
        Self { state, statement, value: None, limit: None, unit: "", within_error: false }
    }

    pub(super) fn unknown(statement: Statement) -> Self {
        Self::new(CheckState::Unknown, statement)
    }

    pub(super) fn not_asked(statement: Statement) -> Self {
        Self::new(CheckState::DoesNotApply, statement)
    }

    pub(super) fn check(self, id: CheckId, duty: Option<&Duty>) -> Check {
        Check {
            id,
            state: self.state,
            statement: self.statement,
            value: self.value,
            limit: self.limit,
            unit: self.unit.to_owned(),
            within_error: self.within_error,
            rule: duty.map(|duty| duty.rule.clone()),
            source: duty.map(|duty| duty.source.clone()),
        }
    }
}
