//! How tables are written: the dialect of CSV, and which columns of the input come back.

use clap::{ArgAction, Args, ValueEnum};

use super::stream::{Format, Input};
use super::tools::Failure;
use bodemtoets_report::Dialect;

/// How tables are written, when what is read may be a table too.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct TableArgs {
    /// How CSV is written; standard when left out.
    #[arg(long = "csv", value_enum, value_name = "DIALECT")]
    dialect: Option<CsvDialect>,
    /// For machines: write text in CSV as it is. Otherwise text that a spreadsheet would run as a formula gets a
    /// `'` in front, and control characters are left out.
    #[arg(long)]
    raw_csv: bool,
    /// Columns of the input that are not ours come after ours in the result, unchanged; one that has the name of
    /// one of ours gets `input_` in front. From CSV to CSV this is so unless `--keep=false` says otherwise.
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true",
          action = ArgAction::Set, overrides_with = "no_keep")]
    keep: Option<bool>,
    /// The same as `--keep=false`.
    #[arg(long, overrides_with = "keep")]
    no_keep: bool,
}

/// A dialect of CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CsvDialect {
    /// Commas between cells, a decimal point, UTF-8.
    Standard,
    /// As a Dutch Excel opens and saves it: semicolons, a decimal comma, a byte order mark.
    Dutch,
    /// As the file with applications is written.
    AsInput,
}

/// How the tables of a run are written.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) dialect: Dialect,
    /// The columns of the input that come back.
    pub(super) own: Vec<String>,
}

impl TableArgs {
    /// Settles how tables are written, and refuses flags that would do nothing.
    pub(super) fn settle(&self, input: &Input, format: Format, with_rejects: bool) -> Result<Table, Failure> {
        let is_table = format == Format::Csv;
        if !is_table && !with_rejects && (self.dialect.is_some() || self.raw_csv) {
            let flag = if self.raw_csv { "--raw-csv" } else { "--csv" };
            return Err(complaint!(
                nl: "{flag} doet hier niets: er wordt geen CSV geschreven; geef --format csv erbij of laat het weg",
                en: "{flag} does nothing here: no CSV is written; add --format csv or leave it out",
            )
            .into());
        }
        let base = match (self.dialect, input.dialect()) {
            (None | Some(CsvDialect::Standard), _) => Dialect::STANDARD,
            (Some(CsvDialect::Dutch), _) => Dialect::DUTCH,
            (Some(CsvDialect::AsInput), Some(dialect)) => dialect,
            (Some(CsvDialect::AsInput), None) => {
                return Err(complaint!(
                    nl: "--csv as-input: de invoer is geen CSV; neem standard of dutch",
                    en: "--csv as-input: the input is no CSV; use standard or dutch",
                )
                .into());
            }
        };
        let asked = if self.no_keep { Some(false) } else { self.keep };
        let own = match input.own_columns() {
            Some(own) if is_table => {
                if asked.unwrap_or(true) {
                    own
                } else {
                    Vec::new()
                }
            }
            _ if asked == Some(true) => {
                return Err(complaint!(
                    nl: "--keep doet hier niets: kolommen komen terug van CSV naar CSV; laat het weg",
                    en: "--keep does nothing here: columns come back from CSV to CSV; leave it out",
                )
                .into());
            }
            _ => Vec::new(),
        };
        Ok(Table { dialect: Dialect { raw: self.raw_csv, ..base }, own })
    }
}
