//! The geospatial module of the Dutch API Design Rules.

use super::{CRS84, RD_NEW, each_place, get, items, parameter};

/// `/geo/geojson-request` and `/geo/geojson-response`.
#[test]
fn geojson() {
    assert_eq!(get("/collections/zones/items").header("content-type"), "application/geo+json");
}

/// `/geo/crs-list`.
#[test]
fn crs_list() {
    for collection in get("/collections").json()["collections"].as_array().unwrap() {
        assert_eq!(collection["crs"], serde_json::json!([CRS84, RD_NEW]));
    }
}

/// `/geo/storage-crs`.
#[test]
fn storage_crs() {
    assert_eq!(get("/collections/zones").json()["storageCrs"], RD_NEW);
}

/// `/geo/default-crs`.
#[test]
fn default_crs() {
    assert_eq!(get("/collections/zones/items?limit=1").header("content-crs"), format!("<{CRS84}>"));
}

/// `/geo/preferred-crs`.
#[test]
fn preferred_crs() {
    assert!(get("/collections/zones").json()["crs"].as_array().unwrap().contains(&RD_NEW.into()));
}

/// `/geo/crs-query-parameter` and `/geo/bbox-crs-query-parameter`.
#[test]
fn query_parameters() {
    let path = "/collections/{collectionId}/items";
    for name in ["crs", "bbox-crs"] {
        assert_eq!(parameter(path, name)["schema"]["enum"], serde_json::json!([CRS84, RD_NEW]));
        assert_eq!(get(&format!("/collections/zones/items?{name}=x")).status, 400);
    }
}

/// `/geo/response-crs`: the header is always there.
#[test]
fn content_crs() {
    for uri in ["/collections/zones/items", "/collections/zones/items/protection-zones.dr-beilen"] {
        assert!(!get(uri).header("content-crs").is_empty(), "{uri}");
    }
}

/// Coordinates say no more than they know: RD New in three decimals, degrees in eight.
#[test]
fn decimals() {
    for (crs, most) in [(RD_NEW, 3), (CRS84, 8)] {
        for feature in items("zones", &format!("?limit=30&crs={crs}"))["features"].as_array().unwrap() {
            each_place(&feature["geometry"]["coordinates"], &mut |x, y| {
                for value in [x, y] {
                    let decimals = value.to_string().split('.').nth(1).map_or(0, str::len);
                    assert!(decimals <= most, "{value}");
                }
            });
        }
    }
}
