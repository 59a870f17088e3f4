//! Rows that cannot be screened, and how many of each outcome there are.

use std::collections::BTreeMap;

use bodemtoets_report::Dialect;
use bodemtoets_screening::VerdictOutcome;
use bodemtoets_screening::application::Reject;
use bodemtoets_words::lang::Lang;
use schemars::JsonSchema;
use serde::Serialize;

/// Names and versions of the formats.
const REJECTED: &str = "bodemtoets/rejected/1";
const SUMMARY: &str = "bodemtoets/summary/1";

/// A row that cannot be screened.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Rejected<'a> {
    /// Name and version of this format: `bodemtoets/rejected/1`.
    schema: &'static str,
    /// The row; the first after the header is 1.
    row: u64,
    /// Id of the application, when it could be read.
    id: &'a str,
    /// The field; empty when it is about the row as a whole.
    field: &'a str,
    /// Its value as it was written.
    value: &'a str,
    /// What is wrong with it, and what to do.
    reason: String,
}

impl<'a> Rejected<'a> {
    pub(super) fn of(reject: &'a Reject, lang: Lang) -> Self {
        let Reject { row, id, field, value, problem } = reject;
        Self { schema: REJECTED, row: *row, id, field, value, reason: problem.text(lang) }
    }

    /// The first row of a table of them.
    pub(super) fn header() -> Vec<u8> {
        Dialect::STANDARD.header(["row", "id", "field", "value", "reason"], &[])
    }

    /// Adds it to a table.
    pub(super) fn push_row(&self, table: &mut Vec<u8>) {
        let row = self.row.to_string();
        Dialect::STANDARD.push_row(table, [&*row, self.id, self.field, self.value, &*self.reason]);
    }
}

/// What a batch came to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Summary {
    /// Name and version of this format: `bodemtoets/summary/1`.
    schema: &'static str,
    /// Rows of the body.
    pub(super) rows: u64,
    /// Rows that could not be screened.
    pub(super) rejected: u64,
    /// How many have each outcome.
    outcomes: BTreeMap<&'static str, u64>,
}

impl Default for Summary {
    fn default() -> Self {
        Self { schema: SUMMARY, rows: 0, rejected: 0, outcomes: BTreeMap::new() }
    }
}

impl Summary {
    /// Counts one more outcome.
    pub(super) fn count(&mut self, outcome: VerdictOutcome) {
        *self.outcomes.entry(outcome.slug()).or_default() += 1;
    }

    /// Adds what a part came to.
    pub(super) fn add(&mut self, part: &Self) {
        self.rows += part.rows;
        self.rejected += part.rejected;
        for (outcome, count) in &part.outcomes {
            *self.outcomes.entry(outcome).or_default() += count;
        }
    }
}
