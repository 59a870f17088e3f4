//! Contradictions: two rules of equal rank that give the same systems different outcomes.

use super::super::library::Library;
use super::super::rulebook::{Rule, Rulebook};
use super::applicable_law::{replace, share_a_day, share_a_system};
use super::impossible::{equivalent, impossible};
use super::remark::{Code, Remark};

pub(super) fn contradictions(library: &Library) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for book in &library.books {
        for (position, rule) in book.rules.iter().enumerate() {
            for other in book.rules[..position].iter().filter(|other| contradict(other, rule)) {
                let (id, one, two) = (&other.id, rule.outcome.slug(), other.outcome.slug());
                let nl = format!("Deze regel geeft `{one}` waar `{id}` van hetzelfde regelboek `{two}` geeft.");
                let en = format!("This rule gives `{one}` where `{id}` of the same rulebook gives `{two}`.");
                remarks.push(Remark::on_rule(Code::Contradiction, book, rule, nl, en));
            }
        }
    }
    remarks
}

/// Whether two rules of one rulebook contradict each other.
fn contradict(one: &Rule, other: &Rule) -> bool {
    one.outcome != other.outcome
        && one.outcome.decides()
        && other.outcome.decides()
        && share_a_day(one, other)
        && share_a_system(one, other)
        && !replace(one, other)
        && equivalent(&one.when, &other.when)
        && !impossible(&one.when)
}

/// Whether a rule is part of a contradiction.
pub(super) fn is_contradicted(book: &Rulebook, rule: &Rule) -> bool {
    book.rules.iter().any(|other| contradict(rule, other))
}
