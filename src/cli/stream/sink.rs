//! Where results go, put together in the format that is asked for.

use std::io::Write as _;
use std::path::Path;

use clap::ValueEnum;

use super::job::Rendered;
use crate::cli::output::{Output, database};
use crate::cli::tools::Failure;
use bodemtoets_ogr::Layer;

/// Format of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// For people.
    Text,
    /// One verdict, or an array of them.
    Json,
    /// A verdict a line.
    Jsonl,
    /// A table.
    Csv,
    /// Features in longitude and latitude.
    Geojson,
    /// GeoPackage, in RD New.
    Gpkg,
    /// The decision document, as a page for a browser.
    Html,
    /// The decision document, as PDF/A-3a and PDF/UA-1.
    Pdf,
}

/// What goes before the items of a result, by its format.
pub(in crate::cli) struct Head<'a> {
    /// The first row of a table.
    pub(in crate::cli) header: &'a dyn Fn() -> Vec<u8>,
    /// The members of a feature collection before its features, as `"name":"verdicts",`.
    pub(in crate::cli) members: &'a dyn Fn() -> Result<String, Failure>,
    /// The layers of a GeoPackage.
    pub(in crate::cli) layers: &'a dyn Fn() -> Vec<Layer>,
}

/// A result on its way.
pub(in crate::cli) struct Sink {
    format: Format,
    target: Target,
    /// Before the first item, between two, and after the last.
    open: String,
    between: &'static str,
    close: &'static str,
    is_empty: bool,
}

enum Target {
    Output(Output),
    GeoPackage(bodemtoets_ogr::Writer),
    Nowhere,
}

impl Sink {
    /// Opens a result of many items.
    pub(in crate::cli) fn open(path: Option<&Path>, format: Format, head: &Head) -> Result<Self, Failure> {
        if format == Format::Gpkg {
            let path = database(path, "GeoPackage")?;
            let writer = bodemtoets_ogr::Writer::create_layers("GPKG", &path, "EPSG:28992", &(head.layers)())?;
            return Ok(Self::new(format, Target::GeoPackage(writer)));
        }
        let mut sink = Self::new(format, Target::Output(Output::open(path)?));
        match format {
            Format::Json => (sink.open, sink.between, sink.close) = ("[\n".to_owned(), ",\n", "]\n"),
            Format::Geojson => {
                let members = (head.members)()?;
                sink.open = format!("{{\"type\":\"FeatureCollection\",{members}\"features\":[\n");
                (sink.between, sink.close) = (",\n", "]}\n");
            }
            Format::Csv => sink.open = String::from_utf8_lossy(&(head.header)()).into_owned(),
            Format::Text | Format::Jsonl | Format::Gpkg | Format::Html | Format::Pdf => {}
        }
        Ok(sink)
    }

    /// Opens a result that is one piece: a text, or a document.
    pub(in crate::cli) fn whole(path: Option<&Path>, format: Format) -> Result<Self, Failure> {
        Ok(Self::new(format, Target::Output(Output::open(path)?)))
    }

    /// A result of which the job itself keeps what there is to keep.
    pub(in crate::cli) fn nowhere(format: Format) -> Self {
        Self::new(format, Target::Nowhere)
    }

    fn new(format: Format, target: Target) -> Self {
        Self { format, target, open: String::new(), between: "", close: "", is_empty: true }
    }

    /// The format that results have to be rendered in.
    pub(in crate::cli) fn format(&self) -> Format {
        self.format
    }

    /// Room for results.
    pub(in crate::cli) fn rendered(&self) -> Rendered {
        Rendered::new(self.format)
    }

    /// Takes the next results.
    pub(in crate::cli) fn put(&mut self, rendered: &Rendered) -> Result<(), Failure> {
        match &mut self.target {
            Target::GeoPackage(writer) => {
                for (layer, feature) in &rendered.features {
                    writer.write_to(*layer, feature)?;
                }
            }
            Target::Nowhere => {}
            Target::Output(_) if rendered.bytes.is_empty() => {}
            Target::Output(output) if self.format == Format::Text => {
                output.write_text(&String::from_utf8_lossy(&rendered.bytes))?;
            }
            Target::Output(output) => {
                let before = if self.is_empty { self.open.as_str() } else { self.between };
                output.write_all(before.as_bytes())?;
                self.is_empty = false;
                output.write_all(&rendered.bytes)?;
            }
        }
        Ok(())
    }

    /// Takes text for people.
    pub(in crate::cli) fn put_text(&mut self, text: &str) -> Result<(), Failure> {
        if let Target::Output(output) = &mut self.target {
            output.write_text(text)?;
        }
        Ok(())
    }

    /// Ends the result and puts it in its place.
    pub(in crate::cli) fn finish(self) -> Result<(), Failure> {
        match self.target {
            Target::Nowhere => Ok(()),
            Target::GeoPackage(writer) => Ok(writer.finish()?),
            Target::Output(mut output) => {
                if self.is_empty {
                    output.write_all(self.open.as_bytes())?;
                }
                output.write_all(self.close.as_bytes())?;
                output.finish()
            }
        }
    }
}
