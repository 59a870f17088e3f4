//! `bodemtoets feasibility optimise`: which sizes are best.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;

use super::scenario::{ScenarioArgs, files_of, tell_remarks};
use crate::cli::LangArgs;
use crate::cli::complaint::Complaint;
use crate::cli::result::OutputArgs;
use crate::cli::tools::{Failure, note};
use bodemtoets_feasibility::{Candidate, Goals, Study, Sweep, best, sweep};
use bodemtoets_report::feasibility::ChoiceDocument;
use bodemtoets_words::lang::Lang;

#[derive(Debug, Args)]
pub(super) struct OptimiseArgs {
    #[command(flatten)]
    scenario: ScenarioArgs,
    /// What is best: payback, tco or co2, or several by weight, such as payback=2,co2=1.
    #[arg(long, value_name = "GOAL", default_value = "payback", value_parser = goals)]
    goal: Goals,
    /// Heat pumps to try, kW; from 100 to 1000 for 15 000 m2 when left out.
    #[arg(long, value_name = "KW,KW", value_delimiter = ',')]
    pumps: Vec<f64>,
    /// Dry coolers to try, as parts of the heat pump.
    #[arg(long, value_name = "X,X", value_delimiter = ',', default_value = "0.5,0.75,1,1.25,1.5,2")]
    dry_coolers: Vec<f64>,
    /// Wells to try, as parts of those that belong to the heat pump.
    #[arg(long, value_name = "X,X", value_delimiter = ',', default_value = "1,1.25")]
    sources: Vec<f64>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &OptimiseArgs) -> Result<ExitCode, Failure> {
    let study = args.scenario.read(args.lang.lang)?;
    args.output.check(files_of(&study), args.lang.lang)?;
    tell_remarks(&study, args.lang.lang);
    let Study { building, scenario, .. } = study;
    if building.dry_cooler.power_kw.or(building.source.power_kw).is_some() {
        note(args.lang.lang.pick(
            "de maten van droge koeler en bron in het bestand tellen niet: alle combinaties worden geprobeerd",
            "the sizes of dry cooler and wells in the file do not count: every combination is tried",
        ));
    }
    let mut heat_pumps_kw = args.pumps.clone();
    if heat_pumps_kw.is_empty() {
        heat_pumps_kw = Sweep::of_heat_pumps(&scenario).heat_pumps_kw;
    }
    let sizes =
        Sweep { heat_pumps_kw, dry_cooler_shares: args.dry_coolers.clone(), source_shares: args.sources.clone() };
    let candidates = sweep(&scenario, &sizes)?;
    let best = best(&candidates, &args.goal);
    let document = ChoiceDocument::new(&args.goal, best, &candidates);
    args.output.write(|| text(&candidates, best, args.lang.lang), || csv(&candidates, best), &document)
}

fn goals(text: &str) -> Result<Goals, Complaint> {
    text.parse().map_err(|why: String| {
        Complaint::new("geef payback, tco of co2, of meer dan een naar gewicht, zoals payback=2,co2=1", why)
    })
}

fn line(candidate: &Candidate) -> String {
    let year = &candidate.weighted;
    let payback = year.payback_years.map_or_else(|| "-".to_owned(), |years| format!("{years:.2}"));
    format!(
        "{:>8.0}{:>10.0}{:>8.0}{payback:>10}{:>14.0}{:>9.1}",
        candidate.heat_pump_kw, candidate.dry_cooler_kw, candidate.source_kw, year.tco_20_years_eur, year.co2_t
    )
}

/// The front, with a star at the best.
fn text(candidates: &[Candidate], best: Option<&Candidate>, lang: Lang) -> String {
    let mut text = format!(
        "  {}\n",
        lang.pick(
            "pomp kW koeler kW bron kW   terug j   20 jaar EUR   CO2 t   (gewogen jaren)",
            "pump kW cooler kW wells kW  payback  20 years EUR   CO2 t   (mix of years)",
        )
    );
    for candidate in candidates.iter().filter(|one| one.on_front || best == Some(*one)) {
        let star = if best == Some(candidate) { '*' } else { ' ' };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{star} {}", line(candidate));
    }
    let count = |is: fn(&Candidate) -> bool| candidates.iter().filter(|one| is(one)).count();
    let (all, fitting, front) = (candidates.len(), count(|one| one.fits), count(|one| one.on_front));
    let _ = match lang {
        Lang::Nl => writeln!(
            text,
            "* de beste. {fitting} van {all} combinaties leveren alle koeling, houden de bodem in balans en hebben genoeg \
             bron; {front} daarvan worden door geen andere in alles verslagen."
        ),
        Lang::En => writeln!(
            text,
            "* the best. {fitting} of {all} combinations give all cooling, keep the ground in balance and have wells \
             enough; {front} of those are not beaten in everything by another."
        ),
    };
    text
}

fn csv(candidates: &[Candidate], best: Option<&Candidate>) -> String {
    use bodemtoets_feasibility::YearResult;
    let mut text = format!(
        "heat_pump_kw,dry_cooler_kw,source_kw,fits,on_front,best,{},payback_years\n",
        YearResult::NAMES.join(",")
    );
    for one in candidates {
        let numbers: Vec<String> = one.weighted.values().iter().map(f64::to_string).collect();
        let payback = one.weighted.payback_years.map(|years| years.to_string()).unwrap_or_default();
        let Candidate { heat_pump_kw, dry_cooler_kw, source_kw, fits, on_front, .. } = one;
        let best = best == Some(one);
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{heat_pump_kw},{dry_cooler_kw},{source_kw},{fits},{on_front},{best},{},{payback}",
            numbers.join(",")
        );
    }
    text
}
