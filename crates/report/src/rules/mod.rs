//! Rules for people and for machines.

mod document;
mod text;

use bodemtoets_law::rules::{Rule, System};

pub use document::{cases, document};
pub use text::{requirement, rule};

/// The systems that a rule is about.
#[must_use]
pub fn systems(rule: &Rule) -> String {
    rule.applies_to.iter().map(|system| System::slug(*system)).collect::<Vec<_>>().join(", ")
}

/// When a rule holds.
#[must_use]
pub fn period(rule: &Rule) -> String {
    match rule.last_day() {
        Some(last) => format!("{} – {last}", rule.valid_from),
        None => format!("{} –", rule.valid_from),
    }
}
