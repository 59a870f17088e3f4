//! `POST /screen`: one application as a document, or a table of many.

use std::io::Read as _;
use std::sync::Arc;

use axum::http::StatusCode;

use super::batch;
use super::one::{Form, draft, judge};
use crate::document;
use crate::media::Media;
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::spool::Spooled;
use crate::words;

/// What a body may be, as the header says.
pub(crate) const TAKES: &[&str] = &["application/json", "application/geo+json", "text/csv"];

/// Bytes of one application at most.
const DOCUMENT_BYTES: u64 = 8 * 1024 * 1024;

/// The verdict on one application, or on many.
pub(crate) async fn post(mut ask: Ask) -> Answer {
    let most = ask.app.limits.table_bytes;
    let suffix = match ask.content_type().as_str() {
        "text/csv" | "text/tab-separated-values" => ".csv",
        "application/geo+json" | "application/json" => ".geojson",
        _ => return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, words::wrong_media(&TAKES.join(", ")))),
    };
    let template = draft(&ask.query)?;
    let body = Spooled::take(&mut ask, most, suffix).await?;
    if suffix == ".csv" {
        return batch::answer(ask, body, template).await;
    }
    let app = Arc::clone(&ask.app);
    let read = app.work.run(move |rd| {
        let unreadable = |_| Problem::bad(words::broken_off());
        let mut bytes = Vec::new();
        let file = std::fs::File::open(body.path()).map_err(unreadable)?;
        file.take(DOCUMENT_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        let is_large = bytes.len() as u64 > DOCUMENT_BYTES;
        if is_large || document::holds_many(&bytes[..bytes.len().min(2048)]) {
            return Ok(Err((ask, body, template)));
        }
        let application = document::read(&bytes, template, rd)?;
        ask.media = ask.form_of(&[Media::Json, Media::Html, Media::Text])?;
        judge(&ask.engine, &application, rd, &Form::of(&ask)).map(Ok)
    });
    match read.await?? {
        Ok(answer) => Ok(answer),
        Err((ask, body, template)) => batch::answer(ask, body, template).await,
    }
}
