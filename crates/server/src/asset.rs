//! The style of the pages.

use crate::answer;
use crate::media::Media;
use crate::request::Ask;
use crate::route::Answer;

/// The style of the pages.
pub(crate) async fn style(_: Ask) -> Answer {
    Ok(answer::asset(Media::Css.mime(), include_bytes!("page/style.css")))
}
