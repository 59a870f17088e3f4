//! `bodemtoets rules list`.

use std::process::ExitCode;

use clap::Args;
use comfy_table::{Table, presets};

use super::{period, systems};
use crate::cli::output::Output;
use crate::cli::tools::Failure;
use crate::cli::{LangArgs, RulesArgs};
use crate::report::certainty_word;

#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    lang: LangArgs,
    /// Only rules in force on this day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<jiff::civil::Date>,
}

pub(super) fn run(args: &ListArgs) -> Result<ExitCode, Failure> {
    let library = args.rules.open()?;
    let lang = args.lang.lang;
    let mut output = Output::open(None)?;
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_header([
        "id",
        lang.pick("geldt voor", "applies to"),
        lang.pick("periode", "period"),
        lang.pick("uitkomst", "outcome"),
        lang.pick("zekerheid", "certainty"),
        lang.pick("reden", "reason"),
    ]);
    table.set_content_arrangement(comfy_table::ContentArrangement::Dynamic).set_width(120);
    for (_, rule) in library.rules() {
        if args.date.is_some_and(|date| !rule.in_force(date)) {
            continue;
        }
        table.add_row([
            rule.id.clone(),
            systems(rule),
            period(rule),
            rule.outcome.word(lang).to_owned(),
            certainty_word(rule.certainty, lang).to_owned(),
            rule.reason.get(lang).to_owned(),
        ]);
    }
    output.write_text(&format!("{table}\n"))?;
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}
