//! What the rulebooks hold of the law, what they do not, and whose law it is.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::Path;

use crate::common::{folder, rule, run, run_in, texts};
use serde_json::{Value, json};
use tempfile::TempDir;

const DAY: &str = "2026-11-30";

/// A rule that always holds.
fn a_rule(id: &str, outcome: &str, more: &str) -> String {
    format!(
        "\n[[rule]]\nid = \"{id}\"\nvalid_from = 2020-01-01\napplies_to = [\"open\", \"closed\"]\nwhen = {{ always = true }}\n\
         outcome = \"{outcome}\"\nreason = {{ nl = \"Daarom.\", en = \"Because.\" }}\nsource = {{ title = \"A law\", article = \"1\" }}\ncertainty = \"verified\"\n{more}"
    )
}

fn book(id: &str, jurisdiction: &str, head: &str, rules: &str) -> String {
    format!(
        "id = \"{id}\"\nversion = \"1\"\njurisdiction = \"{jurisdiction}\"\n{head}title = {{ nl = \"Proef\", en = \"Test\" }}\n{rules}"
    )
}

/// Two areas: a province, and a water board that lies in its eastern half.
fn province_and_board(province: &str, board: &str) -> TempDir {
    let manifest = "name = \"lands\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\ntitle = { nl = \"a\", en = \"b\" }\n\
        [[layer]]\nid = \"lands\"\nfile = \"lands.geojson\"\ncrs = \"EPSG:28992\"\nrole = \"jurisdiction\"\nfields = { id = \"id\" }\n";
    let area = |id: &str, west: i32, east: i32| {
        let ring = [[west, 389_000], [east, 389_000], [east, 391_000], [west, 391_000], [west, 389_000]];
        json!({ "type": "Feature", "properties": { "id": id }, "geometry": { "type": "Polygon", "coordinates": [ring] } })
    };
    let areas = [area("province", 149_000, 151_000), area("board", 150_000, 152_000)];
    let areas = json!({ "type": "FeatureCollection", "features": areas }).to_string();
    folder(&[
        ("pack/pack.toml", manifest),
        ("pack/lands.geojson", &areas),
        ("rules/nl.toml", &book("nl", "nl", "", &a_rule("N-1", "permit", ""))),
        ("rules/province.toml", &book("province", "province", "", province)),
        ("rules/board.toml", &book("board", "board", "level = \"water-board\"\n", board)),
    ])
}

fn at(folder: &TempDir, x: i32) -> Value {
    let place = format!("screen --xy {x},390000 --system open --date {DAY} --rules rules --pack pack --format json");
    run_in(folder, &place).json()
}

#[test]
fn a_water_board_stands_beside_the_province() {
    let waives = a_rule("P-1", "notify", "replaces = [\"N-1\"]\n");
    let folder = province_and_board(&waives, &a_rule("B-1", "notify", ""));
    // Where the board has rules too, the waiver of the province still holds.
    for x in [149_500, 150_500] {
        let verdict = at(&folder, x);
        assert_eq!(verdict["outcome"], "notify", "{x}");
        assert_eq!(rule(&verdict, "N-1")["replaced_by"], "P-1", "{x}");
    }
    assert_eq!(texts(&at(&folder, 149_500)["decisive"]), ["P-1"]);
    assert_eq!(texts(&at(&folder, 150_500)["decisive"]).len(), 2);
    // Its own permit comes beside.
    let folder = province_and_board(&waives, &a_rule("B-1", "permit", ""));
    assert_eq!(at(&folder, 149_500)["outcome"], "notify");
    assert_eq!(texts(&at(&folder, 150_500)["decisive"]), ["B-1"]);
    // Its law alone is not the law of a place.
    let alone = at(&folder, 151_500);
    assert_eq!((&alone["outcome"], &alone["decisive"]), (&json!("not-covered"), &json!([])));
}

#[test]
fn a_water_board_replaces_no_rule_of_others() {
    let folder = province_and_board(&a_rule("P-1", "notify", ""), &a_rule("B-1", "notify", "replaces = [\"N-1\"]\n"));
    let said = run_in(&folder, "rules list --rules rules").failed();
    assert!(said.contains("a water board stands beside the law of others"), "{said}");
    let own = a_rule("B-1", "notify", "") + &a_rule("B-2", "permit", "replaces = [\"B-1\"]\n");
    let folder = province_and_board(&a_rule("P-1", "notify", ""), &own);
    let place = at(&folder, 150_500);
    let mut decisive = texts(&place["decisive"]);
    decisive.sort_unstable();
    assert_eq!(decisive, ["B-2", "N-1"]);
}

#[test]
fn missing_law_leaves_a_verdict_open_for_its_days_and_its_systems_only() {
    let missing = "missing = [{ article = \"2\", valid_to = 2021-12-31, applies_to = [\"closed\"], open = true, \
                   text = { nl = \"Iets.\", en = \"Something.\" }, why = { nl = \"Weg.\", en = \"Gone.\" } }]\n";
    let text = book("test", "noord-brabant", missing, &a_rule("T-1", "notify", ""));
    let open = folder(&[("test.toml", &text)]);
    let at = |folder: &TempDir, system: &str, date: &str| {
        let ask = format!("screen --xy 150000,390000 --system {system} --date {date} --rules . --format json");
        run_in(folder, &ask).json()
    };
    let before = at(&open, "closed", "2021-12-31");
    assert_eq!(before["range"], json!(["notify", "prohibited"]));
    assert_eq!(texts(&before["settle"]), ["law:test"]);
    assert_eq!(before["partial"][0]["text"]["en"], "Something.");
    for (system, date) in [("closed", "2022-01-01"), ("open", "2021-12-31")] {
        let verdict = at(&open, system, date);
        assert_eq!((&verdict["outcome"], &verdict["partial"]), (&json!("notify"), &json!([])), "{system} {date}");
    }
    // What is only told leaves nothing open.
    let told = folder(&[("test.toml", &text.replace("open = true, ", ""))]);
    assert_eq!(at(&told, "closed", "2021-12-31")["outcome"], "notify");
    let ends = folder(&[("test.toml", &text.replace("valid_to", "valid_from = 2022-06-01, valid_to"))]);
    assert!(run_in(&ends, "rules list --rules .").failed().contains("ends before it begins, on 2022-06-01"));
}

#[test]
fn a_rule_that_is_withdrawn_never_applies_and_is_still_shown() {
    let withdrawn = "withdrawn = { on = 2026-11-30, why = { nl = \"Onjuist.\", en = \"Mistaken.\" } }\n";
    let rules = a_rule("T-1", "notify", "") + &a_rule("T-2", "prohibited", withdrawn);
    let folder = folder(&[("test.toml", &book("test", "noord-brabant", "", &rules))]);
    let ask = "screen --xy 150000,390000 --system open --date 2024-06-01 --rules . --format json";
    assert_eq!(run_in(&folder, ask).json()["outcome"], "notify");
    assert!(run_in(&folder, "rules show T-2 --rules . --lang en").well().contains("30 November 2026: Mistaken."));
    assert!(run_in(&folder, "rules list --rules . --lang en").well().contains("withdrawn"));
    assert!(!run_in(&folder, "rules list --rules . --date 2024-06-01").well().contains("T-2"));
    // What shipped and was mistaken.
    for id in ["DR-2024-02", "LB-2021-02"] {
        assert!(run(&format!("rules show {id} --lang en")).well().contains("Mistaken: "), "{id}");
    }
}

#[test]
fn every_province_has_a_rulebook_and_most_rules_in_force_were_read() {
    let coverage = run(&format!("rules coverage --date {DAY} --format json")).json();
    let books = coverage["rulebooks"].as_array().unwrap();
    let provinces = [
        "drenthe",
        "flevoland",
        "fryslan",
        "gelderland",
        "groningen",
        "limburg",
        "noord-brabant",
        "noord-holland",
        "overijssel",
        "utrecht",
        "zeeland",
        "zuid-holland",
    ];
    for province in provinces {
        let book = books.iter().find(|book| book["jurisdiction"] == province).unwrap();
        assert!(book["share"]["rules"].as_u64().unwrap() > 0, "{province}");
    }
    assert!(coverage["provinces"]["percent"].as_u64().unwrap() >= 80, "{}", coverage["provinces"]);
    // Before anything was law.
    let none = run("rules coverage --date 1990-01-01 --format json").json();
    assert_eq!(none["provinces"]["rules"], 0);
}

#[test]
fn the_page_on_the_law_says_what_the_rulebooks_hold() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/law.md")).unwrap();
    let made = run(&format!("rules coverage --date {DAY} --lang en --format markdown")).well();
    assert!(page.ends_with(&made), "docs/law.md is old: make it again as its first lines say");
}

#[test]
fn coverage_in_words() {
    for lang in ["nl", "en"] {
        let said = run(&format!("rules coverage --date {DAY} --lang {lang}")).well();
        let zeeland: Vec<&str> =
            said.lines().skip_while(|line| !line.starts_with("Zeeland")).take_while(|line| !line.is_empty()).collect();
        snapshot!(format!("zeeland_{lang}"), zeeland.join("\n"));
        assert!(said.lines().last().unwrap().contains("%)"), "{said}");
    }
}

#[test]
fn the_list_of_rules_for_machines() {
    let list = run("rules list --format json").json();
    let rules = list["rules"].as_array().unwrap();
    let one = rules.iter().find(|rule| rule["id"] == "GL-2024-03").unwrap();
    assert_eq!(one["rulebook"], "gelderland");
    assert_eq!(one["applies_to"], json!(["open", "closed"]));
    assert_eq!((&one["valid_from"], &one["valid_to"]), (&json!("2024-01-01"), &Value::Null));
    assert_eq!((&one["outcome"], &one["certainty"]), (&json!("prohibited"), &json!("verified")));
    assert_eq!(one["source"]["article"], "art. 4.28(1)(b)");
    let table = run("rules list --format csv --date 2026-11-30").well();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let headers = reader.headers().unwrap().clone();
    assert_eq!(headers.iter().take(4).collect::<Vec<_>>(), ["id", "rulebook", "version", "jurisdiction"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let in_force = run("rules list --date 2026-11-30 --format json").json();
    assert_eq!(rows.len(), in_force["rules"].as_array().unwrap().len());
    assert!(rows.iter().any(|row| &row[0] == "GL-2024-03" && &row[8] == "prohibited"));
    assert!(!rows.iter().any(|row| &row[0] == "DR-2024-02"), "withdrawn");
}

/// A side of a ring, the same from either end.
fn side(pair: &[Value]) -> [String; 2] {
    let mut ends = [pair[0].to_string(), pair[1].to_string()];
    ends.sort();
    ends
}

/// Every side of an outline is that of two neighbours, or lies on the edge of the country: that edge is one ring, and
/// one around each of three Belgian enclaves. So no place lies between two provinces.
#[test]
fn neighbours_share_their_border() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("layers/indicative/provinces.geojson");
    let outlines: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut sides: BTreeMap<[String; 2], usize> = BTreeMap::new();
    for outline in outlines["features"].as_array().unwrap() {
        for ring in outline["geometry"]["coordinates"].as_array().unwrap() {
            for pair in ring.as_array().unwrap().windows(2) {
                *sides.entry(side(pair)).or_default() += 1;
            }
        }
    }
    assert!(sides.values().all(|count| *count <= 2));
    let mut edge: Vec<[String; 2]> = sides.into_iter().filter(|(_, count)| *count == 1).map(|(side, _)| side).collect();
    let mut rings = 0;
    while let Some([start, mut end]) = edge.pop() {
        rings += 1;
        while end != start {
            let next = edge.iter().position(|side| side.contains(&end)).expect("the edge goes on");
            let [one, other] = edge.swap_remove(next);
            end = if one == end { other } else { one };
        }
    }
    assert_eq!(rings, 4);
}
