//! Explanations: what became of a rule, as one sentence with the number, the limit, the margin and
//! the source.
//!
//! It says what the evaluator found and decides nothing. Names of zones, sites and maps come from
//! whoever knows the map, through [`Names`].

mod case;
mod change;

pub use case::explain_case;
pub use change::change;

use crate::rules::wording::{Wording, outcome};
use crate::rules::{Bound, Facts, Ground, Missing, Outcome, Rule, Truth};
pub use crate::rules::{Names, Thing};
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::provenance::Source;
use bodemtoets_words::words::capital;

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

/// A rule, judged at a place.
pub struct RuleAtPlace<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// Its condition, in the kinds of the names.
    pub when: &'a Bound,
    /// The facts it was judged on.
    pub facts: &'a dyn Facts,
    /// Whether another rule takes its place.
    pub replaced: Replaced<'a>,
    /// The names of what is on the map.
    pub names: &'a dyn Names,
}

/// What became of a rule, in both languages.
#[must_use]
pub fn explain(judged: &RuleAtPlace) -> Text {
    Text { nl: sentence(judged, Lang::Nl), en: sentence(judged, Lang::En) }
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

fn sentence(judged: &RuleAtPlace, lang: Lang) -> String {
    let RuleAtPlace { rule, replaced, .. } = *judged;
    let said = match replaced {
        Replaced::By(by) => replaced_by(by, lang),
        Replaced::No => Sentence::new(judged, lang).clauses(),
        Replaced::Perhaps(by, missing) => Sentence::new(judged, lang).in_doubt(by, missing),
    };
    format!("{} ({}).", capital(&said), cited(&rule.source))
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

/// A sentence in one language, clause by clause.
struct Sentence<'a> {
    rule: &'a Rule,
    when: &'a Bound,
    words: Wording<'a>,
}

impl<'a> Sentence<'a> {
    fn new(judged: &RuleAtPlace<'a>, lang: Lang) -> Self {
        let RuleAtPlace { rule, when, facts, names, .. } = *judged;
        let words = Wording {
            lang,
            outcome: rule.outcome,
            systems: &rule.applies_to,
            facts,
            names,
            judging: rule.outcome == Outcome::Prohibited && rule.when.numbers_together() <= 1,
            alone: false,
            open: false,
        };
        Self { rule, when, words }
    }

    /// Every ground, and what follows from them.
    fn clauses(&mut self) -> String {
        let mut grounds = self.when.grounds(self.words.facts);
        // Where it is, then how deep.
        grounds.sort_by_key(|ground| ground.question.is_number(ground.aspect));
        self.words.alone = grounds.iter().filter(|ground| ground.truth == Truth::Unknown).count() == 1;
        let mut clauses: Vec<String> = Vec::new();
        for ground in &grounds {
            let clause = ground.question.clause(ground, &self.words);
            if !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        clauses.join("; ") + &self.ending(self.when.judge(self.words.facts).truth, &grounds)
    }

    /// Every ground, and that another rule may take the place of this one.
    fn in_doubt(&mut self, by: &Rule, missing: Missing) -> String {
        self.words.open = true;
        // What the rule itself lacks is in its clauses.
        let lacks = self.when.judge(self.words.facts).truth == Truth::Unknown;
        let why = if lacks { None } else { self.words.not_given(missing) };
        let why = why.map_or_else(String::new, |why| format!(", {} {why}", self.words.lang.pick("want", "because")));
        let clauses = self.clauses();
        match self.words.lang {
            Lang::Nl => format!("{clauses}; of {} ervoor in de plaats komt is niet bekend{why}", by.id),
            Lang::En => format!("{clauses}; whether {} takes its place is not known{why}", by.id),
        }
    }

    /// What follows; nothing where a clause has said it.
    fn ending(&self, truth: Truth, grounds: &[Ground]) -> String {
        let Wording { lang, outcome, open, alone, judging, .. } = self.words;
        let is_said = judging && grounds.iter().any(|ground| ground.question.judges(ground));
        match truth {
            _ if open => String::new(),
            Truth::True | Truth::False if is_said => String::new(),
            Truth::True if outcome == Outcome::Duty && self.rule.when.is_always() => String::new(),
            Truth::True => outcome::so(outcome, lang),
            Truth::False => outcome::so_not(outcome, self.rule.when.numbers_together() > 1, lang),
            Truth::Unknown if alone => String::new(),
            Truth::Unknown => outcome::open(outcome, lang),
        }
    }
}
