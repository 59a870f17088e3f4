//! `bodemtoets rules diff`: what another date, other rulebooks or another pack change.

mod part;
mod result;
mod sides;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use self::part::Worker;
use self::result::Growing;
use self::sides::Screeners;
use crate::application::{Draft, read_document, source};
use crate::cli::batch::{progress_bar, warn_unknown};
use crate::cli::flags::FieldArgs;
use crate::cli::numbers::{threads, threads_or_all};
use crate::cli::rejects::Rejects;
use crate::cli::result::CsvArgs;
use crate::cli::screen::is_document;
use crate::cli::tools::{Failure, note};
use crate::cli::{LangArgs, PackArgs, RulesArgs};
use crate::parallel::ordered_map;
use crate::report::diff;
use crate::spatial::RdNew;

/// The first side is under `--from`, `--rules` and `--pack`, the second under `--to`, `--against`
/// and `--against-pack`. What is given for neither side of a pair is the same for both.
#[derive(Debug, Args)]
pub(in crate::cli) struct DiffArgs {
    /// Applications: CSV (`-` for standard input), GeoJSON, GeoPackage or anything else that GDAL
    /// reads; or a single one (TOML, JSON).
    applications: PathBuf,
    /// Layer within the file, for formats that hold several.
    #[arg(long)]
    layer: Option<String>,

    /// First side: the law of this day, instead of the date of each application.
    #[arg(long, value_name = "YYYY-MM-DD", help_heading = "Sides")]
    from: Option<Date>,
    /// Second side: the law of this day, instead of the date of each application.
    #[arg(long, value_name = "YYYY-MM-DD", help_heading = "Sides")]
    to: Option<Date>,
    #[command(flatten, next_help_heading = "Sides")]
    rules: RulesArgs,
    /// Second side: folder with rulebooks; those of the first side when left out.
    #[arg(long, value_name = "DIR", help_heading = "Sides")]
    against: Option<PathBuf>,
    #[command(flatten, next_help_heading = "Sides")]
    pack: PackArgs,
    /// Second side: layer pack; that of the first side when left out.
    #[arg(long, value_name = "DIR", help_heading = "Sides")]
    against_pack: Option<PathBuf>,
    /// Second side: where the files of the pack lie, when not beside its manifest.
    #[arg(long, value_name = "DIR", help_heading = "Sides")]
    against_pack_data: Option<PathBuf>,

    #[command(flatten)]
    fields: FieldArgs,

    /// Format of the result.
    #[arg(long, value_enum, default_value_t = DiffFormat::Text, help_heading = "Output")]
    format: DiffFormat,
    /// File for the result, instead of standard output.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    #[command(flatten, next_help_heading = "Output")]
    csv: CsvArgs,
    /// Also list the applications that do not change.
    #[arg(long, help_heading = "Output")]
    all: bool,
    /// File (CSV) for the rows that cannot be screened, instead of stderr.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    rejects: Option<PathBuf>,
    /// Fail (1) when a row cannot be screened.
    #[arg(long, help_heading = "Output")]
    strict: bool,
    /// Number of working threads; the result does not depend on it.
    #[arg(long, value_name = "N", value_parser = threads, help_heading = "Output")]
    threads: Option<usize>,
    #[command(flatten, next_help_heading = "Output")]
    lang: LangArgs,
}

/// Format of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// For people.
    Text,
    /// A row for each application that changes.
    Csv,
    /// Everything, in one object.
    Json,
    /// A feature in longitude and latitude for each application that changes.
    Geojson,
}

pub(super) fn run(args: &DiffArgs) -> Result<ExitCode, Failure> {
    args.check()?;
    args.files().check(args.lang.lang)?;
    let (path, template) = (args.applications.as_path(), args.fields.draft());
    if is_document(path) { compare_one(args, path, template) } else { compare_many(args, path, template) }
}

fn compare_one(args: &DiffArgs, path: &Path, template: Draft) -> Result<ExitCode, Failure> {
    let application = read_document(path, template, &RdNew::new()).map_err(|error| error.text(args.lang.lang))?;
    let screeners = Screeners::open(args)?;
    let mut growing = Growing::open(args, &screeners)?;
    growing.put(Worker::new(screeners.sides(args), args.format, args.all, args.csv.dialect()).one(&application)?)?;
    finish(args, &screeners, growing)
}

fn compare_many(args: &DiffArgs, path: &Path, template: Draft) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let (reading, batches) = source::open(path, args.layer.as_deref(), template)?;
    warn_unknown(&reading, lang);
    let screeners = Screeners::open(args)?;
    let mut growing = Growing::open(args, &screeners)?;
    let mut rejects = Rejects::open(args.rejects.as_deref(), args.csv.dialect(), lang)?;
    let progress = progress_bar(&reading);
    let threads = threads_or_all(args.threads);
    let mut rows = 0;
    ordered_map(
        batches,
        threads,
        || Worker::new(screeners.sides(args), args.format, args.all, args.csv.dialect()),
        |worker, batch| worker.batch(&reading, &batch?),
        |part| -> Result<(), Failure> {
            let mut part = part?;
            for reject in &mut part.rejects {
                reject.row += rows;
                rejects.put(reject, &progress)?;
            }
            rows += part.rows;
            progress.inc(part.amount);
            growing.put(part)
        },
    )?;
    rejects.finish()?;
    progress.finish_and_clear();
    finish(args, &screeners, growing)
}

fn finish(args: &DiffArgs, screeners: &Screeners, growing: Growing) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let summary = growing.finish(args, screeners)?;
    if args.format != DiffFormat::Text {
        note(&diff::counts(&summary.totals, lang));
        for notice in screeners.notices() {
            note(&format!("! {}", notice.get(lang)));
        }
    }
    let failed = args.strict && summary.totals.rejected > 0;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
