//! `GET /screen`, and one application in a body.

use super::{BEILEN, get, post};

#[test]
fn the_verdict_is_that_of_the_library_byte_for_byte() {
    use bodemtoets_screening::{Application, Screener, System};
    let screener = Screener::embedded(jiff::civil::date(2020, 1, 1)).unwrap();
    let application = Application::builder().xy(232_289.0, 542_576.0).system(System::Open).drilling_depth_m(60.0);
    let application = application.flow_m3_h(40.0).date(jiff::civil::date(2026, 11, 21)).build().unwrap();
    let assessment = screener.assess(&application);
    let verdict = assessment.verdict(Some(&bodemtoets_space::RdNew::new()), Some(assessment.remedies(500.0)));
    assert_eq!(get(&format!("/screen?{BEILEN}")).body, serde_json::to_string_pretty(&verdict).unwrap() + "\n");
}

#[test]
fn a_document_gives_the_verdict_of_its_address() {
    let body = r#"{"x": 232289, "y": 542576, "system": "open", "drilling_depth_m": 60, "flow_m3_h": 40, "date": "2026-11-21"}"#;
    let by_address = get(&format!("/screen?{BEILEN}"));
    assert_eq!(post("/screen", "application/json", body).body, by_address.body);
    // What the body leaves out, the address may say; and a feature is an application as well.
    let feature = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[232289,542576]},"properties":{"system":"open"}}"#;
    let rest = "/screen?drilling_depth_m=60&flow_m3_h=40&date=2026-11-21";
    assert_eq!(post(rest, "application/geo+json", feature).body, by_address.body);
}

#[test]
fn the_short_form_is_at_most_four_kilobytes_whatever_is_asked() {
    let long = "x".repeat(3000);
    for query in [
        BEILEN.to_owned(),
        format!("{BEILEN}&id={long}"),
        "x=165000&y=400000&system=open&drilling_depth_m=25&date=2020-06-01".to_owned(),
        "x=190000&y=405000&system=closed".to_owned(),
        "x=232289&y=542576&system=closed&drilling_depth_m=60&remedies=500".to_owned(),
        format!(
            "geometry=POLYGON((190000%20400000,232289%20400000,232289%20542576,190000%20400000))&system=open&id={long}&fluid={long}"
        ),
    ] {
        let told = get(&format!("/screen?detail=brief&{query}"));
        let brief = told.json();
        assert_eq!(brief["schema"], "bodemtoets/brief/1");
        assert!(told.body.len() <= 4096, "{} bytes: {}", told.body.len(), told.body);
        let full = get(&format!("/screen?{query}")).json();
        for same in ["outcome", "range", "certainty", "date", "location"] {
            assert_eq!(brief[same], full[same], "{same}");
        }
    }
}

#[test]
fn what_is_wrong_is_said_in_the_words_of_the_command_line_and_the_language_asked_for() {
    for (query, said) in [
        (
            "x=542576&y=232289&system=open&lang=en",
            "x, y = 542576, 232289: is outside the Netherlands; x and y look swapped",
        ),
        ("x=232289&y=542576&system=open&drilling_depth_m=deep&lang=en", "drilling_depth_m = deep: not a number"),
        ("x=232289&system=open", "y: een coördinaat zonder de andere: y ontbreekt"),
        ("depth=60&lang=en", "depth: this parameter is not known here"),
        (
            "x=232289&y=542576&system=open&given=nothing%3D1&lang=en",
            "given: no rule asks for a zone of the kind `nothing`",
        ),
    ] {
        let told = get(&format!("/screen?{query}"));
        let detail = told.detail(400);
        assert!(detail.starts_with(said), "{detail}");
        assert_eq!(told.header("content-language"), if query.contains("lang=en") { "en" } else { "nl" });
    }
    assert_eq!(
        post("/screen", "application/json", "{").detail(400),
        "JSON: EOF while parsing an object at line 1 column 1"
    );
    let said = post("/screen?lang=en", "application/json", r#"{"depth": 60}"#).detail(400);
    assert!(said.starts_with("depth = 60:"), "{said}");
}

#[test]
fn a_value_that_counts_as_not_given_is_said_in_a_header() {
    let told = get(&format!("/screen?{}", BEILEN.replace("flow_m3_h=40", "flow_m3_h=0")));
    told.json();
    let said = "flow_m3_h = \"0\": zero is not a value here and counts as not given; leave the field empty when the value is not known";
    assert_eq!(told.header("bodemtoets-remark"), said);
    assert_eq!(get(&format!("/screen?{BEILEN}")).header("bodemtoets-remark"), "");
}

#[test]
fn a_browser_gets_a_page_with_nothing_that_was_asked_running_in_it() {
    let attack = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
    let page = super::asked(
        &super::SERVER,
        "GET",
        &format!("/screen?{BEILEN}&lang=en&id={attack}&applicant={attack}"),
        &[("accept", "text/html,application/xhtml+xml,*/*;q=0.8")],
        axum::body::Body::empty(),
    );
    assert_eq!((page.status.as_u16(), page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(page.body.contains("<h1 id=\"outcome\">") && page.body.contains("Prohibited"), "{}", page.body);
    assert!(page.body.contains("<a href=\"/rules/DR-2024-17\">"));
    assert!(!page.body.contains("<script") && !page.body.contains(" style="), "{}", page.body);
    let wrong = get(&format!("/screen?f=html&x={attack}"));
    assert!(wrong.status == 400 && !wrong.body.contains("<script"), "{}", wrong.body);
    assert!(get(&format!("/screen?{BEILEN}&f=text&lang=en")).body.starts_with("✗ PROHIBITED"));
}
