//! `bodemtoets feasibility validate`: the published figures beside ours.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::Format;
use crate::cli::LangArgs;
use crate::cli::output::Output;
use crate::cli::tools::Failure;
use crate::feasibility::validate;
use crate::report::feasibility::validation;

#[derive(Debug, Args)]
pub(super) struct ValidateArgs {
    /// Every cell of whole tables, instead of a line for each table (text).
    #[arg(long)]
    all: bool,
    /// Format of the result.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// File for the result, instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &ValidateArgs) -> Result<ExitCode, Failure> {
    let result = validate()?;
    let mut output = Output::open(args.output.as_deref())?;
    match args.format {
        Format::Text => output.write_text(&validation::text(&result, args.all, args.lang.lang))?,
        Format::Csv => output.write_all(validation::csv(&result).as_bytes())?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut output, &result)?;
            output.write_all(b"\n")?;
        }
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}
