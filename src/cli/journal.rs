//! `bodemtoets journal`: the journal of a server, looked after.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::LangArgs;
use super::file_format::format_of;
use super::output::{Output, RunFiles};
use super::tools::{Failure, note};
use bodemtoets_journal::{ExportForm, Journal, JournalError, back_up, restore};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::text;

#[derive(Debug, Subcommand)]
pub(super) enum JournalCommand {
    /// Look whether every entry is as it was written, and none is missing before another.
    Verify(JournalArgs),
    /// Make a whole copy, also while a server uses it.
    Backup(CopyArgs),
    /// Put a copy in the place of a journal that is not there.
    Restore(CopyArgs),
    /// Write all of it as lines of JSON or as a table. It is noted that somebody did.
    Export(ExportArgs),
    /// Erase what was kept in an entry, or before a day; number, time and fingerprints stay (AVG).
    Erase(EraseArgs),
}

#[derive(Debug, Args)]
pub(super) struct JournalArgs {
    /// The journal.
    file: PathBuf,
    #[command(flatten)]
    lang: LangArgs,
}

#[derive(Debug, Args)]
pub(super) struct CopyArgs {
    /// The file that is copied.
    from: PathBuf,
    /// The copy; there may be no file of that name.
    to: PathBuf,
    #[command(flatten)]
    lang: LangArgs,
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The journal.
    file: PathBuf,
    /// Format of the result; by the name of its file when left out, else JSON Lines.
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<Format>,
    /// File for the result, instead of standard output.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    #[command(flatten)]
    lang: LangArgs,
}

/// Format of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// An entry a line.
    Jsonl,
    /// A table.
    Csv,
}

#[derive(Debug, Args)]
pub(super) struct EraseArgs {
    /// The journal.
    file: PathBuf,
    /// The entry.
    #[arg(required_unless_present = "before", conflicts_with = "before")]
    number: Option<i64>,
    /// All that was kept before this day (UTC).
    #[arg(long, value_name = "YYYY-MM-DD")]
    before: Option<Date>,
    /// Why, without personal data: it stays.
    #[arg(long, value_name = "TEXT", default_value = "")]
    why: String,
    #[command(flatten)]
    lang: LangArgs,
}

/// The name of who works on the machine itself, in the list of who did what.
const HERE: &str = "command line";

/// The journal in a file, which has to be there.
fn open(file: &Path, lang: Lang) -> Result<Journal, Failure> {
    if !file.is_file() {
        let file = file.display();
        return Err(text!(lang, nl: "{file}: is er niet", en: "{file}: is not there").into());
    }
    Ok(Journal::open(file).map_err(|error| error.text(lang))?)
}

impl ExportArgs {
    fn run(&self) -> Result<ExitCode, Failure> {
        let lang = self.lang.lang;
        let form = match format_of(self.output.as_deref(), self.format, Format::Jsonl)? {
            Format::Jsonl => ExportForm::JsonLines,
            Format::Csv => ExportForm::Csv,
        };
        RunFiles::default().reads([&self.file]).writes(&self.output).check(lang)?;
        let journal = open(&self.file, lang)?;
        let mut output = Output::open(self.output.as_deref())?;
        let count = journal.export(form, &mut output, HERE).map_err(|error| error.text(lang))?;
        output.finish()?;
        note(&text!(lang, nl: "nummers geschreven: {count}", en: "entries written: {count}"));
        Ok(ExitCode::SUCCESS)
    }
}

impl EraseArgs {
    fn run(&self) -> Result<ExitCode, Failure> {
        let lang = self.lang.lang;
        let journal = open(&self.file, lang)?;
        let erased = match (self.number, self.before) {
            (Some(number), _) => journal.erase(number, HERE, &self.why).map(u64::from),
            (None, Some(day)) => journal.erase_before(day.to_zoned(TimeZone::UTC)?.timestamp(), HERE, &self.why),
            (None, None) => Ok(0),
        };
        let count = erased.map_err(|error| error.text(lang))?;
        note(&text!(
            lang,
            nl: "gewist: {count}; nummer, tijd en vingerafdrukken blijven",
            en: "erased: {count}; number, time and fingerprints stay",
        ));
        // Who names an entry and finds none wants to know.
        Ok(if count == 0 && self.number.is_some() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

pub(super) fn run(command: &JournalCommand) -> Result<ExitCode, Failure> {
    let in_words = |lang: Lang| move |error: JournalError| error.text(lang);
    let (count, lang) = match command {
        JournalCommand::Verify(args) => {
            let lang = args.lang.lang;
            (open(&args.file, lang)?.verify().map_err(in_words(lang))?, lang)
        }
        JournalCommand::Export(args) => return args.run(),
        JournalCommand::Erase(args) => return args.run(),
        JournalCommand::Backup(args) => {
            (back_up(&args.from, &args.to).map_err(in_words(args.lang.lang))?, args.lang.lang)
        }
        JournalCommand::Restore(args) => {
            (restore(&args.from, &args.to).map_err(in_words(args.lang.lang))?, args.lang.lang)
        }
    };
    note(&text!(lang, nl: "{count} nummers, elk zoals het is bewaard", en: "{count} entries, each as it was kept"));
    Ok(ExitCode::SUCCESS)
}
