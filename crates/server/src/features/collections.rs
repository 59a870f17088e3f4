//! The collections that there are.

use bodemtoets_words::words::count;
use serde_json::{Value, json};

use super::collection::Collection;
use super::crs;
use super::link::Link;
use crate::media::Media;
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::{answer, words};

/// The collection of an address.
pub(crate) fn asked(ask: &Ask) -> Result<Collection, Problem> {
    let id = ask.part("collectionId");
    let names = Collection::ALL.map(Collection::id);
    Collection::find(id).ok_or_else(|| Problem::not_found(words::no_such_collection(id, &names)))
}

/// All collections.
pub(crate) fn all(ask: &Ask) -> Answer {
    let collections: Vec<Value> = Collection::ALL.iter().map(|collection| described(ask, *collection)).collect();
    let links = Link::to_itself(ask, Media::Json);
    let title = ask.lang.pick("Kaarten", "Maps");
    answer::document(ask, title, &json!({ "links": links, "crs": crs::ALL, "collections": collections }))
}

/// One collection.
pub(crate) fn one(ask: &Ask) -> Answer {
    let collection = asked(ask)?;
    let mut document = described(ask, collection);
    let own = Link::to_itself(ask, Media::Json).map(|link| json!(link));
    if let Some(Value::Array(links)) = document.get_mut("links") {
        links.splice(0..1, own);
    }
    answer::document(ask, collection.title(ask.lang), &document)
}

fn described(ask: &Ask, collection: Collection) -> Value {
    let (id, pack) = (collection.id(), ask.engine.screener.pack());
    let path = format!("/collections/{id}");
    let links = [
        Link::new(ask, &path, "self", Media::Json, "This collection"),
        Link::new(ask, &format!("{path}/items?f=json"), "items", Media::GeoJson, "Its features, as GeoJSON"),
        Link::new(ask, &format!("{path}/items?f=html"), "items", Media::Html, "Its features, as a page"),
    ];
    let features = count(collection.count(pack), ask.lang);
    let (about, word) = (collection.about(ask.lang), ask.lang.pick("objecten", "features"));
    let mut document = json!({
        "id": id,
        "title": collection.title(ask.lang),
        "description": format!("{about} {features} {word}."),
        "itemType": "feature",
        "crs": crs::ALL,
        "storageCrs": crs::RD_NEW,
        "links": links,
    });
    if let Some(extent) = ask.engine.collections.extent(collection) {
        document["extent"] = json!({ "spatial": { "bbox": [extent], "crs": crs::CRS84 } });
    }
    document
}
