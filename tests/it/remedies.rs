//! What would help: remedies in the words of people, on the map and the law that ship.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common::{THEN, TODAY, folder, run_in, screen, screen_in, texts, verdict};
use serde_json::{Value, json};

/// Inside the circle of Beilen, 80 m from its eastern edge: prohibited at any depth.
const NEAR_THE_EDGE: &str = "--xy 233338.3,542576 --system closed --depth 20";

/// The lines about what would help.
fn helps(arguments: &str) -> String {
    let mut said = String::new();
    for (lang, title) in [("nl", "Wat zou helpen"), ("en", "What would help")] {
        let text = screen(&format!("{arguments} --lang {lang}")).well();
        let lines = text.lines().skip_while(|line| *line != title).take_while(|line| !line.is_empty());
        for line in lines {
            said += line;
            said.push('\n');
        }
    }
    assert!(!said.is_empty(), "nothing is said of what would help");
    said
}

/// The remedies of a fact: what it should be, and what that comes to.
fn remedies(verdict: &Value, fact: &str) -> Vec<(Value, String)> {
    let list = verdict["remedies"].as_array().map_or(&[][..], Vec::as_slice);
    let of_fact = list.iter().filter(|remedy| remedy["fact"] == fact);
    of_fact.map(|remedy| (remedy["to"].clone(), remedy["outcome"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn too_deep_in_a_zone_is_told_how_much_less_deep() {
    let at = "--xy 231060,527007 --system closed --depth 95 --ground-power 8";
    let found = verdict(at);
    assert_eq!(found["outcome"], "prohibited");
    // To the cap of 50 m a notification is enough: the restriction area asks a duty on the coolant and no permit.
    let expected = [(json!(50.0), "notify".to_owned())];
    assert_eq!(remedies(&found, "drilling_depth_m"), expected);
    let first = found["remedies"].as_array().unwrap().iter().find(|remedy| remedy["to"] == 50.0).unwrap();
    assert_eq!(
        *first,
        json!({ "fact": "drilling_depth_m", "from": 95.0, "to": 50.0, "change": -45.0, "unit": "m", "outcome": "notify" })
    );
    assert!(found.get("no_remedy").is_none());
    insta::assert_snapshot!(helps(at));
}

#[test]
fn on_the_limit_nothing_has_to_change_and_a_centimetre_over_it_a_centimetre() {
    let at = |depth: &str| verdict(&format!("--xy 231060,527007 --system closed --depth {depth}"));
    assert_eq!(at("50")["outcome"], "notify");
    assert_eq!(remedies(&at("50"), "drilling_depth_m"), []);
    let over = at("50.01");
    assert_eq!(over["outcome"], "prohibited");
    assert_eq!(remedies(&over, "drilling_depth_m")[0], (json!(50.0), "notify".to_owned()));
    assert_eq!(over["remedies"][0]["change"], -0.01);
    assert_eq!(remedies(&at("25"), "drilling_depth_m"), []);
}

#[test]
fn a_flow_over_ten_is_told_that_ten_needs_a_notification_only() {
    let at = format!("{THEN} --xy 150000,390000 --system open --depth 20 --flow 12.5");
    assert_eq!(remedies(&verdict(&at), "flow_m3_h"), [(json!(10.0), "notify".to_owned())]);
    insta::assert_snapshot!(helps(&at));
}

#[test]
fn what_only_a_missing_map_could_tell_is_no_remedy_and_the_map_is_named() {
    let at = format!("{THEN} --xy 150000,390000 --system closed --depth 20 --ground-power 70");
    let found = verdict(&at);
    assert_eq!(found["outcome"], "permit");
    assert!(found.get("remedies").is_none());
    assert_eq!(found["no_remedy"]["rules"][0]["id"], "NL-2013-03");
    assert_eq!(texts(&found["no_remedy"]["open"]), ["layer:interference-area"]);
    insta::assert_snapshot!(helps(&at));
}

#[test]
fn two_facts_are_told_where_no_single_one_helps() {
    let at = format!("{THEN} --xy 150000,390000 --system open --depth 45 --flow 40");
    let found = verdict(&at);
    assert_eq!(found["outcome"], "permit");
    let pair = &found["remedies"][0];
    assert_eq!((&pair["fact"], &pair["to"]), (&json!("drilling_depth_m"), &json!(30.0)));
    assert_eq!((&pair["also"][0]["fact"], &pair["also"][0]["to"]), (&json!("flow_m3_h"), &json!(10.0)));
    assert_eq!((&pair["outcome"], found["remedies"].as_array().unwrap().len()), (&json!("notify"), 1));
    insta::assert_snapshot!(helps(&at));
}

#[test]
fn a_flow_that_the_volume_makes_implausible_comes_with_another_volume() {
    let at = format!("{THEN} --xy 150000,390000 --system open --depth 20 --flow 40 --annual-volume 200000");
    let found = verdict(&at);
    let pair = &found["remedies"][0];
    assert_eq!((&pair["fact"], &pair["to"]), (&json!("flow_m3_h"), &json!(10.0)));
    // 10 m3/h all year, leap years too.
    assert_eq!((&pair["also"][0]["fact"], &pair["also"][0]["to"]), (&json!("annual_volume_m3"), &json!(87_840.0)));
}

#[test]
fn screens_go_up_with_the_end_of_the_drilling() {
    let at = format!("{THEN} --xy 150000,390000 --system open --depth 95 --flow 40 --screen-top 70 --screen-bottom 90");
    let found = verdict(&at);
    let depth = &found["remedies"][0];
    assert_eq!(
        (&depth["fact"], &depth["to"], &depth["outcome"]),
        (&json!("drilling_depth_m"), &json!(80.0), &json!("permit"))
    );
    let also: Vec<(&Value, &Value)> =
        depth["also"].as_array().unwrap().iter().map(|change| (&change["fact"], &change["to"])).collect();
    assert_eq!(also, [(&json!("screen_top_m"), &json!(60.0)), (&json!("screen_bottom_m"), &json!(80.0))]);
    insta::assert_snapshot!(helps(&at));
    // Screens that still fit stay where they are; screens that are longer than the drilling become shorter.
    let fits =
        verdict(&format!("{at} --screen-top 50 --screen-bottom 70").replace("--screen-top 70 --screen-bottom 90", ""));
    assert!(fits["remedies"][0].get("also").is_none(), "{fits:#}");
    let long = verdict(&at.replace("--screen-top 70", "--screen-top 9"));
    let also = long["remedies"][0]["also"].as_array().unwrap();
    assert_eq!(
        (also.len(), &also[0]["fact"], &also[0]["to"]),
        (1, &json!("screen_bottom_m"), &json!(80.0)),
        "{also:?}"
    );
}

#[test]
fn near_the_edge_of_a_prohibition_it_is_told_where_to_go() {
    let found = verdict(NEAR_THE_EDGE);
    assert_eq!(found["outcome"], "prohibited");
    let place = &found["remedies"][0];
    assert_eq!((&place["fact"], &place["outcome"], &place["unit"]), (&json!("place"), &json!("notify"), &json!("m")));
    let there = &place["place"];
    assert_eq!(there["direction"], json!({ "nl": "oosten", "en": "east" }));
    let metres = there["distance_m"].as_f64().unwrap();
    assert!((79.0..81.0).contains(&metres), "{metres}");
    let (x, y) = (there["x"].as_f64().unwrap(), there["y"].as_f64().unwrap());
    let at = |x: f64| verdict(&NEAR_THE_EDGE.replace("233338.3,542576", &format!("{x},{y}")))["outcome"].clone();
    assert_eq!(at(x), "notify");
    assert_eq!(at(x - 0.05), "prohibited");
    insta::assert_snapshot!(helps(NEAR_THE_EDGE));
}

#[test]
fn deep_inside_a_prohibition_no_change_helps_and_the_rule_is_named() {
    let at = "--xy 232289,542576 --system closed --depth 20";
    let found = verdict(at);
    assert!(found.get("remedies").is_none());
    assert_eq!(found["no_remedy"]["rules"][0]["id"], "DR-2024-17");
    assert_eq!(found["no_remedy"]["searched_m"], 500.0);
    insta::assert_snapshot!(helps(at));
    // Further away there is such a place.
    let far = verdict(&format!("{at} --remedies=1500"));
    assert_eq!(far["remedies"][0]["fact"], "place");
    // At this place there is none, and nothing is said of others.
    let here = verdict(&format!("{NEAR_THE_EDGE} --remedies=0"));
    assert_eq!(here["no_remedy"]["rules"][0]["id"], "DR-2024-17");
    assert!(here["no_remedy"].get("searched_m").is_none());
}

#[test]
fn what_national_law_always_asks_nothing_takes_away() {
    let open = verdict("--xy 232289,547576 --system open --depth 20 --flow 40");
    let closed = verdict("--xy 232289,547576 --system closed --depth 20");
    assert_eq!((&open["outcome"], &closed["outcome"]), (&json!("permit"), &json!("notify")));
    // Nothing stands in the way of what is allowed.
    for allowed in [open, closed] {
        assert!(allowed.get("remedies").is_none() && allowed.get("no_remedy").is_none(), "{allowed}");
    }
}

#[test]
fn nothing_is_said_where_there_is_no_law_or_nothing_is_asked() {
    let sea = verdict("--xy 10000,400000 --system open --depth 60 --flow 40");
    assert!(sea.get("remedies").is_none() && sea.get("no_remedy").is_none());
    let free = verdict("--xy 232289,547576 --system closed --depth 20 --existing-since 2010-01-01");
    assert_eq!(free["outcome"], "free");
    assert!(free.get("remedies").is_none() && free.get("no_remedy").is_none());
}

#[test]
fn a_fact_that_is_not_given_is_not_changed() {
    let found = verdict(&format!("{THEN} --xy 150000,390000 --system open --depth 20"));
    assert_eq!(found["outcome"], "undetermined");
    assert_eq!(texts(&found["settle"]), ["flow_m3_h"]);
    assert!(found.get("remedies").is_none() && found.get("no_remedy").is_none());
    // Too deep, and what is left is open: that is said.
    let deep = verdict(&format!("{THEN} --xy 150000,390000 --system open --depth 95"));
    let depth = &deep["remedies"].as_array().unwrap().iter().find(|remedy| remedy["to"] == 80.0).unwrap();
    assert_eq!(depth["outcome"], "permit");
}

#[test]
fn a_temperature_and_a_balance_can_be_mended() {
    let at = "--xy 232289,547576 --system closed --depth 20 --dwelling none";
    let hot = verdict(&format!("{at} --max-infiltration-temperature 31.5"));
    assert_eq!(remedies(&hot, "max_infiltration_temperature_c"), [(json!(30.0), "notify".to_owned())]);
    let cold = verdict(&format!("{at} --min-return-temperature=-4"));
    assert_eq!(remedies(&cold, "min_return_temperature_c"), [(json!(-3.0), "notify".to_owned())]);
    let warm = verdict(&format!("{at} --heat-added 120 --cold-added 100"));
    assert_eq!(remedies(&warm, "heat_added_mwh"), [(json!(100.0), "notify".to_owned())]);
    assert_eq!(remedies(&warm, "cold_added_mwh"), [(json!(120.0), "notify".to_owned())]);
}

#[test]
fn wells_are_moved_together_and_a_plot_stays_where_it_is() {
    let wells = r#"{"system":"closed","drilling_depth_m":20,"geometry":{"type":"MultiPoint","coordinates":[[233330,542576],[233338.3,542576]]}}"#;
    let plot = r#"{"system":"closed","drilling_depth_m":20,"geometry":{"type":"Polygon","coordinates":[[[233330,542570],[233338,542570],[233338,542580],[233330,542570]]]}}"#;
    let files = folder(&[("wells.json", wells), ("plot.json", plot)]);
    let wells = screen_in(&files, "wells.json --format json").json();
    let place = &wells["remedies"][0]["place"];
    // The well furthest in has to come out.
    assert!(place["distance_m"].as_f64().unwrap() > 88.0, "{wells:#}");
    assert_eq!(place["direction"]["en"], "east");
    let plot = screen_in(&files, "plot.json --format json").json();
    assert_eq!(plot["no_remedy"]["rules"][0]["id"], "DR-2024-17");
    assert!(plot["no_remedy"].get("searched_m").is_none());
}

#[test]
fn many_get_a_column_when_they_ask_for_it() {
    let csv = "id,x,y,system,drilling_depth_m\na,231060,527007,closed,95\nb,233338.3,542576,closed,20\nc,232289,542576,closed,20\n";
    let files = folder(&[("many.csv", csv)]);
    let without = screen_in(&files, "many.csv").well();
    assert!(without.lines().next().unwrap().ends_with(",given"));
    let table = screen_in(&files, "many.csv --remedies").well();
    let last: Vec<&str> = table.lines().map(|line| line.rsplit(',').next().unwrap()).collect();
    assert_eq!(last[..2], ["remedy", "notify|drilling_depth_m=50"]);
    assert!(last[2].starts_with("notify|x=233418") && last[3].is_empty(), "{last:?}");
    let lines = screen_in(&files, "many.csv --remedies --format jsonl").well();
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["remedies"][0]["to"], 50.0);
    let features = screen_in(&files, "many.csv --remedies --format geojson").json();
    assert_eq!(features["features"][0]["properties"]["remedy"], "notify|drilling_depth_m=50");
    let words = screen_in(&files, "many.csv --remedies --format text --lang en").well();
    assert!(words.contains("would help: 45 m less deep (to 50 m): notification"), "{words}");
    // Not asked, nothing is looked for.
    assert!(!screen_in(&files, "many.csv --format jsonl").well().contains("remed"));
    let wrong = run_in(&files, "screen many.csv --remedies=far --lang en");
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("metres"), "{}", wrong.stderr);
}

#[test]
fn verdicts_with_remedies_are_valid_by_the_schema() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/verdict-1.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for arguments in
        [NEAR_THE_EDGE, "--xy 231060,527007 --system closed --depth 95", "--xy 232289,542576 --system open"]
    {
        let verdict = verdict(arguments);
        let problems: Vec<String> = validator.iter_errors(&verdict).map(|problem| problem.to_string()).collect();
        assert!(problems.is_empty(), "{arguments}: {problems:?}");
    }
    let mut wrong = verdict(NEAR_THE_EDGE);
    wrong["remedies"][0]["outcome"] = "milder".into();
    assert!(!validator.is_valid(&wrong), "the schema must be able to refuse");
}

/// A place in Drenthe with a depth limit of 40 m around it, and a plot of which the western half lies in a ban.
fn limits_and_a_ban() -> tempfile::TempDir {
    let zone = |id: &str, west: i32, east: i32, max: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"id":"{id}"{max}}},"geometry":{{"type":"Polygon","coordinates":[[[{west},547000],[{east},547000],[{east},548000],[{west},548000],[{west},547000]]]}}}}"#
        )
    };
    let of = |zone: String| format!(r#"{{"type":"FeatureCollection","features":[{zone}]}}"#);
    let limits = of(zone("L", 236_000, 237_000, ",\"max\":40"));
    let bans = of(zone("B", 230_000, 230_500, ""));
    let manifest = "name = \"made\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\n\
        title = { nl = \"Proef\", en = \"Test\" }\n\
        [[layer]]\nid = \"limits\"\nfile = \"limits.geojson\"\ncrs = \"EPSG:28992\"\nrole = \"zone\"\nkind = \"depth-limit\"\n\
        certainty = \"derived\"\nsource = { title = \"made\" }\nfields = { id = \"id\", max_depth_m = { field = \"max\" } }\n\
        [[layer]]\nid = \"bans\"\nfile = \"bans.geojson\"\ncrs = \"EPSG:28992\"\nrole = \"zone\"\nkind = \"prohibition\"\n\
        stands_for = [\"water-abstraction-area\", \"groundwater-protection\", \"drilling-free\", \"restriction\"]\n\
        certainty = \"derived\"\nsource = { title = \"made\" }\nfields = { id = \"id\" }\n\
        [[layer]]\nid = \"provinces\"\nborrow = \"indicative/provinces\"\n";
    let plot = r#"{"system":"open","drilling_depth_m":60,"flow_m3_h":40,"geometry":{"type":"Polygon","coordinates":[[[230400,547400],[230600,547400],[230600,547500],[230400,547500],[230400,547400]]]}}"#;
    let doublet = r#"{"system":"open","drilling_depth_m":60,"flow_m3_h":40,"geometry":{"type":"MultiPoint","coordinates":[[230600,547400],[230400,547500]]}}"#;
    folder(&[
        ("pack.toml", manifest),
        ("limits.geojson", &limits),
        ("bans.geojson", &bans),
        ("plot.json", plot),
        ("doublet.json", doublet),
    ])
}

#[test]
fn screens_move_up_with_the_drilling_and_become_shorter_where_they_must() {
    let files = limits_and_a_ban();
    let ask = |screens: &str| {
        run_in(
            &files,
            &format!(
                "screen --xy 236500,547500 --system open --depth 60 --flow 40 {screens} --pack . {TODAY} --format json"
            ),
        )
        .json()
    };
    let change = |found: &Value, fact: &str| {
        let remedy = &found["remedies"][0];
        let all = std::iter::once(remedy.clone()).chain(remedy["also"].as_array().cloned().unwrap_or_default());
        all.into_iter().find(|change| change["fact"] == fact).map(|change| change["to"].as_f64().unwrap())
    };
    let fits = ask("--screen-top 30 --screen-bottom 50");
    assert_eq!(
        ["drilling_depth_m", "screen_top_m", "screen_bottom_m"].map(|fact| change(&fits, fact)),
        [Some(40.0), Some(20.0), Some(40.0)],
        "{}",
        fits["remedies"]
    );
    let too_long = ask("--screen-top 10 --screen-bottom 58");
    assert_eq!(
        (change(&too_long, "screen_top_m"), change(&too_long, "screen_bottom_m")),
        (None, Some(40.0)),
        "{}",
        too_long["remedies"]
    );
}

#[test]
fn of_a_plot_that_is_half_free_the_other_half_is_named() {
    let files = limits_and_a_ban();
    let found = run_in(&files, &format!("screen plot.json --pack . {TODAY} --format json")).json();
    assert_eq!(
        (&found["outcome"], &found["milder_part"]["outcome"]),
        (&json!("prohibited"), &json!("permit")),
        "{found}"
    );
    assert!(found.get("no_remedy").is_none());
    // The spot that is told lies in the ban, and the milder one outside it.
    assert!(found["location"]["x"].as_f64().unwrap() <= 230_500.0);
    assert!(found["milder_part"]["x"].as_f64().unwrap() > 230_500.0);
    let words = run_in(&files, &format!("screen plot.json --pack . {TODAY} --lang en")).stdout;
    assert!(words.contains("`screen --plot FILE` tells which"), "{words}");
}

#[test]
fn of_several_wells_the_one_that_offends_is_told_and_all_are_listed() {
    let files = limits_and_a_ban();
    let found = run_in(&files, &format!("screen doublet.json --pack . {TODAY} --format json")).json();
    assert_eq!((&found["location"]["x"], &found["location"]["y"]), (&json!(230_400.0), &json!(547_500.0)));
    let wells: Vec<&str> =
        found["wells"].as_array().unwrap().iter().map(|well| well["outcome"].as_str().unwrap()).collect();
    assert_eq!(wells, ["permit", "prohibited"]);
    let items = found["completeness"]["items"].as_array().unwrap();
    let coordinates = items.iter().find(|item| item["id"] == "NL-2024-R15").unwrap();
    assert_eq!(coordinates["state"], "given");
    let words = run_in(&files, &format!("screen doublet.json --pack . {TODAY} --lang en")).stdout;
    assert!(words.contains("well 2: x 230,400") || words.contains("well 2: x 230400"), "{words}");
}
