//! `bodemtoets spf concept`: a concept explained.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::input::failure;
use crate::cli::LangArgs;
use crate::cli::result::OutputArgs;
use crate::cli::tools::Failure;
use bodemtoets_report::Named;
use bodemtoets_report::spf::concept;
use bodemtoets_spf::Enclosure;

#[derive(Debug, Args)]
pub(in crate::cli) struct ConceptArgs {
    /// 1, 2, 2-hours, 3.3, closed, or a file that ends in .toml.
    concept: String,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &ConceptArgs) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let (found, _) = bodemtoets_spf::concept(&args.concept, Path::new("."), &Enclosure::Open).map_err(failure(lang))?;
    args.output.write(
        || concept::explain(&found, lang),
        || concept::csv(std::slice::from_ref(&found), args.output.csv.dialect()),
        &Named::new("bodemtoets/spf-concept/1", &found),
    )
}
