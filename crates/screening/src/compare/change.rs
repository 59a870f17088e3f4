//! What one application comes to on both sides.

use std::cmp::Ordering;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::application::Application;
use crate::{Decision, VerdictOutcome};

/// The answer of one side.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Answer<'a> {
    /// What the rules come to.
    pub outcome: VerdictOutcome,
    /// Mildest and strictest outcome that are still possible, when undetermined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[VerdictOutcome; 2]>,
    /// Ids of the rules that decide. When undetermined: the rules that keep it open.
    pub decisive: Vec<&'a str>,
    /// The day whose law was applied.
    pub date: Date,
}

impl<'a> Answer<'a> {
    pub(super) fn new(decision: Decision, decisive: impl Iterator<Item = &'a str>, date: Date) -> Self {
        Self { outcome: decision.into(), range: decision.range(), decisive: decisive.collect(), date }
    }
}

/// Which way an answer goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From one outcome to a stricter one.
    Stricter,
    /// From one outcome to a milder one.
    Milder,
    /// From an outcome to undetermined or not covered.
    Opened,
    /// From undetermined or not covered to an outcome.
    Settled,
    /// Without an outcome on both sides, but not in the same way: between undetermined and not
    /// covered, or undetermined between other outcomes.
    Other,
    /// The same outcome, and when undetermined the same range. The rules may be others.
    Same,
}

impl Direction {
    fn between(from: &Answer, to: &Answer) -> Self {
        match (from.outcome.settled(), to.outcome.settled()) {
            (Some(from), Some(to)) => match to.cmp(&from) {
                Ordering::Greater => Self::Stricter,
                Ordering::Less => Self::Milder,
                Ordering::Equal => Self::Same,
            },
            (Some(_), None) => Self::Opened,
            (None, Some(_)) => Self::Settled,
            (None, None) if from.outcome == to.outcome && from.range == to.range => Self::Same,
            (None, None) => Self::Other,
        }
    }

    /// The slug, as in JSON.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Stricter => "stricter",
            Self::Milder => "milder",
            Self::Opened => "opened",
            Self::Settled => "settled",
            Self::Other => "other",
            Self::Same => "same",
        }
    }
}

/// One application on both sides.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change<'a> {
    /// Id of the application; empty when it has none.
    pub id: String,
    /// RD New x of the centre, metres, rounded to a millimetre.
    pub x: f64,
    /// RD New y of the centre, metres, rounded to a millimetre.
    pub y: f64,
    /// Which way the answer goes.
    #[serde(rename = "change")]
    pub direction: Direction,
    /// The answer of the first side.
    pub from: Answer<'a>,
    /// The answer of the second side.
    pub to: Answer<'a>,
}

impl<'a> Change<'a> {
    pub(super) fn new(application: &Application, from: Answer<'a>, to: Answer<'a>) -> Self {
        let centre = application.place.centre();
        let millis = |value: f64| (value * 1000.0).round() / 1000.0;
        Self {
            id: application.id.clone(),
            x: millis(centre.x),
            y: millis(centre.y),
            direction: Direction::between(&from, &to),
            from,
            to,
        }
    }

    /// Whether the answer is another.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.direction != Direction::Same
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bodemtoets_law::rules::Outcome::{Free, Permit, Prohibited};

    fn direction(from: Decision, to: Decision) -> &'static str {
        let [from, to] =
            [from, to].map(|decision| Answer::new(decision, std::iter::empty(), Date::constant(2026, 1, 1)));
        Direction::between(&from, &to).slug()
    }

    #[test]
    fn only_outcomes_are_stricter_or_milder_than_each_other() {
        let (settled, open, none) = (Decision::Settled, Decision::Between, Decision::NotCovered);
        assert_eq!(direction(settled(Free), settled(Permit)), "stricter");
        assert_eq!(direction(settled(Prohibited), settled(Permit)), "milder");
        assert_eq!(direction(settled(Permit), settled(Permit)), "same");
        assert_eq!(direction(settled(Free), open(Free, Prohibited)), "opened");
        assert_eq!(direction(settled(Prohibited), none), "opened");
        assert_eq!(direction(open(Free, Prohibited), settled(Prohibited)), "settled");
        assert_eq!(direction(none, settled(Free)), "settled");
        assert_eq!(direction(open(Free, Prohibited), open(Free, Prohibited)), "same");
        assert_eq!(direction(open(Free, Prohibited), open(Permit, Prohibited)), "other");
        assert_eq!(direction(none, open(Free, Prohibited)), "other");
        assert_eq!(direction(none, none), "same");
    }
}
