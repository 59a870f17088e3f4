//! `bodemtoets rules`: a file for each of its commands.

mod check;
mod coverage;
mod diff;
mod list;
mod show;
mod test;

use std::process::ExitCode;

use clap::Subcommand;

use super::tools::Failure;

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// List the rules.
    List(list::ListArgs),
    /// How much of the law is in: which articles, how they were read, and what is missing or to come.
    Coverage(coverage::CoverageArgs),
    /// Show one rule in full.
    Show(show::ShowArgs),
    /// Compare two dates, rulebooks or packs: what changes for a file of applications.
    Diff(Box<diff::DiffArgs>),
    /// Run the cases that stand beside the rules, and say what they cover.
    Test(test::TestArgs),
    /// Find what is wrong with rulebooks that can be read: rules that never decide, periods that do
    /// not meet, kinds of zone that nobody knows.
    Check(check::CheckArgs),
}

pub(super) fn run(command: &RulesCommand) -> Result<ExitCode, Failure> {
    match command {
        RulesCommand::List(args) => list::run(args),
        RulesCommand::Coverage(args) => coverage::run(args),
        RulesCommand::Show(args) => show::run(args),
        RulesCommand::Diff(args) => diff::run(args),
        RulesCommand::Test(args) => test::run(args),
        RulesCommand::Check(args) => check::run(args),
    }
}
