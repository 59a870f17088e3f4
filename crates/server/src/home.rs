//! The first page: what there is, and a form for one application.

use serde_json::json;

use crate::media::Media;
use crate::request::Ask;
use crate::route::Answer;
use crate::{answer, page};

/// What there is.
pub(crate) async fn home(ask: Ask) -> Answer {
    if ask.media == Media::Html {
        return Ok(answer::for_people(Media::Html, ask.lang, page::home(ask.setting())));
    }
    answer::json(&json!({ "title": "Bodemtoets" }))
}

/// The style of the pages.
pub(crate) async fn style(_: Ask) -> Answer {
    Ok(answer::asset(Media::Css.mime(), include_bytes!("page/style.css")))
}
