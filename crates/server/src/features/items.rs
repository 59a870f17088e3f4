//! The features of a collection, and one of them.

use std::sync::Arc;

use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use bodemtoets_space::RdNew;
use serde_json::json;

use super::bbox::Bbox;
use super::collection::Collection;
use super::collections::asked;
use super::crs::{self, Crs};
use super::feature::{feature, in_words};
use super::link::Link;
use super::paging::Paging;
use crate::media::Media;
use crate::parameter::{Kind, Parameter};
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::{answer, kept, words};

/// Features of an answer at most, and when nothing is said.
pub(super) const MOST: u32 = 1000;
pub(super) const USUAL: u32 = 100;

const CRS: Parameter = Parameter::new(
    "crs",
    Kind::OneOf(crs::ALL),
    "Coordinate reference system of the answer; longitude and latitude (CRS84) when left out.",
);

/// What may be asked of the features of a collection.
pub(crate) fn parameters() -> Vec<Parameter> {
    let [bbox, bbox_crs] = bounding();
    vec![
        bbox,
        bbox_crs,
        CRS,
        Parameter::new(
            "datetime",
            Kind::Interval,
            "A moment or a period (RFC 3339): entries of the journal that were kept then. Features of maps have no time of their own, so that all are of any time.",
        ),
        Parameter::new(
            "q",
            Kind::Text,
            "Only features with this text in their name or their id in the source; capitals do not matter.",
        ),
        Parameter::new("limit", Kind::Count(MOST, USUAL), "Features of an answer at most."),
        Parameter::new("offset", Kind::Offset, "Features that are passed over; what `next` links use."),
    ]
}

/// The rectangle that may be asked for.
pub(super) fn bounding() -> [Parameter; 2] {
    [
        Parameter::new(
            "bbox",
            Kind::Bbox,
            "Only features that touch this rectangle: its lower left and upper right corner.",
        ),
        Parameter::new(
            "bbox-crs",
            Kind::OneOf(crs::ALL),
            "Coordinate reference system of `bbox`; longitude and latitude (CRS84) when left out.",
        ),
    ]
}

/// What may be asked of one feature.
pub(crate) fn of_item() -> Vec<Parameter> {
    vec![CRS]
}

/// The features of a collection.
pub(crate) async fn items(ask: Ask) -> Answer {
    if ask.part("collectionId") == kept::COLLECTION {
        return kept::items(ask).await;
    }
    let collection = asked(&ask)?;
    let app = Arc::clone(&ask.app);
    app.work.run(move |rd| found(&ask, collection, rd)).await?
}

fn found(ask: &Ask, collection: Collection, rd: &RdNew) -> Answer {
    let paging = Paging::of(ask);
    let found = matched(ask, collection, rd)?;
    let (first, limit) = (paging.offset as usize, paging.limit as usize);
    let positions = found.iter().copied().skip(first).take(limit);
    if ask.media == Media::Html {
        let rows: Vec<_> = positions.map(|position| in_words(&ask.engine, collection, position)).collect();
        return Ok(paging.page(ask, collection.title(ask.lang), &rows, found.len() as u64));
    }
    let crs = Crs::of(ask.query.get("crs"));
    let features: Vec<_> = positions.map(|position| feature(&ask.engine, collection, position, crs, rd)).collect();
    paging.features(ask, &features, found.len() as u64, crs)
}

/// The positions of the features that are asked for, in the order of the map.
pub(super) fn matched(ask: &Ask, collection: Collection, rd: &RdNew) -> Result<Vec<usize>, Problem> {
    let mut positions = within(ask, collection, rd)?;
    if let Some(text) = ask.query.get("q") {
        let (text, pack) = (text.trim().to_lowercase(), ask.engine.screener.pack());
        positions.retain(|position| {
            let (_, name) = collection.words(pack, *position);
            let (_, id) = collection.origin(pack, *position);
            name.into_iter().chain([id]).any(|word| word.to_lowercase().contains(&text))
        });
    }
    Ok(positions)
}

/// The positions of the features in a rectangle, or of all.
fn within(ask: &Ask, collection: Collection, rd: &RdNew) -> Result<Vec<usize>, Problem> {
    let pack = ask.engine.screener.pack();
    let Some(text) = ask.query.get("bbox") else { return Ok((0..collection.count(pack)).collect()) };
    let Bbox(areas) = Bbox::read(text, Crs::of(ask.query.get("bbox-crs")), rd)?;
    let mut positions: Vec<usize> = areas
        .iter()
        .flat_map(|area| {
            let near = collection.index(pack).around(area.bounds(), 0.0);
            near.into_iter().filter(|position| collection.shape(pack, *position).intersects(area))
        })
        .collect();
    positions.sort_unstable();
    positions.dedup();
    Ok(positions)
}

/// One feature.
pub(crate) async fn item(ask: Ask) -> Answer {
    if ask.part("collectionId") == kept::COLLECTION {
        return kept::item(ask).await;
    }
    let collection = asked(&ask)?;
    let id = ask.part("featureId");
    let position = ask.engine.collections.find(collection, id);
    let position = position.ok_or_else(|| Problem::not_found(words::no_such_feature(id, collection.id())))?;
    if ask.media == Media::Html {
        let title = format!("{} {id}", collection.title(ask.lang));
        return answer::document(&ask, &title, &in_words(&ask.engine, collection, position).into());
    }
    let crs = Crs::of(ask.query.get("crs"));
    let app = Arc::clone(&ask.app);
    app.work
        .run(move |rd| {
            let mut links = Link::to_itself(&ask, Media::GeoJson).to_vec();
            let of = format!("/collections/{}", collection.id());
            links.push(Link::new(&ask, &of, "collection", Media::Json, "The collection that it is of"));
            let mut feature = feature(&ask.engine, collection, position, crs, rd);
            feature.foreign_members = Some([("links".to_owned(), json!(links))].into_iter().collect());
            geojson(&json!(feature), crs)
        })
        .await?
}

/// GeoJSON, with the system that its coordinates are in.
pub(crate) fn geojson(document: &serde_json::Value, crs: Crs) -> Answer {
    let bytes = serde_json::to_vec(document).map_err(|_| Problem::fault_of_ours())?;
    let mut answer: Response = answer::of(Media::GeoJson, bytes);
    if let Ok(value) = HeaderValue::from_str(&format!("<{}>", crs.uri())) {
        answer.headers_mut().insert(HeaderName::from_static("content-crs"), value);
    }
    Ok(answer)
}
