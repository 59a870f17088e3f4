//! `bodemtoets rules show`: one rule in full.

use std::process::ExitCode;

use clap::Args;

use crate::cli::complaint::Complaint;
use crate::cli::output::Output;
use crate::cli::tools::Failure;
use crate::cli::{LangArgs, RulesArgs};
use bodemtoets_report::rules::{requirement, rule};

#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArgs {
    /// Id of the rule, such as NB-2010-03.
    id: String,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &ShowArgs) -> Result<ExitCode, Failure> {
    let library = args.rules.open()?;
    let lang = args.lang.lang;
    let text = if let Some((book, found)) = library.find(&args.id) {
        rule(book, found, lang)?
    } else if let Some((book, found)) = library.find_requirement(&args.id) {
        requirement(book, found, lang)
    } else {
        let near = library.suggest(&args.id);
        let hint = |ask: &str| near.map(|id| format!("; {ask} `{id}`?")).unwrap_or_default();
        return Err(Complaint::new(
            format!("er is geen regel `{}`{}", args.id, hint("bedoelt u")),
            format!("there is no rule `{}`{}", args.id, hint("did you mean")),
        )
        .into());
    };
    let mut output = Output::open(None)?;
    output.write_text(&text)?;
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}
