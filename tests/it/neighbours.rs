//! The existing systems around a site: what is known of them, and whether wells are too near.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common::{folder, rule, screen_in, texts};
use bodemtoets_ground::crowding::Harm;
use bodemtoets_law::rules::{Library, Quantities, Quantity, System};
use bodemtoets_maps::pack::Pack;
use bodemtoets_screening::application::{Application, Case};
use bodemtoets_screening::{Screener, State, Verdict};
use bodemtoets_space::Shape;
use proptest::prelude::*;
use serde_json::{Value, json};
use tempfile::TempDir;

const PACK: &str = r#"
name = "made"
version = "1"
date = 2026-01-01
status = "indicative"
licence = "none"
title.nl = "Gemaakt"
title.en = "Made"

[[layer]]
id = "register"
file = "register.geojson"
crs = "EPSG:28992"
role = "installation"
certainty = "derived"
source = { title = "made for a test" }

[layer.fields]
id = "id"
system = "system"
well_type = "type"
screen_top_m = { field = "top" }
screen_bottom_m = { field = "bottom" }
annual_volume_m3 = { field = "volume" }
depth_m = { field = "depth" }
flow_m3_h = { field = "flow" }
heat_mwh = { field = "heat" }
cold_mwh = { field = "cold" }
position = "position"

[[layer]]
id = "provinces"
borrow = "indicative/provinces"
"#;

/// The other fields of a register, as its wells may have them.
const FIELDS: [&str; 8] = ["depth", "flow", "heat", "cold", "top", "bottom", "volume", "position"];

/// A well on the line of the site: id, system, type, x; top, bottom and volume.
type Well = (&'static str, &'static str, &'static str, f64, [Option<f64>; 3]);

/// A layer of wells.
fn register(wells: &[Well]) -> String {
    let features: Vec<Value> = wells
        .iter()
        .map(|(id, system, kind, x, [top, bottom, volume])| {
            json!({
                "type": "Feature",
                "properties": { "id": id, "system": system, "type": kind, "top": top, "bottom": bottom, "volume": volume,
                    "depth": null, "flow": null, "heat": null, "cold": null, "position": null },
                "geometry": { "type": "Point", "coordinates": [x, 547_576.0] },
            })
        })
        .collect();
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

fn screened(wells: &[Well], more: &str) -> (Value, String) {
    let files = folder(&[("pack.toml", PACK), ("register.geojson", &register(wells))]);
    let site = "--xy 232289,547576 --system open --depth 90 --pack . --lang en";
    let text = screen_in(&files, &format!("{site} {more} --full")).well();
    let told = text.split_once("Annex C: surroundings").unwrap().1.split_once("\n\n").unwrap().0.to_owned();
    let json = screen_in(&files, &format!("{site} {more} --format json")).json();
    (json["facts"]["neighbours"].clone(), told)
}

const SCREENS: &str = "--screen-top 40 --screen-bottom 80 --annual-volume 200000";
const KNOWN: [Option<f64>; 3] = [Some(45.0), Some(75.0), Some(150_000.0)];

#[test]
fn a_well_too_near_at_the_same_depth_is_harm_and_one_far_or_deep_is_none() {
    let (found, told) = screened(
        &[
            ("near", "open", "warm", 232_349.0, KNOWN),
            ("near", "open", "cold", 232_449.0, KNOWN),
            ("deep", "open", "warm", 232_359.0, [Some(150.0), Some(180.0), Some(150_000.0)]),
            ("far", "open", "warm", 232_669.0, KNOWN),
        ],
        SCREENS,
    );
    let harm: Vec<(&str, &str)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].as_str().unwrap(), one["harm"].as_str().unwrap()))
        .collect();
    assert_eq!(harm, [("near", "harm"), ("deep", "none"), ("far", "none")]);
    assert_eq!((&found[0]["wells"], &found[0]["distance_m"]), (&2.into(), &60.0.into()));
    insta::assert_snapshot!(told);
}

#[test]
fn what_is_not_known_leaves_harm_unknown_and_is_named() {
    let unknown = [None, None, None];
    let (found, told) = screened(
        &[
            ("bare", "open", "unknown", 232_349.0, unknown),
            ("loops", "closed", "unknown", 232_389.0, unknown),
            ("nobody", "", "", 232_399.0, unknown),
        ],
        "",
    );
    for one in found.as_array().unwrap() {
        assert_eq!(one["harm"], "unknown");
    }
    assert_eq!(found[0]["unknown"], json!(["well_type", "screens", "annual_volume_m3", "flow_m3_h", "application"]));
    assert_eq!(found[1]["unknown"], json!(["depth_m", "application"]));
    insta::assert_snapshot!(told);
}

#[test]
fn nothing_near_is_no_list() {
    let (found, _) = screened(&[("away", "open", "warm", 233_289.0, KNOWN)], SCREENS);
    assert!(found.is_null());
}

/// Loops and wells with any fields, at a distance east of the site.
fn features(systems: &[(&str, f64, Value)]) -> String {
    let features: Vec<Value> = systems
        .iter()
        .map(|(id, east_m, fields)| {
            let mut properties = json!({ "id": id, "system": fields["system"], "type": fields["type"] });
            for field in FIELDS {
                properties[field] = fields[field].clone();
            }
            json!({
                "type": "Feature",
                "properties": properties,
                "geometry": { "type": "Point", "coordinates": [232_289.0 + east_m, 547_576.0] },
            })
        })
        .collect();
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

/// A loop of 150 m, from 1 m down; 13.149 MWh a year is 10 W/m.
fn house(cold_mwh: f64) -> Value {
    json!({ "system": "closed", "depth": 151, "heat": 0, "cold": cold_mwh })
}

const SITE: &str = "--xy 232289,547576 --system closed --pack . --lang en";
const OURS: &str = "--depth 151 --heat-added 0 --cold-added 13.1490";
const GROUND: &str = "--ground-number conductivity_w_m_k=2 --ground-number heat_capacity_mj_m3_k=2.4";

fn closed(systems: &[(&str, f64, Value)], flags: &str) -> (Value, String) {
    let files = folder(&[("pack.toml", PACK), ("register.geojson", &features(systems))]);
    let text = screen_in(&files, &format!("{SITE} {flags} --full")).well();
    let told = text.split_once("Annex C: surroundings").unwrap().1.split_once("\n\n").unwrap().0.to_owned();
    (screen_in(&files, &format!("{SITE} {flags} --format json")).json(), told)
}

#[test]
fn two_houses_six_metres_apart_cool_each_other_by_a_degree_and_a_third() {
    let (verdict, told) = closed(&[("house", 6.0, house(13.149))], &format!("{OURS} {GROUND}"));
    let neighbour = &verdict["facts"]["neighbours"][0];
    // As the worked example of crowding::ClosedRules: 1.3066 K.
    for way in ["by_us_k", "by_them_k", "theirs_with_us_k"] {
        assert_eq!(neighbour["cooling"][way], json!({ "low": 1.307, "high": 1.307 }), "{way}");
    }
    assert_eq!(neighbour["cooling"]["theirs_without_us_k"], json!({ "low": 0.0, "high": 0.0 }));
    assert_eq!((&neighbour["harm"], &neighbour["overlap_m"]), (&json!("none"), &json!(151.0)));
    let interference = &verdict["facts"]["interference"];
    assert_eq!((&interference["harm"], &interference["systems"]), (&json!("none"), &json!(1)));
    assert_eq!(interference["subsurface"]["conductivity_w_m_k"]["origin"], "flag");
    assert_eq!(interference["subsurface"]["resistance_d"]["high"], Value::Null);
    assert_eq!(rule(&verdict, "NL-2024-22")["state"], "does-not-apply");
    insta::assert_snapshot!(told);
}

#[test]
fn small_systems_that_are_harmless_one_by_one_harm_together() {
    let row: Vec<(&str, f64, Value)> = [("a", -18.0), ("b", -12.0), ("c", -6.0), ("d", 6.0), ("e", 12.0), ("f", 18.0)]
        .map(|(id, east_m)| (id, east_m, house(6.5745)))
        .to_vec();
    let ours = "--depth 151 --heat-added 0 --cold-added 6.5745";
    for system in &row {
        let (verdict, _) = closed(std::slice::from_ref(system), &format!("{ours} {GROUND}"));
        assert_eq!(verdict["facts"]["interference"]["harm"], "none");
    }
    let (verdict, told) = closed(&row, &format!("{ours} {GROUND}"));
    let interference = &verdict["facts"]["interference"];
    assert_eq!(interference["harm"], "harm");
    assert!(interference["cooling_k"]["low"].as_f64().unwrap() > 2.0, "{interference}");
    assert!(texts(&verdict["attention"]).contains(&"NL-2024-22"));
    insta::assert_snapshot!(told);
}

#[test]
fn a_row_of_neighbours_counts_beyond_the_reach_of_ours() {
    // 119 m away, and cooled by one of its own neighbours, which is out of our reach.
    let row = [("near", 119.0, house(13.149)), ("behind", 124.0, house(20.0))];
    let (verdict, _) = closed(&row, &format!("{OURS} {GROUND}"));
    let near = &verdict["facts"]["neighbours"][0];
    assert!(near["cooling"]["theirs_without_us_k"]["low"].as_f64().unwrap() > 1.5);
    assert_eq!(near["cooling"]["to_them"], "harm");
    let behind = &verdict["facts"]["neighbours"][1];
    assert_eq!((&behind["cooling"], &behind["harm"]), (&Value::Null, &json!("none")));
}

#[test]
fn what_is_not_known_of_loops_leaves_harm_unknown() {
    for (fields, unknown) in [
        (json!({ "system": "closed" }), json!(["depth_m", "energy"])),
        (json!({ "system": "closed", "depth": 151 }), json!(["energy"])),
        (json!({ "system": "closed", "depth": 151, "heat": 0, "cold": 9, "position": "near" }), json!(["position"])),
        (json!({}), json!(["system", "well_type", "screens", "annual_volume_m3"])),
        (json!({ "system": "open" }), json!(["well_type", "screens", "annual_volume_m3"])),
    ] {
        let (verdict, _) = closed(&[("one", 6.0, fields.clone())], &format!("{OURS} {GROUND}"));
        let neighbour = &verdict["facts"]["neighbours"][0];
        assert_eq!((&neighbour["harm"], &neighbour["unknown"]), (&json!("unknown"), &unknown), "{fields}");
        assert_eq!(verdict["facts"]["interference"]["harm"], "unknown");
    }
    let (verdict, _) = closed(&[("one", 6.0, house(9.0))], GROUND);
    assert_eq!(verdict["facts"]["neighbours"][0]["unknown"], json!(["application"]));
    assert_eq!(verdict["facts"]["interference"]["harm"], "unknown");
}

#[test]
fn open_beside_closed_is_none_far_away_or_deeper_and_never_harm() {
    let screens = "--screen-top 160 --screen-bottom 180 --annual-volume 100000 --system open";
    let site = SITE.replace("--system closed", "");
    let harm = |east_m: f64, flags: &str| {
        let files = folder(&[("pack.toml", PACK), ("register.geojson", &features(&[("one", east_m, house(9.0))]))]);
        let verdict = screen_in(&files, &format!("{site} {flags} --format json")).json();
        verdict["facts"]["neighbours"][0]["harm"].as_str().unwrap().to_owned()
    };
    // The loop ends at 151 m.
    assert_eq!(harm(1.0, screens), "none");
    let beside = screens.replace("160", "140");
    assert_eq!(harm(1.0, &beside), "unknown");
    // Three thermal radii of at most 27.5 m.
    assert_eq!(harm(80.0, &beside), "unknown");
    assert_eq!(harm(85.0, &beside), "none");
}

#[test]
fn the_head_is_told_both_ways_as_influence() {
    let well =
        |kind: &str| json!({ "system": "open", "type": kind, "top": 45, "bottom": 75, "volume": 150_000, "flow": 40 });
    let files = folder(&[
        ("pack.toml", PACK),
        ("register.geojson", &features(&[("pair", 300.0, well("warm")), ("pair", 390.0, well("cold"))])),
        ("ground.toml", "transmissivity_m2_d = 600\nstorativity = 0.001\nresistance_d = 1000\n"),
    ]);
    let site = "--xy 232289,547576 --system open --depth 90 --flow 40 --pack . --lang en";
    let found = |more: &str| screen_in(&files, &format!("{site} {SCREENS} {more} --format json")).json();
    let known = found("--ground ground.toml");
    let head = &known["facts"]["neighbours"][0]["head"];
    // One well alone takes 0.29 m at 300 m; the other of the pair gives most of it back.
    assert!((head["by_us_m"]["high"].as_f64().unwrap() - 0.291).abs() < 0.002, "{head}");
    assert_eq!(head["by_us_m"]["low"], 0.0);
    assert!(head["by_them_m"]["high"].as_f64().unwrap() < 0.1, "{head}");
    assert_eq!(known["facts"]["neighbours"][0]["harm"], "none");
    assert_eq!(known["facts"]["interference"]["subsurface"]["storativity"]["origin"], "file");
    assert_eq!(known["provenance"]["subsurface"]["file"], "ground.toml");
    let assumed = &found("")["facts"]["neighbours"][0]["head"];
    assert_eq!(assumed["influence"], "unknown");
    assert!(assumed["by_us_m"]["high"].as_f64().unwrap() > 1.0, "{assumed}");
    let said = screen_in(&files, &format!("{site} --ground-number porosty=0.3")).failed();
    assert!(said.contains("did you mean `porosity`?"), "{said}");
}

#[test]
fn a_layer_may_say_what_the_ground_is() {
    let ground = |id: &str, west: f64, east: f64, lambda: f64| {
        let ring = [[west, 547_000.0], [east, 547_000.0], [east, 548_000.0], [west, 548_000.0], [west, 547_000.0]];
        json!({
            "type": "Feature",
            "properties": { "id": id, "lambda": lambda, "kd_min": 300, "kd_max": if id == "odd" { 1e9 } else { 900.0 } },
            "geometry": { "type": "Polygon", "coordinates": [ring] },
        })
    };
    let areas = [
        ground("west", 232_000.0, 232_289.0, 1.8),
        ground("east", 232_200.0, 233_000.0, 2.2),
        ground("odd", 240_000.0, 241_000.0, 2.0),
    ];
    let areas = json!({ "type": "FeatureCollection", "features": areas }).to_string();
    let layer = "\n[[layer]]\nid = \"ground\"\nfile = \"ground.geojson\"\ncrs = \"EPSG:28992\"\nrole = \"ground\"\n\
        fields = { id = \"id\" }\nground.conductivity_w_m_k = { field = \"lambda\" }\nground.heat_capacity_mj_m3_k = 2.4\n\
        ground.transmissivity_m2_d = { low = { field = \"kd_min\" }, high = { field = \"kd_max\" } }\n";
    let pack = PACK.to_owned() + layer;
    let register = features(&[("house", 6.0, house(13.149))]);
    let files = folder(&[("pack.toml", &pack), ("register.geojson", &register), ("ground.geojson", &areas)]);
    let found = |more: &str| {
        let verdict = screen_in(&files, &format!("{SITE} {OURS} {more} --format json")).json();
        verdict["facts"]["interference"]["subsurface"].clone()
    };
    let subsurface = found("");
    // The site lies on the edge of the one and within the other.
    assert_eq!(subsurface["conductivity_w_m_k"], json!({ "low": 1.8, "high": 2.2, "origin": "layer" }));
    assert_eq!(subsurface["heat_capacity_mj_m3_k"], json!({ "low": 2.4, "high": 2.4, "origin": "layer" }));
    assert_eq!(subsurface["transmissivity_m2_d"], json!({ "low": 300.0, "high": 900.0, "origin": "layer" }));
    assert_eq!(subsurface["porosity"]["origin"], "assumption");
    assert_eq!(found(GROUND)["conductivity_w_m_k"]["origin"], "flag");
    let remarks = crate::common::run_in(&files, "layers check --pack . --lang en").well();
    assert!(remarks.contains("transmissivity_m2_d is 1000000000: it has to be from 0.1 to 100000"), "{remarks}");
    let wrong = pack.replace("ground.heat_capacity_mj_m3_k", "ground.heat_capacity");
    let files = folder(&[("pack.toml", &wrong), ("register.geojson", &register), ("ground.geojson", &areas)]);
    let said = screen_in(&files, SITE).failed();
    assert!(said.contains("did you mean `heat_capacity_mj_m3_k`?"), "{said}");
}

/// A law of one rule besides the national one.
const BOOK: &str = r#"
id = "made"
version = "1"
jurisdiction = "drenthe"
title = { nl = "Gemaakt", en = "Made" }

[[rule]]
id = "M-1"
valid_from = 2020-01-01
applies_to = ["open", "closed"]
when = { interference = "harm" }
outcome = "prohibited"
reason = { nl = "Daarom.", en = "Because." }
source = { title = "A law", article = "1" }
certainty = "verified"
test.applies = [{ interference = "harm" }]
test.does_not_apply = [{ interference = "none" }]
test.unknown = [{}]

[[rule]]
id = "M-2"
valid_from = 2020-01-01
applies_to = ["open", "closed"]
when = { always = true }
outcome = "notify"
reason = { nl = "Altijd.", en = "Always." }
source = { title = "A law", article = "2" }
certainty = "verified"
test.applies = [{}]
"#;

#[test]
fn a_rule_may_ask_for_interference() {
    let empty = r#"{ "type": "FeatureCollection", "features": [] }"#;
    let judged = |register: &str, flags: &str| {
        let files = folder(&[("pack.toml", PACK), ("register.geojson", register), ("rules/made.toml", BOOK)]);
        screen_in(&files, &format!("{SITE} --rules rules {flags} {GROUND} --format json")).json()
    };
    let harmful = features(&[("house", 3.0, house(20.0))]);
    let verdict = judged(&harmful, "--depth 151 --heat-added 0 --cold-added 20");
    assert_eq!((&verdict["outcome"], &rule(&verdict, "M-1")["fact"]), (&json!("prohibited"), &json!("interference")));
    // Another depth is not the one that was computed.
    let profile = verdict["depth_profile"].as_array().unwrap();
    assert_eq!(profile.iter().map(|one| &one["to_m"]).collect::<Vec<_>>(), [&json!(151.0), &Value::Null]);
    assert_eq!(profile[1]["range"], json!(["notify", "prohibited"]));
    let verdict = judged(&harmful, "--heat-added 0 --cold-added 20");
    assert_eq!((&verdict["outcome"], texts(&verdict["settle"])), (&json!("undetermined"), vec!["interference"]));
    let far = features(&[("house", 130.0, house(20.0))]);
    assert_eq!(judged(&far, "")["outcome"], "notify");
    // A layer of which nothing can be used tells nothing.
    let verdict = judged(empty, OURS);
    assert_eq!(texts(&verdict["settle"]), ["layer:installation"]);
    assert_eq!(verdict["facts"]["interference"], json!({ "harm": "unknown", "within_m": 400.0, "systems": null }));
    let files = folder(&[("made.toml", BOOK)]);
    crate::common::run_in(&files, "rules test --rules .").well();
    crate::common::run_in(&files, "rules check --rules .").well();
    let wrong = folder(&[("made.toml", &BOOK.replacen("\"harm\"", "\"none\"", 1))]);
    let said = crate::common::run_in(&wrong, "rules list --rules .").failed();
    assert!(said.contains("`none`, expected `harm`"), "{said}");
}

#[test]
fn more_than_are_listed_count() {
    let mut row: Vec<(String, f64, Value)> =
        (0..24).map(|at| (format!("far-{at}"), 130.0 + f64::from(at), house(1.0))).collect();
    row.push(("nobody".to_owned(), 390.0, json!({})));
    let row: Vec<(&str, f64, Value)> =
        row.iter().map(|(id, east_m, fields)| (id.as_str(), *east_m, fields.clone())).collect();
    let (verdict, _) = closed(&row, &format!("{OURS} {GROUND}"));
    let facts = &verdict["facts"];
    assert_eq!(facts["neighbours"].as_array().unwrap().len(), 20);
    assert!(facts["neighbours"].as_array().unwrap().iter().all(|one| one["harm"] == "none"));
    assert_eq!((&facts["interference"]["harm"], &facts["interference"]["systems"]), (&json!("unknown"), &json!(25)));
}

fn some_fields() -> impl Strategy<Value = Value> {
    let number = |low: f64, high: f64| prop::option::weighted(0.85, low..high);
    let kind = prop::sample::select(vec![Some("open"), Some("closed"), Some("closed"), None]);
    let well = prop::sample::select(vec![Some("warm"), Some("cold"), None]);
    let screen = prop::option::weighted(0.85, (20.0_f64..150.0, 5.0_f64..50.0));
    (kind, well, number(30.0, 200.0), number(0.0, 6.0), number(0.0, 6.0), screen, number(1e4, 4e5)).prop_map(
        |(system, kind, depth, heat, cold, screen, volume)| {
            let (top, bottom) = screen.map(|(top, length)| (top, top + length)).unzip();
            json!({
                "system": system, "type": kind, "depth": depth, "heat": heat, "cold": cold, "top": top,
                "bottom": bottom, "volume": volume,
            })
        },
    )
}

fn screener_of(systems: &[(String, f64, Value)]) -> (TempDir, Screener) {
    let systems: Vec<(&str, f64, Value)> =
        systems.iter().map(|(id, east_m, fields)| (id.as_str(), *east_m, fields.clone())).collect();
    let files = folder(&[("pack.toml", PACK), ("register.geojson", &features(&systems))]);
    let (pack, library) = (Pack::open(files.path(), None).unwrap(), Library::embedded().unwrap());
    let screener = Screener::new(pack, library, jiff::civil::date(2026, 11, 21)).unwrap();
    (files, screener)
}

fn screened_as(screener: &Screener, system: System, numbers: &[(Quantity, Option<f64>)]) -> Verdict {
    let mut quantities = Quantities::default();
    for (quantity, value) in numbers {
        quantities.set(*quantity, *value);
    }
    let application = Application {
        id: String::new(),
        applicant: None,
        case: Case::default(),
        date: None,
        place: Shape::Point(geo::Coord { x: 232_289.0, y: 547_576.0 }),
        system,
        quantities: quantities.with_derived(),
        dwelling: None,
        fluid: None,
        existing_since: None,
        looked_up: bodemtoets_screening::application::LookedUp::default(),
        filled_in: Vec::new(),
        repairs: Vec::new(),
        remarks: Vec::new(),
    };
    screener.assess(&application).verdict(None, None)
}

/// Who was not certainly harmless is not so with a fact less.
fn never_milder(before: &Verdict, after: &Verdict, what: &str) -> Result<(), TestCaseError> {
    prop_assert!(
        before.facts.interference.harm == Harm::None || after.facts.interference.harm > Harm::None,
        "{}",
        what
    );
    for neighbour in &before.facts.neighbours {
        let same = after.facts.neighbours.iter().find(|same| same.id == neighbour.id).unwrap();
        prop_assert!(neighbour.harm == Harm::None || same.harm > Harm::None, "{}: {:?} {:?}", what, neighbour, same);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_fact_less_never_turns_harm_or_not_known_into_none(
        systems in prop::collection::vec((-150.0_f64..150.0, some_fields()), 1..6),
        kind in prop::sample::select(vec![System::Open, System::Closed]),
        depth in 30.0_f64..200.0, energy in (0.0_f64..6.0, 0.0_f64..6.0), screen in (20.0_f64..150.0, 5.0_f64..50.0),
        volume in 1e4_f64..4e5,
    ) {
        let systems: Vec<(String, f64, Value)> =
            systems.into_iter().enumerate().map(|(at, (east_m, fields))| (format!("s{at}"), east_m, fields)).collect();
        let numbers = [
            (Quantity::DrillingDepthM, Some(if kind == System::Open { 220.0 } else { depth })),
            (Quantity::HeatAddedMwh, Some(energy.0)),
            (Quantity::ColdAddedMwh, Some(energy.1)),
            (Quantity::ScreenTopM, Some(screen.0).filter(|_| kind == System::Open)),
            (Quantity::ScreenBottomM, Some(screen.0 + screen.1).filter(|_| kind == System::Open)),
            (Quantity::AnnualVolumeM3, Some(volume).filter(|_| kind == System::Open)),
        ];
        let (_files, screener) = screener_of(&systems);
        let before = screened_as(&screener, kind, &numbers);
        // The rule is judged before all neighbours are computed.
        let rule = before.rules.iter().find(|rule| rule.id == "NL-2024-22").unwrap();
        let told = match before.facts.interference.harm {
            Harm::None => State::DoesNotApply,
            Harm::Unknown => State::Unknown,
            Harm::Harm => State::Applies,
        };
        prop_assert_eq!(rule.state, told);
        for less in 0..numbers.len() {
            let mut fewer = numbers;
            fewer[less].1 = None;
            never_milder(&before, &screened_as(&screener, kind, &fewer), fewer[less].0.slug())?;
        }
        for at in 0..systems.len() {
            for field in ["system", "type", "depth", "heat", "cold", "top", "volume"] {
                let mut fewer = systems.clone();
                fewer[at].2[field] = Value::Null;
                let (_files, screener) = screener_of(&fewer);
                never_milder(&before, &screened_as(&screener, kind, &numbers), &format!("{field} of s{at}"))?;
            }
        }
    }

    #[test]
    fn another_system_never_lessens_the_harm_of_anyone(
        systems in prop::collection::vec((-60.0_f64..60.0, 30.0_f64..200.0, 0.0_f64..12.0), 1..5),
        more in (-60.0_f64..60.0, 30.0_f64..200.0, 0.0_f64..12.0), energy in 0.0_f64..12.0,
    ) {
        let system = |(at, (east_m, depth, cold)): (usize, (f64, f64, f64))| {
            (format!("s{at}"), east_m, json!({ "system": "closed", "depth": depth, "heat": 0, "cold": cold }))
        };
        let mut systems: Vec<(String, f64, Value)> = systems.into_iter().enumerate().map(system).collect();
        let ours = [Quantity::DrillingDepthM, Quantity::HeatAddedMwh, Quantity::ColdAddedMwh]
            .into_iter()
            .zip([Some(100.0), Some(0.0), Some(energy)])
            .collect::<Vec<_>>();
        let (_files, screener) = screener_of(&systems);
        let before = screened_as(&screener, System::Closed, &ours);
        systems.push(system((99, more)));
        let (_files, screener) = screener_of(&systems);
        let after = screened_as(&screener, System::Closed, &ours);
        prop_assert!(after.facts.interference.harm >= before.facts.interference.harm);
        for neighbour in &before.facts.neighbours {
            let same = after.facts.neighbours.iter().find(|same| same.id == neighbour.id).unwrap();
            prop_assert!(same.harm >= neighbour.harm, "{:?} {:?}", neighbour, same);
        }
    }
}
