//! A result as text, JSON or CSV, on standard output or in a file.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::file_format::format_of;
use super::output::{Output, RunFiles};
use super::tools::Failure;
use bodemtoets_report::Dialect;
use bodemtoets_words::lang::Lang;

/// Format of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Text,
    /// Everything.
    Json,
    /// A table.
    Csv,
}

/// How tables are written.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct CsvArgs {
    /// For machines: write text in CSV as it is. Otherwise text that a spreadsheet would run as a formula gets a
    /// `'` in front, and control characters are left out.
    #[arg(long, help_heading = "Output")]
    raw_csv: bool,
}

impl CsvArgs {
    /// Refuses the flag where no table is written.
    pub(super) fn check(self, is_table: bool) -> Result<(), Failure> {
        if self.raw_csv && !is_table {
            return Err(complaint!(
                nl: "--raw-csv doet hier niets: er wordt geen CSV geschreven; geef --format csv erbij of laat het weg",
                en: "--raw-csv does nothing here: no CSV is written; add --format csv or leave it out",
            )
            .into());
        }
        Ok(())
    }

    /// How tables are written.
    pub(super) fn dialect(self) -> Dialect {
        Dialect { raw: self.raw_csv, ..Dialect::STANDARD }
    }
}

/// A result for machines, under the name and version of its form.
#[derive(Debug, Serialize)]
pub(super) struct Document<'a, T> {
    /// `bodemtoets/NAME/VERSION`.
    schema: &'static str,
    #[serde(flatten)]
    result: &'a T,
}

impl<'a, T: Serialize> Document<'a, T> {
    /// A result that is an object.
    pub(super) fn new(schema: &'static str, result: &'a T) -> Self {
        Self { schema, result }
    }
}

/// Where a result goes, and in which format.
#[derive(Debug, Args)]
pub(super) struct OutputArgs {
    /// Format of the result; by the name of its file when left out, else text.
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<Format>,
    /// File for the result, instead of standard output.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) csv: CsvArgs,
}

impl OutputArgs {
    /// The format of the result.
    pub(super) fn format(&self) -> Result<Format, Failure> {
        let format = format_of(self.output.as_deref(), self.format, Format::Text)?;
        self.csv.check(format == Format::Csv)?;
        Ok(format)
    }

    /// Refuses a result in the place of a file that is read, or in another format than its name says.
    pub(super) fn check<P: Into<PathBuf>>(&self, read: impl IntoIterator<Item = P>, lang: Lang) -> Result<(), Failure> {
        self.format()?;
        RunFiles::default().reads(read).writes(&self.output).check(lang)
    }

    /// Writes a result; only what is asked for is made.
    pub(super) fn write(
        &self,
        text: impl FnOnce() -> String,
        csv: impl FnOnce() -> String,
        document: &impl Serialize,
    ) -> Result<ExitCode, Failure> {
        let format = self.format()?;
        let mut output = Output::open(self.output.as_deref())?;
        match format {
            Format::Text => output.write_text(&text())?,
            Format::Csv => output.write_all(csv().as_bytes())?,
            Format::Json => {
                serde_json::to_writer_pretty(&mut output, document)?;
                output.write_all(b"\n")?;
            }
        }
        output.finish()?;
        Ok(ExitCode::SUCCESS)
    }
}
