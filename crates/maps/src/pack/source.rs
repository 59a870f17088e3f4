//! A source of a pack: where a map is fetched.

use jiff::civil::Date;
use serde::Deserialize;

use bodemtoets_words::lang::Text;

/// Where a map is fetched, as the author of a pack wrote it down.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceEntry {
    /// Slug of the source within the pack.
    pub id: String,
    /// Address of the service or the file.
    pub address: String,
    /// How it is asked (`ogc-api`, `wfs`, `arcgis`, `file`, `atom`), where the address does not show it.
    pub service: Option<String>,
    /// Collection of the service, or layer of the file.
    pub collection: Option<String>,
    /// The most features a page.
    pub page_size: Option<u64>,
    /// The field by which a WFS sorts.
    pub sort_by: Option<String>,
    /// Whether features without geometry are kept.
    #[serde(default)]
    pub keep_empty: bool,
    /// The secret that the server asks for.
    pub key: Option<KeyEntry>,
    /// The day on which somebody fetched it with this entry; without it nobody has.
    #[serde(default, deserialize_with = "bodemtoets_words::date::optional::deserialize")]
    pub tried: Option<Date>,
    /// What to know of it.
    pub note: Option<Text>,
}

/// Where the secret for a server comes from; it never stands in a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyEntry {
    /// The header in which the server wants it.
    pub header: String,
    /// The variable of the environment that holds it.
    pub env: String,
}
