//! The law that applies at one place, on one day, to one kind of system.

use jiff::civil::Date;

use super::super::condition::Condition;
use super::super::facts::System;
use super::super::library::Library;
use super::super::rulebook::{EVERYWHERE, Rule, Rulebook};
use super::impossible::{all_of, not};

/// The rules that apply together.
pub(super) struct ApplicableLaw<'a> {
    pub(super) rules: Vec<&'a Rule>,
}

impl<'a> ApplicableLaw<'a> {
    /// The national rules, with those of the rulebook of the place.
    pub(super) fn new(library: &'a Library, own: Option<&Rulebook>, day: Date, system: System) -> Self {
        let applies = |book: &Rulebook| book.jurisdiction == EVERYWHERE || own.is_some_and(|own| own.id == book.id);
        let rules = library.rules().filter(|(book, _)| applies(book)).map(|(_, rule)| rule);
        Self { rules: rules.filter(|rule| rule.in_force(day) && rule.applies_to.contains(&system)).collect() }
    }

    /// The rules that take the place of one, where they apply.
    pub(super) fn replacing(&self, rule: &Rule) -> impl Iterator<Item = &'a Rule> {
        self.rules.iter().copied().filter(|other| other.replaces.contains(&rule.id))
    }

    /// When a rule applies beside the others: where its condition holds and no rule takes its
    /// place. Rules replace each other in no circle, so this comes to an end.
    pub(super) fn effective(&self, rule: &Rule) -> Condition {
        let unless = self.replacing(rule).map(|other| not(self.effective(other)));
        all_of(std::iter::once(rule.when.clone()).chain(unless))
    }
}

/// A day of each stretch of days in the life of a rule on which the law is the same.
pub(super) fn days(library: &Library, rule: &Rule) -> Vec<Date> {
    let turns = library.rules().flat_map(|(_, other)| turns(other));
    let mut days: Vec<Date> = turns.filter(|day| rule.in_force(*day)).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The days on which the law changes through a rule: its first, and the first after its last.
pub(super) fn turns(rule: &Rule) -> impl Iterator<Item = Date> {
    let after = rule.last_day().and_then(|last| last.tomorrow().ok());
    [Some(rule.valid_from), after].into_iter().flatten()
}

/// Whether two rules have a system in common.
pub(super) fn share_a_system(one: &Rule, other: &Rule) -> bool {
    one.applies_to.iter().any(|system| other.applies_to.contains(system))
}

/// Whether two rules have a day in common.
pub(super) fn share_a_day(one: &Rule, other: &Rule) -> bool {
    let begun = |one: &Rule, other: &Rule| other.last_day().is_none_or(|last| one.valid_from <= last);
    begun(one, other) && begun(other, one)
}

/// Whether either takes the place of the other.
pub(super) fn replace(one: &Rule, other: &Rule) -> bool {
    one.replaces.contains(&other.id) || other.replaces.contains(&one.id)
}
