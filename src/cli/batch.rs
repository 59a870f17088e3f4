//! A file of applications: screened in parallel, written in order, summed up.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};

use super::rejects::Rejects;
use super::remarks::{Remarks, RowRemarks};
use super::render::{Format, Part, Renderer};
use super::screen::{ScreenArgs, screener};
use super::tools::{Failure, note};
use super::writer::Writer;
use crate::application::source::{self, Batch, Reading};
use crate::application::{Draft, Reject};
use crate::lang::Lang;
use crate::parallel::ordered_map;
use crate::report::outcome_word;
use crate::screening::{Proposal, Screener, VerdictOutcome};
use crate::spatial::RdNew;

/// What one batch came to.
struct Done {
    part: Result<Part, Failure>,
    rejects: Vec<Reject>,
    remarks: Vec<RowRemarks>,
    rows: u64,
    amount: u64,
    outcomes: [u64; OUTCOMES.len()],
    id_hashes: Vec<(u64, u64)>,
}

const OUTCOMES: [VerdictOutcome; 6] = [
    VerdictOutcome::Prohibited,
    VerdictOutcome::Permit,
    VerdictOutcome::Notify,
    VerdictOutcome::Free,
    VerdictOutcome::Undetermined,
    VerdictOutcome::NotCovered,
];

pub(super) fn screen_many(
    args: &ScreenArgs,
    path: &Path,
    template: Draft,
    proposal: Option<&Proposal>,
) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let format = args.format.unwrap_or(Format::Csv);
    let (reading, batches) = source::open(path, args.layer.as_deref(), template).map_err(|error| error.text(lang))?;
    warn_unknown(&reading, lang);
    let screener = screener(args)?;
    let mut writer =
        Writer::open(args.output.as_deref(), format, &screener.notices(), proposal.is_some(), args.remedies.is_some())?;
    let mut rejects = Rejects::open(args.rejects.as_deref(), lang)?;
    let mut remarks = Remarks::new(lang);
    let progress = progress_bar(&reading);
    let threads = args.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, Into::into));
    let mut summary = Summary::default();
    ordered_map(
        batches,
        threads,
        || (RdNew::new(), Renderer::new(format, lang, proposal, args.remedies)),
        |(rd, renderer), batch| batch.map(|batch| screen_batch(&screener, &reading, &batch, rd, renderer)),
        |done| -> Result<(), Failure> {
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
            for (row, hash) in done.id_hashes {
                if !summary.seen.insert(hash) {
                    summary.repeated.push(summary.rows + row);
                }
            }
            for (total, count) in summary.outcomes.iter_mut().zip(done.outcomes) {
                *total += count;
            }
            summary.rows += done.rows;
            writer.put(done.part?)?;
            progress.inc(done.amount);
            Ok(())
        },
    )?;
    if format == Format::Text {
        let mut notices = String::from("\n");
        tell_notices(&screener, lang, |line| {
            notices.push_str(line);
            notices.push('\n');
        });
        writer.put(Part::Bytes(notices.into_bytes()))?;
    }
    writer.finish()?;
    rejects.finish()?;
    progress.finish_and_clear();
    remarks.finish();
    summary.tell(lang);
    if format != Format::Text {
        tell_notices(&screener, lang, note);
    }
    let failed = args.strict && summary.rejected > 0;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn screen_batch(screener: &Screener, reading: &Reading, batch: &Batch, rd: &RdNew, renderer: &mut Renderer) -> Done {
    let (mut rejects, mut remarks) = (Vec::new(), Vec::new());
    let mut id_hashes = Vec::new();
    let mut outcomes = [0; OUTCOMES.len()];
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let rows = reading.understand(batch, rd, |row, application| match application {
        Ok(mut application) => {
            if !application.id.is_empty() {
                id_hashes.push((row, hasher.hash_one(&application.id)));
            }
            remarks.extend(RowRemarks::of(row, &application));
            let outcome = renderer.add(screener, &mut application);
            outcomes[OUTCOMES.iter().position(|known| *known == outcome).unwrap_or_default()] += 1;
        }
        Err(reject) => rejects.push(reject),
    });
    Done { part: renderer.finish(), rejects, remarks, rows, amount: batch.amount(), outcomes, id_hashes }
}

#[derive(Default)]
struct Summary {
    rows: u64,
    rejected: u64,
    outcomes: [u64; OUTCOMES.len()],
    seen: HashSet<u64, BuildHasherDefault<SameHash>>,
    repeated: Vec<u64>,
}

/// Ids come hashed already.
#[derive(Default)]
struct SameHash(u64);

impl std::hash::Hasher for SameHash {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

impl Summary {
    fn tell(&self, lang: Lang) {
        if self.rows == 0 {
            note(
                lang.pick("let op: er staan geen aanvragen in het bestand", "warning: the file holds no applications"),
            );
        }
        if !self.repeated.is_empty() {
            let shown: Vec<String> = self.repeated.iter().take(10).map(u64::to_string).collect();
            let more = if self.repeated.len() > shown.len() { ", …" } else { "" };
            note(&match lang {
                Lang::Nl => {
                    format!("let op: {} rij(en) herhalen een id: {}{more}", self.repeated.len(), shown.join(", "))
                }
                Lang::En => format!("warning: {} row(s) repeat an id: {}{more}", self.repeated.len(), shown.join(", ")),
            });
        }
        let counts: Vec<String> = OUTCOMES
            .iter()
            .zip(self.outcomes)
            .filter(|(_, count)| *count > 0)
            .map(|(outcome, count)| format!("{count} {}", outcome_word(*outcome, lang)))
            .collect();
        let screened = self.rows - self.rejected;
        note(&match lang {
            Lang::Nl => format!("{screened} getoetst ({}), {} geweigerd", counts.join(", "), self.rejected),
            Lang::En => format!("{screened} screened ({}), {} rejected", counts.join(", "), self.rejected),
        });
    }
}

/// What has to be said with every result of the pack.
pub(super) fn tell_notices(screener: &Screener, lang: Lang, mut tell: impl FnMut(&str)) {
    for notice in screener.notices() {
        tell(&format!("! {}", notice.get(lang)));
    }
}

/// Columns that look like a field and are not: a slip here would cost a fact.
pub(super) fn warn_unknown(reading: &Reading, lang: Lang) {
    for (name, nearest) in &reading.unknown {
        let Some(nearest) = nearest else { continue };
        note(&match lang {
            Lang::Nl => format!("let op: kolom `{name}` is onbekend en wordt niet gebruikt; bedoelt u `{nearest}`?"),
            Lang::En => format!("warning: column `{name}` is not known and not used; did you mean `{nearest}`?"),
        });
    }
}

/// A bar on a terminal; nothing in a pipe.
pub(super) fn progress_bar(reading: &Reading) -> ProgressBar {
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
