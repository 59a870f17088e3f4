//! Results for machines: each is an object with the name and version of its form, under the same key.

use std::path::Path;

use serde_json::Value;

use crate::common::{folder, run_in};

/// Every command with a result in JSON, as it is run from the root of a checkout, and the form of that.
const RESULTS: [(&str, &str); 26] = [
    ("screen data/applications/beilen.toml --format json", "verdict/1"),
    ("screen data/applications/beilen.toml --format json --detail brief", "brief/1"),
    ("screen data/applications/beilen.toml --format json --completeness", "completeness/1"),
    ("screen --plot data/applications/plot.toml --format json", "plot/1"),
    ("layers list --format json", "pack/1"),
    ("layers check --format json", "pack-check/1"),
    ("layers diff layers/indicative layers/indicative --format json", "map-changes/1"),
    ("layers gio data/examples/ring.gml --format json", "gio/1"),
    ("layers import data/examples/register.csv --report - --report-format json", "register/1"),
    ("rules list --format json", "rules/1"),
    ("rules coverage --format json", "coverage/1"),
    ("rules diff data/applications/many.csv --from 2023-12-31 --to 2024-01-01 --format json", "diff/1"),
    ("crowding stats data/examples/register.csv --by layers/indicative/provinces.geojson --format json", "crowding/1"),
    ("feasibility --format json", "feasibility/1"),
    ("feasibility optimise --pumps 300 --format json", "feasibility-choice/1"),
    ("feasibility monte-carlo --draws 20 --format json", "monte-carlo/1"),
    ("feasibility what-if --format json", "what-if/1"),
    ("feasibility validate --format json", "validation/1"),
    ("feasibility closed --loops 1 --length 150 --format json", "closed/1"),
    ("feasibility field data/examples/field.toml --format json", "field/1"),
    ("spf report data/examples/spf/office.toml --format json", "spf/1"),
    ("spf check data/examples/spf --on 2026-04-01 --format json", "spf-check/1"),
    ("spf concepts --format json", "spf-concepts/1"),
    ("spf concept 3.3 --format json", "spf-concept/1"),
    ("spf metering-cost --concept 1 --size small --registration manual --format json", "metering-cost/1"),
    ("feasibility closed --many dwellings.csv --format json", "closed-many/1"),
];

#[test]
fn every_result_in_json_has_the_name_and_version_of_its_form_as_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = folder(&[("dwellings.csv", "type,area_m2\nterraced,120\ndetached,200\n")]);
    let page = include_str!("../../docs/command-line.md");
    for (arguments, form) in RESULTS {
        let folder = if arguments.contains("dwellings.csv") { own.path() } else { root };
        let text = run_in(folder, arguments).well();
        let result: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{arguments}: {error}\n{text}"));
        let schema = format!("bodemtoets/{form}");
        assert_eq!(result["schema"], schema.as_str(), "{arguments}");
        assert!(page.contains(&format!("`{form}`")), "docs/command-line.md does not name {form}");
    }
}

#[test]
fn of_many_each_has_its_own() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for format in ["json", "jsonl"] {
        let text = run_in(root, &format!("screen data/applications/many.csv --format {format}")).well();
        let named = text.lines().filter(|line| line.starts_with("{\"schema\":\"bodemtoets/verdict/1\",")).count();
        assert_eq!(named, 10, "{text}");
    }
}
