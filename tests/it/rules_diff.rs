//! What another date, other rulebooks or another pack change for a file of applications. The law
//! and the map are the tests' own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::path::Path;

use crate::common::{Ran, folder, names, run_in, run_with};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The law changes at the turn of the year.
const TURN: &str = "--from 2023-12-31 --to 2024-01-01";

const PACK: &str = "--pack pack --rules rules";

const APPLICATIONS: &str = "id,x,y,system,drilling_depth_m,flow_m3_h,date\n\
    same,150500,390000,closed,20,,\n\
    shallow,150500,390000,closed,5,,\n\
    deep,150500,390000,closed,60,,2020-06-01\n\
    zone,150000,390000,closed,20,,\n\
    \"deep, in the zone\",150000.25,390000,closed,60,,\n\
    unmapped,150500,390000,closed,120,,\n\
    flow-unknown,150500,390000,open,20,,\n\
    nothing-known,150500,390000,open,,,\n\
    outside,170000,390000,closed,20,,\n\
    bad,somewhere,390000,closed,20,,\n\
    ,150500,390010,closed,60,,\n";

fn a_rule(id: &str, when: &str, outcome: &str, period: &str) -> String {
    format!(
        "\n[[rule]]\nid = \"{id}\"\n{period}\napplies_to = [\"open\", \"closed\"]\nwhen = {when}\noutcome = \"{outcome}\"\n\
         reason = {{ nl = \"Daarom.\", en = \"Because.\" }}\nsource = {{ title = \"A law\" }}\ncertainty = \"verified\"\n"
    )
}

fn book(id: &str, jurisdiction: &str, rules: &[String]) -> String {
    format!(
        "id = \"{id}\"\nversion = \"1\"\njurisdiction = \"{jurisdiction}\"\ntitle = {{ nl = \"Proef\", en = \"Test\" }}\n{}",
        rules.concat()
    )
}

const OLD: &str = "valid_from = 2020-01-01\nvalid_to = 2023-12-31";
const NEW: &str = "valid_from = 2024-01-01";
const EVER: &str = "valid_from = 2020-01-01";

fn national() -> String {
    book("national", "nl", &[a_rule("N-1", "{ always = true }", "notify", EVER)])
}

/// The law of the province of the tests: milder about depth and flow from 2024 on, stricter in zones.
fn provincial() -> String {
    let unmapped = "{ all = [{ fact = \"drilling_depth_m\", above = 100 }, { in_zone = { kind = \"unmapped\" } }] }";
    let rules = [
        a_rule("P-1", "{ always = true }", "free", EVER),
        a_rule("P-2", "{ fact = \"drilling_depth_m\", above = 50 }", "permit", OLD),
        a_rule("P-3", "{ in_zone = { kind = \"protection\" } }", "prohibited", NEW),
        a_rule("P-4", unmapped, "prohibited", NEW),
        a_rule("P-5", "{ fact = \"flow_m3_h\", above = 10 }", "permit", OLD).replace(", \"closed\"]", "]"),
        a_rule("P-6", "{ fact = \"drilling_depth_m\", at_most = 10 }", "notify", NEW),
    ];
    book("provincial", "proef", &rules)
}

fn square(id: &str, (x, y): (u32, u32), half_m: u32) -> Value {
    let (west, east, south, north) = (x - half_m, x + half_m, y - half_m, y + half_m);
    json!({ "type": "Feature", "properties": { "id": id }, "geometry": { "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]] } })
}

fn features(list: &[Value]) -> String {
    json!({ "type": "FeatureCollection", "features": list }).to_string()
}

/// A province of 20 km and in it a zone of which the size differs from pack to pack.
fn pack(name: &str, zone_half_m: u32) -> [(String, String); 3] {
    let layer = |id: &str, what: &str| {
        format!(
            "[[layer]]\nid = \"{id}\"\nfile = \"{id}.geojson\"\ncrs = \"EPSG:28992\"\n{what}\nfields = {{ id = \"id\" }}\n"
        )
    };
    let manifest = format!(
        "name = \"{name}\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\n\
         title = {{ nl = \"Proef\", en = \"Test\" }}\nnotice = {{ nl = \"Kaart {name}.\", en = \"Map {name}.\" }}\n{}{}",
        layer("provinces", "role = \"jurisdiction\""),
        layer("zones", "role = \"zone\"\nkind = \"protection\""),
    );
    [
        (format!("{name}/pack.toml"), manifest),
        (format!("{name}/provinces.geojson"), features(&[square("proef", (150_000, 390_000), 10_000)])),
        (format!("{name}/zones.geojson"), features(&[square("z", (150_000, 390_000), zone_half_m)])),
    ]
}

/// A folder with the law, two maps and the applications.
fn world() -> TempDir {
    let mut files: Vec<(String, String)> = Vec::new();
    files.extend(pack("pack", 100));
    files.extend(pack("wide", 1000));
    files.push(("rules/national.toml".to_owned(), national()));
    files.push(("rules/provincial.toml".to_owned(), provincial()));
    files.push(("new/national.toml".to_owned(), national()));
    let zone = a_rule("P-3", "{ in_zone = { kind = \"protection\" } }", "permit", EVER);
    files.push(("new/provincial.toml".to_owned(), book("provincial", "proef", &[zone])));
    files.push(("many.csv".to_owned(), APPLICATIONS.to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    folder(&files)
}

fn diff(folder: &TempDir, arguments: &str) -> Ran {
    run_in(folder, &format!("rules diff {arguments}"))
}

/// The values of some columns of a table, row by row.
fn columns<const N: usize>(csv: &str, wanted: [&str; N]) -> Vec<[String; N]> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let positions = wanted.map(|name| header.iter().position(|column| column == name).unwrap());
    reader.records().map(|record| record.unwrap()).map(|record| positions.map(|at| record[at].to_owned())).collect()
}

fn count(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is not a count"))
}

/// Every count adds up, and agrees with the list of all applications.
fn adds_up(diff: &Value) {
    let totals = &diff["totals"];
    let sum = |names: &[&str]| names.iter().map(|name| count(&totals[*name])).sum::<u64>();
    let (screened, changed) = (count(&totals["screened"]), count(&totals["changed"]));
    assert_eq!(screened, sum(&["changed", "same"]), "{totals}");
    assert_eq!(changed, sum(&["stricter", "milder", "opened", "settled", "other"]), "{totals}");
    let cells = diff["matrix"].as_array().unwrap();
    assert_eq!(cells.iter().map(|cell| count(&cell["count"])).sum::<u64>(), screened);
    assert_eq!(cells.iter().map(|cell| count(&cell["changed"])).sum::<u64>(), changed);
    let listed = diff["changes"].as_array().unwrap();
    assert_eq!(listed.len() as u64, screened, "the list has to be that of --all");
    for cell in cells {
        let in_cell = |change: &&Value| ["from", "to"].iter().all(|side| change[*side]["outcome"] == cell[*side]);
        assert_eq!(listed.iter().filter(in_cell).count() as u64, count(&cell["count"]), "{cell}");
    }
    for rule in diff["rules"].as_array().unwrap() {
        for side in ["from", "to"] {
            let answers = listed.iter().map(|change| &change[side]);
            let with = answers.filter(|answer| answer["decisive"].as_array().unwrap().contains(&rule["id"]));
            let (open, settled): (Vec<&Value>, Vec<&Value>) =
                with.partition(|answer| answer["outcome"] == "undetermined");
            let alone = settled.iter().filter(|answer| answer["decisive"].as_array().unwrap().len() == 1).count();
            let forbidden = settled.iter().filter(|answer| answer["outcome"] == "prohibited").count();
            let expected = [settled.len(), alone, forbidden, open.len()].map(|count| count as u64);
            let told = ["decides", "alone", "prohibits", "keeps_open"].map(|name| count(&rule[side][name]));
            assert_eq!(told, expected, "{rule}");
        }
    }
}

#[test]
fn two_dates_are_compared_in_words() {
    let folder = world();
    for lang in ["nl", "en"] {
        let ran = diff(&folder, &format!("many.csv {PACK} {TURN} --lang {lang}"));
        assert_eq!(ran.code, 0);
        snapshot!(format!("dates_{lang}"), format!("{}\nstderr:\n{}", ran.stdout, ran.stderr));
    }
}

#[test]
fn two_dates_are_compared_as_a_table() {
    let folder = world();
    let ran = diff(&folder, &format!("many.csv {PACK} {TURN} --format csv --lang en"));
    snapshot!("dates_csv", format!("{}\nstderr:\n{}", ran.stdout, ran.stderr));
    let changed = columns(&ran.stdout, ["id", "change"]);
    let all = columns(&diff(&folder, &format!("many.csv {PACK} {TURN} --format csv --all")).well(), ["id", "change"]);
    let expected = [
        ["same", "same"],
        ["shallow", "same"],
        ["deep", "milder"],
        ["zone", "stricter"],
        ["deep, in the zone", "stricter"],
        ["unmapped", "opened"],
        ["flow-unknown", "settled"],
        ["nothing-known", "other"],
        ["outside", "same"],
        ["", "milder"],
    ];
    assert_eq!(all, expected.map(|row| row.map(str::to_owned)));
    assert_eq!(changed, all.into_iter().filter(|[_, change]| change != "same").collect::<Vec<_>>());
}

#[test]
fn two_dates_are_compared_as_json_in_which_every_count_adds_up() {
    let folder = world();
    snapshot!("dates_json", diff(&folder, &format!("many.csv {PACK} {TURN} --format json")).well());
    for sides in [TURN, "--from 2019-01-01", "--to 2019-01-01", "--against new", "--against-pack wide"] {
        let found = diff(&folder, &format!("many.csv {PACK} {sides} --format json --all")).json();
        adds_up(&found);
        assert_eq!((count(&found["totals"]["screened"]), count(&found["totals"]["rejected"])), (10, 1));
    }
}

#[test]
fn two_dates_are_compared_as_features_in_degrees() {
    let folder = world();
    let text = diff(&folder, &format!("many.csv {PACK} {TURN} --format geojson")).well();
    snapshot!("dates_geojson", text);
    let collection: geojson::FeatureCollection = text.parse().unwrap();
    assert_eq!(collection.features.len(), 7);
    let all = diff(&folder, &format!("many.csv {PACK} {TURN} --format geojson --all")).json();
    assert_eq!(all["features"].as_array().unwrap().len(), 10);
    // Nothing to show is a collection all the same.
    let none = diff(&folder, &format!("many.csv {PACK} --from 2023-01-01 --to 2023-01-02 --format geojson")).json();
    assert_eq!(none["features"], json!([]));
}

#[test]
fn without_changes_nothing_is_listed_and_the_rules_are_counted() {
    let folder = world();
    let ran = diff(&folder, &format!("many.csv {PACK} --from 2023-01-01 --to 2023-01-02 --lang en"));
    snapshot!("no_changes", ran.well());
    let table = diff(&folder, &format!("many.csv {PACK} --from 2023-01-01 --to 2023-01-02 --format csv")).well();
    assert_eq!(table.lines().count(), 1, "{table}");
}

#[test]
fn rules_are_compared_with_rules_on_the_date_of_each_application() {
    let folder = world();
    for lang in ["nl", "en"] {
        let text = diff(&folder, &format!("many.csv {PACK} --against new --date 2024-06-01 --lang {lang}")).well();
        snapshot!(format!("rules_{lang}"), text);
    }
    let found = diff(&folder, &format!("many.csv {PACK} --against new --date 2024-06-01 --format json")).json();
    // What is the law of the embedded rulebooks does not come into it, and `deep` has a date of its own.
    let deep = found["changes"].as_array().unwrap().iter().find(|change| change["id"] == "deep").unwrap();
    assert_eq!((&deep["from"]["date"], &deep["to"]["date"]), (&json!("2020-06-01"), &json!("2020-06-01")));
    assert_eq!((&deep["change"], &deep["from"]["decisive"]), (&json!("milder"), &json!(["P-2"])));
    assert_eq!(found["sides"]["from"]["date"], Value::Null);
    let prints = ["from", "to"].map(|side| found["sides"][side]["rulebooks"][1]["sha256"].clone());
    assert_ne!(prints[0], prints[1]);
}

#[test]
fn rules_without_a_counterpart_count_for_both_sides() {
    let folder = world();
    let found = diff(&folder, &format!("many.csv {PACK} {TURN} --format json")).json();
    assert_eq!(found["sides"]["from"]["rulebooks"], found["sides"]["to"]["rulebooks"]);
    assert_eq!(found["sides"]["from"]["rulebooks"][1]["id"], "provincial");
    // And without --rules the first side has those that come along.
    let found = diff(&folder, &format!("many.csv --pack pack --against rules {TURN} --format json")).json();
    assert_ne!(found["sides"]["from"]["rulebooks"][1]["id"], "provincial");
    assert_eq!(found["sides"]["to"]["rulebooks"][1]["id"], "provincial");
}

#[test]
fn packs_are_compared_with_packs() {
    let folder = world();
    let arguments = format!("many.csv {PACK} --against-pack wide --from 2024-01-01 --to 2024-01-01");
    for lang in ["nl", "en"] {
        snapshot!(format!("packs_{lang}"), diff(&folder, &format!("{arguments} --lang {lang}")).well());
    }
    let table = diff(&folder, &format!("{arguments} --format csv")).well();
    // 500 m from the centre: outside the zone of the one, in that of the other.
    assert!(columns(&table, ["id", "change", "to_decisive"]).contains(&["same", "stricter", "P-3"].map(str::to_owned)));
}

#[test]
fn one_manifest_may_stand_for_two_sets_of_data() {
    let folder = world();
    let arguments = "many.csv --rules rules --pack pack --against-pack-data wide --date 2024-01-01 --format json --all";
    let found = diff(&folder, arguments).json();
    adds_up(&found);
    let layers = ["from", "to"].map(|side| found["sides"][side]["pack"]["layers"].clone());
    assert_eq!(layers[0][0], layers[1][0]);
    assert_ne!(layers[0][1]["sha256"], layers[1][1]["sha256"]);
    assert!(count(&found["totals"]["stricter"]) > 0);
}

#[test]
fn sides_that_do_not_differ_are_refused() {
    let folder = world();
    let cases = [
        "many.csv",
        "many.csv --date 2024-01-01",
        "many.csv --rules rules",
        "many.csv --rules rules --against rules",
        "many.csv --pack pack --against-pack pack",
        "many.csv --from 2024-01-01 --to 2024-01-01",
    ];
    for arguments in cases {
        let complaint = diff(&folder, &format!("{arguments} --lang en")).failed();
        assert!(complaint.contains("both sides are the same"), "{complaint}");
        assert!(complaint.contains("--from DATE --to DATE"), "{complaint}");
    }
    let complaint = diff(&folder, &format!("many.csv {TURN} --date 2024-01-01 --lang en")).failed();
    assert!(complaint.contains("--date counts for neither side"), "{complaint}");
}

#[test]
fn what_cannot_be_read_is_an_error_and_leaves_no_result() {
    let folder = world();
    std::fs::write(folder.path().join("empty.csv"), "").unwrap();
    let failing = [
        ("empty.csv", "het bestand is leeg"),
        ("no-such.csv", "no-such.csv is niet te lezen"),
        ("many.csv --against no-such", "kan geen regelboeken lezen uit no-such"),
        ("many.csv --against-pack no-such", "no-such"),
        ("many.csv -o no-such/out.csv", "kan no-such/out.csv niet schrijven"),
    ];
    for (arguments, expected) in failing {
        let complaint = diff(&folder, &format!("{PACK} {TURN} {arguments}")).failed();
        assert!(complaint.contains(expected), "{complaint}");
    }
    for wrong in ["--from 31-12-2023", "--to 2024-02-30", "--format xml", "--flow NaN"] {
        let ran = diff(&folder, &format!("many.csv {PACK} {wrong}"));
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{wrong}: {}", ran.stderr);
    }
    assert_eq!(diff(&folder, TURN).code, 2, "applications have to be given");
}

#[test]
fn rows_that_cannot_be_screened_are_told_and_cost_the_others_nothing() {
    let folder = world();
    let ran = diff(&folder, &format!("many.csv {PACK} {TURN} --lang en --strict"));
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("row 10 (bad), x = \"somewhere\": not a number\n"), "{}", ran.stderr);
    assert!(ran.stdout.contains("10  screened"), "{}", ran.stdout);
    let ran = diff(&folder, &format!("many.csv {PACK} {TURN} --rejects rejects.csv --format csv --lang en"));
    assert!(!ran.stderr.contains("somewhere"), "{}", ran.stderr);
    assert_eq!(ran.code, 0);
    let rejects = std::fs::read_to_string(folder.path().join("rejects.csv")).unwrap();
    assert_eq!(columns(&rejects, ["row", "id"]), [["10", "bad"].map(str::to_owned)]);
}

#[test]
fn a_table_may_come_through_a_pipe_and_lack_what_flags_say() {
    let folder = world();
    let csv = "id,x,y\na,150500,390000\nb,150000,390000\n";
    let arguments = format!("rules diff - {PACK} {TURN} --system closed --depth 60 --format csv");
    let table = run_with(folder.path(), &arguments, csv).well();
    let expected = [["a", "permit", "notify"], ["b", "permit", "prohibited"]];
    assert_eq!(columns(&table, ["id", "from", "to"]), expected.map(|row| row.map(str::to_owned)));
    // A header and no rows is no error: there is nothing to change.
    let none = run_with(folder.path(), &format!("rules diff - {PACK} {TURN} --format json --all"), "id,x,y,system\n");
    let none = none.json();
    adds_up(&none);
    assert_eq!((&none["totals"]["screened"], &none["matrix"], &none["rules"]), (&json!(0), &json!([]), &json!([])));
}

#[test]
fn every_format_of_applications_gives_the_same_changes() {
    let folder = world();
    let one = json!({ "type": "Feature", "id": "zone", "properties": { "system": "closed", "drilling_depth_m": 20 },
        "geometry": { "type": "Point", "coordinates": [150_000, 390_000] } });
    let files = [
        ("a.geojson", features(&[one])),
        ("a.toml", "id = \"zone\"\nx = 150000\ny = 390000\nsystem = \"closed\"\ndrilling_depth_m = 20\n".to_owned()),
        (
            "a.json",
            r#"{"id": "zone", "x": 150000, "y": 390000, "system": "closed", "drilling_depth_m": 20}"#.to_owned(),
        ),
        ("a.csv", "id,x,y,system,drilling_depth_m\nzone,150000,390000,closed,20\n".to_owned()),
    ];
    for (name, text) in &files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    for format in ["text", "csv", "json", "geojson"] {
        let results =
            files.each_ref().map(|(name, _)| diff(&folder, &format!("{name} {PACK} {TURN} --format {format}")).well());
        assert!(results[0].contains("zone"), "{}", results[0]);
        assert!(results.iter().all(|result| *result == results[0]), "{format}: {results:#?}");
    }
    run_in(&folder, "screen a.csv --format gpkg -o a.gpkg --pack pack --rules rules").well();
    // A GeoPackage of verdicts has places and ids; what else is applied for, the flags say.
    let arguments = format!("a.gpkg --layer verdicts {PACK} {TURN} --system closed --depth 20 --format csv");
    let table = diff(&folder, &arguments).well();
    assert_eq!(columns(&table, ["id", "change"]), [["zone", "stricter"].map(str::to_owned)]);
    std::fs::write(folder.path().join("bad.toml"), "x = 150000\n").unwrap();
    assert!(diff(&folder, &format!("bad.toml {PACK} {TURN}")).failed().contains("bad.toml: y"));
}

#[test]
fn a_long_list_is_cut_short_for_people_and_for_nobody_else() {
    let folder = world();
    let mut csv = "id,x,y,system,drilling_depth_m\n".to_owned();
    for number in 0..20_000 {
        let _ = writeln!(csv, "a-{number},150500,390000,closed,{}", if number % 100 == 0 { 60 } else { 20 });
    }
    std::fs::write(folder.path().join("long.csv"), csv).unwrap();
    let text = diff(&folder, &format!("long.csv {PACK} {TURN} --lang en")).well();
    assert_eq!(text.lines().filter(|line| line.contains(" a-")).count(), 50);
    assert!(text.contains(" a-4900 ") && !text.contains(" a-5000 "), "{text}");
    assert!(text.contains("… and 150 more; all of them with --format csv"), "{text}");
    for format in ["text", "csv", "json", "geojson"] {
        let one = diff(&folder, &format!("long.csv {PACK} {TURN} --format {format} --all --threads 1"));
        let more = diff(&folder, &format!("long.csv {PACK} {TURN} --format {format} --all --threads 5"));
        assert!(one.stdout == more.stdout && one.stderr == more.stderr, "threads differ in {format}");
    }
    let found = diff(&folder, &format!("long.csv {PACK} {TURN} --format json --all")).json();
    adds_up(&found);
    assert_eq!(count(&found["totals"]["milder"]), 200);
    assert_eq!(found["changes"][19_999]["id"], "a-19999");
}

#[test]
fn the_result_is_in_the_file_whole() {
    let folder = world();
    for format in ["text", "csv", "json", "geojson"] {
        let arguments = format!("many.csv {PACK} {TURN} --format {format}");
        let shown = diff(&folder, &arguments).well();
        assert_eq!(diff(&folder, &format!("{arguments} -o out")).well(), "");
        assert_eq!(std::fs::read_to_string(folder.path().join("out")).unwrap(), shown);
    }
    assert!(names(&folder).iter().all(|name| !name.starts_with('.')), "{:?}", names(&folder));
}

#[test]
fn the_schema_that_is_shipped_is_that_of_the_diff() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/diff-1.json");
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<bodemtoets_screening::compare::Diff>();
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let shipped = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(shipped == text, "docs/schema/diff-1.json is out of date: run this test with UPDATE_SCHEMA=1");
    let validator = jsonschema::validator_for(&serde_json::from_str(&shipped).unwrap()).unwrap();
    let mut found = diff(&world(), &format!("many.csv {PACK} {TURN} --format json --all")).json();
    let problems: Vec<String> = validator.iter_errors(&found).map(|problem| problem.to_string()).collect();
    assert!(problems.is_empty(), "{problems:?}");
    found["changes"][0]["change"] = json!("worse");
    assert!(!validator.is_valid(&found), "the schema must be able to refuse");
}
