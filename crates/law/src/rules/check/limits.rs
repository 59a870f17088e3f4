//! Limits that no value can have: most often a number in another unit.

use super::super::condition::{Condition, Limit};
use super::super::library::Library;
use super::remark::{Code, Remark};
use super::world::nap_levels;

pub(super) fn implausible_limits(library: &Library) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (book, rule) in library.rules() {
        let mut found = Vec::new();
        look(&rule.when, &mut found);
        found.dedup();
        remarks.extend(found.into_iter().map(|(nl, en)| Remark::on_rule(Code::ImplausibleLimit, book, rule, nl, en)));
    }
    remarks
}

/// Looks for limits outside the range of their fact, also in the filters of zones.
fn look(condition: &Condition, found: &mut Vec<(String, String)>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| look(part, found)),
        Condition::Not(part) => look(part, found),
        Condition::InZone(zone) => zone.filter.iter().for_each(|filter| look(filter, found)),
        Condition::Compare(compare) => {
            let (limit, range, unit) = match compare.limit {
                Limit::Number(limit) => (limit, compare.fact.range(), compare.fact.unit()),
                Limit::Nap { nap } => (nap, nap_levels(compare.fact), "m NAP"),
                Limit::Zone { .. } => return,
            };
            if !range.contains(&limit) {
                let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
                let (fact, from, to) = (compare.fact.slug(), range.start(), range.end());
                found.push((
                    format!("De grens {limit} in `{condition}` kan niet: `{fact}` loopt van {from} tot {to}{unit}."),
                    format!("The limit {limit} in `{condition}` cannot be: `{fact}` runs from {from} to {to}{unit}."),
                ));
            }
        }
        Condition::Always
        | Condition::Within(_)
        | Condition::Dwelling(_)
        | Condition::Fluid(_)
        | Condition::ExistingBefore(_)
        | Condition::Interference => {}
    }
}
