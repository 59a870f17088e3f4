//! `bodemtoets spf check`: a folder of installations and reports, as an officer looks at them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;
use serde::Serialize;

use super::input::{concept, folder_of, has_extension, load, readings_of, text_of};
use crate::cli::LangArgs;
use crate::cli::result::OutputArgs;
use crate::cli::tools::{Failure, note};
use crate::lang::Lang;
use crate::report::spf::check;
use crate::spf::{Concept, Installation, Job, Report, Row, SCHEMA};

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    /// Folder with installations (TOML, with the readings that they name) and reports (JSON).
    folder: PathBuf,
    /// Year to check; the last one of each when left out.
    #[arg(long)]
    year: Option<i16>,
    /// Day on which they are looked at, for lateness; today when left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<Date>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    lang: LangArgs,
}

/// The result as JSON.
#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    on: Date,
    rows: &'a [Row],
    rejected: &'a [Rejected],
}

/// A file that could not be used.
#[derive(Debug, Serialize)]
struct Rejected {
    file: String,
    why: String,
}

pub(super) fn run(args: &CheckArgs) -> Result<ExitCode, Failure> {
    let on = args.on.unwrap_or_else(|| jiff::Zoned::now().date());
    let mut files = Vec::new();
    gather(&args.folder, &mut files).map_err(|error| format!("cannot read {}: {error}", args.folder.display()))?;
    files.sort();
    args.output.check(&files, args.lang.lang)?;
    let (mut rows, mut rejected) = (Vec::new(), Vec::new());
    for path in &files {
        let file = path.strip_prefix(&args.folder).unwrap_or(path).display().to_string();
        match row(path, &file, args.year, on) {
            Ok(row) => rows.extend(row),
            Err(error) => rejected.push(Rejected { file, why: error.to_string() }),
        }
    }
    if rows.is_empty() && rejected.is_empty() {
        return Err(
            format!("there are no installations (.toml) or reports (.json) in {}", args.folder.display()).into()
        );
    }
    let lang = args.lang.lang;
    for one in &rejected {
        note(&format!("{} {}: {}", lang.pick("overgeslagen", "skipped"), one.file, one.why.trim_end()));
    }
    let looks = rows.iter().filter(|row| row.needs_a_look()).count();
    note(&match lang {
        Lang::Nl => format!("{} bekeken, {looks} met iets om na te gaan, {} overgeslagen", rows.len(), rejected.len()),
        Lang::En => {
            format!("{} looked at, {looks} with something to look into, {} skipped", rows.len(), rejected.len())
        }
    });
    let document = Document { schema: "bodemtoets/spf-check/1", on, rows: &rows, rejected: &rejected };
    args.output.write(|| check::text(&rows, lang), || check::csv(&rows, args.output.csv.dialect(), lang), &document)
}

/// The installations and reports in a folder and the folders in it.
fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        // A link may lead round in a circle.
        if entry.file_type()?.is_dir() {
            gather(&path, files)?;
        } else if has_extension(&path, "toml") || has_extension(&path, "json") {
            files.push(path);
        }
    }
    Ok(())
}

/// The row of a file; none for a concept that lies beside installations, or another year.
fn row(path: &Path, file: &str, year: Option<i16>, on: Date) -> Result<Option<Row>, Failure> {
    let text = text_of(path)?;
    if has_extension(path, "json") {
        let document: serde_json::Value = serde_json::from_str(&text)?;
        let schema = document.get("schema").and_then(serde_json::Value::as_str).unwrap_or_default();
        if schema != SCHEMA {
            return Err(format!("it is no report: its schema is `{schema}`, not `{SCHEMA}`").into());
        }
        let report: Report = serde_json::from_value(document)?;
        return Ok((year.is_none_or(|year| year == report.year)).then(|| Row::of(file, &report, on)));
    }
    if Concept::from_toml(file, &text).is_ok() {
        return Ok(None);
    }
    let folder = folder_of(path);
    let mut installation = Installation::from_toml(file, &text)?;
    installation.year = year.or(installation.year);
    let Some(name) = installation.concept.clone() else {
        return Err("it names no `concept`".into());
    };
    let (concept, hash) = concept(&name, folder)?;
    let files = readings_of(&installation, folder);
    if files.is_empty() {
        let year = installation.year.unwrap_or(on.year() - 1);
        return Ok(Some(Row::nothing(file, &Job::new(installation, concept)?, year, on)?));
    }
    let loaded = load(installation, concept, hash, &files)?;
    if let Some(year) = loaded.job.installation().year
        && !loaded.job.has_readings_of(&loaded.readings, year)
    {
        return Ok(Some(Row::nothing(file, &loaded.job, year, on)?));
    }
    Ok(Some(Row::of(file, &loaded.job.report(&loaded.readings, Some(on))?, on)))
}
