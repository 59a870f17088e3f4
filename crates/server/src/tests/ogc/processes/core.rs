//! `/conf/core`.

use serde_json::{Value, json};

use super::super::super::{SERVER, asked, get, post};
use super::super::{follow, links, parameter};
use super::{EXECUTION, NO_SUCH_JOB, check_status, ended, id, kind, run, start, text};

#[test]
fn landingpage_op() {
    assert!(get("/").json().is_object());
}

#[test]
fn landingpage_success() {
    let landing = get("/").json();
    for rel in ["conformance", "processes", "job-list"] {
        let found = links(&landing, &format!("http://www.opengis.net/def/rel/ogc/1.0/{rel}"));
        assert_eq!(follow(found[0]).status, 200, "{rel}");
    }
}

#[test]
fn conformance_op() {
    assert_eq!(get("/conformance").status, 200);
}

#[test]
fn conformance_success() {
    let told = get("/conformance").json();
    for class in ["core", "ogc-process-description", "json", "html", "oas30", "job-list", "dismiss"] {
        let class = format!("http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/{class}");
        assert!(told["conformsTo"].as_array().unwrap().contains(&json!(class)), "{class}");
    }
}

#[test]
fn process_list() {
    assert_eq!(get("/processes").status, 200);
}

#[test]
fn pl_limit_definition() {
    let limit = parameter("/processes", "limit");
    assert_eq!(
        (&limit["in"], &limit["schema"]["type"], &limit["schema"]["minimum"]),
        (&json!("query"), &json!("integer"), &json!(1))
    );
}

#[test]
fn pl_limit_response() {
    for (limit, count) in [(1, 1), (2, 2), (1000, 7)] {
        let list = get(&format!("/processes?limit={limit}")).json();
        assert_eq!(list["processes"].as_array().unwrap().len(), count, "{limit}");
    }
    get("/processes?limit=0").detail(400);
}

#[test]
fn process_list_success() {
    let list = get("/processes").json();
    let ids: Vec<&str> =
        list["processes"].as_array().unwrap().iter().map(|process| process["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["echo", "screen", "plot", "crowding", "feasibility", "closed-loops", "spf"]);
    for process in list["processes"].as_array().unwrap() {
        assert!(process["version"].is_string() && process["jobControlOptions"].is_array(), "{process}");
        assert_eq!(process["outputTransmission"], json!(["value"]));
    }
}

#[test]
fn pl_links() {
    for page in ["/processes", "/processes?f=html"] {
        let told = get(page);
        assert_eq!(told.status, 200);
    }
    let list = get("/processes").json();
    for rel in ["self", "alternate"] {
        assert_eq!(follow(links(&list, rel)[0]).status, 200, "{rel}");
    }
}

#[test]
fn process_description() {
    for id in ["echo", "screen", "plot", "crowding", "feasibility", "closed-loops", "spf"] {
        assert_eq!(get(&format!("/processes/{id}")).status, 200, "{id}");
    }
}

#[test]
fn process_description_success() {
    let echo = get("/processes/echo").json();
    assert_eq!(echo["inputs"]["text"]["schema"]["type"], "string");
    assert_eq!(echo["inputs"]["text"]["minOccurs"], 1);
    assert_eq!(echo["outputs"]["result"]["schema"]["type"], "string");
    for rel in ["self", "alternate", "http://www.opengis.net/def/rel/ogc/1.0/process-desc"] {
        assert_eq!(follow(links(&echo, rel)[0]).status, 200, "{rel}");
    }
}

#[test]
fn process_exception_no_such_process() {
    let expected = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process";
    assert_eq!(kind(&get("/processes/none"), 404), expected);
    assert_eq!(kind(&post("/processes/none/execution", "application/json", "{}"), 404), expected);
}

#[test]
fn process_execute_op() {
    assert_eq!(run(&text("a")).status, 200);
}

#[test]
fn process_execute_request() {
    let body = json!({
        "inputs": { "text": "a" },
        "outputs": { "result": { "format": { "mediaType": "text/plain" }, "transmissionMode": "value" } },
        "response": "raw",
    });
    assert_eq!(run(&body).body, "a");
    for wrong in ["", "[]", "{", "{\"inputs\": []}", "{\"inputs\": {\"text\": \"a\"}, \"response\": \"other\"}"] {
        post(EXECUTION, "application/json", wrong).detail(400);
    }
}

#[test]
fn process_execute_default_execution_mode() {
    assert_eq!(run(&text("a")).status, 200);
}

#[test]
fn process_execute_auto_execution_mode() {
    let told = start("echo", &text("a"));
    assert_eq!((told.status.as_u16(), told.header("preference-applied")), (201, "respond-async"));
}

#[test]
fn process_execute_default_outputs() {
    for outputs in [json!(null), json!({}), json!({ "result": {} })] {
        let told = run(&json!({ "inputs": { "text": "a" }, "outputs": outputs }));
        assert_eq!((told.status.as_u16(), told.body.as_str()), (200, "a"), "{outputs}");
    }
    let told = run(&json!({ "inputs": { "text": "a" }, "outputs": { "other": {} } }));
    told.detail(400);
}

#[test]
fn process_execute_inputs() {
    let by_reference = json!({ "inputs": { "text": { "href": "data:text/plain,een%20tekst" } } });
    assert_eq!(run(&by_reference).body, "een tekst");
    let told = run(&json!({ "inputs": { "text": { "href": "http://127.0.0.1:8080/health" } } }));
    assert!(told.detail(400).contains("data:"), "no address is looked up");
}

#[test]
fn process_execute_input_array() {
    let readings = ["time,heat_mwh\n2025-01-01,0\n", "time,heat_mwh\n2026-01-01,10\n"];
    let told =
        post("/processes/spf/execution", "application/json", json!({ "inputs": { "readings": readings } }).to_string());
    assert!(told.detail(400).contains("--concept") || told.body.contains("concept"), "{}", told.body);
    run(&json!({ "inputs": { "text": ["a", "b"] } })).detail(400);
}

#[test]
fn process_execute_input_inline_object() {
    let application = json!({ "x": 232_289, "y": 542_576, "system": "open", "drilling_depth_m": 60, "flow_m3_h": 40, "date": "2026-11-21" });
    for value in [application.clone(), json!({ "value": application, "mediaType": "application/json" })] {
        let body = json!({ "inputs": { "application": value } }).to_string();
        let told = post("/processes/screen/execution", "application/json", body).json();
        assert_eq!(told["outcome"], "prohibited");
    }
}

#[test]
fn process_execute_input_inline_mixed() {
    let feature =
        json!({ "type": "Feature", "geometry": null, "properties": { "x": 232_289, "y": 542_576, "system": "open" } });
    let value = json!({ "value": feature, "mediaType": "application/geo+json" });
    let told = post(
        "/processes/screen/execution",
        "application/json",
        json!({ "inputs": { "application": value } }).to_string(),
    );
    assert!(told.status == 200 || told.status == 400, "{}", told.body);
    let value = json!({ "value": "a", "mediaType": "image/png" });
    let told = post(
        "/processes/screen/execution",
        "application/json",
        json!({ "inputs": { "application": value } }).to_string(),
    );
    assert!(told.detail(400).contains("application/json, application/geo+json"));
}

#[test]
fn process_execute_input_inline_bbox() {
    let described = get("/processes/crowding").json();
    assert_eq!(described["inputs"]["bbox"]["schema"]["minItems"], 4);
    // How it is read: `processes::inputs`, values_come_in_every_form_that_the_standard_has.
}

#[test]
fn process_execute_input_inline_binary() {
    let value = json!({ "value": "eyJ4IjogMjMyMjg5LCAieSI6IDU0MjU3NiwgInN5c3RlbSI6ICJvcGVuIn0=", "mediaType": "application/json", "encoding": "base64" });
    let told = post(
        "/processes/screen/execution",
        "application/json",
        json!({ "inputs": { "application": value } }).to_string(),
    );
    assert_eq!(told.json()["schema"], "bodemtoets/verdict/1");
}

#[test]
fn process_execute_input_validation() {
    for (inputs, field) in [
        (json!({}), "text"),
        (json!({ "text": "a", "pause": -1 }), "pause"),
        (json!({ "text": "a", "pause": "x" }), "pause"),
        (json!({ "text": { "a": 1 } }), "text"),
        (json!({ "text": "a", "other": 1 }), "other"),
    ] {
        let told = run(&json!({ "inputs": inputs }));
        told.detail(400);
        assert_eq!(serde_json::from_str::<Value>(&told.body).unwrap()["field"], field, "{inputs}");
    }
}

#[test]
fn process_execute_sync_raw_value_one() {
    let told = run(&text("één tekst"));
    assert_eq!((told.header("content-type"), told.body.as_str()), ("text/plain; charset=utf-8", "één tekst"));
}

#[test]
fn process_execute_sync_document() {
    let told = run(&json!({ "inputs": { "text": "a" }, "response": "document" }));
    assert_eq!(told.json(), json!({ "result": "a" }));
    let inputs = json!({ "x": 232_289, "y": 542_576, "system": "open", "detail": "brief", "date": "2026-11-21" });
    let body = json!({ "inputs": inputs, "response": "document" }).to_string();
    let told = post("/processes/screen/execution", "application/json", body).json();
    assert_eq!(told["result"]["value"]["schema"], "bodemtoets/brief/1");
    assert_eq!(told["result"]["mediaType"], "application/json");
}

#[test]
fn process_execute_sync_raw_ref() {
    let told = run(&json!({ "inputs": { "text": "a" }, "outputs": { "result": { "transmissionMode": "reference" } } }));
    assert!(told.detail(400).contains("value"), "outputTransmission has `value` alone");
}

#[test]
fn process_execute_success_async() {
    let told = start("echo", &text("a"));
    let status: Value = serde_json::from_str(&told.body).unwrap();
    check_status(&status);
    let at = format!("http://localhost:8080/jobs/{}", status["jobID"].as_str().unwrap());
    assert_eq!(told.header("location"), at);
}

#[test]
fn job() {
    let id = id(&start("echo", &text("a")));
    assert_eq!(get(&format!("/jobs/{id}")).status, 200);
}

#[test]
fn job_success() {
    let id = id(&start("echo", &text("a")));
    check_status(&get(&format!("/jobs/{id}")).json());
    let status = ended(&id);
    check_status(&status);
    assert_eq!(
        (&status["status"], &status["jobID"], &status["processID"]),
        (&json!("successful"), &json!(id), &json!("echo"))
    );
}

#[test]
fn job_exception_no_such_job() {
    assert_eq!(kind(&get("/jobs/none"), 404), NO_SUCH_JOB);
}

#[test]
fn job_results() {
    let id = id(&start("echo", &text("a")));
    let status = ended(&id);
    let results = links(&status, "http://www.opengis.net/def/rel/ogc/1.0/results")[0].clone();
    assert_eq!(follow(&results).status, 200);
}

#[test]
fn job_results_async_raw_value_one() {
    let id = id(&start("echo", &text("abc")));
    ended(&id);
    let told = get(&format!("/jobs/{id}/results"));
    assert_eq!((told.status.as_u16(), told.body.as_str()), (200, "abc"));
}

#[test]
fn job_results_async_document() {
    let id = id(&start("echo", &json!({ "inputs": { "text": "abc" }, "response": "document" })));
    ended(&id);
    assert_eq!(get(&format!("/jobs/{id}/results")).json(), json!({ "result": "abc" }));
}

#[test]
fn job_results_exception_no_such_job() {
    assert_eq!(kind(&get("/jobs/none/results"), 404), NO_SUCH_JOB);
}

#[test]
fn job_results_exception_results_not_ready() {
    let id = id(&start("echo", &json!({ "inputs": { "text": "a", "pause": 5 } })));
    let expected = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-ready";
    assert_eq!(kind(&get(&format!("/jobs/{id}/results")), 404), expected);
    assert_eq!(asked(&SERVER, "DELETE", &format!("/jobs/{id}"), &[], "").status, 200);
}

#[test]
fn job_results_failed() {
    let id = id(&start("screen", &json!({ "inputs": { "x": 1, "y": 2, "system": "open" } })));
    let status = ended(&id);
    assert_eq!(status["status"], "failed");
    let told = get(&format!("/jobs/{id}/results?lang=en"));
    assert!(told.detail(400).contains("outside the Netherlands"), "{}", told.body);
}
