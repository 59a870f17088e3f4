//! What is in a file that was downloaded: read to its end, counted, and held against where it should lie.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use bodemtoets_maps::gio;
use bodemtoets_maps::snapshot::{Counts, FieldSeen};
use bodemtoets_ogr::{FeatureError, Features, Reader};
use bodemtoets_space::{Crs, RdNew};
use bodemtoets_words::archive::{Unpacked, each, unpack};
use bodemtoets_words::lang::Lang;
use geo::MapCoords as _;
use geojson::{Feature, GeometryValue};

use crate::census::{Census, Written};
use crate::census_fault::CensusFault;
use crate::error::FetchError;

/// What is in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspected {
    /// How many features.
    pub features: Counts,
    /// Their extent, in `crs`.
    pub extent: Option<[f64; 4]>,
    /// Coordinate system of the extent.
    pub crs: String,
    /// Their fields.
    pub fields: Vec<FieldSeen>,
}

/// Reads a file that came from an address to its end. `layer` is the one in it that is meant, where it has several.
///
/// # Errors
/// When it is no map, not whole, empty, or not in the Netherlands.
pub fn inspect(path: &Path, layer: Option<&str>, keep_empty: bool, address: &str) -> Result<Inspected, FetchError> {
    let unreadable = |problem: String| FetchError::Unreadable { address: address.to_owned(), problem };
    let mut census = Census::new(Written::RdNew, keep_empty);
    // The zip of a whole act holds many maps of the law.
    let mut fault = None;
    let mut maps = 0_usize;
    let files = each(path, &["gml", "xml"], |_, at| {
        if fault.is_none() && gio::is_gio_file(at) {
            maps += 1;
            fault = law_map(at, &mut census, address).err();
        }
    });
    if let (Ok(Some(_)), 1..) = (files, maps) {
        return match fault {
            Some(fault) => Err(fault),
            None => finish(&mut census, None, address),
        };
    }
    let unpacked = unpack(path).map_err(|error| unreadable(error.text(Lang::En)))?;
    let within = unpacked.as_ref().map(Unpacked::path);
    let path = within.as_deref().unwrap_or(path);
    let is_json = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("geojson") || extension.eq_ignore_ascii_case("json"));
    if is_json {
        return collection(path, keep_empty, address);
    }
    if gio::is_gio_file(path) {
        let mut census = Census::new(Written::RdNew, keep_empty);
        law_map(path, &mut census, address)?;
        return finish(&mut census, None, address);
    }
    let reader = Reader::open(&path.to_string_lossy(), layer).map_err(|error| unreadable(error.to_string()))?;
    let promised = reader.header.features;
    let crs = reader.header.crs.clone();
    let written = written(crs.as_deref()).ok_or_else(|| FetchError::OtherCrs {
        address: address.to_owned(),
        stated: crs.unwrap_or_else(|| "?".to_owned()),
    })?;
    let mut census = Census::new(written, keep_empty);
    count(reader, &mut census, address)?;
    finish(&mut census, promised, address)
}

/// How coordinates are written in a system, where it can be one of a map.
fn written(crs: Option<&str>) -> Option<Written> {
    match crs.and_then(Crs::parse)? {
        Crs::RdNew => Some(Written::RdNew),
        Crs::Geographic => Some(Written::Degrees),
        _ => None,
    }
}

fn collection(path: &Path, keep_empty: bool, address: &str) -> Result<Inspected, FetchError> {
    let unreadable = |problem: String| FetchError::Unreadable { address: address.to_owned(), problem };
    let open = || File::open(path).map(BufReader::new).map_err(|error| unreadable(error.to_string()));
    let members = Features::new(open()?).into_members().map_err(|error| unreadable(error.to_string()))?;
    let stated = members.crs();
    let written = match &stated {
        None => Some(Written::Degrees),
        Some(name) => written(Some(name)),
    };
    let written = written
        .ok_or_else(|| FetchError::OtherCrs { address: address.to_owned(), stated: stated.unwrap_or_default() })?;
    let mut census = Census::new(written, keep_empty);
    count(Features::new(open()?), &mut census, address)?;
    finish(&mut census, None, address)
}

fn count(
    features: impl Iterator<Item = Result<Feature, FeatureError>>,
    census: &mut Census,
    address: &str,
) -> Result<(), FetchError> {
    for feature in features {
        let feature = feature
            .map_err(|error| FetchError::Unreadable { address: address.to_owned(), problem: error.to_string() })?;
        add(census, &feature, address)?;
    }
    Ok(())
}

fn add(census: &mut Census, feature: &Feature, address: &str) -> Result<(), FetchError> {
    census.add(feature).map_err(|fault| FetchError::Census { address: address.to_owned(), fault })
}

/// Counts the locations of a map of the law.
fn law_map(path: &Path, census: &mut Census, address: &str) -> Result<(), FetchError> {
    let unreadable = |problem: String| FetchError::Unreadable { address: address.to_owned(), problem };
    let (gio, _) = gio::read_file(path, None).map_err(|error| unreadable(error.to_string()))?;
    let rd = RdNew::new();
    for location in &gio.locations {
        let geometry = location.geometry.as_ref().map_err(|fault| unreadable(fault.to_string()))?;
        let geometry = geometry.try_map_coords(|place| location.crs.to_rd(place, &rd));
        let geometry = geometry.map_err(|error| unreadable(error.to_string()))?;
        let feature = Feature {
            bbox: None,
            geometry: Some(geojson::Geometry::new(GeometryValue::from(&geometry))),
            id: None,
            properties: Some(gio.properties(location)),
            foreign_members: None,
        };
        add(census, &feature, address)?;
    }
    Ok(())
}

fn finish(census: &mut Census, promised: Option<u64>, address: &str) -> Result<Inspected, FetchError> {
    let found = |fault: CensusFault| FetchError::Census { address: address.to_owned(), fault };
    census.end_page().map_err(found)?;
    let (counts, extent) = census.finish().map_err(found)?;
    let received = counts.received;
    if let Some(promised) = promised.filter(|promised| *promised != received) {
        return Err(FetchError::Count { promised, received, more: received > promised });
    }
    Ok(Inspected {
        features: Counts { promised, ..counts },
        extent,
        crs: census.written().name().to_owned(),
        fields: census.fields(),
    })
}
