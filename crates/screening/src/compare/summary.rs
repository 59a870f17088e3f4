//! Changes counted: in all, per outcome, and per rule.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::change::{Answer, Change, Direction};
use crate::VerdictOutcome;
use bodemtoets_law::rules::Outcome;

/// How many applications went which way.
///
/// `screened` is `changed` and `same` together; `changed` is the five that stand below it together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Totals {
    /// Applications that were screened.
    pub screened: u64,
    /// Those with another answer.
    pub changed: u64,
    /// From one outcome to a stricter one.
    pub stricter: u64,
    /// From one outcome to a milder one.
    pub milder: u64,
    /// From an outcome to undetermined or not covered.
    pub opened: u64,
    /// From undetermined or not covered to an outcome.
    pub settled: u64,
    /// Without an outcome on both sides, but not in the same way.
    pub other: u64,
    /// Those with the same answer.
    pub same: u64,
    /// Those of `same` where other rules decide.
    pub same_by_other_rules: u64,
    /// Rows that could not be screened.
    pub rejected: u64,
}

/// How many applications went from one outcome to another, or stayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MatrixCell {
    /// Outcome of the first side.
    pub from: VerdictOutcome,
    /// Outcome of the second side.
    pub to: VerdictOutcome,
    /// How many.
    pub count: u64,
    /// How many of them have another answer: all when the outcomes differ; else those that are
    /// undetermined between other outcomes.
    pub changed: u64,
}

/// What a rule does on one side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleCount {
    /// The outcome that it decides on; null when it decides nothing here.
    pub outcome: Option<Outcome>,
    /// Applications with an outcome that it decides, alone or with others.
    pub decides: u64,
    /// Those of `decides` that it decides alone.
    pub alone: u64,
    /// Those of `decides` that it prohibits.
    pub prohibits: u64,
    /// Undetermined applications that it keeps open.
    pub keeps_open: u64,
}

/// What a rule does on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleEffect<'a> {
    /// Id of the rule.
    pub id: &'a str,
    /// On the first side.
    pub from: RuleCount,
    /// On the second side.
    pub to: RuleCount,
}

/// Counts of any number of changes.
#[derive(Debug, Clone, Default)]
pub struct Summary<'a> {
    /// How many went which way.
    pub totals: Totals,
    /// Count and changed, by the outcomes of both sides.
    cells: [[(u64, u64); OUTCOMES]; OUTCOMES],
    rules: BTreeMap<&'a str, [RuleCount; 2]>,
}

const OUTCOMES: usize = VerdictOutcome::ALL.len();

impl<'a> Summary<'a> {
    /// Counts one application.
    pub fn add(&mut self, change: &Change<'a>) {
        let totals = &mut self.totals;
        let changed = u64::from(change.is_changed());
        totals.screened += 1;
        totals.changed += changed;
        *match change.direction {
            Direction::Stricter => &mut totals.stricter,
            Direction::Milder => &mut totals.milder,
            Direction::Opened => &mut totals.opened,
            Direction::Settled => &mut totals.settled,
            Direction::Other => &mut totals.other,
            Direction::Same => &mut totals.same,
        } += 1;
        if !change.is_changed() && change.from.decisive != change.to.decisive {
            totals.same_by_other_rules += 1;
        }
        let cell = &mut self.cells[change.from.outcome as usize][change.to.outcome as usize];
        *cell = (cell.0 + 1, cell.1 + changed);
        for (side, answer) in [&change.from, &change.to].into_iter().enumerate() {
            for id in &answer.decisive {
                self.rules.entry(id).or_default()[side].add(answer);
            }
        }
    }

    /// Adds the counts of other applications.
    pub fn merge(&mut self, other: &Self) {
        self.totals.merge(&other.totals);
        for (cell, more) in self.cells.as_flattened_mut().iter_mut().zip(other.cells.as_flattened()) {
            *cell = (cell.0 + more.0, cell.1 + more.1);
        }
        for (id, counts) in &other.rules {
            for (count, more) in self.rules.entry(id).or_default().iter_mut().zip(counts) {
                count.merge(more);
            }
        }
    }

    /// The pairs of outcomes that occur, mild to strict.
    #[must_use]
    pub fn matrix(&self) -> Vec<MatrixCell> {
        let pairs = VerdictOutcome::ALL.into_iter().flat_map(|from| VerdictOutcome::ALL.map(|to| (from, to)));
        let cells = pairs.map(|(from, to)| {
            let (count, changed) = self.cells[from as usize][to as usize];
            MatrixCell { from, to, count, changed }
        });
        cells.filter(|cell| cell.count > 0).collect()
    }

    /// The rules that decide something or keep it open on either side, those that decide most first.
    #[must_use]
    pub fn rules(&self) -> Vec<RuleEffect<'a>> {
        let effects = self.rules.iter().map(|(&id, &[from, to])| RuleEffect { id, from, to });
        let mut effects: Vec<RuleEffect> = effects.collect();
        effects.sort_by_key(|RuleEffect { from, to, .. }| {
            Reverse((from.decides.max(to.decides), from.keeps_open.max(to.keeps_open)))
        });
        effects
    }
}

impl Totals {
    fn merge(&mut self, other: &Self) {
        self.screened += other.screened;
        self.changed += other.changed;
        self.stricter += other.stricter;
        self.milder += other.milder;
        self.opened += other.opened;
        self.settled += other.settled;
        self.other += other.other;
        self.same += other.same;
        self.same_by_other_rules += other.same_by_other_rules;
        self.rejected += other.rejected;
    }
}

impl RuleCount {
    /// Whether it does anything.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.decides == 0 && self.keeps_open == 0
    }

    fn add(&mut self, answer: &Answer) {
        let Some(outcome) = answer.outcome.settled() else {
            self.keeps_open += 1;
            return;
        };
        self.outcome = Some(outcome);
        self.decides += 1;
        self.alone += u64::from(answer.decisive.len() == 1);
        self.prohibits += u64::from(outcome == Outcome::Prohibited);
    }

    fn merge(&mut self, other: &Self) {
        self.outcome = self.outcome.or(other.outcome);
        self.decides += other.decides;
        self.alone += other.alone;
        self.prohibits += other.prohibits;
        self.keeps_open += other.keeps_open;
    }
}
