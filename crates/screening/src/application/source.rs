//! Many applications: a stream of batches, read by one thread and understood by many.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::Application;
use super::document::shown;
use super::draft::Draft;
use super::field::Field;
use super::problem::{Problem, Reject};
use crate::ogr;
use crate::rules::Quantity;
use crate::spatial::{RdNew, from_geojson};
use bodemtoets_maps::features::Features;

/// Bytes of CSV that one worker gets at a time.
const CHUNK_BYTES: usize = 256 * 1024;

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
    /// The header of the CSV is of no use.
    #[error("{path}: {problem}")]
    Header {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
    /// GDAL cannot read it.
    #[error(transparent)]
    Ogr(#[from] ogr::OgrError),
}

/// A part of a source that one worker takes on.
pub enum Batch {
    /// Whole rows of CSV.
    Rows(Vec<u8>),
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
}

impl Batch {
    /// How much of the source this is: bytes of CSV, or features.
    #[must_use]
    pub fn amount(&self) -> u64 {
        match self {
            Self::Rows(rows) => rows.len() as u64,
            Self::Features(features) => features.len() as u64,
        }
    }
}

enum Format {
    Csv { columns: Vec<Option<Field>>, delimiter: u8 },
    Features,
}

/// The batches of a source, in order.
pub type Batches = Box<dyn Iterator<Item = Result<Batch, SourceError>> + Send>;

/// Opens a source: CSV (also `-` for standard input), GeoJSON, or anything that GDAL reads.
/// `template` holds the fields that every application has unless its row says otherwise.
///
/// # Errors
/// When the source cannot be opened or its header is of no use.
pub fn open(path: &Path, layer: Option<&str>, template: Draft) -> Result<(Reading, Batches), SourceError> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    match extension.as_str() {
        "csv" | "tsv" | "txt" => csv(path, template),
        "geojson" | "json" => geojson_features(path, template),
        _ if path == Path::new("-") => csv(path, template),
        _ => ogr_features(path, layer, template),
    }
}

fn csv(path: &Path, template: Draft) -> Result<(Reading, Batches), SourceError> {
    let unreadable =
        |error: std::io::Error| SourceError::Unreadable { path: path.to_owned(), problem: error.to_string() };
    let input: Box<dyn Read + Send> = if path == Path::new("-") {
        Box::new(std::io::stdin())
    } else {
        Box::new(std::fs::File::open(path).map_err(unreadable)?)
    };
    let mut input = BufReader::with_capacity(CHUNK_BYTES, input);
    let mut header = header_line(&mut input).map_err(unreadable)?;
    // Excel writes this line to say which delimiter follows.
    if header.to_ascii_lowercase().starts_with(b"sep=") {
        header = header_line(&mut input).map_err(unreadable)?;
    }
    let (columns, delimiter, unknown) =
        read_header(&header).map_err(|problem| SourceError::Header { path: path.to_owned(), problem })?;
    let shown = path.to_owned();
    let path = path.to_owned();
    let mut done = false;
    let mut rest: Vec<u8> = Vec::new();
    let batches = std::iter::from_fn(move || {
        if done {
            return None;
        }
        match next_rows(&mut input, &mut rest) {
            Ok(Some(rows)) => Some(Ok(Batch::Rows(rows))),
            Ok(None) => {
                done = true;
                None
            }
            Err(error) => {
                done = true;
                Some(Err(SourceError::Unreadable { path: path.clone(), problem: error.to_string() }))
            }
        }
    });
    let amount = std::fs::metadata(&shown).ok().filter(std::fs::Metadata::is_file).map(|file| file.len());
    Ok((Reading { format: Format::Csv { columns, delimiter }, template, unknown, amount }, Box::new(batches)))
}

/// A line without its end and without a byte order mark.
fn header_line(input: &mut impl BufRead) -> std::io::Result<Vec<u8>> {
    let mut line = Vec::new();
    input.read_until(b'\n', &mut line)?;
    while line.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        line.pop();
    }
    Ok(line.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(line))
}

type Header = (Vec<Option<Field>>, u8, Vec<(String, Option<&'static str>)>);

/// Which column is which field.
fn read_header(line: &[u8]) -> Result<Header, String> {
    let count = |delimiter: &u8| memchr::memchr_iter(*delimiter, line).count();
    let delimiter = *[b',', b';', b'\t'].iter().rev().max_by_key(|delimiter| count(delimiter)).unwrap_or(&b',');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(line);
    let mut record = csv::ByteRecord::new();
    if !reader.read_byte_record(&mut record).map_err(|error| error.to_string())? {
        return Err("the file is empty; the first line has to name the columns".to_owned());
    }
    let mut columns: Vec<Option<Field>> = Vec::new();
    let mut unknown = Vec::new();
    for name in &record {
        let name = std::str::from_utf8(name)
            .map_err(|_| "the header is not valid UTF-8; save the file as UTF-8".to_owned())?
            .trim();
        let field = Field::find(name);
        match field {
            Some(field) if columns.contains(&Some(field)) => {
                return Err(format!("column `{}` occurs twice", field.name()));
            }
            Some(_) => {}
            None => unknown.push((name.to_owned(), Field::suggest(name))),
        }
        columns.push(field);
    }
    if columns.iter().all(Option::is_none) {
        let names: Vec<&str> = Field::all().map(Field::name).collect();
        return Err(format!("no column is known; the first line has to name the columns, among: {}", names.join(", ")));
    }
    Ok((columns, delimiter, unknown))
}

/// No row is longer than this; a quote that nobody closes would make one of the whole file.
const LONGEST_ROW_BYTES: usize = 4 * CHUNK_BYTES;

/// Whole rows, about [`CHUNK_BYTES`] of them. A line end between quotes does not end a row.
fn next_rows(input: &mut impl Read, rest: &mut Vec<u8>) -> std::io::Result<Option<Vec<u8>>> {
    let mut rows = std::mem::take(rest);
    let mut at_end = false;
    loop {
        let read = input.take(CHUNK_BYTES as u64).read_to_end(&mut rows)?;
        at_end |= read == 0;
        if at_end {
            return Ok((!rows.is_empty()).then_some(rows));
        }
        let mut end = last_row_end(&rows);
        if end.is_none() && rows.len() > LONGEST_ROW_BYTES {
            end = memchr::memrchr(b'\n', &rows).map(|position| position + 1);
        }
        if let Some(end) = end {
            *rest = rows.split_off(end);
            return Ok(Some(rows));
        }
    }
}

/// Where the last whole row ends.
fn last_row_end(rows: &[u8]) -> Option<usize> {
    let mut quotes_before = memchr::memchr_iter(b'"', rows).count();
    for (position, byte) in rows.iter().enumerate().rev() {
        match byte {
            b'\n' if quotes_before.is_multiple_of(2) => return Some(position + 1),
            b'"' => quotes_before -= 1,
            _ => {}
        }
    }
    None
}

fn geojson_features(path: &Path, template: Draft) -> Result<(Reading, Batches), SourceError> {
    let file = std::fs::File::open(path)
        .map_err(|error| SourceError::Unreadable { path: path.to_owned(), problem: error.to_string() })?;
    let mut input = BufReader::with_capacity(CHUNK_BYTES, file);
    // A byte order mark is no part of JSON.
    if input.fill_buf().is_ok_and(|start| start.starts_with(b"\xef\xbb\xbf")) {
        input.consume(3);
    }
    let mut features = Features::new(input).fuse().peekable();
    let names = features.peek().and_then(|first| first.as_ref().ok()?.properties.as_ref());
    let unknown = unknown_fields(names.into_iter().flat_map(|properties| properties.keys()));
    Ok((Reading { format: Format::Features, template, unknown, amount: None }, in_batches(features)))
}

fn ogr_features(path: &Path, layer: Option<&str>, template: Draft) -> Result<(Reading, Batches), SourceError> {
    let reader = ogr::Reader::open(&path.to_string_lossy(), layer)?;
    let unknown = unknown_fields(reader.header.fields.iter());
    let amount = reader.header.features;
    Ok((Reading { format: Format::Features, template, unknown, amount }, in_batches(reader)))
}

/// Names that are no field, each with the nearest that is.
fn unknown_fields<'a>(names: impl Iterator<Item = &'a String>) -> Vec<(String, Option<&'static str>)> {
    names.filter(|name| Field::find(name).is_none()).map(|name| (name.clone(), Field::suggest(name))).collect()
}

fn in_batches(mut features: impl Iterator<Item = Result<geojson::Feature, String>> + Send + 'static) -> Batches {
    Box::new(std::iter::from_fn(move || {
        let batch: Vec<_> = features.by_ref().take(CHUNK_FEATURES).collect();
        (!batch.is_empty()).then_some(Ok(Batch::Features(batch)))
    }))
}

impl Reading {
    /// Understands a batch: calls `each` with every application, or why there is none, and returns
    /// the number of rows. Rows are numbered from 1 within the batch.
    pub fn understand(&self, batch: &Batch, rd: &RdNew, mut each: impl FnMut(u64, Result<Application, Reject>)) -> u64 {
        let mut row = 0;
        match (batch, &self.format) {
            (Batch::Rows(rows), Format::Csv { columns, delimiter }) => {
                for_each_record(rows, *delimiter, |record, bytes| {
                    let is_one_line = !bytes.trim_ascii_end().contains(&b'\n');
                    if is_one_line || (record.len() == columns.len() && !has_open_quote(bytes)) {
                        row += 1;
                        each(row, self.row(row, record, columns, rd));
                        return;
                    }
                    // A quote that nobody closes swallows the rows that follow: line by line, then.
                    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
                        let open = has_open_quote(line);
                        for_each_record(line, *delimiter, |record, _| {
                            row += 1;
                            let application = self.row(row, record, columns, rd);
                            let explain = |reject: Reject| if open { reject.with_open_quote() } else { reject };
                            each(row, application.map_err(explain));
                        });
                    }
                });
            }
            (Batch::Features(features), _) => {
                for feature in features {
                    row += 1;
                    each(row, self.feature(row, feature, rd));
                }
            }
            (Batch::Rows(_), Format::Features) => {}
        }
        row
    }

    fn row(
        &self,
        row: u64,
        record: &csv::ByteRecord,
        columns: &[Option<Field>],
        rd: &RdNew,
    ) -> Result<Application, Reject> {
        let mut draft = self.template.clone();
        if record.len() != columns.len() {
            let problem = Problem::FieldCount { found: record.len(), expected: columns.len() };
            return Err(reject(row, &draft, "", String::new(), problem));
        }
        for (value, column) in record.iter().zip(columns) {
            let Some(field) = column else { continue };
            let Ok(value) = std::str::from_utf8(value) else {
                let shown = String::from_utf8_lossy(value).into_owned();
                return Err(reject(row, &draft, field.name(), shown, Problem::NotUtf8));
            };
            if let Err(problem) = draft.set(*field, value) {
                return Err(reject(row, &draft, field.name(), value.to_owned(), problem));
            }
        }
        finish(draft, row, rd)
    }

    fn feature(&self, row: u64, feature: &Result<geojson::Feature, String>, rd: &RdNew) -> Result<Application, Reject> {
        let mut draft = self.template.clone();
        let feature = match feature {
            Ok(feature) => feature,
            Err(why) => return Err(reject(row, &draft, "", String::new(), Problem::Unreadable(why.clone()))),
        };
        let id = match &feature.id {
            None => String::new(),
            Some(geojson::feature::Id::String(id)) => id.clone(),
            Some(geojson::feature::Id::Number(id)) => id.to_string(),
        };
        // Any text is a good id.
        let _ = draft.set(Field::Id, &id);
        for (name, value) in feature.properties.iter().flatten() {
            let located = feature.geometry.is_some();
            match Field::find(name) {
                // The geometry says where; these are at best the same.
                None => {}
                Some(Field::X | Field::Y | Field::Lat | Field::Lon | Field::Geometry) if located => {}
                Some(field) => {
                    let text = shown(value);
                    if let Err(problem) = draft.set(field, &text) {
                        return Err(reject(row, &draft, field.name(), text, problem));
                    }
                }
            }
        }
        if let Some(geometry) = &feature.geometry {
            match from_geojson(geometry.clone()) {
                Ok(geometry) => draft.set_geometry(geometry),
                Err(why) => return Err(reject(row, &draft, "geometry", String::new(), Problem::Geometry(why))),
            }
        }
        finish(draft, row, rd)
    }
}

/// Calls `each` with every record of some CSV and the bytes that it was read from.
fn for_each_record(rows: &[u8], delimiter: u8, mut each: impl FnMut(&csv::ByteRecord, &[u8])) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(rows);
    let mut record = csv::ByteRecord::new();
    let mut start = 0;
    // Reading from memory cannot fail, and rows of any length are let through.
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let end = usize::try_from(reader.position().byte()).unwrap_or(rows.len()).min(rows.len());
        each(&record, &rows[start..end]);
        start = end;
    }
}

/// Whether a quote is opened and not closed.
fn has_open_quote(text: &[u8]) -> bool {
    !memchr::memchr_iter(b'"', text).count().is_multiple_of(2)
}

/// A row that cannot be screened because of a field.
fn reject(row: u64, draft: &Draft, field: &str, value: String, problem: Problem) -> Reject {
    Reject { row, id: draft.id().to_owned(), field: field.to_owned(), value, problem }
}

fn finish(draft: Draft, row: u64, rd: &RdNew) -> Result<Application, Reject> {
    let id = draft.id().to_owned();
    let refused = |(field, value, problem): (&str, String, Problem)| Reject {
        row,
        id: id.clone(),
        field: field.to_owned(),
        value,
        problem,
    };
    let application = draft.finish(rd).map_err(&refused)?;
    // Of one application the report says what it makes of this; in a table it would go unseen.
    let contradiction = application.quantities.get(Quantity::ScreenBelowDrillingM).filter(|below| *below > 0.0);
    if contradiction.is_none() {
        return Ok(application);
    }
    let show = |quantity| application.quantities.get(quantity).map_or("?".to_owned(), |value| value.to_string());
    let value = format!("{} - {}", show(Quantity::ScreenTopM), show(Quantity::ScreenBottomM));
    Err(refused(("screen_top_m", value, Problem::Screens)))
}
