//! What one batch comes to: counted, and rendered as far as it can be.

use super::DiffFormat;
use crate::application::source::{Batch, Reading};
use crate::application::{Application, Reject};
use crate::cli::tools::Failure;
use crate::report::diff;
use crate::screening::compare::{Change, Comparer, Side, Summary};
use crate::spatial::RdNew;

/// What one batch came to.
#[derive(Default)]
pub(super) struct Part<'a> {
    /// Rows of CSV, or features with a comma between.
    pub bytes: Vec<u8>,
    /// Changes that have to wait until all are counted: for text and JSON.
    pub changes: Vec<Change<'a>>,
    pub summary: Summary<'a>,
    pub rejects: Vec<Reject>,
    pub rows: u64,
    /// How much of the source it was, as counted by [`Batch::amount`].
    pub amount: u64,
}

/// Compares batches one after another, on one thread.
pub(super) struct Worker<'a> {
    comparer: Comparer<'a>,
    rd: RdNew,
    format: DiffFormat,
    all: bool,
}

impl<'a> Worker<'a> {
    /// `all` asks for the unchanged as well.
    pub(super) fn new([from, to]: [Side<'a>; 2], format: DiffFormat, all: bool) -> Self {
        Self { comparer: Comparer::new(from, to), rd: RdNew::new(), format, all }
    }

    pub(super) fn batch(&self, reading: &Reading, batch: &Batch) -> Result<Part<'a>, Failure> {
        let mut part = Part { amount: batch.amount(), ..Part::default() };
        let mut result = Ok(());
        let Self { comparer, rd, format, all } = self;
        part.rows = reading.understand(batch, rd, |_, application| match application {
            Err(reject) => part.rejects.push(reject),
            Ok(application) if result.is_ok() => {
                let change = comparer.compare(&application);
                result = part.add(change, &application, *format, *all, rd);
            }
            Ok(_) => {}
        });
        result.map(|()| part)
    }

    /// The same for a single application.
    pub(super) fn one(&self, application: &Application) -> Result<Part<'a>, Failure> {
        let mut part = Part { rows: 1, ..Part::default() };
        let change = self.comparer.compare(application);
        part.add(change, application, self.format, self.all, &self.rd)?;
        Ok(part)
    }
}

impl<'a> Part<'a> {
    fn add(
        &mut self,
        change: Change<'a>,
        application: &Application,
        format: DiffFormat,
        all: bool,
        rd: &RdNew,
    ) -> Result<(), Failure> {
        self.summary.add(&change);
        if !all && !change.is_changed() {
            return Ok(());
        }
        match format {
            DiffFormat::Text if self.changes.len() >= diff::LISTED => {}
            DiffFormat::Text | DiffFormat::Json => self.changes.push(change),
            DiffFormat::Csv => {
                let mut table = csv::WriterBuilder::new().has_headers(false).from_writer(&mut self.bytes);
                table.write_record(diff::record(&change))?;
                table.flush()?;
            }
            DiffFormat::Geojson => {
                if !self.bytes.is_empty() {
                    self.bytes.extend_from_slice(b",\n");
                }
                serde_json::to_writer(&mut self.bytes, &diff::feature(&change, application, rd))?;
            }
        }
        Ok(())
    }
}
