//! A zone that cannot be read, or only by a guess, makes no place milder, and everybody is told.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{folder, run_in, screen_in};

/// A pack of one layer of prohibition areas beside the provinces.
pub fn manifest(file: &str, more: &str) -> String {
    format!(
        "name = \"test\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\n\
         title = {{ nl = \"Proef\", en = \"Test\" }}\n\n\
         [[layer]]\nid = \"zones\"\nfile = \"{file}\"\n{more}role = \"zone\"\nkind = \"prohibition\"\n\
         stands_for = [\"water-abstraction-area\", \"groundwater-protection\", \"restriction\", \"depth-limit\", \"planning-area\"]\n\
         fields = {{ id = \"id\" }}\n\n\
         [[layer]]\nid = \"provinces\"\nborrow = \"indicative/provinces\"\n\n\
         [[layer]]\nid = \"abstractions\"\nborrow = \"indicative/abstractions\"\n"
    )
}

/// A square with its south-west corner here.
pub fn square(x: i32, y: i32, side: i32) -> Value {
    json!({ "type": "Polygon", "coordinates": [ring(x, y, side)] })
}

fn ring(x: i32, y: i32, side: i32) -> Value {
    json!([[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]])
}

/// A pack of zones in RD New: one that is good, at 220000, 540000, and those that are given.
fn pack(zones: &[Value]) -> TempDir {
    let feature = |(at, geometry): (usize, &Value)| json!({ "type": "Feature", "properties": { "id": format!("z{at}") }, "geometry": geometry });
    let good = square(220_000, 540_000, 1_000);
    let features: Vec<Value> = std::iter::once(&good).chain(zones).enumerate().map(feature).collect();
    let collection = json!({
        "type": "FeatureCollection",
        "features": features,
        "crs": { "type": "name", "properties": { "name": "urn:ogc:def:crs:EPSG::28992" } },
    });
    folder(&[("pack.toml", &manifest("zones.geojson", "")), ("zones.geojson", &collection.to_string())])
}

/// The outcome at a place.
fn outcome(folder: &TempDir, x: i32, y: i32) -> String {
    let ran = screen_in(folder, &format!("--xy {x},{y} --system closed --depth 20 --pack . --format json"));
    ran.json()["outcome"].as_str().unwrap().to_owned()
}

#[test]
fn the_order_and_the_direction_of_rings_change_nothing() {
    let (outer, hole) = (ring(232_000, 547_000, 1_000), ring(232_400, 547_400, 200));
    let backwards = |ring: &Value| Value::Array(ring.as_array().unwrap().iter().rev().cloned().collect());
    for rings in [
        [outer.clone(), hole.clone()],
        [hole.clone(), outer.clone()],
        [backwards(&hole), backwards(&outer)],
        [backwards(&outer), hole.clone()],
    ] {
        let folder = pack(&[json!({ "type": "Polygon", "coordinates": rings })]);
        assert_eq!(outcome(&folder, 232_100, 547_100), "prohibited", "{rings:?}");
        assert_eq!(outcome(&folder, 232_500, 547_500), "notify", "{rings:?}");
        assert_eq!(outcome(&folder, 234_000, 547_500), "notify", "{rings:?}");
    }
}

#[test]
fn a_zone_that_is_damaged_is_never_milder_than_the_zone() {
    let (x, y, side) = (232_000, 547_000, 1_000);
    let with_corner = |corner: Value| {
        let mut ring = ring(x, y, side);
        ring[2] = corner;
        json!({ "type": "Polygon", "coordinates": [ring] })
    };
    let bow_tie = json!([[x, y], [x + side, y + side], [x + side, y], [x, y + side], [x, y]]);
    let far = ring(9_000_000, 9_000_000, 100);
    let damaged = [
        ("a corner at 0, 0", with_corner(json!([0, 0]))),
        ("a corner with too many digits", with_corner(json!([2_330_000, 548_000]))),
        ("two corners in each other's place", json!({ "type": "Polygon", "coordinates": [bow_tie] })),
        ("no geometry", Value::Null),
        ("an empty geometry", json!({ "type": "Polygon", "coordinates": [] })),
        ("a geometry that is none", json!({ "type": "Circle", "coordinates": [x, y] })),
        ("a line around it", json!({ "type": "LineString", "coordinates": ring(x, y, side) })),
        (
            "x and y swapped",
            json!({ "type": "Polygon", "coordinates": [[[y, x], [y, x + side], [y + side, x + side], [y + side, x], [y, x]]] }),
        ),
        ("a part far away", json!({ "type": "MultiPolygon", "coordinates": [[ring(x, y, side)], [far]] })),
        (
            "a hole of which nothing is around",
            json!({ "type": "Polygon", "coordinates": [[[x, y], [x, y], [x, y]], ring(x, y, side)] }),
        ),
    ];
    for (name, zone) in damaged {
        let folder = pack(&[zone]);
        for (dx, dy) in [(100, 100), (900, 100), (900, 900), (100, 900), (500, 450)] {
            let outcome = outcome(&folder, x + dx, y + dy);
            assert!(["prohibited", "undetermined"].contains(&outcome.as_str()), "{name}: {outcome} at {dx}, {dy}");
        }
        assert_eq!(outcome(&folder, 220_500, 540_500), "prohibited", "{name}: the other zone is as it was");
        let ran = screen_in(&folder, "--xy 232100,547100 --system closed --depth 20 --pack . --lang en");
        assert!(
            ran.stderr.contains("map layer `zones`") && (ran.stderr.contains("z1") || ran.stderr.contains("#2")),
            "{name}: {}",
            ran.stderr
        );
    }
}

#[test]
fn a_ring_that_crosses_itself_without_end_leaves_its_outline_in_doubt() {
    let ring: Vec<[u32; 2]> =
        (0..2_000_u32).map(|i| [232_000 + i * 7_919 % 1_009, 547_000 + i * 6_101 % 997]).collect();
    let folder = pack(&[json!({ "type": "Polygon", "coordinates": [ring] })]);
    assert_eq!(outcome(&folder, 232_500, 547_500), "undetermined");
    assert_eq!(outcome(&folder, 220_500, 540_500), "prohibited");
}

#[test]
fn corners_of_a_zone_that_was_repaired_lie_in_it() {
    let ring = json!([
        [232_000.123, 547_000.456],
        [233_000.789, 548_000.111],
        [233_000.333, 547_000.777],
        [232_000.999, 548_000.222],
        [231_500.001, 547_500.003],
        [232_000.123, 547_000.456]
    ]);
    let folder = pack(&[json!({ "type": "Polygon", "coordinates": [ring] })]);
    for corner in ring.as_array().unwrap() {
        let xy = format!("{},{}", corner[0], corner[1]);
        let ran = screen_in(&folder, &format!("--xy {xy} --system closed --depth 20 --pack . --format json"));
        assert_eq!(ran.json()["outcome"], "prohibited", "{xy}");
    }
}

#[test]
fn a_layer_of_which_nothing_can_be_used_tells_nothing() {
    let empty = json!({ "type": "FeatureCollection", "features": [] }).to_string();
    let folder = folder(&[("pack.toml", &manifest("zones.geojson", "")), ("zones.geojson", &empty)]);
    assert_eq!(outcome(&folder, 232_500, 547_500), "undetermined");
    let said = screen_in(&folder, "--xy 232500,547500 --system closed --pack . --lang en").stderr;
    assert!(said.contains("`zones` has no usable features"), "{said}");
}

#[test]
fn a_coordinate_system_is_found_wherever_it_stands_and_converted() {
    let place = |name: &str, x: f64, y: f64| {
        let feature = json!({ "type": "Feature", "properties": { "system": "closed", "drilling_depth_m": 20 }, "geometry": { "type": "Point", "coordinates": [x, y] } });
        json!({ "type": "FeatureCollection", "features": [feature], "crs": { "type": "name", "properties": { "name": name } } }).to_string()
    };
    // Beilen, 232289, 542576. Web Mercator by its formula: R lon and R asinh(tan(lat)), R = 6 378 137 m.
    for (name, x, y) in [
        ("urn:ogc:def:crs:EPSG::28992", 232_289.0, 542_576.0),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", 6.534_927, 52.864_821),
        ("EPSG:3857", 727_464.746, 6_958_032.503),
    ] {
        let folder = folder(&[("a.geojson", &place(name, x, y))]);
        let ran = screen_in(&folder, "a.geojson --format jsonl");
        let verdict: Value = serde_json::from_str(&ran.well()).unwrap();
        let (at_x, at_y) = (verdict["location"]["x"].as_f64().unwrap(), verdict["location"]["y"].as_f64().unwrap());
        assert!((at_x - 232_289.0).hypot(at_y - 542_576.0) < 2.0, "{name}: {at_x}, {at_y}");
    }
    let folder = folder(&[("a.geojson", &place("EPSG:31370", 232_289.0, 542_576.0))]);
    let said = screen_in(&folder, "a.geojson --lang en").failed();
    assert!(said.contains("is in EPSG:31370, which is not read from GeoJSON; save it in EPSG:28992"), "{said}");
}

#[test]
fn layers_are_not_taken_for_others_in_silence() {
    let fields = [bodemtoets_ogr::Field::new("id", bodemtoets_ogr::FieldType::Text)];
    let layers = ["waterwinning", "bescherming"].map(|name| bodemtoets_ogr::Layer::new(name, fields.to_vec()));
    let folder = folder(&[("pack.toml", &manifest("zones.gpkg", "")), ("one.toml", "")]);
    let path = folder.path().join("zones.gpkg");
    let mut writer = bodemtoets_ogr::Writer::create_layers("GPKG", &path, "EPSG:28992", &layers).unwrap();
    for (layer, x) in [(0, 232_000), (1, 240_000)] {
        let feature = json!({ "type": "Feature", "properties": { "id": "z" }, "geometry": square(x, 547_000, 1_000) });
        writer.write_to(layer, &serde_json::from_value(feature).unwrap()).unwrap();
    }
    writer.finish().unwrap();
    let said = run_in(&folder, "layers check --pack . --lang en").failed();
    assert!(said.contains("2 layers with features: waterwinning, bescherming"), "{said}");
    assert!(said.contains("layer = \"waterwinning\""), "{said}");
    std::fs::write(folder.path().join("pack.toml"), manifest("zones.gpkg", "layer = \"bescherming\"\n")).unwrap();
    assert_eq!(outcome(&folder, 240_500, 547_500), "prohibited");
    let said = screen_in(&folder, "--plot zones.gpkg --system closed --lang en").failed();
    assert!(said.contains("--layer"), "{said}");
}
