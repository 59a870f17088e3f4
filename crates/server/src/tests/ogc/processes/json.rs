//! `/conf/json`.

use super::super::super::get;
use super::{id, start, text};

#[test]
fn definition() {
    let id = id(&start("echo", &text("a")));
    for page in ["/processes", "/processes/screen", "/jobs", &format!("/jobs/{id}")] {
        assert_eq!(get(page).header("content-type"), "application/json", "{page}");
    }
}
