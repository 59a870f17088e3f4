//! Vector tiles of the maps in the Dutch grid, for looking only: a tile is coarser than the map, so that a click asks
//! for a screening.

mod encoding;
mod grid;
mod outline;

use std::sync::Arc;

use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use serde_json::{Value, json};

use self::encoding::{Layer, Tile};
use self::grid::{Grid, LEVELS, Square};
use crate::engine::Engine;
use crate::features::{Collection, asked};
use crate::media::Media;
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::{answer, words};

/// The tiles that there are of a collection: where, and in which grid.
pub(crate) fn tileset(ask: &Ask) -> Answer {
    let collection = asked(ask)?;
    let path = format!("{}/collections/{}/tiles/{}/{{level}}/{{row}}/{{column}}", ask.base, collection.id(), Grid::ID);
    let levels: Vec<Value> = (0..LEVELS).map(Grid::described).collect();
    let document = json!({
        "title": collection.title(ask.lang),
        "dataType": "vector",
        "crs": "http://www.opengis.net/def/crs/EPSG/0/28992",
        "tileMatrixSetId": Grid::ID,
        "extent": encoding::EXTENT,
        "layer": collection.id(),
        "links": [{ "href": path, "rel": "item", "type": Media::Tile.mime(), "templated": true }],
        "tileMatrices": levels,
    });
    answer::document(ask, collection.title(ask.lang), &document)
}

/// One tile. One with nothing in it is empty.
pub(crate) async fn tile(ask: Ask) -> Answer {
    let collection = asked(&ask)?;
    let square = square(&ask).ok_or_else(|| Problem::not_found(words::no_such_tile(LEVELS - 1)))?;
    let app = Arc::clone(&ask.app);
    let bytes = app.work.run(move |_| drawn(&ask.engine, collection, square)).await?;
    let mut answer = answer::of(Media::Tile, bytes);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("max-age=60"));
    Ok(answer)
}

/// The square that an address asks for.
fn square(ask: &Ask) -> Option<Square> {
    let number = |name: &str| ask.part(name).parse().ok();
    Square::of(number("level")?, number("row")?, number("column")?)
}

/// The bytes of a tile.
fn drawn(engine: &Engine, collection: Collection, square: Square) -> Vec<u8> {
    let pack = engine.screener.pack();
    let mut layer = Layer::new(collection.id());
    for position in collection.index(pack).around(square.window(), 0.0) {
        let (kind, commands) = outline::commands(collection.shape(pack, position), square);
        if commands.is_empty() {
            continue;
        }
        let (_, source) = collection.origin(pack, position);
        let mut properties = vec![("id", engine.collections.id(collection, position)), ("source_id", source)];
        let (kind_of_zone, name) = collection.words(pack, position);
        properties.extend(kind_of_zone.map(|kind| ("kind", kind)).into_iter().chain(name.map(|name| ("name", name))));
        layer.push(position as u64, kind, &commands, &properties);
    }
    let mut tile = Tile::default();
    tile.push(&layer);
    tile.bytes()
}

#[cfg(test)]
mod tests;
