//! WFS 2.0: asked first how many there are, then page by page, below the largest page of the server.

use bodemtoets_maps::wfs::{GmlError, features, hits};
use bodemtoets_space::Crs;
use geojson::Feature;

use crate::address::Address;
use crate::client::{Client, Page, not_data};
use crate::error::{FetchError, Unsupported};
use crate::keep::Keeper;
use crate::page;
use crate::said::{is_exception, is_html};
use crate::source::Source;
use crate::wfs_capabilities::Capabilities;

/// Features a page where neither the service nor the caller says.
const PAGE_SIZE: u64 = 1000;
/// The least to which a page is made smaller when it breaks off.
const LEAST_PAGE: u64 = 10;

const JSON: &str = "application/geo+json, application/json;q=0.9";
const XML: &str = "text/xml, application/xml;q=0.9, */*;q=0.5";

/// How pages are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    GeoJson,
    Gml,
}

/// Fetches all features of a type; gives its name.
pub(crate) fn all(client: &mut Client, source: &Source, keeper: &mut Keeper) -> Result<String, FetchError> {
    let service = source.address.with([("service", "WFS"), ("version", "2.0.0")]);
    let can = capabilities(client, &service)?;
    let asked = source.collection.clone().or_else(|| source.address.value("typeNames"));
    let asked = asked.or_else(|| source.address.value("typeName"));
    let unknown = || FetchError::Collection {
        asked: asked.clone(),
        known: can.types.iter().map(|one| one.name.clone()).collect(),
    };
    let found = match (&asked, can.types.as_slice()) {
        (Some(name), _) => can.find(name).ok_or_else(unknown)?,
        (None, [one]) => one,
        (None, _) => return Err(unknown()),
    };
    let rd = found.crs.iter().find(|crs| Crs::parse(crs) == Some(Crs::RdNew));
    let rd = rd.ok_or_else(|| FetchError::NoRdNew { address: service.to_string(), offers: found.crs.clone() })?;
    let (form, format) = match (can.geojson(), can.gml()) {
        (Some(format), _) => (Form::GeoJson, format),
        (None, Some(format)) => (Form::Gml, format),
        (None, None) => {
            let what = Unsupported::Format(can.formats.clone());
            return Err(FetchError::Unsupported { address: service.to_string(), what });
        }
    };
    let request = service.with([("request", "GetFeature"), ("typeNames", &found.name)]);
    keeper.promised = promise(client, &request)?;
    let mut request = request.with([("srsName", rd.as_str()), ("outputFormat", format)]);
    if let Some(field) = &source.sort_by {
        request = request.with([("sortBy", field.as_str())]);
    }
    let at_once = source.page_size.unwrap_or(PAGE_SIZE).min(can.at_once.unwrap_or(u64::MAX)).max(1);
    pages(client, &request, form, at_once, keeper)?;
    Ok(found.name.clone())
}

fn capabilities(client: &mut Client, service: &Address) -> Result<Capabilities, FetchError> {
    let page = client.page(&service.with([("request", "GetCapabilities")]), XML)?;
    if is_html(&page.bytes) || is_exception(&page.bytes) {
        return Err(not_data(&page.address, &page.bytes));
    }
    let malformed = |problem: String| FetchError::Malformed { address: page.address.to_string(), problem };
    let text = std::str::from_utf8(&page.bytes).map_err(|error| malformed(error.to_string()))?;
    let can = Capabilities::read(text).map_err(malformed)?;
    if !can.version.starts_with("2.") {
        let what = Unsupported::Version(can.version);
        return Err(FetchError::Unsupported { address: page.address.to_string(), what });
    }
    Ok(can)
}

/// How many features there are, when the service says.
fn promise(client: &mut Client, request: &Address) -> Result<Option<u64>, FetchError> {
    let page = client.page(&request.with([("resultType", "hits")]), XML)?;
    if is_html(&page.bytes) || is_exception(&page.bytes) {
        return Err(not_data(&page.address, &page.bytes));
    }
    Ok(hits(&page.bytes))
}

fn pages(
    client: &mut Client,
    request: &Address,
    form: Form,
    at_once: u64,
    keeper: &mut Keeper,
) -> Result<(), FetchError> {
    let mut size = at_once;
    while keeper.promised.is_none_or(|promised| keeper.census.received() < promised) {
        let start = keeper.census.received().to_string();
        let at = request.with([("startIndex", start.as_str()), ("count", size.to_string().as_str())]);
        let answer = client.page(&at, if form == Form::GeoJson { JSON } else { XML })?;
        let (found, matched) = match read(&answer, form) {
            // Some servers cut off what is too long for them.
            Err(FetchError::Malformed { .. }) if size > LEAST_PAGE => {
                size = (size / 2).max(LEAST_PAGE);
                continue;
            }
            read => read?,
        };
        keeper.headers = answer.headers;
        keeper.promised = keeper.promised.or(matched);
        // A page that is not full is not the last one: the server may give less than was asked.
        if found.is_empty() {
            return Ok(());
        }
        keeper.page(&at, found)?;
    }
    match keeper.promised {
        Some(promised) if keeper.census.received() == promised => nothing_behind(client, request, form, promised),
        _ => Ok(()),
    }
}

/// A count that is too low would look like a whole map: there may be nothing behind the last feature. A service that
/// does not answer this has nothing there.
fn nothing_behind(client: &mut Client, request: &Address, form: Form, promised: u64) -> Result<(), FetchError> {
    let at = request.with([("startIndex", promised.to_string().as_str()), ("count", "1")]);
    let more = client.page_once(&at, XML).ok().and_then(|answer| read(&answer, form).ok());
    match more {
        Some((found, _)) if !found.is_empty() => {
            Err(FetchError::Count { promised, received: promised + found.len() as u64, more: true })
        }
        _ => Ok(()),
    }
}

fn read(answer: &Page, form: Form) -> Result<(Vec<Feature>, Option<u64>), FetchError> {
    let address = || answer.address.to_string();
    if form == Form::GeoJson {
        let page = page::read(answer)?;
        if let Some(stated) = page.crs.filter(|crs| Crs::parse(crs) != Some(Crs::RdNew)) {
            return Err(FetchError::OtherCrs { address: address(), stated });
        }
        return Ok((page.features, page.matched));
    }
    if is_html(&answer.bytes) || is_exception(&answer.bytes) {
        return Err(not_data(&answer.address, &answer.bytes));
    }
    let page = features(&answer.bytes).map_err(|error| match error {
        GmlError::Crs(stated) => FetchError::OtherCrs { address: address(), stated },
        GmlError::Malformed(problem) => FetchError::Malformed { address: address(), problem },
        other @ GmlError::Feature { .. } => {
            FetchError::Unreadable { address: address(), problem: other.to_string() }
        }
    })?;
    let count = page.features.len() as u64;
    if let Some(returned) = page.returned.filter(|returned| *returned != count) {
        let problem = format!("it says that it has {returned} features, and it has {count}");
        return Err(FetchError::Malformed { address: address(), problem });
    }
    Ok((page.features, page.matched))
}
