//! The journal as a collection of features: where what was kept lies. Who may not see the journal sees no such
//! collection.

use std::sync::Arc;

use bodemtoets_journal::{Entry, Journal, Search};
use bodemtoets_space::{RdNew, Shape};
use serde_json::{Value, json};

use super::dossier::application;
use super::store::bounds;
use super::{cannot, name};
use crate::features::{Bbox, Crs, Link, Listed, Moments, Paging, geojson, listed};
use crate::guard::Role;
use crate::media::Media;
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::{answer, words};

/// The name of the collection in an address.
pub(crate) const COLLECTION: &str = "journal";

/// Entries that are looked through at most for the exact place: the rectangles around them have been compared then.
const MOST_LOOKED: u32 = 100_000;

/// The description of the collection; `None` where there is no journal, or who asks may not see it.
pub(crate) fn collection(ask: &Ask) -> Option<Value> {
    let journal = ask.app.journal.as_ref()?;
    ask.who.as_ref().filter(|who| who.role >= Role::Keep)?;
    let whole = Search { only_whole: true, ..Search::default() };
    let count = journal.search(&whole).map_or(0, |(_, count)| count);
    let (title, about) = (
        ask.lang.pick("Journaal", "Journal"),
        ask.lang.pick("Wat bewaard is, met zijn plaats en uitkomst.", "What was kept, with its place and outcome."),
    );
    Some(listed(ask, &Listed { id: COLLECTION, title, about, count, extent: None }))
}

/// The journal, for who may see it.
fn journal(ask: &Ask) -> Result<Arc<Journal>, Problem> {
    ask.who.as_ref().ok_or_else(Problem::no_token)?.may(Role::Keep)?;
    super::journal(ask)
}

/// Entries as features.
pub(crate) async fn items(ask: Ask) -> Answer {
    let journal = journal(&ask)?;
    let app = Arc::clone(&ask.app);
    app.work
        .run(move |rd| {
            let paging = Paging::of(&ask);
            let moments = ask.query.get("datetime").map(Moments::read);
            let search = Search {
                text: ask.query.get("q").unwrap_or_default().trim().to_owned(),
                from: moments.and_then(|moments| moments.from),
                to: moments.and_then(|moments| moments.to),
                only_whole: true,
                ..Search::default()
            };
            let (entries, matched) = if ask.query.get("bbox").is_none() {
                let search = Search { limit: paging.limit, offset: paging.offset, ..search };
                journal.search(&search).map_err(|error| cannot(&error))?
            } else {
                let found = within(&ask, &journal, &search, rd)?;
                let matched = found.len() as u64;
                let (first, most) = (paging.offset as usize, paging.limit as usize);
                (found.into_iter().skip(first).take(most).collect(), matched)
            };
            let crs = Crs::of(ask.query.get("crs"));
            if ask.media == Media::Html {
                let rows: Vec<_> = entries.iter().map(|entry| in_words(&ask, entry)).collect();
                return Ok(paging.page(&ask, ask.lang.pick("Journaal", "Journal"), &rows, matched));
            }
            let features: Vec<geojson::Feature> = entries.iter().map(|entry| feature(&ask, entry, crs, rd)).collect();
            paging.features(&ask, &features, matched, crs)
        })
        .await?
}

/// The entries within the rectangle that is asked for, or all of them, the newest first.
fn within(ask: &Ask, journal: &Journal, search: &Search, rd: &RdNew) -> Result<Vec<Entry>, Problem> {
    let page = |search: &Search| journal.search(search).map_err(|error| cannot(&error));
    let Some(text) = ask.query.get("bbox") else {
        return Ok(page(&Search { limit: MOST_LOOKED, ..search.clone() })?.0);
    };
    let Bbox(areas) = Bbox::read(text, Crs::of(ask.query.get("bbox-crs")), rd)?;
    let mut found: Vec<Entry> = Vec::new();
    for area in &areas {
        let (near, _) = page(&Search { within: Some(bounds(area)), limit: MOST_LOOKED, ..search.clone() })?;
        found.extend(near.into_iter().filter(|entry| place(entry, rd).is_some_and(|place| place.intersects(area))));
    }
    found.sort_by_key(|entry| std::cmp::Reverse(entry.number));
    found.dedup_by_key(|entry| entry.number);
    Ok(found)
}

/// All entries as features in RD New, for who may see the journal.
pub(crate) fn all(ask: &Ask, rd: &RdNew) -> Result<Vec<geojson::Feature>, Problem> {
    let search = Search { only_whole: true, ..Search::default() };
    let journal = journal(ask)?;
    let entries = within(ask, &journal, &search, rd)?;
    Ok(entries.iter().map(|entry| feature(ask, entry, Crs::RdNew, rd)).collect())
}

/// One entry as a feature.
pub(crate) async fn item(ask: Ask) -> Answer {
    let journal = journal(&ask)?;
    let app = Arc::clone(&ask.app);
    app.work
        .run(move |rd| {
            let id = ask.part("featureId");
            let gone = || Problem::not_found(words::no_such_feature(id, COLLECTION));
            let number = id.parse().map_err(|_| gone())?;
            let entry = journal.open_entry(number, &name(&ask)).map_err(|error| cannot(&error))?;
            let entry = entry.filter(|entry| entry.content.is_some()).ok_or_else(gone)?;
            let crs = Crs::of(ask.query.get("crs"));
            let mut feature = feature(&ask, &entry, crs, rd);
            if ask.media == Media::Html {
                let title = format!("{} {id}", ask.lang.pick("Journaal", "Journal"));
                return answer::document(&ask, &title, &feature.properties.unwrap_or_default().into());
            }
            let mut links = Link::to_itself(&ask, Media::GeoJson).to_vec();
            let of = format!("/collections/{COLLECTION}");
            links.push(Link::new(&ask, &of, "collection", Media::Json, "The collection that it is of"));
            feature.foreign_members = Some([("links".to_owned(), json!(links))].into_iter().collect());
            geojson(&json!(feature), crs)
        })
        .await?
}

/// Where an entry is.
fn place(entry: &Entry, rd: &RdNew) -> Option<Shape> {
    Some(application(entry.content.as_ref()?, rd)?.0.place)
}

/// An entry as a feature, without its documents.
fn feature(ask: &Ask, entry: &Entry, crs: Crs, rd: &RdNew) -> geojson::Feature {
    let geometry = place(entry, rd).map(|place| (&crs.write(&place.to_geometry(), rd)).into());
    let mut properties = in_words(ask, entry);
    properties.remove("id");
    geojson::Feature {
        id: Some(geojson::feature::Id::String(entry.number.to_string())),
        geometry,
        properties: Some(properties),
        ..geojson::Feature::default()
    }
}

/// What is told of an entry besides its place.
fn in_words(ask: &Ask, entry: &Entry) -> serde_json::Map<String, Value> {
    let mut told = serde_json::Map::new();
    told.insert("id".to_owned(), entry.number.to_string().into());
    told.insert("number".to_owned(), entry.number.into());
    told.insert("kept_at".to_owned(), entry.kept_at.clone().into());
    if let Some(content) = &entry.content {
        for (name, text) in [
            ("reference", &content.reference),
            ("applicant", &content.applicant),
            ("outcome", &content.outcome),
            ("date", &content.date),
            ("kept_by", &content.kept_by),
            ("note", &content.note),
        ] {
            told.insert(name.to_owned(), text.clone().into());
        }
    }
    told.insert("link".to_owned(), format!("{}/journal/{}", ask.base, entry.number).into());
    told
}
