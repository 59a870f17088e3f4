//! The rules.

use super::get;

#[test]
fn a_rule_has_a_page_a_text_and_a_document() {
    let rule = get("/rules/DR-2024-17").json();
    assert_eq!((&rule["id"], &rule["rule"]["outcome"]), (&"DR-2024-17".into(), &"prohibited".into()));
    assert!(rule["text"]["en"].as_str().unwrap().contains("outcome       prohibited"));
    assert!(get("/rules/DR-2024-17?f=html").body.contains("<h1>DR-2024-17</h1>"));
    assert!(get("/rules/DR-2024-17?f=text&lang=en").body.starts_with("id            DR-2024-17"));
    assert!(get("/rules/NL-2024-R11?f=text&lang=en").body.contains("asked"));
    let unknown = get("/rules/DR-2024-71?lang=en").detail(404);
    assert!(unknown.starts_with("there is no rule `DR-2024-71`; did you mean"), "{unknown}");
}

#[test]
fn the_list_is_that_of_a_day_and_a_jurisdiction() {
    let count = |query: &str| get(&format!("/rules{query}")).json()["rules"].as_array().unwrap().len();
    let (all, then, there) = (count(""), count("?date=2020-06-01"), count("?date=2020-06-01&jurisdiction=drenthe"));
    assert!(all > then && then > there && there > 0, "{all} {then} {there}");
    assert!(get("/rules?f=html").body.contains("<a href=\"/rules/DR-2024-17\">"));
    assert_eq!(
        get("/rules?date=yesterday&lang=en").detail(400),
        "date = yesterday: a day such as 2026-11-21 is needed"
    );
}
