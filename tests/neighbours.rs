//! The existing systems around a site: what is known of them, and whether wells are too near.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{folder, screen_in};
use serde_json::Value;

const PACK: &str = r#"
name = "made"
version = "1"
date = 2026-01-01
status = "indicative"
licence = "none"
title.nl = "Gemaakt"
title.en = "Made"

[[layer]]
id = "register"
file = "register.geojson"
crs = "EPSG:28992"
role = "installation"
certainty = "derived"
source = { title = "made for a test" }

[layer.fields]
id = "id"
system = "system"
well_type = "type"
screen_top_m = { field = "top" }
screen_bottom_m = { field = "bottom" }
annual_volume_m3 = { field = "volume" }

[[layer]]
id = "provinces"
borrow = "indicative/provinces"
"#;

/// A well on the line of the site: id, system, type, x; top, bottom and volume.
type Well = (&'static str, &'static str, &'static str, f64, [Option<f64>; 3]);

/// A layer of wells.
fn register(wells: &[Well]) -> String {
    let features: Vec<Value> = wells
        .iter()
        .map(|(id, system, kind, x, [top, bottom, volume])| {
            serde_json::json!({
                "type": "Feature",
                "properties": { "id": id, "system": system, "type": kind, "top": top, "bottom": bottom, "volume": volume },
                "geometry": { "type": "Point", "coordinates": [x, 547_576.0] },
            })
        })
        .collect();
    serde_json::json!({ "type": "FeatureCollection", "features": features }).to_string()
}

fn screened(wells: &[Well], more: &str) -> (Value, String) {
    let files = folder(&[("pack.toml", PACK), ("register.geojson", &register(wells))]);
    let site = "--xy 232289,547576 --system open --depth 90 --pack . --lang en";
    let text = screen_in(&files, &format!("{site} {more}")).well();
    let told = text.split_once("On the map").unwrap().1.split_once("\n\n").unwrap().0.to_owned();
    let json = screen_in(&files, &format!("{site} {more} --format json")).json();
    (json["facts"]["neighbours"].clone(), told)
}

const SCREENS: &str = "--screen-top 40 --screen-bottom 80 --annual-volume 200000";
const KNOWN: [Option<f64>; 3] = [Some(45.0), Some(75.0), Some(150_000.0)];

#[test]
fn a_well_too_near_at_the_same_depth_is_harm_and_one_far_or_deep_is_none() {
    let (found, told) = screened(
        &[
            ("near", "open", "warm", 232_349.0, KNOWN),
            ("near", "open", "cold", 232_449.0, KNOWN),
            ("deep", "open", "warm", 232_359.0, [Some(150.0), Some(180.0), Some(150_000.0)]),
            ("far", "open", "warm", 232_669.0, KNOWN),
        ],
        SCREENS,
    );
    let harm: Vec<(&str, &str)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].as_str().unwrap(), one["harm"].as_str().unwrap()))
        .collect();
    assert_eq!(harm, [("near", "harm"), ("deep", "none"), ("far", "none")]);
    assert_eq!((&found[0]["wells"], &found[0]["distance_m"]), (&2.into(), &60.0.into()));
    insta::assert_snapshot!(told);
}

#[test]
fn what_is_not_known_leaves_harm_unknown_and_is_named() {
    let unknown = [None, None, None];
    let (found, told) = screened(
        &[
            ("bare", "open", "unknown", 232_349.0, unknown),
            ("loops", "closed", "unknown", 232_389.0, unknown),
            ("nobody", "", "", 232_399.0, unknown),
        ],
        "",
    );
    for one in found.as_array().unwrap() {
        assert_eq!(one["harm"], "unknown");
    }
    assert_eq!(found[0]["unknown"], serde_json::json!(["well_type", "screens", "annual_volume_m3", "application"]));
    assert_eq!(found[1]["unknown"], serde_json::json!([]));
    insta::assert_snapshot!(told);
}

#[test]
fn nothing_near_is_no_list() {
    let (found, _) = screened(&[("away", "open", "warm", 233_289.0, KNOWN)], SCREENS);
    assert!(found.is_null());
}
