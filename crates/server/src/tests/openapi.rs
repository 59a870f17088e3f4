//! The `OpenAPI` document.

use serde_json::Value;

use super::get;

/// Calls `each` with every reference in a document.
fn each_reference(document: &Value, each: &mut impl FnMut(&str)) {
    match document {
        Value::Object(members) => {
            for (name, value) in members {
                match (name.as_str(), value) {
                    ("$ref", Value::String(reference)) => each(reference),
                    _ => each_reference(value, each),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| each_reference(item, each)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let api = get("/api").json();
    let mut count = 0;
    each_reference(&api, &mut |reference| {
        count += 1;
        let pointer = reference.strip_prefix('#').unwrap_or_else(|| panic!("{reference}"));
        assert!(api.pointer(pointer).is_some(), "{reference}");
    });
    assert!(count > 100, "{count}");
    assert!(api["components"]["schemas"]["Verdict"]["properties"]["outcome"].is_object());
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let api = get("/api").json();
    let operations = api["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap().values());
    let mut names: Vec<&str> = operations.map(|operation| operation["operationId"].as_str().unwrap()).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn links_and_server_are_those_that_others_know() {
    assert_eq!(get("/api").json()["servers"][0]["url"], "http://localhost:8080");
}
