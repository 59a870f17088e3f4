//! `feasibility field` and `feasibility closed`: what an engineer and a developer do with them.

use std::fmt::Write as _;
use std::path::Path;

use crate::common::{run, run_in};
use serde_json::{Value, json};

/// Hours of a year that asks heat in winter and a little cold in summer, as CSV.
fn loads(scale_kw: f64) -> String {
    let mut csv = "out_kw,in_kw\n".to_owned();
    for hour in 0..8760 {
        let season = (f64::from(hour) / 8760.0 * std::f64::consts::TAU).cos();
        let (out, into) = (scale_kw * season.max(0.0), 0.4 * scale_kw * (-season - 0.5).max(0.0));
        writeln!(csv, "{out:.3},{into:.3}").unwrap();
    }
    csv
}

fn field() -> Value {
    json!({
        "xy_m": [[0, 0], [6, 0]],
        "length_m": 120, "top_m": 1, "borehole_radius_m": 0.075,
        "conductivity_w_m_k": 2.0, "heat_capacity_j_m3_k": 2.4e6, "undisturbed_c": 11.2,
        "effective_resistance_m_k_w": 0.11, "mean_fluid_limit_c": [-1.0, 25], "peak_hours": 6,
        "loads": "loads.csv", "law": { "flow_kg_s": 0.8, "heat_capacity_j_kg_k": 3900 },
        "time_s": [3600, 31_536_000, 788_400_000],
        "equal_inlet_is": {
            "fluid": "MPG 25 %, 3 degC", "flow_kg_s_per_loop": 0.4, "grout_w_m_k": 1.5,
            "pipe_inner_radius_m": 0.0163, "pipe_outer_radius_m": 0.02, "pipe_from_axis_m": 0.04
        }
    })
}

fn write(folder: &Path, field: &Value, scale_kw: f64) {
    std::fs::write(folder.join("field.json"), field.to_string()).unwrap();
    std::fs::write(folder.join("loads.csv"), loads(scale_kw)).unwrap();
}

#[test]
fn a_field_gives_g_temperatures_lengths_and_the_law() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &field(), 5.0);
    let found = run_in(folder.path(), "feasibility field field.json --format json").json();
    let g = |name: &str, index: usize| found["g_function"][name][index].as_f64().unwrap();
    for index in 0..3 {
        // The three conditions are a band.
        assert!(g("uniform_wall_temperature", index) < g("equal_inlet", index) * 1.000_01);
        assert!(g("uniform_wall_temperature", index) < g("uniform_extraction", index));
    }
    let hourly = &found["temperatures"]["hourly_25"];
    assert!(hourly["hour_of_min"].as_u64().unwrap() > 24 * 8760, "coldest in the last year: {hourly}");
    assert!(found["temperatures"]["hourly_50"]["min_c"].as_f64() < hourly["min_c"].as_f64());
    let length = |name: &str| found["required_length_m_25_years"][name].as_f64().unwrap();
    assert!(length("L2_worst_month") >= length("L2"));
    // The same field with the length that was found is just at the limit.
    let mut there = field();
    there["length_m"] = length("L4").into();
    write(folder.path(), &there, 5.0);
    let again = run_in(folder.path(), "feasibility field field.json --format json").json();
    let min_c = again["temperatures"]["hourly_25"]["min_c"].as_f64().unwrap();
    assert!((min_c + 1.0).abs() < 0.002, "{min_c}");
    // What goes into the ground is colder than the mean.
    assert!(again["law"]["into_ground_min_c"].as_f64().unwrap() < min_c - 0.5);
    let text = run_in(folder.path(), "feasibility field field.json --lang en").stdout;
    assert!(text.contains("by hours (L4)") && text.contains("the same wall temperature everywhere"), "{text}");
    assert!(run_in(folder.path(), "feasibility field field.json --lang nl").stdout.contains("per uur (L4)"));
}

#[test]
fn toml_is_the_same_as_json() {
    let folder = tempfile::tempdir().unwrap();
    let toml = "loops = [[0.0, 0.0, 80.0, 1.0, 0.07]]\nconductivity_w_m_k = 2.0\nheat_capacity_j_m3_k = 2.4e6\n";
    std::fs::write(folder.path().join("one.toml"), toml).unwrap();
    let json = json!({ "loops": [[0, 0, 80, 1, 0.07]], "conductivity_w_m_k": 2.0, "heat_capacity_j_m3_k": 2.4e6 });
    std::fs::write(folder.path().join("one.json"), json.to_string()).unwrap();
    let [one, other] = ["one.toml", "one.json"]
        .map(|name| run_in(folder.path(), &format!("feasibility field {name} --format json")).json());
    assert_eq!(one["g_function"], other["g_function"]);
    assert!(one["g_function"]["time_s"].as_array().unwrap().len() > 50);
}

#[test]
fn absurd_fields_get_a_sentence_with_the_number() {
    let folder = tempfile::tempdir().unwrap();
    let said = |key: &str, value: Value, scale_kw: f64| {
        let mut absurd = field();
        absurd[key] = value;
        write(folder.path(), &absurd, scale_kw);
        let ran = run_in(folder.path(), "feasibility field field.json --lang en");
        (ran.code, ran.stderr + &ran.stdout)
    };
    for (key, value, sentence) in [
        ("xy_m", json!([]), "there are no loops"),
        ("xy_m", json!([[0, 0], [0.1, 0]]), "loops 1 and 2 are 0.1 m apart"),
        ("conductivity_w_m_k", json!(20), "conductivity_w_m_k is 20"),
        ("mean_fluid_limit_c", json!([25, -1]), "the limits are 25 and -1 degC"),
        ("law", json!({ "flow_kg_s": 0, "heat_capacity_j_kg_k": 3900 }), "law.flow_kg_s is 0"),
        ("loads", json!("nothing.csv"), "nothing.csv"),
        ("length_m", json!(-3), "length_m is -3"),
    ] {
        let (code, text) = said(key, value, 5.0);
        assert!(code != 0 && text.contains(sentence), "{key}: {code} {text}");
    }
    // A village on two loops is computed; no length is enough, and that is said.
    let (code, text) = said("peak_hours", json!(6), 2000.0);
    assert!(code == 0 && text.contains("loops of 700 m are not enough"), "{text}");
}

#[test]
fn eight_row_houses_are_told_what_the_others_do_and_what_helps() {
    let row = "feasibility closed --heat 8500 --persons 3.5 --dwellings 8 --loops 2 --length 110 --format json";
    let found = run(row).json();
    let houses = found["neighbours"].as_array().unwrap();
    assert_eq!(houses.len(), 8);
    for house in houses {
        assert!(house["cooled_k"].as_f64().unwrap() > 1.5 && house["too_much"] == true, "{house}");
    }
    let remedies = found["remedies"].as_array().unwrap();
    let kinds: Vec<&str> = remedies.iter().map(|remedy| remedy["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["deeper", "further-apart", "regeneration", "shared-source"]);
    for remedy in remedies {
        let cooled = remedy["most_cooled_k"].as_f64().unwrap_or(0.0);
        let into = remedy["into_ground_min_c"].as_f64().unwrap();
        assert_eq!(remedy["enough"].as_bool().unwrap(), cooled <= 1.5 && into >= -3.0, "{remedy}");
    }
    assert!(remedies.iter().any(|remedy| remedy["enough"] == true));
}

#[test]
fn the_depth_that_is_allowed_decides_how_many_loops() {
    let loops = |cap: &str| {
        let found = run(&format!("feasibility closed --area 150 --max-drilling-depth {cap} --format json")).json();
        assert!(found["end_depth_m"].as_f64().unwrap() <= cap.parse::<f64>().unwrap() + 1e-9);
        assert_eq!(found["keeps_the_law"], true);
        assert!(found["money"]["cheapest"].is_string());
        found["loops"].as_u64().unwrap()
    };
    assert!(loops("15") > loops("80"));
}

#[test]
fn absurd_dwellings_get_a_sentence_with_the_number_and_the_way_out_in_both_languages() {
    for (flags, dutch, english) in [
        (
            "--heat 300000 --max-drilling-depth 15",
            "12 lussen van 14 m houden geen -3 °C bij 301 725 kWh warmte per jaar; vraag minder van de bodem",
            "12 loops of 14 m do not keep -3 °C with 301 725 kWh of heat a year; ask less of the ground",
        ),
        ("--loops 0", "loops is 0: het moet liggen van 1 tot 12", "loops is 0: it has to be from 1 to 12"),
        ("--spacing 0.1", "spacing_m is 0.1: het moet liggen van 0.15", "spacing_m is 0.1: it has to be from 0.15"),
        ("--conductivity 20", "rots tot 6 W/mK", "rock up to 6 W/mK"),
        ("--fluid beer", "vloeistof \"beer\" is niet bekend", "no fluid \"beer\" is known"),
        ("--max-drilling-depth 3", "onder de 5 m is een lus geen lus", "below 5 m a loop is no loop"),
        ("--area -5", "het is het vloeroppervlak van één woning", "it is the floor area of one dwelling"),
    ] {
        for (lang, sentence) in [("nl", dutch), ("en", english)] {
            let ran = run(&format!("feasibility closed {flags} --lang {lang}"));
            assert!(ran.code == 1 && ran.stderr.contains(sentence), "{flags}: {} {}", ran.code, ran.stderr);
        }
    }
}

#[test]
fn a_street_that_follows_and_one_source_for_all_are_told_beside_it() {
    let found =
        run("feasibility closed --heat 8500 --persons 3.5 --dwellings 4 --loops 2 --length 110 --format json").json();
    let street = found["street"].as_array().unwrap();
    let counts: Vec<u64> = street.iter().map(|one| one["dwellings"].as_u64().unwrap()).collect();
    assert_eq!(counts, [1, 2, 4]);
    let cooled: Vec<f64> = street.iter().map(|one| one["most_cooled_k"].as_f64().unwrap()).collect();
    assert!(cooled[0] == 0.0 && cooled[0] < cooled[1] && cooled[1] < cooled[2], "{cooled:?}");
    let both = &found["side_by_side"];
    let metres = |which: &str| both[which]["total_m"].as_f64().unwrap();
    assert!(metres("shared") < metres("separate"), "{both}");
    // The one as the other keeps the law.
    for which in ["separate", "shared"] {
        assert!(both[which]["into_ground_min_c"].as_f64().unwrap() >= -3.05, "{both}");
    }
    let influence = found["influence"].as_array().unwrap();
    assert!(influence.windows(2).all(|pair| pair[0]["cooled_k"].as_f64() > pair[1]["cooled_k"].as_f64()));
}

#[test]
fn what_loops_can_deliver_is_just_what_is_asked_where_they_were_made_for_it() {
    let found = run("feasibility closed --area 150 --format json").json();
    let made = &found["deliverable"];
    let times = made["times_asked"].as_f64().unwrap();
    assert!((1.0..1.04).contains(&times), "{made}");
    assert_eq!(made["bound_by"], "cold");
    for relaxed in made["relaxed"].as_array().unwrap() {
        assert!(relaxed["times_asked"].as_f64().unwrap() > times, "{relaxed}");
    }
    let short = run("feasibility closed --area 150 --loops 1 --length 60 --format json").json();
    assert_eq!(short["keeps_the_law"], false);
    assert!(short["deliverable"]["times_asked"].as_f64().unwrap() < 0.8);
}

#[test]
fn draws_and_a_picture_come_with_a_proposal() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run_in(
        folder.path(),
        "feasibility closed --area 120 --existing --draws 500 --seed 4 --plot house.svg --format json",
    );
    let found = ran.json();
    let risk = &found["risk"];
    assert!(risk["length_m"]["p10"].as_f64() < risk["length_m"]["p90"].as_f64(), "{risk}");
    assert!(risk["broken_in_50_years"].as_f64() >= risk["broken_in_25_years"].as_f64());
    let new = run("feasibility closed --area 120 --format json").json();
    let investment = |of: &Value| of["money"]["closed"]["investment_eur"].as_f64().unwrap();
    // Middle of the subsidy for a dwelling that is there already.
    assert!((investment(&new) - investment(&found) - 4000.0).abs() < 1e-6);
    let svg = std::fs::read_to_string(folder.path().join("house.svg")).unwrap();
    for id in ["temperatures", "field", "costs"] {
        assert!(svg.contains(&format!("<g id=\"{id}\">")), "{id}");
    }
}

#[test]
fn many_dwellings_keep_their_order_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let mut csv = "type,area_m2,depth_cap_m\n".to_owned();
    for row in 0..40 {
        writeln!(csv, "terraced,{},150", 80 + 3 * row).unwrap();
    }
    csv.push_str("castle,100,150\n");
    std::fs::write(folder.path().join("many.csv"), csv).unwrap();
    let ran = run_in(folder.path(), "feasibility closed --many many.csv --format csv");
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(lines.len(), 42, "{}", ran.stderr);
    assert!(lines[1].starts_with("1,1,") && lines[41].contains("castle"), "{}", ran.stdout);
    let length = |line: &str| line.split(',').nth(2).unwrap().parse::<f64>().unwrap();
    assert!(length(lines[1]) < length(lines[10]));
}

#[test]
fn the_schemas_that_are_shipped_are_those_of_the_answers() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &field(), 5.0);
    let settings = || schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    let field = settings().into_root_schema_for::<bodemtoets_report::feasibility::field::FieldDocument>();
    let closed = settings().into_root_schema_for::<bodemtoets_report::feasibility::closed::ClosedDocument>();
    for (name, schema, arguments) in [
        ("field-1", field, "feasibility field field.json --format json"),
        ("closed-1", closed, "feasibility closed --dwellings 3 --loops 1 --length 90 --format json"),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/schema/{name}.json"));
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let shipped = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(shipped == text, "docs/schema/{name}.json is out of date: run this test with UPDATE_SCHEMA=1");
        let validator = jsonschema::validator_for(&serde_json::from_str(&shipped).unwrap()).unwrap();
        let result = run_in(folder.path(), arguments).json();
        let problems: Vec<String> = validator.iter_errors(&result).map(|problem| problem.to_string()).collect();
        assert!(problems.is_empty(), "{name}: {problems:?}");
    }
}
