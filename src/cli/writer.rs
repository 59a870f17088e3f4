//! The parts of a result put together: a list, a table, a collection or a GeoPackage.

use std::io::Write as _;
use std::path::Path;

use super::output::{Output, database};
use super::render::{Format, Part};
use super::tools::Failure;
use crate::lang::Text;
use crate::ogr;
use crate::report::csv::{Type, columns};

/// Puts the parts of the result together.
pub(super) struct Writer {
    format: Format,
    target: Target,
    close: &'static str,
    first: bool,
}

enum Target {
    Output(Output),
    GeoPackage(ogr::Writer),
}

impl Writer {
    /// Opens the result; `with_feasibility` adds the columns of a proposed building, `with_remedies` that of
    /// what would help.
    pub(super) fn open(
        output: Option<&Path>,
        format: Format,
        notices: &[Text],
        with_feasibility: bool,
        with_remedies: bool,
    ) -> Result<Self, Failure> {
        if format == Format::Gpkg {
            let path = &database(output, "a GeoPackage")?;
            let fields: Vec<ogr::Field> = columns(with_feasibility, with_remedies)
                .map(|(name, holds)| ogr::Field {
                    name: name.to_owned(),
                    kind: match holds {
                        Type::Text => ogr::FieldType::Text,
                        Type::Real => ogr::FieldType::Real,
                        Type::Integer => ogr::FieldType::Integer,
                    },
                })
                .collect();
            let writer = ogr::Writer::create("GPKG", path, "verdicts", "EPSG:28992", &fields)?;
            return Ok(Self { format, target: Target::GeoPackage(writer), close: "", first: true });
        }
        let mut output = Output::open(output)?;
        let close = match format {
            Format::Csv => {
                let names: Vec<&str> = columns(with_feasibility, with_remedies).map(|(name, _)| name).collect();
                writeln!(output, "{}", names.join(","))?;
                ""
            }
            Format::Json => "]\n",
            Format::Geojson => {
                let notices = serde_json::to_string(notices)?;
                writeln!(
                    output,
                    "{{\"type\":\"FeatureCollection\",\"name\":\"verdicts\",\"notices\":{notices},\"features\":["
                )?;
                "]}\n"
            }
            Format::Text | Format::Jsonl | Format::Gpkg => "",
        };
        Ok(Self { format, target: Target::Output(output), close, first: true })
    }

    /// The result is one item, not a list.
    pub(super) fn alone(&mut self) {
        self.close = "";
        self.first = false;
    }

    pub(super) fn put(&mut self, part: Part) -> Result<(), Failure> {
        match (&mut self.target, part) {
            (Target::GeoPackage(writer), Part::Features(features)) => {
                for feature in &features {
                    writer.write(feature)?;
                }
            }
            (Target::Output(output), Part::Bytes(bytes)) => {
                if bytes.is_empty() {
                    return Ok(());
                }
                match (self.format, self.close) {
                    (Format::Text, _) => {
                        output.write_text(&String::from_utf8_lossy(&bytes))?;
                        return Ok(());
                    }
                    (Format::Json, "]\n") if self.first => output.write_all(b"[\n")?,
                    (Format::Json, "]\n") | (Format::Geojson, _) if !self.first => output.write_all(b",\n")?,
                    _ => {}
                }
                self.first = false;
                output.write_all(&bytes)?;
            }
            (Target::GeoPackage(_), Part::Bytes(_)) | (Target::Output(_), Part::Features(_)) => {}
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<(), Failure> {
        match self.target {
            Target::GeoPackage(writer) => Ok(writer.finish()?),
            Target::Output(mut output) => {
                if self.format == Format::Json && self.first {
                    output.write_all(b"[")?;
                }
                output.write_all(self.close.as_bytes())?;
                output.finish()
            }
        }
    }
}
