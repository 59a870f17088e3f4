//! `bodemtoets layers gio`: what is in a map of the law, or in each map of a whole act.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::super::LangArgs;
use super::super::result::OutputArgs;
use super::super::tools::Failure;
use bodemtoets_maps::gio;
use bodemtoets_report::law_map::{Sheet, csv, document, text};
use bodemtoets_space::{CrsError, RdNew};
use bodemtoets_words::archive;
use bodemtoets_words::lang::Lang;

#[derive(Debug, Args)]
pub(in crate::cli) struct GioArgs {
    /// A map of the law (GIO), or the zip of an act with all its maps.
    #[arg(value_name = "FILE|ZIP")]
    file: PathBuf,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &GioArgs) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    args.output.check([&args.file], lang)?;
    let sheets = sheets(&args.file, lang)?;
    let dialect = args.output.csv.dialect();
    args.output.write(|| text(&sheets, lang), || csv(&sheets, dialect), &document(&sheets))?;
    Ok(if sheets.iter().all(Sheet::is_whole) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The maps of a zip, or the one that the file is.
fn sheets(path: &Path, lang: Lang) -> Result<Vec<Sheet>, Failure> {
    let shown = path.display();
    let rd = RdNew::new();
    let mut found: Vec<Result<Sheet, CrsError>> = Vec::new();
    let files = archive::each(path, &["gml", "xml"], |name, at| {
        if gio::is_gio_file(at) {
            found.push(Sheet::of(name.to_owned(), gio::read_file(at, None), &rd));
        }
    });
    match files.map_err(|error| format!("{shown}: {}", error.text(lang)))? {
        Some(_) if found.is_empty() => {
            let why = lang.pick("er zit geen GIO in deze zip", "there is no GIO in this zip");
            return Err(format!("{shown}: {why}").into());
        }
        Some(_) => {}
        None => {
            let read = gio::read_file(path, None).map_err(|error| format!("{shown}: {}", error.text(lang)))?;
            found.push(Sheet::of(shown.to_string(), Ok(read), &rd));
        }
    }
    Ok(found.into_iter().collect::<Result<_, _>>()?)
}
