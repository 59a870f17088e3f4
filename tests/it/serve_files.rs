//! What a server hands over as a file: documents, and each of its maps as a GeoPackage.

use std::collections::HashMap;
use std::path::Path;

use bodemtoets_ogr::Reader;
use geojson::Feature;
use serde_json::Value;

use crate::common::served::Served;
use crate::common::{folder, screen_in};

/// Also makes sure that the worker is built before these tests run.
const WORKER: &str = env!("CARGO_BIN_EXE_bodemtoets-ogr");

const PLACE: &str = "x=232289&y=542576&system=open&drilling_depth_m=60&flow_m3_h=40&date=2026-11-21&id=DR-1";
const FLAGS: &str = "--xy 232289,542576 --system open --depth 60 --flow 40 --date 2026-11-21 --id DR-1";

#[test]
fn a_document_is_that_of_the_command_line_byte_for_byte() {
    let served = Served::start(&std::env::temp_dir(), &[]);
    let folder = folder(&[]);
    screen_in(&folder, &format!("{FLAGS} -o a.html")).well();
    let told = served.get(&format!("/dossier?{PLACE}&f=html"));
    assert_eq!(told.status, 200, "{}", told.body);
    assert!(told.bytes == std::fs::read(folder.path().join("a.html")).unwrap());
    let made = screen_in(&folder, &format!("{FLAGS} -o a.pdf"));
    assert!(
        !made.stderr.contains("bodemtoets-pdf"),
        "build the whole workspace, or `-p bodemtoets-pdf`, before this test"
    );
    let told = served.get(&format!("/dossier?{PLACE}"));
    assert!(told.status == 200 && told.bytes == std::fs::read(folder.path().join("a.pdf")).unwrap());
    assert!(told.head.contains("content-disposition: inline; filename=\"dossier-DR-1.pdf\""), "{}", told.head);
}

/// The features of a file as GDAL reads them, by their id.
fn read(path: &Path) -> HashMap<String, Feature> {
    let reader = Reader::open(&path.display().to_string(), None).unwrap();
    let features: Vec<Feature> = reader.map(|feature| feature.unwrap()).collect();
    let count = features.len();
    let text = |feature: &Feature| feature.property("id").unwrap().as_str().unwrap().to_owned();
    let by_id: HashMap<String, Feature> = features.into_iter().map(|feature| (text(&feature), feature)).collect();
    assert_eq!(by_id.len(), count, "each id once");
    by_id
}

fn each_place(coordinates: &Value, each: &mut impl FnMut(f64, f64)) {
    let list = coordinates.as_array().unwrap();
    match (list.first().and_then(Value::as_f64), list.get(1).and_then(Value::as_f64)) {
        (Some(x), Some(y)) => each(x, y),
        _ => list.iter().for_each(|inner| each_place(inner, each)),
    }
}

fn places(geometry: &Value) -> Vec<(f64, f64)> {
    let mut places = Vec::new();
    each_place(&geometry["coordinates"], &mut |x, y| places.push((x, y)));
    places
}

#[test]
fn every_feature_is_in_its_geopackage_once_and_to_the_millimetre() {
    assert!(Path::new(WORKER).is_file());
    let served = Served::start(&std::env::temp_dir(), &[]);
    let folder = folder(&[]);
    for collection in ["zones", "abstractions", "installations", "jurisdictions"] {
        let uri = format!("/collections/{collection}/items.gpkg?crs=28992");
        let told = served.get(&uri);
        assert_eq!(told.status, 200, "{collection}: {}", told.body);
        assert!(told.bytes == served.get(&uri).bytes, "{collection}: the same bytes from run to run");
        let path = folder.path().join(format!("{collection}.gpkg"));
        std::fs::write(&path, &told.bytes).unwrap();
        let found = read(&path);
        let rd = "http://www.opengis.net/def/crs/EPSG/0/28992";
        let items = served.get(&format!("/collections/{collection}/items?limit=1000&crs={rd}"));
        let items: Value = serde_json::from_str(&items.body).unwrap();
        assert_eq!(items["numberMatched"], found.len(), "{collection}");
        for feature in items["features"].as_array().unwrap() {
            let id = feature["id"].as_str().unwrap();
            let kept = &found[id];
            assert_eq!(kept.property("layer"), Some(&feature["properties"]["layer"]), "{id}");
            let there = places(&serde_json::to_value(kept.geometry.as_ref().unwrap()).unwrap());
            let here = places(&feature["geometry"]);
            assert_eq!(there.len(), here.len(), "{id}");
            let is_near = |(a, b): (&(f64, f64), &(f64, f64))| (a.0 - b.0).abs() < 0.0005 && (a.1 - b.1).abs() < 0.0005;
            assert!(there.iter().zip(&here).all(is_near), "{id}: to the millimetre");
        }
    }
}

#[test]
fn a_map_behind_the_map_is_a_service_that_pages_may_ask_or_a_folder() {
    let folder = folder(&[("tiles/0/0/0.png", "tile"), ("secret.png", "secret")]);
    let served = Served::start(folder.path(), &["--basemap", "tiles"]);
    assert_eq!(served.get("/basemap/0/0/0").body, "tile");
    assert_eq!(served.get("/basemap/3/1/1").status, 204);
    for outside in
        ["/basemap/0/0/..", "/basemap/../../secret", "/basemap/0/%2e%2e/secret", "/basemap/0/0/1", "/basemap/99/0/0"]
    {
        let told = served.get(outside);
        assert!(told.status == 404 && !told.body.contains("secret\n"), "{outside}: {}", told.status);
    }
    assert!(served.get("/settings").body.contains("\"url\": \"/basemap/{z}/{x}/{y}\""));
    let service = "https://tiles.example.nl/rd/{z}/{x}/{y}.png";
    let served = Served::start(folder.path(), &["--basemap", service]);
    let told = served.get("/settings");
    assert!(
        told.body.contains(service) && told.head.contains("img-src 'self' data: https://tiles.example.nl;"),
        "{}",
        told.head
    );
    assert_eq!(served.get("/basemap/0/0/0").status, 404);
}
