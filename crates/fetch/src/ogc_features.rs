//! OGC API Features: the collection says in which systems it comes (Part 2), and each page where the next one is.

use std::collections::HashSet;

use bodemtoets_space::Crs;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::address::Address;
use crate::client::{Client, not_data, refuse_markup};
use crate::error::FetchError;
use crate::keep::Keeper;
use crate::page;
use crate::source::Source;

/// Features a page, where nothing else is asked: what most servers give at most.
const PAGE_SIZE: u64 = 1000;

const JSON: &str = "application/json";
const GEOJSON: &str = "application/geo+json, application/json;q=0.9";

#[derive(Deserialize)]
struct Collections {
    collections: Vec<Named>,
    #[serde(default)]
    crs: Vec<String>,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

#[derive(Deserialize)]
struct Collection {
    id: String,
    #[serde(default)]
    crs: Vec<String>,
}

/// Fetches all features of a collection; gives its name.
pub(crate) fn all(client: &mut Client, source: &Source, keeper: &mut Keeper) -> Result<String, FetchError> {
    let (root, name) = place(client, source)?;
    let at = root.at(&format!("{}/collections/{name}", root.path().trim_end_matches('/')));
    let collection: Collection = json(client, &at)?;
    let rd = rd_new(client, &root, &at, &collection)?;
    let size = source.page_size.unwrap_or(PAGE_SIZE);
    let items = at.at(&format!("{}/items", at.path()));
    let mut next = items.with([("f", "json"), ("crs", &rd), ("limit", &size.to_string())]);
    let mut seen = HashSet::new();
    loop {
        if !seen.insert(next.clone()) {
            return Err(FetchError::Circle { address: next.to_string() });
        }
        let answer = client.page(&next, GEOJSON)?;
        let stated = answer.headers.get("content-crs").map(|crs| crs.trim_matches(['<', '>', ' ']).to_owned());
        let page = page::read(&answer)?;
        if let Some(stated) = stated.or(page.crs).filter(|crs| Crs::parse(crs) != Some(Crs::RdNew)) {
            return Err(FetchError::OtherCrs { address: next.to_string(), stated });
        }
        keeper.promised = page.matched.or(keeper.promised);
        keeper.headers = answer.headers;
        let count = page.features.len() as u64;
        keeper.page(&next, page.features)?;
        match page.next {
            Some(href) => {
                next = next.follow(&href).map_err(|fault| FetchError::Redirect {
                    address: next.to_string(),
                    to: href.clone(),
                    fault: Some(fault),
                })?;
            }
            // Without a count, only a page that is not full shows that it is the last one.
            None if keeper.promised.is_none() && count >= size => {
                return Err(FetchError::FullLastPage { received: keeper.census.received() });
            }
            None => return Ok(collection.id),
        }
    }
}

/// The root of the service and the name of the collection.
fn place(client: &mut Client, source: &Source) -> Result<(Address, String), FetchError> {
    let address = &source.address;
    let (root, named) = match address.path().split_once("/collections") {
        Some((root, rest)) => (root, rest.trim_matches('/').split('/').next().filter(|name| !name.is_empty())),
        None => (address.path().trim_end_matches('/'), None),
    };
    let root = address.at(if root.is_empty() { "/" } else { root });
    if let Some(name) = source.collection.as_deref().or(named) {
        return Ok((root, name.to_owned()));
    }
    let all: Collections = json(client, &collections(&root))?;
    match all.collections.as_slice() {
        [one] => Ok((root, one.id.clone())),
        several => {
            let known = several.iter().map(|one| one.id.clone()).collect();
            Err(FetchError::Collection { asked: None, known })
        }
    }
}

fn collections(root: &Address) -> Address {
    root.at(&format!("{}/collections", root.path().trim_end_matches('/')))
}

/// The name of RD New with this service.
fn rd_new(client: &mut Client, root: &Address, at: &Address, collection: &Collection) -> Result<String, FetchError> {
    let mut offers = collection.crs.clone();
    // Part 2: a reference to the list that holds for all collections.
    if offers.iter().any(|crs| crs.starts_with("#/crs")) {
        offers.retain(|crs| !crs.starts_with("#/crs"));
        offers.extend(json::<Collections>(client, &collections(root))?.crs);
    }
    let rd = offers.iter().find(|crs| Crs::parse(crs) == Some(Crs::RdNew) && !crs.ends_with("7415"));
    rd.cloned().ok_or_else(|| FetchError::NoRdNew { address: at.to_string(), offers })
}

fn json<T: DeserializeOwned>(client: &mut Client, address: &Address) -> Result<T, FetchError> {
    let page = client.page(&address.with([("f", "json")]), JSON)?;
    refuse_markup(&page)?;
    serde_json::from_slice(&page.bytes).map_err(|error| {
        if error.is_data() {
            return not_data(&page.address, &page.bytes);
        }
        FetchError::Malformed { address: page.address.to_string(), problem: error.to_string() }
    })
}
