//! `bodemtoets feasibility`: a file for each of its commands.

mod monte_carlo;
mod optimise;
mod scenario;
mod study;
mod validate;
mod what_if;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;

pub(super) use scenario::Chosen;

use super::output::Output;
use super::tools::Failure;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct FeasibilityArgs {
    #[command(subcommand)]
    command: Option<FeasibilityCommand>,
    #[command(flatten)]
    study: study::StudyArgs,
}

#[derive(Debug, Subcommand)]
enum FeasibilityCommand {
    /// Try sizes of heat pump, dry cooler and wells, and tell which are best.
    Optimise(Box<optimise::OptimiseArgs>),
    /// Draw prices, demand and weather many times, and tell how sure payback and saving are.
    MonteCarlo(Box<monte_carlo::MonteCarloArgs>),
    /// Change one thing at a time: energy prices, evaporator, dry cooler, demand, chiller; an energy roof,
    /// and the allowance of the tax office.
    WhatIf(Box<what_if::WhatIfArgs>),
    /// Hold every figure that the source study published against ours.
    Validate(validate::ValidateArgs),
}

/// Format of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// Everything.
    Json,
    /// A table.
    Csv,
}

/// Where a result goes, and in which format.
#[derive(Debug, Args)]
struct OutputArgs {
    /// Format of the result.
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    format: Format,
    /// File for the result, instead of standard output.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

impl OutputArgs {
    /// Writes a result; only what is asked for is made.
    fn write(
        &self,
        text: impl FnOnce() -> String,
        csv: impl FnOnce() -> String,
        document: &impl Serialize,
    ) -> Result<ExitCode, Failure> {
        let mut output = Output::open(self.output.as_deref())?;
        match self.format {
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

pub(super) fn run(args: &FeasibilityArgs) -> Result<ExitCode, Failure> {
    match &args.command {
        None => study::run(&args.study),
        Some(FeasibilityCommand::Optimise(args)) => optimise::run(args),
        Some(FeasibilityCommand::MonteCarlo(args)) => monte_carlo::run(args),
        Some(FeasibilityCommand::WhatIf(args)) => what_if::run(args),
        Some(FeasibilityCommand::Validate(args)) => validate::run(args),
    }
}
