//! Answers that went well.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use bodemtoets_words::lang::Lang;
use serde::Serialize;
use serde_json::Value;

use crate::media::Media;
use crate::page;
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;

/// Something in a form.
pub(crate) fn of(media: Media, body: impl Into<Body>) -> Response {
    ([(CONTENT_TYPE, media.mime())], body.into()).into_response()
}

/// A page or a text in a language.
pub(crate) fn for_people(media: Media, lang: Lang, body: String) -> Response {
    let mut answer = of(media, body);
    if let Ok(value) = lang.pick("nl", "en").parse() {
        answer.headers_mut().insert(CONTENT_LANGUAGE, value);
    }
    answer
}

/// A document, in lines for people to read.
pub(crate) fn json(document: &impl Serialize) -> Answer {
    Ok(of(Media::Json, lines_of(document)?))
}

/// A document as JSON, as the command line writes it.
pub(crate) fn lines_of(document: &impl Serialize) -> Result<Vec<u8>, Problem> {
    let mut bytes = serde_json::to_vec_pretty(document).map_err(|_| Problem::fault_of_ours())?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A document, as JSON or as a page.
pub(crate) fn document(ask: &Ask, title: &str, document: &Value) -> Answer {
    if ask.media == Media::Html {
        return Ok(for_people(Media::Html, ask.lang, page::document(title, document, ask.setting())));
    }
    json(document)
}

/// A part of the program itself, which may be kept for an hour.
pub(crate) fn asset(mime: &'static str, bytes: &'static [u8]) -> Response {
    ([(CONTENT_TYPE, mime), (CACHE_CONTROL, "max-age=3600")], bytes).into_response()
}
