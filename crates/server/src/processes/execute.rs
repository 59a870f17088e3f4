//! `POST /processes/ID/execution`: at once, or as a job where the header `Prefer` asks for that.

use std::sync::Arc;

use axum::http::header::LOCATION;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::{Value, json};

use super::apart::{self, Stop};
use super::described::asked;
use super::request::{self, Response, in_document};
use crate::media::Media;
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::spool::Spooled;
use crate::{answer, jobs, words};

/// What a body may be, as the header says.
pub(crate) const TAKES: &[&str] = &["application/json"];

/// What a body holds.
pub(crate) fn body_schema() -> Value {
    json!({
        "type": "object",
        "properties": {
            "inputs": { "type": "object", "description": "The inputs, by the names of the description of the process." },
            "outputs": { "type": "object", "description": "`result`, which is the only one." },
            "response": { "type": "string", "enum": ["raw", "document"], "default": "raw" },
        },
    })
}

/// Runs a process.
pub(crate) async fn execute(mut ask: Ask) -> Answer {
    let process = asked(&ask)?;
    if !ask.content_type().is_empty() && !TAKES.contains(&ask.content_type().as_str()) {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, words::wrong_media(&TAKES.join(", "))));
    }
    let request = Spooled::take(&mut ask, process.most_bytes(), ".json").await?;
    let (request, response) = {
        let read = move || request::response(process, request.path()).map(|response| (request, response));
        tokio::task::spawn_blocking(read).await.map_err(|_| Problem::fault_of_ours())??
    };
    if wants_job(&ask.headers) {
        let job = jobs::start(&ask, process, request, response)?;
        let mut answer = answer::json(&job.status(&ask))?;
        *answer.status_mut() = StatusCode::CREATED;
        let headers = answer.headers_mut();
        if let Ok(at) = HeaderValue::from_str(&format!("{}/jobs/{}", ask.base, job.id)) {
            headers.insert(LOCATION, at);
        }
        headers.insert(HeaderName::from_static("preference-applied"), HeaderValue::from_static("respond-async"));
        return Ok(answer);
    }
    let app = Arc::clone(&ask.app);
    let stop = Stop::after(app.limits.answer);
    stop.begin();
    app.work
        .run(move |rd| {
            let worker = ask.app.worker.as_deref();
            let bytes = apart::run(process, request.path(), &ask.engine, rd, (worker, ask.lang, &stop))?;
            handed_over(process.gives, response, bytes)
        })
        .await?
}

/// A result as it is handed over.
pub(crate) fn handed_over(gives: Media, response: Response, bytes: Vec<u8>) -> Answer {
    match response {
        Response::Raw => Ok(answer::of(gives, bytes)),
        Response::Document => Ok(answer::of(Media::Json, in_document(gives, &bytes)?)),
    }
}

/// Whether a job is preferred.
fn wants_job(headers: &HeaderMap) -> bool {
    headers
        .get_all("prefer")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.split([',', ';']).any(|preference| preference.trim().eq_ignore_ascii_case("respond-async")))
}
