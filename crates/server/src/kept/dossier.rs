//! `/journal/12/dossier`: the document of what was kept.

use std::sync::Arc;

use bodemtoets_journal::Content;
use bodemtoets_screening::application::{Application, Draft, read_fields};
use bodemtoets_screening::remedies::REACH_M;
use bodemtoets_space::RdNew;
use jiff::civil::Date;
use serde_json::{Map, Value};

use super::changes::since;
use super::{cannot, journal, name, number};
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::{dossier, words};

/// The document of what was kept. It is made again, and so only where all of it would be what was kept: what has
/// changed since would stand in it as if it had been so then.
pub(crate) async fn make(ask: Ask) -> Answer {
    let (journal, number) = (journal(&ask)?, number(&ask)?);
    let app = Arc::clone(&ask.app);
    app.work
        .run(move |rd| {
            let entry = journal.open_entry(number, &name(&ask)).map_err(|error| cannot(&error))?;
            let gone = || Problem::not_found(words::no_such_entry(ask.part("number")));
            let content = entry.and_then(|entry| entry.content).ok_or_else(gone)?;
            let changed = || Problem::new(axum::http::StatusCode::CONFLICT, words::changed_since(number));
            if !since(&ask.engine, &content, rd).is_same() {
                return Err(changed());
            }
            let (application, date) = application(&content, rd).ok_or_else(changed)?;
            let document = dossier::of(&ask.engine, &application, (date, REACH_M), rd, ask.lang)?;
            let bytes = dossier::bytes(&ask.app, &document, ask.media)?;
            Ok(dossier::handed_over(&document, &application.id, ask.media, bytes))
        })
        .await?
}

/// The application that was kept, and the day whose law was applied.
pub(super) fn application(content: &Content, rd: &RdNew) -> Option<(Application, Date)> {
    let mut fields: Map<String, Value> = serde_json::from_str(&content.application).ok()?;
    // Computed from others, and no field.
    fields.remove("heat_surplus_mwh");
    Some((read_fields(fields, Draft::default(), rd).ok()?, content.date.parse().ok()?))
}
