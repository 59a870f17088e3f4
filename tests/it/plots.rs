//! Plots from end to end: the odd ones that people have, every format, and the schema.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::path::Path;

use crate::common::{Ran, THEN, TODAY, folder, run_in, texts};
use bodemtoets_ogr as ogr;
use serde_json::Value;

const PLOT: &str = include_str!("../../data/applications/plot.toml");

/// A place on the border of Noord-Brabant and Limburg as the embedded pack draws it.
const BORDER: (f64, f64) = (188_678.0, 384_670.0);

/// Cuts up what lies in a folder, under the law of the day of the tests, or of a day that is given.
fn plot_in(folder: impl AsRef<Path>, arguments: &str) -> Ran {
    let date = if arguments.contains("--date ") { "" } else { TODAY };
    run_in(folder, &format!("screen --plot {arguments} {date}"))
}

/// The verdict on a polygon of places in RD New, and other fields of its application.
fn verdict_of(geometry: &str, arguments: &str) -> Value {
    let text = format!("{{\"geometry\":{geometry}}}");
    let folder = folder(&[("plot.json", &text)]);
    plot_in(&folder, &format!("plot.json --format json {arguments}")).json()
}

fn polygon(places: &[(f64, f64)]) -> String {
    let ring: Vec<String> = places.iter().chain(&places[..1]).map(|(x, y)| format!("[{x},{y}]")).collect();
    format!("{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}", ring.join(","))
}

fn square(x: f64, y: f64, side: f64) -> String {
    polygon(&[(x, y), (x + side, y), (x + side, y + side), (x, y + side)])
}

fn parts(verdict: &Value) -> &Vec<Value> {
    verdict["parts"].as_array().unwrap()
}

fn outcomes(verdict: &Value) -> Vec<&str> {
    parts(verdict).iter().map(|part| part["outcome"].as_str().unwrap()).collect()
}

/// Areas add up to the square millimetre, and shares to one.
fn adds_up(verdict: &Value) {
    let millimetres = |value: &Value| (value.as_f64().unwrap() * 1e6).round();
    let sum: f64 = parts(verdict).iter().map(|part| millimetres(&part["area_m2"])).sum();
    let whole = millimetres(&verdict["area_m2"]);
    // Numbers of 16 digits do not hold square millimetres of more than a province.
    assert!((sum - whole).abs() < (whole * 4e-15).max(0.5), "{sum} of {whole}: {verdict:#}");
    let shares: f64 = parts(verdict).iter().map(|part| part["share"].as_f64().unwrap()).sum();
    assert!((shares - 1.0).abs() < 1e-4, "{shares}");
}

#[test]
fn a_plot_that_lies_partly_in_a_ban_area_in_every_format() {
    let folder = folder(&[("plot.toml", PLOT)]);
    for lang in ["nl", "en"] {
        let ran = plot_in(&folder, &format!("plot.toml {THEN} --lang {lang}"));
        snapshot!(format!("text_{lang}"), ran.well());
    }
    let verdict = plot_in(&folder, &format!("plot.toml {THEN} --format json")).json();
    adds_up(&verdict);
    assert!(outcomes(&verdict).contains(&"prohibited") && outcomes(&verdict).len() > 1, "{verdict:#}");
    assert_eq!(verdict["as_one"]["outcome"], "prohibited");
    let mut brief = verdict.clone();
    brief["provenance"] = Value::Null;
    snapshot!("json", serde_json::to_string_pretty(&brief).unwrap());
    snapshot!("csv", plot_in(&folder, &format!("plot.toml {THEN} --format csv")).well());
    let line = plot_in(&folder, &format!("plot.toml {THEN} --format jsonl")).json();
    assert_eq!(line, verdict);
}

#[test]
fn features_have_the_columns_of_the_table_and_lie_where_the_parts_are() {
    let folder = folder(&[("plot.toml", PLOT)]);
    let collection = plot_in(&folder, &format!("plot.toml {THEN} --format geojson")).json();
    let features = collection["features"].as_array().unwrap();
    let verdict = plot_in(&folder, &format!("plot.toml {THEN} --format json")).json();
    assert_eq!(features.len(), parts(&verdict).len());
    assert!(!collection["notices"].as_array().unwrap().is_empty());
    for (feature, part) in features.iter().zip(parts(&verdict)) {
        assert_eq!(feature["properties"]["area_m2"], part["area_m2"]);
        assert_eq!(feature["properties"]["outcome"], part["outcome"]);
        assert_eq!(feature["geometry"]["type"], "MultiPolygon");
        let lon = feature["geometry"]["coordinates"][0][0][0][0].as_f64().unwrap();
        assert!((3.0..8.0).contains(&lon), "{lon}");
    }
}

#[test]
fn a_geopackage_has_parts_plots_and_places_with_their_styles() {
    let folder = folder(&[("plot.toml", PLOT)]);
    plot_in(&folder, &format!("plot.toml {THEN} --format gpkg -o out.gpkg")).well();
    let path = folder.path().join("out.gpkg");
    let read = |layer: &str| -> Vec<geojson::Feature> {
        ogr::Reader::open(&path.to_string_lossy(), Some(layer)).unwrap().map(Result::unwrap).collect()
    };
    let verdict = plot_in(&folder, &format!("plot.toml {THEN} --format json")).json();
    assert_eq!(read("parts").len(), parts(&verdict).len());
    assert_eq!(read("plots").len(), 1);
    assert_eq!(read("places").len(), 2);
    let styles = read("layer_styles");
    assert_eq!(styles.len(), 3, "each layer has a style");
    let refused = plot_in(&folder, "plot.toml --format gpkg --lang en").failed();
    assert!(refused.contains("say where with -o FILE"), "{refused}");
}

#[test]
fn a_map_has_every_part_a_legend_a_scale_and_north() {
    let folder = folder(&[("plot.toml", PLOT)]);
    plot_in(&folder, &format!("plot.toml {THEN} --map map.svg --lang en")).well();
    let svg = std::fs::read_to_string(folder.path().join("map.svg")).unwrap();
    for part in ["id=\"scale\"", "id=\"north\"", "url(#crossed-D55E00)", "prohibited", "Parts", " m2", "RD New"] {
        assert!(svg.contains(part), "{part} is not in {svg}");
    }
    plot_in(&folder, &format!("plot.toml {THEN} --map map.png")).well();
    assert!(std::fs::read(folder.path().join("map.png")).unwrap().starts_with(b"\x89PNG"));
    let refused = plot_in(&folder, "plot.toml --map map.pdf").failed();
    assert!(refused.contains(".pdf"), "{refused}");
}

#[test]
fn a_map_of_a_file_of_many_is_refused_unless_it_holds_one() {
    let feature = |x: f64| {
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"system\":\"closed\"}},\"geometry\":{}}}",
            square(x, 390_000.0, 80.0)
        )
    };
    let one = format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", feature(150_000.0));
    let two =
        format!("{{\"type\":\"FeatureCollection\",\"features\":[{},{}]}}", feature(150_000.0), feature(151_000.0));
    let folder = folder(&[("one.geojson", &one), ("two.geojson", &two)]);
    plot_in(&folder, "one.geojson --map map.svg").well();
    assert!(
        plot_in(&folder, "two.geojson --map map.svg --lang en")
            .failed()
            .contains("draws one plot, and two.geojson holds 2")
    );
}

#[test]
fn a_ring_that_crosses_itself_is_repaired_and_said() {
    let (x, y) = (150_000.0, 390_000.0);
    let bow = polygon(&[(x, y), (x, y + 100.0), (x + 100.0, y), (x + 100.0, y + 100.0)]);
    let verdict = verdict_of(&bow, "--system closed --depth 20");
    assert!((verdict["area_m2"].as_f64().unwrap() - 5000.0).abs() < 0.01, "{verdict:#}");
    let said = verdict["remarks"][0]["en"].as_str().unwrap();
    assert!(said.starts_with("rings cross at ") && said.ends_with("became 5000 m2"), "{said}");
    adds_up(&verdict);
}

#[test]
fn polygons_over_each_other_count_once_and_it_is_said() {
    let (one, other) = (square(150_000.0, 390_000.0, 100.0), square(150_050.0, 390_000.0, 100.0));
    let rings = |text: &str| serde_json::from_str::<Value>(text).unwrap()["coordinates"].clone();
    let both = serde_json::json!({"type": "MultiPolygon", "coordinates": [rings(&one), rings(&other)]});
    let verdict = verdict_of(&both.to_string(), "--system closed --depth 20");
    assert!((verdict["area_m2"].as_f64().unwrap() - 15_000.0).abs() < 0.01, "{verdict:#}");
    assert!(verdict["remarks"][0]["en"].as_str().unwrap().contains("counts once"));
    adds_up(&verdict);
}

#[test]
fn what_is_no_plot_is_refused_in_words() {
    let flat = polygon(&[(150_000.0, 390_000.0), (150_100.0, 390_000.0), (150_050.0, 390_000.0)]);
    let same = polygon(&[(150_000.0, 390_000.0), (150_000.0, 390_000.0), (150_000.0, 390_000.0)]);
    let paris = polygon(&[(2.3, 48.8), (2.4, 48.8), (2.4, 48.9)]);
    let swapped = square(390_000.0, 150_000.0, 100.0);
    let point = "{\"type\":\"Point\",\"coordinates\":[150000,390000]}".to_owned();
    for (geometry, why) in [
        (flat, "the polygon has no area: its corners lie on one line"),
        (same, "the polygon has no area"),
        (paris, "is outside the Netherlands"),
        (swapped, "x and y look swapped"),
        (point, "not a plot: a plot is an area"),
    ] {
        let text = format!("{{\"system\":\"closed\",\"geometry\":{geometry}}}");
        let folder = folder(&[("plot.json", &text)]);
        let said = plot_in(&folder, "plot.json --lang en").failed();
        assert!(said.contains(why), "{said}");
    }
}

#[test]
fn over_a_border_of_provinces_each_side_has_its_own_law() {
    let verdict = verdict_of(&square(BORDER.0 - 1500.0, BORDER.1 - 1500.0, 3000.0), "--system closed --depth 20");
    adds_up(&verdict);
    let lands: Vec<Vec<&str>> = parts(&verdict).iter().map(|part| texts(&part["jurisdiction"])).collect();
    assert!(
        lands.contains(&vec!["noord-brabant"]) && lands.contains(&vec!["limburg", "waterschap-limburg"]),
        "{lands:?}"
    );
}

#[test]
fn at_sea_nothing_is_covered_and_that_is_no_permission() {
    let verdict = verdict_of(&square(10_000.0, 450_000.0, 500.0), "--system closed --depth 20");
    assert_eq!(outcomes(&verdict), ["not-covered"]);
    assert_eq!(verdict["deepest"], Value::Null);
    adds_up(&verdict);
}

#[test]
fn a_plot_larger_than_a_province_is_cut_up_in_seconds() {
    let start = std::time::Instant::now();
    let verdict = verdict_of(&square(70_000.0, 355_000.0, 140_000.0), &format!("--system closed --depth 60 {THEN}"));
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    adds_up(&verdict);
    assert!(parts(&verdict).len() > 10, "{}", parts(&verdict).len());
    assert!((verdict["area_m2"].as_f64().unwrap() - 1.96e10).abs() < 1.0);
}

/// A plot beside a zone: its edge lies on that of the zone, nearly, or not at all.
#[test]
fn a_plot_that_only_touches_a_zone_is_free_of_it_but_for_its_edge() {
    let zone = square(150_000.0, 390_000.0, 100.0);
    let manifest = "name = \"p\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\n\
        title = { nl = \"p\", en = \"p\" }\n";
    let layer = |id: &str, role: &str, more: &str| {
        format!(
            "[[layer]]\nid = \"{id}\"\nfile = \"{id}.geojson\"\ncrs = \"EPSG:28992\"\nrole = \"{role}\"\n{more}fields = {{ id = \"id\" }}\n"
        )
    };
    let manifest =
        manifest.to_owned() + &layer("zones", "zone", "kind = \"prohibition\"\n") + &layer("lands", "jurisdiction", "");
    let feature = |id: &str, geometry: &str| {
        format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":{{\"id\":\"{id}\"}},\"geometry\":{geometry}}}]}}"
        )
    };
    let rules = "id = \"here\"\nversion = \"1\"\njurisdiction = \"here\"\ntitle = { nl = \"a\", en = \"b\" }\n\
        [[rule]]\nid = \"H-1\"\nvalid_from = 2020-01-01\napplies_to = [\"open\", \"closed\"]\nwhen = { always = true }\noutcome = \"notify\"\nreason = { nl = \"a\", en = \"b\" }\nsource = { title = \"c\" }\ncertainty = \"verified\"\n\
        [[rule]]\nid = \"H-2\"\nvalid_from = 2020-01-01\napplies_to = [\"open\", \"closed\"]\nwhen = { in_zone = { kind = \"prohibition\" } }\noutcome = \"prohibited\"\nreason = { nl = \"a\", en = \"b\" }\nsource = { title = \"c\" }\ncertainty = \"verified\"\n";
    let beside = |gap: f64| {
        let plot = format!("{{\"system\":\"closed\",\"geometry\":{}}}", square(150_100.0 + gap, 390_000.0, 100.0));
        let folder = folder(&[
            ("pack.toml", &manifest),
            ("zones.geojson", &feature("z", &zone)),
            ("lands.geojson", &feature("here", &square(140_000.0, 380_000.0, 20_000.0))),
            ("rules/here.toml", rules),
            ("plot.json", &plot),
        ]);
        plot_in(&folder, "plot.json --pack . --rules rules --format json").json()
    };
    let touching = beside(0.0);
    assert_eq!(outcomes(&touching), ["notify"]);
    assert_eq!(touching["as_one"]["outcome"], "prohibited", "touching counts for the plot as one shape");
    let apart = beside(0.000_5);
    assert_eq!((outcomes(&apart), &apart["as_one"]["outcome"]), (vec!["notify"], &"notify".into()));
    // It overlaps by half a millimetre: a sliver that nothing beside it is as strict as.
    let overlapping = beside(-0.000_5);
    assert_eq!(outcomes(&overlapping), ["notify", "prohibited"]);
    assert_eq!(parts(&overlapping)[1]["sliver"], true);
    let area = parts(&overlapping)[1]["area_m2"].as_f64().unwrap();
    assert!((area - 0.05).abs() < 0.001, "{area}");
    for verdict in [&touching, &apart, &overlapping] {
        adds_up(verdict);
    }
}

#[test]
fn many_plots_come_in_order_whatever_the_threads_and_bad_ones_are_told() {
    let mut csv = "id;wkt;system\n".to_owned();
    for number in 0..40 {
        let (x, y) = (150_000 + number * 300, 390_000);
        let (right, top) = (x + 100, y + 100);
        writeln!(csv, "p{number};POLYGON (({x} {y}, {right} {y}, {right} {top}, {x} {y}));closed").unwrap();
    }
    csv += "bad-1;POLYGON ((150000 390000, 150100 x));closed\nbad-2;POINT (150000 390000);closed\n";
    csv += "bad-3;POLYGON ((390000 150000, 390100 150000, 390000 150100, 390000 150000));closed\n";
    let folder = folder(&[("plots.csv", &csv)]);
    let one = plot_in(&folder, "plots.csv --depth 20 --threads 1 --lang en");
    let four = plot_in(&folder, "plots.csv --depth 20 --threads 4 --lang en");
    assert_eq!(one.stdout, four.stdout);
    snapshot!("many_said", one.said());
    assert_eq!(one.stdout.lines().filter(|line| line.starts_with('p')).count(), one.stdout.lines().count() - 1);
    assert_eq!(plot_in(&folder, "plots.csv --strict").code, 1);
    let list = plot_in(&folder, "plots.csv --depth 20 --format json").json();
    assert_eq!(list.as_array().unwrap().len(), 40);
    let text = plot_in(&folder, "plots.csv --depth 20 --format text --lang en").well();
    assert_eq!(text.lines().count(), 40, "{text}");
}

#[test]
fn an_open_system_has_depths_for_its_screens() {
    let verdict =
        verdict_of(&square(150_000.0, 390_000.0, 100.0), &format!("--system open --depth 60 --flow 5 {THEN}"));
    for part in parts(&verdict) {
        assert!(part["screens"].is_array(), "{verdict:#}");
    }
    let closed = verdict_of(&square(150_000.0, 390_000.0, 100.0), &format!("--system closed --depth 60 {THEN}"));
    assert!(parts(&closed)[0]["screens"].is_null());
}

#[test]
fn a_plot_is_given_once_and_without_a_building() {
    let folder = folder(&[("plot.toml", PLOT)]);
    for arguments in ["plot.toml plot.toml", "plot.toml --xy 1,2", "plot.toml --exit-code", "plot.toml --completeness"]
    {
        assert_eq!(plot_in(&folder, arguments).code, 2, "{arguments}");
    }
}

#[test]
fn the_schema_that_is_shipped_is_that_of_plots_and_they_are_valid_by_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/plot-1.json");
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<bodemtoets_screening::plot::PlotVerdict>();
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let shipped = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(shipped == text, "docs/schema/plot-1.json is out of date: run this test with UPDATE_SCHEMA=1");
    let validator = jsonschema::validator_for(&serde_json::from_str(&shipped).unwrap()).unwrap();
    for (geometry, arguments) in [
        (square(150_000.0, 390_000.0, 100.0), "--system open --depth 60"),
        (square(232_000.0, 542_000.0, 900.0), "--system closed --depth 60"),
        (square(10_000.0, 450_000.0, 500.0), "--system closed"),
    ] {
        let verdict = verdict_of(&geometry, arguments);
        let faults: Vec<String> = validator.iter_errors(&verdict).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
    }
    assert!(!validator.is_valid(&serde_json::json!({"schema": "bodemtoets/plot/1"})), "it must be able to refuse");
}
