//! `bodemtoets crowding`: how full the ground is, who is too near to whom, and where there is room.

mod area;
mod file;
mod map;
mod pairs;
mod stats;
mod systems;

use std::process::ExitCode;

use clap::Subcommand;

use super::tools::Failure;

#[derive(Debug, Subcommand)]
pub(super) enum CrowdingCommand {
    /// Map how full the ground is, per depth: systems, warmth, conflicts, and the room that is left.
    Map(Box<map::MapArgs>),
    /// List the pairs of systems that are too near to each other, or may be.
    Pairs(Box<pairs::PairsArgs>),
    /// Count systems by area: municipalities, or any layer of polygons.
    Stats(Box<stats::StatsArgs>),
}

pub(super) fn run(command: &CrowdingCommand) -> Result<ExitCode, Failure> {
    match command {
        CrowdingCommand::Map(args) => map::run(args),
        CrowdingCommand::Pairs(args) => pairs::run(args),
        CrowdingCommand::Stats(args) => stats::run(args),
    }
}
