//! `bodemtoets spf`: a file for each of its commands.

mod check;
mod concept;
mod concepts;
mod init;
mod input;
mod metering_cost;
mod report;

use std::process::ExitCode;

use clap::Subcommand;

use super::tools::Failure;

#[derive(Debug, Subcommand)]
pub(super) enum SpfCommand {
    /// Make the yearly report of an installation from its meter readings.
    Report(Box<report::ReportArgs>),
    /// Draw up an installation file from the columns of a table of readings.
    Init(init::InitArgs),
    /// Check a folder of installations and reports: who is late, incomplete, out of balance, below what
    /// was promised, or implausible.
    Check(check::CheckArgs),
    /// List the concepts: kinds of system and what counts in their SPF.
    Concepts(concepts::ConceptsArgs),
    /// Explain a concept: its drawing, its meters, and what of each counts.
    Concept(concept::ConceptArgs),
    /// Estimate what measuring the SPF costs.
    MeteringCost(metering_cost::MeteringCostArgs),
}

pub(super) fn run(command: &SpfCommand) -> Result<ExitCode, Failure> {
    match command {
        SpfCommand::Report(args) => report::run(args),
        SpfCommand::Init(args) => init::run(args),
        SpfCommand::Check(args) => check::run(args),
        SpfCommand::Concepts(args) => concepts::run(args),
        SpfCommand::Concept(args) => concept::run(args),
        SpfCommand::MeteringCost(args) => metering_cost::run(args),
    }
}
