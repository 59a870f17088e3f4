//! `/settings`: what a page has to know of the server that it came from.

use serde_json::{Value, json};

use crate::basemap::Basemap;
use crate::request::Ask;
use crate::route::Answer;
use crate::{answer, words};

/// What there is here, and what who asks may do.
pub(crate) fn settings(ask: &Ask) -> Answer {
    let who = ask.who.as_ref();
    let basemap: Option<Value> = ask.app.basemap.as_ref().map(|basemap: &Basemap| basemap.told(ask.app.names.root()));
    answer::json(&json!({
        "role": who.map(|who| words::role(who.role)),
        "name": who.and_then(|who| who.name.as_deref()),
        "journal": ask.app.journal.is_some(),
        "basemap": basemap,
        "lang": ask.lang.pick("nl", "en"),
        "tool": concat!("bodemtoets ", env!("CARGO_PKG_VERSION")),
    }))
}
