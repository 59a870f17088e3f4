//! Sizes that were tried, and which are best, as JSON.

use bodemtoets_feasibility::{Candidate, Goals};
use serde::Serialize;

/// The choice as JSON.
#[derive(Debug, Serialize)]
pub struct ChoiceDocument<'a> {
    schema: &'static str,
    goals: &'a Goals,
    /// Null when nothing fits.
    best: Option<&'a Candidate>,
    candidates: &'a [Candidate],
}

impl<'a> ChoiceDocument<'a> {
    /// Of what was tried, and the best of it by these goals.
    #[must_use]
    pub fn new(goals: &'a Goals, best: Option<&'a Candidate>, candidates: &'a [Candidate]) -> Self {
        Self { schema: "bodemtoets/feasibility-choice/1", goals, best, candidates }
    }
}
