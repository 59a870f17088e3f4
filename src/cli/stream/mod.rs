//! One pipeline for everything that reads applications: read, judged in parallel, written in order, summed up.
//!
//! What is done with an application is a [`Job`]; where its result goes is a [`Sink`]. One application is a
//! stream of one.

mod input;
mod job;
mod rejects;
mod remarks;
mod repeats;
mod sink;

use std::io::IsTerminal as _;
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

pub(super) use self::input::Input;
use self::input::split;
pub(super) use self::job::{Job, Rendered};
use self::rejects::Rejects;
use self::remarks::{Remarks, RowRemarks, tell_remarks};
use self::repeats::Repeats;
pub(super) use self::sink::{Format, Head, Sink};
use super::table::Table;
use super::tools::{Failure, note};
use bodemtoets_screening::application::source::{Batch, Reading};
use bodemtoets_screening::application::{Fault, Reject};
use bodemtoets_space::RdNew;
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::parallel::ordered_map;

/// How a stream runs, whatever is done in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Options<'a> {
    /// File for the rows that cannot be used, instead of stderr.
    pub(super) rejects: Option<&'a Path>,
    /// How tables are written, and which columns of the input come back.
    pub(super) table: &'a Table,
    pub(super) lang: Lang,
    pub(super) threads: usize,
}

/// What a stream came to.
#[derive(Debug)]
pub(super) struct Summary<Tally> {
    /// Rows of the source, or the one application.
    pub(super) rows: u64,
    /// Rows that could not be used.
    pub(super) rejected: u64,
    /// What the job counted.
    pub(super) tally: Tally,
}

/// What one batch came to.
struct Done<Tally> {
    rendered: Result<Rendered, Failure>,
    tally: Tally,
    rejects: Vec<Reject>,
    remarks: Vec<RowRemarks>,
    /// Row and hash of each id.
    ids: Vec<(u64, u64)>,
    rows: u64,
    amount: u64,
}

/// Does a job on everything that comes in, and writes it in the order in which it came.
///
/// Nothing is in its place before the sink is finished, which is left to the caller: some write a summary first.
pub(super) fn run<J: Job>(
    job: &J,
    input: Input,
    sink: &mut Sink,
    options: &Options,
) -> Result<Summary<J::Tally>, Failure> {
    match input {
        Input::One(application) => {
            tell_remarks(&application, options.lang);
            job.check(&application)
                .map_err(|(field, problem)| Fault::new(field, String::new(), problem).text(options.lang))?;
            let (mut rendered, mut tally) = (sink.rendered(), J::Tally::default());
            job.take(&mut job.worker(), *application, &[], &mut rendered, &mut tally)?;
            sink.put(&rendered)?;
            Ok(Summary { rows: 1, rejected: 0, tally })
        }
        Input::Many(reading, batches) => {
            let mut rejects = Rejects::open(options.rejects, options.table.dialect, options.lang)?;
            let mut remarks = Remarks::new(options.lang);
            let progress = progress_bar(&reading);
            let mut repeats = Repeats::default();
            let mut summary = Summary { rows: 0, rejected: 0, tally: J::Tally::default() };
            let format = sink.format();
            ordered_map(
                batches.flat_map(|batch| split(batch, job.rows_at_a_time(), &reading)),
                options.threads,
                || (RdNew::new(), job.worker()),
                |(rd, worker), batch| Ok(one_batch(job, worker, &reading, &batch?, rd, (format, options.table))),
                |done: Result<Done<J::Tally>, Failure>| -> Result<(), Failure> {
                    let done = done?;
                    for mut reject in done.rejects {
                        reject.row += summary.rows;
                        summary.rejected += 1;
                        rejects.put(&reject, &progress)?;
                    }
                    for mut row in done.remarks {
                        row.row += summary.rows;
                        remarks.put(&row, &progress);
                    }
                    for (row, hash) in done.ids {
                        repeats.see(summary.rows + row, hash);
                    }
                    summary.rows += done.rows;
                    job.add(&mut summary.tally, done.tally);
                    sink.put(&done.rendered?)?;
                    progress.inc(done.amount);
                    Ok(())
                },
            )?;
            rejects.finish()?;
            progress.finish_and_clear();
            remarks.finish();
            if summary.rows == 0 {
                note(
                    options.lang.pick(
                        "let op: er staan geen aanvragen in het bestand",
                        "warning: the file holds no applications",
                    ),
                );
            }
            repeats.tell(options.lang);
            Ok(summary)
        }
    }
}

fn one_batch<J: Job>(
    job: &J,
    worker: &mut J::Worker,
    reading: &Reading,
    batch: &Batch,
    rd: &RdNew,
    (format, table): (Format, &Table),
) -> Done<J::Tally> {
    let (mut rendered, mut tally) = (Rendered::new(format), J::Tally::default());
    let (mut rejects, mut remarks, mut ids, mut failure) = (Vec::new(), Vec::new(), Vec::new(), None);
    let mut own = Vec::new();
    let rows = reading.understand_with_own(batch, rd, |row, application, cells| {
        let application = match application {
            Ok(application) => application,
            Err(reject) => return rejects.push(reject),
        };
        if let Err((field, problem)) = job.check(&application) {
            let (id, field) = (application.id, field.to_owned());
            return rejects.push(Reject { row, id, field, value: String::new(), problem });
        }
        remarks.extend(RowRemarks::of(row, &application));
        if !application.id.is_empty() {
            ids.push((row, repeats::hash(&application.id)));
        }
        if !table.own.is_empty() {
            own.clear();
            for cell in cells {
                own.push(table.dialect.delimiter);
                table.dialect.push_text(&mut own, &cell);
            }
        }
        if failure.is_none() {
            failure = job.take(worker, application, &own, &mut rendered, &mut tally).err();
        }
    });
    let rendered = failure.map_or(Ok(rendered), Err);
    Done { rendered, tally, rejects, remarks, ids, rows, amount: batch.amount() }
}

/// A bar on a terminal; nothing in a pipe.
fn progress_bar(reading: &Reading) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    match reading.amount {
        Some(amount) => {
            let bar = ProgressBar::new(amount);
            ProgressStyle::with_template("{bar:40} {percent:>3} % {elapsed} / {duration}")
                .map(|style| bar.clone().with_style(style))
                .unwrap_or(bar)
        }
        None => ProgressBar::new_spinner(),
    }
}

/// What has to be said with every result of a pack.
pub(super) fn tell_notices(notices: &[Text], lang: Lang, mut tell: impl FnMut(&str)) {
    for notice in notices {
        tell(&format!("! {}", notice.get(lang)));
    }
}
