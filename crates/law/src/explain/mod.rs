//! Explanations: what became of a rule, as one sentence with the number, the limit, the margin and
//! the source.
//!
//! It says what the evaluator found and decides nothing. Names of zones, sites and maps come from
//! whoever knows the map, through [`Names`].

mod case;
mod change;
mod number;
mod outcome;
mod place;
mod quantity;
mod system;

pub use case::explain_case;
pub use change::change;

use crate::lang::{Lang, Text};
use crate::pack::{Kinds, Role};
use crate::provenance::Source;
use crate::rules::{Bound, Condition, DepthOf, Facts, Ground, Missing, Outcome, Question, Rule, Truth, grounds};
use crate::words::capital;

/// The names of what is on the map.
pub trait Names {
    /// The kinds that the facts are about.
    fn kinds(&self) -> &Kinds;
    /// A zone; none where a distance is to no zone in particular.
    fn zone(&self, zone: usize) -> Option<Thing>;
    /// An abstraction or an installation.
    fn site(&self, role: Role, site: usize) -> Thing;
    /// What the map of a kind is called, where a rulebook says so.
    fn map_title(&self, kind: &str) -> Option<&Text>;
}

/// A zone or a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// Slug of its kind, or of its role.
    pub kind: String,
    /// Id in the source; empty when it has none.
    pub id: String,
    /// Name, where the source gives one.
    pub name: Option<String>,
}

/// Whether another rule takes the place of this one.
#[derive(Debug, Clone, Copy)]
pub enum Replaced<'a> {
    /// It stands.
    No,
    /// This rule does.
    By(&'a Rule),
    /// This rule may; the facts that would tell are missing.
    Perhaps(&'a Rule, Missing),
}

/// A rule at a place.
pub struct Heard<'a, F> {
    /// The rule.
    pub rule: &'a Rule,
    /// Its condition, in the kinds of the names.
    pub when: &'a Bound,
    /// The facts it was judged on.
    pub facts: &'a F,
    /// Whether another rule takes its place.
    pub replaced: Replaced<'a>,
    /// The names of what is on the map.
    pub names: &'a dyn Names,
}

/// What became of a rule, in both languages.
#[must_use]
pub fn explain<F: Facts>(heard: &Heard<F>) -> Text {
    Text { nl: sentence(heard, Lang::Nl), en: sentence(heard, Lang::En) }
}

/// The sentence without its source at the end.
#[must_use]
pub fn without_source<'a>(sentence: &'a str, source: &Source) -> &'a str {
    sentence.strip_suffix(&format!(" ({}).", cited(source))).unwrap_or(sentence)
}

/// A source in a few words: the title and the article.
#[must_use]
pub fn cited(source: &Source) -> String {
    match &source.article {
        Some(article) => format!("{}, {article}", source.title),
        None => source.title.clone(),
    }
}

fn sentence<F: Facts>(heard: &Heard<F>, lang: Lang) -> String {
    let Heard { rule, replaced, .. } = *heard;
    let told = match replaced {
        Replaced::By(by) => replaced_by(by, lang),
        Replaced::No => Teller::new(heard, lang).told(heard.when),
        Replaced::Perhaps(by, missing) => {
            Teller { open: true, ..Teller::new(heard, lang) }.in_doubt(heard.when, by, missing)
        }
    };
    format!("{} ({}).", capital(&told), cited(&rule.source))
}

/// The reason of the rule that takes the place says why.
fn replaced_by(by: &Rule, lang: Lang) -> String {
    let reason = by.reason.get(lang);
    let (open, close) = ('“', '”');
    match lang {
        Lang::Nl => format!("geldt hier niet, want {} komt ervoor in de plaats: {open}{reason}{close}", by.id),
        Lang::En => format!("does not apply here, because {} takes its place: {open}{reason}{close}", by.id),
    }
}

/// Tells in one language.
struct Teller<'a, F> {
    lang: Lang,
    rule: &'a Rule,
    facts: &'a F,
    names: &'a dyn Names,
    /// Whether passing the limit is what is wrong: "too deep", not "deeper than".
    judging: bool,
    /// Whether one question keeps it open, so that its answer has this consequence.
    alone: bool,
    /// Whether something else keeps it open, so that nothing follows yet.
    open: bool,
}

impl<'a, F: Facts> Teller<'a, F> {
    fn new(heard: &Heard<'a, F>, lang: Lang) -> Self {
        let rule = heard.rule;
        Self {
            lang,
            rule,
            facts: heard.facts,
            names: heard.names,
            judging: rule.outcome == Outcome::Prohibited && rule.when.numbers_together() <= 1,
            alone: false,
            open: false,
        }
    }

    fn pick(&self, nl: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(nl, en)
    }

    /// Every ground, and what follows from them.
    fn told(&mut self, when: &Bound) -> String {
        let mut grounds = grounds(&self.rule.when, when, self.facts);
        // Where it is, then how deep.
        grounds.sort_by_key(|ground| is_number(ground));
        self.alone = grounds.iter().filter(|ground| ground.truth == Truth::Unknown).count() == 1;
        let mut clauses: Vec<String> = Vec::new();
        for ground in &grounds {
            let clause = self.clause(ground);
            if !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        clauses.join("; ") + &self.ending(when.judge(self.facts).truth, &grounds)
    }

    /// Every ground, and that another rule may take the place of this one.
    fn in_doubt(&mut self, when: &Bound, by: &Rule, missing: Missing) -> String {
        // What the rule itself lacks has been said.
        let lacks = when.judge(self.facts).truth == Truth::Unknown;
        let why = if lacks { None } else { self.not_given(missing) };
        let why = why.map_or_else(String::new, |why| format!(", {} {why}", self.pick("want", "because")));
        let told = self.told(when);
        match self.lang {
            Lang::Nl => format!("{told}; of {} ervoor in de plaats komt is niet bekend{why}", by.id),
            Lang::En => format!("{told}; whether {} takes its place is not known{why}", by.id),
        }
    }

    fn clause(&self, ground: &Ground) -> String {
        match ground.question {
            Question::Always => self.always(),
            Question::Compare(compare) => self.compare(ground, compare),
            Question::InZone => self.in_zone(ground),
            Question::Reach(zone) => self.reach(ground, zone),
            Question::NoZone(zone) => self.no_zone(zone),
            Question::Map(zone) => self.map(ground, zone),
            Question::Within(within, target) => self.within(ground, within, target),
            Question::Dwelling(list) => self.dwelling(ground, list),
            Question::Fluid(list) => self.fluid(ground, list),
            Question::ExistingBefore(date) => self.existing(date),
            Question::Interference => self.interference(ground),
        }
    }

    /// What follows; nothing where a clause has said it.
    fn ending(&self, truth: Truth, grounds: &[Ground]) -> String {
        let said = grounds.iter().any(|ground| self.judges(ground));
        match truth {
            _ if self.open => String::new(),
            Truth::True | Truth::False if said => String::new(),
            Truth::True if self.rule.outcome == Outcome::Duty && self.rule.when == Condition::Always => String::new(),
            Truth::True => outcome::so(self.rule.outcome, self.lang),
            Truth::False => outcome::so_not(self.rule, self.lang),
            Truth::Unknown if self.alone => String::new(),
            Truth::Unknown => outcome::open(self.rule.outcome, self.lang),
        }
    }

    /// Whether the clause of a ground says by itself that something is too much, or not.
    fn judges(&self, ground: &Ground) -> bool {
        self.judging
            && match ground.question {
                Question::Compare(_) => true,
                Question::Reach(zone) => !ground.negated && zone.depth == DepthOf::Drilling,
                Question::Within(..) => !ground.negated && ground.measured.is_some_and(|found| found.value.is_some()),
                _ => false,
            }
    }

    /// A clause about what is not known, with what would follow where it alone decides.
    fn unknown(&self, unknown: &str, condition: &str) -> String {
        if self.alone && !self.open {
            format!("{unknown}; {condition} {}", outcome::then(self.rule.outcome, self.lang))
        } else {
            format!("{unknown} ({}: {condition})", self.pick("grens", "limit"))
        }
    }
}

fn is_number(ground: &Ground) -> bool {
    matches!(ground.question, Question::Compare(_) | Question::Reach(_) | Question::Within(..))
}
