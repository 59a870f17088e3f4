//! `bodemtoets feasibility`: whether a system pays, and what it saves.

use std::process::ExitCode;

use clap::Args;

use super::scenario::{Chosen, ScenarioArgs};
use super::{Format, OutputArgs};
use crate::cli::LangArgs;
use crate::cli::tools::{Failure, note};
use crate::feasibility::YearType;
use crate::report::feasibility::{Document, csv, text};

#[derive(Debug, Args)]
pub(super) struct StudyArgs {
    #[command(flatten)]
    scenario: ScenarioArgs,
    /// Year type to show; may be given more than once. All three when left out.
    #[arg(long, value_enum)]
    year_type: Vec<YearType>,

    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &StudyArgs) -> Result<ExitCode, Failure> {
    let chosen = args.scenario.read()?;
    let name = chosen.name(args.lang.lang);
    let Chosen { building, scenario, remarks } = chosen;
    let mut outcome = scenario.run()?;
    let offered = building.source.offered();
    let ground = scenario.ground(&outcome, &offered)?;
    outcome.remarks.splice(0..0, remarks);
    outcome.remarks.extend(ground.lacks(&offered).into_iter().map(|lack| lack.text));
    if args.output.format == Format::Csv {
        // A table has no room for them.
        outcome.remarks.iter().for_each(|remark| note(remark.get(args.lang.lang)));
    }
    let mut years = args.year_type.clone();
    if years.is_empty() {
        years.extend(YearType::ALL);
    }
    args.output.write(
        || text::study(&name, &building, &scenario, &outcome, &ground, &years, args.lang.lang),
        || csv(&outcome, &years),
        &Document::new(&name, &building, &scenario, &outcome, &ground, &years),
    )
}
