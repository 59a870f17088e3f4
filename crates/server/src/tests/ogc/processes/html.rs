//! `/conf/html`.

use super::super::super::get;
use super::{id, start, text};

#[test]
fn definition() {
    let id = id(&start("echo", &text("a")));
    for page in ["/processes", "/processes/spf", "/jobs", &format!("/jobs/{id}")] {
        let told = get(&format!("{page}?f=html"));
        assert_eq!((told.status.as_u16(), told.header("content-type")), (200, "text/html; charset=utf-8"), "{page}");
    }
}

#[test]
fn content() {
    let page = get("/processes?f=html&lang=en").body;
    assert!(page.contains("SPF and yearly report") && page.starts_with("<!DOCTYPE html>"), "{page}");
    assert!(get("/processes/crowding?f=html&lang=en").body.contains("Register of existing systems"));
}
