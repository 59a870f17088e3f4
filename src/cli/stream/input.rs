//! What comes in: one application, or a file of many.

use std::path::Path;

use crate::cli::tools::{Failure, note};
use bodemtoets_report::Dialect;
use bodemtoets_screening::application::source::{self, Batch, Batches, Reading, SourceError};
use bodemtoets_screening::application::{Application, Draft, read_document};
use bodemtoets_space::RdNew;
use bodemtoets_words::lang::Lang;

/// What comes in.
pub(in crate::cli) enum Input {
    /// One application.
    One(Box<Application>),
    /// A file of them, read as it is worked on.
    Many(Box<Reading>, Batches),
}

impl Input {
    /// Opens a file: one application (TOML, JSON), or many.
    pub(in crate::cli) fn open(path: &Path, layer: Option<&str>, template: Draft, lang: Lang) -> Result<Self, Failure> {
        if layer.is_some() && has_no_layers(path) {
            let path = path.display();
            return Err(complaint!(
                nl: "--layer doet hier niets: {path} heeft geen lagen; laat het weg",
                en: "--layer does nothing here: {path} has no layers; leave it out",
            )
            .into());
        }
        if is_document(path) {
            let application = read_document(path, template, &RdNew::new()).map_err(|error| error.text(lang))?;
            return Ok(Self::One(Box::new(application)));
        }
        let (reading, batches) = source::open(path, layer, template).map_err(|error| error.text(lang))?;
        warn_unknown(&reading, lang);
        Ok(Self::Many(Box::new(reading), batches))
    }

    /// How a table is written; `None` when it is no table.
    pub(in crate::cli) fn dialect(&self) -> Option<Dialect> {
        match self {
            Self::One(_) => None,
            Self::Many(reading, _) => reading.dialect().map(|(delimiter, decimal_comma, byte_order_mark)| Dialect {
                delimiter,
                decimal_comma,
                byte_order_mark,
                raw: false,
            }),
        }
    }

    /// The columns of a table that are not ours; `None` when it is no table.
    pub(in crate::cli) fn own_columns(&self) -> Option<Vec<String>> {
        match self {
            Self::One(_) => None,
            Self::Many(reading, _) => reading.own_columns(),
        }
    }

    /// Whether it is one application.
    pub(in crate::cli) fn is_one(&self) -> bool {
        matches!(self, Self::One(_))
    }
}

/// Whether a file is of a format that has no layers.
fn has_no_layers(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    path == Path::new("-") || ["csv", "tsv", "txt", "toml", "json", "geojson"].contains(&extension.as_str())
}

/// Whether a file holds one application: TOML, or JSON that is not a feature collection.
fn is_document(path: &Path) -> bool {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some(extension) if extension.eq_ignore_ascii_case("toml") => true,
        Some(extension) if extension.eq_ignore_ascii_case("json") => {
            use std::io::Read as _;
            let mut start = Vec::new();
            let read = std::fs::File::open(path).map(|file| file.take(2048).read_to_end(&mut start));
            // A file that cannot be read is reported by whoever reads it in full.
            let start = String::from_utf8_lossy(&start);
            // The type may stand after the features.
            read.is_err() || !["\"FeatureCollection\"", "\"features\""].iter().any(|word| start.contains(word))
        }
        _ => false,
    }
}

/// Columns that look like a field and are not: a slip here would cost a fact.
fn warn_unknown(reading: &Reading, lang: Lang) {
    for (name, nearest) in &reading.unknown {
        let Some(nearest) = nearest else { continue };
        note(&match lang {
            Lang::Nl => format!("let op: kolom `{name}` is onbekend en wordt niet gebruikt; bedoelt u `{nearest}`?"),
            Lang::En => format!("warning: column `{name}` is not known and not used; did you mean `{nearest}`?"),
        });
    }
}

/// A batch in parts of at most so many rows or features.
pub(super) fn split(
    batch: Result<Batch, SourceError>,
    rows: Option<usize>,
    reading: &Reading,
) -> Vec<Result<Batch, SourceError>> {
    match (batch, rows) {
        (Ok(batch), Some(rows)) => reading.split(batch, rows).into_iter().map(Ok).collect(),
        (batch, _) => vec![batch],
    }
}
