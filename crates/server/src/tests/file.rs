//! What is handed over as a file: only its refusals, for a GeoPackage takes the worker that the executable has.

use super::get;

#[test]
fn a_geopackage_is_in_rd_new() {
    assert!(get("/collections/zones/items.gpkg?crs=4326").detail(400).contains("28992"));
    get("/collections/none/items.gpkg").detail(404);
}
