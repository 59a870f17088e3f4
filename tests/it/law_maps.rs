//! Maps of the law as they are published (GIO): in a pack, as plots, and looked at by themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write as _;

use crate::common::{THEN, folder, run_in, screen_in};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Near Beilen in Drenthe.
const X: f64 = 232_289.0;
const Y: f64 = 542_576.0;

const PACK: &str = "name = \"law\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\n\
    title = { nl = \"Proef\", en = \"Test\" }\n\
    [[layer]]\nid = \"provinces\"\nborrow = \"indicative/provinces\"\n\
    [[layer]]\nid = \"ring\"\nfile = \"ring.gml\"\nrole = \"zone\"\nkind = \"restriction\"\n\
    fields = { id = \"id\", name = \"groeplabel\" }\n\
    [[layer]]\nid = \"core\"\nfile = \"core.xml\"\nrole = \"zone\"\nkind = \"prohibition\"\n\
    fields = { id = \"id\", name = \"naam\" }\n";

/// A square ring around the place, so many metres from it to each side.
fn ring(reach: f64) -> String {
    let (west, east, south, north) = (X - reach, X + reach, Y - reach, Y + reach);
    format!(
        "<gml:LinearRing><gml:posList>{west} {south} {east} {south} {east} {north} {west} {north} {west} {south}\
         </gml:posList></gml:LinearRing>"
    )
}

/// A map with one location, of a square that may have a hole.
pub fn gio(work: &str, id: &str, reach: f64, hole: Option<f64>, whole: &str, behind: &str) -> String {
    let hole = hole.map(|reach| format!("<gml:interior>{}</gml:interior>", ring(reach))).unwrap_or_default();
    format!(
        "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <x:GeoInformatieObjectVaststelling xmlns:x=\"https://standaarden.overheid.nl/stop/imop/geo/\">\
         <x:vastgesteldeVersie><x:GeoInformatieObjectVersie><x:FRBRWork>/join/id/regdata/pv99/2026/{work}</x:FRBRWork>\
         <x:FRBRExpression>/join/id/regdata/pv99/2026/{work}/nld@2026-01-01;1</x:FRBRExpression>{whole}<x:locaties>\n\
         <x:Locatie><x:naam>{work}</x:naam><x:geometrie>\
         <b:Geometrie xmlns:b=\"http://www.geostandaarden.nl/basisgeometrie/1.0\" \
         xmlns:gml=\"http://www.opengis.net/gml/3.2\"><b:id>{id}</b:id><b:geometrie>\
         <gml:Polygon srsName=\"urn:ogc:def:crs:EPSG::28992\"><gml:exterior>{}</gml:exterior>{hole}</gml:Polygon>\
         </b:geometrie></b:Geometrie></x:geometrie>{behind}</x:Locatie>\n\
         </x:locaties></x:GeoInformatieObjectVersie></x:vastgesteldeVersie></x:GeoInformatieObjectVaststelling>\n",
        ring(reach)
    )
}

pub const GROUPS: &str =
    "<x:groepen><x:Groep><x:groepID>g</x:groepID><x:label>protection zone</x:label></x:Groep></x:groepen>";
pub const IN_GROUP: &str = "<x:groepID>g</x:groepID>";
const METRES: &str = "<x:eenheidlabel>meter</x:eenheidlabel><x:normlabel>deepest drilling</x:normlabel>";

/// A ring with a hole in one map, and what lies in the hole in another.
fn ring_and_core() -> TempDir {
    folder(&[
        ("pack.toml", PACK),
        ("ring.gml", &gio("ring", "guid-ring", 1000.0, Some(100.0), GROUPS, IN_GROUP)),
        ("core.xml", &gio("core", "guid-core", 100.0, None, "", "")),
    ])
}

#[test]
fn a_place_in_the_hole_of_one_map_is_prohibited_by_the_other() {
    let files = ring_and_core();
    let verdict = |x: f64| {
        let asked = format!("--xy {x},{Y} --system closed --depth 60 --pack . --format json {THEN}");
        screen_in(&files, &asked).json()
    };
    let zones = |verdict: &serde_json::Value| -> Vec<String> {
        let zones = verdict["facts"]["zones"].as_array().unwrap();
        zones.iter().map(|zone| format!("{} {} {}", zone["id"], zone["name"], zone["kind"])).collect()
    };
    let inside = verdict(X);
    assert_eq!(zones(&inside), ["\"guid-core\" \"core\" \"prohibition\""]);
    assert_eq!(inside["outcome"], "prohibited", "{inside:#}");
    let around = verdict(X + 500.0);
    assert_eq!(zones(&around), ["\"guid-ring\" \"protection zone\" \"restriction\""]);
    assert_ne!(around["outcome"], "prohibited");
    assert!(zones(&verdict(X + 5000.0)).is_empty());
    let layers = inside["provenance"]["layers"].as_array().unwrap();
    let version = |id: &str| &layers.iter().find(|layer| layer["id"] == id).unwrap()["expression"];
    assert_eq!(version("core"), "/join/id/regdata/pv99/2026/core/nld@2026-01-01;1");
    assert!(version("provinces").is_null());
    let text =
        screen_in(&files, &format!("--xy {X},{Y} --system closed --depth 60 --pack . --full --lang en {THEN}")).well();
    assert!(text.contains("nld@2026-01-01;1, sha256"), "{text}");
}

#[test]
fn a_norm_in_numbers_is_a_depth_only_in_the_unit_that_the_map_states() {
    let limits = PACK.replace("kind = \"prohibition\"", "kind = \"depth-limit\"").replace(
        "fields = { id = \"id\", name = \"naam\" }",
        "fields = { id = \"id\", max_depth_m = { field = \"kwantitatieve_normwaarde\", unit = \"m\" } }",
    );
    let found = |unit: &str, value: &str| {
        let value = format!("<x:kwantitatieveNormwaarde>{value}</x:kwantitatieveNormwaarde>");
        let files = ring_and_core();
        std::fs::write(files.path().join("pack.toml"), &limits).unwrap();
        let map = gio("core", "guid-core", 100.0, None, unit, &value);
        std::fs::write(files.path().join("core.xml"), map).unwrap();
        let asked = format!("--xy {X},{Y} --system closed --depth 60 --pack . --format json {THEN}");
        let verdict = screen_in(&files, &asked).json();
        let limit = verdict["facts"]["zones"][0]["max_depth_m"].clone();
        (limit, run_in(&files, "layers check --pack . --lang en").well())
    };
    let (limit, said) = found(METRES, "80.5");
    assert_eq!(limit, 80.5, "{said}");
    // Decimetres that are read as metres would allow ten times too much.
    let (limit, said) = found(&METRES.replace("meter", "decimeter"), "805");
    assert!(limit.is_null(), "{limit}");
    assert!(said.contains("the map states `decimeter` as its unit and the manifest `m`"), "{said}");
    let (_, said) = found("", "80");
    assert!(said.contains("STOP3009") && said.contains("STOP3011"), "{said}");
}

#[test]
fn a_map_is_a_plot_and_each_of_its_locations_an_application() {
    let files = ring_and_core();
    let plot = screen_in(&files, &format!("--plot core.xml --system closed --depth 60 --pack . --format csv {THEN}"));
    assert!(plot.stdout.contains("guid-core"), "{} {}", plot.stdout, plot.stderr);
    let rows = screen_in(&files, &format!("core.xml --system closed --depth 60 --pack . --format csv {THEN}"));
    assert!(rows.stdout.lines().any(|row| row.starts_with("guid-core,prohibited")), "{} {}", rows.stdout, rows.stderr);
}

#[test]
fn half_a_map_ends_the_run_and_says_where_it_breaks_off() {
    let files = ring_and_core();
    let map = std::fs::read_to_string(files.path().join("core.xml")).unwrap();
    std::fs::write(files.path().join("core.xml"), &map[..map.len() / 2]).unwrap();
    let said = run_in(&files, "layers check --pack . --lang en").failed();
    assert!(said.contains("core.xml") && said.contains("not well-formed XML at line 3"), "{said}");
}

#[test]
fn other_gml_goes_to_gdal_as_before() {
    let files = ring_and_core();
    let other = "<wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs/2.0\"/>";
    std::fs::write(files.path().join("ring.gml"), other).unwrap();
    let said = run_in(&files, "layers check --pack . --lang en").failed();
    assert!(said.contains("ring.gml") && !said.contains("GIO"), "{said}");
}

#[test]
fn what_is_in_a_map_is_shown_by_itself_and_out_of_the_zip_of_an_act() {
    let files = ring_and_core();
    let value = "<x:kwantitatieveNormwaarde>80</x:kwantitatieveNormwaarde>";
    let depth = gio("depth", "guid-depth", 50.0, None, METRES, value);
    let act = std::fs::File::create(files.path().join("act.zip")).unwrap();
    let mut writer = ZipWriter::new(act);
    let ring = std::fs::read_to_string(files.path().join("ring.gml")).unwrap();
    let entries = [("IO-1/ring.gml", ring.as_str()), ("IO-1/Metadata.xml", "<a/>"), ("IO-2/depth.gml", depth.as_str())];
    for (name, text) in entries {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap();
    snapshot!("act_en", run_in(&files, "layers gio act.zip --lang en").well());
    snapshot!("act_nl", run_in(&files, "layers gio act.zip --lang nl").well());
    snapshot!("act_csv", run_in(&files, "layers gio act.zip --format csv").well());
    snapshot!("ring_json", run_in(&files, "layers gio ring.gml --format json").well());
    std::fs::write(files.path().join("none.gml"), "<a/>").unwrap();
    let said = run_in(&files, "layers gio none.gml --lang en").failed();
    assert!(said.contains("no GIO: its root is `a`"), "{said}");
}
