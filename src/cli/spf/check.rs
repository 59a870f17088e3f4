//! `bodemtoets spf check`: a folder of installations and reports, as an officer looks at them.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;
use serde::Serialize;

use super::input::failure;
use crate::cli::LangArgs;
use crate::cli::numbers::whole;
use crate::cli::result::OutputArgs;
use crate::cli::tools::{Failure, note};
use bodemtoets_report::Named;
use bodemtoets_report::spf::check;
use bodemtoets_spf::{Folder, Inquiry, Inspection, Rejected};
use bodemtoets_words::lang::Lang;

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    /// Folder with installations (TOML, with the readings that they name) and reports (JSON).
    folder: PathBuf,
    /// Year to check; the last one of each when left out.
    #[arg(long, value_parser = whole(2000_i16..=2100))]
    year: Option<i16>,
    /// Day on which they are looked at, for lateness; today when left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<Date>,
    /// Folder in which the readings lie, when that is not the folder that is checked. Nothing outside it is read.
    #[arg(long, value_name = "DIR")]
    readings_in: Option<PathBuf>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    lang: LangArgs,
}

/// The result as JSON.
#[derive(Serialize)]
struct Checked<'a> {
    on: Date,
    rows: &'a [Inspection],
    rejected: &'a [Rejected],
}

pub(super) fn run(args: &CheckArgs) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let on = args.on.unwrap_or_else(|| jiff::Zoned::now().date());
    let inquiry = Inquiry { year: args.year, on, readings_in: args.readings_in.clone() };
    let Folder { files, inspections, rejected } = Folder::inspect(&args.folder, &inquiry).map_err(failure(lang))?;
    args.output.check(&files, lang)?;
    if inspections.is_empty() && rejected.is_empty() {
        let folder = args.folder.display();
        return Err(match lang {
            Lang::Nl => format!("er zijn geen installaties (.toml) of jaarrapporten (.json) in {folder}"),
            Lang::En => format!("there are no installations (.toml) or reports (.json) in {folder}"),
        }
        .into());
    }
    for one in &rejected {
        note(&format!("{} {}: {}", lang.pick("overgeslagen", "skipped"), one.file, one.fault.text(lang).trim_end()));
    }
    let looks = inspections.iter().filter(|one| one.needs_a_look()).count();
    let (looked, skipped) = (inspections.len(), rejected.len());
    note(&match lang {
        Lang::Nl => format!("{looked} bekeken, {looks} met iets om na te gaan, {skipped} overgeslagen"),
        Lang::En => format!("{looked} looked at, {looks} with something to look into, {skipped} skipped"),
    });
    let checked = Checked { on, rows: &inspections, rejected: &rejected };
    let document = Named::new("bodemtoets/spf-check/1", &checked);
    args.output.write(
        || check::text(&inspections, lang),
        || check::csv(&inspections, args.output.csv.dialect(), lang),
        &document,
    )
}
