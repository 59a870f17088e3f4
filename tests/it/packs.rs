//! Layer packs: manifests, files and features as people make them, mistakes included.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::float_cmp)]

use std::fmt::Write as _;
use std::path::Path;

use crate::common::{THEN, folder, folder_of_bytes, run, run_in, screen_in, texts};
use bodemtoets_maps::pack::{Pack, Weight};
use bodemtoets_ogr as ogr;
use bodemtoets_words::lang::Lang;
use serde_json::{Value, json};
use tempfile::TempDir;

const HEAD: &str = "name = \"test\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\n\
    title = { nl = \"Proef\", en = \"Test\" }\n";

const ZONES: &str = "[[layer]]\nid = \"zones\"\nfile = \"zones.geojson\"\nrole = \"zone\"\nkind = \"prohibition\"\n\
    fields = { id = \"id\" }\n";

/// A manifest with these layers.
fn manifest(layers: &str) -> String {
    format!("{HEAD}\n{layers}")
}

/// Features in RD New, which the file says.
fn collection(features: &[Value]) -> String {
    format!(
        "{{\"type\":\"FeatureCollection\",\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"urn:ogc:def:crs:EPSG::28992\"}}}},\n\"features\":{}}}",
        json!(features)
    )
}

/// A square zone of 100 m with its south-west corner here.
fn square(x: i32, y: i32) -> Value {
    json!({ "type": "Polygon", "coordinates": [[[x, y], [x + 100, y], [x + 100, y + 100], [x, y + 100], [x, y]]] })
}

fn feature(id: &str, geometry: &Value) -> Value {
    json!({ "type": "Feature", "properties": { "id": id }, "geometry": geometry })
}

/// A pack of one layer of zones.
fn zones(features: &[Value]) -> TempDir {
    folder(&[("pack.toml", &manifest(ZONES)), ("zones.geojson", &collection(features))])
}

/// What is said about a pack that cannot be used; the place of the folder does not show.
fn complaint(folder: &TempDir) -> String {
    run_in(folder, "layers check --pack . --lang en").failed()
}

#[test]
fn a_manifest_that_is_wrong_is_refused_with_line_column_and_nearest_name() {
    let zone = |change: &str, into: &str| manifest(&ZONES.replace(change, into));
    let cases = [
        ("misspelt key", manifest(&ZONES.replace("role", "rol"))),
        ("misspelt key of the pack", HEAD.replace("licence", "license") + ZONES),
        ("misspelt key of fields", zone("{ id = \"id\" }", "{ id = \"id\", max_dept_m = { field = \"d\" } }")),
        ("misspelt role", zone("\"zone\"", "\"zones\"")),
        ("misspelt status", HEAD.replace("official", "oficial") + ZONES),
        ("misspelt unit", zone("{ id = \"id\" }", "{ max_depth_m = { field = \"d\", unit = \"km\" } }")),
        ("wrong type", HEAD.replace("\"1\"", "1") + ZONES),
        ("wrong date", HEAD.replace("2026-01-01", "\"2026\"") + ZONES),
        ("date with a time", HEAD.replace("2026-01-01", "2026-01-01T10:00:00") + ZONES),
        ("wrong kind", zone("\"prohibition\"", "3")),
        ("wrong depth", manifest(&format!("{ZONES}depth.from_m = \"25\"\n"))),
        ("syntax", zone("role =", "role")),
        ("no layers", HEAD.to_owned()),
        ("no role", zone("role = \"zone\"\n", "")),
        ("no kind", zone("kind = \"prohibition\"\n", "")),
        ("no file", zone("file = \"zones.geojson\"\n", "")),
        ("jurisdiction without id", zone("role = \"zone\"", "role = \"jurisdiction\"").replace("fields", "# fields")),
        ("gap without kinds", zone("role = \"zone\"", "role = \"gap\"")),
        ("misspelt borrow", manifest("[[layer]]\nid = \"p\"\nborrow = \"indicative/province\"\n")),
        ("borrow from nowhere", manifest("[[layer]]\nid = \"p\"\nborrow = \"indicatief/provinces\"\n")),
        ("borrow of nothing", manifest("[[layer]]\nid = \"p\"\nborrow = \"provinces\"\n")),
    ];
    let said: Vec<String> = cases
        .iter()
        .map(|(case, text)| {
            let folder = folder(&[("pack.toml", text), ("zones.geojson", &collection(&[]))]);
            format!("{case}:\n{}\n", complaint(&folder))
        })
        .collect();
    snapshot!("wrong_manifests", said.concat());
}

#[test]
fn a_pack_that_is_not_there_is_said_to_be_not_there() {
    let said = run("layers list --pack no/such/pack --lang en").failed();
    assert_eq!(
        said,
        "bodemtoets: no layer pack at no/such/pack: give a folder that holds pack.toml, or one of: indicative, wkotool, netherlands, flevoland, gelderland, limburg, noord-brabant, utrecht, zeeland, places\n"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_refused_by_name() {
    let cases: [(&str, &[u8]); 9] = [
        ("not JSON", b"id;geometry\n1;POINT"),
        ("not GeoJSON", b"{\"type\": \"Topology\"}"),
        ("a feature alone", b"{\"type\": \"Feature\", \"properties\": {}, \"geometry\": null}"),
        ("empty", b""),
        ("breaks off", b"{\"type\": \"FeatureCollection\",\n \"features\": [\n{\"type\": \"Feature\", \"properties\""),
        ("invalid UTF-8", b"{\"type\": \"FeatureCollection\",\n\"features\": [{\"properties\": {\"id\": \"caf\xe9\"}}]}"),
        ("RD without crs", b"{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"properties\": {}, \"geometry\": {\"type\": \"Point\", \"coordinates\": [150000, 390000]}}]}"),
        ("unknown crs", b"{\"type\": \"FeatureCollection\", \"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"EPSG:31370\"}}, \"features\": []}"),
        ("features are no list", b"{\"type\": \"FeatureCollection\", \"features\": 12}"),
    ];
    let manifest = manifest(ZONES);
    let mut said: Vec<String> = cases
        .iter()
        .map(|(case, bytes)| {
            let folder = folder_of_bytes(&[("pack.toml", manifest.as_bytes()), ("zones.geojson", bytes)]);
            format!("{case}:\n{}\n", complaint(&folder))
        })
        .collect();
    said.push(format!("absent:\n{}\n", complaint(&folder(&[("pack.toml", &manifest)]))));
    let gpkg = manifest.replace("zones.geojson", "zones.gpkg");
    let broken = complaint(&folder(&[("pack.toml", &gpkg), ("zones.gpkg", "not a database")]));
    assert!(broken.contains("layer `zones`: cannot read ./zones.gpkg: "), "{broken}");
    snapshot!("wrong_files", said.concat());
}

#[test]
fn a_manifest_in_latin_1_is_refused_and_one_from_windows_is_read() {
    let latin: Vec<u8> =
        manifest(ZONES).replace("Proef", "Pro\u{e9}f").chars().map(|c| u8::try_from(c as u32).unwrap()).collect();
    let folder = folder_of_bytes(&[("pack.toml", &latin)]);
    let said = complaint(&folder);
    assert!(said.contains("./pack.toml: not valid UTF-8 after byte 102; save the file as UTF-8"), "{said}");
    let windows = format!("\u{feff}{}", manifest(ZONES).replace('\n', "\r\n"));
    let layer = format!("\u{feff}{}", collection(&[feature("a", &square(150_000, 390_000))]).replace('\n', "\r\n"));
    let folder = crate::common::folder(&[("pack.toml", &windows), ("zones.geojson", &layer)]);
    let pack = Pack::open(folder.path(), None).unwrap();
    assert_eq!((pack.zones.len(), pack.remarks.len()), (1, 0));
}

/// What was remarked: weight, feature, sentence.
fn remarks(pack: &Pack) -> String {
    let mut text = String::new();
    for remark in &pack.remarks {
        let feature = remark.feature.as_deref().unwrap_or("-");
        for lang in [Lang::Nl, Lang::En] {
            writeln!(text, "{} {feature}: {}", remark.what.weight().word(lang), remark.what.text(lang)).unwrap();
        }
    }
    text
}

#[test]
fn what_is_repaired_and_what_is_dropped_is_reported() {
    let (x, y) = (150_000, 390_000);
    let ring = |points: &[(i32, i32)]| json!(points.iter().map(|(dx, dy)| [x + dx, y + dy]).collect::<Vec<_>>());
    let outer = ring(&[(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]);
    let hole = ring(&[(10, 10), (10, 20), (20, 20), (20, 10), (10, 10)]);
    let polygon = |rings: &[&Value]| json!({ "type": "Polygon", "coordinates": rings });
    let high = json!({ "type": "Polygon", "coordinates": [[[x, y, 3.5], [x + 100, y, 3.5], [x + 100, y + 100, 3.5], [x, y, 3.5]]] });
    let collection = |parts: &[Value]| json!({ "type": "GeometryCollection", "geometries": parts });
    let folder = zones(&[
        feature("fine", &polygon(&[&outer, &hole])),
        feature("bow tie", &polygon(&[&ring(&[(0, 0), (0, 100), (100, 0), (100, 100), (0, 0)])])),
        feature("repeated hole", &polygon(&[&outer, &hole, &hole])),
        feature("clockwise", &polygon(&[&ring(&[(0, 0), (0, 100), (100, 100), (100, 0), (0, 0)])])),
        feature("high", &high),
        feature("collection", &collection(&[polygon(&[&outer])])),
        feature("flat hole", &polygon(&[&outer, &ring(&[(10, 10), (20, 20), (10, 10)])])),
        feature("flat", &polygon(&[&ring(&[(0, 0), (100, 100), (0, 0)])])),
        feature("mixed", &collection(&[polygon(&[&outer]), json!({ "type": "Point", "coordinates": [x, y] })])),
        feature("point", &json!({ "type": "Point", "coordinates": [x, y] })),
        feature("nothing", &Value::Null),
        feature("no rings", &polygon(&[])),
        feature("circle", &json!({ "type": "Circle", "coordinates": [x, y] })),
        feature("half a place", &polygon(&[&json!([[x, y], [x + 100], [x, y + 100], [x, y]])])),
        feature("abroad", &square(700_000, 6_000_000)),
        feature("same", &square(x, y)),
        feature("same", &square(x + 500, y)),
        json!({ "type": "Feature", "properties": {}, "geometry": square(x, y) }),
        json!({ "type": "Feature", "id": 17, "properties": null, "geometry": square(x, y) }),
    ]);
    let pack = Pack::open(folder.path(), None).unwrap();
    snapshot!("remarks", remarks(&pack));
    let ids: Vec<&str> = pack.zones.iter().map(|zone| zone.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "fine",
            "bow tie",
            "repeated hole",
            "clockwise",
            "high",
            "collection",
            "flat hole",
            "same",
            "same",
            "#18",
            "17"
        ]
    );
    assert_eq!(run_in(&folder, "layers check --pack . --strict").code, 1);
    assert_eq!(run_in(&folder, "layers check --pack .").code, 0);
    snapshot!("check_few_en", run_in(&folder, "layers check --pack . --lang en").well());
    let all = run_in(&folder, "layers check --pack . --lang nl --all").well();
    assert!(!all.contains("--all") && all.lines().count() > pack.remarks.len(), "{all}");
}

#[test]
fn what_is_only_repaired_is_no_reason_to_be_strict() {
    let clockwise = json!({ "type": "Polygon", "coordinates": [[[150_000, 390_000], [150_000, 390_100], [150_100, 390_100], [150_000, 390_000]]] });
    let folder = zones(&[feature("a", &clockwise)]);
    assert_eq!(Pack::open(folder.path(), None).unwrap().remarks[0].what.weight(), Weight::Repaired);
    assert_eq!(run_in(&folder, "layers check --pack . --strict").code, 0);
}

#[test]
fn remarks_come_in_the_same_order_every_time() {
    let well = |id: &str, x: i32| feature(id, &json!({ "type": "Point", "coordinates": [x, 390_000] }));
    let wells: Vec<Value> = ["a", "b", "c"]
        .iter()
        .flat_map(|id| [(150_000, 2), (150_100, 3), (150_200, 4)].map(|(x, count)| (id, x, count)))
        .flat_map(|(id, x, count)| vec![well(id, x); count])
        .enumerate()
        // They differ in what they are called, so that none is the same well once more.
        .map(|(at, mut well)| {
            well["properties"]["name"] = json!(at.to_string());
            well
        })
        .collect();
    let manifest = manifest(
        "[[layer]]\nid = \"wells\"\nfile = \"wells.geojson\"\nrole = \"installation\"\nfields = { id = \"id\", name = \"name\" }\n",
    );
    let folder = folder(&[("pack.toml", &manifest), ("wells.geojson", &collection(&wells))]);
    let first = remarks(&Pack::open(folder.path(), None).unwrap());
    assert_eq!(first.lines().count(), 18);
    for _ in 0..20 {
        assert_eq!(remarks(&Pack::open(folder.path(), None).unwrap()), first);
    }
}

#[test]
fn an_empty_layer_is_doubted() {
    let folder = zones(&[]);
    let pack = Pack::open(folder.path(), None).unwrap();
    assert_eq!(
        remarks(&pack),
        "twijfel -: de laag heeft geen bruikbare objecten\ndoubted -: the layer has no usable features\n"
    );
    assert_eq!(run_in(&folder, "layers check --pack . --strict").code, 1);
}

/// A pack with depth limits in Noord-Brabant, borrowed outlines, and nothing else of interest.
fn depth_pack(depths: &[Value]) -> TempDir {
    let layers = format!(
        "{ZONES}\n[[layer]]\nid = \"depths\"\nfile = \"depths.geojson\"\nrole = \"zone\"\nkind = \"depth-limit\"\n\
         fields = {{ id = \"id\", name = \"name\", max_depth_m = {{ field = \"Max_Diepte\", parse = \"number\", unit = \"dm\" }} }}\n\
         depth.from_m = {{ field = \"vanaf\" }}\n\
         [[layer]]\nid = \"more\"\nfile = \"zones.geojson\"\nrole = \"zone\"\nkind = {{ field = \"id\", one_of = [\"water-abstraction-area\", \"groundwater-protection\"] }}\n\
         [[layer]]\nid = \"provinces\"\nborrow = \"indicative/provinces\"\n\
         [[layer]]\nid = \"abstractions\"\nborrow = \"indicative/abstractions\"\n"
    );
    let features: Vec<Value> = depths
        .iter()
        .zip(0..)
        .map(|(depth, number)| {
            let mut feature = feature(&format!("depth-{number}"), &square(150_000 + 1000 * number, 390_000));
            feature["properties"]["Max_Diepte"] = depth.clone();
            feature
        })
        .collect();
    let far = [feature("groundwater-protection", &square(100_000, 400_000))];
    folder(&[
        ("pack.toml", &manifest(&layers)),
        ("zones.geojson", &collection(&far)),
        ("depths.geojson", &collection(&features)),
    ])
}

#[test]
fn numbers_as_text_are_read_and_what_is_no_number_is_unknown() {
    let folder = depth_pack(&[
        json!(350),
        json!("350"),
        json!(" 355,5 "),
        json!("1.234,5"),
        json!("onbekend"),
        json!(""),
        Value::Null,
        json!([350]),
    ]);
    let pack = Pack::open(folder.path(), None).unwrap();
    let depths: Vec<Option<f64>> =
        pack.zones.iter().filter(|zone| zone.kind == "depth-limit").map(|zone| zone.limits.max_depth_m).collect();
    assert_eq!(depths, [Some(35.0), Some(35.0), Some(35.55), Some(123.45), None, None, None, None]);
    snapshot!("not_numbers", remarks(&pack));
}

#[test]
fn a_limit_that_stands_for_no_data_is_unknown_and_doubted() {
    // Decimetres, as in the national export.
    let folder = depth_pack(&[
        json!(800),
        json!(-99_990),
        json!(-9_990),
        json!(-800),
        json!(0),
        json!("0"),
        json!(99_999),
        json!("12.500"),
        json!("35.000"),
    ]);
    let pack = Pack::open(folder.path(), None).unwrap();
    let limits = pack.zones.iter().filter(|zone| zone.kind == "depth-limit").map(|zone| zone.limits.max_depth_m);
    assert_eq!(
        limits.collect::<Vec<_>>(),
        // A depth of 3500 m is not meant; one of 1250 m may be.
        [Some(80.0), None, None, None, None, None, None, None, Some(3.5)]
    );
    snapshot!("no_data", remarks(&pack));
    let at = |number: i32| {
        let x = 150_050 + 1000 * number;
        screen_in(&folder, &format!("--pack . {THEN} --xy {x},390050 --system open --depth 60 --flow 5 --format json"))
            .json()
    };
    assert_eq!(at(0)["outcome"], "permit");
    for number in 1..8 {
        assert_eq!(texts(&at(number)["settle"]), ["zone.max_depth_m"], "{number}");
    }
}

#[test]
fn a_depth_that_cannot_be_read_leaves_the_verdict_open() {
    let folder = depth_pack(&[json!(350), json!("onbekend"), Value::Null]);
    let at = |number: i32| {
        let x = 150_050 + 1000 * number;
        screen_in(&folder, &format!("--pack . {THEN} --xy {x},390050 --system open --depth 40 --flow 5 --format json"))
            .json()
    };
    assert_eq!(at(0)["outcome"], "prohibited");
    for number in [1, 2] {
        let verdict = at(number);
        assert_eq!(verdict["outcome"], "undetermined", "{verdict:#}");
        assert_eq!(verdict["range"], json!(["permit", "prohibited"]));
        assert_eq!(texts(&verdict["settle"]), ["zone.max_depth_m"]);
        assert_eq!(texts(&verdict["decisive"]), ["NB-2010-05"]);
    }
    // Beside the zones it is settled.
    assert_eq!(at(5)["outcome"], "permit");
}

#[test]
fn a_kind_of_which_the_pack_has_no_layer_is_unknown_and_not_absent() {
    let layers = "[[layer]]\nid = \"provinces\"\nborrow = \"indicative/provinces\"\n";
    let folder = folder(&[("pack.toml", &manifest(layers))]);
    let settle = |date: &str| {
        let place = "--xy 150000,390000 --system open --depth 20 --flow 5";
        let verdict = screen_in(&folder, &format!("--pack . {date} {place} --format json")).json();
        assert_eq!(verdict["outcome"], "undetermined");
        let mut settle: Vec<String> = texts(&verdict["settle"]).into_iter().map(str::to_owned).collect();
        settle.sort_unstable();
        settle
    };
    let before =
        ["layer:depth-limit", "layer:groundwater-protection", "layer:prohibition", "layer:water-abstraction-area"];
    assert_eq!(settle(THEN), before);
    // The law of 2024 asks for one more.
    let mut after = [before.as_slice(), &["layer:drilling-free"]].concat();
    after.sort_unstable();
    assert_eq!(settle(crate::common::TODAY), after);
}

#[test]
fn a_layer_of_which_nothing_can_be_used_makes_no_place_free() {
    let all = ["prohibition", "water-abstraction-area", "groundwater-protection", "depth-limit"];
    let mut layers = "[[layer]]\nid = \"provinces\"\nborrow = \"indicative/provinces\"\n".to_owned();
    for kind in all {
        writeln!(layers, "[[layer]]\nid = \"{kind}\"\nfile = \"zones.geojson\"\nrole = \"zone\"\nkind = \"{kind}\"")
            .unwrap();
    }
    // Empty; or with x and y swapped, so that every zone seems to lie abroad.
    for features in [vec![], vec![feature("a", &square(390_000, 150_000))]] {
        let folder = folder(&[("pack.toml", &manifest(&layers)), ("zones.geojson", &collection(&features))]);
        let verdict =
            screen_in(&folder, "--pack . --xy 150000,390000 --system open --depth 20 --flow 5 --format json").json();
        assert_eq!(verdict["outcome"], "undetermined");
        for kind in all {
            assert!(texts(&verdict["settle"]).contains(&format!("layer:{kind}").as_str()), "{verdict:#}");
        }
    }
}

#[test]
fn a_borrowed_layer_says_where_it_comes_from() {
    let folder = depth_pack(&[]);
    let pack = Pack::open(folder.path(), None).unwrap();
    let provinces = pack.layers.iter().find(|layer| layer.id == "provinces").unwrap();
    assert_eq!((provinces.pack.as_str(), provinces.features), ("indicative", 12));
    let notice = &pack.notices[0];
    assert_eq!(notice.layers, ["provinces", "abstractions"]);
    let text = screen_in(&folder, "--pack . --xy 150000,390000 --system closed --lang en").well();
    assert!(text.contains("! Layers provinces, abstractions: This result rests on indicative maps"), "{text}");
}

#[test]
fn a_geopackage_gives_the_zones_that_geojson_gives() {
    let features = [feature("a", &square(150_000, 390_000)), feature("b", &square(150_500, 390_000))];
    let folder = zones(&features);
    std::fs::create_dir(folder.path().join("other")).unwrap();
    let gpkg = manifest(ZONES).replace("zones.geojson", "zones.gpkg");
    std::fs::write(folder.path().join("other/pack.toml"), gpkg).unwrap();
    let fields = [ogr::Field::new("id", ogr::FieldType::Text)];
    let path = folder.path().join("other/zones.gpkg");
    let mut writer = ogr::Writer::create("GPKG", &path, "zones", "EPSG:28992", &fields).unwrap();
    for feature in features {
        writer.write(&serde_json::from_value(feature).unwrap()).unwrap();
    }
    writer.finish().unwrap();
    let one = Pack::open(folder.path(), None).unwrap();
    let other = Pack::open(&folder.path().join("other"), None).unwrap();
    let described = |pack: &Pack| -> Vec<String> {
        pack.zones.iter().map(|zone| format!("{} {} {:?}", zone.id, zone.kind, zone.shape.to_geometry())).collect()
    };
    assert_eq!(described(&one), described(&other));
    assert_eq!(one.zones.len(), 2);
    assert_eq!(remarks(&other), "");
}

#[test]
fn the_embedded_pack_in_words() {
    for lang in ["nl", "en"] {
        snapshot!(format!("list_{lang}"), run(&format!("layers list --lang {lang}")).well());
        snapshot!(format!("check_{lang}"), run(&format!("layers check --lang {lang}")).well());
    }
    let described = run("layers list --format json").json();
    assert_eq!(described["name"], "indicative");
    assert_eq!(described["layers"].as_array().unwrap().len(), Pack::embedded().unwrap().layers.len());
    assert_eq!(run("layers check --format json").json()["remarks"], json!([]));
}

#[test]
fn a_manifest_without_data_asks_where_the_data_are() {
    let said = run("layers list --pack wkotool").failed();
    snapshot!("wkotool_without_data", said);
    let folder = folder(&[]);
    let said = run_in(&folder, "layers list --pack wkotool --pack-data . --lang en").failed();
    assert!(said.contains("./Verbodsgebieden.json: No such file") && !said.contains("--pack-data"), "{said}");
}

/// The four files of the national export in miniature, with their traps: no `crs` member, numbers
/// as text, an invalid ring, a well twice, and one in France.
fn write_export(folder: &Path) {
    let plain = |features: &[Value]| json!({ "type": "FeatureCollection", "features": features }).to_string();
    let around = |lon: f64, lat: f64, d: f64| {
        json!([[[lon - d, lat - d], [lon + d, lat - d], [lon + d, lat + d], [lon - d, lat + d], [lon - d, lat - d]]])
    };
    let zone = |coordinates: Value, properties: Value| json!({ "type": "Feature", "properties": properties, "geometry": { "type": "Polygon", "coordinates": coordinates } });
    let well = |id: i32, lon: f64, lat: f64| json!({ "type": "Feature", "properties": { "Installatie ID": id, "Diepte": "" }, "geometry": { "type": "Point", "coordinates": [lon, lat] } });
    let crossing = json!([[[6.50, 52.85], [6.56, 52.88], [6.56, 52.85], [6.50, 52.88], [6.50, 52.85]]]);
    let files = [
        (
            "Verbodsgebieden.json",
            plain(&[
                zone(crossing, json!({ "id": 9, "Bronhouder": "Drenthe" })),
                zone(around(5.30, 51.50, 0.01), json!({ "id": 12, "Bronhouder": "Noord-Brabant" })),
            ]),
        ),
        (
            "Restrictie_Diepte.json",
            plain(&[
                zone(around(5.40, 51.50, 0.01), json!({ "fid": 1, "Max_Diepte": "35" })),
                zone(around(5.45, 51.50, 0.01), json!({ "fid": 2, "Max_Diepte": "35,5" })),
                zone(around(5.50, 51.50, 0.01), json!({ "fid": 3, "Max_Diepte": "n.v.t." })),
            ]),
        ),
        (
            "Restrictie_Ordening.json",
            plain(&[zone(around(6.70, 52.80, 0.01), json!({ "fid": 1, "Bronhouder": "Drenthe" }))]),
        ),
        (
            "WKO_OBES.json",
            plain(&[
                well(1001, 5.35, 51.50),
                well(1001, 5.35, 51.50),
                well(1001, 5.3501, 51.50),
                well(1002, 5.3502, 51.50),
                well(1003, 2.35, 48.86),
            ]),
        ),
    ];
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
}

#[test]
fn the_national_export_is_used_with_pack_data() {
    let folder = folder(&[]);
    write_export(folder.path());
    let pack = Pack::open(Path::new("wkotool"), Some(folder.path())).unwrap();
    snapshot!("export_remarks", remarks(&pack));
    // One of four wells is there twice.
    assert_eq!((pack.zones.len(), pack.installations.len()), (6, 3));
    let limits: Vec<Option<f64>> =
        pack.zones.iter().filter(|zone| zone.kind == "depth-limit").map(|zone| zone.limits.max_depth_m).collect();
    assert_eq!(limits, [Some(35.0), Some(35.5), None]);

    let at = |place: &str| {
        let arguments = format!(
            "--pack wkotool --pack-data . {THEN} --latlon {place} --system open --depth 35.2 --flow 5 --format json"
        );
        screen_in(&folder, &arguments).json()
    };
    // Both lobes of the zone that crosses itself.
    for place in ["52.855,6.558", "52.875,6.502"] {
        assert_eq!(texts(&at(place)["decisive"]), ["DR-2015-01"], "{place}");
    }
    // The export does not tell the kinds of ban apart: it stands for all of them.
    assert_eq!(texts(&at("51.50,5.30")["decisive"]), ["NB-2010-03"]);
    assert_eq!(texts(&at("51.50,5.40")["decisive"]), ["NB-2010-05"]);
    assert_eq!(at("51.50,5.45")["outcome"], "permit");
    assert_eq!(texts(&at("51.50,5.50")["settle"]), ["zone.max_depth_m"]);
    assert_eq!(texts(&at("52.80,6.70")["decisive"]), ["NL-2013-01", "DR-2015-02"]);
    let near = at("51.5001,5.35");
    assert_eq!(near["facts"]["within_400_m"], json!({ "abstraction": 0, "installation": 2, "well": 3 }));
    assert_eq!(near["facts"]["nearest"]["installation"]["id"], "1001");
}

const WELLS: &str = "[[layer]]\nid = \"wells\"\nfile = \"wells.geojson\"\ncrs = \"EPSG:28992\"\nrole = \"installation\"\n\
    certainty = \"derived\"\nsource = { title = \"made\" }\n\
    fields = { id = \"id\", system = { value = \"open\" }, annual_volume_m3 = { field = \"volume\" } }\n\
    [[layer]]\nid = \"provinces\"\nborrow = \"indicative/provinces\"\n";

#[test]
fn a_well_that_is_there_twice_counts_once_and_all_may_be_of_one_system() {
    let well = |id: &str, x: i32, volume: i32| json!({ "type": "Feature", "properties": { "id": id, "volume": volume }, "geometry": { "type": "Point", "coordinates": [x, 547_576] } });
    let wells = [
        well("A", 232_300, 9_000),
        well("A", 232_300, 9_000),
        well("A", 232_330, 9_000),
        well("B", 232_300, 9_000),
        well("C", 232_300, 1_000),
        well("C", 232_300, 2_000),
    ];
    let files = folder(&[("pack.toml", &manifest(WELLS)), ("wells.geojson", &collection(&wells))]);
    let found =
        run_in(&files, "screen --xy 232289,547576 --system open --depth 60 --pack . --date 2026-11-21 --format json")
            .json();
    // The two of C differ: they are kept.
    assert_eq!(
        (&found["facts"]["within_400_m"]["installation"], &found["facts"]["within_400_m"]["well"]),
        (&json!(3), &json!(5))
    );
    assert!(
        found["facts"]["neighbours"].as_array().unwrap().iter().all(|neighbour| neighbour["system"] == "open"),
        "{}",
        found["facts"]["neighbours"]
    );
    let check = run_in(&files, "layers check --pack . --lang en").stdout;
    assert!(check.contains("1 times a well is there once more"), "{check}");
    assert!(check.contains("2 features with this id at the same place"), "{check}");
}
