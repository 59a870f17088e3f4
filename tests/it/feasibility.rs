//! `feasibility`: what it says of the office of the source study, of other buildings, and of nonsense.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common::{folder, run, run_in};
use bodemtoets_feasibility::{Agreement, Corrections, Mode, Profile, Role, Scenario, YearResult, YearType, validate};
use proptest::prelude::*;
use serde_json::Value;

/// Field names that others rely on.
const FIELDS: &str = "heat_demand_mwh, cooling_demand_mwh, heat_pump_heat_mwh, heat_pump_electricity_mwh, \
    heat_pump_cold_mwh, boiler_heat_mwh, unloading_mwh, dry_cooler_heat_mwh, dry_cooler_cold_mwh, \
    dry_cooler_electricity_mwh, chiller_electricity_mwh, imbalance_before_mwh, imbalance_after_mwh, gas_heat_mwh, \
    electricity_mwh, energy_cost_eur, conventional_energy_cost_eur, maintenance_eur, conventional_maintenance_eur, \
    saving_eur, investment_eur, conventional_investment_eur, extra_investment_eur, payback_years, tco_20_years_eur, \
    conventional_tco_20_years_eur, co2_t, conventional_co2_t, nox_kg, conventional_nox_kg, so2_kg, conventional_so2_kg";

fn json(arguments: &str) -> Value {
    run(&format!("feasibility {arguments} --format json")).json()
}

fn number(result: &Value, year: &str, field: &str) -> f64 {
    result["years"][year][field].as_f64().unwrap_or_else(|| panic!("no {field} in {year}"))
}

/// Within a part of what was published.
fn near(ours: f64, published: f64, part: f64) -> bool {
    (ours - published).abs() <= part * published.abs()
}

/// Within a unit or a per cent of what was published.
fn near_unit(ours: f64, published: f64) -> bool {
    (ours - published).abs() <= 1.0 || near(ours, published, 0.01)
}

#[test]
fn study_mode_gives_what_was_published() {
    let result = json("--pump 400 --mode study");
    let published = [
        ("cold", 46_300.0, 239.0, [382.0, 457.0, 174.0, 154.0]),
        ("normal", 26_900.0, 171.0, [175.0, 477.0, 91.0, 192.0]),
        ("warm", 16_800.0, 115.0, [123.0, 545.0, 69.0, 257.0]),
    ];
    for (year, cost, co2, acids) in published {
        assert!(near(number(&result, year, "energy_cost_eur"), cost, 0.01), "{year}");
        assert!(near(number(&result, year, "co2_t"), co2, 0.01), "{year}");
        let fields = ["nox_kg", "conventional_nox_kg", "so2_kg", "conventional_so2_kg"];
        for (field, published) in fields.into_iter().zip(acids) {
            let ours = number(&result, year, field);
            assert!(near_unit(ours, published), "{year} {field}: {ours} instead of {published}");
        }
    }
}

#[test]
fn the_mistakes_put_right_give_the_corrected_emissions() {
    let office = Scenario::office(400.0).unwrap();
    let years = office.years(&office.hours(), Corrections::EMISSIONS);
    let corrected = [
        (years.cold, [237.0, 330.0, 219.0, 275.0, 76.0, 45.0]),
        (years.normal, [171.0, 285.0, 176.0, 245.0, 91.0, 54.0]),
        (years.warm, [116.0, 253.0, 123.0, 227.0, 70.0, 68.0]),
    ];
    for (year, expected) in corrected {
        let ours = [
            year.co2_t,
            year.conventional_co2_t,
            year.nox_kg,
            year.conventional_nox_kg,
            year.so2_kg,
            year.conventional_so2_kg,
        ];
        assert_eq!(ours.map(|value| format!("{value:.0}")), expected.map(|value| format!("{value:.0}")));
    }
}

#[test]
fn corrected_mode_is_that_and_the_cooling_of_the_heat_pump() {
    let office = Scenario::office(400.0).unwrap();
    let hours = office.hours();
    let without = office.years(&hours, Corrections::EMISSIONS);
    let with = office.run().unwrap().years;
    for (year, with) in with.iter() {
        let without = without.get(year);
        let more = with.electricity_mwh - without.electricity_mwh;
        // In a cold year less heat in the ground means a little more from the boiler.
        let gas = with.gas_heat_mwh - without.gas_heat_mwh;
        let prices = &office.prices;
        let expected = more * prices.electricity.co2_kg_kwh + gas * prices.boiler_heat.co2_kg_kwh;
        assert!((with.co2_t - without.co2_t - expected).abs() < 1e-9);
    }
    assert!((with.warm.heat_pump_cooling_electricity_mwh - 6.9).abs() < 0.05);
    assert!((with.normal.heat_pump_cooling_electricity_mwh - 0.9).abs() < 0.05);
}

#[test]
fn what_is_different_is_said_in_words_with_numbers() {
    let result = json("--pump 400");
    let ids: Vec<&str> =
        result["differences"].as_array().unwrap().iter().map(|difference| difference["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["chiller-electricity", "cold-year-electricity", "heat-pump-cooling"]);
    for difference in result["differences"].as_array().unwrap() {
        assert!(difference["why"]["nl"].as_str().unwrap().contains("bronstudie"));
        assert!(difference["why"]["en"].as_str().unwrap().contains("source study"));
        assert!(!difference["changes"].as_array().unwrap().is_empty());
    }
}

#[test]
fn every_year_has_the_fields_that_others_rely_on() {
    let result = json("");
    for year in ["cold", "normal", "warm"] {
        for field in FIELDS.split(", ") {
            assert!(result["years"][year][field].is_number(), "{year} has no {field}");
        }
    }
}

#[test]
fn four_hundred_kw_pays_back_first() {
    let payback = |kw: f64| {
        let mut office = Scenario::office(kw).unwrap();
        office.mode = Mode::Study;
        office.run().unwrap().years.normal.payback_years.unwrap()
    };
    let shortest = payback(400.0);
    assert!((4.9..=5.1).contains(&shortest), "{shortest}");
    for fifties in (3..=18).filter(|fifties| *fifties != 8) {
        assert!(payback(f64::from(fifties) * 50.0) > shortest, "{} kW", fifties * 50);
    }
    // Below 395 kW heat pump and wells together have to cool more than the heat pump needs: that is where
    // it turns, so that a finer sweep ends there.
    assert!(payback(395.0) < shortest && payback(395.0) < payback(390.0));
}

#[test]
fn a_corrected_normal_year_pays_back_in_five_years() {
    let years = number(&json("--pump 400 --price-year 2006"), "normal", "payback_years");
    assert!((4.9..=5.1).contains(&years), "{years}");
}

#[test]
fn the_example_is_the_office_of_the_study() {
    let root = env!("CARGO_MANIFEST_DIR");
    let example = run_in(root, "feasibility data/examples/office-15000.toml --format csv").well();
    assert_eq!(example, run("feasibility --pump 400 --area 15000 --format csv").well());
}

#[test]
fn text_in_both_languages() {
    snapshot!("office-nl", run("feasibility").well());
    snapshot!("office-study-en", run("feasibility --mode study --lang en --year-type cold").well());
}

#[test]
fn every_published_figure_is_pinned() {
    snapshot!("validate", run("feasibility validate --all --lang en").well());
    snapshot!("validate-nl", run("feasibility validate").well());
    let csv = run("feasibility validate --format csv").well();
    let json = run("feasibility validate --format json").json();
    assert_eq!(csv.lines().count() - 1, json["compared"].as_array().unwrap().len());
}

#[test]
fn the_cop_model_and_the_map_agree_to_the_last_printed_digit() {
    let validation = validate().unwrap();
    let of = |start: &str| validation.compared.iter().filter(|figure| figure.of.starts_with(start)).collect::<Vec<_>>();
    let unrounded = of("cop.unrounded.cop");
    assert_eq!(unrounded.len(), 54);
    assert!(unrounded.iter().all(|figure| figure.agreement == Agreement::Exact));
    let printed = of("cop.printed.cop");
    let of_tabel_24: Vec<_> = printed.iter().filter(|figure| figure.id == "T24").collect();
    assert_eq!(of_tabel_24.len(), 54);
    // 0.010 is what the printed inputs allow; 2.39999 for 2.41 is as far as it gets.
    assert!(of_tabel_24.iter().all(|figure| (figure.ours - figure.published).abs() < 0.0101));
    assert_eq!(of_tabel_24.iter().filter(|figure| figure.agreement == Agreement::Exact).count(), 42);
    let tables = ["T20", "T21", "T22", "T23"];
    let small: Vec<_> = validation.compared.iter().filter(|figure| tables.contains(&figure.id.as_str())).collect();
    assert_eq!(small.len(), 1 + 9 + 2 + 18);
    assert!(small.iter().all(|figure| figure.agreement == Agreement::Exact));
    let derived = of("map.");
    assert_eq!(derived.len(), 3 * 54);
    // A digit of the kW, or of the COP; what is added is the width of a float.
    assert!(derived.iter().all(|figure| (figure.ours - figure.published).abs() <= figure.step + 1e-9));
}

#[test]
fn formulas_agree_but_for_two_slips_of_the_study() {
    let validation = validate().unwrap();
    let no: Vec<&str> = validation
        .compared
        .iter()
        .filter(|figure| figure.role == Role::Formula && figure.agreement == Agreement::No)
        .map(|figure| figure.of.as_str())
        .collect();
    assert_eq!(no, ["printed.payback.normal", "printed.maintenance_share.conventional"]);
    for figure in validation.compared.iter().filter(|figure| figure.agreement == Agreement::No) {
        assert!(figure.remark.is_some(), "{} is off and nobody says why", figure.of);
    }
}

#[test]
fn a_sequence_of_five_years_is_summed() {
    let files = folder(&[("a.toml", "sequence = [\"cold\", \"cold\", \"warm\", \"normal\", \"normal\"]\n")]);
    let result = run_in(&files, "feasibility a.toml --format json").json();
    let of = |year| number(&result, year, "imbalance_before_mwh");
    let sum = 2.0 * of("cold") + of("warm") + 2.0 * of("normal");
    assert!((result["sequence"]["imbalance_before_mwh"].as_f64().unwrap() - sum).abs() < 1e-6);
    assert!(result["sequence"]["imbalance_after_mwh"].as_f64().unwrap().abs() < 1e-6);
}

#[test]
fn well_pumps_count_when_they_are_given() {
    let files = folder(&[("a.toml", "source.well_pump_kwh_m3 = 0.2\n")]);
    let with = run_in(&files, "feasibility a.toml --format json").json();
    let without = json("");
    let more = number(&with, "normal", "electricity_mwh") - number(&without, "normal", "electricity_mwh");
    assert!((more - number(&with, "normal", "groundwater_m3") * 0.2 / 1000.0).abs() < 1e-9);
    let study = run_in(&files, "feasibility a.toml --mode study --format json").json();
    assert!(number(&study, "normal", "well_pump_electricity_mwh").abs() < 1e-12);
}

#[test]
fn own_prices_and_own_demand() {
    let prices = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/prices/2006.toml")).unwrap();
    let dear = prices.replace("gas_eur_m3 = 0.473", "gas_eur_m3 = 0.946");
    let files = folder(&[("p.toml", &dear), ("a.toml", "heat_demand_mwh = 2000\ncooling_demand_mwh = 300\n")]);
    let result = run_in(&files, "feasibility a.toml --prices p.toml --format json").json();
    assert!((number(&result, "normal", "heat_demand_mwh") - 2000.0).abs() < 1e-6);
    assert!((number(&result, "normal", "cooling_demand_mwh") - 300.0).abs() < 1e-6);
    assert!((result["prices"]["gas_eur_m3"].as_f64().unwrap() - 0.946).abs() < 1e-12);
}

#[test]
fn own_hours_are_measured_in_a_year_of_some_type() {
    let rows: String =
        (0..8760).map(|hour| if hour == 100 { "100;;20\n".to_owned() } else { format!("{hour};100,5;20\n") }).collect();
    let files = folder(&[("d.csv", &format!("hour;heat_kw;cooling_kw\n{rows}"))]);
    let ran = run_in(
        &files,
        "feasibility --demand d.csv --area 15000 --measured warm --price-year 2006 --format json --lang en",
    );
    let gap = "1 empty cell(s) of heat are filled in between their neighbours; the first is on line 102.";
    let result = ran.json();
    assert_eq!(result["remarks"][0]["en"], gap);
    // A table has no room for remarks.
    let table = run_in(
        &files,
        "feasibility --demand d.csv --area 15000 --measured warm --price-year 2006 --format csv --lang en",
    );
    assert!(table.stderr.starts_with(gap), "{}", table.stderr);
    assert!((number(&result, "warm", "heat_demand_mwh") - 880.38).abs() < 1e-6);
    assert!(number(&result, "cold", "heat_demand_mwh") > 880.38);
}

#[test]
fn what_the_plant_asks_of_the_ground_is_held_against_what_is_applied_for() {
    let files = folder(&[("a.toml", "source = { flow_m3_h = 20, screen_m = 30, annual_volume_m3 = 500000 }\n")]);
    let said = run_in(&files, "feasibility a.toml --lang en").well();
    assert!(said.contains("The flow of 20 m3/h is too little: the plant asks 43 m3/h."), "{said}");
    assert!(!said.contains("The yearly volume"), "{said}");
    let result = run_in(&files, "feasibility a.toml --format json").json();
    assert!(result["ground"]["thermal_radius_m"].as_f64().unwrap() > 20.0);
}

#[test]
fn the_best_size_is_found_and_all_of_them_are_in_the_table() {
    let said = run("feasibility optimise --lang en").well();
    let best = said.lines().find(|line| line.starts_with("* ")).unwrap();
    assert!(best.trim_start_matches("* ").trim_start().starts_with("400 "), "{said}");
    let csv = run("feasibility optimise --pumps 300,400 --dry-coolers 1 --sources 1,1.25 --format csv").well();
    assert_eq!(csv.lines().count(), 1 + 4);
    let said = run("feasibility optimise --pumps 0").failed();
    assert!(said.starts_with("bodemtoets: heat_pump_kw is 0"), "{said}");
}

#[test]
fn the_newest_prices_count_when_nobody_names_a_year_and_say_what_they_rest_on() {
    let said = run("feasibility --lang en").well();
    assert!(said.contains("are assumptions: give your own with --prices"), "{said}");
    let indexed = "Building costs of 2006 were taken 1.8 times for 2025 (1.6 to 2.0: an assumption): the payback in a \
        normal year is 3.7 to 4.8 years.";
    assert!(said.contains(indexed), "{said}");
    let normal = json("")["years"]["normal"]["payback_years"].as_f64().unwrap();
    assert!((3.7..4.8).contains(&normal), "{normal}");
    for of_2006 in ["--mode study", "--price-year 2006"] {
        assert_eq!(json(of_2006)["prices"]["year"], 2006);
        assert!(!run(&format!("feasibility {of_2006} --lang en")).well().contains("1.8 times"));
    }
}

#[test]
fn nonsense_is_refused_with_the_number_and_the_reason() {
    for (arguments, complaint) in [
        ("--area -5", "bodemtoets: area_m2 is -5: it has to be from 100 to 2000000"),
        ("--area NaN", "bodemtoets: area_m2 is NaN: it has to be from 100 to 2000000"),
        ("--pump 0", "bodemtoets: heat_pump_kw is 0: it has to be above 0 and at most 20000"),
        ("--price-year 1990", "bodemtoets: price year is 1990: the tool knows [2006, 2025]"),
        ("nowhere.toml", "bodemtoets: cannot read nowhere.toml"),
    ] {
        let said = run(&format!("feasibility {arguments} --lang en")).failed();
        assert!(said.starts_with(complaint), "{said}");
    }
    for (text, complaint) in [
        ("heat_demand_mwh = -3\n", "heat_demand_mwh is -3: it has to be from 0 to 1000000"),
        ("heat_demand_mwh = 0\n", "heat demand of a cold year, MWh is 0: it has to be above 0"),
        ("source.power_kw = 0\n", "source_kw is 0: it has to be above 0"),
        ("weights = { cold = 0, normal = 0, warm = 0 }\n", "sum of the weights is 0"),
        ("sequence = []\n", "sequence has 0 numbers, but should have at least 1"),
        ("area = 15000\n", "a.toml: TOML parse error at line 1, column 1"),
        (
            "source = { well_pump_kw = 5, well_pump_kwh_m3 = 0.2 }\n",
            "source.well_pump_kw is 5: well_pump_kwh_m3 is given",
        ),
    ] {
        let said = run_in(folder(&[("a.toml", text)]), "feasibility a.toml --lang en").failed();
        assert!(said.starts_with(&format!("bodemtoets: {complaint}")), "{said}");
    }
}

#[test]
fn odd_input_is_remarked_upon() {
    let files = folder(&[("a.toml", "source.power_kw = 100\nheat_pump.power_kw = 900\n")]);
    let said = run_in(&files, "feasibility a.toml --lang en").well();
    assert!(said.contains("The heat pump of 900 kW is 2.25 times that of the map (400 kW)"), "{said}");
    assert!(said.contains("The wells of 100 kW are smaller than the"), "{said}");
}

/// What always holds for a year with a dry cooler of some power.
fn books_are_right(year: &YearResult, dry_cooler_kw: f64) {
    let close = |a: f64, b: f64, what: &str| assert!((a - b).abs() < 1e-6 * a.abs().max(1.0), "{what}: {a} and {b}");
    close(year.heat_pump_heat_after_mwh + year.gas_heat_mwh, year.heat_demand_mwh, "heat");
    close(year.heat_pump_heat_mwh - year.heat_pump_electricity_mwh, year.heat_pump_cold_mwh, "heat pump");
    // Heat stays in the ground only when the dry cooler has worked every hour of winter.
    if year.imbalance_after_mwh < -1e-6 {
        close(year.dry_cooler_cold_mwh, dry_cooler_kw * 2.16, "cold of the dry cooler");
    } else {
        close(year.imbalance_after_mwh, 0.0, "balance of the ground");
    }
    let uses = year.heat_pump_electricity_after_mwh
        + year.dry_cooler_electricity_mwh
        + year.heat_pump_cooling_electricity_mwh
        + year.well_pump_electricity_mwh;
    close(uses, year.electricity_mwh, "electricity");
    close(
        year.conventional_tco_20_years_eur - year.tco_20_years_eur,
        20.0 * year.saving_eur - year.extra_investment_eur,
        "money",
    );
    assert!(year.values().iter().all(|value| value.is_finite()));
}

#[test]
fn draws_are_told_in_both_languages_and_every_format_and_the_seed_repeats_them() {
    for lang in ["nl", "en"] {
        snapshot!(
            format!("monte_carlo_{lang}"),
            run(&format!("feasibility monte-carlo --draws 500 --lang {lang}")).well()
        );
    }
    let csv = run("feasibility monte-carlo --draws 500 --format csv").well();
    assert_eq!(csv, run("feasibility monte-carlo --draws 500 --format csv --seed 1").well());
    assert_ne!(csv, run("feasibility monte-carlo --draws 500 --format csv --seed 2").well());
    assert!(csv.starts_with("number,p5,p25,p50,p75,p95\npayback_years,"), "{csv}");
    let json = run("feasibility monte-carlo --draws 500 --format json --gas 0 --electricity 0 --demand-scale 0").json();
    assert_eq!((&json["draws"], &json["never"]), (&serde_json::json!(500), &serde_json::json!(0.0)));
    let wide = run("feasibility monte-carlo --draws 500 --format json").json();
    let width = |found: &serde_json::Value| {
        found["saving_eur"]["p95"].as_f64().unwrap() - found["saving_eur"]["p5"].as_f64().unwrap()
    };
    assert!(width(&json) < width(&wide), "the weather alone varies less than all together");
    assert!(run("feasibility monte-carlo --gas 1.5").failed().contains("spread of gas"));
    assert!(run("feasibility monte-carlo --draws 0").failed().contains("draws"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_books_close_for_any_building(area in 500.0_f64..100_000.0, share in 0.1_f64..2.0, study in any::<bool>()) {
        let demand = Profile::office().unwrap().demand(area).unwrap();
        let mut scenario = Scenario::study(demand, area / 15_000.0 * 400.0 * share).unwrap();
        scenario.mode = if study { Mode::Study } else { Mode::Corrected };
        let outcome = scenario.run().unwrap();
        for (_, year) in outcome.years.iter() {
            books_are_right(year, scenario.dry_cooler_kw);
        }
    }

    #[test]
    fn a_larger_building_of_the_same_kind_has_the_same_energy_for_each_m2(area in 500.0_f64..100_000.0) {
        let of = |area: f64| {
            let demand = Profile::office().unwrap().demand(area).unwrap();
            Scenario::study(demand, area / 15_000.0 * 400.0).unwrap().run().unwrap().years.normal.electricity_mwh / area
        };
        prop_assert!((of(area) / of(15_000.0) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn more_demand_costs_more(factor in 1.01_f64..1.5) {
        let office = Scenario::office(400.0).unwrap();
        let (less, more) = (office.run().unwrap().years, office.with_demand(factor).run().unwrap().years);
        for year in YearType::ALL {
            let (less, more) = (less.get(year), more.get(year));
            prop_assert!(more.energy_cost_eur > less.energy_cost_eur);
            prop_assert!(more.conventional_energy_cost_eur > less.conventional_energy_cost_eur);
            prop_assert!(more.boiler_heat_mwh >= less.boiler_heat_mwh);
        }
    }
}

#[test]
fn one_thing_changed_at_a_time_in_both_languages() {
    insta::assert_snapshot!(run("feasibility what-if").well());
    insta::assert_snapshot!(run("feasibility what-if --lang en --mode study --date 2020-01-01").well());
    let table = run("feasibility what-if --format csv").well();
    assert!(table.starts_with("lever,value,heat_demand_mwh,") && table.lines().count() == 20, "{table}");
    let json = run("feasibility what-if --format json").json();
    assert_eq!(json["variants"].as_array().unwrap().len(), 18);
}
