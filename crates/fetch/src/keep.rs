//! All features of a service, written as they come.

use std::collections::BTreeMap;
use std::io::Write;

use bodemtoets_maps::snapshot::{Counts, FieldSeen};
use geojson::Feature;

use crate::census::{Census, Written};
use crate::census_fault::CensusFault;
use crate::client::Client;
use crate::error::FetchError;
use crate::source::{Service, Source};
use crate::{arcgis, ogc_features, wfs};

/// How far a fetch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Features that came, or bytes of a file.
    pub received: u64,
    /// How many there will be.
    pub promised: Option<u64>,
}

/// What was fetched.
#[derive(Debug, Clone, PartialEq)]
pub struct Collected {
    /// The collection, as the service calls it.
    pub collection: Option<String>,
    /// What the server said of its last answer.
    pub headers: BTreeMap<String, String>,
    /// How many features.
    pub features: Counts,
    /// Their extent.
    pub extent: Option<[f64; 4]>,
    /// Their fields.
    pub fields: Vec<FieldSeen>,
    /// Questions that it took.
    pub requests: u64,
}

/// Takes the features of a service, a page at a time, and writes them.
pub(crate) struct Keeper<'a> {
    output: &'a mut dyn Write,
    told: &'a mut dyn FnMut(Progress),
    pub census: Census,
    pub promised: Option<u64>,
    pub headers: BTreeMap<String, String>,
    is_empty: bool,
}

impl Keeper<'_> {
    /// Takes a page that came from an address.
    pub fn page(&mut self, address: &dyn std::fmt::Display, features: Vec<Feature>) -> Result<(), FetchError> {
        let found = |fault: CensusFault| FetchError::Census { address: address.to_string(), fault };
        if self.census.is_repeat(&features) {
            return Err(found(CensusFault::RepeatedPage));
        }
        for feature in features {
            self.census.add(&feature).map_err(found)?;
            self.write(&feature).map_err(|error| FetchError::Keep(error.to_string()))?;
        }
        self.census.end_page().map_err(found)?;
        (self.told)(Progress { received: self.census.received(), promised: self.promised });
        Ok(())
    }

    fn write(&mut self, feature: &Feature) -> std::io::Result<()> {
        writeln!(self.output, "{}", if self.is_empty { "" } else { "," })?;
        self.is_empty = false;
        Ok(serde_json::to_writer(&mut *self.output, feature)?)
    }
}

/// Fetches all features of a service and writes them as one GeoJSON collection in RD New, in the order of the service.
///
/// # Errors
/// When they do not all come, or are not what they should be. What was written until then is no map.
pub fn fetch(
    client: &mut Client,
    source: &Source,
    output: &mut dyn Write,
    told: &mut dyn FnMut(Progress),
) -> Result<Collected, FetchError> {
    let keep = |error: std::io::Error| FetchError::Keep(error.to_string());
    let crs = r#"{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}}"#;
    write!(output, r#"{{"type":"FeatureCollection","crs":{crs},"features":["#).map_err(keep)?;
    let mut keeper = Keeper {
        output,
        told,
        census: Census::new(Written::RdNew, source.keep_empty),
        promised: None,
        headers: BTreeMap::new(),
        is_empty: true,
    };
    let collection = match source.service {
        Service::OgcApi => ogc_features::all(client, source, &mut keeper)?,
        Service::Wfs => wfs::all(client, source, &mut keeper)?,
        Service::Arcgis => arcgis::all(client, source, &mut keeper)?,
        Service::File | Service::Atom => {
            return Err(FetchError::Keep("a file is downloaded, not asked for its features".to_owned()));
        }
    };
    let Keeper { output, census, promised, headers, .. } = keeper;
    let received = census.received();
    if let Some(promised) = promised.filter(|promised| *promised != received) {
        return Err(FetchError::Count { promised, received, more: false });
    }
    let address = source.address.to_string();
    let (counts, extent) = census.finish().map_err(|fault| FetchError::Census { address, fault })?;
    writeln!(output, "\n]}}").and_then(|()| output.flush()).map_err(keep)?;
    let features = Counts { promised, ..counts };
    let requests = client.requests;
    Ok(Collected { collection: Some(collection), headers, features, extent, fields: census.fields(), requests })
}
