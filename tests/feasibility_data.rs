//! `feasibility` with the data of a user: weather of the KNMI, a map of a heat pump as a table or as few
//! points, files that a building names, several goals at once; and the shape of its JSON.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fmt::Write as _;

use common::{folder, run, run_in};
use serde_json::Value;

/// Years of hourly values as the KNMI publishes them: a mean and a swing of the year and of the day.
fn knmi(years: &[(i16, f64)]) -> String {
    let mut text =
        "BRON: KONINKLIJK NEDERLANDS METEOROLOGISCH INSTITUUT (KNMI)\n\n# STN,YYYYMMDD,   HH,    T,    U\n\n"
            .to_owned();
    for (year, mean_c) in years {
        let mut day = jiff::civil::date(*year, 1, 1);
        while day.year() == *year {
            for hour in 1..=24 {
                let season = (std::f64::consts::TAU * f64::from(day.day_of_year() - 200) / 365.0).cos();
                let daily = (std::f64::consts::TAU * (f64::from(hour) - 14.0) / 24.0).cos();
                let tenths = 10.0 * (mean_c + 8.0 * season + 4.0 * daily);
                writeln!(text, "  260,{},{hour:>5},{tenths:>5.0},   80", day.strftime("%Y%m%d")).unwrap();
            }
            day = day.tomorrow().unwrap();
        }
    }
    text
}

fn remarks(result: &Value) -> Vec<&str> {
    result["remarks"].as_array().unwrap().iter().map(|remark| remark["en"].as_str().unwrap()).collect()
}

#[test]
fn weather_moves_the_demand_and_the_dry_cooler() {
    let files = folder(&[("uurgeg.txt", &knmi(&[(2001, 10.0), (2002, 8.5), (2003, 11.5)]))]);
    let feasibility = |more: &str| run_in(&files, &format!("feasibility --weather uurgeg.txt --format json {more}"));
    let result = feasibility("").json();
    insta::assert_snapshot!(remarks(&result)[..3].join("\n"));
    let demand = |year: &str, what: &str| result["years"][year][what].as_f64().unwrap();
    assert!((demand("normal", "heat_demand_mwh") - 1035.7).abs() < 0.1);
    assert!(demand("cold", "heat_demand_mwh") > demand("normal", "heat_demand_mwh"));
    assert!(demand("warm", "cooling_demand_mwh") > demand("normal", "cooling_demand_mwh"));

    // Another year may stand for a normal one; then it is as much in energy, and its own in hours.
    let named = feasibility("--weather-year normal=2003").json();
    assert!(remarks(&named).iter().any(|remark| remark.contains("2003 (11.5 °C on average) stands for a normal year")));
    let refused = feasibility("--weather-year normal=1999");
    assert_eq!(refused.code, 1);
    insta::assert_snapshot!(refused.stderr);
}

#[test]
fn one_year_of_weather_is_a_normal_year() {
    let files = folder(&[("uurgeg.txt", &knmi(&[(2004, 10.0)]))]);
    let result = run_in(&files, "feasibility --weather uurgeg.txt --format json").json();
    let told = remarks(&result);
    assert!(told[0].contains("2004") && told[0].contains("normal year"), "{told:?}");
    assert!(!told.iter().any(|remark| remark.contains("cold year;")), "{told:?}");
}

#[test]
fn weather_beside_a_measured_demand_is_for_the_dry_cooler_alone() {
    let hours = "100,50\n".repeat(8760);
    let files =
        folder(&[("uurgeg.txt", &knmi(&[(2001, 4.0)])), ("demand.csv", &format!("heat_kw,cooling_kw\n{hours}"))]);
    let json = |more: &str| run_in(&files, &format!("feasibility --demand demand.csv --format json {more}")).json();
    let (with, without) = (json("--weather uurgeg.txt"), json(""));
    let field = |result: &Value, name: &str| result["years"]["normal"][name].as_f64().unwrap();
    assert!((field(&with, "heat_demand_mwh") - field(&without, "heat_demand_mwh")).abs() < 1e-9);
    assert!((field(&with, "dry_cooler_heat_mwh") - field(&without, "dry_cooler_heat_mwh")).abs() > 1.0);
}

#[test]
fn daily_weather_is_refused_in_words() {
    let files = folder(&[("etmgeg.txt", "# STN,YYYYMMDD,   TG\n  279,19891013,  100\n")]);
    let ran = run_in(&files, "feasibility --weather etmgeg.txt");
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.stderr);
}

/// A map in which everything goes with the part load.
fn table(separator: char) -> String {
    let mut text =
        ["condenser_return_c", "part_load_pct", "condenser_kw", "electricity_kw"].join(&separator.to_string());
    text.push('\n');
    for temperature in [30, 55] {
        for load in [25, 50, 100] {
            let heat = 4 * load;
            let electricity = if temperature == 30 { f64::from(heat) / 5.5 } else { f64::from(heat) / 3.5 };
            let cells = [temperature.to_string(), load.to_string(), heat.to_string(), format!("{electricity:.1}")];
            writeln!(text, "{}", cells.join(&separator.to_string())).unwrap();
        }
    }
    text
}

#[test]
fn a_heat_pump_may_be_a_table() {
    let files = folder(&[("pump.csv", &table(',')), ("pump-nl.csv", &table(';').replace('.', ","))]);
    let result = run_in(&files, "feasibility --pump-map pump.csv --format json").json();
    assert_eq!(result["heat_pump"], "pump.csv");
    let dutch = run_in(&files, "feasibility --pump-map pump-nl.csv --format json").json();
    assert_eq!(result["years"], dutch["years"]);
    let year = &result["years"]["normal"];
    let cop = year["heat_pump_heat_mwh"].as_f64().unwrap() / year["heat_pump_electricity_mwh"].as_f64().unwrap();
    assert!((3.5..5.5).contains(&cop), "{cop}");
}

#[test]
fn a_heat_pump_may_be_a_few_points_of_its_maker() {
    let points = "name = \"few points\"\nsource = \"an example\"\nrated_kw = 400\n\
        part_load_pct = [20, 40, 60, 80, 100]\ncondenser_return_c = [30, 40, 55]\n\
        [cop]\ncondenser_c = 40\nevaporator_c = 6\n\
        by_condenser = [[30, 5.4], [35, 4.9], [40, 4.5], [45, 4.1], [50, 3.8], [55, 3.5]]\n\
        by_part_load = [[20, 3.6], [40, 4.0], [60, 4.3], [80, 4.45], [100, 4.5]]\n";
    let files = folder(&[("pump.toml", points), ("bad.toml", &points.replace("[40, 4.5]", "[40, 14.5]"))]);
    let result = run_in(&files, "feasibility --pump-map pump.toml --format json").json();
    assert_eq!(result["heat_pump"], "few points");
    let refused = run_in(&files, "feasibility --pump-map bad.toml");
    assert_eq!(refused.code, 1);
    insta::assert_snapshot!(refused.stderr);
}

#[test]
fn a_building_names_its_own_files() {
    let building = "area_m2 = 10000\nprice_year = 2025\n[files]\npump_map = \"data/pump.csv\"\n";
    let files = folder(&[("sites/school.toml", building), ("sites/data/pump.csv", &table(','))]);
    let json = |more: &str| run_in(&files, &format!("feasibility sites/school.toml --format json {more}")).json();
    let result = json("");
    assert_eq!(result["heat_pump"], "sites/data/pump.csv");
    assert_eq!(result["prices"]["year"], 2025);
    assert_eq!(json("--price-year 2006")["prices"]["year"], 2006);
    let lost = run_in(folder(&[("school.toml", building)]), "feasibility school.toml");
    assert_eq!((lost.code, lost.stderr.contains("cannot read data/pump.csv")), (1, true), "{}", lost.stderr);
}

#[test]
fn several_goals_are_weighed() {
    let best = |goal: &str| {
        let ran = run(&format!("feasibility optimise --goal {goal} --lang en"));
        ran.stdout.lines().find(|line| line.starts_with("* ")).unwrap().to_owned()
    };
    assert_eq!(best("payback"), best("payback=3"));
    assert_ne!(best("payback"), best("co2"));
    insta::assert_snapshot!(["payback", "tco", "co2", "payback=1,co2=1"].map(best).join("\n"));
    let refused = run("feasibility optimise --goal money");
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("not one of payback, tco, co2"), "{}", refused.stderr);
}

#[test]
fn the_schema_that_is_shipped_is_that_of_the_study() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/feasibility-1.json");
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<bodemtoets::report::feasibility::Document>();
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let shipped = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(shipped == text, "docs/schema/feasibility-1.json is out of date: run this test with UPDATE_SCHEMA=1");
    let validator = jsonschema::validator_for(&serde_json::from_str(&shipped).unwrap()).unwrap();
    for arguments in ["", "--mode study", "--year-type warm", "--area 2000 --price-year 2025"] {
        let result = run(&format!("feasibility {arguments} --format json")).json();
        let problems: Vec<String> = validator.iter_errors(&result).map(|problem| problem.to_string()).collect();
        assert!(problems.is_empty(), "{arguments}: {problems:?}");
    }
    let mut wrong = run("feasibility --format json").json();
    wrong["years"]["cold"]["co2_t"] = "much".into();
    assert!(!validator.is_valid(&wrong), "the schema must be able to refuse");
}
