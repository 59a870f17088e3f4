//! The abstract tests of OGC API Processes Part 1 (18-062r2), each under its official name:
//! `/conf/core/job-results-exception/no-such-job` is `core::job_results_exception_no_such_job`.

mod core;
mod dismiss;
mod html;
mod job_list;
mod json;
mod oas30;
mod ogc_process_description;

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::super::{SERVER, Told, asked, get, post};

const EXECUTION: &str = "/processes/echo/execution";
const NO_SUCH_JOB: &str = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job";

/// Runs the echo at once.
fn run(body: &Value) -> Told {
    post(EXECUTION, "application/json", body.to_string())
}

/// Starts a job of a process.
fn start(process: &str, body: &Value) -> Told {
    let headers = [("content-type", "application/json"), ("prefer", "respond-async")];
    asked(&SERVER, "POST", &format!("/processes/{process}/execution"), &headers, body.to_string())
}

/// The id of a job that was started.
fn id(told: &Told) -> String {
    assert_eq!(told.status, 201, "{}", told.body);
    let status: Value = serde_json::from_str(&told.body).unwrap();
    status["jobID"].as_str().unwrap().to_owned()
}

/// Waits until a job has ended.
fn ended(id: &str) -> Value {
    let until = Instant::now() + Duration::from_mins(1);
    loop {
        let status = get(&format!("/jobs/{id}")).json();
        if !["accepted", "running"].contains(&status["status"].as_str().unwrap()) {
            return status;
        }
        assert!(Instant::now() < until, "{status}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A problem of a kind that has a name.
fn kind(told: &Told, status: u16) -> String {
    told.detail(status);
    let problem: Value = serde_json::from_str(&told.body).unwrap();
    problem["type"].as_str().unwrap().to_owned()
}

/// Checks what `statusInfo.yaml` asks.
fn check_status(status: &Value) {
    assert_eq!(status["type"], "process");
    for text in ["jobID", "processID", "created"] {
        assert!(status[text].is_string(), "{text} in {status}");
    }
    let words = ["accepted", "running", "successful", "failed", "dismissed"];
    assert!(words.contains(&status["status"].as_str().unwrap()), "{status}");
    for moment in ["created", "started", "finished"] {
        assert!(status[moment].is_null() || status[moment].as_str().unwrap().parse::<jiff::Timestamp>().is_ok());
    }
}

/// A text to give back.
fn text(text: &str) -> Value {
    json!({ "inputs": { "text": text } })
}
