//! Explanations: what became of each rule, as a sentence for an officer, in both languages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;

use crate::common::{folder, rule, run_in};
use bodemtoets_law::explain::explain_case;
use bodemtoets_law::rules::{Library, Outcome, Rulebook, Truth};
use serde_json::{Value, json};
use tempfile::TempDir;

const HEAD: &str = "id = \"test\"\nversion = \"1\"\njurisdiction = \"noord-brabant\"\ntitle = { nl = \"Proef\", en = \"Test\" }\n\
    map = [{ kind = \"peat\", title = { nl = \"Veenkaart\", en = \"Peat map\" }, url = \"https://example.org/peat\" }]\n";

/// A rule with an id, a condition, an outcome and lines of its own.
fn a_rule(id: &str, when: &str, outcome: &str, more: &str) -> String {
    format!(
        "\n[[rule]]\nid = \"{id}\"\nvalid_from = 2020-01-01\napplies_to = [\"open\", \"closed\"]\nwhen = {when}\n\
         outcome = \"{outcome}\"\nreason = {{ nl = \"Daarom.\", en = \"Because.\" }}\n\
         source = {{ title = \"A law\", article = \"art. 4.8\" }}\ncertainty = \"verified\"\n{more}"
    )
}

fn book(rules: &str) -> Rulebook {
    Rulebook::parse("test.toml", &format!("{HEAD}{rules}")).unwrap()
}

/// What a rule with this condition says of each of these facts, in both languages.
fn said(when: &str, outcome: &str, given: &[&str]) -> String {
    let book = book(&a_rule("T-1", when, outcome, &format!("[rule.test]\napplies = [{}]\n", given.join(", "))));
    let rule = &book.rules[0];
    let mut text = format!("{outcome} when {}\n", rule.when);
    for case in &rule.cases {
        let said = explain_case(rule, case, &book.maps).unwrap();
        let _ = writeln!(text, "  {}\n    {}\n    {}", book.words(case.at.clone()), said.nl, said.en);
    }
    text
}

/// The same for several conditions, one under the other.
fn all_said(conditions: &[(&str, &str)], given: &[&str]) -> String {
    conditions.iter().map(|(when, outcome)| said(when, outcome, given)).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_case_of_every_rule_that_comes_along() {
    let library = Library::embedded().unwrap();
    let mut text = String::new();
    for (book, rule) in library.rules() {
        let _ = writeln!(text, "{}", rule.id);
        for case in &rule.cases {
            let said = explain_case(rule, case, &book.maps).unwrap();
            let _ = writeln!(text, "  {}\n    {}\n    {}", book.words(case.at.clone()), said.nl, said.en);
        }
        if rule.cases.is_empty() {
            let nothing = book_case(rule.when.to_string().as_str());
            let _ = writeln!(text, "{nothing}");
        }
    }
    snapshot!("shipped", text);
}

/// What stands in for the cases of a rule that has none yet.
fn book_case(when: &str) -> String {
    format!("  no cases beside it: {when}")
}

#[test]
fn a_sentence_is_whole_whatever_the_rule_and_the_facts() {
    let library = Library::embedded().unwrap();
    for (book, rule) in library.rules() {
        for case in &rule.cases {
            let said = explain_case(rule, case, &book.maps).unwrap();
            for sentence in [&said.nl, &said.en] {
                assert!(sentence.ends_with(").") && sentence.contains(&rule.source.title), "{}: {sentence}", rule.id);
                assert!(!sentence.contains("  ") && !sentence.contains("()"), "{}: {sentence}", rule.id);
                let first = sentence.chars().next().unwrap();
                assert!(first.is_uppercase() || first.is_ascii_digit(), "{}: {sentence}", rule.id);
            }
        }
    }
}

#[test]
fn a_depth_below_at_and_above_its_limit_or_unknown() {
    let above = "{ fact = \"drilling_depth_m\", above = 80 }";
    let at_most = "{ fact = \"drilling_depth_m\", at_most = 80 }";
    let conditions = [
        (above, "prohibited"),
        (above, "permit"),
        (above, "attention"),
        (above, "duty"),
        (at_most, "notify"),
        (at_most, "prohibited"),
    ];
    let given = [
        "{ drilling_depth_m = 60 }",
        "{ drilling_depth_m = 80 }",
        "{ drilling_depth_m = 80.0001 }",
        "{ drilling_depth_m = 95 }",
        "{}",
    ];
    snapshot!("depth", all_said(&conditions, &given));
}

#[test]
fn a_depth_or_deeper() {
    let at_least = "{ fact = \"drilling_depth_m\", at_least = 40 }";
    let conditions = [(at_least, "prohibited"), (at_least, "permit")];
    let given = ["{ drilling_depth_m = 39.9 }", "{ drilling_depth_m = 40 }", "{ drilling_depth_m = 40.1 }", "{}"];
    snapshot!("depth_or_deeper", all_said(&conditions, &given));
}

#[test]
fn zones_by_name_limits_by_name_and_the_age_of_a_map() {
    let zone = |filter: &str| format!("{{ in_zone = {{ kind = \"drilling-free\", where = {filter} }} }}");
    let depth = |limit: &str| zone(&format!("{{ fact = \"drilling_depth_m\", above = {limit} }}"));
    let conditions = [
        (depth("{ by_name = { Bunnik = 40, Cothen = 55 } }"), "prohibited"),
        (depth("{ zone = \"clay_top_m\", layer = \"Bovenste Brunssumklei\" }"), "prohibited"),
        (zone("{ zone_name = [\"Bunnik\", \"Cothen\"] }"), "permit"),
        (zone("{ not = { zone_name = \"Bunnik\" } }"), "prohibited"),
        (zone("{ map_before = 2025-09-01 }"), "attention"),
    ];
    let conditions: Vec<(&str, &str)> = conditions.iter().map(|(when, outcome)| (when.as_str(), *outcome)).collect();
    let zone = |rest: &str| format!("drilling_depth_m = 45, zones = [{{ kind = \"drilling-free\"{rest} }}]");
    let given = [
        format!("{{ {} }}", zone(", name = \"Bunnik\", clay_top_m = 50, map_date = 2021-02-01")),
        format!("{{ {} }}", zone(", name = \"Boringsvrije zone Cothen\", map_date = 2026-02-01")),
        format!("{{ {}, clay_top_m = 42 }}", zone(", name = \"Zeist\"")),
        format!("{{ {} }}", zone("")),
        "{ drilling_depth_m = 45 }".to_owned(),
    ];
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    snapshot!("names_of_zones", all_said(&conditions, &given));
}

#[test]
fn every_comparison_and_outcome_of_a_flow() {
    let mut conditions = Vec::new();
    for comparison in ["above", "at_least", "below", "at_most"] {
        conditions.push((format!("{{ fact = \"flow_m3_h\", {comparison} = 10 }}"), "prohibited"));
        conditions.push((format!("{{ not = {{ fact = \"flow_m3_h\", {comparison} = 10 }} }}"), "prohibited"));
    }
    for outcome in Outcome::ALL {
        conditions.push(("{ fact = \"flow_m3_h\", above = 10 }".to_owned(), outcome.slug()));
    }
    let conditions: Vec<(&str, &str)> = conditions.iter().map(|(when, outcome)| (when.as_str(), *outcome)).collect();
    snapshot!(
        "flow",
        all_said(&conditions, &["{ flow_m3_h = 9.5 }", "{ flow_m3_h = 10 }", "{ flow_m3_h = 40 }", "{}"])
    );
}

#[test]
fn every_number_is_spoken_of_in_its_own_words() {
    let numbers = [
        ("screen_top_m", "30"),
        ("screen_bottom_m", "30"),
        ("annual_volume_m3", "30"),
        ("ground_power_kw", "30"),
        ("max_infiltration_temperature_c", "30"),
        ("min_return_temperature_c", "30"),
        ("heat_added_mwh", "30"),
        ("cold_added_mwh", "30"),
        ("heat_demand_mwh", "30"),
        ("cooling_demand_mwh", "30"),
        ("spf", "30"),
        ("ground_level_m_nap", "30"),
    ];
    let mut text = String::new();
    for (fact, limit) in numbers {
        for (comparison, outcome) in [("above", "prohibited"), ("below", "prohibited"), ("above", "permit")] {
            let when = format!("{{ fact = \"{fact}\", {comparison} = {limit} }}");
            let given = [format!("{{ {fact} = 25.5 }}"), format!("{{ {fact} = 31 }}"), "{}".to_owned()];
            text += &said(&when, outcome, &given.each_ref().map(String::as_str));
        }
    }
    snapshot!("numbers", text);
}

#[test]
fn numbers_that_are_computed_name_what_they_are_made_of() {
    let surplus = "{ fact = \"heat_surplus_mwh\", above = 0 }";
    let heat = all_said(
        &[(surplus, "prohibited"), (surplus, "permit")],
        &[
            "{ heat_added_mwh = 100.5, cold_added_mwh = 100 }",
            "{ heat_added_mwh = 100, cold_added_mwh = 100 }",
            "{ heat_added_mwh = 90, cold_added_mwh = 100 }",
            "{ heat_added_mwh = 100 }",
            "{}",
        ],
    );
    let hours = all_said(
        &[
            ("{ fact = \"full_load_hours\", above = 8760 }", "implausible"),
            ("{ fact = \"full_load_hours\", above = 8760 }", "prohibited"),
            ("{ fact = \"temperature_difference_k\", above = 20 }", "implausible"),
        ],
        &[
            "{ flow_m3_h = 10, annual_volume_m3 = 100000, heat_added_mwh = 2000, cold_added_mwh = 2000 }",
            "{ flow_m3_h = 100, annual_volume_m3 = 100000, heat_added_mwh = 500, cold_added_mwh = 500 }",
            "{ flow_m3_h = 0, annual_volume_m3 = 0, heat_added_mwh = 1, cold_added_mwh = 1 }",
            "{ flow_m3_h = 10 }",
            "{}",
        ],
    );
    snapshot!("computed", heat + "\n" + &hours);
}

#[test]
fn a_level_in_nap_is_told_with_the_depth_it_comes_to() {
    let when = "{ fact = \"drilling_depth_m\", above = { nap = -25 } }";
    let given = [
        "{ drilling_depth_m = 40, ground_level_m_nap = 6.2 }",
        "{ drilling_depth_m = 31.2, ground_level_m_nap = 6.2 }",
        "{ drilling_depth_m = 20, ground_level_m_nap = -2 }",
        "{ drilling_depth_m = 40 }",
        "{ ground_level_m_nap = 6.2 }",
        "{}",
    ];
    snapshot!("nap", all_said(&[(when, "prohibited"), (when, "permit")], &given));
}

#[test]
fn a_zone_gives_its_own_limit_or_forgot_to() {
    let limit = |field: &str| {
        format!(
            "{{ in_zone = {{ kind = \"depth-limit\", where = {{ fact = \"drilling_depth_m\", above = {{ zone = \"{field}\" }} }} }} }}"
        )
    };
    let (depth, level, clay) = (limit("max_depth_m"), limit("min_level_m_nap"), limit("clay_top_m"));
    let zone = "zones = [{ kind = \"depth-limit\", max_depth_m = 60, min_level_m_nap = -45, clay_top_m = 50 }]";
    let given = [
        format!("{{ drilling_depth_m = 70, ground_level_m_nap = 5, {zone} }}"),
        format!("{{ drilling_depth_m = 40, ground_level_m_nap = 5, {zone} }}"),
        format!("{{ ground_level_m_nap = 5, {zone} }}"),
        format!("{{ drilling_depth_m = 70, {zone} }}"),
        format!("{{ {zone} }}"),
        "{ drilling_depth_m = 70, zones = [\"depth-limit\"] }".to_owned(),
        "{ zones = [\"depth-limit\"] }".to_owned(),
        "{ drilling_depth_m = 70 }".to_owned(),
        "{ drilling_depth_m = 70, no_map = [\"depth-limit\"] }".to_owned(),
    ];
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    let conditions = [(depth.as_str(), "prohibited"), (&level, "prohibited"), (&clay, "prohibited"), (&clay, "permit")];
    snapshot!("zone_limits", all_said(&conditions, &given));
}

#[test]
fn a_place_in_a_zone_beside_it_above_it_or_without_a_map() {
    let two = "{ in_zone = { kind = [\"interference-area\", \"prohibition\"] } }";
    let peat = "{ in_zone = { kind = \"peat\" } }";
    let odd = "{ in_zone = { kind = \"odd\" } }";
    let outside = "{ not = { in_zone = { kind = \"planning-area\" } } }";
    let conditions =
        [(two, "prohibited"), (two, "permit"), (peat, "attention"), (odd, "duty"), (outside, "prohibited")];
    let given = [
        "{ zones = [\"prohibition\", \"peat\", \"odd\", \"planning-area\"] }",
        "{}",
        "{ no_map = [\"prohibition\", \"peat\", \"odd\", \"planning-area\"] }",
        "{ no_map = [\"prohibition\", \"interference-area\"] }",
    ];
    snapshot!("zones", all_said(&conditions, &given));
}

#[test]
fn a_zone_that_begins_below_ground_level() {
    let zone = "zones = [{ kind = \"restriction\", from_m = 25, to_m = 60 }]";
    let drilling = "{ in_zone = { kind = \"restriction\" } }";
    let screens = "{ in_zone = { kind = \"restriction\", depth = \"screens\" } }";
    let given = [
        format!("{{ drilling_depth_m = 30, {zone} }}"),
        format!("{{ drilling_depth_m = 25, {zone} }}"),
        format!("{{ drilling_depth_m = 20, {zone} }}"),
        format!("{{ {zone} }}"),
        format!("{{ drilling_depth_m = 90, screen_top_m = 20, screen_bottom_m = 40, {zone} }}"),
        format!("{{ drilling_depth_m = 90, screen_top_m = 60, screen_bottom_m = 80, {zone} }}"),
        format!("{{ drilling_depth_m = 90, screen_bottom_m = 80, {zone} }}"),
    ];
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    let conditions = [(drilling, "prohibited"), (drilling, "permit"), (screens, "prohibited"), (screens, "attention")];
    snapshot!("deep_zones", all_said(&conditions, &given));
}

#[test]
fn a_distance_to_the_nearest() {
    let when = "{ within_m = { distance = 400, of = [\"abstraction\", \"water-abstraction-area\"] } }";
    let conditions = [(when, "prohibited"), (when, "permit"), (when, "attention")];
    let given = [
        "{ distance_m = { abstraction = 312.5 } }",
        "{ distance_m = { abstraction = 399.999 } }",
        "{ distance_m = { abstraction = 400 } }",
        "{ distance_m = { abstraction = 561.487 } }",
        "{ distance_m = { water-abstraction-area = 0 }, no_map = [\"abstraction\"] }",
        "{}",
        "{ no_map = [\"abstraction\", \"water-abstraction-area\"] }",
    ];
    snapshot!("distance", all_said(&conditions, &given));
}

#[test]
fn what_a_system_serves_what_runs_through_it_and_since_when() {
    let conditions = [
        ("{ dwelling = [\"single\", \"apartment\"] }", "permit"),
        ("{ not = { dwelling = [\"single\"] } }", "notify"),
        ("{ fluid = [\"glycol\", \"ethanol\"] }", "prohibited"),
        ("{ existing_before = 2013-07-01 }", "free"),
        ("{ always = true }", "permit"),
        ("{ always = true }", "duty"),
        ("{ always = true }", "prohibited"),
    ];
    let given = [
        "{ dwelling = \"single\", fluid = \"glycol\", existing_since = 2010-03-12 }",
        "{ dwelling = \"none\", fluid = \"water\", existing_since = 2013-07-01 }",
        "{}",
    ];
    snapshot!("system", all_said(&conditions, &given));
}

#[test]
fn several_questions_in_one_sentence() {
    let flow = "{ fact = \"flow_m3_h\", above = 10 }";
    let depth = "{ fact = \"drilling_depth_m\", above = 30 }";
    let zone = "{ in_zone = { kind = \"restriction\" } }";
    let any = format!("{{ any = [{flow}, {depth}] }}");
    let all = format!("{{ all = [{flow}, {depth}] }}");
    let deep = format!("{{ all = [{depth}, {zone}] }}");
    let none = format!("{{ not = {{ any = [{zone}, {depth}] }} }}");
    let conditions = [
        (any.as_str(), "permit"),
        (&all, "prohibited"),
        (&all, "permit"),
        (&deep, "prohibited"),
        (&none, "free"),
        (&any, "prohibited"),
    ];
    let given = [
        "{ flow_m3_h = 40, drilling_depth_m = 60, zones = [\"restriction\"] }",
        "{ flow_m3_h = 8, drilling_depth_m = 60 }",
        "{ flow_m3_h = 8, drilling_depth_m = 20 }",
        "{ flow_m3_h = 40 }",
        "{}",
        "{ drilling_depth_m = 60, no_map = [\"restriction\"] }",
    ];
    snapshot!("several", all_said(&conditions, &given));
}

/// A folder with these rules for Noord-Brabant.
fn rules(rules: &str) -> TempDir {
    folder(&[("test.toml", &format!("{HEAD}{rules}"))])
}

fn verdict(folder: &TempDir, arguments: &str) -> Value {
    let place = "--xy 150000,390000 --date 2026-11-21 --system open";
    run_in(folder, &format!("screen --rules . --format json {place} {arguments}")).json()
}

fn explained(verdict: &Value, id: &str) -> String {
    let explanation = &rule(verdict, id)["explanation"];
    format!("{}\n{}\n", explanation["nl"].as_str().unwrap(), explanation["en"].as_str().unwrap())
}

#[test]
fn a_rule_that_is_replaced_says_by_which_and_why() {
    let folder = rules(
        &(a_rule("T-1", "{ always = true }", "permit", "")
            + &a_rule("T-2", "{ fact = \"flow_m3_h\", at_most = 10 }", "notify", "replaces = [\"T-1\"]\n")),
    );
    let text = ["--flow 5", "--flow 40", ""]
        .map(|given| format!("{given}:\n{}", explained(&verdict(&folder, given), "T-1")))
        .concat();
    snapshot!("replaced", text);
}

#[test]
fn the_names_of_zones_and_sites_come_from_the_map() {
    let depth = "{ in_zone = { kind = \"depth-limit\", where = { fact = \"drilling_depth_m\", above = { zone = \"max_depth_m\" } } } }";
    let near = "{ within_m = { distance = 400, of = \"abstraction\" } }";
    let rules = a_rule("T-1", "{ in_zone = { kind = \"prohibition\" } }", "prohibited", "")
        + &a_rule("T-2", depth, "prohibited", "")
        + &a_rule("T-3", near, "attention", "");
    let brabant = format!("{HEAD}{rules}");
    let drenthe = brabant.replace("noord-brabant", "drenthe").replace("\"test\"", "\"other\"").replace("\"T-", "\"D-");
    let folder = folder(&[("a.toml", &brabant), ("b.toml", &drenthe)]);
    let at = |arguments: &str| {
        run_in(&folder, &format!("screen --rules . --format json --date 2026-11-21 {arguments}")).json()
    };
    let text = [
        explained(&at("--xy 232289,542576 --system open"), "D-1"),
        explained(&at("--xy 167410,402500 --system closed --depth 70"), "T-2"),
        explained(&at("--xy 223822,575500 --system closed"), "D-3"),
        explained(&at("--xy 190000,405000 --system open"), "T-3"),
    ];
    snapshot!("names", text.join("\n"));
}

#[test]
fn a_map_that_is_missing_is_named_with_where_to_ask_for_it() {
    let peat = "{ in_zone = { kind = \"peat\" } }";
    let permit = rules(&(a_rule("T-0", "{ always = true }", "notify", "") + &a_rule("T-1", peat, "permit", "")));
    let open = verdict(&permit, "");
    assert_eq!(
        open["maps"],
        json!([{ "kind": "peat", "title": { "nl": "Veenkaart", "en": "Peat map" }, "url": "https://example.org/peat" }])
    );
    let advice = a_rule("T-0", "{ always = true }", "notify", "")
        + &a_rule("T-1", peat, "attention", "")
        + &a_rule("T-2", "{ in_zone = { kind = [\"peat\", \"odd\"] } }", "attention", "");
    let advice = rules(&advice);
    let place = "screen --rules . --xy 150000,390000 --date 2026-11-21 --system open";
    for lang in ["nl", "en"] {
        let text = [&permit, &advice].map(|folder| run_in(folder, &format!("{place} --full --lang {lang}")).well());
        snapshot!(format!("missing_map_{lang}"), text.map(|text| body(&text)).join("\n"));
    }
}

/// A report without the depth profile and what it rests on.
fn body(text: &str) -> String {
    let sections: Vec<&str> = text.split("\n\n").collect();
    let boring = ["Diepteprofiel", "Depth profile", "Let op", "Note", "Bijlage C", "Annex C", "Bijlage D", "Annex D"];
    let told = sections.into_iter().filter(|section| !boring.iter().any(|title| section.starts_with(title)));
    told.collect::<Vec<_>>().join("\n\n") + "\n"
}

#[test]
fn what_comes_with_a_rule_is_printed_under_it() {
    let rules_text = a_rule(
        "T-1",
        "{ fact = \"drilling_depth_m\", at_most = 80 }",
        "notify",
        "notice_weeks = 4\nright_until = 2027-07-01\nconditions = [{ nl = \"Boor recht.\", en = \"Drill straight.\" }]\n",
    ) + &a_rule(
        "T-2",
        "{ fact = \"drilling_depth_m\", above = 80 }",
        "prohibited",
        "exemption = \"possible\"\n",
    ) + &a_rule(
        "T-3",
        "{ fact = \"drilling_depth_m\", above = 500 }",
        "prohibited",
        "exemption = \"none\"\n",
    ) + &a_rule("T-4", "{ always = true }", "duty", "")
        + &a_rule("T-5", "{ fact = \"flow_m3_h\", above = 10 }", "duty", "")
        + &a_rule("T-6", "{ fact = \"full_load_hours\", above = 8760 }", "implausible", "")
        + &a_rule("T-7", "{ fact = \"spf\", above = 8 }", "implausible", "");
    let folder = rules(&rules_text);
    let place = "screen --rules . --xy 150000,390000 --date 2026-11-21 --system open";
    for lang in ["nl", "en"] {
        let at = |given: &str| body(&run_in(&folder, &format!("{place} {given} --full --lang {lang}")).well());
        let text = [at("--depth 60 --flow 10 --annual-volume 90000"), at("--depth 600 --spf 9"), at("")];
        snapshot!(format!("in_full_{lang}"), text.join("\n"));
    }
}

#[test]
fn law_that_is_not_known_is_told_under_what_keeps_it_open() {
    let partial =
        "partial = { nl = \"De regels van 2012 zijn niet gevonden.\", en = \"The rules of 2012 were not found.\" }\n";
    let text = format!("{partial}{HEAD}{}", a_rule("T-1", "{ always = true }", "notify", ""));
    let folder = folder(&[("test.toml", &text)]);
    let open = verdict(&folder, "");
    assert_eq!(open["settle"], json!(["law:test"]));
    assert_eq!(open["partial"][0]["rulebook"], "test");
    let place = "screen --rules . --xy 150000,390000 --date 2026-11-21 --system open";
    for lang in ["nl", "en"] {
        snapshot!(format!("partial_{lang}"), body(&run_in(&folder, &format!("{place} --full --lang {lang}")).well()));
    }
}

#[test]
fn a_rule_is_shown_with_its_cases_and_what_they_come_to() {
    let more = "notice_weeks = 4\nright_until = 2027-07-01\nexemption = \"none\"\n[rule.test]\n\
                applies = [{ drilling_depth_m = 60 }]\ndoes_not_apply = [{ drilling_depth_m = 95 }]\nunknown = [{}]\n";
    let folder = rules(&a_rule("T-1", "{ fact = \"drilling_depth_m\", at_most = 80 }", "notify", more));
    for lang in ["nl", "en"] {
        snapshot!(format!("show_{lang}"), run_in(&folder, &format!("rules show T-1 --rules . --lang {lang}")).well());
    }
}

#[test]
fn what_is_said_agrees_with_what_was_found() {
    // Too much is only said of a rule that applies, and room of one that does not.
    let library = Library::embedded().unwrap();
    for (book, rule) in library.rules() {
        for case in &rule.cases {
            let said = explain_case(rule, case, &book.maps).unwrap().en;
            let too_much =
                [" too deep", " too much", " too warm", " too close"].iter().any(|words| said.contains(words));
            let room = said.contains(" to spare") || said.contains("which is allowed");
            assert!(!too_much || case.expected == Truth::True, "{}: {said}", rule.id);
            assert!(!room || case.expected == Truth::False, "{}: {said}", rule.id);
        }
    }
}
