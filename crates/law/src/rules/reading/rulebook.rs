//! Reading a rulebook.

use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeTable;

use super::place_case::place_case;
use super::reader::{Keys, Reader, Value};
use super::requirement::requirement;
use super::rule::{RuleNames, rule};
use crate::rules::fault::Fault;
use crate::rules::rulebook::{NeededMap, Rulebook};
use crate::rules::unread::{Level, MissingLaw};
use bodemtoets_words::provenance::sha256;

const KEYS: [&str; 13] = [
    "id",
    "version",
    "jurisdiction",
    "level",
    "title",
    "advice",
    "partial",
    "missing",
    "pending",
    "map",
    "rule",
    "requirement",
    "case",
];

/// What came of reading one text.
pub(in crate::rules) struct Read {
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
pub(in crate::rules) fn rulebook(file: &str, text: &str) -> Read {
    let mut reader = Reader::new(file, text);
    let mut names = RuleNames::default();
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let span = error.span().unwrap_or_default();
        match impossible_day(text, &span) {
            Some(day) => reader.fault(day.clone(), format!("no calendar has the day {}", &text[day])),
            None => reader.fault(span, error.message()),
        }
    }
    let patched = patch_days(text, &errors);
    let book = match &patched {
        _ if errors.is_empty() => book(&mut reader, table, &mut names),
        // The faults are told of the text as it is written: a patch is as long as what it covers.
        Some(patched) => {
            let (table, errors) = DeTable::parse_recoverable(patched);
            if errors.is_empty() { book(&mut reader, table, &mut names) } else { None }
        }
        // After another slip of syntax the rest is guesswork.
        None => None,
    };
    Read { book, ids: names.ids, replaced: names.replaced, faults: reader.into_faults() }
}

/// The text with days that no calendar has replaced by one that it has, when nothing else is wrong
/// with the syntax: so that one impossible day does not hide every other fault.
fn patch_days(text: &str, errors: &[toml::de::Error]) -> Option<String> {
    let mut patched = text.to_owned();
    for error in errors {
        patched.replace_range(impossible_day(text, &error.span()?)?, "2000-01-01");
    }
    Some(patched)
}

/// Where the day stands that begins at a fault, when it has the form of a day and no calendar has it.
fn impossible_day(text: &str, fault: &Range<usize>) -> Option<Range<usize>> {
    let span = fault.start..fault.start + "2000-01-01".len();
    let day = text.get(span.clone())?;
    let has_form =
        day.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    (has_form && day.parse::<Date>().is_err()).then_some(span)
}

fn book(reader: &mut Reader, table: Spanned<DeTable>, names: &mut RuleNames) -> Option<Rulebook> {
    let mut keys = Keys::new(table.into_inner(), 0..0, "rulebook");
    reader.unknown_keys(&mut keys, &KEYS);
    let id = reader.needed(&mut keys, "id");
    let version = reader.needed(&mut keys, "version");
    let jurisdiction = reader.needed(&mut keys, "jurisdiction");
    let level: Option<Option<Level>> = reader.optional(&mut keys, "level");
    let title = reader.needed(&mut keys, "title");
    let advice = reader.optional(&mut keys, "advice");
    let partial = reader.optional(&mut keys, "partial");
    let missing = reader.list(&mut keys, "missing", missing);
    let pending = reader.list(&mut keys, "pending", Reader::value);
    let maps = reader.list(&mut keys, "map", map);
    let rules = reader.list(&mut keys, "rule", |reader, value| rule(reader, value, names));
    let requirements = reader.list(&mut keys, "requirement", requirement);
    let cases = reader.list(&mut keys, "case", place_case);
    if rules.is_empty() && requirements.is_empty() && reader.is_content() {
        reader.fault(0..0, "a rulebook without rules: write a `[[rule]]`");
    }
    Some(Rulebook {
        id: id?,
        version: version?,
        jurisdiction: jurisdiction?,
        level: level?.unwrap_or_default(),
        title: title?,
        advice: advice?.unwrap_or_default(),
        partial: partial?,
        missing,
        pending,
        maps,
        rules,
        requirements,
        cases,
        file: reader.file().to_owned(),
        sha256: sha256(reader.text().as_bytes()),
        text: reader.text().to_owned(),
    })
}

/// Law that is not there: it has to matter on some day.
fn missing(reader: &mut Reader, value: Value) -> Option<MissingLaw> {
    let end_at = value.get_ref().as_table().and_then(|table| Some(table.get("valid_to")?.span()));
    let law: MissingLaw = reader.value(value)?;
    if let (Some(from), Some(end)) = (law.valid_from, law.valid_to)
        && end < from
    {
        reader.fault(end_at.unwrap_or_default(), format!("ends before it begins, on {from}"));
    }
    Some(law)
}

fn map(reader: &mut Reader, value: Value) -> Option<NeededMap> {
    let kind_at = value.get_ref().as_table().and_then(|table| Some(table.get("kind")?.span()));
    let at = kind_at.unwrap_or_else(|| value.span());
    Some(NeededMap { at, ..reader.value(value)? })
}
