//! A result as text, JSON or CSV, on standard output or in a file.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::dossier::{Maker, Paper};
use super::file_format::format_of;
use super::output::{Output, RunFiles};
use super::tools::Failure;
use bodemtoets_document::Document;
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

/// A format that a command offers.
pub(super) trait Offered: ValueEnum + Copy + PartialEq + Send + Sync + 'static {
    /// What is written when nobody asks.
    const USUAL: Self;
    /// What it is.
    fn form(self) -> Form;
}

/// What a result is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Json,
    Csv,
    Document(Paper),
}

impl Offered for Format {
    const USUAL: Self = Self::Text;

    fn form(self) -> Form {
        match self {
            Self::Text => Form::Text,
            Self::Json => Form::Json,
            Self::Csv => Form::Csv,
        }
    }
}

/// Format of a result that is a document too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum WithDocument {
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

impl Offered for WithDocument {
    const USUAL: Self = Self::Text;

    fn form(self) -> Form {
        match self {
            Self::Text => Form::Text,
            Self::Json => Form::Json,
            Self::Csv => Form::Csv,
            Self::Html => Form::Document(Paper::Html),
            Self::Pdf => Form::Document(Paper::Pdf),
        }
    }
}

/// Where a result goes, and in which format.
#[derive(Debug, Args)]
pub(super) struct OutputArgs<F: Offered = Format> {
    /// Format of the result; by the name of its file when left out, else text.
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<F>,
    /// File for the result, instead of standard output.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) csv: CsvArgs,
}

impl<F: Offered> OutputArgs<F> {
    /// What the result is written as.
    pub(super) fn form(&self) -> Result<Form, Failure> {
        let form = format_of(self.output.as_deref(), self.format, F::USUAL)?.form();
        self.csv.check(form == Form::Csv)?;
        Ok(form)
    }

    /// Refuses a result in the place of a file that is read, or in another format than its name says.
    pub(super) fn check<P: Into<PathBuf>>(&self, read: impl IntoIterator<Item = P>, lang: Lang) -> Result<(), Failure> {
        self.form()?;
        RunFiles::default().reads(read).writes(&self.output).check(lang)
    }

    fn put(
        &self,
        text: impl FnOnce() -> String,
        csv: impl FnOnce() -> String,
        json: &impl Serialize,
        document: impl FnOnce(Paper) -> Result<Vec<u8>, Failure>,
    ) -> Result<ExitCode, Failure> {
        let form = self.form()?;
        let mut output = Output::open(self.output.as_deref())?;
        match form {
            Form::Text => output.write_text(&text())?,
            Form::Csv => output.write_all(csv().as_bytes())?,
            Form::Json => {
                serde_json::to_writer_pretty(&mut output, json)?;
                output.write_all(b"\n")?;
            }
            Form::Document(paper) => output.write_all(&document(paper)?)?,
        }
        output.finish()?;
        Ok(ExitCode::SUCCESS)
    }
}

impl OutputArgs {
    /// Writes a result; only what is asked for is made.
    pub(super) fn write(
        &self,
        text: impl FnOnce() -> String,
        csv: impl FnOnce() -> String,
        json: &impl Serialize,
    ) -> Result<ExitCode, Failure> {
        // None of its formats is a document.
        let none =
            |_| Err(complaint!(nl: "dit resultaat is geen document", en: "this result is not a document").into());
        self.put(text, csv, json, none)
    }
}

impl OutputArgs<WithDocument> {
    /// Writes a result; only what is asked for is made.
    pub(super) fn write(
        &self,
        text: impl FnOnce() -> String,
        csv: impl FnOnce() -> String,
        json: &impl Serialize,
        document: impl FnOnce() -> Result<Document, Failure>,
        lang: Lang,
    ) -> Result<ExitCode, Failure> {
        self.put(text, csv, json, |paper| Ok(Maker::new(paper).make(&document()?, lang)?))
    }
}
