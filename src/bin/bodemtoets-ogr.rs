//! The worker of bodemtoets for the formats that GDAL reads and writes.
//!
//! A program of its own, because GDAL takes fifty milliseconds to load and can crash on a broken
//! file; see the module `ogr` of the library, which starts it and speaks to it in lines of JSON.
//! It also works by hand:
//!
//! ```text
//! bodemtoets-ogr read zones.gpkg --layer zones
//! bodemtoets-ogr version
//! ```
//!
//! It must never use the library of this package: that holds another copy of PROJ than GDAL does.

#![forbid(unsafe_code)]

#[path = "../ogr/protocol.rs"]
mod protocol;
#[path = "../ogr/wkb.rs"]
mod wkb;

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use clap::{Parser, Subcommand};
use gdal::errors::{CplErrType, GdalError};
use gdal::spatial_ref::{AxisMappingStrategy, CoordTransform, SpatialRef};
use gdal::vector::{
    Defn, Feature, FieldDefn, Geometry, Layer, LayerAccess, LayerOptions, OGRFieldType, OGRwkbGeometryType, sql,
};
use gdal::version::VersionInfo;
use gdal::{Dataset, DatasetCapability, DatasetOptions, Driver, DriverManager, GdalOpenFlags, Metadata};
use protocol::{Complaint, End, Field, FieldType, Header, Plan, READY, Version};
use serde_json::Value;
use wkb::Shape;

/// Reads and writes map layers through GDAL, for bodemtoets.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Write a layer to standard output: a line about it, then a line of `GeoJSON` per feature
    Read {
        /// A file, or what GDAL understands, such as `PG:dbname=maps` or `WFS:https://...`
        source: String,
        /// Name of the layer [default: the only one, or the first with features]
        #[arg(long)]
        layer: Option<String>,
    },
    /// Write a file from standard input: a line about the layer, then a line of `GeoJSON` per
    /// feature, then a line {"end": number of features}
    Write {
        /// Name of a GDAL driver, such as GPKG
        driver: String,
        /// The file, which is replaced when it is there
        path: PathBuf,
    },
    /// Write the version of GDAL and the formats it reads
    Version,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    gdal::config::set_error_handler(|kind, _, message| note(kind, message));
    let done = match &arguments.task {
        Task::Read { source, layer } => read(source, layer.as_deref()),
        Task::Write { driver, path } => write(driver, path),
        Task::Version => version(),
    };
    match done {
        Ok(()) | Err(Failure::NobodyListens) => ExitCode::SUCCESS,
        Err(Failure::Sentence(sentence)) => {
            // When nobody reads this, there is nothing left to do about it.
            let _ = writeln!(io::stderr(), "{}", without_secrets(&sentence));
            ExitCode::FAILURE
        }
    }
}

/// Why the work stopped.
enum Failure {
    /// A sentence for the user.
    Sentence(String),
    /// Whoever started this has had enough.
    NobodyListens,
}

impl From<String> for Failure {
    fn from(sentence: String) -> Failure {
        Failure::Sentence(sentence)
    }
}

/// A failure to say something.
fn unsaid(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        Failure::NobodyListens
    } else {
        Failure::Sentence(format!("the output cannot be written: {error}"))
    }
}

// ---------------------------------------------------------------- what GDAL says on the side

/// What GDAL reported on the side: the last of each.
#[derive(Default)]
struct Said {
    /// An error.
    error: Option<String>,
    /// An error of its database of coordinate systems, which GDAL asks for many things that do
    /// not matter here. It says why something failed, but not that something failed.
    lookup: Option<String>,
    /// A value that was cut off, of which GDAL only warns.
    loss: Option<String>,
}

static SAID: Mutex<Said> = Mutex::new(Said { error: None, lookup: None, loss: None });

fn note(kind: CplErrType, message: &str) {
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    let place = match kind {
        CplErrType::Failure | CplErrType::Fatal => {
            if message.starts_with("PROJ:") || message.starts_with("Cannot parse CRS") {
                &mut said.lookup
            } else {
                &mut said.error
            }
        }
        CplErrType::Warning if message.contains("truncated") => &mut said.loss,
        _ => return,
    };
    *place = Some(one_line(message));
}

/// What GDAL said since the last time this was asked.
fn said() -> Said {
    std::mem::take(&mut *SAID.lock().unwrap_or_else(PoisonError::into_inner))
}

/// What GDAL said about this error.
fn reason(error: &GdalError) -> String {
    let said = said();
    match error {
        _ if said.error.is_some() || said.lookup.is_some() => said.error.or(said.lookup).unwrap_or_default(),
        GdalError::NullPointer { msg, .. } | GdalError::CplError { msg, .. } if !msg.is_empty() => one_line(msg),
        other => one_line(&other.to_string()),
    }
}

/// A text on one line, and not a long one: some messages quote the whole value they are about.
fn one_line(text: &str) -> String {
    let mut line = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ");
    if let Some((end, _)) = line.char_indices().nth(300) {
        line.truncate(end);
        line.push_str("...");
    }
    line
}

/// The text without the passwords of databases and services.
fn without_secrets(text: &str) -> Cow<'_, str> {
    let lower = text.to_ascii_lowercase();
    // Where each secret starts and ends.
    let mut secrets: Vec<(usize, usize)> = Vec::new();
    for name in ["password=", "pwd=", "token=", "apikey=", "api_key="] {
        for (at, _) in lower.match_indices(name) {
            let from = at + name.len();
            let (from, ends): (usize, &[char]) = match text[from..].chars().next() {
                Some('\'') => (from + 1, &['\'']),
                _ => (from, &[' ', '\'', '"', '`', '&', ';', ',', '\t']),
            };
            secrets.push((from, text[from..].find(ends).map_or(text.len(), |length| from + length)));
        }
    }
    for (at, mark) in text.match_indices("://") {
        let from = at + mark.len();
        let host = text[from..].find(['/', ' ', '?', '`', '\'', '"']).map_or(text.len(), |length| from + length);
        if let (Some(colon), Some(end)) = (text[from..host].find(':'), text[from..host].rfind('@'))
            && colon < end
        {
            secrets.push((from + colon + 1, from + end));
        }
    }
    if secrets.is_empty() {
        return Cow::Borrowed(text);
    }
    secrets.sort_unstable();
    let mut kept = String::new();
    let mut done = 0;
    for (from, to) in secrets {
        if from >= done {
            kept.push_str(&text[done..from]);
            kept.push_str("***");
            done = to;
        }
    }
    kept.push_str(&text[done..]);
    Cow::Owned(kept)
}

/// "did you mean" for a name that is not among these.
fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a String>) -> String {
    let name = name.to_lowercase();
    known
        .into_iter()
        .map(|known| (strsim::jaro_winkler(&name, &known.to_lowercase()), known))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map_or_else(String::new, |(_, known)| format!(" (did you mean `{known}`?)"))
}

// ------------------------------------------------------------------------------------ version

fn version() -> Result<(), Failure> {
    let version = Version { gdal: VersionInfo::release_name(), drivers: drivers("DCAP_OPEN") };
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, &version)
        .map_err(io::Error::from)
        .and_then(|()| out.write_all(b"\n"))
        .and_then(|()| out.flush())
        .map_err(|error| unsaid(&error))
}

/// Names of the vector drivers that can do something.
fn drivers(capability: &str) -> Vec<String> {
    let can = |driver: &Driver, what: &str| driver.metadata_item(what, "").is_some_and(|value| value == "YES");
    DriverManager::all()
        .filter(|driver| can(driver, "DCAP_VECTOR") && can(driver, capability))
        .map(|driver| driver.short_name())
        .collect()
}

// --------------------------------------------------------------------------------------- read

fn read(source: &str, wanted: Option<&str>) -> Result<(), Failure> {
    let dataset = open(source)?;
    let layers: Vec<String> = dataset.layers().map(|layer| layer.name()).collect();
    let mut layer = choose(&dataset, source, &layers, wanted)?;
    let name = layer.name();
    let place = Place::of(layer.spatial_ref()).map_err(|sentence| format!("layer `{name}` of {source} {sentence}"))?;
    let driver = dataset.driver().short_name();
    let features = layer.try_feature_count();
    // GDAL goes through a GML file when it opens it, and later stops without a word where it is broken.
    if let (Some(trouble), "GML") = (said().error, driver.as_str()) {
        return Err(format!("{source} is broken or not complete: {trouble}; get the file again").into());
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
                return Err(format!("reading {source} stopped after {count} features: {trouble}").into());
            }
            if let Some(expected) = header.features.filter(|expected| count < *expected) {
                out.flush().map_err(|error| unsaid(&error))?;
                return Err(format!("{source} has {expected} features, but only {count} could be read").into());
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

fn open(source: &str) -> Result<Dataset, String> {
    let options = DatasetOptions {
        open_flags: GdalOpenFlags::GDAL_OF_READONLY
            | GdalOpenFlags::GDAL_OF_VECTOR
            | GdalOpenFlags::GDAL_OF_VERBOSE_ERROR,
        // For GML: leave no file beside the source, and find the coordinate system wherever it is.
        // Other drivers do not know these and pass them by.
        open_options: Some(&["WRITE_GFS=NO", "FORCE_SRS_DETECTION=YES"]),
        ..DatasetOptions::default()
    };
    Dataset::open_ex(source, options).map_err(|error| {
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
            return format!(
                "cannot open {source}: it is not a format that GDAL reads as a map layer; \
                 `bodemtoets-ogr version` lists the formats"
            );
        }
        format!("cannot open {source}: {reason}")
    })
}

/// The layer that is asked for, or else the first that has something on the map.
fn choose<'a>(dataset: &'a Dataset, source: &str, names: &[String], wanted: Option<&str>) -> Result<Layer<'a>, String> {
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
    let mut with_features = None;
    for index in 0..names.len() {
        let mut layer = layer(dataset, source, index)?;
        if names.len() == 1 {
            return Ok(layer);
        }
        let filled = match layer.try_feature_count() {
            Some(count) => count > 0,
            None => layer.features().next().is_some(),
        };
        if filled && layer.defn().geometry_type() != OGRwkbGeometryType::wkbNone {
            return Ok(layer);
        }
        if filled && with_features.is_none() {
            with_features = Some(index);
        }
    }
    match (with_features, names) {
        (Some(index), _) => layer(dataset, source, index),
        (None, [_, ..]) => layer(dataset, source, 0),
        (None, []) => Err(format!(
            "GDAL finds no layer in {source}; give another file, or this one in another format such as GeoPackage"
        )),
    }
}

fn layer<'a>(dataset: &'a Dataset, source: &str, index: usize) -> Result<Layer<'a>, String> {
    dataset.layer(index).map_err(|error| format!("a layer of {source} cannot be opened: {}", reason(&error)))
}

/// What is done with the coordinates of a layer.
enum Place {
    /// The source does not say where it is.
    Unknown,
    /// RD New, passed on.
    RdNew,
    /// Longitude and latitude, passed on.
    Geographic,
    /// Transformed to longitude and latitude.
    Transformed { from: String, with: CoordTransform, degrees: bool },
}

impl Place {
    fn of(system: Option<SpatialRef>) -> Result<Place, String> {
        let Some(mut system) = system else {
            return Ok(Place::Unknown);
        };
        let name = system.name().unwrap_or_default();
        // GDAL's names for "the file does not say".
        if system.is_local() || name.is_empty() || name.starts_with("Undefined") || name.eq_ignore_ascii_case("unknown")
        {
            return Ok(Place::Unknown);
        }
        // Some drivers give the code only after this; others never.
        if system.authority().is_err() {
            let _ = system.auto_identify_epsg();
        }
        let code = system.authority().unwrap_or_default();
        // Traditional order, which nearly all drivers give, is x before y. A source that keeps
        // latitude first says so here, and GDAL then has to swap.
        let swapped = system.axis_mapping_strategy() != AxisMappingStrategy::TraditionalGisOrder;
        if is_rd_new(&system, &code) {
            return Ok(Place::RdNew);
        }
        if !swapped && is_wgs84_or_etrs89(&system, &code) {
            return Ok(Place::Geographic);
        }
        let from = if code.is_empty() { name } else { code };
        let refused = |error: GdalError| {
            format!(
                "is in {from}, which GDAL cannot bring to ETRS89: {}; bring it to RD New (EPSG:28992) first",
                reason(&error)
            )
        };
        let mut target = known_system("EPSG:4258").map_err(&refused)?;
        target.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
        let with = CoordTransform::new(&system, &target).map_err(&refused)?;
        Ok(Place::Transformed { degrees: system.is_geographic(), from, with })
    }

    /// What the header says.
    fn says(&self) -> Option<&'static str> {
        match self {
            Place::Unknown => None,
            Place::RdNew => Some("EPSG:28992"),
            Place::Geographic | Place::Transformed { .. } => Some("EPSG:4258"),
        }
    }

    fn transformed_from(&self) -> Option<&str> {
        match self {
            Place::Transformed { from, .. } => Some(from),
            _ => None,
        }
    }

    /// How far a line may leave the arc it stands for: a millimetre.
    fn tolerance(&self) -> f64 {
        match self {
            Place::Geographic | Place::Transformed { degrees: true, .. } => 1e-8,
            _ => 1e-3,
        }
    }

    /// Moves all points of a shape.
    fn transform(&self, shape: &mut Shape) -> Result<(), String> {
        let Place::Transformed { from, with, .. } = self else {
            return Ok(());
        };
        let mut points = shape.points_mut();
        let mut xs: Vec<f64> = points.iter().map(|point| point.x).collect();
        let mut ys: Vec<f64> = points.iter().map(|point| point.y).collect();
        let moved = with.transform_coords(&mut xs, &mut ys, &mut []);
        let said = said();
        let trouble = said.error.or(said.lookup);
        if moved.is_err() || !xs.iter().chain(&ys).all(|value| value.is_finite()) {
            let why = trouble.map_or_else(String::new, |why| format!(" ({why})"));
            return Err(format!("its coordinates mean nothing in {from}{why}"));
        }
        for (point, (x, y)) in points.iter_mut().zip(xs.into_iter().zip(ys)) {
            (point.x, point.y) = (x, y);
        }
        Ok(())
    }
}

/// RD New, by its code or by its numbers: many files carry the projection without the code.
fn is_rd_new(system: &SpatialRef, code: &str) -> bool {
    if matches!(code, "EPSG:28992" | "EPSG:7415") {
        return true;
    }
    let near = |name: &str, value: f64, within: f64| {
        system.get_proj_param(name).ok().flatten().is_some_and(|found| (found - value).abs() <= within)
    };
    system.is_projected()
        && near("false_easting", 155_000.0, 1e-3)
        && near("false_northing", 463_000.0, 1e-3)
        && near("latitude_of_origin", 52.156_160_556, 1e-6)
        && near("central_meridian", 5.387_638_889, 1e-6)
        && near("scale_factor", 0.999_907_9, 1e-7)
        && (system.linear_units() - 1.0).abs() < 1e-9
        && system.semi_major().is_ok_and(|axis| (axis - 6_377_397.155).abs() < 0.01)
}

/// Longitude and latitude of GPS or of the European plate: less than a metre apart, and taken as
/// one by everybody who publishes Dutch maps.
fn is_wgs84_or_etrs89(system: &SpatialRef, code: &str) -> bool {
    // 2D, 3D, with heights above NAP or EVRF, and the newer realisations.
    let known = [
        "EPSG:4326",
        "EPSG:4258",
        "EPSG:4979",
        "EPSG:4937",
        "EPSG:7423",
        "EPSG:9286",
        "EPSG:9067",
        "EPSG:7931",
        "OGC:CRS84",
        "OGC:CRS84h",
    ];
    if known.contains(&code) {
        return true;
    }
    let datum = system.get_attr_value("DATUM", 0).ok().flatten().unwrap_or_default();
    let meridian = system.get_attr_value("PRIMEM", 1).ok().flatten().and_then(|value| value.parse::<f64>().ok());
    system.is_geographic()
        && !system.is_derived_geographic()
        && (system.angular_units() - 1_f64.to_radians()).abs() < 1e-12
        && meridian.is_some_and(|degrees| degrees == 0.0)
        && ["WGS_1984", "WGS 84", "European_Terrestrial_Reference_System_1989", "D_WGS_1984", "D_ETRS_1989"].iter().any(
            |known| {
                datum == *known
                    || datum.starts_with(&format!("{known}_ensemble"))
                    || datum.starts_with(&format!("{known} ensemble"))
            },
        )
}

/// How an attribute is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Boolean,
    Integer,
    Real,
    Text,
    Date,
    Moment,
    Numbers,
    Texts,
    /// Anything else, in GDAL's words.
    Other,
}

/// An attribute: `"name":` in JSON, and how to read it.
struct Column {
    key: Vec<u8>,
    kind: Kind,
}

fn columns(dataset: &Dataset, layer: &Layer<'_>, name: &str) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut names = Vec::new();
    for field in layer.defn().fields() {
        let kind = match field.field_type() {
            OGRFieldType::OFTInteger | OGRFieldType::OFTInteger64 => Kind::Integer,
            OGRFieldType::OFTReal => Kind::Real,
            OGRFieldType::OFTString => Kind::Text,
            OGRFieldType::OFTDate => Kind::Date,
            OGRFieldType::OFTDateTime => Kind::Moment,
            OGRFieldType::OFTIntegerList | OGRFieldType::OFTInteger64List | OGRFieldType::OFTRealList => Kind::Numbers,
            OGRFieldType::OFTStringList => Kind::Texts,
            _ => Kind::Other,
        };
        let mut key = serde_json::to_vec(&field.name()).unwrap_or_default();
        key.push(b':');
        columns.push(Column { key, kind });
        names.push((field.name(), field.field_type()));
    }
    for (column, (field, kind)) in columns.iter_mut().zip(&names) {
        if *kind == OGRFieldType::OFTInteger && is_boolean(dataset, name, field) {
            column.kind = Kind::Boolean;
        }
    }
    said();
    columns
}

/// Whether an attribute of integers holds booleans. GDAL keeps booleans as integers, with a mark
/// that the crate does not show. But GDAL's own query language knows the mark: it compares an
/// integer with a text that holds a number, and refuses to compare a boolean with any text. The
/// query is checked, not run.
fn is_boolean(dataset: &Dataset, layer: &str, field: &str) -> bool {
    let quoted = |name: &str| format!("\"{}\"", name.replace('\\', r"\\").replace('"', "\\\""));
    let query = format!("SELECT FID FROM {} WHERE {} = '0'", quoted(layer), quoted(field));
    said();
    dataset.execute_sql(query, None, sql::Dialect::OGR).is_err()
        && said().error.is_some_and(|message| message.starts_with("Type mismatch"))
}

/// Appends a feature as a line of `GeoJSON`, without the end of the line.
fn write_feature(feature: &Feature<'_>, columns: &[Column], place: &Place, line: &mut Vec<u8>) -> Result<(), String> {
    line.extend_from_slice(br#"{"type":"Feature","#);
    if let Some(fid) = feature.fid() {
        line.extend_from_slice(format!(r#""id":{fid},"#).as_bytes());
    }
    line.extend_from_slice(br#""geometry":"#);
    // An error means that it has none.
    let shape = match feature.geometry_by_index(0) {
        Ok(geometry) => {
            let bytes =
                geometry.iso_wkb().map_err(|error| format!("its geometry cannot be read: {}", reason(&error)))?;
            Shape::from_wkb(&bytes, place.tolerance())?
        }
        Err(_) => None,
    };
    match shape {
        Some(mut shape) => {
            place.transform(&mut shape)?;
            shape.write_json(line)?;
        }
        None => line.extend_from_slice(b"null"),
    }
    line.extend_from_slice(br#","properties":{"#);
    for (index, column) in columns.iter().enumerate() {
        if index > 0 {
            line.push(b',');
        }
        line.extend_from_slice(&column.key);
        write_value(feature, index, column.kind, line).map_err(|error| {
            let name = String::from_utf8_lossy(&column.key);
            format!("its attribute {} cannot be read: {error}", name.trim_end_matches(':'))
        })?;
    }
    line.extend_from_slice(b"}}");
    Ok(())
}

/// Appends the value of an attribute as JSON.
fn write_value(feature: &Feature<'_>, index: usize, kind: Kind, line: &mut Vec<u8>) -> Result<(), String> {
    let text = || {
        feature.field_as_string(index).map_err(|error| reason(&error)).map(|text| text.filter(|text| !text.is_empty()))
    };
    let value = match kind {
        Kind::Text | Kind::Other => text()?.map(Value::String),
        Kind::Boolean | Kind::Integer => match feature.field_as_integer64(index).map_err(|error| reason(&error))? {
            // An attribute that is absent also gives 0, but no text.
            Some(0) if text()?.is_none() => None,
            Some(value) if kind == Kind::Boolean => Some(Value::Bool(value != 0)),
            Some(value) => Some(value.into()),
            None => None,
        },
        Kind::Real => match feature.field_as_double(index).map_err(|error| reason(&error))? {
            Some(value) if value == 0.0 && text()?.is_none() => None,
            Some(value) if value.is_finite() => return wkb::number(value, line),
            // JSON has no infinity.
            _ => None,
        },
        Kind::Date => text()?.map(|text| Value::String(iso_date(&text))),
        Kind::Moment => text()?.map(|text| Value::String(iso_moment(&text))),
        Kind::Numbers => text()?.map(|text| numbers(&text)),
        Kind::Texts => match feature.field(index).map_err(|error| reason(&error))? {
            Some(gdal::vector::FieldValue::StringListValue(texts)) if text()?.is_some() => Some(texts.into()),
            _ => None,
        },
    };
    serde_json::to_writer(line, &value).map_err(|error| error.to_string())
}

/// `2026/07/01` as `2026-07-01`.
fn iso_date(text: &str) -> String {
    text.replace('/', "-")
}

/// `2026/07/01 10:00:00.5+0130` as `2026-07-01T10:00:00.5+01:30`.
fn iso_moment(text: &str) -> String {
    let Some((date, time)) = text.split_once(' ') else {
        return iso_date(text);
    };
    let (clock, zone) = match time.find(['+', '-']) {
        Some(at) => time.split_at(at),
        None => (time, ""),
    };
    let zone = match zone {
        "+00" => "Z".to_owned(),
        short if short.len() == 3 => format!("{short}:00"),
        long if long.len() == 5 => format!("{}:{}", &long[..3], &long[3..]),
        other => other.to_owned(),
    };
    format!("{}T{clock}{zone}", iso_date(date))
}

/// `(3:1,2.5,3)` as a list of numbers; as it is, when it is anything else.
fn numbers(text: &str) -> Value {
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).and_then(|text| text.split_once(':'));
    let list = inner.and_then(|(count, items)| {
        let list: Vec<Value> = items
            .split(',')
            .filter(|item| !item.is_empty())
            .map(|item| serde_json::from_str(item).ok())
            .collect::<Option<_>>()?;
        (count.parse() == Ok(list.len())).then_some(Value::Array(list))
    });
    list.unwrap_or_else(|| Value::String(text.to_owned()))
}

// -------------------------------------------------------------------------------------- write

fn write(driver: &str, path: &Path) -> Result<(), Failure> {
    let shown = path.display();
    let driver = creator(driver)?;
    let folder = match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => return Err(format!("cannot write {shown}: it is not a file name").into()),
    };
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return Err(format!("cannot write {shown}: it has no file name that GDAL accepts").into());
    };
    if !folder.is_dir() {
        return Err(format!("cannot write {shown}: there is no folder {}; make it first", folder.display()).into());
    }
    if path.is_dir() {
        return Err(format!("cannot write {shown}: that is a folder; give a file name").into());
    }
    // SQLite would play these into the new file.
    for side in ["-wal", "-journal"] {
        if folder.join(format!("{name}{side}")).exists() {
            return Err(format!(
                "cannot write {shown}: another program has it open ({name}{side} is there); close it first"
            )
            .into());
        }
    }

    let mut lines = Lines { input: BufReader::with_capacity(1 << 17, io::stdin().lock()), line: Vec::new() };
    let Some(line) = lines.next()? else {
        return Err("standard input is empty; its first line describes the layer".to_owned().into());
    };
    let plan: Plan =
        serde_json::from_slice(line).map_err(|error| format!("the first line does not describe a layer: {error}"))?;

    // A folder, not a file: some formats make several files, and all of them keep their names.
    let workshop = tempfile::Builder::new()
        .prefix(".bodemtoets-")
        .tempdir_in(folder)
        .map_err(|error| format!("cannot write {shown}: nothing can be made in {}: {error}", folder.display()))?;
    let result = build(&driver, &workshop.path().join(name), &plan, &mut lines);
    let error = match result {
        Ok(()) => install(workshop.path(), folder, name)
            .err()
            .map(|error| Failure::Sentence(format!("cannot write {shown}: {error}"))),
        Err(Failure::Sentence(sentence)) => Some(Failure::Sentence(format!("cannot write {shown}: {sentence}"))),
        Err(other) => Some(other),
    };
    drop(workshop);
    error.map_or(Ok(()), Err)
}

/// The driver that makes files of a format.
fn creator(name: &str) -> Result<Driver, String> {
    let known = drivers("DCAP_CREATE");
    if !known.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        let hint = did_you_mean(name, &known);
        return Err(format!(
            "GDAL {} has no driver `{name}` that writes layers{hint}; it has: {}",
            VersionInfo::release_name(),
            known.join(", ")
        ));
    }
    DriverManager::get_driver_by_name(name)
        .map_err(|error| format!("GDAL driver `{name}` cannot be used: {}", reason(&error)))
}

/// Lines of standard input.
struct Lines<R> {
    input: R,
    line: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    /// The next line; nothing at the end of the input.
    fn next(&mut self) -> Result<Option<&[u8]>, String> {
        self.line.clear();
        self.input
            .read_until(b'\n', &mut self.line)
            .map_err(|error| format!("standard input cannot be read: {error}"))?;
        Ok(if self.line.is_empty() { None } else { Some(&self.line) })
    }
}

/// Makes the file.
fn build(driver: &Driver, path: &Path, plan: &Plan, lines: &mut Lines<impl BufRead>) -> Result<(), Failure> {
    let system = match &plan.crs {
        Some(crs) => {
            let mut system = known_system(crs)
                .map_err(|error| format!("`{crs}` is not a coordinate system that GDAL knows: {}", reason(&error)))?;
            system.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
            Some(system)
        }
        None => None,
    };
    // The file is new and nobody else's until it is whole, so `SQLite` need not guard it; with room
    // for more pages, its spatial index is made faster.
    for (option, value) in
        [("OGR_SQLITE_JOURNAL", "MEMORY"), ("OGR_SQLITE_SYNCHRONOUS", "OFF"), ("OGR_SQLITE_CACHE", "64")]
    {
        if gdal::config::get_config_option(option, "").is_ok_and(|set| set.is_empty()) {
            gdal::config::set_config_option(option, value).map_err(|error| reason(&error))?;
        }
    }
    said();
    let mut dataset = driver.create_vector_only(path).map_err(|error| reason(&error))?;
    let name = driver.short_name();
    // One transaction is many times faster; formats that have none do without.
    let whole = dataset.has_capability(DatasetCapability::TRANSACTIONS);
    if whole {
        let mut transaction = dataset.start_transaction().map_err(|error| reason(&error))?;
        fill(&mut transaction, &name, system.as_ref(), plan, lines)?;
        transaction.commit().map_err(|error| reason(&error))?;
    } else {
        fill(&mut dataset, &name, system.as_ref(), plan, lines)?;
    }
    dataset.close().map_err(|error| reason(&error))?;
    match said() {
        Said { error: Some(message), .. } | Said { loss: Some(message), .. } => Err(message.into()),
        _ => Ok(()),
    }
}

/// Makes the layer and fills it.
fn fill(
    dataset: &mut Dataset,
    driver: &str,
    system: Option<&SpatialRef>,
    plan: &Plan,
    lines: &mut Lines<impl BufRead>,
) -> Result<(), Failure> {
    let taken = |name: &str| plan.fields.iter().any(|field| field.name.eq_ignore_ascii_case(name));
    let mut options = Vec::new();
    match driver {
        // The names of its own columns, unless an attribute has them.
        "GPKG" if taken("fid") => options.push("FID=ogc_fid"),
        "ESRI Shapefile" => options.push("ENCODING=UTF-8"),
        _ => {}
    }
    if driver == "GPKG" && taken("geom") {
        options.push("GEOMETRY_NAME=ogc_geom");
    }
    let layer = dataset
        .create_layer(LayerOptions {
            name: &plan.layer,
            srs: system,
            ty: geometry_type(plan)?,
            options: Some(&options),
        })
        .map_err(|error| format!("layer `{}` cannot be made: {}", plan.layer, reason(&error)))?;
    for field in &plan.fields {
        let kind = match field.kind {
            FieldType::Text => OGRFieldType::OFTString,
            FieldType::Real => OGRFieldType::OFTReal,
            FieldType::Integer => OGRFieldType::OFTInteger64,
            FieldType::Date => OGRFieldType::OFTDate,
        };
        FieldDefn::new(&field.name, kind)
            .and_then(|definition| definition.add_to_layer(&layer))
            .map_err(|error| format!("attribute `{}` cannot be made: {}", field.name, reason(&error)))?;
    }
    let mut out = io::stdout().lock();
    writeln!(out, "{READY}").and_then(|()| out.flush()).map_err(|error| unsaid(&error))?;

    let mut count = 0_u64;
    loop {
        let Some(line) = lines.next()? else {
            return Err(format!("the input stops after {count} features without a line {{\"end\":{count}}}").into());
        };
        if line.starts_with(br#"{"end":"#) {
            let End { end } =
                serde_json::from_slice(line).map_err(|error| format!("the last line is broken: {error}"))?;
            if end != count {
                return Err(format!("{end} features were sent and {count} came").into());
            }
            return Ok(());
        }
        count += 1;
        add(&layer, &plan.fields, line).map_err(|error| format!("feature {count}: {error}"))?;
    }
}

fn geometry_type(plan: &Plan) -> Result<OGRwkbGeometryType::Type, String> {
    Ok(match plan.geometry.as_deref() {
        None => OGRwkbGeometryType::wkbUnknown,
        Some("None") => OGRwkbGeometryType::wkbNone,
        Some("Point") => OGRwkbGeometryType::wkbPoint,
        Some("LineString") => OGRwkbGeometryType::wkbLineString,
        Some("Polygon") => OGRwkbGeometryType::wkbPolygon,
        Some("MultiPoint") => OGRwkbGeometryType::wkbMultiPoint,
        Some("MultiLineString") => OGRwkbGeometryType::wkbMultiLineString,
        Some("MultiPolygon") => OGRwkbGeometryType::wkbMultiPolygon,
        Some("GeometryCollection") => OGRwkbGeometryType::wkbGeometryCollection,
        Some(other) => return Err(format!("`{other}` is not a type of geometry; GeoJSON's names are")),
    })
}

/// Adds one feature to the layer.
fn add(layer: &Layer<'_>, fields: &[Field], line: &[u8]) -> Result<(), String> {
    let source: geojson::Feature = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let definition: &Defn = layer.defn();
    let mut feature = Feature::new(definition).map_err(|error| reason(&error))?;
    if let Some(geometry) = &source.geometry {
        let geometry = Geometry::from_wkb(&wkb::to_wkb(&geometry.value)?)
            .map_err(|error| format!("its geometry: {}", reason(&error)))?;
        feature.set_geometry(geometry).map_err(|error| format!("its geometry: {}", reason(&error)))?;
    }
    for (name, value) in source.properties.iter().flatten() {
        let found = fields.iter().enumerate().find(|(_, field)| field.name == *name);
        let Some((index, field)) = found else {
            return Err(format!("it has a property `{name}` that the first line does not list"));
        };
        set(&mut feature, index, field, value)?;
    }
    feature.create(layer).map_err(|error| reason(&error))?;
    said().loss.map_or(Ok(()), Err)
}

/// Gives an attribute its value.
fn set(feature: &mut Feature<'_>, index: usize, field: &Field, value: &Value) -> Result<(), String> {
    let unfit = |kind: &str| format!("attribute `{}` is {kind} and cannot hold {value}", field.name);
    let done = match (field.kind, value) {
        (_, Value::Null) => feature.set_field_null(index),
        (FieldType::Text | FieldType::Date, Value::String(text)) => {
            if field.kind == FieldType::Date && !is_date(text) {
                return Err(unfit("a day such as 2026-07-01"));
            }
            feature.set_field_string(index, text)
        }
        (FieldType::Text, other) => feature.set_field_string(index, &other.to_string()),
        (FieldType::Real, Value::Number(number)) => {
            feature.set_field_double(index, number.as_f64().ok_or_else(|| unfit("a number"))?)
        }
        (FieldType::Integer, Value::Bool(value)) => feature.set_field_integer64(index, i64::from(*value)),
        (FieldType::Integer, Value::Number(number)) => {
            feature.set_field_integer64(index, whole(number).ok_or_else(|| unfit("a whole number"))?)
        }
        (FieldType::Real, _) => return Err(unfit("a number")),
        (FieldType::Integer, _) => return Err(unfit("a whole number")),
        (FieldType::Date, _) => return Err(unfit("a day such as 2026-07-01")),
    };
    done.map_err(|error| format!("attribute `{}`: {}", field.name, reason(&error)))
}

/// A number as a whole number, when it is one.
fn whole(number: &serde_json::Number) -> Option<i64> {
    number.as_i64().or_else(|| format!("{:.0}", number.as_f64().filter(|value| value.fract() == 0.0)?).parse().ok())
}

/// Four digits, two and two.
fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, c)| if at == 4 || at == 7 { c == b'-' } else { c.is_ascii_digit() })
}

/// Moves the files that were made into their place, the main one last.
fn install(workshop: &Path, folder: &Path, name: &str) -> io::Result<()> {
    let mut made: Vec<PathBuf> =
        fs::read_dir(workshop)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    made.sort_by_key(|path| path.file_name().is_some_and(|made| made == name));
    for path in &made {
        // On the disk before anything points at it.
        if path.is_file() {
            File::open(path)?.sync_all()?;
        }
    }
    for path in &made {
        if let Some(made) = path.file_name() {
            fs::rename(path, folder.join(made))?;
        }
    }
    Ok(())
}

// ------------------------------------------------------------------------- coordinate systems

/// A coordinate system by its code. GDAL looks codes up in a database of PROJ that can be missing
/// or be of another version; for the three that matter here, it is then told what they are.
fn known_system(code: &str) -> Result<SpatialRef, GdalError> {
    SpatialRef::from_definition(code).or_else(|error| match code {
        "EPSG:28992" => SpatialRef::from_wkt(RD_NEW),
        "EPSG:4258" => SpatialRef::from_wkt(ETRS89),
        "EPSG:4326" => SpatialRef::from_wkt(WGS84),
        _ => Err(error),
    })
}

const RD_NEW: &str = r#"PROJCS["Amersfoort / RD New",GEOGCS["Amersfoort",DATUM["Amersfoort",SPHEROID["Bessel 1841",6377397.155,299.1528128,AUTHORITY["EPSG","7004"]],AUTHORITY["EPSG","6289"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4289"]],PROJECTION["Oblique_Stereographic"],PARAMETER["latitude_of_origin",52.1561605555556],PARAMETER["central_meridian",5.38763888888889],PARAMETER["scale_factor",0.9999079],PARAMETER["false_easting",155000],PARAMETER["false_northing",463000],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","28992"]]"#;

const ETRS89: &str = r#"GEOGCS["ETRS89",DATUM["European_Terrestrial_Reference_System_1989",SPHEROID["GRS 1980",6378137,298.257222101,AUTHORITY["EPSG","7019"]],AUTHORITY["EPSG","6258"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4258"]]"#;

const WGS84: &str = r#"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_shown() {
        assert_eq!(
            without_secrets("cannot open PG:host=a password=geheim user=b: no"),
            "cannot open PG:host=a password=*** user=b: no"
        );
        assert_eq!(without_secrets("PG:password='a b' x"), "PG:password='***' x");
        assert_eq!(
            without_secrets("WFS:https://jan:geheim@host/wfs?token=abc&x=1"),
            "WFS:https://jan:***@host/wfs?token=***&x=1"
        );
        assert_eq!(without_secrets("WFS:https://host:8080/a@b"), "WFS:https://host:8080/a@b");
    }

    #[test]
    fn dates_and_lists_become_json() {
        assert_eq!(iso_date("2026/07/01"), "2026-07-01");
        assert_eq!(iso_moment("2026/07/01 10:00:00"), "2026-07-01T10:00:00");
        assert_eq!(iso_moment("2026/07/01 10:00:00.250+00"), "2026-07-01T10:00:00.250Z");
        assert_eq!(iso_moment("2026/07/01 10:00:00-05"), "2026-07-01T10:00:00-05:00");
        assert_eq!(iso_moment("2026/07/01 10:00:00+0130"), "2026-07-01T10:00:00+01:30");
        assert_eq!(numbers("(3:1,2.5,3)"), serde_json::json!([1, 2.5, 3]));
        assert_eq!(numbers("(0:)"), serde_json::json!([]));
        assert_eq!(numbers("(9:1,2,...)"), serde_json::json!("(9:1,2,...)"));
    }

    #[test]
    fn a_system_is_known_without_its_code() -> Result<(), GdalError> {
        let bare = RD_NEW.replace(r#",AUTHORITY["EPSG","28992"]"#, "");
        assert!(is_rd_new(&SpatialRef::from_wkt(&bare)?, ""));
        assert!(!is_rd_new(&SpatialRef::from_epsg(28991)?, ""));
        assert!(is_rd_new(&SpatialRef::from_epsg(7415)?, "EPSG:7415"));
        for code in [4326, 4258, 4979, 4937, 9286] {
            assert!(is_wgs84_or_etrs89(&SpatialRef::from_epsg(code)?, ""), "{code}");
        }
        for code in [4289, 4267, 28992, 25831] {
            assert!(!is_wgs84_or_etrs89(&SpatialRef::from_epsg(code)?, ""), "{code}");
        }
        Ok(())
    }

    #[test]
    fn whole_numbers_are_whole() {
        let number =
            |text: &str| serde_json::from_str::<serde_json::Number>(text).ok().and_then(|number| whole(&number));
        assert_eq!(number("3"), Some(3));
        assert_eq!(number("3.0"), Some(3));
        assert_eq!(number("3.5"), None);
        assert_eq!(number("1e30"), None);
    }
}
