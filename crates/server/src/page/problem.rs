//! The page that says why there is no answer.

use axum::http::StatusCode;
use maud::html;

use super::Setting;
use super::layout::layout;

/// The page of a problem.
pub(crate) fn problem(status: StatusCode, title: &str, detail: &str, setting: Setting) -> String {
    layout(
        title,
        setting,
        &html! {
            h1 { (title) }
            p role="alert" { (detail) }
            p.muted { "HTTP " (status.as_u16()) }
        },
    )
}
