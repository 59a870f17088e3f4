//! `/conf/oas30`.

use super::get;
use crate::routes::ROUTES;

#[test]
fn definition_1() {
    assert_eq!(get("/api").header("content-type"), "application/vnd.oai.openapi+json;version=3.0");
    assert_eq!(get("/api?f=html").header("content-type"), "text/html; charset=utf-8");
}

#[test]
fn definition_2() {
    let api = get("/api").json();
    assert_eq!(api["openapi"], "3.0.3");
    for needed in ["info", "paths"] {
        assert!(api[needed].is_object());
    }
}

#[test]
fn oas_impl() {
    let api = get("/api").json();
    let described: usize = api["paths"].as_object().unwrap().values().map(|path| path.as_object().unwrap().len()).sum();
    assert_eq!(described, ROUTES.len());
    for (path, operations) in api["paths"].as_object().unwrap() {
        if operations["get"].is_null() {
            continue;
        }
        let path = path
            .replace("{collectionId}", "zones")
            .replace("{featureId}", "protection-zones.dr-beilen")
            .replace("{processID}", "echo")
            .replace("{id}", "DR-2024-17");
        let path = path.replace("{number}", "1").replace("{level}/{row}/{column}", "0/0/0");
        let status = get(&path).status.as_u16();
        let expected = if ["/screen", "/dossier"].contains(&path.as_str()) {
            400
        } else if ["/journal", "/basemap/", "/jobs/"].iter().any(|start| path.starts_with(start)) {
            404
        } else {
            200
        };
        assert_eq!(status, expected, "{path}");
    }
}

#[test]
fn completeness() {
    let api = get("/api").json();
    for route in ROUTES {
        let operation = &api["paths"][route.path][route.verb.name().to_ascii_lowercase()];
        assert_eq!(operation["operationId"], route.id);
        let told: Vec<&str> =
            operation["parameters"].as_array().unwrap().iter().map(|p| p["name"].as_str().unwrap()).collect();
        assert!(route.all_parameters().iter().all(|parameter| told.contains(&parameter.name)), "{}", route.path);
        let went_well = |status| operation["responses"][status]["content"].is_object();
        assert!(went_well("200") || went_well("201"), "{}", route.path);
    }
}

#[test]
fn exception_codes() {
    let api = get("/api").json();
    for (uri, path) in [
        ("/collections/zones/items?limit=0", "/collections/{collectionId}/items"),
        ("/collections/x", "/collections/{collectionId}"),
        ("/rules/x", "/rules/{id}"),
    ] {
        let status = get(uri).status.as_u16().to_string();
        assert!(!api["paths"][path]["get"]["responses"][&status].is_null(), "{uri}: {status}");
    }
}

#[test]
fn security() {
    let api = get("/api").json();
    assert!(api["components"]["securitySchemes"]["token"].is_object());
    assert_eq!(api["security"], serde_json::json!([{}, { "token": [] }]));
}
