//! The fence around this program: what it may open, how much it may use, and when it ends.
//!
//! GDAL goes by what is in a file, whatever its name: a text of 200 bytes can be a virtual layer that
//! reads any file, a query on a database, or an address on the network. So only the drivers of real
//! file formats open anything, and a file is a file: a path that is there.

use std::io::Read as _;
use std::path::Path;

use crate::format::named;

/// Drivers of files that hold layers and refer to nothing else.
const FORMATS: [&str; 17] = [
    "GPKG",
    "ESRI Shapefile",
    "FlatGeobuf",
    "GeoJSON",
    "GeoJSONSeq",
    "ESRIJSON",
    "TopoJSON",
    "GML",
    "KML",
    "LIBKML",
    "GPX",
    "MapInfo File",
    "OpenFileGDB",
    "DXF",
    "CSV",
    "ODS",
    "XLSX",
];

/// Drivers of files that hold rasters and refer to nothing else.
pub(super) const RASTERS: [&str; 6] = ["GTiff", "AAIGrid", "EHdr", "HFA", "PNG", "GPKG"];

/// Where GDAL looks for what is no file, and the driver that a user has to name for it.
const PREFIXES: [(&str, &str); 12] = [
    ("PG:", "PostgreSQL"),
    ("POSTGRESQL:", "PostgreSQL"),
    ("MYSQL:", "MySQL"),
    ("MSSQL:", "MSSQLSpatial"),
    ("ODBC:", "ODBC"),
    ("WFS:", "WFS"),
    ("OAPIF:", "OAPIF"),
    ("OGCAPI:", "OGCAPI"),
    ("CSW:", "CSW"),
    ("ES:", "Elasticsearch"),
    ("CARTO:", "Carto"),
    ("HTTP", "HTTP"),
];

/// What may be opened: the drivers, and the source as GDAL is to see it.
pub(super) struct Opening {
    pub(super) drivers: Vec<String>,
    pub(super) source: String,
}

/// Whether a source may be opened; otherwise why not.
pub(super) fn admit(source: &str, allowed: &[String]) -> Result<Opening, String> {
    let names = |name: &str| allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(name));
    let mut drivers: Vec<String> = FORMATS.iter().map(|name| (*name).to_owned()).collect();
    drivers.extend(allowed.iter().cloned());
    let upper = source.to_ascii_uppercase();
    if upper.starts_with("/VSI") || upper.contains(":/VSI") {
        let at = upper.find("/VSI").unwrap_or_default();
        let kind = source[at + 1..].split('/').next().unwrap_or_default();
        if names(kind) {
            return Ok(Opening { drivers, source: source.to_owned() });
        }
        return Err(format!(
            "cannot open {source}: it is no file but a path that GDAL makes up ({kind}); with `--allow-driver {kind}` it is read"
        ));
    }
    if Path::new(source).exists() {
        // Read as a file, whatever the name looks like.
        let path = std::path::absolute(source).map_err(|error| format!("cannot open {source}: {error}"))?;
        return Ok(Opening { drivers, source: path.to_string_lossy().into_owned() });
    }
    if let Some((_, driver)) = PREFIXES.iter().find(|(prefix, _)| upper.starts_with(prefix)) {
        if names(driver) {
            return Ok(Opening { drivers, source: source.to_owned() });
        }
        return Err(format!(
            "cannot open {source}: it is a database or a service, which is read only when you name its driver: `--allow-driver {driver}`"
        ));
    }
    Ok(Opening { drivers, source: source.to_owned() })
}

/// What a file is that none of the drivers opens, for the sentence that says so.
pub(super) fn what_it_is(source: &str) -> String {
    match named(source) {
        Some(name) => format!("it is {name}"),
        None => "it is not a format that is read as a map layer; `bodemtoets-ogr version` lists what GDAL knows, \
                 and `--allow-driver NAME` lets one more of those be used"
            .to_owned(),
    }
}

/// Address space of this program while it reads, bytes.
#[cfg(unix)]
const MEMORY_BYTES: u64 = 4 << 30;

/// Processor time while it reads, seconds.
#[cfg(unix)]
const PROCESSOR_S: u64 = 1_800;

/// A file that it may write while it reads: none but the shared memory of a database, bytes.
#[cfg(unix)]
const WRITTEN_BYTES: u64 = 64 << 20;

/// Limits what this program can use while it reads, and keeps GDAL off the network.
pub(super) fn close(allowed: &[String]) -> Result<(), String> {
    let mut options = vec![
        ("OGR_SQLITE_LIST_VIRTUAL_OGR", "NO"),
        ("OGR_SQLITE_LOAD_EXTENSIONS", ""),
        ("GML_SKIP_RESOLVE_ELEMS", "ALL"),
    ];
    if allowed.is_empty() {
        options.extend([
            ("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", ".none"),
            ("PROJ_NETWORK", "OFF"),
            ("GDAL_HTTP_TIMEOUT", "1"),
        ]);
    } else {
        options.extend([("GDAL_HTTP_TIMEOUT", "50"), ("GDAL_HTTP_CONNECTTIMEOUT", "20")]);
    }
    for (option, value) in options {
        gdal::config::set_config_option(option, value).map_err(|error| error.to_string())?;
    }
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        for (resource, most) in [
            (Resource::As, MEMORY_BYTES),
            (Resource::Cpu, PROCESSOR_S),
            (Resource::Fsize, WRITTEN_BYTES),
            (Resource::Core, 0),
        ] {
            let now = getrlimit(resource);
            let most = now.maximum.map_or(most, |maximum| maximum.min(most));
            let most = now.current.map_or(most, |current| current.min(most));
            // A system that cannot limit this goes on without.
            let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
        }
    }
    Ok(())
}

/// Ends this program when whoever started it ends, for whatever reason: its end of standard input is
/// then closed. A driver that hangs does not keep it alive.
pub(super) fn end_with_starter() {
    std::thread::spawn(|| {
        let mut input = std::io::stdin().lock();
        let mut bytes = [0_u8; 64];
        while matches!(input.read(&mut bytes), Ok(1..)) {}
        #[cfg(unix)]
        {
            let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
        }
        std::process::exit(1);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(source: &str, allowed: &[&str]) -> String {
        let allowed: Vec<String> = allowed.iter().map(|name| (*name).to_owned()).collect();
        admit(source, &allowed).err().unwrap_or_default()
    }

    #[test]
    fn what_is_no_file_is_opened_only_when_its_driver_is_named() {
        for source in
            ["PG:dbname=x", "pg:dbname=x", "WFS:https://x", "OAPIF:https://x", "http://x/y.geojson", "MySQL:x"]
        {
            assert!(refused(source, &[]).contains("--allow-driver"), "{source}");
        }
        for source in ["/vsicurl/http://x/y.gpkg", "/vsizip/x.zip/y.shp", "GPKG:/vsicurl/http://x/y.gpkg", "/VSIMEM/x"]
        {
            assert!(
                refused(source, &[]).contains("--allow-driver vsi") || refused(source, &[]).contains("VSIMEM"),
                "{source}"
            );
        }
        assert_eq!(refused("PG:dbname=x", &["postgresql"]), "");
        assert_eq!(refused("/vsizip/x.zip/y.shp", &["vsizip"]), "");
        assert!(!refused("/vsicurl/http://x", &["vsizip"]).is_empty());
    }

    #[test]
    fn a_file_is_opened_by_its_whole_path() {
        let opening = admit("Cargo.toml", &[]).ok().map(|opening| opening.source).unwrap_or_default();
        assert!(opening.ends_with("/Cargo.toml") && opening.starts_with('/'), "{opening}");
    }
}
