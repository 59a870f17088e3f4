//! A rule as JSON.

use bodemtoets_law::explain::{explain_case, without_source};
use bodemtoets_law::rules::{Rule, Rulebook, System, Truth};
use bodemtoets_maps::pack::TooManyKinds;
use bodemtoets_words::lang::{Lang, Text};
use serde_json::{Value, json};

/// Everything of a rule but its condition, as JSON.
#[must_use]
pub fn document(book: &Rulebook, rule: &Rule) -> Value {
    let systems: Vec<&str> = rule.applies_to.iter().map(|system| System::slug(*system)).collect();
    json!({
        "id": rule.id,
        "rulebook": book.id,
        "version": book.version,
        "jurisdiction": book.jurisdiction,
        "applies_to": systems,
        "valid_from": rule.valid_from.to_string(),
        "valid_to": rule.last_day().map(|last| last.to_string()),
        "withdrawn": rule.withdrawn.as_ref().map(|withdrawn| withdrawn.on.to_string()),
        "outcome": rule.outcome.slug(),
        "certainty": rule.certainty,
        "source": rule.source,
        "reason": rule.reason,
    })
}

/// The cases beside a rule: what is given, what it has to come to, and why, in both languages.
///
/// # Errors
/// When they name more kinds of zone than there can be.
pub fn cases(book: &Rulebook, rule: &Rule) -> Result<Vec<Value>, TooManyKinds> {
    let told = rule.cases.iter().map(|case| {
        let expected = match case.expected {
            Truth::True => "applies",
            Truth::False => "does-not-apply",
            Truth::Unknown => "unknown",
        };
        let said = explain_case(rule, case, &book.maps)?;
        let why = Text::both(|lang: Lang| without_source(said.get(lang), &rule.source).to_owned());
        Ok(json!({ "given": book.words(case.at.clone()), "expected": expected, "explanation": why }))
    });
    told.collect()
}
