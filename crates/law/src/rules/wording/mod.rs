//! The words that clauses about conditions share.

pub(in crate::rules) mod limit;
mod names;
pub(crate) mod outcome;
pub(crate) mod quantity;

pub use names::{Names, Thing};

use super::System;
use super::facts::Facts;
use super::judgement::Missing;
use super::outcome::Outcome;
use super::truth::Truth;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::joined;

/// What a clause has to know to be put into words, in one language.
pub struct Wording<'a> {
    /// The language.
    pub lang: Lang,
    /// What the rule leads to.
    pub outcome: Outcome,
    /// The systems that the rule is about.
    pub systems: &'a [System],
    /// The facts it was judged on.
    pub facts: &'a dyn Facts,
    /// The names of what is on the map.
    pub names: &'a dyn Names,
    /// Whether passing the limit is what is wrong: "too deep", not "deeper than".
    pub judging: bool,
    /// Whether one question keeps the rule open, so that its answer has this consequence.
    pub alone: bool,
    /// Whether something else keeps the rule open, so that nothing follows yet.
    pub open: bool,
}

impl Wording<'_> {
    pub(in crate::rules) fn pick(&self, nl: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(nl, en)
    }

    /// Whether the answer to one question decides the rule.
    pub(in crate::rules) fn is_alone(&self) -> bool {
        self.alone && !self.open
    }

    /// What follows where the rule applies, behind a condition: "above 10 m3/h ...".
    pub(in crate::rules) fn then(&self) -> &'static str {
        outcome::then(self.outcome, self.lang)
    }

    /// What is left open by a rule that may apply.
    pub(in crate::rules) fn left_open(&self) -> String {
        outcome::open(self.outcome, self.lang)
    }

    /// A clause about what is not known, with what would follow where it alone decides.
    pub(in crate::rules) fn unknown(&self, unknown: &str, condition: &str) -> String {
        if self.is_alone() {
            format!("{unknown}; {condition} {}", self.then())
        } else {
            format!("{unknown} ({}: {condition})", self.pick("grens", "limit"))
        }
    }

    /// What the application says; and what was asked, where that is something else.
    pub(in crate::rules) fn beside_list(&self, truth: Truth, is: &str, asked: &str) -> String {
        match (truth, self.lang) {
            (Truth::True, _) => is.to_owned(),
            (_, Lang::Nl) => format!("{is}, niet {asked}"),
            (_, Lang::En) => format!("{is}, not {asked}"),
        }
    }

    /// What the rule is about, behind "not" where it asks for the opposite.
    pub(in crate::rules) fn other_than(&self, negated: bool, asked: &str) -> String {
        if negated { format!("{} {asked}", self.pick("anders dan", "other than")) } else { asked.to_owned() }
    }

    /// That facts are not given: "the flow and the ground level are not given". None when no fact
    /// of the application is missing.
    pub(crate) fn not_given(&self, missing: Missing) -> Option<String> {
        let mut names: Vec<String> = Vec::new();
        for quantity in missing.quantities() {
            let stated = match quantity.made_of() {
                [] => vec![quantity],
                parts => parts.iter().copied().filter(|part| self.facts.quantity(*part).is_none()).collect(),
            };
            if stated.is_empty() {
                return Some(match self.lang {
                    Lang::Nl => {
                        format!("{} is uit deze getallen niet te berekenen", quantity::name(quantity, self.lang))
                    }
                    Lang::En => {
                        format!("{} cannot be computed from these numbers", quantity::name(quantity, self.lang))
                    }
                });
            }
            names.extend(stated.into_iter().map(|quantity| quantity::name(quantity, self.lang)));
        }
        if missing.dwelling {
            names.push(self.pick("de soort woning", "the kind of dwelling").to_owned());
        }
        if missing.fluid {
            names.push(self.pick("de circulatievloeistof", "the circulation fluid").to_owned());
        }
        if missing.interference {
            names.push(
                self.pick(
                    "wat over bestaande systemen of deze aanvraag bekend zou moeten zijn",
                    "what would have to be known of existing systems or this application",
                )
                .to_owned(),
            );
        }
        (!names.is_empty()).then(|| self.missing(&names))
    }

    pub(in crate::rules) fn missing(&self, names: &[String]) -> String {
        let list = joined(names, self.pick("en", "and"));
        match (self.lang, names.len()) {
            (Lang::Nl, 1) => format!("{list} is niet opgegeven"),
            (Lang::Nl, _) => format!("{list} zijn niet opgegeven"),
            (Lang::En, 1) if !list.ends_with("screens") || !list.starts_with("the screens") => {
                format!("{list} is not given")
            }
            (Lang::En, _) => format!("{list} are not given"),
        }
    }
}
