//! `bodemtoets feasibility what-if`: one thing changed at a time.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;

use super::scenario::{ScenarioArgs, files_of, tell_remarks};
use crate::cli::LangArgs;
use crate::cli::result::OutputArgs;
use crate::cli::tools::Failure;
use bodemtoets_feasibility::{BreakEven, Lever, Scenario, Study, WhatIf, YearResult, YearType, words_nl};
use bodemtoets_report::Named;
use bodemtoets_report::feasibility::{WHAT_IF, whole};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::fixed;

#[derive(Debug, Args)]
pub(super) struct WhatIfArgs {
    #[command(flatten)]
    scenario: ScenarioArgs,
    /// Day of the investment, for the energy investment allowance; the middle of the price year when left
    /// out.
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &WhatIfArgs) -> Result<ExitCode, Failure> {
    let study = args.scenario.read(args.lang.lang)?;
    args.output.check(files_of(&study), args.lang.lang)?;
    tell_remarks(&study, args.lang.lang);
    let Study { scenario, .. } = study;
    let usual = || Date::new(i16::try_from(scenario.prices.year).unwrap_or(2006), 7, 1);
    let day = args.date.map_or_else(usual, Ok)?;
    let what_if = scenario.what_if(day)?;
    let document = Named::new(WHAT_IF, &what_if);
    args.output.write(|| text(&what_if, &scenario, day, args.lang.lang), || csv(&what_if), &document)
}

/// No chiller has a higher COP.
const BEST_COP: f64 = 20.0;

fn row(text: &mut String, what: &str, year: &YearResult, lang: Lang) {
    let payback = year.payback_years.map_or_else(|| "-".to_owned(), |years| fixed(years, 1, lang));
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "{what:<38}{:>12}{payback:>12}{:>14}{:>10}",
        whole(year.saving_eur),
        whole(year.tco_saving_eur()),
        whole(year.co2_t)
    );
}

fn lever(lever: Lever, value: f64, lang: Lang) -> String {
    let (nl, en) = match lever {
        Lever::EnergyPrices => ("prijs van gas en elektriciteit", "price of gas and electricity"),
        Lever::Evaporator => ("verdamper", "evaporator"),
        Lever::DryCooler => ("droge koeler", "dry cooler"),
        Lever::Demand => ("warmte- en koudevraag", "heat and cooling demand"),
    };
    let value = if lever == Lever::Evaporator { format!("{value} °C") } else { format!("{:.0} %", value * 100.0) };
    format!("{} {value}", lang.pick(nl, en))
}

fn text(what_if: &WhatIf, scenario: &Scenario, day: Date, lang: Lang) -> String {
    let mut text = format!(
        "{:<38}{:>12}{:>12}{:>14}{:>10}\n",
        lang.pick("besparing, gewogen jaren", "saving, mix of years"),
        lang.pick("EUR/jaar", "EUR a year"),
        lang.pick("terug, jaar", "payback, y"),
        lang.pick("20 jaar, EUR", "20 years, EUR"),
        "CO2, t"
    );
    row(&mut text, lang.pick("zoals het is", "as it is"), &what_if.base, lang);
    let mut before = None;
    for variant in &what_if.variants {
        if before != Some(variant.lever) {
            text.push('\n');
        }
        before = Some(variant.lever);
        row(&mut text, &lever(variant.lever, variant.value, lang), &variant.weighted, lang);
    }
    let _ = writeln!(
        text,
        "\n{}",
        lang.pick(
            "COP van een koelmachine die even duur is als de WKO (- waar de WKO altijd goedkoper is)",
            "COP of a chiller that is as dear as wells (- where wells are always cheaper)"
        )
    );
    for BreakEven { gas, chiller_cop } in &what_if.break_even {
        let _ = write!(text, "  {} {:>3.0} %", lang.pick("gasprijs", "price of gas"), gas * 100.0);
        for (year, cop) in chiller_cop.iter() {
            let cop = match cop {
                // No chiller does better, and without cooling none is needed.
                Some(cop) if *cop > BEST_COP => format!("> {BEST_COP}"),
                Some(cop) if *cop > 0.0 => fixed(*cop, 1, lang),
                _ => "-".to_owned(),
            };
            let _ = write!(text, "{:>10} {cop:>5}", lang.pick(words_nl(year), YearType::slug(year)));
        }
        text.push('\n');
    }
    let roof = &what_if.roof;
    let _ = writeln!(
        text,
        "\n{}: {} MWh {} {} m2, {} - {} EUR",
        lang.pick("Energiedak in plaats van ontladen", "Energy roof in place of unloading"),
        whole(roof.surplus_cold_mwh),
        lang.pick("koude te veel in het ergste jaar:", "surplus cold in the worst year:"),
        whole(roof.area_m2),
        whole(roof.price_eur.0),
        whole(roof.price_eur.1)
    );
    let _ = match &what_if.allowance {
        None => writeln!(
            text,
            "{}",
            lang.pick(
                "Energie-investeringsaftrek (EIA): de tarieven van die dag zijn niet bekend",
                "Energy investment allowance (EIA): the rates of that day are not known"
            )
        ),
        Some(allowance) => {
            let never = || lang.pick("nooit", "never").to_owned();
            let years = allowance.payback_years.map_or_else(never, |years| fixed(years, 1, lang));
            writeln!(
                text,
                "{} {day}: {} EUR; {} {years}",
                lang.pick("Energie-investeringsaftrek (EIA) op", "Energy investment allowance (EIA) on"),
                whole(allowance.benefit_eur),
                lang.pick("terugverdientijd dan", "payback then"),
            )
        }
    };
    if scenario.well_pumps.is_none() {
        let _ = writeln!(
            text,
            "{}",
            lang.pick("Zonder de elektriciteit van de bronpompen.", "Without the electricity of the well pumps.")
        );
    }
    text
}

fn csv(what_if: &WhatIf) -> String {
    let mut text = format!("lever,value,{},payback_years\n", YearResult::NAMES.join(","));
    let variants = what_if.variants.iter().map(|one| (one.lever.slug(), one.value.to_string(), &one.weighted));
    for (lever, value, year) in std::iter::once(("base", String::new(), &what_if.base)).chain(variants) {
        let numbers: Vec<String> = year.values().iter().map(f64::to_string).collect();
        let payback = year.payback_years.map(|years| years.to_string()).unwrap_or_default();
        let _ = writeln!(text, "{lever},{value},{},{payback}", numbers.join(","));
    }
    text
}
