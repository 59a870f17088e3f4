//! What the program brings along for browsers: the page, which is built from `page/`, and the style of plain pages.

use axum::response::Response;

use crate::answer;
use crate::media::Media;
use crate::parameter::{Kind, Parameter};

/// The page itself: it names its script and style with their versions, so that it is never kept.
pub(crate) const PAGE: &str = include_str!("page/built/index.html");

/// The style of the plain pages.
pub(crate) fn style() -> Response {
    answer::asset(Media::Css.mime(), include_bytes!("page/style.css"))
}

/// The style of the page.
pub(crate) fn page_style() -> Response {
    answer::asset(Media::Css.mime(), include_bytes!("page/built/page.css"))
}

/// The script of the page.
pub(crate) fn script() -> Response {
    answer::asset(Media::Script.mime(), include_bytes!("page/built/page.js"))
}

/// What may be asked of a part of the page: its version, so that a browser does not use an older one.
pub(crate) fn parameters() -> Vec<Parameter> {
    vec![Parameter::new("v", Kind::Text, "Version that is meant: a browser that has kept it need not ask again.")]
}
