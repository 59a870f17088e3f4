//! Reading a `[[rule]]` and its tests.

use std::ops::Range;

use toml::Spanned;

use super::reader::{Day, Reader, Value};
use crate::rules::case::{Case, Given};
use crate::rules::condition::{Condition, GRAMMAR};
use crate::rules::outcome::Outcome;
use crate::rules::rulebook::{IfUnknown, Rule};
use crate::rules::truth::Truth;
use crate::rules::unread::Withdrawn;

const KEYS: [&str; 17] = [
    "id",
    "valid_from",
    "valid_to",
    "right_until",
    "withdrawn",
    "applies_to",
    "when",
    "outcome",
    "exemption",
    "notice_weeks",
    "if_unknown",
    "replaces",
    "conditions",
    "reason",
    "source",
    "certainty",
    "test",
];
const TEST: [&str; 3] = ["applies", "does_not_apply", "unknown"];

/// The names of the rules of a rulebook.
#[derive(Default)]
pub(super) struct RuleNames {
    /// The ids of all rules, also of those that cannot be read.
    pub ids: Vec<String>,
    /// The names in `replaces` of all rules, and where they stand.
    pub replaced: Vec<(String, Range<usize>)>,
}

pub(super) fn rule(reader: &mut Reader, value: Value, names: &mut RuleNames) -> Option<Rule> {
    let mut keys = reader.keys(value, "rule")?;
    reader.unknown_keys(&mut keys, &KEYS);
    let at = keys.table.get("id").map_or(keys.span.clone(), Spanned::span);
    let id: Option<String> = reader.needed(&mut keys, "id");
    names.ids.extend(id.clone());
    let ends = ["valid_to", "right_until"].map(|key| Some(keys.table.get(key)?.span()));
    let systems_at = keys.table.get("applies_to").map(Spanned::span);
    let weeks_at = keys.table.get("notice_weeks").map(Spanned::span);
    let valid_from = reader.needed::<Day>(&mut keys, "valid_from").map(|day| day.0);
    let valid_to = reader.optional::<Day>(&mut keys, "valid_to").map(|day| day.map(|day| day.0));
    let right_until = reader.optional::<Day>(&mut keys, "right_until").map(|day| day.map(|day| day.0));
    let withdrawn: Option<Option<Withdrawn>> = reader.optional(&mut keys, "withdrawn");
    let applies_to: Option<Vec<_>> = reader.needed(&mut keys, "applies_to");
    let when_at = keys.table.get("when").map(Spanned::span);
    let when = reader.needed_with(&mut keys, "when", |reader, value| GRAMMAR.condition(reader, value));
    if when.as_ref().is_some_and(Condition::has_stray_zone_field) {
        let problem = "this asks something of the zone that `in_zone` looks at: it belongs in `where`";
        reader.fault(when_at.unwrap_or_default(), problem);
    }
    let outcome = reader.needed(&mut keys, "outcome");
    let exemption = reader.optional(&mut keys, "exemption");
    let notice_weeks = reader.optional(&mut keys, "notice_weeks");
    let if_unknown: Option<Option<IfUnknown>> = reader.optional(&mut keys, "if_unknown");
    let with_place = |reader: &mut Reader, value: Value| {
        let at = value.span();
        Some((reader.value::<String>(value)?, at))
    };
    let taken_over = reader.list(&mut keys, "replaces", with_place);
    let replaces = taken_over.iter().map(|(name, _)| name.clone()).collect();
    names.replaced.extend(taken_over);
    let conditions = reader.optional(&mut keys, "conditions");
    let reason = reader.needed(&mut keys, "reason");
    let source = reader.needed(&mut keys, "source");
    let certainty = reader.needed(&mut keys, "certainty");
    let cases = keys.table.remove("test").map(|cases| tests(reader, cases)).unwrap_or_default();
    for (end, span) in [valid_to.flatten(), right_until.flatten()].into_iter().zip(ends) {
        if let (Some(from), Some(end), Some(span)) = (valid_from, end, span)
            && end < from
        {
            reader.fault(span, format!("ends before it begins, on {from}"));
        }
    }
    if applies_to.as_ref().is_some_and(Vec::is_empty) {
        reader.fault(systems_at.unwrap_or_default(), "applies to no system; list `open`, `closed` or both");
    }
    if let (Some(span), Some(outcome)) = (weeks_at, outcome)
        && outcome != Outcome::Notify
    {
        reader.fault(span, "`notice_weeks` belongs to a rule whose outcome is `notify`");
    }
    Some(Rule {
        id: id?,
        valid_from: valid_from?,
        valid_to: valid_to?,
        right_until: right_until?,
        withdrawn: withdrawn?,
        applies_to: applies_to?,
        when: when?,
        outcome: outcome?,
        exemption: exemption?,
        notice_weeks: notice_weeks?,
        if_unknown: if_unknown?.unwrap_or_default(),
        replaces,
        conditions: conditions?.unwrap_or_default(),
        reason: reason?,
        source: source?,
        certainty: certainty?,
        cases,
        at,
    })
}

fn tests(reader: &mut Reader, value: Value) -> Vec<Case> {
    let Some(mut keys) = reader.keys(value, "test") else { return Vec::new() };
    reader.unknown_keys(&mut keys, &TEST);
    let mut cases = Vec::new();
    for (key, expected) in TEST.into_iter().zip([Truth::True, Truth::False, Truth::Unknown]) {
        let read = |reader: &mut Reader, value: Value| {
            let at = value.span();
            let given: Given = reader.value(value)?;
            Some(Case { given, expected, at })
        };
        cases.extend(reader.list(&mut keys, key, read));
    }
    cases
}
