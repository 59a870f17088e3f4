//! Rulebooks: the law of one jurisdiction as data.

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::case::{Case, PlaceCase};
use super::condition::Condition;
use super::error::RulesError;
use super::facts::System;
use super::fault::Fault;
use super::outcome::Outcome;
use super::reading;
use super::requirement::Requirement;
use super::unread::{Level, MissingLaw, PendingLaw, Withdrawn};
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::{Certainty, Source};

/// The jurisdiction of rules that hold wherever a provincial rulebook does.
pub const EVERYWHERE: &str = "nl";

/// The rules of one jurisdiction.
#[derive(Debug, Clone)]
pub struct Rulebook {
    /// Slug of the rulebook.
    pub id: String,
    /// Version of the rulebook.
    pub version: String,
    /// Id of the jurisdiction in the layer pack, or `nl` for rules that hold everywhere.
    pub jurisdiction: String,
    /// Whose law it is.
    pub level: Level,
    /// Name for people.
    pub title: Text,
    /// Whether it is advice, not law: its rules should only ask attention (`rules check`).
    pub advice: bool,
    /// What is not known of this law. Where it is said, nothing milder than prohibited is certain.
    pub partial: Option<Text>,
    /// Law that it does not hold.
    pub missing: Vec<MissingLaw>,
    /// Changes of the law that are announced.
    pub pending: Vec<PendingLaw>,
    /// Maps that its rules ask for and that may not be had.
    pub maps: Vec<NeededMap>,
    /// The rules.
    pub rules: Vec<Rule>,
    /// What an application has to hand in.
    pub requirements: Vec<Requirement>,
    /// Tests of the law at places.
    pub cases: Vec<PlaceCase>,
    /// The file it was read from.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The text, to point at.
    pub(super) text: String,
}

/// A map that rules ask for: its kind of zone, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeededMap {
    /// The kind of zone.
    pub kind: String,
    /// What the map is called.
    pub title: Text,
    /// Where to ask for it.
    #[serde(default)]
    pub url: Option<String>,
    /// Where it stands in the file, in bytes.
    #[serde(skip)]
    pub at: Range<usize>,
}

/// One rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Stable code, such as `NB-2010-03`.
    pub id: String,
    /// First day on which it holds.
    pub valid_from: Date,
    /// Last day on which it holds; open-ended when left out.
    pub valid_to: Option<Date>,
    /// For a transitional right: the last day on which it may be used. The rule ends then too.
    pub right_until: Option<Date>,
    /// That it was mistaken, when it was: it then never applies.
    pub withdrawn: Option<Withdrawn>,
    /// The systems it is about.
    pub applies_to: Vec<System>,
    /// When it applies.
    pub when: Condition,
    /// What it leads to.
    pub outcome: Outcome,
    /// Whether the authority may make an exception, where that is known.
    pub exemption: Option<Exemption>,
    /// How many weeks before the work a notification has to be in.
    pub notice_weeks: Option<u8>,
    /// What happens when a fact of use is missing.
    pub if_unknown: IfUnknown,
    /// Rules that do not apply where this one does (the special over the general).
    pub replaces: Vec<String>,
    /// Conditions that come with the outcome.
    pub conditions: Vec<Text>,
    /// Why, in a sentence that anyone can read.
    pub reason: Text,
    /// Where it can be read.
    pub source: Source,
    /// How sure it is.
    pub certainty: Certainty,
    /// The tests that stand beside it.
    pub cases: Vec<Case>,
    /// Where it stands in the file, in bytes.
    pub at: Range<usize>,
}

/// Whether an exception can be made to a prohibition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Exemption {
    /// The authority may make one (ontheffing, maatwerk).
    Possible,
    /// Nobody can.
    None,
}

/// What a rule does when a fact it needs is missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IfUnknown {
    /// The verdict cannot be settled without the fact.
    #[default]
    Unsettled,
    /// The rule limits how a system is used, not whether it may be built: when a fact of use is
    /// missing the verdict stands on the condition that the limit is kept, and says so.
    Condition,
}

impl Rule {
    /// Whether the rule is law on a day.
    #[must_use]
    pub fn in_force(&self, date: Date) -> bool {
        self.withdrawn.is_none() && self.valid_from <= date && self.last_day().is_none_or(|last| date <= last)
    }

    /// The last day on which it holds.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.valid_to.into_iter().chain(self.right_until).min()
    }
}

impl Rulebook {
    /// Reads a rulebook.
    ///
    /// # Errors
    /// Every fault in the text, with its line and column.
    pub fn parse(file: &str, text: &str) -> Result<Self, RulesError> {
        match reading::rulebook(file, text) {
            reading::Read { book: Some(book), faults, .. } if faults.is_empty() => Ok(book),
            reading::Read { faults, .. } => Err(RulesError::Faults(faults)),
        }
    }

    /// What is not known of this law for a kind of system on a day, and leaves its verdicts open.
    pub fn open_points(&self, system: System, date: Date) -> impl Iterator<Item = &Text> {
        let missing = self.missing.iter().filter(move |law| law.open && law.matters_for(system, date));
        self.partial.iter().chain(missing.map(|law| &law.text))
    }

    /// A fault at a place in its text.
    #[must_use]
    pub fn fault(&self, at: Range<usize>, problem: impl Into<String>) -> Fault {
        Fault::new(&self.file, &self.text, at, problem)
    }

    /// Words of its text, on one line.
    #[must_use]
    pub fn words(&self, at: Range<usize>) -> String {
        self.text.get(at).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Where a rule begins: `file:line`.
    #[must_use]
    pub fn place_of(&self, at: &Range<usize>) -> String {
        let fault = self.fault(at.clone(), "");
        format!("{}:{}", fault.file, fault.line)
    }
}
