//! The source that is read, and the layer of it.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use gdal::vector::{Layer, LayerAccess as _, OGRwkbGeometryType, sql};
use gdal::{Dataset, DatasetOptions, GdalOpenFlags};

use crate::fence::{admit, what_it_is};
use crate::format::named;
use crate::hint::did_you_mean;
use crate::said::{reason, said};

/// Opens a source for reading, with the drivers of ordinary files and those that are allowed.
pub(super) fn open(source: &str, allowed: &[String]) -> Result<Dataset, String> {
    let opening = admit(source, allowed)?;
    let drivers: Vec<&str> = opening.drivers.iter().map(String::as_str).collect();
    let options = DatasetOptions {
        open_flags: GdalOpenFlags::GDAL_OF_READONLY
            | GdalOpenFlags::GDAL_OF_VECTOR
            | GdalOpenFlags::GDAL_OF_VERBOSE_ERROR,
        // For GML: leave no file beside the source, and find the coordinate system wherever it is.
        // Other drivers do not know these and pass them by.
        open_options: Some(&["WRITE_GFS=NO", "FORCE_SRS_DETECTION=YES", "DOWNLOAD_SCHEMA=NO"]),
        allowed_drivers: Some(&drivers),
        ..DatasetOptions::default()
    };
    Dataset::open_ex(&opening.source, options).map_err(|error| {
        let reason = reason(&error);
        let path = Path::new(source);
        if let Err(error) = fs::metadata(path) {
            // `PG:...`, `WFS:...`, `/vsizip/...`: no path, so GDAL's word counts.
            let prefixed = source
                .find(':')
                .is_some_and(|at| at > 1 && source[..at].bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_'));
            return match error.kind() {
                _ if prefixed || source.starts_with("/vsi") => format!("cannot open {source}: {reason}"),
                io::ErrorKind::NotFound => format!("cannot open {source}: no such file"),
                _ => format!("cannot open {source}: {error}"),
            };
        }
        if path.is_file()
            && let Err(error) = File::open(path)
        {
            return format!("cannot open {source}: {error}");
        }
        if reason.contains("not recognized as a supported file format") {
            return format!("cannot open {source}: {}", what_it_is(source));
        }
        format!("cannot open {source}: {reason}")
    })
}

/// What the modules of virtual tables are called that refer to nothing outside their database.
const OWN_MODULES: [&str; 7] = ["rtree", "rtree_i32", "geopoly", "fts3", "fts4", "fts5", "gpkgrtree"];

/// Refuses a GeoPackage with tables that read other files: `SQLite` opens whatever a virtual table names.
pub(super) fn keep_to_itself(dataset: &Dataset, source: &str) -> Result<(), String> {
    if dataset.driver().short_name() != "GPKG" {
        return Ok(());
    }
    let refused = |what: &str| Err(format!("cannot open {source}: {what}; save its layers in a new GeoPackage"));
    let query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%virtual%'";
    let tables = dataset.execute_sql(query, None, sql::Dialect::DEFAULT);
    let Ok(Some(mut tables)) = tables else {
        return if tables.is_err() { refused("its list of tables cannot be read") } else { Ok(()) };
    };
    for table in tables.features() {
        let definition = table.field_as_string(0).ok().flatten().unwrap_or_default().to_ascii_lowercase();
        // Whatever stands between the words, such as a comment: every module that is named has to be one
        // of these.
        let modules: Vec<&str> = definition.split("using").skip(1).map(first_word).collect();
        if !modules.is_empty() && !modules.iter().all(|module| OWN_MODULES.contains(module)) {
            return refused("it holds a virtual table, which may read other files");
        }
    }
    said();
    Ok(())
}

/// The name with which a text begins.
fn first_word(text: &str) -> &str {
    text.trim_start().split(['(', ' ', ';', '\n', '\r', '\t']).next().unwrap_or_default()
}

/// The layer that is asked for, or else the only one that has something on the map. Of several one has to
/// be named: a map that is read by half looks whole.
pub(super) fn choose<'a>(
    dataset: &'a Dataset,
    source: &str,
    names: &[String],
    wanted: Option<&str>,
) -> Result<Layer<'a>, String> {
    if let Some(wanted) = wanted {
        return dataset.layer_by_name(wanted).map_err(|_| match names {
            [] => format!("{source} has no layer `{wanted}`; it has no layers at all"),
            names => {
                let listed = names.iter().take(20).map(String::as_str).collect::<Vec<_>>().join(", ");
                let more = if names.len() > 20 { format!(" and {} more", names.len() - 20) } else { String::new() };
                format!("{source} has no layer `{wanted}`; it has: {listed}{more}{}", did_you_mean(wanted, names))
            }
        });
    }
    let (mut tables, mut maps) = (Vec::new(), Vec::new());
    for index in 0..names.len() {
        let mut layer = layer(dataset, source, index)?;
        if names.len() == 1 {
            return Ok(layer);
        }
        let filled = match layer.try_feature_count() {
            Some(count) => count > 0,
            None => layer.features().next().is_some(),
        };
        if filled {
            let is_table = layer.defn().geometry_type() == OGRwkbGeometryType::wkbNone;
            if is_table { tables.push(index) } else { maps.push(index) }
        }
    }
    let filled = if maps.is_empty() { tables } else { maps };
    match (filled.as_slice(), names) {
        ([index], _) => layer(dataset, source, *index),
        ([], [_, ..]) => layer(dataset, source, 0),
        ([], []) => match named(source) {
            Some(name) => Err(format!("cannot open {source}: it is {name}")),
            None => Err(format!(
                "GDAL finds no layer in {source}; give another file, or this one in another format such as GeoPackage"
            )),
        },
        (several, _) => {
            let listed: Vec<&str> = several.iter().take(20).map(|index| names[*index].as_str()).collect();
            let more = several.len() - listed.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            Err(format!(
                "{source} has {} layers with features: {}{more}; say which one is meant: `layer = \"{}\"` in a manifest, \
                 `--layer` on the command line",
                several.len(),
                listed.join(", "),
                listed[0]
            ))
        }
    }
}

fn layer<'a>(dataset: &'a Dataset, source: &str, index: usize) -> Result<Layer<'a>, String> {
    dataset.layer(index).map_err(|error| format!("a layer of {source} cannot be opened: {}", reason(&error)))
}
