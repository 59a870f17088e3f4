//! Rules that come to nothing: they never apply, or a stricter one always applies with them.

use std::collections::BTreeSet;

use super::super::condition::Condition;
use super::super::library::Library;
use super::super::outcome::Outcome;
use super::super::rulebook::{EVERYWHERE, Rule, Rulebook};
use super::applicable_law::{ApplicableLaw, days};
use super::contradiction::is_contradicted;
use super::impossible::{all_of, implies, impossible, not};
use super::listed;
use super::remark::{Code, Remark};

/// Rules whose condition no system can meet, or whose place others always take.
pub(super) fn never_applies(library: &Library) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (book, rule) in library.rules() {
        let (nl, en) = if impossible(&rule.when) {
            match &core(&rule.when)[..] {
                [one] => (format!("`{one}` kan nooit gelden."), format!("`{one}` can never hold.")),
                core => {
                    let parts: Vec<String> = core.iter().map(|part| format!("`{part}`")).collect();
                    let (nl, en) = (parts.join(" en "), parts.join(" and "));
                    (format!("{nl} kunnen niet samen gelden."), format!("{en} cannot hold together."))
                }
            }
        } else if let Some(replacing) = never_heard(library, book, rule) {
            let names = listed(replacing.iter().map(String::as_str));
            (
                format!("Overal waar de voorwaarde geldt, komt een andere regel in de plaats: {names}."),
                format!("Wherever its condition holds, another rule takes its place: {names}."),
            )
        } else {
            continue;
        };
        remarks.push(Remark::on_rule(Code::NeverApplies, book, rule, nl, en));
    }
    remarks
}

/// The part, or the two parts, of an impossible condition that make it so; else all of it.
fn core(condition: &Condition) -> Vec<&Condition> {
    let Condition::All(parts) = condition else { return vec![condition] };
    if let Some(one) = parts.iter().find(|part| impossible(part)) {
        return core(one);
    }
    for (position, one) in parts.iter().enumerate() {
        let excludes = |other: &&Condition| impossible(&all_of([one.clone(), (*other).clone()]));
        if let Some(other) = parts[..position].iter().find(excludes) {
            return vec![other, one];
        }
    }
    vec![condition]
}

/// Rules that decide something, but never do: wherever one applies, a stricter one does too.
///
/// `free` is left out: it is the mildest, and says what one law leaves open. So are rules that
/// never apply, or that contradict another: that says it already.
pub(super) fn never_decides(library: &Library) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (book, rule) in library.rules() {
        if rule.outcome <= Outcome::Free || impossible(&rule.when) || is_contradicted(book, rule) {
            continue;
        }
        if never_heard(library, book, rule).is_some() {
            continue;
        }
        let Some(stricter) = everywhere(library, book, rule, outdone) else { continue };
        let names = listed(stricter.iter().map(String::as_str));
        let nl = format!("Altijd als deze regel geldt, geldt ook een strengere: {names}.");
        let en = format!("Whenever this rule applies, a stricter one does too: {names}.");
        remarks.push(Remark::on_rule(Code::NeverDecides, book, rule, nl, en));
    }
    remarks
}

/// The rules that take the place of one wherever its condition holds; `None` when it is heard
/// somewhere.
fn never_heard(library: &Library, book: &Rulebook, rule: &Rule) -> Option<BTreeSet<String>> {
    everywhere(library, book, rule, |law, rule| {
        let replacing: Vec<&Rule> = law.replacing(rule).collect();
        impossible(&law.effective(rule)).then_some(replacing)
    })
}

/// The stricter rules, one of which applies wherever a rule does; `None` when it decides somewhere.
fn outdone<'a>(law: &ApplicableLaw<'a>, rule: &Rule) -> Option<Vec<&'a Rule>> {
    let own = law.effective(rule);
    let stricter = law.rules.iter().filter(|other| other.outcome > rule.outcome);
    let stricter: Vec<(&Rule, Condition)> = stricter.map(|other| (*other, law.effective(other))).collect();
    if let Some((other, _)) = stricter.iter().find(|(_, when)| implies(&own, when)) {
        return Some(vec![other]);
    }
    let none = stricter.iter().map(|(_, when)| not(when.clone()));
    impossible(&all_of(std::iter::once(own.clone()).chain(none)))
        .then(|| stricter.into_iter().map(|(other, _)| other).collect())
}

/// Asks in the law of every place that a rule is part of: at every place, on every day of its life, for each
/// of its systems. The rules that were named, when all have named some.
///
/// A national rule is heard beside each rulebook in turn, and without any.
fn everywhere<'a>(
    library: &'a Library,
    book: &Rulebook,
    rule: &Rule,
    ask: impl Fn(&ApplicableLaw<'a>, &Rule) -> Option<Vec<&'a Rule>>,
) -> Option<BTreeSet<String>> {
    let mut places: Vec<Option<&Rulebook>> = vec![Some(book)];
    if book.jurisdiction == EVERYWHERE {
        places = vec![None];
        places.extend(library.books.iter().filter(|other| other.jurisdiction != EVERYWHERE).map(Some));
    }
    let days = days(library, rule);
    let mut named = BTreeSet::new();
    for place in places {
        for day in &days {
            for system in &rule.applies_to {
                let rules = ask(&ApplicableLaw::new(library, place, *day, *system), rule)?;
                named.extend(rules.into_iter().map(|rule| rule.id.clone()));
            }
        }
    }
    Some(named)
}
