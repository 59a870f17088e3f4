//! Plots in the format that was asked for, put together in a file or on standard output.

use std::io::Write as _;
use std::path::Path;

use geojson::Feature;

use super::super::output::Output;
use super::super::render::Format;
use super::super::tools::Failure;
use crate::lang::{Lang, Text};
use crate::ogr::{self, Layer, Style};
use crate::report::plot::{COLUMNS, PLACE_COLUMNS, PLOT_COLUMNS, Row, fields, line, outline, places, qml};
use crate::spatial::RdNew;

/// A part of the result, ready to be written.
pub(super) enum Made {
    /// Text; items of a list have separators between them already.
    Bytes(Vec<u8>),
    /// Features, each with its layer.
    Features(Vec<(usize, Feature)>),
}

/// Renders plots one after another, on one thread.
pub(super) struct Renderer {
    format: Format,
    lang: Lang,
    rd: RdNew,
    bytes: Vec<u8>,
    features: Vec<(usize, Feature)>,
    failure: Option<Failure>,
}

impl Renderer {
    pub(super) fn new(format: Format, lang: Lang) -> Self {
        Self { format, lang, rd: RdNew::new(), bytes: Vec::new(), features: Vec::new(), failure: None }
    }

    /// Renders one plot.
    pub(super) fn add(&mut self, row: &Row<'_>) {
        let result = self.render(row);
        if let Err(error) = result {
            self.failure.get_or_insert(error);
        }
    }

    fn render(&mut self, row: &Row<'_>) -> Result<(), Failure> {
        let verdict = || row.partition.verdict(Some(&self.rd), row.placement.cloned());
        match self.format {
            Format::Csv => row.write(&mut self.bytes)?,
            Format::Gpkg => {
                self.features.extend(row.parts(None).into_iter().map(|part| (0, part)));
                self.features.push((1, row.plot()));
                let places = row.places().into_iter().chain(row.placed(None));
                self.features.extend(places.map(|place| (2, place)));
            }
            Format::Geojson => {
                for feature in row.parts(Some(&self.rd)).into_iter().chain(row.placed(Some(&self.rd))) {
                    separate(&mut self.bytes);
                    serde_json::to_writer(&mut self.bytes, &feature)?;
                }
            }
            Format::Text => {
                let text = line(&verdict(), self.lang);
                self.bytes.extend_from_slice(text.as_bytes());
            }
            Format::Jsonl => {
                let verdict = verdict();
                serde_json::to_writer(&mut self.bytes, &verdict)?;
                self.bytes.push(b'\n');
            }
            Format::Json => {
                let verdict = verdict();
                separate(&mut self.bytes);
                serde_json::to_writer(&mut self.bytes, &verdict)?;
            }
        }
        Ok(())
    }

    /// Everything rendered since the last time.
    pub(super) fn finish(&mut self) -> Result<Made, Failure> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        Ok(match self.format {
            Format::Gpkg => Made::Features(std::mem::take(&mut self.features)),
            _ => Made::Bytes(std::mem::take(&mut self.bytes)),
        })
    }
}

/// Items of a JSON list have a comma between them.
fn separate(bytes: &mut Vec<u8>) {
    if !bytes.is_empty() {
        bytes.extend_from_slice(b",\n");
    }
}

/// Puts the parts of the result together.
pub(super) struct Plots {
    format: Format,
    target: Target,
    open: &'static str,
    close: &'static str,
    first: bool,
}

enum Target {
    Output(Output),
    GeoPackage(ogr::Writer),
}

impl Plots {
    pub(super) fn open(output: Option<&Path>, format: Format, notices: &[Text], lang: Lang) -> Result<Self, Failure> {
        if format == Format::Gpkg {
            let Some(path) = output else {
                return Err("a GeoPackage is a database, not a stream: say where with -o FILE".into());
            };
            let writer = ogr::Writer::create_layers("GPKG", path, "EPSG:28992", &layers(lang))?;
            return Ok(Self { format, target: Target::GeoPackage(writer), open: "", close: "", first: true });
        }
        let mut output = Output::open(output)?;
        let (open, close) = match format {
            Format::Csv => {
                let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
                writeln!(output, "{}", names.join(","))?;
                ("", "")
            }
            Format::Json => ("[\n", "]\n"),
            Format::Geojson => {
                let notices = serde_json::to_string(notices)?;
                writeln!(
                    output,
                    "{{\"type\":\"FeatureCollection\",\"name\":\"plots\",\"notices\":{notices},\"features\":["
                )?;
                ("", "]}\n")
            }
            Format::Text | Format::Jsonl | Format::Gpkg => ("", ""),
        };
        Ok(Self { format, target: Target::Output(output), open, close, first: true })
    }

    /// Text for people.
    pub(super) fn put_text(&mut self, text: &str) -> Result<(), Failure> {
        if let Target::Output(output) = &mut self.target {
            output.write_text(text)?;
        }
        Ok(())
    }

    /// The result is one item, not a list.
    pub(super) fn put_alone(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        (self.open, self.close) = ("", "");
        if let Target::Output(output) = &mut self.target {
            output.write_all(bytes)?;
        }
        Ok(())
    }

    pub(super) fn put(&mut self, made: Made) -> Result<(), Failure> {
        match (&mut self.target, made) {
            (Target::GeoPackage(writer), Made::Features(features)) => {
                for (layer, feature) in &features {
                    writer.write_to(*layer, feature)?;
                }
            }
            (Target::Output(output), Made::Bytes(bytes)) if !bytes.is_empty() => {
                if self.format == Format::Text {
                    output.write_text(&String::from_utf8_lossy(&bytes))?;
                    return Ok(());
                }
                let is_list = matches!(self.format, Format::Json | Format::Geojson);
                let before = if self.first { self.open } else { ",\n" };
                if is_list {
                    output.write_all(before.as_bytes())?;
                }
                self.first = false;
                output.write_all(&bytes)?;
            }
            (Target::GeoPackage(_), Made::Bytes(_)) | (Target::Output(_), _) => {}
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<(), Failure> {
        match self.target {
            Target::GeoPackage(writer) => Ok(writer.finish()?),
            Target::Output(mut output) => {
                if self.first {
                    output.write_all(self.open.as_bytes())?;
                }
                output.write_all(self.close.as_bytes())?;
                output.finish()
            }
        }
    }
}

/// The layers of a GeoPackage, each with the style that QGIS opens it with.
fn layers(lang: Lang) -> [Layer; 3] {
    let layer = |name: &str, columns, geometry: &str, title: &str, qml: String| {
        let style = Style { name: name.to_owned(), description: title.to_owned(), qml };
        Layer { geometry: Some(geometry.to_owned()), style: Some(style), ..Layer::new(name, fields(columns)) }
    };
    [
        layer("parts", &COLUMNS, "MultiPolygon", lang.pick("delen naar uitkomst", "parts by outcome"), qml(lang)),
        layer("plots", &PLOT_COLUMNS, "MultiPolygon", lang.pick("percelen", "plots"), outline()),
        layer(
            "places",
            &PLACE_COLUMNS,
            "Point",
            lang.pick("beste en diepste plek", "best and deepest place"),
            places(),
        ),
    ]
}
