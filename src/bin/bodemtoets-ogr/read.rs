//! The task `read`: a layer as lines of `GeoJSON`.

use std::io::{self, BufWriter, Write as _};

use gdal::Dataset;
use gdal::vector::LayerAccess as _;

use crate::columns::columns;
use crate::failure::{Failure, unsaid};
use crate::feature::write_feature;
use crate::format::promise;
use crate::place::Place;
use crate::protocol::{Complaint, Header};
use crate::said::said;
use crate::source::{choose, keep_to_itself, open};

/// Writes a layer to standard output.
pub(super) fn read(source: &str, wanted: Option<&str>, as_is: bool, allowed: &[String]) -> Result<(), Failure> {
    let dataset = open(source, allowed)?;
    keep_to_itself(&dataset, source)?;
    let layers: Vec<String> = dataset.layers().map(|layer| layer.name()).collect();
    let mut layer = choose(&dataset, source, &layers, wanted)?;
    let name = layer.name();
    let place = match Place::of(layer.spatial_ref()) {
        Ok(place) => place,
        Err(_) if as_is => Place::Unknown,
        Err(sentence) => return Err(format!("layer `{name}` of {source} {sentence}").into()),
    };
    let driver = dataset.driver().short_name();
    let features = layer.try_feature_count();
    // GDAL goes through a GML file when it opens it, and later stops without a word where it is broken.
    if let (Some(trouble), "GML") = (said().error, driver.as_str()) {
        return Err(format!("{source} is broken or not complete: {trouble}; get the file again").into());
    }
    if driver == "GML" {
        whole_collection(source, &dataset)?;
    }
    let columns = columns(&dataset, &layer, &name);
    let header = Header {
        driver,
        layer: name,
        layers,
        crs: place.says().map(str::to_owned),
        transformed_from: place.transformed_from().map(str::to_owned),
        fields: layer.defn().fields().map(|field| field.name()).collect(),
        features,
    };
    let mut out = BufWriter::with_capacity(1 << 17, io::stdout().lock());
    serde_json::to_writer(&mut out, &header)
        .map_err(io::Error::from)
        .and_then(|()| out.write_all(b"\n"))
        // The reader can get to work, though a slow service may take long over its features.
        .and_then(|()| out.flush())
        .map_err(|error| unsaid(&error))?;

    said();
    let mut count = 0_u64;
    let mut line = Vec::new();
    let mut features = layer.features();
    loop {
        let next = features.next();
        let trouble = said().error;
        let Some(feature) = next else {
            if let Some(trouble) = trouble {
                out.flush().map_err(|error| unsaid(&error))?;
                let of = header.features.map(|all| format!(" of {all}")).unwrap_or_default();
                return Err(format!("it breaks off after {count}{of} features: {trouble}").into());
            }
            if let Some(expected) = header.features.filter(|expected| count < *expected) {
                out.flush().map_err(|error| unsaid(&error))?;
                return Err(format!("it breaks off after {count} of {expected} features").into());
            }
            break;
        };
        count += 1;
        line.clear();
        let written = match trouble {
            None => write_feature(&feature, &columns, &place, &mut line),
            Some(trouble) => Err(trouble),
        };
        if let Err(complaint) = written {
            let number = feature.fid().unwrap_or(count);
            line.clear();
            serde_json::to_writer(&mut line, &Complaint { error: format!("feature {number}: {complaint}") })
                .map_err(|error| error.to_string())?;
        }
        line.push(b'\n');
        out.write_all(&line).map_err(|error| unsaid(&error))?;
    }
    out.flush().map_err(|error| unsaid(&error))
}

/// A collection of a web service that says how much there is, holds all of it.
fn whole_collection(source: &str, dataset: &Dataset) -> Result<(), String> {
    let promise = promise(source);
    let page = "it is one page of several; ask the service for all of them";
    let counts: Option<Vec<u64>> = dataset.layers().map(|layer| layer.try_feature_count()).collect();
    let count: Option<u64> = counts.map(|counts| counts.iter().sum());
    match (promise.returned, promise.matched, count) {
        (Some(returned), _, Some(count)) if count < returned => Err(format!(
            "{source} breaks off: it says that it has {returned} features, and it has {count}; get the file again"
        )),
        (returned, Some(matched), count) if returned.or(count).is_some_and(|came| came < matched) => {
            let came = returned.or(count).unwrap_or_default();
            Err(format!("{source} holds {came} of {matched} features: {page}"))
        }
        _ if promise.has_next_page => Err(format!("{source} names a next page: {page}")),
        _ => Ok(()),
    }
}
