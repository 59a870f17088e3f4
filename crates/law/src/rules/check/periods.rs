//! Periods that do not meet: days without a norm, with one twice, and replacements that never
//! happen.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::condition::Condition;
use super::super::facts::System;
use super::super::library::Library;
use super::super::rulebook::{Rule, Rulebook};
use super::applicable_law::{replace, share_a_day, share_a_system, turns};
use super::impossible::{equivalent, implies, impossible};
use super::remark::{Code, Remark};

/// From one day to another, both counting in.
type Days = (Date, Date);

/// Rules of one rulebook that state the same norm on the same days, or leave days in between.
pub(super) fn gaps_and_overlaps(library: &Library) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for book in &library.books {
        for (position, rule) in book.rules.iter().enumerate() {
            let double = |other: &&Rule| share_a_day(other, rule) && same_norm(other, rule);
            for other in book.rules[..position].iter().filter(double) {
                let (from, id) = (rule.valid_from.max(other.valid_from), &other.id);
                let last = rule.last_day().into_iter().chain(other.last_day()).min();
                let (until_nl, until_en) = match last {
                    Some(last) => (format!(" tot en met {last}"), format!(" to {last}")),
                    None => Default::default(),
                };
                let nl = format!("Vanaf {from}{until_nl} geldt dezelfde norm dubbel: hier en in `{id}`.");
                let en = format!("From {from}{until_en} the same norm is in force twice: here and in `{id}`.");
                remarks.push(Remark::on_rule(Code::PeriodOverlap, book, rule, nl, en));
            }
            if let Some((other, (from, to))) = rule.applies_to.iter().find_map(|system| gap(book, rule, *system)) {
                let id = &other.id;
                let nl = format!(
                    "Dezelfde norm geldt in `{id}` en weer in deze regel, maar niet van {from} tot en met {to}."
                );
                let en =
                    format!("The same norm is in force in `{id}` and again in this rule, but not from {from} to {to}.");
                remarks.push(Remark::on_rule(Code::PeriodGap, book, rule, nl, en));
            }
        }
    }
    remarks
}

/// Whether two rules of one rulebook say the same. What decides is the same when condition and
/// outcome are; duties and remarks are told apart by their reason.
fn same_norm(one: &Rule, other: &Rule) -> bool {
    one.outcome == other.outcome
        && share_a_system(one, other)
        && !replace(one, other)
        && (one.outcome.decides() || one.reason == other.reason)
        && equivalent(&one.when, &other.when)
        && !impossible(&one.when)
}

/// The days before a rule on which its norm was not in force for a system, though it was before
/// them; with the rule that it was in.
///
/// Days on which other rules ask the same or more are none, nor are those on which the whole
/// rulebook is silent: see [`silences`].
fn gap<'a>(book: &'a Rulebook, rule: &Rule, system: System) -> Option<(&'a Rule, Days)> {
    let earlier = book.rules.iter().filter(|other| {
        other.valid_from < rule.valid_from && other.applies_to.contains(&system) && same_norm(other, rule)
    });
    // An open end comes last.
    let (last, before) =
        earlier.map(|other| (other.last_day().unwrap_or(Date::MAX), other)).max_by_key(|(last, _)| *last)?;
    let start = last.tomorrow().ok().filter(|start| *start < rule.valid_from)?;
    let bare = |day: &Date| {
        let in_force = || book.rules.iter().filter(|other| other.in_force(*day) && other.applies_to.contains(&system));
        let same = |other: &&Rule| {
            if rule.outcome.decides() { other.outcome >= rule.outcome } else { other.outcome == rule.outcome }
        };
        let asked = Condition::Any(in_force().filter(same).map(|other| other.when.clone()).collect());
        in_force().next().is_some() && !implies(&rule.when, &asked)
    };
    let stretches = stretches(book, start, rule.valid_from);
    let bare: Vec<&Days> = stretches.iter().filter(|(from, _)| bare(from)).collect();
    Some((before, (bare.first()?.0, bare.last()?.1)))
}

/// The days from one on and before another, cut where a rule of the rulebook begins or has ended.
fn stretches(book: &Rulebook, start: Date, end: Date) -> Vec<Days> {
    let mut cuts: Vec<Date> = book.rules.iter().flat_map(turns).filter(|day| start < *day && *day < end).collect();
    cuts.extend([start, end]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).filter_map(|pair| Some((pair[0], pair[1].yesterday().ok()?))).collect()
}

/// Days on which no rule of a rulebook is in force for a system that it covers before and after.
pub(super) fn silences(library: &Library) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for book in &library.books {
        let mut silent: BTreeMap<Days, Vec<&str>> = BTreeMap::new();
        for system in [System::Open, System::Closed] {
            let rules = || book.rules.iter().filter(|rule| rule.applies_to.contains(&system));
            let (Some(first), Some(last)) =
                (rules().map(|rule| rule.valid_from).min(), rules().map(|rule| rule.valid_from).max())
            else {
                continue;
            };
            for days in
                stretches(book, first, last).into_iter().filter(|(day, _)| !rules().any(|rule| rule.in_force(*day)))
            {
                silent.entry(days).or_default().push(system.slug());
            }
        }
        for ((from, to), systems) in silent {
            let systems_en = systems.join(" and ");
            let systems_nl = systems.iter().map(|slug| if *slug == "open" { "open" } else { "gesloten" });
            let systems_nl = systems_nl.collect::<Vec<_>>().join(" en ");
            let nl = format!(
                "Van {from} tot en met {to} geldt geen enkele regel van dit regelboek voor {systems_nl} systemen, daarvoor en daarna wel."
            );
            let en = format!(
                "From {from} to {to} no rule of this rulebook is in force for {systems_en} systems, though before and after there is."
            );
            let next = book.rules.iter().find(|rule| rule.valid_from > to).map_or(0..0, |rule| rule.at.clone());
            remarks.push(Remark::on_book(Code::PeriodGap, book, &next, nl, en));
        }
    }
    remarks
}

/// Replacements between rules that no day, or no system, has in common.
pub(super) fn idle_replacements(library: &Library) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (book, rule) in library.rules() {
        for (_, other) in rule.replaces.iter().filter_map(|name| library.find(name)) {
            let id = &other.id;
            let (nl, en) = match (share_a_day(rule, other), share_a_system(rule, other)) {
                (true, true) => continue,
                (false, _) => ("op geen enkele dag samen gelden", "are never in force on the same day"),
                (true, false) => ("over verschillende systemen gaan", "are about different systems"),
            };
            let nl = format!("Deze regel vervangt `{id}`, maar dat doet niets, omdat ze {nl}.");
            let en = format!("This rule replaces `{id}`, which does nothing, because they {en}.");
            remarks.push(Remark::on_rule(Code::PeriodOfReplaced, book, rule, nl, en));
        }
    }
    remarks
}
