//! Features page by page: which of them, and the links to those before and after.

use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::crs::Crs;
use super::items::{MOST, USUAL, geojson};
use super::link::Link;
use crate::media::Media;
use crate::request::Ask;
use crate::route::Answer;
use crate::{answer, page};

/// Which features of all that were found are wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paging {
    pub(crate) limit: u32,
    pub(crate) offset: u32,
}

impl Paging {
    /// Those that a request asks for.
    pub(crate) fn of(ask: &Ask) -> Self {
        let number = |name: &str| ask.query.get(name).and_then(|number| number.parse::<u64>().ok());
        let limit = number("limit").map_or(USUAL, |limit| u32::try_from(limit).unwrap_or(MOST).min(MOST));
        let offset = number("offset").map_or(0, |offset| u32::try_from(offset).unwrap_or(u32::MAX));
        Self { limit, offset }
    }

    /// The links of an answer with so many features of so many.
    fn links(self, ask: &Ask, shown: usize, matched: u64) -> Vec<Link> {
        let mut links = Link::to_itself(ask, Media::GeoJson).to_vec();
        let page_at = |offset: u64, rel, title| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.extend_pairs(ask.query.pairs().filter(|(name, _)| !["offset", "limit"].contains(name)));
            query.append_pair("limit", &self.limit.to_string()).append_pair("offset", &offset.to_string());
            let media = if ask.media == Media::Html { Media::Html } else { Media::GeoJson };
            Link::new(ask, &format!("{}?{}", ask.path, query.finish()), rel, media, title)
        };
        let next = u64::from(self.offset) + shown as u64;
        if next < matched && shown > 0 {
            links.push(page_at(next, "next", "The features after these"));
        }
        if self.offset > 0 {
            links.push(page_at(self.offset.saturating_sub(self.limit).into(), "prev", "The features before these"));
        }
        links
    }

    /// The page of features in words.
    pub(crate) fn page(self, ask: &Ask, title: &str, rows: &[Map<String, Value>], matched: u64) -> Response {
        let links = self.links(ask, rows.len(), matched);
        let links: Vec<(&str, &str)> = links.iter().map(|link| (link.rel, link.href.as_str())).collect();
        let all = usize::try_from(matched).unwrap_or(usize::MAX);
        let told = page::Items { title, path: &ask.path, rows, all, links: &links };
        answer::for_people(Media::Html, ask.lang, page::items(&told, ask.setting()))
    }

    /// The collection of features.
    pub(crate) fn features(self, ask: &Ask, features: &[geojson::Feature], matched: u64, crs: Crs) -> Answer {
        let document = json!({
            "type": "FeatureCollection",
            "timeStamp": Timestamp::now(),
            "numberMatched": matched,
            "numberReturned": features.len(),
            "links": self.links(ask, features.len(), matched),
            "features": features,
        });
        geojson(&document, crs)
    }
}
