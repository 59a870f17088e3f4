//! Rulebooks: the law of one jurisdiction as data.

use jiff::civil::Date;
use serde::Deserialize;

use super::condition::Condition;
use super::error::RulesError;
use super::facts::System;
use super::outcome::Outcome;
use crate::lang::Text;
use crate::provenance::{Certainty, Source, sha256};
use crate::suggest;

/// The jurisdiction of rules that hold wherever a provincial rulebook does.
pub const EVERYWHERE: &str = "nl";

/// The rules of one jurisdiction.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rulebook {
    /// Slug of the rulebook.
    pub id: String,
    /// Version of the rulebook.
    pub version: String,
    /// Id of the jurisdiction in the layer pack, or `nl` for rules that hold everywhere.
    pub jurisdiction: String,
    /// Name for people.
    pub title: Text,
    /// The rules.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
    /// SHA-256 of the file.
    #[serde(skip)]
    pub sha256: String,
}

/// One rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Stable code, such as `NB-2010-03`.
    pub id: String,
    /// First day on which it holds.
    #[serde(deserialize_with = "crate::date::deserialize")]
    pub valid_from: Date,
    /// Last day on which it holds; open-ended when left out.
    #[serde(default, deserialize_with = "crate::date::optional::deserialize")]
    pub valid_to: Option<Date>,
    /// The systems it is about.
    pub applies_to: Vec<System>,
    /// When it applies.
    pub when: Condition,
    /// What it leads to.
    pub outcome: Outcome,
    /// What happens when a fact is missing.
    #[serde(default)]
    pub if_unknown: IfUnknown,
    /// Rules that this one takes the place of within its jurisdiction, while it is in force.
    #[serde(default)]
    pub replaces: Vec<String>,
    /// Conditions that come with the outcome.
    #[serde(default)]
    pub conditions: Vec<Text>,
    /// Why, in a sentence.
    pub reason: Text,
    /// Where it can be read.
    pub source: Source,
    /// How sure it is.
    pub certainty: Certainty,
}

/// What a rule does when a fact it needs is missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IfUnknown {
    /// The verdict cannot be settled without the fact.
    #[default]
    Unsettled,
    /// The rule limits how a system is used, not whether it may be built: the verdict stands on
    /// the condition that the limit is kept, and says so.
    Condition,
}

impl Rule {
    /// Whether the rule is law on a day.
    #[must_use]
    pub fn in_force(&self, date: Date) -> bool {
        self.valid_from <= date && self.valid_to.is_none_or(|last| date <= last)
    }
}

impl Rulebook {
    /// Reads a rulebook.
    ///
    /// # Errors
    /// With the line, the column and the line itself, when the text is not a valid rulebook.
    pub fn parse(file: &str, text: &str) -> Result<Self, RulesError> {
        let mut book: Self = toml::from_str(text).map_err(|error| RulesError::Invalid {
            file: file.to_owned(),
            problem: suggest::improve(&error.to_string()),
        })?;
        book.sha256 = sha256(text.as_bytes());
        book.check(file)?;
        Ok(book)
    }

    /// What TOML cannot say is wrong.
    fn check(&self, file: &str) -> Result<(), RulesError> {
        let wrong = |problem: String| Err(RulesError::Invalid { file: file.to_owned(), problem });
        for (index, rule) in self.rules.iter().enumerate() {
            if self.rules[..index].iter().any(|earlier| earlier.id == rule.id) {
                return wrong(format!("rule `{}` occurs twice; ids are unique within a rulebook", rule.id));
            }
            if rule.applies_to.is_empty() {
                return wrong(format!("rule `{}` applies to no system; list `open`, `closed` or both", rule.id));
            }
            if rule.valid_to.is_some_and(|last| last < rule.valid_from) {
                return wrong(format!("rule `{}` ends before it begins", rule.id));
            }
        }
        Ok(())
    }
}
