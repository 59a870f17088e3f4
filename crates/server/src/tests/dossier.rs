//! The decision document over HTTP.

use super::{BEILEN, get, post};

#[test]
fn a_page_to_keep_is_handed_over_and_not_shown() {
    let told = get(&format!("/dossier?{BEILEN}&id=DR-1&f=html&lang=en"));
    assert_eq!((told.status.as_u16(), told.header("content-type")), (200, "text/html; charset=utf-8"));
    assert_eq!(told.header("content-disposition"), "attachment; filename=\"dossier-DR-1.html\"");
    assert!(told.header("content-security-policy").contains("style-src 'self';"), "the policy is that of all answers");
    assert!(told.body.contains("DR-2024-01") && !told.body.contains("<script"), "the rule that decides is in it");
}

#[test]
fn it_is_the_same_from_the_address_and_from_the_body() {
    let body = r#"{"x": 232289, "y": 542576, "system": "open", "drilling_depth_m": 60, "flow_m3_h": 40, "date": "2026-11-21"}"#;
    let of_body = post("/dossier?f=html", "application/json", body);
    assert_eq!(of_body.body, get(&format!("/dossier?{BEILEN}&f=html")).body);
}

#[test]
fn what_is_no_application_has_no_document() {
    get("/dossier?x=1&y=2&system=open&f=pdf").detail(400);
    let page = get("/dossier?f=html");
    assert_eq!((page.status.as_u16(), page.header("content-type")), (400, "text/html; charset=utf-8"));
}
