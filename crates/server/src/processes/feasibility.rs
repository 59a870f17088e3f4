//! `feasibility`: whether an open system pays, and what it saves.

use std::path::PathBuf;

use bodemtoets_feasibility::Problem as Wrong;
use bodemtoets_feasibility::{
    Building, DataFiles, Goals, Spread, Study, StudyAnswer, StudyInput, Sweep, YearType, best, monte_carlo, sweep,
};
use bodemtoets_report::Named;
use bodemtoets_report::feasibility::{ChoiceDocument, Document, MONTE_CARLO, WHAT_IF};
use bodemtoets_words::lang::Text;
use schemars::{Schema, SchemaGenerator};

use super::input::{CSV, FileForm, Input, TEXT, TOML};
use super::inputs::Inputs;
use super::library::{day, refused, whole, word};
use super::process::{Apart, Process, Run};
use crate::media::Media;
use crate::parameter::Kind;
use crate::problem::Problem;
use crate::{answer, words};

pub(super) const PROCESS: Process = Process {
    id: "feasibility",
    title: ("Haalbaarheid", "Feasibility"),
    about: (
        "Of een open systeem zich terugverdient en wat het bespaart: wat `bodemtoets feasibility --format json` geeft, of een van zijn opdrachten.",
        "Whether an open system pays and what it saves: what `bodemtoets feasibility --format json` gives, or one of its commands.",
    ),
    inputs,
    gives: Media::Json,
    schema,
    run: Run::Apart(run),
};

/// Scenarios that are drawn at most.
const MOST_DRAWS: f64 = 100_000.0;

/// The kinds of report, the usual one first.
const REPORTS: &[&str] = &["study", "optimise", "monte-carlo", "what-if"];

const BUILDING: &[FileForm] = &[TOML];

fn schema(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<Document>()
}

fn inputs() -> Vec<Input> {
    let share = Kind::Number(0.0, 1.0);
    vec![
        Input::value("report", Kind::OneOf(REPORTS), "The study, or what the command of that name gives."),
        Input::file(
            "building",
            BUILDING,
            "The building and its plant (docs/feasibility.md); an office of 15 000 m2 when left out. It may name no files: they are inputs of their own.",
        ),
        Input::value("area_m2", Kind::Number(1.0, 1e7), "Floor area, m2, instead of what the building says."),
        Input::value("heat_pump_kw", Kind::Number(1.0, 1e5), "Heat pump, kW, instead of what the building says."),
        Input::value(
            "mode",
            Kind::OneOf(&["corrected", "study"]),
            "As it should be counted, or as the source study was published.",
        ),
        Input::value("price_year", Kind::Number(2000.0, 2100.0), "Prices and emission factors of this year."),
        Input::file("prices", &[TOML], "Prices and emission factors, instead of the embedded ones."),
        Input::file("pump_map", &[TOML, CSV], "Map of the heat pump, instead of the embedded one."),
        Input::file("profile", &[TOML], "Demand profile, instead of the embedded office."),
        Input::file("demand", &[CSV], "Measured demand: heat and cooling in kW, a row for each hour of a year."),
        Input::value(
            "measured",
            Kind::OneOf(&["normal", "cold", "warm"]),
            "Type of the year in which it was measured.",
        ),
        Input::file("weather", &[TEXT], "Hourly temperatures of the KNMI (uurgeg)."),
        Input::file("plant", &[TOML], "Plant, instead of the embedded one."),
        Input::file("costs", &[TOML], "Cost functions, instead of the embedded ones."),
        Input::value(
            "goal",
            Kind::Text,
            "Optimise: what is best: payback, tco or co2, or several by weight, such as `payback=2,co2=1`.",
        ),
        Input::value(
            "draws",
            Kind::Number(1.0, MOST_DRAWS),
            "Monte Carlo: how many scenarios are drawn; 10 000 when left out.",
        ),
        Input::value("seed", Kind::Number(0.0, 4e9), "Monte Carlo: the same number gives the same result."),
        Input::value("gas", share, "Monte Carlo: how far the price of gas may be off, as a share."),
        Input::value("electricity", share, "Monte Carlo: how far the price of electricity may be off, as a share."),
        Input::value("demand_scale", share, "Monte Carlo: how far the demand may be off, as a share."),
        Input::value("date", Kind::Day, "What-if: day of the investment; the middle of the price year when left out."),
    ]
}

fn run(apart: &Apart, inputs: &Inputs) -> Result<Vec<u8>, Problem> {
    let wrong = |wrong: Wrong| Problem::bad(Text::both(|lang| wrong.text(lang)));
    let study = study(apart, inputs)?;
    let query = &inputs.query;
    match query.get("report").unwrap_or(REPORTS[0]) {
        "optimise" => {
            let goals: Goals = query.get("goal").unwrap_or("payback").parse().map_err(refused)?;
            let candidates = sweep(&study.scenario, &sizes(&study)).map_err(wrong)?;
            answer::lines_of(&ChoiceDocument::new(&goals, best(&candidates, &goals), &candidates))
        }
        "monte-carlo" => {
            let share = |name: &str, usual: f64| query.number(name).unwrap_or(usual);
            let spread = Spread {
                gas: share("gas", 0.3),
                electricity: share("electricity", 0.3),
                demand: share("demand_scale", 0.15),
            };
            let draws = whole(inputs, "draws").unwrap_or(10_000) as usize;
            let seed = whole(inputs, "seed").unwrap_or(1).into();
            let draws = monte_carlo(&study.scenario, spread, draws, seed).map_err(wrong)?;
            answer::lines_of(&Named::new(MONTE_CARLO, &draws))
        }
        "what-if" => {
            let usual = || jiff::civil::Date::new(i16::try_from(study.scenario.prices.year).unwrap_or(2006), 7, 1);
            let day = day(inputs, "date").map_or_else(usual, Ok).map_err(refused)?;
            let what_if = study.scenario.what_if(day).map_err(wrong)?;
            answer::lines_of(&Named::new(WHAT_IF, &what_if))
        }
        _ => {
            let name = study.name(apart.lang);
            let StudyAnswer { building, scenario, outcome, ground, inputs } = study.answer().map_err(wrong)?;
            let years = YearType::ALL;
            answer::lines_of(&Document::new(&name, &building, &scenario, &outcome, &ground, &inputs, &years))
        }
    }
}

/// The study of what was sent.
fn study(apart: &Apart, inputs: &Inputs) -> Result<Study, Problem> {
    let wrong = |wrong: Wrong| Problem::bad(Text::both(|lang| wrong.text(lang)));
    let building = inputs.save_one("building", apart.folder)?;
    if let Some(text) = inputs.text("building")? {
        let named = Building::from_toml("building.toml", text).map_err(wrong)?.files;
        let DataFiles { prices, pump_map, profile, demand, measured: _, weather, plant, costs } = &named;
        let named = [prices, pump_map, profile, demand, weather, plant, costs].into_iter().flatten().next();
        if let Some(file) = named {
            let file = file.display().to_string();
            return Err(Problem::parameter("building", &file, words::names_a_file("building", &file)));
        }
    }
    let file = |name: &str| -> Result<Option<PathBuf>, Problem> { inputs.save_one(name, apart.folder) };
    let input = StudyInput {
        area_m2: inputs.query.number("area_m2"),
        heat_pump_kw: inputs.query.number("heat_pump_kw"),
        mode: word(inputs, "mode").unwrap_or_default(),
        price_year: whole(inputs, "price_year").and_then(|year| u16::try_from(year).ok()),
        files: DataFiles {
            prices: file("prices")?,
            pump_map: file("pump_map")?,
            profile: file("profile")?,
            demand: file("demand")?,
            measured: word(inputs, "measured"),
            weather: file("weather")?,
            plant: file("plant")?,
            costs: file("costs")?,
        },
        weather_years: Vec::new(),
    };
    input.read(building.as_deref()).map_err(wrong)
}

/// The sizes that are tried: those of the command line.
fn sizes(study: &Study) -> Sweep {
    Sweep {
        heat_pumps_kw: Sweep::of_heat_pumps(&study.scenario).heat_pumps_kw,
        dry_cooler_shares: vec![0.5, 0.75, 1.0, 1.25, 1.5, 2.0],
        source_shares: vec![1.0, 1.25],
    }
}
