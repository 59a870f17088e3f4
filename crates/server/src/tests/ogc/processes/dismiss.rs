//! `/conf/dismiss`.

use std::time::{Duration, Instant};

use serde_json::json;

use super::super::super::{SERVER, asked, get};
use super::{NO_SUCH_JOB, ended, id, kind, start, text};

#[test]
fn job_dismiss_op() {
    let id = id(&start("echo", &text("a")));
    ended(&id);
    assert_eq!(asked(&SERVER, "DELETE", &format!("/jobs/{id}"), &[], "").status, 200);
    assert_eq!(kind(&get(&format!("/jobs/{id}")), 404), NO_SUCH_JOB);
}

#[test]
fn job_dismiss_success() {
    let began = Instant::now();
    let id = id(&start("echo", &json!({ "inputs": { "text": "a", "pause": 20 } })));
    let told = asked(&SERVER, "DELETE", &format!("/jobs/{id}"), &[], "").json();
    assert_eq!((&told["status"], &told["jobID"]), (&json!("dismissed"), &json!(id)));
    // The next one does not wait for it.
    let next = super::id(&start("echo", &text("b")));
    assert_eq!(ended(&next)["status"], "successful");
    assert!(began.elapsed() < Duration::from_secs(20));
}
