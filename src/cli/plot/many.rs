//! A file of plots: cut up in parallel, written in order, summed up.

use std::path::Path;
use std::process::ExitCode;

use super::super::batch::{progress_bar, tell_notices, warn_unknown};
use super::super::rejects::Rejects;
use super::super::render::Format;
use super::super::screen::{ScreenArgs, screener};
use super::super::tools::{Failure, note};
use super::as_plot;
use super::place::Placer;
use super::result::{Made, Plots, Renderer};
use crate::application::source::{self, Batch, Reading};
use crate::application::{Draft, Reject};
use crate::lang::Lang;
use crate::parallel::ordered_map;
use crate::plot::Partition;
use crate::report::outcome_word;
use crate::report::plot::Row;
use crate::screening::{Screener, VerdictOutcome};
use crate::spatial::RdNew;

/// How many plots have each outcome as the best on them.
type Counts = [u64; VerdictOutcome::ALL.len()];

/// What one batch came to.
struct Done {
    made: Result<Made, Failure>,
    rejects: Vec<Reject>,
    rows: u64,
    amount: u64,
    counts: Counts,
    uncut: u64,
}

/// What a working thread keeps.
struct Bench {
    rd: RdNew,
    renderer: Renderer,
}

pub(super) fn plot_many(args: &ScreenArgs, path: &Path, template: Draft) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let format = args.format.unwrap_or(Format::Csv);
    let (reading, batches) = source::open(path, args.layer.as_deref(), template)?;
    warn_unknown(&reading, lang);
    let screener = screener(args)?;
    let mut plots = Plots::open(args.output.as_deref(), format, &screener.notices(), lang)?;
    let mut rejects = Rejects::open(args.rejects.as_deref(), lang)?;
    let placer = args.place.placer(args.proposal()?);
    let progress = progress_bar(&reading);
    let threads = args.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, Into::into));
    let (mut rows, mut rejected, mut counts, mut uncut) = (0, 0_u64, Counts::default(), 0);
    ordered_map(
        // A plot is more work than a point: smaller batches keep every thread busy.
        batches.flat_map(smaller),
        threads,
        || Bench { rd: RdNew::new(), renderer: Renderer::new(format, lang) },
        |bench, batch| batch.map(|batch| plot_batch(&screener, placer.as_ref(), &reading, &batch, bench)),
        |done| -> Result<(), Failure> {
            let done = done?;
            for mut reject in done.rejects {
                reject.row += rows;
                rejected += 1;
                rejects.put(&reject, &progress)?;
            }
            for (total, count) in counts.iter_mut().zip(done.counts) {
                *total += count;
            }
            rows += done.rows;
            uncut += done.uncut;
            plots.put(done.made?)?;
            progress.inc(done.amount);
            Ok(())
        },
    )?;
    plots.finish()?;
    rejects.finish()?;
    progress.finish_and_clear();
    tell(rows - rejected, rejected, &counts, uncut, lang);
    tell_notices(&screener, lang, note);
    let failed = args.strict && rejected > 0;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Features that one worker gets at a time.
const AT_A_TIME: usize = 32;

/// A batch in smaller ones; rows of CSV are left together.
fn smaller(batch: Result<Batch, source::SourceError>) -> Vec<Result<Batch, source::SourceError>> {
    match batch {
        Ok(Batch::Features(features)) => {
            let mut features = features.into_iter();
            let chunks = std::iter::from_fn(move || {
                let chunk: Vec<_> = features.by_ref().take(AT_A_TIME).collect();
                (!chunk.is_empty()).then_some(Ok(Batch::Features(chunk)))
            });
            chunks.collect()
        }
        other => vec![other],
    }
}

fn plot_batch(
    screener: &Screener,
    placer: Option<&Placer>,
    reading: &Reading,
    batch: &Batch,
    bench: &mut Bench,
) -> Done {
    let Bench { rd, renderer } = bench;
    let (mut rejects, mut counts, mut uncut) = (Vec::new(), Counts::default(), 0);
    let rows = reading.understand(batch, rd, |row, application| {
        let application = match application.and_then(|application| as_plot(row, application)) {
            Ok(application) => application,
            Err(reject) => return rejects.push(reject),
        };
        if let Some(partition) = Partition::of(screener.assess(&application)) {
            let best = VerdictOutcome::from(partition.parts[0].answer.decision);
            counts[VerdictOutcome::ALL.iter().position(|known| *known == best).unwrap_or_default()] += 1;
            uncut += u64::from(partition.uncut.is_some());
            let placement = placer.map(|placer| placer.place(&partition, rd));
            renderer.add(&Row { partition: &partition, placement: placement.as_ref() });
        }
    });
    Done { made: renderer.finish(), rejects, rows, amount: batch.amount(), counts, uncut }
}

fn tell(plots: u64, rejected: u64, counts: &Counts, uncut: u64, lang: Lang) {
    let counts: Vec<String> = VerdictOutcome::ALL
        .iter()
        .zip(counts)
        .filter(|(_, count)| **count > 0)
        .map(|(outcome, count)| format!("{count} {}", outcome_word(*outcome, lang)))
        .collect();
    let counts = counts.join(", ");
    note(&match lang {
        Lang::Nl => format!("{plots} percelen getoetst (het beste erop: {counts}), {rejected} geweigerd"),
        Lang::En => format!("{plots} plots screened (the best on them: {counts}), {rejected} rejected"),
    });
    if uncut > 0 {
        note(&match lang {
            Lang::Nl => {
                format!("let op: {uncut} percelen zijn niet opgedeeld en hebben de uitkomst van hun strengste plek")
            }
            Lang::En => {
                format!("warning: {uncut} plots are not cut up and have the outcome of their strictest spot")
            }
        });
    }
}
