//! A page of GeoJSON features, and what it says of itself.

use geojson::Feature;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::client::{Page, not_data, refuse_markup};
use crate::error::FetchError;

/// A page of features.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub features: Vec<Feature>,
    /// How many there are in all.
    pub matched: Option<u64>,
    /// The coordinate system that the page names (`crs`).
    pub crs: Option<String>,
    /// Where the next page is.
    pub next: Option<String>,
}

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(borrow)]
    features: Vec<&'a RawValue>,
    #[serde(default, rename = "numberMatched")]
    matched: Value,
    #[serde(default, rename = "totalFeatures")]
    total: Value,
    #[serde(default, rename = "numberReturned")]
    returned: Value,
    #[serde(default)]
    crs: Value,
    #[serde(default)]
    links: Vec<Link>,
}

/// A link of OGC API.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Link {
    pub href: String,
    #[serde(default)]
    pub rel: String,
}

/// Reads a page.
pub(crate) fn read(page: &Page) -> Result<Read, FetchError> {
    refuse_markup(page)?;
    let malformed = |problem: String| FetchError::Malformed { address: page.address.to_string(), problem };
    let bytes = page.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&page.bytes);
    let collection: Collection = match serde_json::from_slice(bytes) {
        Ok(collection) => collection,
        // A report of an error in JSON has status 200 with some servers.
        Err(error) if error.is_data() && serde_json::from_slice::<Value>(bytes).is_ok() => {
            return Err(not_data(&page.address, bytes));
        }
        Err(error) => return Err(malformed(error.to_string())),
    };
    let mut features = Vec::with_capacity(collection.features.len());
    for (index, raw) in collection.features.iter().enumerate() {
        let feature = serde_json::from_str(raw.get());
        features.push(feature.map_err(|error| malformed(format!("feature {} of the page: {error}", index + 1)))?);
    }
    let count = features.len() as u64;
    if let Some(returned) = collection.returned.as_u64().filter(|returned| *returned != count) {
        return Err(malformed(format!("it says that it has {returned} features, and it has {count}")));
    }
    let crs = collection.crs.pointer("/properties/name").and_then(Value::as_str).map(str::to_owned);
    let next = collection.links.into_iter().find(|link| link.rel == "next").map(|link| link.href);
    let matched = collection.matched.as_u64().or(collection.total.as_u64());
    Ok(Read { features, matched, crs, next })
}
