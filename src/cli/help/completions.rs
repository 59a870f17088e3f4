//! `bodemtoets completions`: what a shell completes.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;
use clap_complete::Shell;

use crate::cli::LangArgs;
use crate::cli::output::Output;
use crate::cli::tools::Failure;

#[derive(Debug, Args)]
pub(in crate::cli) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
    #[command(flatten)]
    lang: LangArgs,
}

impl CompletionsArgs {
    pub(in crate::cli) fn run(&self) -> Result<ExitCode, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::tree(self.lang.lang), "bodemtoets", &mut script);
        let mut output = Output::open(None)?;
        output.write_all(&script)?;
        output.finish()?;
        Ok(ExitCode::SUCCESS)
    }
}
