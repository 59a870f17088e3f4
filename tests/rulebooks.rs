//! Rulebooks: written by people, read with help, and law without a line of Rust.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::Path;

use bodemtoets::rules::Library;
use common::{folder, folder_of_bytes, rule, run, run_in, texts};
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
    let one = book(&a_rule("T-1", "{ always = true }", "permit"));
    let replacing = |id: &str| {
        let rule = a_rule("T-2", "{ always = true }", "permit");
        HEAD.replace("\"test\"", "\"other\"") + &rule + &format!("replaces = [\"{id}\"]\n")
    };
    let same = HEAD.replace("\"test\"", "\"other\"") + &a_rule("T-1", "{ always = true }", "free");
    let cases = [
        ("the same id", folder(&[("a.toml", &one), ("b.toml", &same)])),
        ("replaces nothing", folder(&[("a.toml", &one), ("b.toml", &replacing("T-11"))])),
        ("replaces nothing like it", folder(&[("a.toml", &one), ("b.toml", &replacing("NL-2013-01"))])),
        ("empty folder", folder(&[("README.md", "no rulebook")])),
        ("not UTF-8", folder_of_bytes(&[("a.toml", b"id = \"caf\xe9\"\n")])),
    ];
    let said: Vec<String> = cases.iter().map(|(case, folder)| format!("{case}:\n{}\n", complaint(folder))).collect();
    snapshot!("rulebooks_together", said.concat());
    assert!(
        run("rules list --rules no/such/folder")
            .failed()
            .contains("cannot read rulebooks from no/such/folder: No such file")
    );
    // What is not wrong is not refused.
    let folder = folder(&[("a.toml", &one), ("b.toml", &replacing("T-1"))]);
    assert!(run_in(&folder, "rules list --rules .").well().contains("T-2"));
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
fn the_list_of_a_day_has_only_its_law() {
    let then = run("rules list --date 2012-01-01").well();
    assert!(then.contains("NB-2010-01") && !then.contains("NL-2013-01") && !then.contains("NB-2024-01"), "{then}");
    assert!(run("rules list --date 2009-12-31").well().lines().count() < then.lines().count());
}

#[test]
fn a_rule_that_is_not_there_is_answered_with_the_nearest() {
    assert_eq!(
        run("rules show NB-2010-1").failed(),
        "bodemtoets: there is no rule `NB-2010-1`; did you mean `NB-2010-01`?\n"
    );
    assert_eq!(run("rules show zzz").failed(), "bodemtoets: there is no rule `zzz`\n");
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

#[test]
fn a_rule_that_is_replaced_is_reported_and_does_not_count() {
    let national =
        book(&a_rule("N-1", FREE, "prohibited")).replace("\"noord-brabant\"", "\"nl\"").replace("\"test\"", "\"nl\"");
    let own = a_rule("T-1", "{ fact = \"flow_m3_h\", above = 10 }", "permit").replace("2020-01-01", "2021-01-01")
        + "replaces = [\"N-1\"]\n";
    let folder = folder(&[("nl.toml", &national), ("test.toml", &book(&(a_rule("T-0", FREE, "notify") + &own)))]);
    let now = verdict(&folder, "--system open --flow 5");
    assert_eq!(now["outcome"], "notify");
    assert_eq!(rule(&now, "N-1")["state"], "does-not-apply");
    assert_eq!(rule(&now, "N-1")["replaced_by"], "T-1");
    // Not before the rule that replaces it is law.
    let before = verdict(&folder, "--system open --flow 5 --date 2020-12-31");
    assert_eq!(before["outcome"], "prohibited");
    assert!(rule(&before, "N-1").get("replaced_by").is_none());
    // And not where another rulebook is the law: there this one says nothing.
    let drenthe = verdict(&folder, "--system open --flow 5 --xy 232289,547576");
    assert_eq!(drenthe["outcome"], "not-covered");
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
fn a_depth_limit_that_would_be_broken_by_keeping_to_it_is_refused() {
    for comparison in ["at_least", "below"] {
        let condition = format!("{{ fact = \"drilling_depth_m\", {comparison} = 50 }}");
        let folder = rules(&(a_rule("T-0", FREE, "free") + &a_rule("T-1", &condition, "prohibited")));
        let said = complaint(&folder);
        assert!(said.contains("compare `drilling_depth_m` with `above` or `at_most`"), "{said}");
    }
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
