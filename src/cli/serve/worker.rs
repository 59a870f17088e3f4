//! `bodemtoets serve worker`: one process, apart from the server.

use std::process::ExitCode;

use clap::Args;

use crate::cli::LangArgs;
use crate::cli::tools::Failure;

#[derive(Debug, Args)]
pub(super) struct WorkerArgs {
    /// The process.
    process: String,
    #[command(flatten)]
    lang: LangArgs,
}

impl WorkerArgs {
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        Ok(ExitCode::from(bodemtoets_server::work(&self.process, self.lang.lang)?))
    }
}
