//! `bodemtoets rules diff`: what another date, other rulebooks or another pack change.

mod job;
mod sides;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use self::job::{Comparison, Tally};
use self::sides::Screeners;
use crate::cli::file_format::format_of;
use crate::cli::flags::FieldArgs;
use crate::cli::numbers::{threads, threads_or_all};
use crate::cli::stream::{self, Format, Head, Input, Options, Sink, Summary};
use crate::cli::table::{Table, TableArgs};
use crate::cli::tools::{Failure, note};
use crate::cli::{LangArgs, PackArgs, RulesArgs};
use bodemtoets_report::diff;
use bodemtoets_screening::compare::{DIFF_SCHEMA, Diff};

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

    /// Format of the result; by the name of its file when left out, else text.
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<DiffFormat>,
    /// File for the result, instead of standard output.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    #[command(flatten)]
    table: TableArgs,
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
    let lang = args.lang.lang;
    let input = Input::open(&args.applications, args.layer.as_deref(), args.fields.draft(), lang)?;
    let diff_format = format_of(args.output.as_deref(), args.format, DiffFormat::Text)?;
    let format = diff_format.of_stream();
    let table = args.table.settle(&input, format, args.rejects.is_some())?;
    let screeners = Screeners::open(args)?;
    let job = Comparison { sides: screeners.sides(args), format: diff_format, all: args.all, dialect: table.dialect };
    let mut sink = open(args, diff_format, &screeners, &table)?;
    let options =
        Options { rejects: args.rejects.as_deref(), table: &table, lang, threads: threads_or_all(args.threads) };
    let Summary { rejected, tally: Tally { mut summary, changes }, .. } =
        stream::run(&job, input, &mut sink, &options)?;
    summary.totals.rejected = rejected;
    let diff = |changes| Diff::new(screeners.bases(args), screeners.notices(), &summary, changes);
    match diff_format {
        DiffFormat::Text => sink.put_text(&diff::text(&diff(changes), args.all, lang))?,
        DiffFormat::Json => {
            let mut rendered = sink.rendered();
            rendered.push_document(&diff(changes))?;
            sink.put(&rendered)?;
        }
        DiffFormat::Csv | DiffFormat::Geojson => {}
    }
    sink.finish()?;
    if diff_format != DiffFormat::Text {
        note(&diff::counts(&summary.totals, lang));
        stream::tell_notices(&screeners.notices(), lang, note);
    }
    let failed = args.strict && rejected > 0;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

impl DiffFormat {
    fn of_stream(self) -> Format {
        match self {
            Self::Text => Format::Text,
            Self::Csv => Format::Csv,
            Self::Json => Format::Json,
            Self::Geojson => Format::Geojson,
        }
    }
}

/// Opens the result. Text and JSON begin with what is counted, and are written at the end.
fn open(args: &DiffArgs, format: DiffFormat, screeners: &Screeners, table: &Table) -> Result<Sink, Failure> {
    let path = args.output.as_deref();
    if matches!(format, DiffFormat::Text | DiffFormat::Json) {
        return Sink::whole(path, format.of_stream());
    }
    let head = Head {
        header: &|| table.dialect.header(diff::COLUMNS, &table.own),
        members: &|| {
            let sides = serde_json::to_string(&screeners.bases(args))?;
            let notices = serde_json::to_string(&screeners.notices())?;
            Ok(format!("\"name\":\"changes\",\"schema\":\"{DIFF_SCHEMA}\",\"sides\":{sides},\"notices\":{notices},"))
        },
        layers: &Vec::new,
    };
    Sink::open(path, format.of_stream(), &head)
}
