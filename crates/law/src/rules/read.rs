//! Reading a rulebook: key by key, so that one reading finds every fault.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::case::{Case, Given, PlaceCase};
use super::condition::Condition;
use super::facts::Quantity;
use super::fault::Fault;
use super::outcome::Outcome;
use super::requirement::Requirement;
use super::rulebook::{IfUnknown, NeededMap, Rule, Rulebook};
use super::truth::Truth;
use crate::provenance::sha256;
use crate::suggest;

type Value<'i> = Spanned<DeValue<'i>>;

/// A date as TOML writes it.
#[derive(Deserialize)]
struct Day(#[serde(deserialize_with = "crate::date::deserialize")] jiff::civil::Date);

const BOOK: [&str; 10] =
    ["id", "version", "jurisdiction", "title", "advice", "partial", "map", "rule", "requirement", "case"];
const RULE: [&str; 16] = [
    "id",
    "valid_from",
    "valid_to",
    "right_until",
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
const REQUIREMENT: [&str; 8] = ["id", "valid_from", "valid_to", "applies_to", "fields", "text", "source", "certainty"];
const CASE: [&str; 6] = ["name", "pack", "application", "outcome", "decisive", "settle"];

/// What came of reading one text.
pub(super) struct Read {
    /// The rulebook, with the rules that could be read.
    pub book: Option<Rulebook>,
    /// The ids of all rules, also of those that could not.
    pub ids: Vec<String>,
    /// The names in `replaces` of all rules, and where they stand.
    pub replaced: Vec<(String, Range<usize>)>,
    /// Everything that is wrong.
    pub faults: Vec<Fault>,
}

/// Reads a rulebook, and says everything that is wrong with it.
pub(super) fn rulebook(file: &str, text: &str) -> Read {
    let mut reader = Reader { file, text, ids: Vec::new(), replaced: Vec::new(), faults: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        reader.error(error, 0..0);
    }
    let patched = patch_dates(text, &errors);
    let book = match &patched {
        _ if errors.is_empty() => reader.book(table),
        // The faults are told of the text as it is written: a patch is as long as what it covers.
        Some(patched) => {
            let (table, errors) = DeTable::parse_recoverable(patched);
            if errors.is_empty() { reader.book(table) } else { None }
        }
        // After another slip of syntax the rest is guesswork.
        None => None,
    };
    Read { book, ids: reader.ids, replaced: reader.replaced, faults: reader.faults }
}

/// The text with days that no calendar has replaced by one that it has, when nothing else is wrong
/// with the syntax: so that one impossible day does not hide every other fault.
fn patch_dates(text: &str, errors: &[toml::de::Error]) -> Option<String> {
    let mut patched = text.to_owned();
    for error in errors {
        let start = error.span().filter(|_| error.message().starts_with("invalid date"))?.start;
        let day = text.get(start..start + 10)?;
        if !day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            return None;
        }
        patched.replace_range(start..start + 10, "2000-01-01");
    }
    Some(patched)
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    ids: Vec<String>,
    replaced: Vec<(String, Range<usize>)>,
    faults: Vec<Fault>,
}

/// A table whose keys are taken one by one.
struct Keys<'i> {
    table: DeTable<'i>,
    span: Range<usize>,
    what: &'static str,
    /// Keys that were misspelt: that they are not there has been said.
    meant: Vec<&'static str>,
}

impl Reader<'_> {
    fn fault(&mut self, span: Range<usize>, problem: impl Into<String>) {
        self.faults.push(Fault::new(self.file, self.text, span, problem));
    }

    fn error(&mut self, error: &toml::de::Error, otherwise: Range<usize>) {
        let span = error.span().unwrap_or(otherwise);
        // The nearest name stands on a line of its own in longer messages.
        let problem = suggest::improve(error.message()).replace("\ndid you", "; did you");
        self.fault(span, in_plain_words(&problem));
    }

    fn book(&mut self, table: Spanned<DeTable>) -> Option<Rulebook> {
        let mut keys = Keys { table: table.into_inner(), span: 0..0, what: "rulebook", meant: Vec::new() };
        self.unknown_keys(&mut keys, &BOOK);
        let id = self.needed(&mut keys, "id");
        let version = self.needed(&mut keys, "version");
        let jurisdiction = self.needed(&mut keys, "jurisdiction");
        let title = self.needed(&mut keys, "title");
        let advice = self.optional(&mut keys, "advice");
        let partial = self.optional(&mut keys, "partial");
        let maps = self.list(&mut keys, "map", Self::map);
        let rules = self.list(&mut keys, "rule", Self::rule);
        let requirements = self.list(&mut keys, "requirement", Self::requirement);
        let cases = self.list(&mut keys, "case", Self::place_case);
        if rules.is_empty() && requirements.is_empty() && self.faults.is_empty() {
            self.fault(0..0, "a rulebook without rules: write a `[[rule]]`");
        }
        Some(Rulebook {
            id: id?,
            version: version?,
            jurisdiction: jurisdiction?,
            title: title?,
            advice: advice?.unwrap_or_default(),
            partial: partial?,
            maps,
            rules,
            requirements,
            cases,
            file: self.file.to_owned(),
            sha256: sha256(self.text.as_bytes()),
            text: self.text.to_owned(),
        })
    }

    fn map(&mut self, value: Value) -> Option<NeededMap> {
        let kind_at = value.get_ref().as_table().and_then(|table| Some(table.get("kind")?.span()));
        let at = kind_at.unwrap_or_else(|| value.span());
        Some(NeededMap { at, ..self.value(value)? })
    }

    fn rule(&mut self, value: Value) -> Option<Rule> {
        let mut keys = self.keys(value, "rule")?;
        self.unknown_keys(&mut keys, &RULE);
        let at = keys.table.get("id").map_or(keys.span.clone(), Spanned::span);
        let id: Option<String> = self.needed(&mut keys, "id");
        self.ids.extend(id.clone());
        let ends = ["valid_to", "right_until"].map(|key| Some(keys.table.get(key)?.span()));
        let systems_at = keys.table.get("applies_to").map(Spanned::span);
        let weeks_at = keys.table.get("notice_weeks").map(Spanned::span);
        let valid_from = self.needed::<Day>(&mut keys, "valid_from").map(|day| day.0);
        let valid_to = self.optional::<Day>(&mut keys, "valid_to").map(|day| day.map(|day| day.0));
        let right_until = self.optional::<Day>(&mut keys, "right_until").map(|day| day.map(|day| day.0));
        let applies_to: Option<Vec<_>> = self.needed(&mut keys, "applies_to");
        let when_at = keys.table.get("when").map(Spanned::span);
        let when = self.needed_with(&mut keys, "when", Self::condition);
        if when.as_ref().is_some_and(Condition::has_stray_zone) {
            let problem =
                "`{ zone = ... }` stands for a field of the zone that `in_zone` looks at: it belongs in `where`";
            self.fault(when_at.unwrap_or_default(), problem);
        }
        let outcome = self.needed(&mut keys, "outcome");
        let exemption = self.optional(&mut keys, "exemption");
        let notice_weeks = self.optional(&mut keys, "notice_weeks");
        let if_unknown: Option<Option<IfUnknown>> = self.optional(&mut keys, "if_unknown");
        let replaces: Option<Option<Vec<Spanned<String>>>> = self.optional(&mut keys, "replaces");
        let names = replaces.iter().flatten().flatten();
        self.replaced.extend(names.map(|name| (name.get_ref().clone(), name.span())));
        let replaces = replaces.map(|names| names.into_iter().flatten().map(Spanned::into_inner).collect());
        let conditions = self.optional(&mut keys, "conditions");
        let reason = self.needed(&mut keys, "reason");
        let source = self.needed(&mut keys, "source");
        let certainty = self.needed(&mut keys, "certainty");
        let cases = keys.table.remove("test").map(|tests| self.tests(tests)).unwrap_or_default();
        for (end, span) in [valid_to.flatten(), right_until.flatten()].into_iter().zip(ends) {
            if let (Some(from), Some(end), Some(span)) = (valid_from, end, span)
                && end < from
            {
                self.fault(span, format!("ends before it begins, on {from}"));
            }
        }
        if applies_to.as_ref().is_some_and(Vec::is_empty) {
            self.fault(systems_at.unwrap_or_default(), "applies to no system; list `open`, `closed` or both");
        }
        if let (Some(span), Some(outcome)) = (weeks_at, outcome)
            && outcome != Outcome::Notify
        {
            self.fault(span, "`notice_weeks` belongs to a rule whose outcome is `notify`");
        }
        Some(Rule {
            id: id?,
            valid_from: valid_from?,
            valid_to: valid_to?,
            right_until: right_until?,
            applies_to: applies_to?,
            when: when?,
            outcome: outcome?,
            exemption: exemption?,
            notice_weeks: notice_weeks?,
            if_unknown: if_unknown?.unwrap_or_default(),
            replaces: replaces?,
            conditions: conditions?.unwrap_or_default(),
            reason: reason?,
            source: source?,
            certainty: certainty?,
            cases,
            at,
        })
    }

    /// A condition; parts of `all`, `any` and `not` each on their own.
    fn condition(&mut self, value: Value) -> Option<Condition> {
        let joined = match value.get_ref() {
            DeValue::Table(table) if table.len() == 1 => {
                let key = ["all", "any", "not"].into_iter().find(|key| table.contains_key(*key));
                key.filter(|key| (*key == "not") || table.get(*key).is_some_and(|list| list.get_ref().is_array()))
            }
            _ => None,
        };
        let Some(key) = joined else {
            return self.value(value);
        };
        let mut keys = self.keys(value, "condition")?;
        let inner = keys.table.remove(key)?;
        if key == "not" {
            return Some(Condition::Not(Box::new(self.condition(inner)?)));
        }
        let span = inner.span();
        let DeValue::Array(list) = inner.into_inner() else { return None };
        if list.is_empty() {
            self.fault(span, format!("`{key} = []` joins nothing"));
        }
        let (count, parts) = (list.len(), list.into_iter().filter_map(|part| self.condition(part)).collect::<Vec<_>>());
        if parts.len() < count.max(1) {
            return None;
        }
        Some(if key == "all" { Condition::All(parts) } else { Condition::Any(parts) })
    }

    fn tests(&mut self, value: Value) -> Vec<Case> {
        let Some(mut keys) = self.keys(value, "test") else { return Vec::new() };
        self.unknown_keys(&mut keys, &TEST);
        let mut cases = Vec::new();
        for (key, expected) in TEST.into_iter().zip([Truth::True, Truth::False, Truth::Unknown]) {
            let read = |reader: &mut Self, value: Value| {
                let at = value.span();
                let given: Given = reader.value(value)?;
                Some(Case { given, expected, at })
            };
            cases.extend(self.list(&mut keys, key, read));
        }
        cases
    }

    fn requirement(&mut self, value: Value) -> Option<Requirement> {
        let mut keys = self.keys(value, "requirement")?;
        self.unknown_keys(&mut keys, &REQUIREMENT);
        let at = keys.table.get("id").map_or(keys.span.clone(), Spanned::span);
        let fields_at = keys.table.get("fields").map(Spanned::span);
        let id = self.needed(&mut keys, "id");
        let valid_from = self.needed::<Day>(&mut keys, "valid_from");
        let valid_to = self.optional::<Day>(&mut keys, "valid_to");
        let applies_to = self.needed(&mut keys, "applies_to");
        let asked: Option<Option<Vec<String>>> = self.optional(&mut keys, "fields");
        let text = self.needed(&mut keys, "text");
        let source = self.needed(&mut keys, "source");
        let certainty = self.needed(&mut keys, "certainty");
        for field in asked.iter().flatten().flatten() {
            if !fields().any(|known| known == field) {
                let hint = suggest::nearest(field, fields()).map(|name| format!("; did you mean `{name}`?"));
                let problem = format!("no field of an application is called `{field}`{}", hint.unwrap_or_default());
                self.fault(fields_at.clone().unwrap_or_default(), problem);
            }
        }
        Some(Requirement {
            id: id?,
            valid_from: valid_from?.0,
            valid_to: valid_to?.map(|day| day.0),
            applies_to: applies_to?,
            fields: asked?.unwrap_or_default(),
            text: text?,
            source: source?,
            certainty: certainty?,
            at,
        })
    }

    fn place_case(&mut self, value: Value) -> Option<PlaceCase> {
        let mut keys = self.keys(value, "case")?;
        self.unknown_keys(&mut keys, &CASE);
        let at = keys.table.get("name").map_or(keys.span.clone(), Spanned::span);
        let name = self.needed(&mut keys, "name");
        let pack = self.needed(&mut keys, "pack");
        let application = self.needed(&mut keys, "application");
        let outcome_at = keys.table.get("outcome").map(Spanned::span);
        let outcome: Option<String> = self.needed(&mut keys, "outcome");
        let decisive = self.optional(&mut keys, "decisive");
        let settle = self.optional(&mut keys, "settle");
        if let Some(outcome) = outcome.as_ref().filter(|outcome| !VERDICTS.contains(&outcome.as_str())) {
            let problem = format!("`{outcome}` is no outcome of a verdict; expected one of {}", VERDICTS.join(", "));
            self.fault(outcome_at.unwrap_or_default(), problem);
        }
        Some(PlaceCase {
            name: name?,
            pack: pack?,
            application: application?,
            outcome: outcome?,
            decisive: decisive?,
            settle: settle?,
            at,
        })
    }

    fn keys<'i>(&mut self, value: Value<'i>, what: &'static str) -> Option<Keys<'i>> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(table) => Some(Keys { table, span, what, meant: Vec::new() }),
            other => {
                self.fault(span, format!("a {what} is a table, not {}", a(other.type_str())));
                None
            }
        }
    }

    fn unknown_keys(&mut self, keys: &mut Keys, known: &[&'static str]) {
        for key in keys.table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let nearest = suggest::nearest(name, known.iter().copied());
                let hint = match nearest {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => format!("expected one of `{}`", known.join("`, `")),
                };
                keys.meant.extend(known.iter().filter(|known| nearest == Some(known)));
                self.fault(key.span(), format!("a {} has no key `{name}`; {hint}", keys.what));
            }
        }
    }

    /// A key that has to be there.
    fn needed<T: for<'de> Deserialize<'de>>(&mut self, keys: &mut Keys, key: &str) -> Option<T> {
        self.needed_with(keys, key, Self::value)
    }

    fn needed_with<'i, T>(
        &mut self,
        keys: &mut Keys<'i>,
        key: &str,
        read: impl FnOnce(&mut Self, Value<'i>) -> Option<T>,
    ) -> Option<T> {
        let Some(value) = keys.table.remove(key) else {
            if !keys.meant.contains(&key) {
                self.fault(keys.span.clone(), format!("this {} has no `{key}`", keys.what));
            }
            return None;
        };
        read(self, value)
    }

    /// A key that may be left out: `Some(None)` when it is, `None` when it is wrong.
    #[expect(clippy::option_option, reason = "as any other value: None when it is wrong, which has been told")]
    fn optional<T: for<'de> Deserialize<'de>>(&mut self, keys: &mut Keys, key: &str) -> Option<Option<T>> {
        match keys.table.remove(key) {
            Some(value) => self.value(value).map(Some),
            None => Some(None),
        }
    }

    /// A list that may be left out.
    fn list<'i, T>(
        &mut self,
        keys: &mut Keys<'i>,
        key: &str,
        mut read: impl FnMut(&mut Self, Value<'i>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = keys.table.remove(key) else { return Vec::new() };
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(list) => list.into_iter().filter_map(|item| read(self, item)).collect(),
            other => {
                self.fault(span, format!("`{key}` is a list, not {}", a(other.type_str())));
                Vec::new()
            }
        }
    }

    fn value<T: for<'de> Deserialize<'de>>(&mut self, value: Value) -> Option<T> {
        let span = value.span();
        let read = T::deserialize(ValueDeserializer::from(value));
        read.map_err(|error| self.error(&error, span)).ok()
    }
}

/// The fields of an application that a requirement may ask for.
fn fields() -> impl Iterator<Item = &'static str> {
    let stated = Quantity::ALL.into_iter().filter(|quantity| quantity.is_stated()).map(Quantity::slug);
    ["applicant", "place", "dwelling", "fluid"].into_iter().chain(stated)
}

/// The outcomes of verdicts.
const VERDICTS: [&str; 6] = ["prohibited", "permit", "notify", "free", "undetermined", "not-covered"];

/// What a parser says, in the words of people who write rulebooks.
fn in_plain_words(message: &str) -> String {
    let words = [
        ("unknown variant ", "not known here: "),
        ("unknown field ", "no key here is called "),
        ("missing field ", "missing: "),
        ("expected a TOML datetime", "expected a date without quotes, as 2024-01-31"),
        ("expected u8", "expected a whole number from 0 to 255"),
    ];
    words.iter().fold(message.to_owned(), |text, (theirs, ours)| text.replace(theirs, ours))
}

/// A word with its article.
fn a(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {word}")
}

#[cfg(test)]
mod tests {
    use super::super::condition::{Condition, QUESTIONS};

    #[test]
    fn every_question_is_a_key_of_a_condition() {
        for question in QUESTIONS {
            let text = format!("{question} = 0");
            let error = toml::from_str::<Condition>(&text).map(|_| ()).unwrap_err().to_string();
            assert!(!error.contains("unknown field"), "{error}");
        }
    }
}
