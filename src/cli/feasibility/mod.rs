//! `bodemtoets feasibility`: a file for each of its commands.

mod closed;
mod field;
mod monte_carlo;
mod optimise;
mod read;
mod scenario;
mod study;
mod validate;
mod what_if;

use std::process::ExitCode;

use clap::{Args, Subcommand};

pub(super) use scenario::files_of;

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
    /// Closed loops for a dwelling, a row or many dwellings: how many, how deep, how warm, next to whom, and what
    /// they cost.
    Closed(Box<closed::ClosedArgs>),
    /// A field of closed loops by itself: g-functions, temperatures of the fluid, lengths. For engineers.
    Field(field::FieldArgs),
    /// Hold every figure that the source study published against ours.
    Validate(validate::ValidateArgs),
}

pub(super) fn run(args: &FeasibilityArgs) -> Result<ExitCode, Failure> {
    match &args.command {
        None => study::run(&args.study),
        Some(FeasibilityCommand::Optimise(args)) => optimise::run(args),
        Some(FeasibilityCommand::MonteCarlo(args)) => monte_carlo::run(args),
        Some(FeasibilityCommand::WhatIf(args)) => what_if::run(args),
        Some(FeasibilityCommand::Closed(args)) => closed::run(args),
        Some(FeasibilityCommand::Field(args)) => field::run(args),
        Some(FeasibilityCommand::Validate(args)) => validate::run(args),
    }
}
