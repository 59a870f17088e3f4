//! Links from one answer to others.

use schemars::JsonSchema;
use serde::Serialize;

use crate::media::Media;
use crate::request::Ask;

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Link {
    /// Where it leads.
    pub(crate) href: String,
    /// What it leads to.
    pub(crate) rel: &'static str,
    /// In which form.
    #[serde(rename = "type")]
    pub(crate) media: &'static str,
    /// In a few words.
    pub(crate) title: &'static str,
}

impl Link {
    /// A link to a path of this server.
    pub(crate) fn new(ask: &Ask, path: &str, rel: &'static str, media: Media, title: &'static str) -> Self {
        Self { href: format!("{}{path}", ask.base), rel, media: media.mime(), title }
    }

    /// The links of an answer to itself, and to its other form.
    pub(crate) fn to_itself(ask: &Ask, as_json: Media) -> [Self; 2] {
        let with = |form: &str| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.extend_pairs(ask.query.pairs().filter(|(name, _)| *name != "f")).append_pair("f", form);
            format!("{}?{}", ask.path, query.finish())
        };
        let json = (with("json"), as_json, "This document as JSON");
        let html = (with("html"), Media::Html, "This document as a page");
        let (own, other) = if ask.media == Media::Html { (html, json) } else { (json, html) };
        [("self", own), ("alternate", other)]
            .map(|(rel, (path, media, title))| Self::new(ask, &path, rel, media, title))
    }
}
