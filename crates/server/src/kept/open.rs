//! What was kept: found, opened, erased; and who did what.

use std::sync::Arc;

use bodemtoets_journal::{Entry, Journal, Search};
use bodemtoets_space::RdNew;
use serde_json::{Value, json};

use super::changes::since;
use super::{cannot, journal, name, number};
use crate::parameter::{Kind, Parameter};
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::{answer, words};

/// Entries of an answer at most, and when nothing is said.
const MOST: u32 = 1000;
const USUAL: u32 = 50;

/// What may be asked of the list.
pub(crate) fn parameters_of_list() -> Vec<Parameter> {
    vec![
        Parameter::new(
            "q",
            Kind::Text,
            "Text in the reference, the applicant, the notes, the names of files, the outcome or the name of who kept it.",
        ),
        Parameter::new("limit", Kind::Count(MOST, USUAL), "Entries of an answer at most."),
        Parameter::new("offset", Kind::Offset, "Entries that are passed over."),
    ]
}

/// What may be asked of the list of who did what.
pub(crate) fn parameters_of_acts() -> Vec<Parameter> {
    vec![Parameter::new("limit", Kind::Count(MOST, USUAL), "Lines of an answer at most.")]
}

/// What may be asked of an erasure.
pub(crate) fn parameters_of_erasure() -> Vec<Parameter> {
    vec![Parameter::new("why", Kind::Text, "Why, without personal data: it stays.")]
}

/// An entry without its documents.
pub(super) fn told(ask: &Ask, entry: &Entry) -> Value {
    let mut told = json!(entry);
    if let Some(content) = told["content"].as_object_mut() {
        content.remove("application");
        content.remove("verdict");
    }
    told["link"] = format!("{}/journal/{}", ask.base, entry.number).into();
    told
}

/// An entry with what was added to it.
fn told_with_additions(ask: &Ask, journal: &Journal, entry: &Entry) -> Result<Value, Problem> {
    let mut document = told(ask, entry);
    let additions = journal.additions(entry.number).map_err(|error| cannot(&error))?;
    document["additions"] = additions.iter().map(|addition| super::add::told(ask, addition)).collect();
    Ok(document)
}

/// Entries, the newest first.
pub(crate) async fn find(ask: Ask) -> Answer {
    let journal = journal(&ask)?;
    let app = Arc::clone(&ask.app);
    let count = |name: &str, usual: u32| ask.query.get(name).and_then(|count| count.parse().ok()).unwrap_or(usual);
    let search = Search {
        text: ask.query.get("q").unwrap_or_default().to_owned(),
        limit: count("limit", USUAL).min(MOST),
        offset: count("offset", 0),
        ..Search::default()
    };
    app.work
        .run(move |_| {
            let (entries, matched) = journal.search(&search).map_err(|error| cannot(&error))?;
            let entries: Vec<Value> = entries.iter().map(|entry| told(&ask, entry)).collect();
            let title = ask.lang.pick("Journaal", "Journal");
            answer::document(&ask, title, &json!({ "numberMatched": matched, "entries": entries }))
        })
        .await?
}

/// One entry: what was kept, and what has become of it.
pub(crate) async fn open(ask: Ask) -> Answer {
    let (journal, number) = (journal(&ask)?, number(&ask)?);
    let app = Arc::clone(&ask.app);
    app.work
        .run(move |rd| {
            let entry = journal.open_entry(number, &name(&ask)).map_err(|error| cannot(&error))?;
            let entry = entry.ok_or_else(|| Problem::not_found(words::no_such_entry(ask.part("number"))))?;
            let title = format!("{} {number}", ask.lang.pick("Journaal", "Journal"));
            answer::document(&ask, &title, &in_full(&ask, &journal, &entry, rd)?)
        })
        .await?
}

fn in_full(ask: &Ask, journal: &Journal, entry: &Entry, rd: &RdNew) -> Result<Value, Problem> {
    let mut document = told_with_additions(ask, journal, entry)?;
    if let Some(content) = &entry.content {
        document["since"] = json!(since(&ask.engine, content, rd));
        let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
        document["content"]["application"] = read(&content.application);
        document["content"]["verdict"] = read(&content.verdict);
    }
    Ok(document)
}

/// Erases what was kept in an entry.
pub(crate) async fn erase(ask: Ask) -> Answer {
    let (journal, number) = (journal(&ask)?, number(&ask)?);
    let why = ask.query.get("why").unwrap_or_default().to_owned();
    let app = Arc::clone(&ask.app);
    app.work
        .run(move |_| {
            let was_there = journal.erase(number, &name(&ask), &why).map_err(|error| cannot(&error))?;
            let entry = journal.find(number).map_err(|error| cannot(&error))?.filter(|_| was_there);
            let entry = entry.ok_or_else(|| Problem::not_found(words::no_such_entry(ask.part("number"))))?;
            answer::json(&told(&ask, &entry))
        })
        .await?
}

/// Who did what, the newest first.
pub(crate) async fn acts(ask: Ask) -> Answer {
    let journal = journal(&ask)?;
    let app = Arc::clone(&ask.app);
    let limit = ask.query.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(USUAL).min(MOST);
    app.work
        .run(move |_| {
            let acts = journal.acts(limit).map_err(|error| cannot(&error))?;
            let title = ask.lang.pick("Wie deed wat", "Who did what");
            answer::document(&ask, title, &json!({ "acts": acts }))
        })
        .await?
}
