//! `bodemtoets spf concepts`: which concepts there are.

use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use crate::cli::LangArgs;
use crate::cli::result::OutputArgs;
use crate::cli::tools::Failure;
use bodemtoets_report::Named;
use bodemtoets_report::spf::concept;
use bodemtoets_spf::Concept;

#[derive(Debug, Args)]
pub(in crate::cli) struct ConceptsArgs {
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &ConceptsArgs) -> Result<ExitCode, Failure> {
    let concepts = Concept::all()?;
    let all = json!({ "concepts": concepts });
    args.output.write(
        || concept::list(&concepts, args.lang.lang),
        || concept::csv(&concepts, args.output.csv.dialect()),
        &Named::new("bodemtoets/spf-concepts/1", &all),
    )
}
