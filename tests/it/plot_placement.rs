//! Where on a plot a doublet or a field of loops fits, and what blocks it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;

use crate::common::{TODAY, folder, run_in};
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
depth_m = { field = "depth" }
annual_volume_m3 = { field = "volume" }

[[layer]]
id = "provinces"
borrow = "indicative/provinces"

[[layer]]
id = "protection-zones"
borrow = "indicative/protection-zones"

[[layer]]
id = "depth-limits"
borrow = "indicative/depth-limits"

[[layer]]
id = "restriction-areas"
borrow = "indicative/restriction-areas"

[[layer]]
id = "abstractions"
borrow = "indicative/abstractions"
"#;

/// South-west corner of the plot, in Drenthe.
const CORNER: (f64, f64) = (232_289.0, 547_576.0);

/// A well of another: offset from the corner of the plot, top and bottom of its screen, volume.
fn well(x: f64, y: f64, top: f64, bottom: f64, volume: f64) -> Value {
    let place = [CORNER.0 + x, CORNER.1 + y];
    json!({
        "type": "Feature",
        "properties": { "id": "W1", "system": "open", "type": "warm", "top": top, "bottom": bottom, "volume": volume },
        "geometry": { "type": "Point", "coordinates": place },
    })
}

fn files(side_m: f64, neighbours: &[Value]) -> TempDir {
    let (x, y) = CORNER;
    let ring = [[x, y], [x + side_m, y], [x + side_m, y + side_m], [x, y + side_m], [x, y]];
    let plot = json!({ "id": "P", "geometry": { "type": "Polygon", "coordinates": [ring] } }).to_string();
    let register = json!({ "type": "FeatureCollection", "features": neighbours }).to_string();
    folder(&[("pack.toml", PACK), ("register.geojson", &register), ("plot.json", &plot)])
}

const OPEN: &str = "--place doublet --system open --depth 90 --screen-top 50 --screen-bottom 80";
const CLOSED: &str = "--place loops --system closed --depth 100";

fn verdict(files: &TempDir, arguments: &str) -> Value {
    let ran = run_in(files, &format!("screen --plot plot.json --pack . {TODAY} --format json {arguments}"));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.json()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

#[test]
fn a_doublet_stands_as_far_apart_as_its_warmth_asks_within_the_setback() {
    let files = files(150.0, &[]);
    let found = verdict(&files, &format!("{OPEN} --annual-volume 100000"));
    let doublet = &found["placement"]["doublet"];
    assert!(number(&doublet["distance_m"]) >= number(&doublet["required_m"]), "{doublet}");
    for well in ["warm", "cold"] {
        let (x, y) = (number(&doublet[well][0]) - CORNER.0, number(&doublet[well][1]) - CORNER.1);
        assert!((4.99..=145.01).contains(&x) && (4.99..=145.01).contains(&y), "{well} {x} {y}");
    }
    // Screened by itself at those points it has the outcome that the placement says.
    let points = json!({ "type": "MultiPoint", "coordinates": [doublet["warm"], doublet["cold"]] });
    std::fs::write(files.path().join("there.json"), json!({ "geometry": points }).to_string()).unwrap();
    let system = OPEN.replace("--place doublet ", "");
    let there =
        run_in(&files, &format!("screen there.json --pack . {TODAY} --format json {system} --annual-volume 100000"))
            .json();
    assert_eq!(found["placement"]["screened"]["outcome"], there["outcome"]);
    assert_eq!(found["placement"]["screened"]["interference"]["harm"], there["facts"]["interference"]["harm"]);
}

#[test]
fn without_a_volume_the_largest_that_fits_is_found() {
    let files = files(150.0, &[]);
    let largest = number(&verdict(&files, OPEN)["placement"]["doublet"]["annual_volume_m3"]);
    let fits =
        |volume: f64| !verdict(&files, &format!("{OPEN} --annual-volume {volume}"))["placement"]["doublet"].is_null();
    assert!(fits(largest), "{largest}");
    assert!(!fits(largest * 1.1), "{largest}");
}

#[test]
fn what_blocks_is_told_in_both_languages() {
    let near = [well(75.0, 75.0, 50.0, 80.0, 900_000.0)];
    let cases = [
        ("too small", files(40.0, &[]), format!("{OPEN} --annual-volume 100000")),
        ("a neighbour in the middle", files(150.0, &near), format!("{OPEN} --annual-volume 100000")),
        ("as wide as its setbacks", files(9.0, &[]), format!("{OPEN} --annual-volume 100000")),
        ("too many loops", files(40.0, &[]), format!("{CLOSED} --loops 500")),
        ("loops without a depth", files(40.0, &[]), CLOSED.replace(" --depth 100", "")),
        ("a doublet of a closed system", files(40.0, &[]), CLOSED.replace("--place loops", "--place doublet")),
    ];
    let mut said = String::new();
    for (name, files, arguments) in &cases {
        let placement = &verdict(files, arguments)["placement"];
        assert!(placement["doublet"].is_null() && placement["loops"].is_null(), "{name}: {placement}");
        for lang in ["nl", "en"] {
            writeln!(said, "{name}: {}", placement["reason"][lang].as_str().unwrap()).unwrap();
        }
    }
    insta::assert_snapshot!(said);
}

#[test]
fn a_neighbour_at_another_depth_is_in_nobodys_way() {
    let deep = [well(75.0, 75.0, 120.0, 160.0, 900_000.0)];
    let found = verdict(&files(150.0, &deep), &format!("{OPEN} --annual-volume 100000"));
    assert!(!found["placement"]["doublet"].is_null(), "{}", found["placement"]);
}

#[test]
fn loops_fill_the_plot_and_the_same_seed_gives_the_same_field() {
    let files = files(60.0, &[]);
    let placement = verdict(&files, CLOSED)["placement"].clone();
    let places = placement["loops"]["places"].as_array().unwrap();
    assert!(places.len() > 70 && places.len() < 110, "{}", places.len());
    assert_eq!(placement, verdict(&files, CLOSED)["placement"]);
    let few = verdict(&files, &format!("{CLOSED} --loops 6"))["placement"].clone();
    assert_eq!(few["loops"]["places"].as_array().unwrap().len(), 6);
    assert!(number(&few["loops"]["spacing_m"]) > 15.0, "{few}");
}

#[test]
fn a_placement_in_words_as_points_and_on_the_map() {
    let files = files(150.0, &[]);
    let base = format!("screen --plot plot.json --pack . {TODAY} {OPEN} --annual-volume 100000");
    for lang in ["nl", "en"] {
        let ran = run_in(&files, &format!("{base} --lang {lang}"));
        let from = ran.stdout.find(if lang == "nl" { "Plaatsing" } else { "Placement" }).unwrap();
        let section: String = ran.stdout[from..].split("\n\n").next().unwrap().to_owned();
        insta::assert_snapshot!(format!("words_{lang}"), section);
    }
    let features = run_in(&files, &format!("{base} --format geojson")).json();
    let points = features["features"].as_array().unwrap().iter().filter(|one| one["geometry"]["type"] == "Point");
    let what: Vec<&str> = points.map(|one| one["properties"]["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["warm-well", "cold-well"]);
    for (lang, signs) in [
        ("nl", ["warme put, voorgesteld", "koude put, voorgesteld", "thermische straal, ", "boring: geen grens"]),
        ("en", ["warm well, proposed", "cold well, proposed", "thermal radius, ", "drilling: no limit"]),
    ] {
        let map = run_in(&files, &format!("{base} --lang {lang} --map plot.svg"));
        assert_eq!(map.code, 0, "{}", map.stderr);
        let svg = std::fs::read_to_string(files.path().join("plot.svg")).unwrap();
        for sign in signs {
            assert!(svg.contains(sign), "{sign}: {svg}");
        }
        assert!(!svg.contains('…'), "words are cut off: {svg}");
        let existing = if lang == "nl" { "bestaand systeem" } else { "existing system" };
        assert!(!svg.contains(existing), "no well of others is here, so the legend has none: {svg}");
    }
}

#[test]
fn wells_of_others_are_on_the_map_and_in_its_legend() {
    let files = files(150.0, &[well(40.0, 160.0, 10.0, 30.0, 100_000.0)]);
    let map = run_in(&files, &format!("screen --plot plot.json --pack . {TODAY} {OPEN} --map plot.svg --lang en"));
    assert_eq!(map.code, 0, "{}", map.stderr);
    let svg = std::fs::read_to_string(files.path().join("plot.svg")).unwrap();
    assert!(svg.contains("<title>existing system</title>"), "{svg}");
    assert!(svg.contains("well or loop of an existing"), "{svg}");
}

#[test]
fn what_fits_is_held_against_a_building() {
    let building = concat!(env!("CARGO_MANIFEST_DIR"), "/data/examples/office-15000.toml");
    let files = files(250.0, &[]);
    let found = verdict(&files, &format!("{OPEN} --feasibility {building}"));
    let study = &found["placement"]["feasibility"];
    assert!(study.is_object(), "{}", found["placement"]);
    let alone = run_in(
        &files,
        &format!("screen --plot plot.json --pack . {TODAY} --system open --lang en --feasibility {building}"),
    );
    assert_eq!(alone.code, 1);
    assert!(alone.stderr.contains("add --place doublet"), "{}", alone.stderr);
}

/// The depth limit over the plot, from its west edge up to so many metres east.
fn with_a_depth_limit(files: &TempDir, width_m: f64, max_depth_m: f64) {
    let (x, y) = CORNER;
    let ring = [
        [x - 50.0, y - 50.0],
        [x + width_m, y - 50.0],
        [x + width_m, y + 400.0],
        [x - 50.0, y + 400.0],
        [x - 50.0, y - 50.0],
    ];
    let limits = json!({ "type": "FeatureCollection", "features": [{
        "type": "Feature", "properties": { "id": "L1", "max": max_depth_m },
        "geometry": { "type": "Polygon", "coordinates": [ring] },
    }]});
    std::fs::write(files.path().join("limits.geojson"), limits.to_string()).unwrap();
    let layer = "\n[[layer]]\nid = \"own-limits\"\nfile = \"limits.geojson\"\ncrs = \"EPSG:28992\"\nrole = \"zone\"\nkind = \"depth-limit\"\ncertainty = \"derived\"\nsource = { title = \"made for a test\" }\nfields = { id = \"id\", max_depth_m = { field = \"max\" } }\n";
    std::fs::write(files.path().join("pack.toml"), PACK.to_owned() + layer).unwrap();
}

#[test]
fn no_more_water_is_placed_than_the_flow_moves() {
    let files = files(300.0, &[]);
    let placement = verdict(&files, &format!("{OPEN} --flow 10"))["placement"].clone();
    assert!((number(&placement["doublet"]["annual_volume_m3"]) - 50_000.0).abs() < 1e-9);
    assert!(placement["reason"]["en"].as_str().unwrap().contains("5000 full-load hours"), "{placement}");
    // What is stated holds.
    let stated = verdict(&files, &format!("{OPEN} --flow 10 --annual-volume 30000"))["placement"].clone();
    assert!((number(&stated["doublet"]["annual_volume_m3"]) - 30_000.0).abs() < 1e-9);
}

#[test]
fn screens_fit_in_the_drilling() {
    let files = files(150.0, &[]);
    let at =
        |depth: &str| verdict(&files, &format!("--place doublet --system open --depth {depth}"))["placement"].clone();
    let deep = at("90");
    assert_eq!((number(&deep["screens"]["length_m"]), number(&deep["screens"]["bottom_m"])), (30.0, 90.0));
    let shallow = at("15");
    assert_eq!((number(&shallow["screens"]["top_m"]), number(&shallow["screens"]["bottom_m"])), (5.0, 15.0));
    assert!(
        number(&shallow["doublet"]["annual_volume_m3"]) < number(&deep["doublet"]["annual_volume_m3"]),
        "shorter screens move less: {shallow}"
    );
    let none = at("4");
    assert!(
        none["doublet"].is_null() && none["reason"]["en"].as_str().unwrap().starts_with("no screen fits"),
        "{none}"
    );
}

#[test]
fn where_the_depth_asked_is_not_allowed_the_deepest_that_is_is_offered() {
    let files = files(150.0, &[]);
    with_a_depth_limit(&files, 400.0, 40.0);
    let placement = verdict(&files, "--place doublet --system open --depth 90 --flow 20")["placement"].clone();
    assert!(!placement["doublet"].is_null(), "{placement}");
    assert!((number(&placement["drilling_depth_m"]) - 40.0).abs() < 1e-9);
    assert!((number(&placement["not_as_asked"]["drilling_depth_m"]) - 90.0).abs() < 1e-9);
    assert!((number(&placement["screens"]["bottom_m"]) - 40.0).abs() < 1e-9);
    assert_eq!(placement["screened"]["outcome"], "permit");
    // Screens that are stated keep their length.
    let stated = verdict(&files, &format!("{OPEN} --flow 20"))["placement"].clone();
    assert_eq!((number(&stated["screens"]["top_m"]), number(&stated["screens"]["bottom_m"])), (10.0, 40.0), "{stated}");
    let words = run_in(&files, &format!("screen --plot plot.json --pack . {TODAY} {OPEN} --flow 20 --lang en")).stdout;
    assert!(words.contains("as asked (90 m) it does not fit"), "{words}");
}

#[test]
fn wells_and_their_warmth_stay_away_from_where_it_may_be_prohibited() {
    let files = files(200.0, &[]);
    // Deeper than 40 m is prohibited on the first 20 m of the plot.
    with_a_depth_limit(&files, 20.0, 40.0);
    let asked = format!("{OPEN} --annual-volume 60000");
    let placement = verdict(&files, &asked)["placement"].clone();
    let radius = number(&placement["doublet"]["thermal_radius_m"]);
    let west = |placement: &Value| {
        ["warm", "cold"]
            .map(|well| number(&placement["doublet"][well][0]) - CORNER.0)
            .into_iter()
            .fold(f64::MAX, f64::min)
    };
    assert!(west(&placement) >= 20.0 + radius - 0.01, "{placement}");
    assert!(number(&placement["zone_distance_m"]) >= radius - 0.01 && number(&placement["zone_setback_m"]) >= radius);
    let near = verdict(&files, &format!("{asked} --zone-setback 8"))["placement"].clone();
    assert!((27.9..20.0 + radius).contains(&west(&near)), "{near}");
    // Loops keep the accuracy of the map.
    let loops = verdict(&files, CLOSED)["placement"].clone();
    let nearest = loops["loops"]["places"].as_array().unwrap().iter().map(|place| number(&place[0]) - CORNER.0);
    assert!(nearest.fold(f64::MAX, f64::min) >= 24.9, "{}", loops["zone_distance_m"]);
}

#[test]
fn loops_are_told_in_kilowatts_and_megawatt_hours() {
    let files = files(60.0, &[]);
    let taken = verdict(&files, &format!("{CLOSED} --loops 6"))["placement"]["loop_yield"].clone();
    assert_eq!(
        (number(&taken["length_m"]), number(&taken["power_kw"]["low"]), number(&taken["heat_mwh"]["high"])),
        (600.0, 12.0, 54.0)
    );
}
