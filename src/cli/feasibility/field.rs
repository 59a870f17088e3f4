//! `bodemtoets feasibility field`: a field of closed loops by itself.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::read::from_file;
use crate::cli::LangArgs;
use crate::cli::result::OutputArgs;
use crate::cli::tools::Failure;
use bodemtoets_feasibility::closed::{FieldAnswer, FieldFile, ground_load};
use bodemtoets_report::feasibility::field::{FieldDocument, csv, page};

#[derive(Debug, Args)]
pub(super) struct FieldArgs {
    /// The field (JSON or TOML): places, ground, resistance, loads; see docs/closed-loops.md.
    field: PathBuf,

    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &FieldArgs) -> Result<ExitCode, Failure> {
    let (mut inputs, lang) = (Vec::new(), args.lang.lang);
    let file = from_file(Some(&args.field), &mut inputs, FieldFile::read)?.unwrap_or_default();
    let folder = args.field.parent().unwrap_or(Path::new(""));
    let loads = file.loads.as_ref().map(|loads| folder.join(loads));
    let load = from_file(loads.as_deref(), &mut inputs, ground_load)?;
    args.output.check(inputs.iter().map(|input| &input.file), lang)?;
    let answer = FieldAnswer::of(&file, load.as_ref())?;
    args.output.write(|| page(&answer, lang), || csv(&answer), &FieldDocument::new(&answer, &inputs))
}
