//! `bodemtoets spf report`: from meter readings to the yearly report.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::input::failure;
use crate::cli::LangArgs;
use crate::cli::dossier::{Maker, Paper};
use crate::cli::file_format::format_of;
use crate::cli::numbers::whole;
use crate::cli::output::{Output, RunFiles};
use crate::cli::result::CsvArgs;
use crate::cli::tools::{Failure, note};
use bodemtoets_report::spf::{csv, document, text as in_text};
use bodemtoets_spf::{
    self, Cause, ConceptCause, Enclosure, FileCause, Gaps, Installation, Kind, Report, Stamp, Submission, by_columns,
    folder_of, has_extension,
};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{counted, text};

/// Format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// Everything.
    Json,
    /// A table.
    Csv,
    /// A document, for a browser.
    Html,
    /// A document, to print and to file.
    Pdf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ReportArgs {
    /// An installation (TOML), files with readings (CSV), or both.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Concept: 1, 2, 2-hours, 3.3, closed, or a file that ends in .toml.
    #[arg(long, value_name = "ID")]
    concept: Option<String>,
    /// Year to report; the last one of which December was read, when left out.
    #[arg(long, value_parser = whole(2000_i16..=2100))]
    year: Option<i16>,
    /// What to do with gaps: fill them in, leave them out, or give up.
    #[arg(long, value_enum)]
    gaps: Option<Gaps>,
    /// More of a year that is missing or estimated than this makes a figure undetermined.
    #[arg(long, value_name = "PERCENT")]
    max_missing: Option<f64>,
    /// SPF in the permit or the notification.
    #[arg(long, value_name = "SPF")]
    permit_spf: Option<f64>,
    /// When the authority received the report.
    #[arg(long, value_name = "YYYY-MM-DD")]
    received: Option<Date>,
    /// Day on which it is looked at: a report that is not there by then may be late.
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<Date>,

    /// What amounts are, when no installation says so.
    #[arg(long, value_enum, help_heading = "Readings without an installation")]
    kind: Option<Kind>,
    /// Which end of their time amounts are stamped with.
    #[arg(long, value_enum, help_heading = "Readings without an installation")]
    stamp: Option<Stamp>,
    /// Time zone of times without offset; Europe/Amsterdam when left out.
    #[arg(long, value_name = "ZONE", help_heading = "Readings without an installation")]
    time_zone: Option<String>,

    /// Format of the result; by the name of its file when left out, else text.
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<Format>,
    /// File for the result, instead of standard output.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    #[command(flatten)]
    csv: CsvArgs,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &ReportArgs) -> Result<ExitCode, Failure> {
    let format = format_of(args.output.as_deref(), args.format, Format::Text)?;
    args.csv.check(format == Format::Csv)?;
    let report = args.report()?;
    let lang = args.lang.lang;
    if report.fault_count() > 0 && format != Format::Text {
        let count = usize::try_from(report.fault_count()).unwrap_or(usize::MAX);
        let words = [lang.pick("gebrek", "fault"), lang.pick("gebreken", "faults")];
        note(&text!(
            lang,
            nl: "{faults} in de meetgegevens, in het resultaat genoemd",
            en: "{faults} in the readings, listed in the result",
            faults = counted(count, words, lang),
        ));
    }
    let mut output = Output::open(args.output.as_deref())?;
    match format {
        Format::Text => output.write_text(&in_text::report(&report, lang))?,
        Format::Csv => output.write_all(csv(&report, args.csv.dialect()).as_bytes())?,
        Format::Html => output.write_all(&Maker::new(Paper::Html).make(&document(&report, lang)?, lang)?)?,
        Format::Pdf => output.write_all(&Maker::new(Paper::Pdf).make(&document(&report, lang)?, lang)?)?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut output, &report)?;
            output.write_all(b"\n")?;
        }
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

impl ReportArgs {
    fn report(&self) -> Result<Report, Failure> {
        let lang = self.lang.lang;
        let open = Enclosure::Open;
        let (described, mut files): (Vec<_>, Vec<_>) =
            self.files.iter().cloned().partition(|path| has_extension(path, "toml"));
        let path = match described.as_slice() {
            [] => None,
            [one] => Some(one),
            _ => {
                return Err(lang
                    .pick(
                        "geef één installatie (TOML) tegelijk; `spf check` neemt er een map vol van",
                        "give one installation (TOML) at a time; `spf check` takes a folder of them",
                    )
                    .into());
            }
        };
        let mut installation = match path {
            Some(path) => bodemtoets_spf::installation(path, &open).map_err(failure(lang))?,
            None => Installation::default(),
        };
        for name in path.map(|path| bodemtoets_spf::outside(&installation, path)).unwrap_or_default() {
            note(&match lang {
                Lang::Nl => format!("let op: de installatie noemt {name}, buiten haar eigen map"),
                Lang::En => format!("note: the installation names {name}, outside its own folder"),
            });
        }
        let folder = path.map_or(Path::new("."), |path| folder_of(path));
        // A concept that the command line names lies where the command was given.
        let (name, concept_folder) = match (&self.concept, &installation.concept) {
            (Some(name), _) => (name.clone(), Path::new(".")),
            (None, Some(name)) => (name.clone(), folder),
            (None, None) => return Err(Cause::from(ConceptCause::Missing).text(lang).into()),
        };
        let (concept, concept_sha256) = bodemtoets_spf::concept(&name, concept_folder, &open).map_err(failure(lang))?;
        files.splice(..0, bodemtoets_spf::readings_of(&installation, folder, &open).map_err(failure(lang))?);
        RunFiles::default().reads(self.files.iter().chain(&files)).writes(&self.output).check(lang)?;
        let Some(first) = files.first() else { return Err(Cause::from(FileCause::NoReadingsNamed).text(lang).into()) };
        if path.is_none() {
            let columns = bodemtoets_spf::columns(first, &open).map_err(failure(lang))?;
            installation.meters = by_columns(&concept, &columns, self.kind, self.stamp).map_err(failure(lang))?;
            installation.name = first.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        }
        self.flags(&mut installation);
        let submission =
            Submission::read(installation, concept, concept_sha256, &files, &open).map_err(failure(lang))?;
        submission.report(self.on).map_err(failure(lang))
    }

    /// What the flags say goes before what the file says.
    fn flags(&self, installation: &mut Installation) {
        installation.year = self.year.or(installation.year);
        installation.gaps = self.gaps.or(installation.gaps);
        installation.max_missing_percent = self.max_missing.or(installation.max_missing_percent);
        installation.permit.spf = self.permit_spf.or(installation.permit.spf);
        installation.received = self.received.or(installation.received);
        if let Some(zone) = &self.time_zone {
            installation.time_zone = Some(zone.clone());
        }
    }
}
