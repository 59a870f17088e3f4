//! The abstract tests of OGC API Features, each under its official name: `/conf/core/http` is `core::http`.
//!
//! Part 1 is 17-069r4, Part 2 is 18-058r1; `dutch` are the rules of the API Design Rules for geospatial APIs.

mod core;
mod crs;
mod dutch;
mod geojson;
mod html;
mod oas30;
mod processes;

use serde_json::Value;

use super::{Told, get};

/// Every collection.
const COLLECTIONS: [&str; 4] = ["zones", "abstractions", "installations", "jurisdictions"];

/// Longitude and latitude; RD New.
const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const RD_NEW: &str = "http://www.opengis.net/def/crs/EPSG/0/28992";

/// The features of a collection.
fn items(collection: &str, query: &str) -> Value {
    get(&format!("/collections/{collection}/items{query}")).json()
}

/// The links of a relation.
fn links<'a>(document: &'a Value, rel: &str) -> Vec<&'a Value> {
    document["links"].as_array().unwrap().iter().filter(|link| link["rel"] == rel).collect()
}

/// Follows a link of this server.
fn follow(link: &Value) -> Told {
    let href = link["href"].as_str().unwrap();
    get(href.strip_prefix("http://localhost:8080").unwrap_or_else(|| panic!("{href} is not a link of this server")))
}

/// The ids of features.
fn ids(collection: &Value) -> Vec<&str> {
    collection["features"].as_array().unwrap().iter().map(|feature| feature["id"].as_str().unwrap()).collect()
}

/// The parameter of a name of an operation in the API definition.
fn parameter(path: &str, name: &str) -> Value {
    let api = get("/api").json();
    let parameters = api["paths"][path]["get"]["parameters"].as_array().unwrap().clone();
    parameters.into_iter().find(|parameter| parameter["name"] == name).unwrap_or_else(|| panic!("no {name} in {path}"))
}

/// Calls `each` with every pair of coordinates of a geometry.
fn each_place(coordinates: &Value, each: &mut impl FnMut(f64, f64)) {
    let list = coordinates.as_array().unwrap();
    match (list.first().and_then(Value::as_f64), list.get(1).and_then(Value::as_f64)) {
        (Some(x), Some(y)) => each(x, y),
        _ => list.iter().for_each(|inner| each_place(inner, each)),
    }
}
