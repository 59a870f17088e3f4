//! `bodemtoets feasibility`: whether a system pays, and what it saves.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::scenario::{ScenarioArgs, files_of};
use crate::cli::LangArgs;
use crate::cli::output::RunFiles;
use crate::cli::picture::PictureFile;
use crate::cli::result::{Form, OutputArgs, WithDocument};
use crate::cli::tools::{Failure, note};
use bodemtoets_feasibility::{Study, Sweep, YearType, sweep};
use bodemtoets_report::Picture;
use bodemtoets_report::feasibility::{Document, Sheet, Told, csv, pages, text};

#[derive(Debug, Args)]
pub(super) struct StudyArgs {
    #[command(flatten)]
    scenario: ScenarioArgs,
    /// Year type to show; may be given more than once. All three when left out.
    #[arg(long, value_enum)]
    year_type: Vec<YearType>,
    /// Draw it as well, on a sheet of A4: duration curves, sizes, cost, emissions and balance (.svg, .png).
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    plot: Option<PathBuf>,

    #[command(flatten)]
    output: OutputArgs<WithDocument>,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &StudyArgs) -> Result<ExitCode, Failure> {
    let study = args.scenario.read(args.lang.lang)?;
    let written = [&args.output.output, &args.plot].into_iter().flatten();
    args.output.form()?;
    RunFiles::default().reads(files_of(&study)).writes(written).check(args.lang.lang)?;
    let plot = args.plot.as_deref().map(|path| PictureFile::open(path, args.lang.lang)).transpose()?;
    let name = study.name(args.lang.lang);
    let Study { building, scenario, remarks, inputs } = study;
    let mut outcome = scenario.run()?;
    let offered = building.source.offered()?;
    let ground = scenario.ground(&outcome, &offered)?;
    outcome.remarks.splice(0..0, remarks);
    outcome.remarks.extend(ground.lacks(&offered).into_iter().map(|lack| lack.text));
    if args.output.form()? == Form::Csv {
        // A table has no room for them.
        outcome.warnings.iter().chain(&outcome.remarks).for_each(|remark| note(remark.get(args.lang.lang)));
    }
    let mut years = args.year_type.clone();
    if years.is_empty() {
        years.extend(YearType::ALL);
    }
    let lang = args.lang.lang;
    let draw = || -> Result<Picture, Failure> {
        let sizes = sweep(&scenario, &Sweep::of_heat_pumps(&scenario))?;
        Ok(Sheet { name: &name, scenario: &scenario, outcome: &outcome, sizes: &sizes, lang }.draw())
    };
    if let Some(file) = plot {
        file.write(&draw()?)?;
    }
    let told = Told {
        name: &name,
        building: &building,
        scenario: &scenario,
        outcome: &outcome,
        ground: &ground,
        years: &years,
    };
    let json = Document::new(&name, &building, &scenario, &outcome, &ground, &inputs, &years);
    args.output.write(
        || text::study(&told, lang),
        || csv(&outcome, &years),
        &json,
        || Ok(pages::study(&told, &json, &draw()?, lang)?),
        lang,
    )
}
