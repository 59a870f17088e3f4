//! How sure a verdict is stands in its first line, in tables and in JSON; an edge that is too near is told.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{folder, run_in, screen, screen_in};

/// A pack with one square of 1 km2 at 232000, 547000 in Drenthe as a protection area.
fn pack(status: &str, more: &str) -> TempDir {
    let manifest = format!(
        "name = \"test\"\nversion = \"1\"\ndate = 2019-05-01\nstatus = \"{status}\"\nlicence = \"none\"\n\
         title = {{ nl = \"Proef\", en = \"Test\" }}\n\n\
         [[layer]]\nid = \"drawn\"\nfile = \"zones.geojson\"\n{more}role = \"zone\"\nkind = \"prohibition\"\n\
         stands_for = [\"water-abstraction-area\", \"groundwater-protection\", \"restriction\", \"depth-limit\"]\n\n\
         [[layer]]\nid = \"provinces\"\nborrow = \"indicative/provinces\"\n\n\
         [[layer]]\nid = \"abstractions\"\nborrow = \"indicative/abstractions\"\n"
    );
    let square =
        json!([[[232_000, 547_000], [233_000, 547_000], [233_000, 548_000], [232_000, 548_000], [232_000, 547_000]]]);
    let zones = json!({
        "type": "FeatureCollection",
        "features": [{ "type": "Feature", "properties": {}, "geometry": { "type": "Polygon", "coordinates": square } }],
        "crs": { "type": "name", "properties": { "name": "urn:ogc:def:crs:EPSG::28992" } },
    });
    folder(&[("pack.toml", &manifest), ("zones.geojson", &zones.to_string())])
}

fn verdict(pack: &TempDir, x: f64) -> Value {
    screen_in(pack, &format!("--xy {x},547500 --system open --depth 20 --flow 40 --pack . --format json")).json()
}

#[test]
fn the_first_line_says_how_sure_it_is() {
    let ran = screen("--xy 232289,542576 --system open --depth 60 --flow 40 --lang en");
    assert!(ran.stdout.starts_with("✗ PROHIBITED (inferred; map of 2021)  open system"), "{}", ran.stdout);
    let ran = screen("--xy 232289,542576 --system open --depth 60 --flow 40");
    assert!(ran.stdout.starts_with("✗ VERBODEN (beredeneerd; kaart van 2021)"), "{}", ran.stdout);
}

#[test]
fn an_unverified_layer_gives_no_bare_permit() {
    let unverified = pack("official", "certainty = \"unverified\"\n");
    let outside = verdict(&unverified, 240_000.0);
    assert_eq!(outside["outcome"], "permit");
    assert_eq!(
        outside["certainty"],
        json!({ "weakest": "unverified", "rule": "NL-2024-01", "layer": "drawn", "map_date": "2019-05-01" })
    );
    let ran = screen_in(&unverified, "--xy 240000,547500 --system open --depth 20 --flow 40 --pack . --lang en");
    assert!(ran.stdout.starts_with("▲ PERMIT (unverified; map of 2019)"), "{}", ran.stdout);
    let row =
        screen_in(&unverified, "--xy 240000,547500 --system open --depth 20 --flow 40 --pack . --format csv").stdout;
    let cells = |line: usize| row.lines().nth(line).unwrap().split(',').map(str::to_owned).collect::<Vec<_>>();
    let of = |name: &str| cells(1)[cells(0).iter().position(|column| column == name).unwrap()].clone();
    assert_eq!([of("certainty"), of("map_date"), of("near_edge")], ["unverified", "2019-05-01", ""]);
}

/// What waives a permit in an area measures the flow and the depth, and rests on the map of the area all the same.
#[test]
fn a_waiver_is_no_surer_than_the_map_of_its_area() {
    let manifest = "name = \"test\"\nversion = \"1\"\ndate = 2020-01-01\nstatus = \"official\"\nlicence = \"none\"\n\
        title = { nl = \"Proef\", en = \"Test\" }\n\
        [[layer]]\nid = \"drawn\"\nfile = \"zones.geojson\"\nrole = \"zone\"\nkind = \"small-open-system-area\"\n\
        certainty = \"unverified\"\n[[layer]]\nid = \"provinces\"\nborrow = \"indicative/provinces\"\n\
        [[layer]]\nid = \"abstractions\"\nborrow = \"indicative/abstractions\"\n";
    let square =
        json!([[[160_000, 490_000], [180_000, 490_000], [180_000, 510_000], [160_000, 510_000], [160_000, 490_000]]]);
    let zones = json!({
        "type": "FeatureCollection",
        "features": [{ "type": "Feature", "properties": {}, "geometry": { "type": "Polygon", "coordinates": square } }],
        "crs": { "type": "name", "properties": { "name": "urn:ogc:def:crs:EPSG::28992" } },
    });
    let pack = folder(&[("pack.toml", manifest), ("zones.geojson", &zones.to_string())]);
    let none = "interference-area drilling-free water-abstraction-area groundwater-protection prohibition depth-limit \
                restriction planning-area thermal-storage-free";
    let given: Vec<String> = none.split_whitespace().map(|kind| format!("--given {kind}=none")).collect();
    let verdict = screen_in(
        &pack,
        &format!(
            "--xy 170000,500000 --system open --depth 60 --flow 8 --ground-level -4 --pack . --format json \
             --given-source map {}",
            given.join(" ")
        ),
    )
    .json();
    assert_eq!(verdict["outcome"], "notify", "{:#}", verdict["settle"]);
    assert_eq!(verdict["decisive"], json!(["FL-2024-05"]));
    assert_eq!(
        (&verdict["certainty"]["weakest"], &verdict["certainty"]["layer"]),
        (&json!("unverified"), &json!("drawn"))
    );
}

#[test]
fn a_layer_is_never_surer_than_its_standing() {
    for (status, more, weakest) in [
        ("official", "certainty = \"verified\"\n", "verified"),
        ("indicative", "certainty = \"verified\"\n", "inferred"),
        ("factsheet", "", "factsheet"),
        ("derived", "", "derived"),
    ] {
        let found = verdict(&pack(status, more), 240_000.0)["certainty"]["weakest"].clone();
        assert_eq!(found, weakest, "{status} {more}");
    }
}

#[test]
fn what_is_open_has_no_certainty() {
    let open = screen("--xy 161000,383500 --system closed --depth 100 --format json").json();
    assert_eq!((&open["outcome"], open.get("certainty")), (&json!("undetermined"), None));
}

#[test]
fn the_edge_of_a_strict_zone_that_is_too_near_is_told_with_both_outcomes() {
    let pack = pack("official", "accuracy_m = 2\n");
    for (x, told) in [(233_001.1, true), (233_002.25, true), (233_002.26, false), (232_999.0, false)] {
        let verdict = verdict(&pack, x);
        assert_eq!(verdict.get("near_edges").is_some(), told, "{x}: {verdict}");
    }
    let edge = &verdict(&pack, 233_001.1)["near_edges"][0];
    assert_eq!(
        edge,
        &json!({ "kind": "prohibition", "layer": "drawn", "id": "#1", "distance_m": 1.1, "accuracy_m": 2.25, "outcome": "prohibited" })
    );
    let ran = run_in(
        &pack,
        "screen --xy 233001.1,547500 --system open --depth 20 --flow 40 --pack . --date 2026-11-21 --lang en",
    );
    assert!(ran.stdout.contains("Here: permit; in that zone: prohibited."), "{}", ran.stdout);
}

#[test]
fn an_accuracy_that_cannot_be_is_refused() {
    let ran = run_in(pack("official", "accuracy_m = -1\n"), "layers list --pack .");
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("`accuracy_m` is a number of metres from 0 to 10 000"), "{}", ran.stderr);
}
