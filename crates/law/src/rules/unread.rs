//! What a rulebook does not hold: law that was not read, and law that is to come.

use jiff::civil::Date;
use serde::Deserialize;

use super::facts::System;
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::Source;

/// Law that a rulebook does not hold, and why.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MissingLaw {
    /// The articles, or the text that was not found.
    pub article: String,
    /// First day on which they matter; none when they always did.
    #[serde(default, deserialize_with = "bodemtoets_words::date::optional::deserialize")]
    pub valid_from: Option<Date>,
    /// Last day on which they matter; open-ended when left out.
    #[serde(default, deserialize_with = "bodemtoets_words::date::optional::deserialize")]
    pub valid_to: Option<Date>,
    /// The systems that they are about; both when left out.
    #[serde(default)]
    pub applies_to: Vec<System>,
    /// Whether nothing milder than prohibited is certain without them.
    #[serde(default)]
    pub open: bool,
    /// What they are about.
    pub text: Text,
    /// Why they are not there.
    pub why: Text,
}

impl MissingLaw {
    /// Whether they matter on a day.
    #[must_use]
    pub fn matters(&self, date: Date) -> bool {
        self.valid_from.is_none_or(|first| first <= date) && self.valid_to.is_none_or(|last| date <= last)
    }

    /// Whether they matter for a kind of system on a day.
    #[must_use]
    pub fn matters_for(&self, system: System, date: Date) -> bool {
        self.matters(date) && (self.applies_to.is_empty() || self.applies_to.contains(&system))
    }
}

/// A change of the law that is announced.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PendingLaw {
    /// What is to change.
    pub text: Text,
    /// Where it can be read.
    pub source: Source,
}

/// That a rule was mistaken: it is kept, so that old verdicts can be understood, and never applies.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// The day on which the mistake was found.
    #[serde(deserialize_with = "bodemtoets_words::date::deserialize")]
    pub on: Date,
    /// What was wrong, and which rule stands instead.
    pub why: Text,
}

/// Whose law a rulebook is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The law of a province, or of the state: without it the law of a place is not known.
    #[default]
    Province,
    /// The law of a water board: it stands beside that of the province and replaces none of it.
    WaterBoard,
}
