//! Processes that read what somebody sends.

use serde_json::{Value, json};

use super::{Told, get, post};

fn run(process: &str, inputs: &Value) -> Told {
    post(
        &format!("/processes/{process}/execution?lang=en"),
        "application/json",
        json!({ "inputs": inputs }).to_string(),
    )
}

const READINGS: &str = "time,heat_mwh,cold_mwh,electricity_mwh\n2025-01-01,0,0,0\n2026-01-01,60,20,20\n";

#[test]
fn a_yearly_report_is_made_of_readings() {
    let told = run("spf", &json!({ "readings": READINGS, "concept": "1", "kind": "counter" }));
    let report = told.json();
    assert_eq!(report["schema"], "bodemtoets/spf/1", "{}", told.body);
    // Nothing that stands in a request opens another file.
    for name in ["/etc/passwd", "../../etc/passwd", "http://127.0.0.1/x", "concept.toml"] {
        let told = run("spf", &json!({ "readings": READINGS, "concept": format!("{name}.toml") }));
        assert_eq!(told.status, 400, "{name}: {}", told.body);
        assert!(!told.body.contains("root:"), "{}", told.body);
    }
}

#[test]
fn an_installation_names_no_files_of_the_server() {
    for (key, value) in [("readings", "\"/etc/passwd\""), ("concept", "\"/etc/hostname.toml\"")] {
        let installation = format!("{key} = {value}\n");
        let told = run("spf", &json!({ "readings": READINGS, "installation": installation }));
        assert_eq!(told.status, 400, "{}", told.body);
        assert!(!told.body.contains("root:"), "{}", told.body);
    }
}

#[test]
fn a_study_is_made_of_a_building_and_names_no_files_of_the_server() {
    let told = run("feasibility", &json!({ "area_m2": 15000, "heat_pump_kw": 400 })).json();
    assert_eq!(told["area_m2"], 15000.0);
    for report in ["optimise", "what-if"] {
        assert_eq!(run("feasibility", &json!({ "report": report })).status, 200, "{report}");
    }
    let draws = run("feasibility", &json!({ "report": "monte-carlo", "draws": 100 })).json();
    assert_eq!(draws["draws"], 100);
    for key in ["prices", "pump_map", "profile", "demand", "weather", "plant", "costs"] {
        let building = format!("[files]\n{key} = \"/etc/passwd\"\n");
        let said = run("feasibility", &json!({ "building": building })).detail(400);
        assert!(said.contains("names the file /etc/passwd"), "{said}");
    }
}

#[test]
fn loops_are_proposed_for_a_dwelling() {
    let told = run("closed-loops", &json!({ "dwelling": "terraced", "area_m2": 120, "label": "B" })).json();
    assert!(told["loops"].as_u64().unwrap() >= 1, "{told}");
    run("closed-loops", &json!({ "dwelling": "castle" })).detail(400);
}

const REGISTER: &str = "id,x,y,system,well_type,screen_top_m,screen_bottom_m,licensed_volume_m3\n\
                        a,200000,450000,open,warm,20,50,200000\n\
                        b,200050,450000,open,cold,20,50,200000\n\
                        c,205000,455000,open,warm,20,50,200000\n";

#[test]
fn pairs_maps_and_counts_are_made_of_a_register() {
    let pairs = run("crowding", &json!({ "register": REGISTER })).json();
    assert_eq!(pairs["features"].as_array().unwrap().len(), 1, "{pairs}");
    let map = run("crowding", &json!({ "register": REGISTER, "report": "map", "cell_m": 1000 })).json();
    assert_eq!(map["features"].as_array().unwrap().len(), 10, "two levels of five cells: {map}");
    let square = json!({
        "type": "FeatureCollection",
        "crs": { "type": "name", "properties": { "name": "urn:ogc:def:crs:EPSG::28992" } },
        "features": [{
            "type": "Feature",
            "properties": { "naam": "hier" },
            "geometry": { "type": "Polygon", "coordinates": [[[199_000, 449_000], [201_000, 449_000], [201_000, 451_000], [199_000, 451_000], [199_000, 449_000]]] },
        }],
    });
    let stats = run("crowding", &json!({ "register": REGISTER, "report": "stats", "by": square })).json();
    assert!(stats.to_string().contains("hier"), "{stats}");
    let proposal = "id,x,y,system,drilling_depth_m\nnew,200100,450000,open,60\n";
    let with = run("crowding", &json!({ "register": REGISTER, "what_if": proposal, "proposed": true })).json();
    assert!(!with["features"].as_array().unwrap().is_empty(), "{with}");
}

#[test]
fn what_is_wrong_with_a_file_is_said_and_a_bomb_is_not_opened() {
    run("crowding", &json!({ "register": "a,b\n1,2\n" })).detail(400);
    let bomb = json!({ "value": "H4sIAAAAAAAA", "mediaType": "text/csv", "encoding": "base64" });
    assert!(run("crowding", &json!({ "register": bomb })).detail(400).contains("not compressed"));
    let xml = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
    let told = run("crowding", &json!({ "register": { "value": xml, "mediaType": "application/xml" } }));
    assert!(!told.body.contains("root:") && told.status.as_u16() < 500, "{}", told.body);
}

#[test]
fn a_request_that_is_too_large_is_refused() {
    let big = "x".repeat(3 * 1024 * 1024);
    assert_eq!(run("echo", &json!({ "text": big })).status, 413);
}

#[test]
fn the_result_is_that_of_the_address() {
    let inputs = json!({ "x": 232_289, "y": 542_576, "system": "open", "drilling_depth_m": 60, "flow_m3_h": 40, "date": "2026-11-21" });
    assert_eq!(run("screen", &inputs).body, get(&format!("/screen?{}", super::BEILEN)).body);
}
