//! Rulebooks: written by people, read with help, and law without a line of Rust.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use crate::common::{Ran, folder, folder_of_bytes, rule, run, run_in, texts};
use bodemtoets_law::rules::Library;
use serde_json::{Value, json};
use tempfile::TempDir;

const HEAD: &str =
    "id = \"test\"\nversion = \"1\"\njurisdiction = \"noord-brabant\"\ntitle = { nl = \"Proef\", en = \"Test\" }\n";

/// A rule with an id, a condition and an outcome.
fn a_rule(id: &str, when: &str, outcome: &str) -> String {
    format!(
        "\n[[rule]]\nid = \"{id}\"\nvalid_from = 2020-01-01\napplies_to = [\"open\", \"closed\"]\nwhen = {when}\n\
         outcome = \"{outcome}\"\nreason = {{ nl = \"Daarom.\", en = \"Because.\" }}\nsource = {{ title = \"A law\" }}\ncertainty = \"verified\"\n"
    )
}

/// A rulebook that holds everywhere.
fn national(rules: &str) -> String {
    HEAD.replace("\"test\"", "\"nl\"").replace("noord-brabant", "nl") + rules
}

/// A rule that takes the place of others.
fn replacing(id: &str, when: &str, outcome: &str, others: &str) -> String {
    a_rule(id, when, outcome) + &format!("replaces = [\"{others}\"]\n")
}

fn book(rules: &str) -> String {
    format!("{HEAD}{rules}")
}

/// A folder with one rulebook.
fn rules(rules: &str) -> TempDir {
    folder(&[("test.toml", &book(rules))])
}

/// What is said about rulebooks that cannot be used.
fn complaint(folder: &TempDir) -> String {
    run_in(folder, "rules list --rules . --lang en").failed()
}

/// The verdict under these rules, in Noord-Brabant.
fn verdict(folder: &TempDir, arguments: &str) -> Value {
    let place = if arguments.contains("--xy") { "" } else { "--xy 150000,390000" };
    let date = if arguments.contains("--date") { "" } else { "--date 2026-11-21" };
    run_in(folder, &format!("screen --rules . --format json {place} {date} {arguments}")).json()
}

#[test]
fn the_rulebooks_that_come_along_can_be_read_and_so_from_their_folder() {
    let embedded = Library::embedded().unwrap();
    let folder = Library::from_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/rules")).unwrap();
    assert_eq!(embedded.rules().count(), folder.rules().count());
    for book in &embedded.books {
        let other = folder.books.iter().find(|other| other.id == book.id).unwrap();
        assert_eq!(book.sha256, other.sha256);
    }
}

#[test]
fn a_rulebook_that_is_wrong_is_refused_with_the_line_and_the_nearest_name() {
    let good = a_rule("T-1", "{ always = true }", "permit");
    let with = |change: &str, into: &str| {
        assert!(good.contains(change), "{change}");
        book(&good.replace(change, into))
    };
    let when = |condition: &str| book(&a_rule("T-1", condition, "permit"));
    let cases = [
        ("syntax", with("outcome = ", "outcome ")),
        ("unclosed", with("\"T-1\"", "\"T-1")),
        ("misspelt key", with("certainty", "certanty")),
        ("misspelt key of the book", HEAD.replace("version", "versie") + &good),
        ("misspelt outcome", with("\"permit\"", "\"permitted\"")),
        ("misspelt certainty", with("\"verified\"", "\"verifed\"")),
        ("misspelt system", with("\"closed\"", "\"close\"")),
        ("misspelt source", with("title", "tittle")),
        ("missing reason", with("reason = { nl = \"Daarom.\", en = \"Because.\" }\n", "")),
        ("reason in one language", with(", en = \"Because.\"", "")),
        ("wrong date", with("2020-01-01", "\"2020-01-01\"")),
        ("no such day", with("2020-01-01", "2020-02-30")),
        ("no system", with("[\"open\", \"closed\"]", "[]")),
        ("ends before it begins", with("valid_from = 2020-01-01", "valid_from = 2020-01-01\nvalid_to = 2019-12-31")),
        ("twice", book(&format!("{good}{good}"))),
        ("no rules", HEAD.to_owned()),
        ("unknown fact", when("{ fact = \"flow_m3h\", above = 10 }")),
        ("unknown question", when("{ inzone = { kind = \"prohibition\" } }")),
        ("two questions", when("{ always = true, fact = \"flow_m3_h\", above = 10 }")),
        ("no question", when("{ }")),
        ("never", when("{ always = false }")),
        ("fact without a limit", when("{ fact = \"flow_m3_h\" }")),
        ("two limits", when("{ fact = \"flow_m3_h\", above = 10, at_most = 20 }")),
        ("limit without a fact", when("{ above = 10 }")),
        ("limit as text", when("{ fact = \"flow_m3_h\", above = \"10\" }")),
        (
            "unknown field of a zone",
            when("{ in_zone = { kind = \"a\", where = { fact = \"flow_m3_h\", above = { zone = \"depth\" } } } }"),
        ),
        ("no kind", when("{ in_zone = { kind = [] } }")),
        ("unknown depth", when("{ in_zone = { kind = \"a\", depth = \"screen\" } }")),
        ("misspelt within", when("{ within_m = { distanse = 400, of = \"abstraction\" } }")),
        ("unknown dwelling", when("{ dwelling = [\"house\"] }")),
        (
            "deep inside",
            when("{ all = [{ always = true }, { any = [{ not = { fct = \"flow_m3_h\", above = 10 } }] }] }"),
        ),
    ];
    let said: Vec<String> =
        cases.iter().map(|(case, text)| format!("{case}:\n{}\n", complaint(&folder(&[("test.toml", text)])))).collect();
    snapshot!("wrong_rulebooks", said.concat());
}

#[test]
fn rulebooks_are_checked_against_each_other() {
    let always = |id: &str, outcome: &str| a_rule(id, FREE, outcome);
    let replacing = |id: &str, outcome: &str, other: &str| always(id, outcome) + &format!("replaces = [\"{other}\"]\n");
    let one = book(&always("T-1", "permit"));
    let other = |rules: &str| HEAD.replace("\"test\"", "\"other\"").replace("noord-brabant", "drenthe") + rules;
    let two = |second: &str| folder(&[("a.toml", &one), ("b.toml", &other(second))]);
    let case = "\n[[case]]\nname = \"A place\"\npack = \"indicative\"\napplication = { x = 1 }\noutcome = \"permit\"\ndecisive = [\"T-11\"]\n";
    let cases = [
        ("the same id", two(&always("T-1", "free"))),
        ("replaces nothing", two(&replacing("T-2", "permit", "T-11"))),
        ("replaces nothing like it", two(&replacing("T-2", "permit", "NL-2013-01"))),
        ("replaces a rule of another province", two(&replacing("T-2", "permit", "T-1"))),
        ("replaces itself", rules(&replacing("T-1", "permit", "T-1"))),
        (
            "a circle of two",
            rules(&(always("T-0", "free") + &replacing("T-1", "permit", "T-2") + &replacing("T-2", "notify", "T-1"))),
        ),
        (
            "a circle of three",
            rules(
                &(replacing("T-1", "permit", "T-2")
                    + &replacing("T-2", "notify", "T-3")
                    + &replacing("T-3", "free", "T-1")
                    + &replacing("T-4", "free", "T-1")),
            ),
        ),
        ("a duty for a permit", rules(&(always("T-1", "permit") + &replacing("T-2", "duty", "T-1")))),
        ("a doubt for a remark", rules(&(always("T-1", "attention") + &replacing("T-2", "implausible", "T-1")))),
        ("a case that names no rule", rules(&(always("T-1", "permit") + case))),
        (
            "faults in two files",
            folder(&[
                ("a.toml", &one.replace("\"permit\"", "\"permitted\"")),
                ("b.toml", &other(&always("T-2", "free").replace("certainty", "certanty"))),
                ("c.toml", &other("").replace("drenthe", "zeeland")),
            ]),
        ),
        (
            "several faults in one file",
            rules(
                &(always("T-1", "permitted").replace("[\"open\", \"closed\"]", "[]")
                    + &a_rule(
                        "T-2",
                        "{ all = [{ fact = \"flow\", above = 10 }, { dwelling = [\"house\"] }] }",
                        "free",
                    )
                    + &replacing("T-3", "permit", "T-9")
                        .replace("2020-01-01", "2020-01-01\nvalid_to = 2019-12-31\nnotice_weeks = 4")),
            ),
        ),
        (
            "several names in one file",
            rules(&(replacing("T-1", "permit", "T-9") + &replacing("T-2", "permit", "T-8") + case)),
        ),
        ("empty folder", folder(&[("README.md", "no rulebook")])),
        ("not UTF-8", folder_of_bytes(&[("a.toml", b"id = \"caf\xe9\"\n")])),
    ];
    let said: Vec<String> = cases.iter().map(|(case, folder)| format!("{case}:\n{}\n", complaint(folder))).collect();
    snapshot!("rulebooks_together", said.concat());
    assert!(
        run("rules list --rules no/such/folder --lang en")
            .failed()
            .contains("cannot read rulebooks from no/such/folder: No such file")
    );
    // What is not wrong is not refused: rules of its own rulebook, and national ones.
    let own = other(&(always("T-2", "free") + &replacing("T-3", "permit", "T-2") + &replacing("T-4", "free", "T-1")));
    let folder = folder(&[("a.toml", &national(&always("T-1", "permit"))), ("b.toml", &own)]);
    assert!(run_in(&folder, "rules list --rules .").well().contains("T-4"));
}

#[test]
fn a_rulebook_from_windows_is_read() {
    let text = format!("\u{feff}{}", book(&a_rule("T-1", "{ always = true }", "permit")).replace('\n', "\r\n"));
    assert!(run_in(folder(&[("test.toml", &text)]), "rules list --rules .").well().contains("T-1"));
}

#[test]
fn the_rules_in_words() {
    for lang in ["nl", "en"] {
        snapshot!(format!("list_{lang}"), run(&format!("rules list --lang {lang}")).well());
        for id in ["NB-2010-01", "NB-2010-05", "DR-2011-02", "NL-2013-05", "NL-400M"] {
            snapshot!(format!("show_{id}_{lang}"), run(&format!("rules show {id} --lang {lang}")).well());
        }
    }
    // Case does not matter.
    assert_eq!(run("rules show nb-2010-01").well(), run("rules show NB-2010-01").well());
}

#[test]
fn what_an_application_has_to_hold_is_shown_by_its_code_too() {
    let shown = run("rules show nl-2024-r12 --lang en").well();
    assert!(shown.contains("annual_volume_m3") && shown.contains("Or 7.35 b"), "{shown}");
    assert!(run("rules show NL-2024-R13 --lang en").well().contains("a document, to be attached"));
    assert!(run("rules show NL-2024-R99 --lang en").failed().contains("did you mean `NL-2024-R"));
}

#[test]
fn the_list_of_a_day_has_only_its_law() {
    let then = run("rules list --date 2012-01-01").well();
    assert!(then.contains("NB-2010-01") && !then.contains("NL-2013-01") && !then.contains("NB-2024-01"), "{then}");
    assert!(run("rules list --date 2009-12-31").well().lines().count() < then.lines().count());
}

#[test]
fn a_rule_that_is_not_there_is_answered_with_the_nearest() {
    assert_eq!(
        run("rules show NB-2010-1 --lang en").failed(),
        "bodemtoets: there is no rule `NB-2010-1`; did you mean `NB-2010-01`?\n"
    );
    assert_eq!(run("rules show zzz --lang en").failed(), "bodemtoets: there is no rule `zzz`\n");
}

const FREE: &str = "{ always = true }";

#[test]
fn a_rule_counts_from_its_first_day_to_its_last_and_both_count() {
    let dated = a_rule("T-1", FREE, "prohibited").replace("2020-01-01", "2021-03-01\nvalid_to = 2022-02-28");
    let folder = rules(&format!("{}{dated}", a_rule("T-0", FREE, "free")));
    for (date, outcome) in
        [("2021-02-28", "free"), ("2021-03-01", "prohibited"), ("2022-02-28", "prohibited"), ("2022-03-01", "free")]
    {
        let verdict = verdict(&folder, &format!("--system open --date {date}"));
        assert_eq!(verdict["outcome"], outcome, "{date}");
    }
    let last = verdict(&folder, "--system open --date 2022-02-28");
    assert_eq!(rule(&last, "T-1")["valid_to"], "2022-02-28");
}

const MUCH: &str = "{ fact = \"flow_m3_h\", above = 10 }";
const STRONG: &str = "{ fact = \"ground_power_kw\", above = 70 }";

#[test]
fn a_rule_that_is_replaced_is_reported_and_does_not_count() {
    let special = replacing("T-1", MUCH, "permit", "N-1").replace("2020-01-01", "2021-01-01");
    let folder = folder(&[
        ("nl.toml", &national(&a_rule("N-1", FREE, "prohibited"))),
        ("test.toml", &book(&(a_rule("T-0", FREE, "notify") + &special))),
    ]);
    // Where the special rule applies, the general one does not.
    let special = verdict(&folder, "--system open --flow 20");
    assert_eq!(special["outcome"], "permit");
    assert_eq!(texts(&special["decisive"]), ["T-1"]);
    assert_eq!(rule(&special, "N-1")["state"], "does-not-apply");
    assert_eq!(rule(&special, "N-1")["replaced_by"], "T-1");
    // Where it does not apply, the general one does.
    let general = verdict(&folder, "--system open --flow 10");
    assert_eq!(general["outcome"], "prohibited");
    assert_eq!(texts(&general["decisive"]), ["N-1"]);
    assert_eq!(rule(&general, "N-1")["state"], "applies");
    assert!(rule(&general, "N-1").get("replaced_by").is_none());
    // Where nobody knows, it is one of the two, and the fact would tell.
    let unknown = verdict(&folder, "--system open");
    assert_eq!(unknown["range"], json!(["permit", "prohibited"]));
    assert_eq!(texts(&unknown["settle"]), ["flow_m3_h"]);
    assert_eq!(texts(&unknown["decisive"]), ["N-1"]);
    assert_eq!(rule(&unknown, "N-1")["state"], "unknown");
    assert_eq!(rule(&unknown, "N-1")["replaced_by"], "T-1");
    assert_eq!(rule(&unknown, "N-1")["missing"], json!(["flow_m3_h"]));
    // The depth profile says the same.
    assert_eq!(unknown["depth_profile"][0]["range"], json!(["permit", "prohibited"]));
    // Not before the rule that replaces it is law.
    let before = verdict(&folder, "--system open --flow 20 --date 2020-12-31");
    assert_eq!(before["outcome"], "prohibited");
    assert!(rule(&before, "N-1").get("replaced_by").is_none());
    // And not where another rulebook is the law: there this one says nothing.
    let drenthe = verdict(&folder, "--system open --flow 20 --xy 232289,547576");
    assert_eq!(drenthe["outcome"], "not-covered");
}

#[test]
fn a_stricter_rule_may_replace_a_milder_one() {
    let folder = rules(&(a_rule("T-0", FREE, "notify") + &replacing("T-1", MUCH, "prohibited", "T-0")));
    let strict = verdict(&folder, "--system open --flow 20");
    assert_eq!((&strict["outcome"], &rule(&strict, "T-0")["replaced_by"]), (&json!("prohibited"), &json!("T-1")));
    assert_eq!(verdict(&folder, "--system open --flow 10")["outcome"], "notify");
    let unknown = verdict(&folder, "--system open");
    assert_eq!(unknown["range"], json!(["notify", "prohibited"]));
    assert_eq!(texts(&unknown["decisive"]), ["T-1"]);
    assert_eq!(texts(&unknown["settle"]), ["flow_m3_h"]);
}

#[test]
fn a_rule_that_may_be_replaced_by_another_that_is_unknown_itself_names_both_facts() {
    let folder = rules(
        &(a_rule("T-0", FREE, "free")
            + &a_rule("T-1", STRONG, "prohibited")
            + &replacing("T-2", MUCH, "permit", "T-1")),
    );
    let at = |given: &str| verdict(&folder, &format!("--system closed {given}"));
    let unknown = at("");
    assert_eq!(unknown["range"], json!(["free", "prohibited"]));
    assert_eq!(texts(&unknown["settle"]), ["flow_m3_h", "ground_power_kw"]);
    assert_eq!(at("--ground-power 80")["range"], json!(["permit", "prohibited"]));
    assert_eq!(at("--ground-power 60")["range"], json!(["free", "permit"]));
    assert_eq!(at("--flow 5")["range"], json!(["free", "prohibited"]));
    // The permit holds whatever the power is.
    assert_eq!(at("--flow 20")["outcome"], "permit");
}

/// A pack with two lands side by side, and a plot in both.
fn two_lands(books: &[(&str, &str)]) -> TempDir {
    let manifest = "name = \"lands\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\ntitle = { nl = \"a\", en = \"b\" }\n\
        [[layer]]\nid = \"lands\"\nfile = \"lands.geojson\"\ncrs = \"EPSG:28992\"\nrole = \"jurisdiction\"\nfields = { id = \"id\" }\n";
    let land = |id: &str, west: i32| {
        let ring = [[west, 389_000], [west + 1000, 389_000], [west + 1000, 391_000], [west, 391_000], [west, 389_000]];
        json!({ "type": "Feature", "properties": { "id": id }, "geometry": { "type": "Polygon", "coordinates": [ring] } })
    };
    let lands = json!({ "type": "FeatureCollection", "features": [land("a", 149_000), land("b", 150_000)] });
    let folder = folder(&[("pack/pack.toml", manifest), ("pack/lands.geojson", &lands.to_string())]);
    std::fs::write(
        folder.path().join("plot.json"),
        json!({ "system": "open", "geometry": { "type": "MultiPoint", "coordinates": [[149_500, 390_000], [150_500, 390_000]] } })
            .to_string(),
    )
    .unwrap();
    std::fs::create_dir(folder.path().join("rules")).unwrap();
    for (land, rules) in books {
        let text = match *land {
            "nl" => national(rules),
            land => HEAD.replace("\"test\"", &format!("\"{land}\"")).replace("noord-brabant", land) + rules,
        };
        std::fs::write(folder.path().join(format!("rules/{land}.toml")), text).unwrap();
    }
    folder
}

/// The verdict in the two lands: on the plot in both, or at a place.
fn in_lands(folder: &TempDir, arguments: &str) -> Value {
    let place = if arguments.contains("--xy") { "--system open" } else { "plot.json" };
    let day = if arguments.contains("--date") { "" } else { "--date 2026-11-21" };
    run_in(folder, &format!("screen {place} --rules rules --pack pack --format json {day} {arguments}")).json()
}

#[test]
fn a_plot_in_two_lands_keeps_a_national_rule_unless_each_replaces_it() {
    let banned = a_rule("N-1", FREE, "prohibited");
    let a = replacing("A-1", FREE, "permit", "N-1");
    // One of the two replaces it.
    let folder = two_lands(&[("nl", &banned), ("a", &a), ("b", &a_rule("B-1", FREE, "notify"))]);
    let both = in_lands(&folder, "");
    assert_eq!(texts(&both["jurisdiction"]), ["a", "b"]);
    assert_eq!(both["outcome"], "prohibited");
    assert!(rule(&both, "N-1").get("replaced_by").is_none());
    assert_eq!(in_lands(&folder, "--xy 149500,390000")["outcome"], "permit");
    assert_eq!(in_lands(&folder, "--xy 150500,390000")["outcome"], "prohibited");
    // Both replace it.
    let folder = two_lands(&[("nl", &banned), ("a", &a), ("b", &replacing("B-1", FREE, "notify", "N-1"))]);
    let both = in_lands(&folder, "");
    assert_eq!(both["outcome"], "permit");
    assert_eq!(rule(&both, "N-1")["replaced_by"], "A-1");
    assert_eq!(in_lands(&folder, "--xy 150500,390000")["outcome"], "notify");
    // One replaces it, and the other may.
    let folder = two_lands(&[("nl", &banned), ("a", &a), ("b", &replacing("B-1", MUCH, "notify", "N-1"))]);
    let open = in_lands(&folder, "");
    assert_eq!(open["range"], json!(["permit", "prohibited"]));
    assert_eq!(texts(&open["settle"]), ["flow_m3_h"]);
    assert_eq!(in_lands(&folder, "--flow 20")["outcome"], "permit");
    assert_eq!(in_lands(&folder, "--flow 5")["outcome"], "prohibited");
    // Another national rule replaces it in both.
    let exception = replacing("N-2", MUCH, "free", "N-1");
    let rules = a_rule("X-1", FREE, "notify");
    let folder = two_lands(&[("nl", &(banned + &exception)), ("a", &rules), ("b", &rules.replace("X-1", "X-2"))]);
    assert_eq!(in_lands(&folder, "--flow 20")["outcome"], "notify");
    assert_eq!(in_lands(&folder, "--flow 5")["outcome"], "prohibited");
    assert_eq!(in_lands(&folder, "")["range"], json!(["notify", "prohibited"]));
}

#[test]
fn an_exception_to_an_exception_brings_the_rule_back() {
    let folder = rules(
        &(a_rule("T-0", FREE, "notify")
            + &a_rule("C-1", FREE, "prohibited")
            + &replacing("B-1", STRONG, "permit", "C-1")
            + &replacing("A-1", MUCH, "free", "B-1")),
    );
    let at = |given: &str| verdict(&folder, &format!("--system closed {given}"));
    let exception = at("--ground-power 80 --flow 5");
    assert_eq!(exception["outcome"], "permit");
    assert_eq!(rule(&exception, "C-1")["replaced_by"], "B-1");
    let back = at("--ground-power 80 --flow 20");
    assert_eq!(back["outcome"], "prohibited");
    assert_eq!(rule(&back, "B-1")["state"], "does-not-apply");
    assert_eq!(rule(&back, "B-1")["replaced_by"], "A-1");
    assert_eq!(rule(&back, "C-1")["state"], "applies");
    assert!(rule(&back, "C-1").get("replaced_by").is_none());
    assert_eq!(at("--ground-power 60 --flow 5")["outcome"], "prohibited");
    assert_eq!(at("--ground-power 60")["outcome"], "prohibited", "without B the flow does not matter");
    assert_eq!(at("--flow 20")["outcome"], "prohibited", "without B the power does not matter");
    for (given, settle) in [
        ("--ground-power 80", vec!["flow_m3_h"]),
        ("--flow 5", vec!["ground_power_kw"]),
        ("", vec!["flow_m3_h", "ground_power_kw"]),
    ] {
        let open = at(given);
        assert_eq!(open["range"], json!(["permit", "prohibited"]), "{given}");
        assert_eq!(texts(&open["settle"]), settle, "{given}");
    }
}

#[test]
fn a_limit_on_use_that_is_passed_and_may_be_replaced_leaves_the_verdict_open() {
    let limit = a_rule("T-1", "{ fact = \"max_infiltration_temperature_c\", above = 25 }", "prohibited")
        + "if_unknown = \"condition\"\n";
    let folder = rules(&(a_rule("T-0", FREE, "notify") + &limit + &replacing("T-2", MUCH, "permit", "T-1")));
    let at = |given: &str| verdict(&folder, &format!("--system open {given}"));
    let hot = "--max-infiltration-temperature 30";
    assert_eq!(at(&format!("{hot} --flow 20"))["outcome"], "permit");
    assert_eq!(at(&format!("{hot} --flow 5"))["outcome"], "prohibited");
    let open = at(hot);
    assert_eq!(open["range"], json!(["permit", "prohibited"]));
    assert_eq!(texts(&open["settle"]), ["flow_m3_h"]);
    assert_eq!(texts(&open["on_condition"]), [""; 0]);
    // Kept, or not stated: then only the permit is open.
    let kept = at("--max-infiltration-temperature 25");
    assert_eq!((&kept["range"], &kept["on_condition"]), (&json!(["notify", "permit"]), &json!([])));
    let unstated = at("");
    assert_eq!((&unstated["range"], &unstated["on_condition"]), (&json!(["notify", "permit"]), &json!(["T-1"])));
    // Where it is replaced nothing has to be kept.
    assert_eq!(texts(&at("--flow 20")["on_condition"]), [""; 0]);
}

#[test]
fn limits_are_met_or_passed_as_their_words_say() {
    for (comparison, at_9, at_10, at_11) in [
        ("above", false, false, true),
        ("at_least", false, true, true),
        ("below", true, false, false),
        ("at_most", true, true, false),
    ] {
        let condition = format!("{{ fact = \"flow_m3_h\", {comparison} = 10 }}");
        let folder = rules(&(a_rule("T-0", FREE, "free") + &a_rule("T-1", &condition, "permit")));
        for (flow, applies) in [(9, at_9), (10, at_10), (11, at_11)] {
            let verdict = verdict(&folder, &format!("--system open --flow {flow}"));
            assert_eq!(verdict["outcome"], if applies { "permit" } else { "free" }, "{flow} {comparison} 10");
        }
        assert_eq!(verdict(&folder, "--system open")["range"], json!(["free", "permit"]));
    }
}

#[test]
fn the_depth_profile_counts_the_limit_itself_as_kept() {
    for (condition, outcome) in [("above = 50", "free"), ("at_most = 50", "prohibited")] {
        let condition = format!("{{ fact = \"drilling_depth_m\", {condition} }}");
        let folder = rules(&(a_rule("T-0", FREE, "free") + &a_rule("T-1", &condition, "prohibited")));
        let at = verdict(&folder, "--system open --depth 50");
        assert_eq!(at["outcome"], outcome, "{condition}");
        let interval = at["depth_profile"].as_array().unwrap().iter().find(|interval| {
            interval["from_m"].as_f64().unwrap() < 50.0 && interval["to_m"].as_f64().is_none_or(|to_m| to_m >= 50.0)
        });
        assert_eq!(interval.unwrap()["outcome"], outcome, "{condition}: {at:#}");
    }
}

#[test]
fn a_ban_from_a_depth_on_leaves_what_is_less_deep() {
    let condition = "{ fact = \"drilling_depth_m\", at_least = 40 }";
    let folder = rules(&(a_rule("T-0", FREE, "free") + &a_rule("T-1", condition, "prohibited")));
    for (depth, outcome) in [("39.9", "free"), ("40.0", "prohibited"), ("40.1", "prohibited")] {
        assert_eq!(verdict(&folder, &format!("--system closed --depth {depth}"))["outcome"], outcome, "{depth}");
    }
    let deep = verdict(&folder, "--system closed --depth 60");
    // To the millimetre: a drilling to 40 m is in the ban.
    assert_eq!(profile(&deep), [(0.0, Some(39.999), "free"), (39.999, None, "prohibited")]);
}

#[test]
fn a_depth_limit_may_hang_on_the_name_of_the_zone() {
    let limit = "{ by_name = { Bunnik = 40, \"Tull en 't Waal\" = 55 } }";
    let condition = format!(
        "{{ in_zone = {{ kind = \"named\", where = {{ fact = \"drilling_depth_m\", at_least = {limit} }} }} }}"
    );
    let folder = named_pack(
        &["Boringsvrije zone Bunnik", "Boringsvrije zone Tull en t Waal", "Boringsvrije zone Cothen"],
        &(a_rule("T-0", FREE, "free") + &a_rule("T-1", &condition, "prohibited")),
    );
    for (zone, depth, outcome) in [
        (0, "39.9", "free"),
        (0, "40", "prohibited"),
        (1, "54.9", "free"),
        (1, "55", "prohibited"),
        (2, "55", "undetermined"),
    ] {
        let place = format!("--pack pack --xy {},390050", 150_050 + 1_000 * zone);
        let verdict = verdict(&folder, &format!("{place} --system closed --depth {depth}"));
        assert_eq!(verdict["outcome"], outcome, "{zone} {depth}");
        let settle: &[&str] = if outcome == "undetermined" { &["zone.max_depth_m"] } else { &[] };
        assert_eq!(texts(&verdict["settle"]), settle, "{zone} {depth}");
    }
}

#[test]
fn a_zone_may_be_left_out_by_its_name() {
    let condition = "{ in_zone = { kind = \"named\", where = { not = { zone_name = \"Hanik\" } } } }";
    let folder = named_pack(
        &["Grondwaterbeschermingsgebied Hanik", "Zeist", ""],
        &(a_rule("T-0", FREE, "free") + &a_rule("T-1", condition, "prohibited")),
    );
    let at = |zone: u32| {
        verdict(&folder, &format!("--pack pack --xy {},390050 --system closed --depth 5", 150_050 + 1_000 * zone))
    };
    assert_eq!(at(0)["outcome"], "free");
    assert_eq!(at(1)["outcome"], "prohibited");
    assert_eq!(at(2)["range"], json!(["free", "prohibited"]));
    assert_eq!(texts(&at(2)["settle"]), ["zone.name"]);
}

#[test]
fn what_follows_for_each_value_of_a_missing_map_is_told() {
    let asks = |comparison: &str| {
        let limit = format!("{{ fact = \"drilling_depth_m\", {comparison} = {{ zone = \"max_depth_m\" }} }}");
        let condition = format!("{{ in_zone = {{ kind = \"cap\", where = {limit} }} }}");
        let folder = rules(&(a_rule("T-0", FREE, "free") + &a_rule("T-1", &condition, "prohibited")));
        verdict(&folder, "--system closed --depth 100")
    };
    let above = asks("above");
    assert_eq!(texts(&above["settle"]), ["layer:cap"]);
    let outside = json!({ "fact": "no-zone:cap", "outcome": "free" });
    let value = |from: f64, to: Option<f64>, outcome: &str| {
        let mut value = json!({ "fact": "zone:cap.max_depth_m", "unit": "m", "from": from, "outcome": outcome });
        if let Some(to) = to {
            value["to"] = json!(to);
        }
        value
    };
    let expected = json!([outside, value(0.0, Some(100.0), "prohibited"), value(100.0, None, "free")]);
    assert_eq!(above["follows"], expected);
    // 100 m or deeper: a drilling to exactly the number of the map is in the ban.
    let expected = json!([outside, value(0.0, Some(100.001), "prohibited"), value(100.001, None, "free")]);
    assert_eq!(asks("at_least")["follows"], expected);
    // A zone without any number decides by being there.
    let zone = "{ in_zone = { kind = \"cap\" } }";
    let there = verdict(&rules(&(a_rule("T-0", FREE, "free") + &a_rule("T-1", zone, "prohibited"))), "--system closed");
    assert_eq!(there["follows"], json!([outside, { "fact": "zone:cap", "outcome": "prohibited" }]));
}

/// A pack of zones with names, 1 km from each other, and rules.
fn named_pack(names: &[&str], rules: &str) -> TempDir {
    let manifest = "name = \"names\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\ntitle = { nl = \"a\", en = \"b\" }\n\
        [[layer]]\nid = \"provinces\"\nborrow = \"indicative/provinces\"\n\
        [[layer]]\nid = \"zones\"\nfile = \"zones.geojson\"\ncrs = \"EPSG:28992\"\nrole = \"zone\"\nkind = \"named\"\nfields = { name = \"naam\" }\n";
    let zones: Vec<Value> = (0..)
        .zip(names)
        .map(|(position, name)| {
            let x = 150_000 + 1_000 * position;
            let ring = [[x, 390_000], [x + 100, 390_000], [x + 100, 390_100], [x, 390_100], [x, 390_000]];
            let name = if name.is_empty() { Value::Null } else { json!(name) };
            json!({ "type": "Feature", "properties": { "naam": name },
                "geometry": { "type": "Polygon", "coordinates": [ring] } })
        })
        .collect();
    let zones = json!({ "type": "FeatureCollection", "features": zones });
    folder(&[("pack/pack.toml", manifest), ("pack/zones.geojson", &zones.to_string()), ("test.toml", &book(rules))])
}

#[test]
fn dwellings_are_told_apart() {
    let folder =
        rules(&(a_rule("T-0", FREE, "free") + &a_rule("T-1", "{ dwelling = [\"single\", \"apartment\"] }", "permit")));
    assert_eq!(verdict(&folder, "--system closed --dwelling single")["outcome"], "permit");
    assert_eq!(verdict(&folder, "--system closed --dwelling none")["outcome"], "free");
    let unknown = verdict(&folder, "--system closed");
    assert_eq!(unknown["range"], json!(["free", "permit"]));
    assert_eq!(texts(&unknown["settle"]), ["dwelling"]);
}

#[test]
fn conditions_are_joined_with_what_is_not_known_kept_apart() {
    let flow = "{ fact = \"flow_m3_h\", above = 10 }";
    let power = "{ fact = \"ground_power_kw\", above = 70 }";
    let joined = |word: &str| {
        rules(&(a_rule("T-0", FREE, "free") + &a_rule("T-1", &format!("{{ {word} = [{flow}, {power}] }}"), "permit")))
    };
    let (all, any) = (joined("all"), joined("any"));
    for (given, with_all, with_any) in [
        ("--flow 20 --ground-power 80", "permit", "permit"),
        ("--flow 20 --ground-power 60", "free", "permit"),
        ("--flow 5 --ground-power 60", "free", "free"),
        ("--flow 20", "undetermined", "permit"),
        ("--flow 5", "free", "undetermined"),
        ("", "undetermined", "undetermined"),
    ] {
        assert_eq!(verdict(&all, &format!("--system open {given}"))["outcome"], with_all, "all: {given}");
        assert_eq!(verdict(&any, &format!("--system open {given}"))["outcome"], with_any, "any: {given}");
    }
    assert_eq!(texts(&verdict(&all, "--system open --flow 20")["settle"]), ["ground_power_kw"]);
    assert_eq!(texts(&verdict(&all, "--system open")["settle"]), ["flow_m3_h", "ground_power_kw"]);
}

#[test]
fn attention_adds_a_remark_and_changes_no_permission() {
    let folder = rules(&(a_rule("T-0", FREE, "free") + &a_rule("T-1", FREE, "attention")));
    let verdict = verdict(&folder, "--system open");
    assert_eq!(verdict["outcome"], "free");
    assert_eq!(texts(&verdict["attention"]), ["T-1"]);
    assert_eq!(texts(&verdict["decisive"]), ["T-0"]);
}

#[test]
fn a_rule_may_bind_the_use_and_not_the_building() {
    let bound = a_rule("T-1", "{ fact = \"min_return_temperature_c\", below = 5 }", "prohibited")
        + "if_unknown = \"condition\"\n";
    let folder = rules(&(a_rule("T-0", FREE, "notify") + &bound));
    let unknown = verdict(&folder, "--system closed");
    assert_eq!(unknown["outcome"], "notify");
    assert_eq!(texts(&unknown["on_condition"]), ["T-1"]);
    assert_eq!(verdict(&folder, "--system closed --min-return-temperature 4")["outcome"], "prohibited");
    assert_eq!(texts(&verdict(&folder, "--system closed --min-return-temperature 5")["on_condition"]), [""; 0]);
}

/// A pack with a zone from 20 to 40 m and an existing well 500 m east of it.
fn deep_pack() -> TempDir {
    let manifest = "name = \"deep\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\ntitle = { nl = \"a\", en = \"b\" }\n\
        [[layer]]\nid = \"provinces\"\nborrow = \"indicative/provinces\"\n\
        [[layer]]\nid = \"clay\"\nfile = \"clay.geojson\"\ncrs = \"EPSG:28992\"\nrole = \"zone\"\nkind = \"clay\"\nfields = { id = \"id\" }\ndepth = { from_m = 20, to_m = { field = \"onder\", unit = \"dm\" } }\n\
        [[layer]]\nid = \"wells\"\nfile = \"wells.geojson\"\ncrs = \"EPSG:28992\"\nrole = \"installation\"\nfields = { id = \"id\" }\n";
    let square =
        json!([[[149_900, 389_900], [150_100, 389_900], [150_100, 390_100], [149_900, 390_100], [149_900, 389_900]]]);
    let clay = json!({ "type": "FeatureCollection", "features": [{ "type": "Feature", "properties": { "id": "k", "onder": "400" },
        "geometry": { "type": "Polygon", "coordinates": square } }] });
    let wells = json!({ "type": "FeatureCollection", "features": [{ "type": "Feature", "properties": { "id": "w" },
        "geometry": { "type": "Point", "coordinates": [150_500, 390_000] } }] });
    folder(&[
        ("pack/pack.toml", manifest),
        ("pack/clay.geojson", &clay.to_string()),
        ("pack/wells.geojson", &wells.to_string()),
    ])
}

#[test]
fn screens_reach_into_a_zone_or_pass_above_or_below_it() {
    let folder = deep_pack();
    let rule = a_rule("T-1", "{ in_zone = { kind = \"clay\", depth = \"screens\" } }", "prohibited");
    std::fs::write(folder.path().join("test.toml"), book(&(a_rule("T-0", FREE, "free") + &rule))).unwrap();
    let at = |given: &str| verdict(&folder, &format!("--pack pack --system open {given}"));
    for (given, outcome) in [
        ("--depth 60 --screen-top 5 --screen-bottom 15", "free"),
        ("--depth 60 --screen-top 5 --screen-bottom 20", "free"),
        ("--depth 60 --screen-top 5 --screen-bottom 20.5", "prohibited"),
        ("--depth 60 --screen-top 25 --screen-bottom 30", "prohibited"),
        ("--depth 60 --screen-top 39.5 --screen-bottom 50", "prohibited"),
        ("--depth 60 --screen-top 40 --screen-bottom 50", "free"),
        ("--depth 60 --screen-top 10 --screen-bottom 50", "prohibited"),
        ("--depth 15", "free"),
        ("--depth 60", "undetermined"),
        ("", "undetermined"),
        ("--xy 151000,390000 --depth 60", "free"),
    ] {
        assert_eq!(at(given)["outcome"], outcome, "{given}");
    }
    assert_eq!(texts(&at("--depth 60")["settle"]), ["screen_bottom_m"]);
}

#[test]
fn a_distance_to_existing_systems_is_a_rule_like_any_other() {
    let folder = deep_pack();
    let rules = a_rule("T-0", FREE, "free")
        + &a_rule("T-1", "{ within_m = { distance = 500, of = \"installation\" } }", "permit");
    std::fs::write(folder.path().join("test.toml"), book(&rules)).unwrap();
    let at = |x: f64| verdict(&folder, &format!("--pack pack --system closed --xy {x},390000"));
    assert_eq!(at(150_000.0)["outcome"], "free", "exactly 500 m is not nearer");
    let near = at(150_000.5);
    assert_eq!(near["outcome"], "permit");
    assert_eq!(rule(&near, "T-1")["margin"], -0.5);
    assert_eq!(rule(&near, "T-1")["site"]["id"], "w");
    // The embedded pack has no existing systems: nobody knows.
    let unknown = verdict(&folder, "--system closed");
    assert_eq!(texts(&unknown["settle"]), ["layer:installation"]);
}

#[test]
fn the_first_target_with_data_is_measured_to() {
    let folder = deep_pack();
    let rules = a_rule("T-0", FREE, "free")
        + &a_rule("T-1", "{ within_m = { distance = 300, of = [\"abstraction\", \"clay\"] } }", "permit");
    std::fs::write(folder.path().join("test.toml"), book(&rules)).unwrap();
    let near = verdict(&folder, "--pack pack --system closed --xy 150300,390000");
    assert_eq!(near["outcome"], "permit");
    assert_eq!((&rule(&near, "T-1")["value"], &rule(&near, "T-1")["zone"]["id"]), (&json!(200.0), &json!("k")));
    assert_eq!(verdict(&folder, "--pack pack --system closed --xy 150400,390000")["outcome"], "free");
}

/// A pack with a zone that gives a level, one that gives the top of a clay layer in dm, and one of
/// each kind that gives nothing.
fn level_pack(rules: &str) -> TempDir {
    let manifest = "name = \"levels\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\ntitle = { nl = \"a\", en = \"b\" }\n\
        [[layer]]\nid = \"provinces\"\nborrow = \"indicative/provinces\"\n\
        [[layer]]\nid = \"zones\"\nfile = \"zones.geojson\"\ncrs = \"EPSG:28992\"\nrole = \"zone\"\nkind = { field = \"soort\", one_of = [\"level\", \"clay\"] }\n\
        fields = { id = \"id\", min_level_m_nap = { field = \"nap\" }, clay_top_m = { field = \"klei\", unit = \"dm\" } }\n";
    let zone = |id: &str, kind: &str, x: i32, level: Value, clay: Value| {
        let ring = [[x, 390_000], [x + 100, 390_000], [x + 100, 390_100], [x, 390_100], [x, 390_000]];
        json!({ "type": "Feature", "properties": { "id": id, "soort": kind, "nap": level, "klei": clay },
                "geometry": { "type": "Polygon", "coordinates": [ring] } })
    };
    let zones = json!({ "type": "FeatureCollection", "features": [
        zone("l", "level", 150_000, json!("-25,0"), Value::Null),
        zone("k", "clay", 151_000, Value::Null, json!(300)),
        zone("l?", "level", 152_000, Value::Null, Value::Null),
        zone("k?", "clay", 153_000, Value::Null, Value::Null),
    ] });
    folder(&[("pack/pack.toml", manifest), ("pack/zones.geojson", &zones.to_string()), ("test.toml", &book(rules))])
}

/// From where to where a depth profile says what.
fn profile(verdict: &Value) -> Vec<(f64, Option<f64>, &str)> {
    let intervals = verdict["depth_profile"].as_array().unwrap().iter();
    intervals.map(|it| (it["from_m"].as_f64().unwrap(), it["to_m"].as_f64(), it["outcome"].as_str().unwrap())).collect()
}

#[test]
fn a_level_of_a_zone_becomes_a_depth_where_the_ground_level_is_known() {
    let condition = "{ in_zone = { kind = \"level\", where = { fact = \"drilling_depth_m\", above = { zone = \"min_level_m_nap\" } } } }";
    let folder = level_pack(&(a_rule("T-0", FREE, "free") + &a_rule("T-1", condition, "prohibited")));
    let at = |given: &str| verdict(&folder, &format!("--pack pack --system closed {given}"));
    let here = "--xy 150050,390050";
    // 4 m below NAP at the surface: -25 m NAP lies at 21 m.
    assert_eq!(at(&format!("{here} --ground-level -4 --depth 21"))["outcome"], "free");
    let deeper = at(&format!("{here} --ground-level -4 --depth 21.001"));
    assert_eq!(deeper["outcome"], "prohibited");
    let found = rule(&deeper, "T-1");
    assert_eq!((&found["limit"], &found["margin"], &found["zone"]["id"]), (&json!(21.0), &json!(-0.001), &json!("l")));
    assert_eq!(profile(&deeper), [(0.0, Some(21.0), "free"), (21.0, None, "prohibited")]);
    assert_eq!(deeper["facts"]["depth_limit_m"], 21.0);
    assert_eq!(deeper["facts"]["zones"][0]["min_level_m_nap"], -25.0);
    // On higher ground it lies deeper.
    let high = at(&format!("{here} --ground-level 10 --depth 35"));
    assert_eq!(high["outcome"], "free");
    assert_eq!(profile(&high)[0], (0.0, Some(35.0), "free"));
    // Where the ground level is not known, nobody can tell at any depth.
    let unknown = at(&format!("{here} --depth 21"));
    assert_eq!(unknown["range"], json!(["free", "prohibited"]));
    assert_eq!(texts(&unknown["settle"]), ["ground_level_m_nap"]);
    assert_eq!(profile(&unknown), [(0.0, None, "undetermined")]);
    assert_eq!(unknown["facts"]["depth_limit_m"], Value::Null);
    assert_eq!(texts(&at(here)["settle"]), ["drilling_depth_m", "ground_level_m_nap"]);
    // A zone without a level does not become free by a ground level.
    let no_level = at("--xy 152050,390050 --ground-level -4 --depth 21");
    assert_eq!(texts(&no_level["settle"]), ["zone.min_level_m_nap"]);
    // Outside the zones the ground level does not matter.
    assert_eq!(at("--xy 155000,390050 --depth 100")["outcome"], "free");
}

#[test]
fn the_top_of_the_clay_is_a_limit() {
    let condition =
        "{ in_zone = { kind = \"clay\", where = { fact = \"drilling_depth_m\", above = { zone = \"clay_top_m\" } } } }";
    let folder = level_pack(&(a_rule("T-0", FREE, "free") + &a_rule("T-1", condition, "prohibited")));
    let at = |given: &str| verdict(&folder, &format!("--pack pack --system closed {given}"));
    let keeps = at("--xy 151050,390050 --depth 30");
    assert_eq!(keeps["outcome"], "free");
    assert_eq!(keeps["facts"]["zones"][0]["clay_top_m"], 30.0);
    assert_eq!(keeps["facts"]["depth_limit_m"], 30.0);
    assert_eq!(profile(&keeps), [(0.0, Some(30.0), "free"), (30.0, None, "prohibited")]);
    assert_eq!(at("--xy 151050,390050 --depth 30.001")["outcome"], "prohibited");
    assert_eq!(texts(&at("--xy 153050,390050 --depth 30")["settle"]), ["zone.clay_top_m"]);
}

#[test]
fn a_level_in_a_rule_becomes_a_depth_where_the_ground_level_is_known() {
    let condition = "{ fact = \"drilling_depth_m\", above = { nap = -25.5 } }";
    let folder = rules(&(a_rule("T-0", FREE, "free") + &a_rule("T-1", condition, "prohibited")));
    let at = |given: &str| verdict(&folder, &format!("--system closed {given}"));
    let keeps = at("--ground-level 2 --depth 27.5");
    assert_eq!(keeps["outcome"], "free");
    assert_eq!(profile(&keeps), [(0.0, Some(27.5), "free"), (27.5, None, "prohibited")]);
    assert_eq!(rule(&keeps, "T-1")["margin"], 0.0);
    assert_eq!(at("--ground-level 2 --depth 27.501")["outcome"], "prohibited");
    assert_eq!(at("--ground-level 1.9 --depth 27.5")["outcome"], "prohibited");
    let unknown = at("--depth 27.5");
    assert_eq!(texts(&unknown["settle"]), ["ground_level_m_nap"]);
    assert_eq!(profile(&unknown), [(0.0, None, "undetermined")]);
    // A level above the ground is passed by any drilling.
    let above = "{ fact = \"drilling_depth_m\", above = { nap = 5 } }";
    let folder = rules(&(a_rule("T-0", FREE, "free") + &a_rule("T-1", above, "prohibited")));
    let low = verdict(&folder, "--system closed --ground-level -2 --depth 1");
    assert_eq!(low["outcome"], "prohibited");
    assert_eq!(profile(&low), [(0.0, None, "prohibited")]);
    // Screens are depths too; a flow is none.
    let screens = "{ fact = \"screen_bottom_m\", at_least = { nap = -40 } }";
    let folder = rules(&(a_rule("T-0", FREE, "free") + &a_rule("T-1", screens, "permit")));
    let at = |bottom: &str| {
        verdict(&folder, &format!("--system open --ground-level 0 --screen-top 5 --screen-bottom {bottom}"))
    };
    assert_eq!((&at("39.9")["outcome"], &at("40")["outcome"]), (&json!("free"), &json!("permit")));
    let said = complaint(&rules(&a_rule("T-1", "{ fact = \"flow_m3_h\", above = { nap = -25 } }", "permit")));
    assert!(said.contains("./test.toml:10:38: `flow_m3_h` is no depth: compare it with a number"), "{said}");
}

#[test]
fn fluids_are_told_apart_whatever_they_are_called() {
    let folder = rules(
        &(a_rule("T-0", FREE, "free")
            + &a_rule("T-1", "{ not = { fluid = [\"water\", \"ethylene-glycol\"] } }", "permit")),
    );
    for (fluid, outcome) in [
        ("water", "free"),
        ("WATER", "free"),
        ("Leidingwater", "free"),
        ("drinkwater", "free"),
        ("tap  water", "free"),
        ("MEG", "free"),
        ("Ethyleenglycol", "free"),
        ("monopropyleenglycol", "permit"),
        ("betaine", "permit"),
    ] {
        let application = json!({ "x": 150_000, "y": 390_000, "system": "closed", "fluid": fluid });
        std::fs::write(folder.path().join("a.json"), application.to_string()).unwrap();
        let verdict = run_in(&folder, "screen a.json --rules . --format json --date 2026-11-21").json();
        assert_eq!(verdict["outcome"], outcome, "{fluid}");
        assert_eq!(rule(&verdict, "T-1")["fact"], "fluid");
    }
    let unknown = verdict(&folder, "--system closed");
    assert_eq!(unknown["range"], json!(["free", "permit"]));
    assert_eq!(texts(&unknown["settle"]), ["fluid"]);
}

#[test]
fn a_system_that_was_there_before_a_day_has_its_own_rule() {
    let folder =
        rules(&(a_rule("T-0", FREE, "notify") + &replacing("T-1", "{ existing_before = 2013-07-01 }", "free", "T-0")));
    for (given, outcome) in [
        ("", "notify"),
        ("--existing-since 2013-07-02", "notify"),
        ("--existing-since 2013-07-01", "notify"),
        ("--existing-since 2013-06-30", "free"),
    ] {
        let verdict = verdict(&folder, &format!("--system closed {given}"));
        assert_eq!(verdict["outcome"], outcome, "{given}");
        assert_eq!(rule(&verdict, "T-1")["fact"], "existing_since");
        assert_eq!(verdict["settle"], json!([]), "who says nothing has a new system");
    }
}

#[test]
fn a_transitional_right_ends_with_its_last_day() {
    let right = replacing("T-1", FREE, "free", "T-0") + "right_until = 2025-06-30\n";
    let banned = a_rule("T-0", FREE, "prohibited");
    let folder = rules(&(banned.clone() + &right));
    let last = verdict(&folder, "--system closed --date 2025-06-30");
    assert_eq!(last["outcome"], "free");
    assert_eq!(rule(&last, "T-1")["right_until"], "2025-06-30");
    assert_eq!(verdict(&folder, "--system closed --date 2025-07-01")["outcome"], "prohibited");
    // Of two ends the first counts.
    let folder = rules(&(banned.clone() + &right + "valid_to = 2024-12-31\n"));
    assert_eq!(verdict(&folder, "--system closed --date 2024-12-31")["outcome"], "free");
    assert_eq!(verdict(&folder, "--system closed --date 2025-01-01")["outcome"], "prohibited");
    let folder = rules(&(banned + &right + "valid_to = 2026-12-31\n"));
    assert_eq!(verdict(&folder, "--system closed --date 2025-07-01")["outcome"], "prohibited");
    let early = rules(&(a_rule("T-1", FREE, "free") + "right_until = 2019-12-31\n"));
    assert!(complaint(&early).contains("ends before it begins, on 2020-01-01"));
}

#[test]
fn a_unit_is_checked_and_not_converted() {
    let with = |condition: &str| rules(&(a_rule("T-0", FREE, "free") + &a_rule("T-1", condition, "permit")));
    let right = with("{ fact = \"flow_m3_h\", above = 10, unit = \"m3/h\" }");
    assert_eq!(verdict(&right, "--system open --flow 10.5")["outcome"], "permit");
    assert_eq!(verdict(&right, "--system open --flow 10")["outcome"], "free");
    let level = with("{ fact = \"ground_level_m_nap\", below = -2, unit = \"m NAP\" }");
    assert_eq!(verdict(&level, "--system open --ground-level -3")["outcome"], "permit");
    let said: String = [
        "{ fact = \"flow_m3_h\", above = 10, unit = \"l/s\" }",
        "{ fact = \"flow_m3_h\", above = 10, unit = \"M3/H\" }",
        "{ dwelling = [\"single\"], unit = \"m\" }",
    ]
    .iter()
    .map(|condition| complaint(&with(condition)))
    .collect();
    snapshot!("wrong_units", said);
}

#[test]
fn of_law_that_is_partly_known_only_a_prohibition_is_certain() {
    let rules = a_rule("T-0", FREE, "notify") + &a_rule("T-1", MUCH, "prohibited");
    let partial = format!("{HEAD}partial = {{ nl = \"Niet alles is gelezen.\", en = \"Not all was read.\" }}\n{rules}");
    let folder = folder(&[("test.toml", &partial)]);
    let at = |given: &str| verdict(&folder, &format!("--system open {given}"));
    let mild = at("--flow 5");
    assert_eq!(mild["outcome"], "undetermined");
    assert_eq!(mild["range"], json!(["notify", "prohibited"]));
    assert_eq!(texts(&mild["settle"]), ["law:test"]);
    assert_eq!(profile(&mild), [(0.0, None, "undetermined")]);
    let unknown = at("");
    assert_eq!(unknown["range"], json!(["notify", "prohibited"]));
    assert_eq!(texts(&unknown["settle"]), ["flow_m3_h", "law:test"]);
    let banned = at("--flow 20");
    assert_eq!(banned["outcome"], "prohibited");
    assert_eq!((texts(&banned["decisive"]), texts(&banned["settle"])), (vec!["T-1"], vec![]));
    // A plot that lies in it for a part is open too; one beside it is not.
    let lands = two_lands(&[("a", &a_rule("A-1", FREE, "notify")), ("b", &a_rule("B-1", FREE, "free"))]);
    let path = lands.path().join("rules/b.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("title", "partial = { nl = \"?\", en = \"?\" }\ntitle", 1)).unwrap();
    assert_eq!(texts(&in_lands(&lands, "")["settle"]), ["law:b"]);
    assert_eq!(in_lands(&lands, "")["range"], json!(["notify", "prohibited"]));
    assert_eq!(in_lands(&lands, "--xy 149500,390000")["outcome"], "notify");
}

#[test]
fn duties_and_doubts_come_along_and_change_no_outcome() {
    let full = "{ fact = \"full_load_hours\", above = 8784 }";
    let deciding = a_rule("T-0", FREE, "notify") + &a_rule("T-1", STRONG, "permit");
    let asides = a_rule("D-1", FREE, "duty")
        + &replacing("D-2", MUCH, "duty", "D-1")
        + &a_rule("D-3", STRONG, "duty")
        + &a_rule("I-1", full, "implausible")
        + &replacing("I-2", "{ dwelling = [\"none\"] }", "implausible", "I-1")
        + &replacing("T-2", "{ dwelling = [\"apartment\"] }", "free", "D-1\", \"D-2\", \"I-1");
    let with = rules(&(deciding.clone() + &asides));
    let without = rules(&deciding);
    let single = "--system open --ground-power 60 --dwelling single";
    for (given, duties, implausible) in [
        ("--flow 5", vec!["D-1"], vec![]),
        ("--flow 20", vec!["D-2"], vec![]),
        // Whether one takes the place of the other is not known: either may have to be done.
        ("", vec!["D-1", "D-2"], vec![]),
        ("--flow 5 --annual-volume 50000", vec!["D-1"], vec!["I-1"]),
        ("--flow 5 --annual-volume 43920", vec!["D-1"], vec![]),
    ] {
        let [more, less] = [&with, &without].map(|folder| verdict(folder, &format!("{single} {given}")));
        assert_eq!((texts(&more["duties"]), texts(&more["implausible"])), (duties, implausible), "{given}");
        assert_eq!((texts(&less["duties"]), texts(&less["implausible"])), (vec![], vec![]));
        assert_eq!(less["outcome"], "notify");
        for member in ["outcome", "range", "decisive", "settle", "on_condition", "attention", "depth_profile"] {
            assert_eq!(more.get(member), less.get(member), "{member}: {given}");
        }
    }
    let at = |given: &str| verdict(&with, &format!("--system open --flow 20 --annual-volume 200000 {given}"));
    let strong = at("--ground-power 80 --dwelling none");
    assert_eq!(strong["outcome"], "permit");
    assert_eq!((texts(&strong["duties"]), texts(&strong["implausible"])), (vec!["D-2", "D-3"], vec!["I-2"]));
    assert_eq!(rule(&strong, "D-1")["replaced_by"], "D-2");
    assert_eq!(rule(&strong, "I-1")["replaced_by"], "I-2");
    // A rule that decides may take their place.
    let free = at("--ground-power 60 --dwelling apartment");
    assert_eq!(free["outcome"], "notify");
    assert_eq!((texts(&free["duties"]), texts(&free["implausible"])), (vec![], vec![]));
    assert_eq!(rule(&free, "D-2")["replaced_by"], "T-2");
    // What is not known about a duty is no reason to leave the verdict open.
    let open = at("--ground-power 60");
    assert_eq!((&open["outcome"], &open["settle"]), (&json!("notify"), &json!([])));
    assert_eq!(texts(&open["implausible"]), [""; 0]);
}

#[test]
fn a_limit_on_use_waits_for_a_fact_that_is_not_of_use() {
    let surplus = "{ all = [{ fact = \"heat_surplus_mwh\", above = 0 }, { not = { dwelling = [\"single\"] } }] }";
    let folder = rules(
        &(a_rule("T-0", FREE, "notify") + &a_rule("T-1", surplus, "prohibited") + "if_unknown = \"condition\"\n"),
    );
    let at = |given: &str| verdict(&folder, &format!("--system closed {given}"));
    let open = at("--heat-added 30 --cold-added 20");
    assert_eq!(open["range"], json!(["notify", "prohibited"]));
    assert_eq!(texts(&open["settle"]), ["dwelling"]);
    assert_eq!(texts(&open["on_condition"]), [""; 0]);
    for (given, outcome, on_condition) in [
        ("--heat-added 30 --cold-added 20 --dwelling none", "prohibited", vec![]),
        ("--heat-added 30 --cold-added 20 --dwelling single", "notify", vec![]),
        ("--heat-added 20 --cold-added 20", "notify", vec![]),
        // A limit of use that is not stated can be kept, whatever the dwelling is.
        ("--dwelling none", "notify", vec!["T-1"]),
        ("--heat-added 30", "notify", vec!["T-1"]),
        ("--dwelling single", "notify", vec![]),
        ("", "notify", vec!["T-1"]),
    ] {
        let verdict = at(given);
        assert_eq!(verdict["outcome"], outcome, "{given}");
        assert_eq!(texts(&verdict["on_condition"]), on_condition, "{given}");
    }
}

#[test]
fn only_a_notification_has_weeks_of_notice() {
    let rule_of = |outcome: &str| rules(&(a_rule("T-1", FREE, outcome) + "notice_weeks = 4\n"));
    assert_eq!(rule(&verdict(&rule_of("notify"), "--system closed"), "T-1")["notice_weeks"], 4);
    for outcome in ["permit", "prohibited", "free", "attention", "duty", "implausible"] {
        let said = complaint(&rule_of(outcome));
        assert!(
            said.contains("./test.toml:15:16: `notice_weeks` belongs to a rule whose outcome is `notify`"),
            "{said}"
        );
    }
}

/// Runs the cases of the rulebooks of a folder.
fn try_rules(folder: &TempDir) -> Ran {
    run_in(folder, "rules test --rules . --lang en")
}

#[test]
fn the_shipped_rules_pass_their_tests_and_cover_all_branches() {
    for lang in ["nl", "en"] {
        let report = run(&format!("rules test --lang {lang}")).well();
        // Four counts, nothing that failed, nothing that lacks.
        assert_eq!(report.lines().count(), 4, "{report}");
        for line in report.lines() {
            let numbers: Vec<usize> = line.split_whitespace().filter_map(|word| word.parse().ok()).take(2).collect();
            assert!(line.ends_with("(100 %)") && numbers[0] == numbers[1] && numbers[0] > 0, "{report}");
        }
    }
    let [cases, rules] = Library::embedded().unwrap().rules().fold([0, 0], |[cases, rules], (_, rule)| {
        assert!(!rule.cases.is_empty(), "{} has no case", rule.id);
        [cases + rule.cases.len(), rules + 1]
    });
    let report = run("rules test --lang en").well();
    assert!(report.starts_with(&format!("{cases} of {cases} cases of rules")), "{report}");
    assert!(report.contains(&format!("{rules} of {rules} rules with every case")), "{report}");
}

const TRIED: &str = "test.applies = [{ flow_m3_h = 10.5 }]\ntest.does_not_apply = [{ flow_m3_h = 10 }]\ntest.unknown = [{ drilling_depth_m = 20 }]\n";

#[test]
fn a_case_with_another_answer_fails_and_says_where() {
    let rule = a_rule("T-1", MUCH, "permit");
    let good = try_rules(&rules(&(rule.clone() + TRIED)));
    assert_eq!(
        good.well(),
        "3 of 3 cases of rules with the answer expected (100 %)\n0 of 0 cases of places with the outcome expected\n\
         1 of 1 rules with every case that they need (100 %)\n4 of 4 branches of conditions taken (100 %)\n"
    );
    let wrong = rule
        + "test.applies = [{ flow_m3_h = 11 },\n  { flow_m3_h = 10 }, { spf = 4 }]\ntest.does_not_apply = [{ flow_m3_h = 10.5 }]\n\
           test.unknown = [{ flow_m3_h = 9 }]\n";
    let folder = rules(&wrong);
    let ran = try_rules(&folder);
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    snapshot!("tests_wrong_en", ran.stdout);
    let dutch = run_in(&folder, "rules test --rules .");
    assert_eq!(dutch.code, 1);
    snapshot!("tests_wrong_nl", dutch.stdout);
}

#[test]
fn a_case_that_is_not_there_is_listed_and_fails_nothing() {
    let zone = "{ all = [{ in_zone = { kind = \"clay\", where = { fact = \"drilling_depth_m\", above = { zone = \"clay_top_m\" } } } }, { not = { existing_before = 2013-07-01 } }] }";
    let rules = rules(
        &(a_rule("T-1", FREE, "notify")
            + &a_rule("T-2", MUCH, "permit")
            + "test.applies = [{ flow_m3_h = 11 }]\n"
            + &a_rule("T-3", zone, "prohibited")
            + "test.applies = [{ drilling_depth_m = 31, zones = [{ kind = \"clay\", clay_top_m = 30 }] }]\n"),
    );
    let ran = try_rules(&rules);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    snapshot!("tests_lacking", ran.stdout);
}

#[test]
fn cases_of_places_are_run_on_the_pack_that_they_name() {
    let case = |name: &str, pack: &str, depth: &str, rest: &str| {
        format!(
            "\n[[case]]\nname = \"{name}\"\npack = \"{pack}\"\napplication = {{ x = 150000, y = 390000, system = \"closed\", {depth}date = 2026-01-01 }}\n{rest}\n"
        )
    };
    let deep = "{ fact = \"drilling_depth_m\", above = 80 }";
    let law = a_rule("T-0", FREE, "notify") + &a_rule("T-1", deep, "prohibited");
    let good = case(
        "shallow",
        "indicative",
        "drilling_depth_m = 80, ",
        "outcome = \"notify\"\ndecisive = [\"T-0\"]\nsettle = []",
    ) + &case(
        "unknown",
        "indicative",
        "",
        "outcome = \"undetermined\"\ndecisive = [\"T-1\"]\nsettle = [\"drilling_depth_m\"]",
    );
    let elsewhere = case("elsewhere", "wkotool", "", "outcome = \"free\"");
    let ran = try_rules(&rules(&(law.clone() + &good + &elsewhere + &elsewhere)));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stdout.contains("! 2 cases of places are about pack `wkotool` and were not run (--pack)\n"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("2 of 2 cases of places with the outcome expected (100 %)\n"), "{}", ran.stdout);
    let wrong = case("outcome", "indicative", "drilling_depth_m = 81, ", "outcome = \"notify\"")
        + &case("decisive", "indicative", "drilling_depth_m = 81, ", "outcome = \"prohibited\"\ndecisive = [\"T-0\"]")
        + &case("settle", "indicative", "", "outcome = \"undetermined\"\nsettle = [\"flow_m3_h\"]")
        + &case("no such field", "indicative", "depth = 81, ", "outcome = \"prohibited\"");
    let ran = try_rules(&rules(&(law + &good + &wrong)));
    assert_eq!(ran.code, 1);
    snapshot!("tests_places", ran.stdout);
}

#[test]
fn a_plot_partly_where_the_law_of_the_day_is_not_known_stays_open() {
    let later = a_rule("B-1", FREE, "notify").replace("2020-01-01", "2025-10-16");
    let folder = two_lands(&[("a", &a_rule("A-1", FREE, "notify")), ("b", &later)]);
    let before = in_lands(&folder, "--date 2025-10-15");
    assert_eq!(before["range"], json!(["notify", "prohibited"]));
    assert_eq!(texts(&before["settle"]), ["jurisdiction"]);
    assert_eq!(in_lands(&folder, "")["outcome"], "notify");
    // Law for closed systems is no law for an open one.
    let closed = a_rule("B-1", FREE, "notify").replace("[\"open\", \"closed\"]", "[\"closed\"]");
    let folder = two_lands(&[("a", &a_rule("A-1", FREE, "notify")), ("b", &closed)]);
    assert_eq!(texts(&in_lands(&folder, "")["settle"]), ["jurisdiction"]);
}

#[test]
fn a_jurisdiction_may_have_several_rulebooks() {
    let national = national(&a_rule("N-1", FREE, "prohibited"));
    let more = HEAD.replace("\"test\"", "\"more\"") + &replacing("M-1", MUCH, "permit", "N-1");
    let texts_of = [("nl.toml", national), ("test.toml", book(&a_rule("T-1", FREE, "notify"))), ("more.toml", more)];
    let files: Vec<(&str, &str)> = texts_of.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let folder = folder(&files);
    assert_eq!(verdict(&folder, "--system open --flow 5")["outcome"], "prohibited");
    let much = verdict(&folder, "--system open --flow 20");
    assert_eq!(much["outcome"], "permit", "they count together: one of them replaces the national rule");
    assert_eq!(rule(&much, "T-1")["state"], "applies");
}

#[test]
fn what_decides_is_told_also_where_a_rule_of_the_same_outcome_may_take_the_place() {
    let folder = rules(&(a_rule("T-1", FREE, "permit") + &replacing("T-2", MUCH, "permit", "T-1")));
    let open = verdict(&folder, "--system open");
    assert_eq!(open["outcome"], "permit");
    assert_eq!(texts(&open["decisive"]), ["T-1"]);
}

#[test]
fn names_of_rules_are_exact_where_rules_name_each_other() {
    let folder = rules(&(a_rule("N-1", FREE, "prohibited") + &replacing("T-1", FREE, "permit", "n-1")));
    let said = complaint(&folder);
    assert!(said.contains("replaces `n-1`, which no rulebook has"), "{said}");
}

#[test]
fn a_limit_on_use_joined_with_a_fact_of_size_waits_for_the_size() {
    let warm = "{ fact = \"max_infiltration_temperature_c\", above = 30 }";
    let limit =
        a_rule("T-1", &format!("{{ any = [{STRONG}, {warm}] }}"), "prohibited") + "if_unknown = \"condition\"\n";
    let folder = rules(&(a_rule("T-0", FREE, "notify") + &limit));
    assert_eq!(verdict(&folder, "--system closed")["range"], json!(["notify", "prohibited"]));
    let weak = verdict(&folder, "--system closed --ground-power 60");
    assert_eq!(weak["outcome"], "notify");
    assert_eq!(texts(&weak["on_condition"]), ["T-1"]);
    // Turned around it is the same limit.
    let kept = "{ not = { fact = \"max_infiltration_temperature_c\", at_most = 30 } }";
    let turned = a_rule("T-1", kept, "prohibited") + "if_unknown = \"condition\"\n";
    let folder = rules(&(a_rule("T-0", FREE, "notify") + &turned));
    assert_eq!(texts(&verdict(&folder, "--system closed")["on_condition"]), ["T-1"]);
}

#[test]
fn keys_that_nobody_reads_are_refused_deep_inside_too() {
    let limit = "{ in_zone = { kind = \"a\", where = { fact = \"drilling_depth_m\", above = { zone = \"max_depth_m\", foo = 1 } } } }";
    let stray = "{ fact = \"drilling_depth_m\", above = { zone = \"max_depth_m\" } }";
    let case = "test.applies = [{ zones = [{ kind = \"a\", max_dept_m = 3 }] }]\n";
    let zone = "{ in_zone = { kind = \"a\" } }";
    for (text, said) in [
        (a_rule("T-1", limit, "permit"), "expected a number, "),
        (a_rule("T-1", stray, "permit"), "it belongs in `where`"),
        (a_rule("T-1", zone, "permit") + case, "expected a kind as text"),
    ] {
        let told = complaint(&rules(&text));
        assert!(told.contains(said), "{told}");
    }
}
