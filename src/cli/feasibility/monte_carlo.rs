//! `bodemtoets feasibility monte-carlo`: how sure payback and saving are.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;

use super::scenario::{ScenarioArgs, files_of, tell_remarks};
use crate::cli::LangArgs;
use crate::cli::result::OutputArgs;
use crate::cli::tools::Failure;
use bodemtoets_feasibility::{Draws, Percentiles, Spread, monte_carlo};
use bodemtoets_report::Named;
use bodemtoets_report::feasibility::MONTE_CARLO;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::fixed;
use bodemtoets_words::words::number;

#[derive(Debug, Args)]
pub(super) struct MonteCarloArgs {
    #[command(flatten)]
    scenario: ScenarioArgs,
    /// How many scenarios to draw.
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    draws: usize,
    /// Where the draws start from: the same number gives the same result.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// How far the price of gas may be off: 0.3 is from 30 % below to 30 % above.
    #[arg(long, value_name = "X", default_value_t = 0.3)]
    gas: f64,
    /// How far the price of electricity may be off.
    #[arg(long, value_name = "X", default_value_t = 0.3)]
    electricity: f64,
    /// How far the demand may be off.
    #[arg(long, value_name = "X", default_value_t = 0.15)]
    demand_scale: f64,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &MonteCarloArgs) -> Result<ExitCode, Failure> {
    let study = args.scenario.read(args.lang.lang)?;
    args.output.check(files_of(&study), args.lang.lang)?;
    tell_remarks(&study, args.lang.lang);
    let scenario = study.scenario;
    let spread = Spread { gas: args.gas, electricity: args.electricity, demand: args.demand_scale };
    let draws = monte_carlo(&scenario, spread, args.draws, args.seed)?;
    args.output.write(|| text(&draws, args.lang.lang), || csv(&draws), &Named::new(MONTE_CARLO, &draws))
}

/// The numbers that are drawn, with a name for machines, one for people, and how many decimals.
fn rows(draws: &Draws, lang: Lang) -> [(&'static str, &'static str, Percentiles<Option<f64>>, usize); 3] {
    [
        ("payback_years", lang.pick("terugverdientijd, jaar", "payback, years"), draws.payback_years, 1),
        ("saving_eur", lang.pick("besparing, EUR per jaar", "saving, EUR a year"), draws.saving_eur.map(Some), 0),
        ("co2_saved_t", lang.pick("minder CO2, t per jaar", "CO2 saved, t a year"), draws.co2_saved_t.map(Some), 0),
    ]
}

fn text(draws: &Draws, lang: Lang) -> String {
    let percent = |share: f64| number((share * 1000.0).round() / 10.0, lang);
    let spread = draws.spread;
    let mut text = match lang {
        Lang::Nl => format!(
            "{} trekkingen (seed {}): gas ± {} %, elektriciteit ± {} %, vraag ± {} %, jaren naar hun gewicht\n",
            draws.draws,
            draws.seed,
            percent(spread.gas),
            percent(spread.electricity),
            percent(spread.demand)
        ),
        Lang::En => format!(
            "{} draws (seed {}): gas ± {} %, electricity ± {} %, demand ± {} %, years by their weight\n",
            draws.draws,
            draws.seed,
            percent(spread.gas),
            percent(spread.electricity),
            percent(spread.demand)
        ),
    };
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "\n{:<26}{:>10}{:>10}{:>10}{:>10}{:>10}",
        lang.pick("zoveel procent ligt eronder", "so many percent lie below"),
        "5 %",
        "25 %",
        "50 %",
        "75 %",
        "95 %"
    );
    for (_, name, found, decimals) in rows(draws, lang) {
        let _ = write!(text, "{name:<26}");
        let Percentiles { p5, p25, p50, p75, p95 } = found;
        for value in [p5, p25, p50, p75, p95] {
            let never = || lang.pick("nooit", "never").to_owned();
            let _ = write!(text, "{:>10}", value.map_or_else(never, |value| fixed(value, decimals, lang)));
        }
        text.push('\n');
    }
    let never = percent(draws.never);
    let _ = match lang {
        Lang::Nl => writeln!(text, "\nIn {never} % van de trekkingen verdient het systeem zich nooit terug."),
        Lang::En => writeln!(text, "\nIn {never} % of the draws the system never pays back."),
    };
    text
}

fn csv(draws: &Draws) -> String {
    let mut text = "number,p5,p25,p50,p75,p95\n".to_owned();
    for (name, _, found, _) in rows(draws, Lang::En) {
        // What is never has no number.
        let found = found.map(|value| value.map(|value| value.to_string()).unwrap_or_default());
        let Percentiles { p5, p25, p50, p75, p95 } = found;
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{name},{p5},{p25},{p50},{p75},{p95}");
    }
    let _ = writeln!(text, "never,{0},{0},{0},{0},{0}", draws.never);
    text
}
