//! Processes over a real connection: files are read apart, and the result is that of the command line.

use serde_json::{Value, json};

use crate::common::served::{Served, Told, wait_until};
use crate::common::{folder, run, run_in, screen};

const READINGS: &str = "time,heat_mwh,cold_mwh,electricity_mwh\n2025-01-01,0,0,0\n2026-01-01,60,20,20\n";
const REGISTER: &str = "id,x,y,system,well_type,screen_top_m,screen_bottom_m,licensed_volume_m3\n\
                        a,200000,450000,open,warm,20,50,200000\n\
                        b,200050,450000,open,cold,20,50,200000\n\
                        c,205000,455000,open,warm,20,50,200000\n";

fn execute(served: &Served, process: &str, prefer: &str, inputs: &Value) -> Told {
    let headers = format!("Content-Type: application/json\r\n{prefer}");
    let body = json!({ "inputs": inputs }).to_string();
    served.ask("POST", &format!("/processes/{process}/execution?lang=en"), &headers, &body)
}

#[test]
fn a_result_is_that_of_the_command_line_byte_for_byte() {
    let served = Served::start(&std::env::temp_dir(), &[]);
    let files = folder(&[("readings.csv", READINGS), ("register.csv", REGISTER)]);
    let ran = |arguments: &str| run_in(&files, arguments).well();
    for (process, inputs, expected) in [
        (
            "screen",
            json!({ "x": 232_289, "y": 542_576, "system": "open", "drilling_depth_m": 60, "flow_m3_h": 40, "date": "2026-11-21" }),
            screen("--xy 232289,542576 --system open --depth 60 --flow 40 --date 2026-11-21 --format json").well(),
        ),
        (
            "spf",
            json!({ "readings": READINGS, "concept": "1", "kind": "counter" }),
            ran("spf report readings.csv --concept 1 --kind counter --format json"),
        ),
        ("crowding", json!({ "register": REGISTER }), ran("crowding pairs register.csv --format geojson")),
        (
            "feasibility",
            json!({ "area_m2": 12_000, "heat_pump_kw": 350 }),
            run("feasibility --area 12000 --pump 350 --lang en --format json").well(),
        ),
        ("feasibility", json!({ "report": "optimise" }), run("feasibility optimise --format json").well()),
        (
            "feasibility",
            json!({ "report": "monte-carlo", "draws": 200 }),
            run("feasibility monte-carlo --draws 200 --format json").well(),
        ),
        ("feasibility", json!({ "report": "what-if" }), run("feasibility what-if --format json").well()),
        (
            "closed-loops",
            json!({ "dwelling": "terraced", "area_m2": 120, "label": "B" }),
            run("feasibility closed --dwelling terraced --area 120 --label B --format json").well(),
        ),
    ] {
        let told = execute(&served, process, "", &inputs);
        assert_eq!(told.status, 200, "{process} {inputs}: {}", told.body);
        assert!(told.body == expected, "{process} {inputs}:\n{:.2000}\n---\n{expected:.2000}", told.body);
    }
}

#[test]
fn nothing_in_a_request_opens_a_file_of_the_server() {
    let secret = folder(&[("secret.csv", "time,heat_mwh\n2025-01-01,31415\n"), ("secret.toml", "id = \"secret\"\n")]);
    let served = Served::start(secret.path(), &[]);
    let path = secret.path().display();
    for inputs in [
        json!({ "readings": READINGS, "concept": format!("{path}/secret.toml") }),
        json!({ "readings": READINGS, "concept": "../secret.toml" }),
        json!({ "readings": { "href": format!("file://{path}/secret.csv") }, "concept": "1" }),
        json!({ "readings": { "href": "secret.csv" }, "concept": "1" }),
        json!({ "readings": READINGS, "installation": format!("concept = \"{path}/secret.toml\"") }),
    ] {
        let told = execute(&served, "spf", "", &inputs);
        assert!(told.status == 400 && !told.body.contains("31415"), "{inputs}: {} {}", told.status, told.body);
    }
    let building = format!("[files]\ndemand = \"{path}/secret.csv\"\n");
    let told = execute(&served, "feasibility", "", &json!({ "building": building }));
    assert!(told.status == 400 && told.body.contains("names the file"), "{}", told.body);
    // A document that names another one, and one that grows when it is read.
    for xml in [
        format!("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file://{path}/secret.csv\">]><a>&b;</a>"),
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]><a>&d;</a>".to_owned(),
    ] {
        let told = execute(&served, "crowding", "", &json!({ "register": { "value": xml, "mediaType": "application/xml" } }));
        assert!(told.status < 500 && !told.body.contains("31415"), "{} {}", told.status, told.body);
    }
    assert_eq!(served.get("/health").status, 200);
}

#[test]
fn a_job_runs_while_others_ask_and_is_ended_when_nobody_wants_it() {
    let served = Served::start(&std::env::temp_dir(), &[]);
    // So many draws take far longer than this test.
    let long = json!({ "report": "monte-carlo", "draws": 100_000 });
    let told = execute(&served, "feasibility", "Prefer: respond-async\r\n", &long);
    assert_eq!(told.status, 201, "{}", told.body);
    let job: Value = serde_json::from_str(&told.body).unwrap();
    let uri = format!("/jobs/{}", job["jobID"].as_str().unwrap());
    let status = || served.get(&uri).body;
    wait_until("the job runs", || status().contains("running") || status().contains("successful"));
    assert_eq!(served.get("/health").status, 200);
    assert!(served.ask("DELETE", &uri, "", "").body.contains("dismissed"));
    assert_eq!(served.get(&uri).status, 404);
    // The next one has its turn.
    let told = execute(&served, "echo", "Prefer: respond-async\r\n", &json!({ "text": "next" }));
    let job: Value = serde_json::from_str(&told.body).unwrap();
    let results = format!("/jobs/{}/results", job["jobID"].as_str().unwrap());
    wait_until("the next job has ended", || served.get(&results).body == "next");
}

#[test]
fn too_many_jobs_are_refused() {
    let served = Served::start(&std::env::temp_dir(), &[]);
    let slow = json!({ "text": "a", "pause": 20 });
    let statuses: Vec<u16> =
        (0..18).map(|_| execute(&served, "echo", "Prefer: respond-async\r\n", &slow).status).collect();
    assert_eq!((&statuses[..16], statuses[17]), (&[201; 16][..], 503));
}

#[test]
fn each_sees_its_own_jobs() {
    let lines: Vec<(String, String)> = ["a", "b"]
        .map(|name| {
            let made = run(&format!("serve token screen {name} --lang en"));
            let token = made.stderr.lines().next().unwrap().strip_prefix("token: ").unwrap().to_owned();
            (token, made.well())
        })
        .into();
    let folder = folder(&[("tokens", &(lines[0].1.clone() + &lines[1].1))]);
    let served = Served::start(folder.path(), &["--tokens", "tokens"]);
    let bearer = |who: usize| format!("Authorization: Bearer {}\r\n", lines[who].0);
    let told = execute(&served, "echo", &format!("{}Prefer: respond-async\r\n", bearer(0)), &json!({ "text": "mine" }));
    let job: Value = serde_json::from_str(&told.body).unwrap();
    let uri = format!("/jobs/{}", job["jobID"].as_str().unwrap());
    assert_eq!(served.ask("GET", &uri, &bearer(0), "").status, 200);
    assert_eq!(served.ask("GET", &uri, &bearer(1), "").status, 404);
    assert_eq!(served.ask("DELETE", &uri, &bearer(1), "").status, 404);
    assert!(!served.ask("GET", "/jobs", &bearer(1), "").body.contains(job["jobID"].as_str().unwrap()));
    assert_eq!(served.get(&uri).status, 401);
}
