//! Completeness: which data the law asks for, and which of those an application gives.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common::{folder, run_in};
use serde_json::{Value, json};
use tempfile::TempDir;

const HEAD: &str = "version = \"1\"\ntitle = { nl = \"Proef\", en = \"Test\" }\n";

fn requirement(id: &str, fields: &str, more: &str) -> String {
    format!(
        "\n[[requirement]]\nid = \"{id}\"\nvalid_from = 2020-01-01\napplies_to = [\"open\"]\nfields = {fields}\n\
         text = {{ nl = \"Gegeven {id}\", en = \"Item {id}\" }}\nsource = {{ title = \"A regulation\", article = \"7.35\" }}\n\
         certainty = \"verified\"\n{more}"
    )
}

fn rule(id: &str, when: &str, outcome: &str) -> String {
    format!(
        "\n[[rule]]\nid = \"{id}\"\nvalid_from = 2020-01-01\napplies_to = [\"open\", \"closed\"]\nwhen = {when}\n\
         outcome = \"{outcome}\"\nreason = {{ nl = \"Daarom.\", en = \"Because.\" }}\nsource = {{ title = \"A law\" }}\ncertainty = \"verified\"\n"
    )
}

/// Two books: what the country asks, and what the province does.
fn books() -> TempDir {
    let national = format!("id = \"nl\"\njurisdiction = \"nl\"\n{HEAD}")
        + &requirement("R-1", "[\"applicant\"]", "")
        + &requirement("R-2", "[\"place\"]", "")
        + &requirement("R-3", "[\"screen_top_m\", \"screen_bottom_m\"]", "")
        + &requirement("R-4", "[\"flow_m3_h\", \"annual_volume_m3\"]", "")
        + &requirement("R-5", "[]", "")
        + &requirement("R-6", "[\"fluid\"]", "").replace("[\"open\"]", "[\"closed\"]")
        + &requirement("R-7", "[\"spf\"]", "valid_to = 2021-12-31\n")
        + &rule("N-1", "{ fact = \"full_load_hours\", above = 8760 }", "implausible");
    let own = format!("id = \"nb\"\njurisdiction = \"noord-brabant\"\n{HEAD}")
        + &requirement("P-1", "[\"heat_demand_mwh\"]", "")
        + &rule("T-1", "{ always = true }", "permit");
    let other = format!("id = \"dr\"\njurisdiction = \"drenthe\"\n{HEAD}")
        + &requirement("D-1", "[\"heat_demand_mwh\"]", "").replace("[\"open\"]", "[\"open\", \"closed\"]")
        + &rule("D-2", "{ always = true }", "permit");
    folder(&[("a.toml", &national), ("b.toml", &own), ("c.toml", &other)])
}

const PLACE: &str = "--xy 150000,390000 --date 2026-11-21 --system open";

fn completeness(arguments: &str) -> Value {
    let verdict = run_in(books(), &format!("screen --rules . --format json {arguments}")).json();
    verdict["completeness"].clone()
}

/// The state of every item.
fn states(completeness: &Value) -> Vec<(&str, &str)> {
    let items = completeness["items"].as_array().unwrap();
    items.iter().map(|item| (item["id"].as_str().unwrap(), item["state"].as_str().unwrap())).collect()
}

#[test]
fn what_is_asked_is_given_or_missing_or_to_be_attached() {
    let none = completeness(PLACE);
    assert_eq!(none["list"], "listed");
    assert_eq!(
        states(&none),
        [
            ("R-1", "missing"),
            ("R-2", "given"),
            ("R-3", "missing"),
            ("R-4", "missing"),
            ("R-5", "document"),
            ("P-1", "missing"),
        ]
    );
    assert_eq!([&none["given"], &none["missing"], &none["document"]], [1, 4, 1]);
    let some = completeness(&format!("{PLACE} --applicant Gemeente --screen-top 20 --heat-demand 0"));
    assert_eq!(states(&some)[0], ("R-1", "given"));
    assert_eq!(states(&some)[2], ("R-3", "missing"));
    assert_eq!(some["items"][2]["missing"], json!(["screen_bottom_m"]));
    assert_eq!(states(&some)[5], ("P-1", "given"), "nothing is a number too");
}

#[test]
fn a_number_that_cannot_be_right_is_given_and_implausible() {
    let right = completeness(&format!("{PLACE} --flow 10 --annual-volume 87600"));
    assert_eq!(states(&right)[3], ("R-4", "given"));
    let wrong = completeness(&format!("{PLACE} --flow 10 --annual-volume 87601"));
    assert_eq!(states(&wrong)[3], ("R-4", "implausible"));
    assert_eq!(wrong["items"][3]["doubted_by"], json!(["N-1"]));
    assert_eq!(wrong["implausible"], 1);
}

#[test]
fn the_list_is_that_of_the_system_the_day_and_the_place() {
    let ids = |arguments: &str| -> Vec<String> {
        states(&completeness(arguments)).iter().map(|(id, _)| (*id).to_owned()).collect()
    };
    assert_eq!(ids("--xy 150000,390000 --date 2026-11-21 --system closed"), ["R-6"]);
    assert_eq!(
        ids("--xy 150000,390000 --date 2021-12-31 --system open"),
        ["R-1", "R-2", "R-3", "R-4", "R-5", "R-7", "P-1"]
    );
    assert_eq!(ids("--xy 232289,547576 --date 2026-11-21 --system closed"), ["R-6", "D-1"]);
}

#[test]
fn without_law_there_is_no_list_and_it_says_why() {
    let sea = completeness("--xy 10000,400000 --date 2026-11-21 --system open");
    assert_eq!((&sea["list"], &sea["items"]), (&json!("not-covered"), &json!([])));
    let before = "--xy 150000,390000 --date 2019-12-31 --system open";
    assert_eq!(completeness(before)["list"], "not-covered");
    // Law without a list is not an application without gaps.
    let law =
        format!("id = \"nb\"\njurisdiction = \"noord-brabant\"\n{HEAD}") + &rule("T-1", "{ always = true }", "permit");
    let folder = folder(&[("a.toml", &law)]);
    let unknown = run_in(&folder, &format!("screen --rules . --format json {PLACE}")).json();
    assert_eq!(unknown["completeness"]["list"], "not-known");
    for lang in ["nl", "en"] {
        let told = |folder: &TempDir, place: &str| {
            run_in(folder, &format!("screen --rules . --completeness {place} --lang {lang}")).well()
        };
        let sea = told(&books(), "--xy 10000,400000 --date 2026-11-21 --system open");
        snapshot!(format!("no_list_{lang}"), sea + "\n" + &told(&folder, PLACE));
    }
}

#[test]
fn the_list_in_words() {
    for lang in ["nl", "en"] {
        let told = |given: &str| {
            run_in(books(), &format!("screen --rules . --completeness {PLACE} --lang {lang} {given}")).well()
        };
        let text = [
            told(""),
            told("--id W-7 --applicant Gemeente --screen-top 20 --flow 10 --annual-volume 90000 --heat-demand 3"),
        ];
        snapshot!(format!("list_{lang}"), text.join("\n"));
        // The report in full has the same list.
        let full = run_in(books(), &format!("screen --rules . {PLACE} --full --lang {lang}")).well();
        let list = text[0].split_once('\n').unwrap().1;
        assert!(full.contains(list), "{full}");
    }
}

#[test]
fn the_list_in_json_stands_alone_or_in_the_verdict() {
    let alone = run_in(books(), &format!("screen --rules . --completeness --format json --id W-7 {PLACE}")).json();
    assert_eq!(alone["completeness"], completeness(PLACE));
    assert_eq!((&alone["id"], &alone["date"], &alone["system"]), (&json!("W-7"), &json!("2026-11-21"), &json!("open")));
    assert_eq!(alone.as_object().unwrap().len(), 5);
}

#[test]
fn the_list_is_asked_of_one_application() {
    let folder = books();
    let many = "id,x,y,system\nA,150000,390000,open\nB,150000,390000,closed\n";
    std::fs::write(folder.path().join("many.csv"), many).unwrap();
    let said = run_in(&folder, "screen --rules . many.csv --completeness --lang en").failed();
    assert!(said.contains("--format jsonl"), "{said}");
    let lines = run_in(&folder, "screen --rules . many.csv --completeness --format jsonl --date 2026-11-21").well();
    let lists: Vec<Value> = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect();
    assert_eq!(lists.len(), 2);
    assert_eq!(lists[1]["completeness"]["items"][0]["id"], "R-6");
    let said = run_in(&folder, &format!("screen --rules . {PLACE} --completeness --format csv --lang en")).failed();
    assert!(said.contains("--format text or json"), "{said}");
}
