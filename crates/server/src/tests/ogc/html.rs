//! `/conf/html`.

use super::get;

const PATHS: [&str; 7] = [
    "/",
    "/conformance",
    "/collections",
    "/collections/zones",
    "/collections/zones/items",
    "/collections/zones/items/protection-zones.dr-beilen",
    "/api",
];

#[test]
fn definition() {
    for path in PATHS {
        let accept = [("accept", "text/html")];
        let told = super::super::asked(&super::super::SERVER, "GET", path, &accept, "");
        assert_eq!((told.status.as_u16(), told.header("content-type")), (200, "text/html; charset=utf-8"), "{path}");
        assert_eq!(get(&format!("{path}?f=html")).header("content-type"), told.header("content-type"), "{path}");
    }
}

#[test]
fn content() {
    let page = get("/collections/zones/items/protection-zones.dr-beilen?f=html&lang=en").body;
    let feature = get("/collections/zones/items/protection-zones.dr-beilen").json();
    for (name, value) in feature["properties"].as_object().unwrap() {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        assert!(page.contains(name.as_str()) && page.contains(&value), "{name} {value}");
    }
    let list = get("/collections/zones/items?f=html&limit=10").body;
    assert!(list.contains("rel=\"next\"") && list.matches("<tr>").count() == 11, "{list}");
    for path in PATHS {
        let page = get(&format!("{path}?f=html")).body;
        assert!(page.starts_with("<!DOCTYPE html><html lang=\"nl\">") && page.matches("<h1").count() == 1, "{path}");
    }
}
