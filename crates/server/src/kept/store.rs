//! `POST /journal`: keeps the verdict on an application.

use std::sync::Arc;

use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use bodemtoets_journal::{Bounds, Content, NewAddition};
use bodemtoets_screening::application::{Application, Fault, Problem as Wrong};
use bodemtoets_screening::remedies::REACH_M;
use bodemtoets_space::{RdNew, Shape};
use serde_json::Value;

use super::{cannot, journal, name};
use crate::engine::{Engine, today};
use crate::media::Media;
use crate::parameter::{self, Kind, Parameter};
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::screen::draft;
use crate::{answer, document, dossier, words};

/// Bytes of an application at most.
const MOST_BYTES: u64 = 2 * 1024 * 1024;

/// Letters of a note at most.
const MOST_LETTERS: usize = 4_000;

/// What may be asked.
pub(crate) fn parameters() -> Vec<Parameter> {
    let note = Parameter::new("note", Kind::Text, "What is written beside it.");
    let about = "Adds the document (PDF or HTML) as a file, as it is at the moment of keeping.";
    let dossier = Parameter::new("dossier", Kind::OneOf(&["none", "pdf", "html"]), about);
    parameter::fields().chain([note, dossier]).collect()
}

/// Keeps the verdict on an application, of the body or of the address.
pub(crate) async fn keep(mut ask: Ask) -> Answer {
    let journal = journal(&ask)?;
    let template = draft(&ask.query)?;
    let note = ask.query.get("note").unwrap_or_default().to_owned();
    if note.chars().nth(MOST_LETTERS).is_some() {
        return Err(Problem::parameter("note", "", words::too_long("note", MOST_LETTERS)));
    }
    let mut body = Vec::new();
    ask.take_body(MOST_BYTES, |bytes| {
        body.extend_from_slice(bytes);
        Ok(())
    })
    .await?;
    let app = Arc::clone(&ask.app);
    app.work
        .run(move |rd| {
            let application = if body.iter().all(u8::is_ascii_whitespace) {
                template.finish(rd).map_err(|fault| Problem::fault(&fault))?
            } else {
                document::read(&body, template, rd)?
            };
            let content = Content { kept_by: name(&ask), note, ..judged(&ask.engine, &application, rd)? };
            // Made first: an entry without the document that was asked for is not what was asked for.
            let dossier = made(&ask, &application, rd)?;
            let entry = journal.keep(&content).map_err(|error| cannot(&error))?;
            if let Some(dossier) = dossier {
                journal.add(entry.number, &dossier).map_err(|error| cannot(&error))?;
            }
            let mut answer = answer::json(&super::open::told(&ask, &entry))?;
            *answer.status_mut() = StatusCode::CREATED;
            if let Ok(at) = HeaderValue::from_str(&format!("{}/journal/{}", ask.base, entry.number)) {
                answer.headers_mut().insert(LOCATION, at);
            }
            Ok(answer)
        })
        .await?
}

/// The document that is kept beside it, where that is asked for.
fn made(ask: &Ask, application: &Application, rd: &RdNew) -> Result<Option<NewAddition>, Problem> {
    let media = match ask.query.get("dossier") {
        Some("pdf") => Media::Pdf,
        Some("html") => Media::Html,
        _ => return Ok(None),
    };
    let date = application.date.unwrap_or_else(today);
    let document = dossier::of(&ask.engine, application, (date, REACH_M), rd, ask.lang)?;
    Ok(Some(NewAddition {
        added_by: name(ask),
        name: dossier::file_name(&application.id, media),
        media: media.mime().to_owned(),
        bytes: dossier::bytes(&ask.app, &document, media)?,
    }))
}

/// What is kept of a verdict.
fn judged(engine: &Engine, application: &Application, rd: &RdNew) -> Result<Content, Problem> {
    let wrong = |problem: Wrong| Problem::fault(&Fault::new("given", "", problem));
    engine.screener.check_given(application).map_err(wrong)?;
    let verdict = verdict(engine, application, application.date.unwrap_or_else(today), rd)?;
    Ok(Content {
        kept_by: String::new(),
        reference: application.id.clone(),
        applicant: application.applicant.clone().unwrap_or_default(),
        outcome: verdict["outcome"].as_str().unwrap_or_default().to_owned(),
        date: verdict["date"].as_str().unwrap_or_default().to_owned(),
        note: String::new(),
        application: application.canonical(),
        verdict: verdict.to_string(),
        bounds: Some(bounds(&application.place)),
    })
}

/// The rectangle around a place.
pub(super) fn bounds(place: &Shape) -> Bounds {
    let around = place.bounds();
    let (low, high) = (around.min(), around.max());
    Bounds { west_m: low.x, south_m: low.y, east_m: high.x, north_m: high.y }
}

/// The verdict in full under the law of a day, as JSON.
pub(super) fn verdict(
    engine: &Engine,
    application: &Application,
    date: jiff::civil::Date,
    rd: &RdNew,
) -> Result<Value, Problem> {
    let assessment = engine.screener.assess_on(application, date);
    let remedies = assessment.remedies(REACH_M);
    serde_json::to_value(assessment.verdict(Some(rd), Some(remedies))).map_err(|_| Problem::fault_of_ours())
}
