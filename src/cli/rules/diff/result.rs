//! The result: written as it comes where the format allows, and otherwise at the end.

use std::io::Write as _;

use super::DiffArgs;
use super::DiffFormat;
use super::part::Part;
use super::sides::Screeners;
use crate::cli::output::Output;
use crate::cli::tools::Failure;
use crate::report::diff;
use crate::screening::compare::{Change, DIFF_SCHEMA, Diff, Summary};

/// The result as it grows.
pub(super) struct Growing<'a> {
    output: Output,
    format: DiffFormat,
    first: bool,
    changes: Vec<Change<'a>>,
    pub summary: Summary<'a>,
}

impl<'a> Growing<'a> {
    pub(super) fn open(args: &DiffArgs, screeners: &Screeners) -> Result<Self, Failure> {
        let mut output = Output::open(args.output.as_deref())?;
        match args.format {
            DiffFormat::Text | DiffFormat::Json => {}
            DiffFormat::Csv => {
                let mut header = Vec::new();
                args.csv.dialect().push_row(&mut header, diff::COLUMNS);
                output.write_all(&header)?;
            }
            DiffFormat::Geojson => {
                let sides = serde_json::to_string(&screeners.bases(args))?;
                let notices = serde_json::to_string(&screeners.notices())?;
                writeln!(
                    output,
                    "{{\"type\":\"FeatureCollection\",\"name\":\"changes\",\"schema\":\"{DIFF_SCHEMA}\",\
                     \"sides\":{sides},\"notices\":{notices},\"features\":["
                )?;
            }
        }
        Ok(Self { output, format: args.format, first: true, changes: Vec::new(), summary: Summary::default() })
    }

    /// Takes the next part. Its rejects are told by the caller, who knows their rows.
    pub(super) fn put(&mut self, part: Part<'a>) -> Result<(), Failure> {
        self.summary.merge(&part.summary);
        self.summary.totals.rejected += part.rejects.len() as u64;
        if self.format != DiffFormat::Text || self.changes.len() < diff::LISTED {
            self.changes.extend(part.changes);
        }
        if !part.bytes.is_empty() {
            if self.format == DiffFormat::Geojson && !std::mem::take(&mut self.first) {
                self.output.write_all(b",\n")?;
            }
            self.output.write_all(&part.bytes)?;
        }
        Ok(())
    }

    /// Writes what had to wait, and puts the result in its place.
    pub(super) fn finish(mut self, args: &DiffArgs, screeners: &Screeners) -> Result<Summary<'a>, Failure> {
        let diff = |changes| Diff::new(screeners.bases(args), screeners.notices(), &self.summary, changes);
        match self.format {
            DiffFormat::Csv => {}
            DiffFormat::Geojson => self.output.write_all(b"]}\n")?,
            DiffFormat::Text => {
                let text = diff::text(&diff(self.changes), args.all, args.lang.lang);
                self.output.write_text(&text)?;
            }
            DiffFormat::Json => {
                serde_json::to_writer_pretty(&mut self.output, &diff(self.changes))?;
                self.output.write_all(b"\n")?;
            }
        }
        self.output.finish()?;
        Ok(self.summary)
    }
}
