//! Many applications: a stream of batches, read by one thread and understood by many.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::Application;
use super::draft::Draft;
use super::feature;
use super::field::Field;
use super::problem::Reject;
use super::rows::{OwnCells, Rows, is_own};
use bodemtoets_maps::gio;
use bodemtoets_ogr::{FeatureError, Features};
use bodemtoets_space::{Crs, RdNew};
use bodemtoets_words::archive::{ArchiveError, Unpacked, unpack};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::tabular::{Block, Content, Fault, Table};

/// Bytes of GeoJSON that are read at a time.
const BUFFER_BYTES: usize = 256 * 1024;

/// Features that one worker gets at a time.
const CHUNK_FEATURES: usize = 512;

/// Why a source of applications cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file cannot be read.
    #[error("cannot read {path}: {problem}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        problem: String,
    },
    /// It is not the table or the map that it should be.
    #[error("{path}: {fault}")]
    Table {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        fault: Fault,
    },
    /// The file is not what it should be, or ends before its end: nothing may rest on half of it.
    #[error("cannot read {path}: {problem}")]
    NotWhole {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        problem: String,
    },
    /// It is an archive that is not opened.
    #[error("{path}: {error}")]
    Archive {
        /// The archive.
        path: PathBuf,
        /// Why.
        error: ArchiveError,
    },
    /// GDAL cannot read it.
    #[error(transparent)]
    Ogr(#[from] bodemtoets_ogr::OgrError),
}

impl SourceError {
    /// The error as a sentence. What the system or GDAL says is in English.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable { path, problem } if lang == Lang::Nl => {
                format!("{} is niet te lezen: {problem}", path.display())
            }
            Self::Table { path, fault } => format!("{}: {}", path.display(), fault.text(lang)),
            Self::Archive { path, error } => format!("{}: {}", path.display(), error.text(lang)),
            other => other.to_string(),
        }
    }
}

/// A part of a source that one worker takes on.
pub enum Batch {
    /// Whole rows of a table.
    Rows(Block),
    /// Features, or why one could not be read.
    Features(Vec<Result<geojson::Feature, String>>),
}

/// How the batches of a source are to be understood.
pub struct Reading {
    format: Format,
    template: Draft,
    /// Fields of the source that are not known, each with the nearest known name.
    pub unknown: Vec<(String, Option<&'static str>)>,
    /// How much there is to read, as counted by [`Batch::amount`]; `None` when nobody knows.
    pub amount: Option<u64>,
    /// The archive that it came out of, for as long as it is read.
    _unpacked: Option<Unpacked>,
}

impl Batch {
    /// How much of the source this is: bytes of a table, or features.
    #[must_use]
    pub fn amount(&self) -> u64 {
        match self {
            Self::Rows(block) => block.bytes,
            Self::Features(features) => features.len() as u64,
        }
    }
}

enum Format {
    Rows(Rows),
    Features {
        /// Whether the ids of its features are those of the file.
        states_ids: bool,
    },
}

/// The batches of a source, in order.
pub type Batches = Box<dyn Iterator<Item = Result<Batch, SourceError>> + Send>;

/// Opens a source: CSV (also `-` for standard input), GeoJSON, a map of the law (GIO), or anything that GDAL reads; in a zip or gzip file the
/// one that can be meant.
/// `template` holds the fields that every application has unless its row says otherwise.
///
/// # Errors
/// When the source cannot be opened or its header is of no use.
pub fn open(path: &Path, layer: Option<&str>, template: Draft) -> Result<(Reading, Batches), SourceError> {
    let wrong = |error| SourceError::Archive { path: path.to_owned(), error };
    let Some(unpacked) = unpack(path).map_err(wrong)? else { return plain(path, layer, template) };
    let (reading, batches) = plain(&unpacked.path(), layer, template)?;
    // It is there for as long as it is read.
    Ok((Reading { _unpacked: Some(unpacked), ..reading }, batches))
}

fn plain(path: &Path, layer: Option<&str>, template: Draft) -> Result<(Reading, Batches), SourceError> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    match extension.as_str() {
        "csv" | "tsv" | "txt" => table(path, template),
        "geojson" | "json" => geojson_features(path, template),
        _ if path == Path::new("-") => table(path, template),
        _ if gio::is_gio_file(path) => law_map(path, layer, template),
        _ => ogr_features(path, layer, template),
    }
}

fn table(path: &Path, template: Draft) -> Result<(Reading, Batches), SourceError> {
    let unreadable =
        |error: std::io::Error| SourceError::Unreadable { path: path.to_owned(), problem: error.to_string() };
    let is_pipe = path == Path::new("-");
    let input: Box<dyn Read + Send> =
        if is_pipe { Box::new(std::io::stdin()) } else { Box::new(File::open(path).map_err(unreadable)?) };
    let wrong = |fault: Fault| {
        let whole = if matches!(fault, Fault::NotText(_)) { Content::of_file(path) } else { None };
        SourceError::Table { path: path.to_owned(), fault: whole.map_or(fault, Fault::NotText) }
    };
    let mut table = Table::open(input).map_err(wrong)?;
    let columns: Vec<Option<Field>> = table.header.names.iter().map(|name| Field::find(name)).collect();
    let unknown = unknown_fields(table.header.names.iter(), path)?;
    if columns.iter().all(Option::is_none) {
        return Err(wrong(table.header.none_of(Field::all().map(Field::name))));
    }
    let file = std::fs::metadata(path).ok().filter(|file| !is_pipe && file.is_file());
    let is_number = |column: usize| {
        let field = columns.get(column).copied().flatten();
        matches!(field, Some(Field::Quantity(_) | Field::X | Field::Y | Field::Lat | Field::Lon))
    };
    let rows = Rows {
        layout: table.layout,
        has_decimal_commas: table.has_decimal_commas(is_number),
        has_byte_order_mark: table.has_byte_order_mark,
        own: table
            .header
            .names
            .iter()
            .zip(&columns)
            .filter(|(_, column)| is_own(**column))
            .map(|(name, _)| name.clone())
            .collect(),
        columns,
        again: file.as_ref().map(|_| path.to_owned()),
        notations: OnceLock::new(),
    };
    let path = path.to_owned();
    let mut done = false;
    let batches = std::iter::from_fn(move || {
        if done {
            return None;
        }
        let next = table.next_block();
        done = !matches!(next, Ok(Some(_)));
        match next {
            Ok(block) => Some(Ok(Batch::Rows(block?))),
            Err(error) => Some(Err(SourceError::Unreadable { path: path.clone(), problem: error.to_string() })),
        }
    });
    let amount = file.map(|file| file.len());
    Ok((Reading { format: Format::Rows(rows), template, unknown, amount, _unpacked: None }, Box::new(batches)))
}

fn geojson_features(path: &Path, template: Draft) -> Result<(Reading, Batches), SourceError> {
    let unreadable =
        |error: std::io::Error| SourceError::Unreadable { path: path.to_owned(), problem: error.to_string() };
    let not_whole = |problem: String| SourceError::NotWhole { path: path.to_owned(), problem };
    if let Some(content) = Content::of_file(path) {
        return Err(SourceError::Table { path: path.to_owned(), fault: Fault::NotText(content) });
    }
    let mut template = template;
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let is_file = file.metadata().is_ok_and(|metadata| metadata.is_file());
    let input = BufReader::with_capacity(BUFFER_BYTES, file);
    // What can be read twice is read to its end first: half a file is none, and it may name its coordinate
    // system behind its features.
    if is_file {
        let again = BufReader::with_capacity(BUFFER_BYTES, std::fs::File::open(path).map_err(unreadable)?);
        let members = Features::new(again).into_members().map_err(|error| not_whole(error.to_string()))?;
        if let Some(name) = members.crs() {
            let problem = || format!("it is in {name}, which is not read from GeoJSON; save it in EPSG:28992");
            template.set_crs(Crs::parse(&name).ok_or_else(|| not_whole(problem()))?);
        }
    }
    let mut features = Features::new(input).peekable();
    if let Some(Err(FeatureError::BrokenOff(problem))) = features.peek() {
        return Err(not_whole(problem.clone()));
    }
    let names = features.peek().and_then(|first| first.as_ref().ok()?.properties.as_ref());
    let unknown = unknown_fields(names.into_iter().flat_map(|properties| properties.keys()), path)?;
    let format = Format::Features { states_ids: true };
    Ok((Reading { format, template, unknown, amount: None, _unpacked: None }, in_batches(path, features)))
}

/// The locations of a map of the law: where they are and their ids, for it says nothing of a system.
fn law_map(path: &Path, layer: Option<&str>, mut template: Draft) -> Result<(Reading, Batches), SourceError> {
    let not_whole = |problem: String| SourceError::NotWhole { path: path.to_owned(), problem };
    if layer.is_some() {
        return Err(not_whole("it is a GIO, which has no layers: leave --layer out".to_owned()));
    }
    let (gio, _) = gio::read_file(path, None).map_err(|error| not_whole(error.to_string()))?;
    let mut systems = gio.locations.iter().map(|location| location.crs);
    if let Some(first) = systems.next() {
        if systems.any(|other| other != first) {
            return Err(not_whole("its locations are in two coordinate systems".to_owned()));
        }
        template.set_crs(first);
    }
    let amount = Some(gio.locations.len() as u64);
    let features = gio.locations.into_iter().map(|location| match location.geometry {
        Ok(geometry) => Ok(geojson::Feature {
            id: location.id.map(geojson::feature::Id::String),
            geometry: Some(geojson::Geometry::new(geojson::GeometryValue::from(&geometry))),
            ..geojson::Feature::default()
        }),
        Err(fault) => {
            let id = location.id.unwrap_or_default();
            Err(FeatureError::Unreadable(format!("{id} {fault}").trim_start().to_owned()))
        }
    });
    let format = Format::Features { states_ids: true };
    let reading = Reading { format, template, unknown: Vec::new(), amount, _unpacked: None };
    Ok((reading, in_batches(path, features)))
}

fn ogr_features(path: &Path, layer: Option<&str>, template: Draft) -> Result<(Reading, Batches), SourceError> {
    let reader = bodemtoets_ogr::Reader::open(&path.to_string_lossy(), layer)?;
    let unknown = unknown_fields(reader.header.fields.iter(), path)?;
    let amount = reader.header.features;
    let format = Format::Features { states_ids: false };
    Ok((Reading { format, template, unknown, amount, _unpacked: None }, in_batches(path, reader)))
}

/// Names that are no field, each with the nearest that is; two that are one field are refused.
fn unknown_fields<'a>(
    names: impl Iterator<Item = &'a String>,
    path: &Path,
) -> Result<Vec<(String, Option<&'static str>)>, SourceError> {
    let (mut known, mut unknown): (Vec<(Field, &String)>, Vec<_>) = (Vec::new(), Vec::new());
    for name in names {
        match Field::find(name) {
            None => unknown.push((name.clone(), Field::suggest(name))),
            Some(field) => match known.iter().find(|(other, _)| *other == field) {
                None => known.push((field, name)),
                Some((_, other)) => {
                    let mut names = vec![(*other).clone(), name.clone()];
                    names.dedup();
                    return Err(SourceError::Table { path: path.to_owned(), fault: Fault::Twice(names) });
                }
            },
        }
    }
    Ok(unknown)
}

/// Features in batches. When they break off, that is the last there is.
fn in_batches(
    path: &Path,
    features: impl Iterator<Item = Result<geojson::Feature, FeatureError>> + Send + 'static,
) -> Batches {
    let path = path.to_owned();
    let mut features = features.fuse();
    Box::new(std::iter::from_fn(move || {
        let mut batch = Vec::new();
        for feature in features.by_ref().take(CHUNK_FEATURES) {
            batch.push(match feature {
                Ok(feature) => Ok(feature),
                Err(FeatureError::Unreadable(why)) => Err(why),
                Err(FeatureError::BrokenOff(problem)) => {
                    return Some(Err(SourceError::NotWhole { path: path.clone(), problem }));
                }
            });
        }
        (!batch.is_empty()).then_some(Ok(Batch::Features(batch)))
    }))
}

impl Reading {
    /// The delimiter of a table, whether it has decimal commas and whether a byte order mark; `None` when the
    /// source is no table.
    #[must_use]
    pub fn dialect(&self) -> Option<(u8, bool, bool)> {
        match &self.format {
            Format::Rows(rows) => Some((rows.layout.delimiter, rows.has_decimal_commas, rows.has_byte_order_mark)),
            Format::Features { .. } => None,
        }
    }

    /// The names of the columns of a table that are no field; `None` when the source is no table.
    #[must_use]
    pub fn own_columns(&self) -> Option<Vec<String>> {
        match &self.format {
            Format::Rows(rows) => Some(rows.own.clone()),
            Format::Features { .. } => None,
        }
    }

    /// A batch in parts of at most so many rows or features.
    #[must_use]
    pub fn split(&self, batch: Batch, most: usize) -> Vec<Batch> {
        match (batch, &self.format) {
            (Batch::Rows(block), Format::Rows(rows)) => {
                rows.layout.split(block, most).into_iter().map(Batch::Rows).collect()
            }
            (Batch::Features(features), _) => {
                let mut features = features.into_iter();
                let next = || {
                    let part: Vec<_> = features.by_ref().take(most).collect();
                    (!part.is_empty()).then_some(Batch::Features(part))
                };
                std::iter::from_fn(next).collect()
            }
            (batch, _) => vec![batch],
        }
    }

    /// Understands a batch: calls `each` with every application, or why there is none, and returns
    /// the number of rows. Rows are numbered from 1 within the batch.
    pub fn understand(&self, batch: &Batch, rd: &RdNew, mut each: impl FnMut(u64, Result<Application, Reject>)) -> u64 {
        self.understand_with_own(batch, rd, |row, application, _| each(row, application))
    }

    /// The same, with the cells of the columns that are no field.
    pub fn understand_with_own(
        &self,
        batch: &Batch,
        rd: &RdNew,
        mut each: impl FnMut(u64, Result<Application, Reject>, OwnCells),
    ) -> u64 {
        match (batch, &self.format) {
            (Batch::Rows(block), Format::Rows(rows)) => rows.read(block, &self.template, rd, each),
            (Batch::Features(features), Format::Features { states_ids }) => {
                for (feature, row) in features.iter().zip(1..) {
                    each(row, feature::read(row, feature, &self.template, *states_ids, rd), OwnCells::none());
                }
                features.len() as u64
            }
            // The batches of a source are of its own format.
            _ => 0,
        }
    }
}
