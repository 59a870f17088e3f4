//! The landing page, and what the API conforms to.

use serde_json::json;

use super::link::Link;
use crate::media::Media;
use crate::request::Ask;
use crate::route::Answer;
use crate::{answer, asset};

/// The classes that the API conforms to.
pub(super) const CLASSES: [&str; 5] = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
];

/// What there is.
pub(crate) fn landing(ask: &Ask) -> Answer {
    if ask.media == Media::Html {
        return Ok(answer::for_people(Media::Html, ask.lang, asset::PAGE.to_owned()));
    }
    let to = |path: &str, rel, media, title| Link::new(ask, path, rel, media, title);
    let mut links = Link::to_itself(ask, Media::Json).to_vec();
    links.extend([
        to("/api", "service-desc", Media::OpenApi, "The API, as OpenAPI 3.0"),
        to("/api?f=html", "service-doc", Media::Html, "The API, as a page"),
        to("/conformance", "conformance", Media::Json, "What the API conforms to"),
        to("/collections", "data", Media::Json, "The maps"),
        to("/rules", "related", Media::Json, "The rules"),
    ]);
    let description = ask.lang.pick(
        "Of een bodemenergiesysteem op een plaats gebouwd mag worden, hoe diep en volgens welke regels; met de kaarten en de regels zelf.",
        "Whether a ground-energy system may be built at a place, how deep and under which rules; with the maps and the rules themselves.",
    );
    answer::json(&json!({ "title": "Bodemtoets", "description": description, "links": links }))
}

/// What the API conforms to.
pub(crate) fn conformance(ask: &Ask) -> Answer {
    let document = json!({ "conformsTo": CLASSES });
    let title = ask.lang.pick("Waaraan deze API voldoet", "What this API conforms to");
    answer::document(ask, title, &document)
}
