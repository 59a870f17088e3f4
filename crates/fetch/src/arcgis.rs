//! A layer of an ArcGIS feature or map service: counted, then page by page as Esri JSON, in RD New.

use serde::Deserialize;

use crate::address::Address;
use crate::client::{Client, Page, not_data, refuse_markup};
use crate::error::{FetchError, Unsupported};
use crate::esri_json::{self, Features};
use crate::keep::Keeper;
use crate::source::Source;

/// Features a page where neither the service nor the caller says.
const PAGE_SIZE: u64 = 1000;
/// The least to which a page is made smaller when it breaks off.
const LEAST_PAGE: u64 = 10;

const JSON: &str = "application/json";

/// What a service says of itself.
#[derive(Deserialize)]
struct Service {
    layers: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    id: u64,
    name: String,
}

/// What a layer says of itself.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Layer {
    name: String,
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    object_id_field: Option<String>,
    #[serde(default)]
    max_record_count: Option<u64>,
    #[serde(default)]
    fields: Option<Vec<Field>>,
    #[serde(default)]
    advanced_query_capabilities: Advanced,
}

#[derive(Deserialize)]
struct Field {
    name: String,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Advanced {
    supports_pagination: Option<bool>,
}

#[derive(Deserialize)]
struct Count {
    count: u64,
}

/// Fetches all features of a layer; gives its name.
pub(crate) fn all(client: &mut Client, source: &Source, keeper: &mut Keeper) -> Result<String, FetchError> {
    let at = layer(client, source)?;
    let layer: Layer = json(client, &at.with([("f", "json")]))?;
    if layer.kind != "Feature Layer" && !layer.kind.is_empty() {
        let what = Unsupported::Features(layer.kind);
        return Err(FetchError::Unsupported { address: at.to_string(), what });
    }
    let fields = layer.fields.unwrap_or_default();
    let own_key = fields.into_iter().find(|field| field.kind == "esriFieldTypeOID").map(|field| field.name);
    let key = layer.object_id_field.or(own_key).unwrap_or_else(|| "OBJECTID".to_owned());
    let query = at.at(&format!("{}/query", at.path())).with([("where", "1=1"), ("f", "json")]);
    let Count { count: promised } = json(client, &query.with([("returnCountOnly", "true")]))?;
    keeper.promised = Some(promised);
    let at_once = layer.max_record_count.filter(|most| *most > 0).unwrap_or(PAGE_SIZE);
    let has_pages = layer.advanced_query_capabilities.supports_pagination != Some(false);
    if !has_pages && promised > at_once {
        let what = Unsupported::Pages { at_once, all: promised };
        return Err(FetchError::Unsupported { address: at.to_string(), what });
    }
    let order = format!("{key} ASC");
    let query = query.with([
        ("outFields", "*"),
        ("returnGeometry", "true"),
        ("outSR", "28992"),
        ("returnZ", "false"),
        ("returnM", "false"),
        ("returnTrueCurves", "false"),
        ("orderByFields", order.as_str()),
    ]);
    let size = source.page_size.unwrap_or(PAGE_SIZE).min(at_once).max(1);
    pages(client, &query, has_pages, size, &key, keeper)?;
    Ok(layer.name)
}

fn pages(
    client: &mut Client,
    query: &Address,
    has_pages: bool,
    at_once: u64,
    key: &str,
    keeper: &mut Keeper,
) -> Result<(), FetchError> {
    let mut size = at_once;
    loop {
        let start = keeper.census.received().to_string();
        let at = if has_pages {
            query.with([("resultOffset", start.as_str()), ("resultRecordCount", size.to_string().as_str())])
        } else {
            query.clone()
        };
        let answer = client.page(&at, JSON)?;
        let page = match read(&answer, key) {
            // Some servers cut off what is too long for them.
            Err(FetchError::Malformed { .. }) if has_pages && size > LEAST_PAGE => {
                size = (size / 2).max(LEAST_PAGE);
                continue;
            }
            read => read?,
        };
        keeper.headers = answer.headers;
        let (count, exceeded) = (page.features.len(), page.exceeded);
        keeper.page(&at, page.features)?;
        let received = keeper.census.received();
        let promised = keeper.promised.unwrap_or(received);
        if exceeded && (!has_pages || received >= promised) {
            return Err(FetchError::Count { promised, received, more: true });
        }
        if count == 0 || (!exceeded && received >= promised) || !has_pages {
            return Ok(());
        }
    }
}

/// The address of the layer.
fn layer(client: &mut Client, source: &Source) -> Result<Address, FetchError> {
    let path = source.address.path().trim_end_matches('/').trim_end_matches("/query").to_owned();
    let at = source.address.at(&path);
    if path.rsplit('/').next().is_some_and(|last| last.parse::<u64>().is_ok()) {
        return Ok(at);
    }
    let numbered = |number: u64| at.at(&format!("{path}/{number}"));
    let service: Service = json(client, &at.with([("f", "json")]))?;
    let unknown = || FetchError::Collection {
        asked: source.collection.clone(),
        known: service.layers.iter().map(|layer| format!("{} ({})", layer.id, layer.name)).collect(),
    };
    match (&source.collection, service.layers.as_slice()) {
        (Some(asked), layers) => {
            let is_meant = |layer: &&Named| layer.id.to_string() == *asked || layer.name == *asked;
            let mut meant = layers.iter().filter(is_meant);
            let found = meant.next().filter(|_| meant.next().is_none()).ok_or_else(unknown)?;
            Ok(numbered(found.id))
        }
        (None, [one]) => Ok(numbered(one.id)),
        (None, _) => Err(unknown()),
    }
}

fn read(answer: &Page, key: &str) -> Result<Features, FetchError> {
    refuse_markup(answer)?;
    esri_json::read(&answer.bytes, key).map_err(|fault| match fault {
        esri_json::Fault::Error => not_data(&answer.address, &answer.bytes),
        esri_json::Fault::Malformed(problem) => FetchError::Malformed { address: answer.address.to_string(), problem },
        esri_json::Fault::Crs(stated) => FetchError::OtherCrs { address: answer.address.to_string(), stated },
        esri_json::Fault::Geometry(problem) => FetchError::Unreadable { address: answer.address.to_string(), problem },
    })
}

fn json<T: serde::de::DeserializeOwned>(client: &mut Client, address: &Address) -> Result<T, FetchError> {
    let page = client.page(address, JSON)?;
    refuse_markup(&page)?;
    serde_json::from_slice(&page.bytes).map_err(|error| {
        if error.is_data() {
            return not_data(&page.address, &page.bytes);
        }
        FetchError::Malformed { address: page.address.to_string(), problem: error.to_string() }
    })
}
