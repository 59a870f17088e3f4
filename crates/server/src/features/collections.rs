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
use crate::{answer, kept, words};

/// The collection of an address.
pub(crate) fn asked(ask: &Ask) -> Result<Collection, Problem> {
    let id = ask.part("collectionId");
    let names = Collection::ALL.map(Collection::id);
    Collection::find(id).ok_or_else(|| Problem::not_found(words::no_such_collection(id, &names)))
}

/// All collections.
pub(crate) fn all(ask: &Ask) -> Answer {
    let of_maps = Collection::ALL.iter().map(|collection| described(ask, *collection));
    let collections: Vec<Value> = of_maps.chain(kept::collection(ask)).collect();
    let links = Link::to_itself(ask, Media::Json);
    let title = ask.lang.pick("Kaarten", "Maps");
    answer::document(ask, title, &json!({ "links": links, "crs": crs::ALL, "collections": collections }))
}

/// One collection.
pub(crate) fn one(ask: &Ask) -> Answer {
    let (title, mut document) = if ask.part("collectionId") == kept::COLLECTION {
        let gone = || Problem::not_found(words::no_journal());
        (ask.lang.pick("Journaal", "Journal"), kept::collection(ask).ok_or_else(gone)?)
    } else {
        let collection = asked(ask)?;
        (collection.title(ask.lang), described(ask, collection))
    };
    let own = Link::to_itself(ask, Media::Json).map(|link| json!(link));
    if let Some(Value::Array(links)) = document.get_mut("links") {
        links.splice(0..1, own);
    }
    answer::document(ask, title, &document)
}

fn described(ask: &Ask, collection: Collection) -> Value {
    let pack = ask.engine.screener.pack();
    let extent = ask.engine.collections.extent(collection);
    let (title, about) = (collection.title(ask.lang), collection.about(ask.lang));
    listed(ask, &Listed { id: collection.id(), title, about, count: collection.count(pack) as u64, extent })
}

/// A collection as it is listed.
pub(crate) struct Listed<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) about: &'a str,
    /// How many features it has.
    pub(crate) count: u64,
    /// West, south, east and north, degrees.
    pub(crate) extent: Option<[f64; 4]>,
}

/// The description of a collection.
pub(crate) fn listed(ask: &Ask, listed: &Listed) -> Value {
    let Listed { id, title, about, count: features, extent } = *listed;
    let path = format!("/collections/{id}");
    let links = [
        Link::new(ask, &path, "self", Media::Json, "This collection"),
        Link::new(ask, &format!("{path}/items?f=json"), "items", Media::GeoJson, "Its features, as GeoJSON"),
        Link::new(ask, &format!("{path}/items?f=html"), "items", Media::Html, "Its features, as a page"),
        Link::new(
            ask,
            &format!("{path}/items.gpkg?crs=28992"),
            "enclosure",
            Media::GeoPackage,
            "All of its features in RD New, as a GeoPackage",
        ),
    ];
    let features = count(usize::try_from(features).unwrap_or(usize::MAX), ask.lang);
    let word = ask.lang.pick("objecten", "features");
    let mut document = json!({
        "id": id,
        "title": title,
        "description": format!("{about} {features} {word}."),
        "itemType": "feature",
        "crs": crs::ALL,
        "storageCrs": crs::RD_NEW,
        "links": links,
    });
    if let Some(extent) = extent {
        document["extent"] = json!({ "spatial": { "bbox": [extent], "crs": crs::CRS84 } });
    }
    document
}
