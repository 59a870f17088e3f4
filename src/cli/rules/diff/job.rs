//! The comparison of applications on both sides, as a job of the stream.

use super::DiffFormat;
use crate::cli::stream::{Job, Rendered};
use crate::cli::tools::Failure;
use bodemtoets_report::{Dialect, diff};
use bodemtoets_screening::application::{Application, Problem};
use bodemtoets_screening::compare::{Change, Comparer, Side, Summary};
use bodemtoets_space::RdNew;

/// The comparison of applications on both sides.
pub(super) struct Comparison<'a> {
    pub(super) sides: [Side<'a>; 2],
    pub(super) format: DiffFormat,
    /// Also those that do not change.
    pub(super) all: bool,
    pub(super) dialect: Dialect,
}

/// What is compared with, and coordinates, for one thread.
pub(super) struct Worker<'a> {
    comparer: Comparer<'a>,
    rd: RdNew,
}

/// What the changes come to.
#[derive(Default)]
pub(super) struct Tally<'a> {
    pub(super) summary: Summary<'a>,
    /// Changes that have to wait until all are counted: for text and JSON.
    pub(super) changes: Vec<Change<'a>>,
}

impl<'a> Job for Comparison<'a> {
    type Worker = Worker<'a>;
    type Tally = Tally<'a>;

    fn worker(&self) -> Worker<'a> {
        let [from, to] = self.sides;
        Worker { comparer: Comparer::new(from, to), rd: RdNew::new() }
    }

    fn rows_at_a_time(&self) -> Option<usize> {
        None
    }

    /// A kind of zone that was looked up has to be known on one of the sides.
    fn check(&self, application: &Application) -> Result<(), (&'static str, Problem)> {
        let [from, to] = self.sides.map(|side| side.screener.check_given(application));
        from.or(to).map_err(|problem| ("given", problem))
    }

    fn take(
        &self,
        worker: &mut Worker<'a>,
        application: Application,
        own: &[u8],
        rendered: &mut Rendered,
        tally: &mut Tally<'a>,
    ) -> Result<(), Failure> {
        let change = worker.comparer.compare(&application);
        tally.summary.add(&change);
        if !self.all && !change.is_changed() {
            return Ok(());
        }
        match self.format {
            // A text lists no more than so many.
            DiffFormat::Text if tally.changes.len() >= diff::LISTED => {}
            DiffFormat::Text | DiffFormat::Json => tally.changes.push(change),
            DiffFormat::Csv => diff::push_row(rendered.bytes(), &change, self.dialect, own),
            DiffFormat::Geojson => rendered.push_json(&diff::feature(&change, &application, &worker.rd))?,
        }
        Ok(())
    }

    fn add(&self, total: &mut Tally<'a>, part: Tally<'a>) {
        total.summary.merge(&part.summary);
        total.changes.extend(part.changes);
        if self.format == DiffFormat::Text {
            total.changes.truncate(diff::LISTED);
        }
    }
}
