//! One feature as GeoJSON.

use bodemtoets_space::RdNew;
use serde_json::{Map, Value};

use super::collection::Collection;
use super::crs::Crs;
use super::properties::properties;
use crate::engine::Engine;

/// A feature in a coordinate reference system.
pub(super) fn feature(
    engine: &Engine,
    collection: Collection,
    position: usize,
    crs: Crs,
    rd: &RdNew,
) -> geojson::Feature {
    let pack = engine.screener.pack();
    let geometry = crs.write(&collection.shape(pack, position).to_geometry(), rd);
    geojson::Feature {
        id: Some(geojson::feature::Id::String(engine.collections.id(collection, position).to_owned())),
        geometry: Some((&geometry).into()),
        properties: Some(properties(collection, pack, position)),
        ..geojson::Feature::default()
    }
}

/// What a page says of a feature: all but its corners.
pub(super) fn in_words(engine: &Engine, collection: Collection, position: usize) -> Map<String, Value> {
    let mut told = Map::new();
    told.insert("id".to_owned(), engine.collections.id(collection, position).into());
    told.extend(properties(collection, engine.screener.pack(), position));
    told
}
