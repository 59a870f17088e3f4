//! What is wrong with a request, as `application/problem+json` (RFC 9457) or a page.

use axum::http::StatusCode;
use axum::http::header::{ALLOW, CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::response::{IntoResponse as _, Response};
use bodemtoets_screening::application::Fault;
use bodemtoets_words::lang::Text;
use schemars::JsonSchema;
use serde::Serialize;

use crate::media::Media;
use crate::page::{self, Setting};
use crate::words;

/// Why there is no answer.
#[derive(Debug, Clone)]
pub(crate) struct Problem(Box<Told>);

/// What is told of it.
#[derive(Debug, Clone)]
struct Told {
    status: StatusCode,
    kind: &'static str,
    detail: Text,
    field: Option<String>,
    value: Option<String>,
    retry_after_s: Option<u32>,
    allow: Option<String>,
    asks_token: bool,
}

/// A problem as a document.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub(crate) struct ProblemDocument<'a> {
    /// The kind of problem, where OGC API Processes has a name for it; else `about:blank`.
    #[serde(rename = "type")]
    kind: &'a str,
    /// What kind of problem it is, in a few words.
    title: &'a str,
    /// The status of the answer.
    status: u16,
    /// What is wrong, where, and what to do: the sentence of the command line, in the language asked for.
    detail: &'a str,
    /// The parameter or field.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    /// Its value as it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
}

impl Problem {
    /// A problem with a sentence in both languages.
    pub(crate) fn new(status: StatusCode, detail: Text) -> Self {
        Self(Box::new(Told {
            status,
            kind: "about:blank",
            detail,
            field: None,
            value: None,
            retry_after_s: None,
            allow: None,
            asks_token: false,
        }))
    }

    fn with(mut self, change: impl FnOnce(&mut Told)) -> Self {
        change(&mut self.0);
        self
    }

    /// The same problem, of a kind that has a name.
    pub(crate) fn of_kind(self, kind: &'static str) -> Self {
        self.with(|told| told.kind = kind)
    }

    /// Something that was asked in a way that cannot be answered.
    pub(crate) fn bad(detail: Text) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// A parameter that is wrong.
    pub(crate) fn parameter(name: &str, value: &str, detail: Text) -> Self {
        let value = Some(value).filter(|value| !value.is_empty()).map(shortened);
        Self::bad(detail).with(|told| (told.field, told.value) = (Some(name.to_owned()), value))
    }

    /// A field of an application that is wrong, in the words of the command line.
    pub(crate) fn fault(fault: &Fault) -> Self {
        let Fault { field, value, .. } = fault;
        let short = Fault { field: field.clone(), value: shortened(value), problem: fault.problem.clone() };
        Self::parameter(field, value, Text::both(|lang| short.text(lang)))
    }

    /// There is nothing of that name.
    pub(crate) fn not_found(detail: Text) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// A method that the address does not have; `allowed` are those that it has.
    pub(crate) fn method(allowed: &str) -> Self {
        let detail = words::no_such_method(allowed);
        Self::new(StatusCode::METHOD_NOT_ALLOWED, detail).with(|told| told.allow = Some(allowed.to_owned()))
    }

    /// A token is needed.
    pub(crate) fn no_token() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, words::no_token()).with(|told| told.asks_token = true)
    }

    /// The token may not do this.
    pub(crate) fn not_allowed(role: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, words::not_allowed(role))
    }

    /// Too many ask at the same time.
    pub(crate) fn too_busy() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, words::too_busy()).with(|told| told.retry_after_s = Some(1))
    }

    /// There is no room on the disk.
    pub(crate) fn no_room() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, words::no_room())
    }

    /// One client asks too often.
    pub(crate) fn too_often() -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, words::too_often()).with(|told| told.retry_after_s = Some(1))
    }

    /// It could not be done in the time that there is.
    pub(crate) fn took_too_long() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, words::took_too_long()).with(|told| told.retry_after_s = Some(5))
    }

    /// A slip of the program.
    pub(crate) fn fault_of_ours() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, words::fault_of_ours())
    }

    /// The status of the answer.
    pub(crate) fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The sentence, in both languages.
    pub(crate) fn detail(&self) -> &Text {
        &self.0.detail
    }

    /// The parameter or field, and its value, where there is one.
    pub(crate) fn field(&self) -> (Option<&str>, Option<&str>) {
        (self.0.field.as_deref(), self.0.value.as_deref())
    }

    /// The problem as an answer.
    pub(crate) fn answer(&self, media: Media, setting: Setting) -> Response {
        let lang = setting.lang;
        let Told { status, kind, detail, field, value, retry_after_s, allow, asks_token } = &*self.0;
        let (status, title) = (*status, words::title(*status, lang));
        let detail = detail.get(lang);
        let (mime, body) = if media == Media::Html {
            ("text/html; charset=utf-8", page::problem(status, title, detail, setting))
        } else {
            let document = ProblemDocument {
                kind,
                title,
                status: status.as_u16(),
                detail,
                field: field.as_deref(),
                value: value.as_deref(),
            };
            // It holds text and numbers only.
            ("application/problem+json", serde_json::to_string(&document).unwrap_or_default() + "\n")
        };
        let mut answer = (status, [(CONTENT_TYPE, mime)], body).into_response();
        let headers = answer.headers_mut();
        if let Ok(value) = lang.pick("nl", "en").parse() {
            headers.insert(CONTENT_LANGUAGE, value);
        }
        let more = [
            (RETRY_AFTER, retry_after_s.map(|seconds| seconds.to_string())),
            (ALLOW, allow.clone()),
            (
                WWW_AUTHENTICATE,
                asks_token.then(|| "Bearer realm=\"bodemtoets\", Basic realm=\"bodemtoets\"".to_owned()),
            ),
        ];
        for (name, value) in more {
            if let Some(value) = value.and_then(|value| value.parse().ok()) {
                headers.insert(name, value);
            }
        }
        answer
    }
}

/// A value that is shown again, not longer than is of use.
fn shortened(value: &str) -> String {
    const MOST: usize = 200;
    if value.chars().nth(MOST).is_none() {
        return value.to_owned();
    }
    value.chars().take(MOST).chain(['…']).collect()
}
