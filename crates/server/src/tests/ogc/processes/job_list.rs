//! `/conf/job-list`.

use serde_json::{Value, json};

use super::super::super::get;
use super::super::{follow, links, parameter};
use super::{check_status, ended, id, start, text};

fn jobs(query: &str) -> Vec<Value> {
    get(&format!("/jobs{query}")).json()["jobs"].as_array().unwrap().clone()
}

fn has(jobs: &[Value], id: &str) -> bool {
    jobs.iter().any(|job| job["jobID"] == id)
}

#[test]
fn job_list_op() {
    assert_eq!(get("/jobs").status, 200);
}

#[test]
fn job_list_success() {
    let id = id(&start("echo", &text("a")));
    let jobs = jobs("");
    assert!(has(&jobs, &id));
    jobs.iter().for_each(check_status);
}

#[test]
fn links_() {
    let list = get("/jobs").json();
    for rel in ["self", "alternate"] {
        assert_eq!(follow(links(&list, rel)[0]).status, 200, "{rel}");
    }
}

#[test]
fn type_definition() {
    let schema = parameter("/jobs", "type")["schema"].clone();
    assert_eq!((&schema["type"], &schema["items"]["type"]), (&json!("array"), &json!("string")));
}

#[test]
fn type_response() {
    let id = id(&start("echo", &text("a")));
    assert!(has(&jobs("?type=process"), &id) && !has(&jobs("?type=other"), &id));
}

#[test]
fn process_id_definition() {
    assert_eq!(parameter("/jobs", "processID")["schema"]["type"], "array");
}

#[test]
fn process_id_mandatory() {
    start("echo", &text("a"));
    assert!(jobs("").iter().all(|job| job["processID"].is_string()));
}

#[test]
fn process_id_response() {
    let id = id(&start("echo", &text("a")));
    assert!(has(&jobs("?processID=echo"), &id) && has(&jobs("?processID=spf,echo"), &id));
    assert!(!has(&jobs("?processID=spf"), &id));
}

#[test]
fn status_definition() {
    assert_eq!(parameter("/jobs", "status")["schema"]["type"], "array");
}

#[test]
fn status_response() {
    let id = id(&start("echo", &text("a")));
    ended(&id);
    assert!(has(&jobs("?status=successful"), &id) && !has(&jobs("?status=failed,running"), &id));
}

#[test]
fn datetime_definition() {
    assert_eq!(parameter("/jobs", "datetime")["schema"]["type"], "string");
    get("/jobs?datetime=yesterday").detail(400);
}

#[test]
fn datetime_response() {
    let id = id(&start("echo", &text("a")));
    assert!(
        has(&jobs("?datetime=2020-01-01T00:00:00Z/.."), &id) && !has(&jobs("?datetime=../2020-01-01T00:00:00Z"), &id)
    );
}

#[test]
fn duration_definition() {
    for name in ["minDuration", "maxDuration"] {
        assert_eq!(parameter("/jobs", name)["in"], "query");
    }
}

#[test]
fn duration_response() {
    let id = id(&start("echo", &text("a")));
    ended(&id);
    assert!(has(&jobs("?maxDuration=60"), &id) && !has(&jobs("?minDuration=61"), &id));
}

#[test]
fn limit_definition() {
    let schema = parameter("/jobs", "limit")["schema"].clone();
    assert_eq!((&schema["type"], &schema["minimum"]), (&json!("integer"), &json!(1)));
}

#[test]
fn limit_response() {
    for _ in 0..2 {
        ended(&id(&start("echo", &text("a"))));
    }
    assert_eq!(jobs("?limit=1").len(), 1);
}
