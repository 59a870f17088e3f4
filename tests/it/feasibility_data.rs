//! `feasibility` with the data of a user: weather of the KNMI, a map of a heat pump as a table or as few
//! points, files that a building names, several goals at once; and the shape of its JSON.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;

use crate::common::{folder, run, run_in};
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
    // Each year has the hours of its own weather: two degrees colder is not twice as much at the peak.
    assert!(demand("cold", "peak_heat_kw") < 1.2 * demand("normal", "peak_heat_kw"));

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
    let lost = run_in(folder(&[("school.toml", building)]), "feasibility school.toml --lang en");
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
    let refused = run("feasibility optimise --goal money --lang en");
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("not one of payback, tco, co2"), "{}", refused.stderr);
}

#[test]
fn the_schema_that_is_shipped_is_that_of_the_study() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/feasibility-1.json");
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<bodemtoets_report::feasibility::Document>();
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

#[test]
fn an_own_demand_without_an_area_gets_the_plant_that_belongs_to_it() {
    let files = folder(&[("small.toml", "heat_demand_mwh = 103.57222\ncooling_demand_mwh = 50\n")]);
    let result = run_in(&files, "feasibility small.toml --format json").json();
    assert_eq!(result["area_m2"], 1500.0);
    assert!((result["heat_pump_kw"].as_f64().unwrap() - 40.0).abs() < 1e-6);
    assert!(remarks(&result)[0].starts_with("The floor area is not given: the plant is that of an office of 1500 m2"));
}

#[test]
fn a_plant_that_does_not_deliver_is_never_the_best() {
    let csv = run("feasibility optimise --sources 0.05,0.5,1 --goal tco --format csv").well();
    let rows: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
    let column = |name: &str| rows[0].iter().position(|header| *header == name).unwrap();
    let best: Vec<&Vec<&str>> = rows[1..].iter().filter(|row| row[column("best")] == "true").collect();
    assert_eq!((best.len(), best[0][column("fits")]), (1, "true"));
    assert!(best[0][column("unmet_cooling_mwh")].parse::<f64>().unwrap() < 0.5);
    assert!(rows[1..].iter().any(|row| row[column("fits")] == "false"));
    let none = run("feasibility optimise --sources 0.05 --lang en --pumps 100").well();
    assert!(none.contains("0 of 6 combinations give all cooling"), "{none}");
    let json = run("feasibility optimise --goal co2=2,tco=1 --format json").json();
    assert_eq!((&json["goals"]["co2"], json["best"]["fits"].as_bool()), (&2.0.into(), Some(true)));
    assert!(run("feasibility optimise --goal tco,tco=2 --lang en").stderr.contains("tco is there twice"));
}

#[test]
fn numbers_that_are_far_out_are_refused_and_not_computed_with() {
    let plant = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/buildings/plant.toml")).unwrap();
    let costs = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/costs/2006.toml")).unwrap();
    let files = folder(&[
        ("plant.toml", &plant.replace("summer_condenser_c = 35.0", "summer_condenser_c = nan")),
        ("costs.toml", &costs.replacen("eur = ", "eur = -", 1)),
        ("flow.toml", "source.flow_m3_h = -3\n"),
        ("epc.toml", "epc = { with_wells = 1.2, conventional = 1.4, required = 0 }\n"),
    ]);
    let refused = |arguments: &str| {
        let ran = run_in(&files, &format!("feasibility {arguments}"));
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{arguments}");
        ran.stderr
    };
    insta::assert_snapshot!(
        ["--plant plant.toml", "--costs costs.toml", "flow.toml", "epc.toml", "--area 2e6"].map(refused).concat()
    );
    assert!(run("feasibility monte-carlo --draws 1000000000000").stderr.contains("1 to 1000000"));
}

#[test]
fn draws_that_never_pay_back_take_longer_than_any() {
    let arguments = "feasibility monte-carlo --draws 400 --pump 700 --price-year 2025 --gas 0.9 --electricity 0.9";
    let said = run(&format!("{arguments} --lang en")).well();
    let payback = said.lines().find(|line| line.starts_with("payback")).unwrap();
    assert!(payback.trim_end().ends_with("never"), "{said}");
    assert!(run(&format!("{arguments} --format json")).json()["payback_years"]["p95"].is_null());
}

#[test]
fn a_map_knows_at_which_evaporator_it_was_measured() {
    let points = "name = \"at eight\"\nsource = \"an example\"\nrated_kw = 400\n\
        part_load_pct = [20, 40, 60, 80, 100]\ncondenser_return_c = [30, 40, 55]\n\
        [cop]\ncondenser_c = 40\nevaporator_c = 8\n\
        by_condenser = [[30, 5.4], [35, 4.9], [40, 4.5], [45, 4.1], [50, 3.8], [55, 3.5]]\n\
        by_part_load = [[20, 3.6], [40, 4.0], [60, 4.3], [80, 4.45], [100, 4.5]]\n";
    let files = folder(&[("pump.toml", points), ("same.toml", "heat_pump.evaporator_c = 8\n")]);
    let years = |building: &str| {
        run_in(&files, &format!("feasibility {building} --pump-map pump.toml --format json")).json()["years"].clone()
    };
    assert_eq!(years("same.toml"), years(""));
}

/// A measured year from a month on, of which heat tells the month and cooling the hour.
fn demand_from(month: i8) -> String {
    let first = jiff::civil::date(2025, month, 1).at(0, 0, 0, 0);
    let rows = (0..8760_i64).map(|hour| {
        let at = first + jiff::SignedDuration::from_hours(hour);
        let heat = 20 * i32::from((at.month() - 7).abs());
        format!("{};{heat};{}\n", at.strftime("%-d-%-m-%Y %-H:%M"), at.hour())
    });
    std::iter::once("time;heat_kw;cooling_kw\n".to_owned()).chain(rows).collect()
}

#[test]
fn a_demand_that_begins_in_july_is_that_of_the_same_year_from_january() {
    let twice = demand_from(1).replace("\n2-1-2025 0:00;", "\n1-1-2025 0:00;");
    let files = folder(&[("january.csv", &demand_from(1)), ("july.csv", &demand_from(7)), ("twice.csv", &twice)]);
    let of = |file: &str, more: &str| run_in(&files, &format!("feasibility --demand {file} --format json {more}"));
    assert_eq!(of("july.csv", "").json()["years"], of("january.csv", "").json()["years"]);
    let said = |lang: &str| run_in(&files, &format!("feasibility --demand july.csv --lang {lang}")).well();
    assert!(said("en").contains("each hour is put in its place in the year"), "{}", said("en"));
    assert!(said("nl").contains("elk uur is op zijn plaats in het jaar gezet"), "{}", said("nl"));
    let refused = |lang: &str| of("twice.csv", &format!("--lang {lang}")).stderr;
    assert!(refused("en").contains("twice.csv: line 26: `1-1-2025 0:00` is the same hour of the year as line 2"));
    assert!(refused("nl").contains("twice.csv: regel 26: `1-1-2025 0:00` is hetzelfde uur van het jaar als regel 2"));
}
