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

const XML: &str = "text/xml, application/xml;q=0.9, */*;q=0.5";

/// How pages are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    GeoJson,
    Gml,
}

/// How pages are asked for.
struct Asking {
    request: Address,
    form: Form,
    /// Features a page.
    at_once: u64,
    /// The most that the service gives at once.
    most: Option<u64>,
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
    pages(client, &Asking { request, form, at_once, most: can.at_once }, keeper)?;
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

fn pages(client: &mut Client, asking: &Asking, keeper: &mut Keeper) -> Result<(), FetchError> {
    let mut size = asking.at_once;
    // Some servers count no further than they give at once.
    let mut is_capped = false;
    loop {
        let received = keeper.census.received();
        if let Some(promised) = keeper.promised.filter(|promised| received >= *promised) {
            match asking.has_more(client, received) {
                false => return Ok(()),
                true if asking.most == Some(promised) && received == promised => {
                    (keeper.promised, is_capped) = (None, true);
                }
                true => return Err(FetchError::Count { promised, received, more: true }),
            }
        }
        let at = asking.at(received, size);
        let answer = client.page(&at, asking.form.accept())?;
        let (found, matched) = match read(&answer, asking.form) {
            // Some servers cut off what is too long for them.
            Err(FetchError::Malformed { .. }) if size > LEAST_PAGE => {
                size = (size / 2).max(LEAST_PAGE);
                continue;
            }
            read => read?,
        };
        keeper.headers = answer.headers;
        keeper.promised = keeper.promised.or(matched.filter(|_| !is_capped));
        // A page that is not full is not the last one: the server may give less than was asked.
        if found.is_empty() {
            return Ok(());
        }
        keeper.page(&at, found)?;
    }
}

impl Asking {
    /// The address of a page.
    fn at(&self, start: u64, count: u64) -> Address {
        self.request.with([("startIndex", start.to_string().as_str()), ("count", count.to_string().as_str())])
    }

    /// Whether there is something behind the last feature that was promised: a count that is too low would look like
    /// a whole map. A service that does not answer this has nothing there.
    fn has_more(&self, client: &mut Client, behind: u64) -> bool {
        let more = client.page_once(&self.at(behind, 1), self.form.accept()).ok();
        more.and_then(|answer| read(&answer, self.form).ok()).is_some_and(|(found, _)| !found.is_empty())
    }
}

impl Form {
    fn accept(self) -> &'static str {
        match self {
            Self::GeoJson => "application/geo+json, application/json;q=0.9",
            Self::Gml => XML,
        }
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
        other @ GmlError::Feature { .. } => FetchError::Unreadable { address: address(), problem: other.to_string() },
    })?;
    let count = page.features.len() as u64;
    if let Some(returned) = page.returned.filter(|returned| *returned != count) {
        let problem = format!("it says that it has {returned} features, and it has {count}");
        return Err(FetchError::Malformed { address: address(), problem });
    }
    Ok((page.features, page.matched))
}
