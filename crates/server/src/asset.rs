//! The style of the pages.

use axum::response::Response;

use crate::answer;
use crate::media::Media;

/// The style of the pages.
pub(crate) fn style() -> Response {
    answer::asset(Media::Css.mime(), include_bytes!("page/style.css"))
}
