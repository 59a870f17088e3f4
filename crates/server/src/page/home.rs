//! The form of one application, for who has no script.

use axum::response::Response;
use maud::html;

use super::Setting;
use super::form::form;
use super::layout::layout;
use crate::answer;
use crate::media::Media;
use crate::parameter::Query;
use crate::request::Ask;

/// A form, and what else there is.
pub(crate) fn plain(ask: &Ask) -> Response {
    answer::for_people(Media::Html, ask.lang, written(ask.setting()))
}

fn written(setting: Setting) -> String {
    let Setting { lang, root } = setting;
    let title = lang.pick("Mag het hier?", "May it be built here?");
    let what = lang.pick(
        "Of een bodemenergiesysteem op een plaats gebouwd mag worden, hoe diep, en volgens welke regels. Wat niet bekend is, telt nooit als toestemming.",
        "Whether a ground-energy system may be built at a place, how deep, and under which rules. What is not known never counts as permission.",
    );
    let parts = [
        ("/rules", lang.pick("De regels", "The rules")),
        ("/collections", lang.pick("De kaarten (OGC API Features)", "The maps (OGC API Features)")),
        ("/conformance", lang.pick("Waaraan deze API voldoet", "What this API conforms to")),
        ("/api", lang.pick("De API (OpenAPI)", "The API (OpenAPI)")),
    ];
    layout(
        title,
        setting,
        &html! {
            h1 { (title) }
            p { (what) }
            (form(&Query::default(), setting))
            h2 { (lang.pick("Wat er nog meer is", "What else there is")) }
            ul {
                @for (path, word) in parts {
                    li { a href={ (root) (path) } { (word) } }
                }
            }
        },
    )
}
