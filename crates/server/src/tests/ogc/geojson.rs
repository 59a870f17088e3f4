//! `/conf/geojson`.

use super::{COLLECTIONS, get};

#[test]
fn definition() {
    for collection in COLLECTIONS {
        let told = get(&format!("/collections/{collection}/items"));
        assert_eq!(told.header("content-type"), "application/geo+json");
    }
    let told = get("/collections/zones/items/protection-zones.dr-beilen");
    assert_eq!(told.header("content-type"), "application/geo+json");
}

#[test]
fn content() {
    for collection in COLLECTIONS {
        let told = get(&format!("/collections/{collection}/items?limit=1000"));
        let read: geojson::FeatureCollection = told.body.parse().unwrap();
        assert!(read.features.iter().all(|feature| feature.geometry.is_some() && feature.properties.is_some()));
    }
}
