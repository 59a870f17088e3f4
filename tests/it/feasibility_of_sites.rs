//! `screen --feasibility`: what the law allows at a site, and whether a building pays there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common::{folder, run_in, screen_in};
use serde_json::Value;

const OFFICE: &str = "name = \"Stadskantoor\"\narea_m2 = 15000\nheat_pump.power_kw = 400\n";
const PERMITTED: &str = "--xy 232289,547576 --system open";
const PROHIBITED: &str = "--xy 223822,575112 --system open";

/// Screens for the office.
fn site(arguments: &str) -> String {
    let files = folder(&[("office.toml", OFFICE)]);
    let ran = screen_in(&files, &format!("{arguments} --feasibility office.toml"));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stdout
}

fn json(arguments: &str) -> Value {
    serde_json::from_str(&site(&format!("{arguments} --format json"))).unwrap()
}

/// The part of a verdict about feasibility.
fn section(text: &str, from: &str, to: &str) -> String {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("no {from} in {text}"));
    format!("{from}{}", rest.split_once(to).unwrap_or_else(|| panic!("no {to} in {text}")).0)
}

#[test]
fn a_permitted_site_is_told_what_the_building_saves_there() {
    let text = site(&format!("{PERMITTED} --depth 60 --full --lang en"));
    assert!(text.contains("▲ PERMIT"), "{text}");
    insta::assert_snapshot!(section(&text, "Annex D: feasibility", "\nAnnex E"));
    let text = site(&format!("{PERMITTED} --depth 60 --full"));
    insta::assert_snapshot!(section(&text, "Bijlage D: haalbaarheid", "\nBijlage E"));
}

#[test]
fn a_prohibited_site_is_told_why_nothing_was_computed() {
    let text = site(&format!("{PROHIBITED} --depth 60 --full --lang en"));
    let told = section(&text, "Annex D: feasibility", "\nAnnex E");
    assert_eq!(told, "Annex D: feasibility\n  Not computed: the system is prohibited here (DR-2024-17, DR-2024-04).\n");
    let found = &json(&format!("{PROHIBITED} --depth 60"))["feasibility"];
    assert_eq!((&found["state"], &found["reason"]), (&"not-computed".into(), &"prohibited".into()));
}

#[test]
fn every_format_has_one_and_the_same_verdict() {
    let there = format!("{PERMITTED} --depth 60");
    let line: Value = serde_json::from_str(&site(&format!("{there} --format jsonl"))).unwrap();
    assert_eq!(line["feasibility"]["filled_in"].as_object().unwrap().len(), 6);
    assert_eq!(line, json(&there));
}

const HOUSE: &str = "name = \"Huis\"\n[dwelling]\ntype = \"detached\"\narea_m2 = 150\nlabel = \"A\"\n";

/// Screens for the house.
fn house(arguments: &str) -> Value {
    let files = folder(&[("house.toml", HOUSE)]);
    let ran = screen_in(&files, &format!("{arguments} --feasibility house.toml --format json"));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn loops_of_a_house_go_no_deeper_than_the_law_lets_them() {
    let capped = house("--xy 161000,383500 --system closed --given max-drilling-depth=80");
    let found = &capped["feasibility"];
    assert_eq!(found["state"], "computed-loops", "{found}");
    assert_eq!(found["depth_cap"], serde_json::json!({ "depth_m": 80.0, "because": "law" }));
    assert!(found["loops"]["end_depth_m"].as_f64().unwrap() <= 80.0);
    assert_eq!(found["loops"]["keeps_the_law"], true);
    // The verdict is that of the loops that would be drilled.
    assert_eq!(found["filled_in"]["drilling_depth_m"], found["notification"]["end_depth_m"]);
    let asked = &found["notification"];
    assert_eq!(asked["loops"].as_array().unwrap().len() as u64, found["loops"]["loops"].as_u64().unwrap());
    assert!(asked["ground_power_kw"].as_f64().unwrap() > 2.0 && asked["spf"].as_f64().unwrap() > 3.0);
    // A depth that is stated is the cap, and the application keeps it.
    let stated = house("--xy 232289,547576 --system closed --depth 60");
    assert_eq!(stated["feasibility"]["depth_cap"]["because"], "stated");
    assert_eq!(stated["feasibility"]["filled_in"].get("drilling_depth_m"), None);
}

#[test]
fn open_wells_for_a_house_are_shouted_at() {
    let found = &house("--xy 232289,547576 --system open --depth 60")["feasibility"];
    assert_eq!(found["reason"], "wells-for-a-dwelling");
    assert!(found["why"]["en"].as_str().unwrap().starts_with("NOT COMPUTED: open wells for a dwelling."), "{found}");
    let files = folder(&[("small.toml", "area_m2 = 150\n")]);
    let text =
        screen_in(&files, "--xy 232289,547576 --system open --depth 60 --feasibility small.toml --lang en").stdout;
    let told = section(&text, "Feasibility", "\nWhat it depends on");
    assert!(told.lines().nth(1).unwrap().contains("! An open system of 4 kW"), "{told}");
}

#[test]
fn an_office_may_have_loops_as_well() {
    let small = "name = \"School\"\narea_m2 = 600\n";
    let files = folder(&[("school.toml", small)]);
    let ran =
        screen_in(&files, "--xy 232289,547576 --system closed --depth 100 --feasibility school.toml --format json");
    let verdict: Value = serde_json::from_str(&ran.stdout).unwrap();
    let loops = &verdict["feasibility"]["loops"];
    assert!(loops["loops"].as_u64().unwrap() >= 2 && loops["boiler_kwh"].as_f64().unwrap() > 0.0, "{loops}");
    assert_eq!(loops["keeps_the_law"], true);
}

#[test]
fn the_law_is_applied_to_the_plant_that_would_be_built() {
    // Without a flow nobody knows whether 10 m3/h or more: with the building it is 43 m3/h.
    let there = "--date 2020-06-01 --xy 190000,405000 --system open --depth 25";
    let alone: Value = serde_json::from_str(&crate::common::screen(&format!("{there} --format json")).stdout).unwrap();
    assert_eq!(alone["outcome"], "undetermined");
    assert!(alone["settle"].as_array().unwrap().contains(&"flow_m3_h".into()), "{}", alone["settle"]);
    let with = json(there);
    assert!(!with["settle"].as_array().unwrap().contains(&"flow_m3_h".into()), "{}", with["settle"]);
    let flow = with["feasibility"]["filled_in"]["flow_m3_h"].as_f64().unwrap();
    assert!((flow - 42.993).abs() < 1e-9);
    let used = with["rules"].as_array().unwrap().iter().find(|rule| rule["fact"] == "flow_m3_h").unwrap();
    assert_eq!(used["value"], 42.993);
}

#[test]
fn heat_and_cold_go_to_the_rule_of_balance() {
    let rule = |verdict: &Value| {
        let rules = verdict["rules"].as_array().unwrap();
        rules.iter().find(|rule| rule["fact"] == "heat_surplus_mwh").map(|rule| rule["state"].clone())
    };
    let there = format!("{PERMITTED} --depth 60");
    // The plant restores its balance: no surplus.
    let balanced = json(&there);
    let filled = &balanced["feasibility"]["filled_in"];
    assert_eq!(filled["heat_added_mwh"], filled["cold_added_mwh"]);
    assert_eq!(rule(&balanced), Some("does-not-apply".into()));
    // What the applicant states is kept.
    let stated = json(&format!("{there} --heat-added 900 --cold-added 500"));
    assert_eq!(stated["feasibility"]["filled_in"].get("heat_added_mwh"), None);
    assert_eq!(rule(&stated), Some("applies".into()));
    assert_eq!(stated["feasibility"]["reason"], "prohibited");
}

#[test]
fn too_small_an_application_for_the_plant_is_told_by_how_much() {
    let verdict = json(&format!(
        "{PERMITTED} --depth 60 --flow 20 --screen-top 50 --screen-bottom 55 --annual-volume 100000 --lang en"
    ));
    let lacks = verdict["feasibility"]["lacks"].as_array().unwrap();
    let told: Vec<&str> = lacks.iter().map(|lack| lack["text"]["en"].as_str().unwrap()).collect();
    insta::assert_snapshot!(told.join("\n"));
    let enough =
        json(&format!("{PERMITTED} --depth 60 --flow 43 --screen-top 30 --screen-bottom 55 --annual-volume 150000"));
    assert_eq!(enough["feasibility"]["lacks"], serde_json::json!([]));
}

#[test]
fn what_was_filled_in_is_not_what_was_given() {
    let verdict = json(&format!("{PERMITTED} --depth 60"));
    let items = verdict["completeness"]["items"].as_array().unwrap();
    let flow = items.iter().find(|item| item["fields"][0] == "flow_m3_h").unwrap();
    assert_eq!(flow["state"], "missing");
    let alone: Value =
        serde_json::from_str(&crate::common::screen(&format!("{PERMITTED} --depth 60 --format json")).stdout).unwrap();
    assert_eq!(verdict["provenance"]["input_sha256"], alone["provenance"]["input_sha256"]);
}

#[test]
fn a_site_with_its_own_demand_has_its_own_study() {
    let usual = json(&format!("{PERMITTED} --depth 60"));
    let twice = json(&format!("{PERMITTED} --depth 60 --heat-demand 500 --cooling-demand 200"));
    let demand = |verdict: &Value| verdict["feasibility"]["years"]["normal"]["heat_demand_mwh"].as_f64().unwrap();
    assert!((demand(&usual) - 1035.7).abs() < 0.1);
    assert!((demand(&twice) - 500.0).abs() < 1e-6);
    let absurd = json(&format!("{PERMITTED} --depth 60 --heat-demand 0"));
    assert_eq!(absurd["feasibility"]["reason"], "impossible-input");
    assert!(absurd["feasibility"]["why"]["en"].as_str().unwrap().contains("heat demand"), "{absurd}");
}

#[test]
fn many_sites_have_their_columns_in_every_format() {
    let sites = "id,x,y,system,drilling_depth_m,flow_m3_h,heat_demand_mwh\n\
        free,232289,547576,open,60,,\n\
        small,232289,547576,open,60,20,\n\
        larger,232289,547576,open,60,,2000\n\
        banned,223822,575112,open,60,,\n";
    let files = folder(&[("office.toml", OFFICE), ("sites.csv", sites)]);
    let screen = |more: &str| screen_in(&files, &format!("sites.csv --feasibility office.toml {more}"));
    let csv = screen("").stdout;
    let columns: Vec<String> = csv
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            [&cells[..2], &cells[22..]].concat().join(",")
        })
        .collect();
    insta::assert_snapshot!(columns.join("\n"));
    assert_eq!(screen("--threads 1").stdout, csv);
    insta::assert_snapshot!(screen("--format text --lang en").stdout.split_once("\n\n").unwrap().0);
    let features: Value = serde_json::from_str(&screen("--format geojson").stdout).unwrap();
    assert_eq!(features["features"][3]["properties"]["feasibility"], "prohibited");
    assert_eq!(features["features"][1]["properties"]["lacks"], "flow_m3_h");
    assert!(screen("--format gpkg -o sites.gpkg").code == 0 && files.path().join("sites.gpkg").exists());
}

#[test]
fn one_site_in_a_table_is_the_same_as_that_site_among_many() {
    let files = folder(&[("office.toml", OFFICE), ("one.csv", "x,y,system,drilling_depth_m\n232289,547576,open,60\n")]);
    let many = screen_in(&files, "one.csv --feasibility office.toml").stdout;
    let one = screen_in(&files, &format!("{PERMITTED} --depth 60 --feasibility office.toml --format csv")).stdout;
    assert_eq!(one, many);
}

#[test]
fn verdicts_with_a_study_are_valid_by_the_schema() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/verdict-1.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for arguments in [PERMITTED, PROHIBITED, "--xy 232289,547576 --system open --flow 20"] {
        let verdict = json(arguments);
        let problems: Vec<String> = validator.iter_errors(&verdict).map(|problem| problem.to_string()).collect();
        assert!(problems.is_empty(), "{arguments}: {problems:?}");
    }
    let mut wrong = json(PERMITTED);
    wrong["feasibility"]["ground"]["flow_m3_h"] = "much".into();
    assert!(!validator.is_valid(&wrong), "the schema must be able to refuse");
}

#[test]
fn a_building_that_cannot_be_read_is_said_before_anything_is_screened() {
    let files = folder(&[("office.toml", "area = 5\n")]);
    let ran = run_in(&files, &format!("screen {PERMITTED} --feasibility office.toml"));
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("office.toml") && ran.stderr.contains("area"), "{}", ran.stderr);
}

#[test]
fn a_plant_without_a_dry_cooler_may_leave_heat_in_the_ground_and_the_law_hears_of_it() {
    // Much cooling and little heat, every year a warm one.
    let hot = "area_m2 = 15000\nheat_demand_mwh = 300\ncooling_demand_mwh = 600\nheat_pump.power_kw = 200\n\
        dry_cooler.power_kw = 0\nsequence = [\"warm\"]\n";
    let files = folder(&[("hot.toml", hot)]);
    let ran = screen_in(&files, &format!("{PERMITTED} --depth 60 --feasibility hot.toml --format json"));
    let verdict: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((&verdict["outcome"], &verdict["feasibility"]["reason"]), (&"prohibited".into(), &"prohibited".into()));
    let said = run_in(&files, "feasibility hot.toml --lang en").well();
    assert!(said.contains("of heat a year stays in the ground"), "{said}");
}

/// Screens for a building.
fn verdict_for(building: &str, arguments: &str) -> Value {
    let files = folder(&[("building.toml", building)]);
    let ran = screen_in(&files, &format!("{arguments} --feasibility building.toml --format json"));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn a_flow_that_the_plant_cannot_run_on_never_makes_the_verdict_milder() {
    let there = "--date 2020-06-01 --xy 150000,390000 --system open --depth 25";
    let modest = format!("{OFFICE}source = {{ flow_m3_h = 5, annual_volume_m3 = 1000 }}\n");
    let (with, modest) = (verdict_for(OFFICE, there), verdict_for(&modest, there));
    assert_eq!(with["outcome"], modest["outcome"]);
    assert_eq!(modest["feasibility"]["filled_in"]["flow_m3_h"], 42.993);
    assert_eq!(modest["feasibility"]["lacks"][0]["fact"], "flow_m3_h");
    let ample = format!("{OFFICE}source.flow_m3_h = 60\n");
    assert_eq!(verdict_for(&ample, there)["feasibility"]["filled_in"]["flow_m3_h"], 60.0);
}

#[test]
fn heat_that_is_stated_is_not_balanced_against_cold_of_another_plant() {
    let verdict = json(&format!("{PERMITTED} --depth 60 --heat-added 630"));
    assert_eq!(verdict["feasibility"]["filled_in"].get("cold_added_mwh"), None);
    assert!(verdict["on_condition"].as_array().unwrap().contains(&"NL-2024-07".into()), "{}", verdict["on_condition"]);
}

#[test]
fn what_a_study_rests_on_can_be_looked_up() {
    let study = json(&format!("{PERMITTED} --depth 60"))["feasibility"].clone();
    assert_eq!(study["inputs"][0]["file"], "office.toml");
    assert_eq!(study["inputs"][0]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(study["sequence"].as_array().unwrap().len(), 5);
    assert_eq!(study["weights"]["normal"], 2.0);
}

#[test]
fn a_plant_of_no_fixed_size_grows_with_the_demand_of_a_site() {
    let free = "area_m2 = 15000\n";
    let there = format!("{PERMITTED} --depth 60 --heat-demand 2071.4444 --cooling-demand 894.48");
    let study = &verdict_for(free, &there)["feasibility"];
    assert!((study["heat_pump_kw"].as_f64().unwrap() - 800.0).abs() < 0.1, "{study}");
    let payback = |study: &Value| study["weighted"]["payback_years"].as_f64().unwrap();
    assert!((payback(study) - payback(&verdict_for(free, PERMITTED)["feasibility"])).abs() < 1.0);
    // One that is fixed stays, and what it cannot do is said.
    let fixed = &json(&format!("{PERMITTED} --depth 60 --heat-demand 20000 --cooling-demand 9000"))["feasibility"];
    assert_eq!(fixed["heat_pump_kw"], 400.0);
    let lacks = fixed["lacks"].as_array().unwrap();
    assert!(lacks.iter().any(|lack| lack["fact"] == "cooling_demand_mwh"), "{lacks:?}");
}

#[test]
fn a_demand_whose_hours_nobody_knows_is_not_computed() {
    let verdict = verdict_for("cooling_demand_mwh = 0\n", &format!("{PERMITTED} --depth 60 --cooling-demand 400"));
    assert_eq!(verdict["feasibility"]["reason"], "impossible-input");
}

#[test]
fn screens_end_where_the_drilling_does_and_wells_share_the_flow() {
    let short = json(&format!("{PERMITTED} --depth 60 --screen-top 57"));
    assert_eq!(short["feasibility"]["lacks"][0]["fact"], "screen_m");
    let wells = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"system":"open","drilling_depth_m":60,
        "screen_top_m":50,"screen_bottom_m":57},"geometry":{"type":"MultiPoint","coordinates":
        [[232289,547576],[232389,547576],[232289,547676],[232389,547676]]}}]}"#;
    let files = folder(&[("office.toml", OFFICE), ("wells.geojson", wells)]);
    let ran = screen_in(&files, "wells.geojson --feasibility office.toml --format json");
    let verdicts: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(verdicts[0]["feasibility"]["lacks"], serde_json::json!([]), "{}", ran.stderr);
}
