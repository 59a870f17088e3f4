//! `bodemtoets feasibility validate`: the published figures beside ours.

use std::process::ExitCode;

use clap::Args;

use crate::cli::LangArgs;
use crate::cli::result::OutputArgs;
use crate::cli::tools::Failure;
use bodemtoets_feasibility::validate;
use bodemtoets_report::Named;
use bodemtoets_report::feasibility::validation;

#[derive(Debug, Args)]
pub(super) struct ValidateArgs {
    /// Every cell of whole tables, instead of a line for each table (text).
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &ValidateArgs) -> Result<ExitCode, Failure> {
    let result = validate()?;
    let document = Named::new("bodemtoets/validation/1", &result);
    args.output.write(|| validation::text(&result, args.all, args.lang.lang), || validation::csv(&result), &document)
}
