//! Verdicts in the format that was asked for, one after another, on one thread.

use clap::ValueEnum;

use super::tools::Failure;
use crate::application::Application;
use crate::lang::Lang;
use crate::report::csv::Row;
use crate::report::{geojson as geojson_report, text};
use crate::screening::{Assessment, Proposal, Remedies, Screener, VerdictOutcome};
use crate::spatial::RdNew;

/// Format of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
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
}

/// A part of the result, ready to be written.
pub(super) enum Part {
    /// Text; items of a list have separators between them already.
    Bytes(Vec<u8>),
    /// Features for GDAL.
    Features(Vec<geojson::Feature>),
}

/// Renders verdicts one after another, on one thread.
pub(super) struct Renderer<'p> {
    format: Format,
    lang: Lang,
    proposal: Option<&'p Proposal>,
    remedies: Option<f64>,
    rd: RdNew,
    bytes: Vec<u8>,
    features: Vec<geojson::Feature>,
    failure: Option<Failure>,
}

impl<'p> Renderer<'p> {
    /// With `remedies` also what would help, with other places within so many metres.
    pub(super) fn new(format: Format, lang: Lang, proposal: Option<&'p Proposal>, remedies: Option<f64>) -> Self {
        Self {
            format,
            lang,
            proposal,
            remedies,
            rd: RdNew::new(),
            bytes: Vec::new(),
            features: Vec::new(),
            failure: None,
        }
    }

    /// Screens and renders one application; a proposed building fills in what it leaves out.
    pub(super) fn add(&mut self, screener: &Screener, application: &mut Application) -> VerdictOutcome {
        let assessment = match self.proposal {
            Some(proposal) => screener.assess_proposed(proposal, application),
            None => screener.assess(application),
        };
        let remedies = self.remedies.map(|reach_m| assessment.remedies(reach_m));
        self.render(&assessment, remedies);
        assessment.outcome()
    }

    /// Renders one answer.
    pub(super) fn render(&mut self, assessment: &Assessment, remedies: Option<Remedies>) {
        let row = Row::of(assessment, remedies.as_ref());
        let result: Result<(), Failure> = match self.format {
            Format::Csv => {
                row.write(&mut self.bytes);
                Ok(())
            }
            Format::Gpkg => {
                self.features.push(geojson_report::feature(&row, None));
                Ok(())
            }
            Format::Geojson => {
                let feature = geojson_report::feature(&row, Some(&self.rd));
                separate(&mut self.bytes);
                serde_json::to_writer(&mut self.bytes, &feature).map_err(Into::into)
            }
            Format::Json | Format::Jsonl | Format::Text => {
                let verdict = assessment.verdict(Some(&self.rd), remedies);
                match self.format {
                    Format::Text => {
                        self.bytes.extend_from_slice(text::line(&verdict, self.lang).as_bytes());
                        Ok(())
                    }
                    Format::Jsonl => serde_json::to_writer(&mut self.bytes, &verdict)
                        .map(|()| self.bytes.push(b'\n'))
                        .map_err(Into::into),
                    _ => {
                        separate(&mut self.bytes);
                        serde_json::to_writer(&mut self.bytes, &verdict).map_err(Into::into)
                    }
                }
            }
        };
        if let Err(error) = result {
            self.failure.get_or_insert(error);
        }
    }

    /// Everything rendered since the last time.
    pub(super) fn finish(&mut self) -> Result<Part, Failure> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        if self.format == Format::Gpkg {
            return Ok(Part::Features(std::mem::take(&mut self.features)));
        }
        // The next part will be about as large.
        let next = Vec::with_capacity(self.bytes.len() + self.bytes.len() / 8);
        Ok(Part::Bytes(std::mem::replace(&mut self.bytes, next)))
    }
}

/// Items of a JSON list have a comma between them.
fn separate(bytes: &mut Vec<u8>) {
    if !bytes.is_empty() {
        bytes.extend_from_slice(b",\n");
    }
}
