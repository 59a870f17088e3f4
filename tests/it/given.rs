//! Facts that somebody looked up on a map that is not in the pack.

use serde_json::json;

use crate::common::{folder, run_in, screen, screen_in};

/// Loops of 100 m in Eindhoven, where the map of the greatest depths is missing.
const EINDHOVEN: &str = "--xy 161000,383500 --system closed --depth 100";

/// A plot of one hectare there.
const PLOT: &str = r#"{"system":"closed","drilling_depth_m":60,"geometry":{"type":"Polygon","coordinates":
    [[[161000,383500],[161100,383500],[161100,383600],[161000,383600],[161000,383500]]]}}"#;

#[test]
fn a_depth_that_was_looked_up_decides_like_a_map() {
    let open = screen(&format!("{EINDHOVEN} --format json")).json();
    assert_eq!(open["outcome"], "undetermined");
    let given = screen(&format!("{EINDHOVEN} --given max-drilling-depth=80 --format json")).json();
    assert_eq!(given["outcome"], "prohibited");
    assert_eq!(given["decisive"], json!(["NB-2024-03"]));
    let rule = given["rules"].as_array().unwrap().iter().find(|rule| rule["id"] == "NB-2024-03").unwrap();
    assert_eq!((&rule["limit"], &rule["margin"]), (&json!(80.0), &json!(-20.0)));
    assert_eq!(rule["zone"], json!({ "layer": "given", "id": "max-drilling-depth" }));
    assert_eq!(given["remedies"][0]["to"], json!(80.0));
    assert_eq!(given["given"], json!({ "facts": ["max-drilling-depth=80"] }));
    assert_ne!(open["provenance"]["input_sha256"], given["provenance"]["input_sha256"]);
    let deep_enough = screen(&format!("{EINDHOVEN} --given max-drilling-depth=100 --format json")).json();
    assert_eq!(deep_enough["outcome"], "notify");
    let none = screen(&format!("{EINDHOVEN} --given max-drilling-depth=none --format json")).json();
    assert_eq!(none["outcome"], "notify");
}

#[test]
fn what_was_looked_up_is_as_sure_as_its_source() {
    let unverified = screen(&format!("{EINDHOVEN} --given max-drilling-depth=80 --lang en"));
    assert!(unverified.stdout.starts_with("✗ PROHIBITED (unverified; looked up)"), "{}", unverified.stdout);
    let sourced = folder(&[(
        "eindhoven.toml",
        "x = 161000\ny = 383500\nsystem = \"closed\"\ndrilling_depth_m = 100\ngiven = [\"max-drilling-depth=80\"]\n\
         given_source = \"map of the province\"\ngiven_by = \"desk\"\ngiven_date = 2026-11-02\n",
    )]);
    let ran = screen_in(&sourced, "eindhoven.toml --lang en");
    assert!(ran.stdout.starts_with("✗ PROHIBITED (derived from data; map of 2026)"), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("looked up: max-drilling-depth=80 (map of the province, by desk, on 2026-11-02)"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_row_has_facts_of_its_own() {
    let rows = "id,x,y,system,drilling_depth_m,given\n\
                a,161000,383500,closed,100,max-drilling-depth=80\n\
                b,161000,383500,closed,100,max-drilling-depth=none|groundwater-protection=none\n\
                c,161000,383500,closed,100,max-driling-depth=80\n\
                d,161000,383500,closed,100,eighty\n";
    let ran = screen_in(folder(&[("rows.csv", rows)]), "rows.csv --lang en");
    let outcomes: Vec<_> = ran.stdout.lines().skip(1).map(|line| line.split(',').nth(1).unwrap()).collect();
    assert_eq!(outcomes, ["prohibited", "notify"]);
    assert!(
        ran.stderr
            .contains("no rule asks for a zone of the kind `max-driling-depth`; did you mean `max-drilling-depth`?"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("write KIND=VALUE"), "{}", ran.stderr);
}

#[test]
fn a_source_of_nothing_is_refused() {
    let ran = screen(&format!("{EINDHOVEN} --given-source map --lang en"));
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("--given-source, --given-by and --given-date tell where --given comes from"));
}

#[test]
fn a_plot_is_cut_up_under_what_was_looked_up() {
    let plots = folder(&[("plot.json", PLOT)]);
    let ran = run_in(&plots, "screen --plot plot.json --date 2026-11-21 --given max-drilling-depth=80 --format json");
    let json = ran.json();
    assert_eq!(json["parts"][0]["outcome"], "notify", "{json}");
    assert_eq!(json["parts"][0]["allowed_depth_m"], json!(80.0));
}
