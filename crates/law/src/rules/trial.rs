//! Trials: running the cases that stand beside rules, and measuring what they cover.
//!
//! A *branch* is a question of a condition with one of its answers: it holds, it fails, it is
//! unknown; and, where the question has a limit, exactly on the limit.

use super::case_facts::CaseFacts;
use super::condition::{Branch, Way};
use super::judgement::{Judgement, Missing};
use super::rulebook::Rule;
use super::truth::Truth;
use bodemtoets_words::{Kinds, TooManyKinds};

/// What came of the cases of one rule.
#[derive(Debug, Clone)]
pub struct Trial {
    /// What came of each case, in the order of the rule.
    pub answers: Vec<Answer>,
    /// Every branch of the condition, and whether a case takes it.
    pub branches: Vec<Branch>,
    /// The answers that the rule can have and that no case has.
    pub lacking: Vec<Truth>,
}

/// What came of one case.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What the condition comes to.
    pub judged: Judgement,
    /// The names of the facts that are missing, when it is unknown.
    pub missing: Vec<String>,
}

/// Runs the cases of a rule.
///
/// # Errors
/// When a rule and its cases name more than 64 kinds of zone.
pub fn try_rule(rule: &Rule) -> Result<Trial, TooManyKinds> {
    let mut kinds = Kinds::default();
    let bound = rule.when.bind(&mut kinds)?;
    let mut branches = bound.branches();
    let mut answers = Vec::new();
    for case in &rule.cases {
        let facts = CaseFacts::of(rule, case, &mut kinds)?;
        let judged = bound.judge(&facts);
        bound.take_branches(&facts, &mut branches);
        let missing = if judged.truth == Truth::Unknown { names(judged.missing, &kinds) } else { Vec::new() };
        answers.push(Answer { judged, missing });
    }
    let possible = [
        (Truth::True, true),
        (Truth::False, !rule.when.is_always()),
        (Truth::Unknown, branches.iter().any(|branch| branch.way == Way::Unknown)),
    ];
    let has = |truth: Truth| rule.cases.iter().any(|case| case.expected == truth);
    let lacking = possible.into_iter().filter(|(truth, can)| *can && !has(*truth)).map(|(truth, _)| truth).collect();
    Ok(Trial { answers, branches, lacking })
}

/// The names of missing facts, as in verdicts.
fn names(missing: Missing, kinds: &Kinds) -> Vec<String> {
    let numbers = missing.quantities().map(|quantity| quantity.slug().to_owned());
    let words = [
        (missing.dwelling, "dwelling"),
        (missing.fluid, "fluid"),
        (missing.interference, "interference"),
        (missing.term, "term"),
    ];
    let words = words.into_iter().filter(|(is, _)| *is).map(|(_, word)| word.to_owned());
    let field = missing.zone_field.map(|field| format!("zone.{}", field.slug()));
    let maps = kinds.slugs(missing.kinds).map(|slug| format!("layer:{slug}"));
    numbers.chain(words).chain(field).chain(maps).collect()
}
