//! A rule as JSON.

use bodemtoets_law::rules::{Rule, Rulebook, System};
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
