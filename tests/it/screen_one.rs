//! Screening one application: from flags, TOML or JSON to a verdict.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common::{THEN, folder, folder_of_bytes, names, rule, run, screen, screen_in, texts, verdict};
use serde_json::{Value, json};

const BEILEN: &str = "--xy 232289,542576 --system open --depth 60 --flow 40";
/// In Noord-Brabant, under the law before that of 2024: from then on a map is needed for any answer.
const BRABANT: &str = "--date 2020-06-01 --xy 150000,390000 --system open --depth 20";
/// North of Beilen, outside every zone and no deeper than the doubt about restriction areas.
const DRENTHE: &str = "--xy 232289,547576 --depth 25";

#[test]
fn a_report_has_forty_lines_at_most_and_all_of_it_when_asked() {
    let wells: Vec<String> = (0..60).map(|well| format!("[{}, {}]", 230_000 + well * 20, 527_000 + well * 7)).collect();
    let many = format!(
        r#"{{"system": "open", "drilling_depth_m": 90, "screen_top_m": 10, "screen_bottom_m": 90, "flow_m3_h": 250, "annual_volume_m3": 9000000,
        "spf": 40, "case_number": "A", "applicant": "B", "geometry": {{"type": "MultiPoint", "coordinates": [{}]}}}}"#,
        wells.join(", ")
    );
    let files = folder(&[("many.json", &many)]);
    for given in ["many.json", BEILEN, BRABANT, "--xy 190000,405000 --system open --depth 20 --date 2020-06-01"] {
        for lang in ["nl", "en"] {
            let short = screen_in(&files, &format!("{given} --lang {lang}")).well();
            let full = screen_in(&files, &format!("{given} --full --lang {lang}")).well();
            assert!(short.lines().count() <= 40, "{}: {short}", short.lines().count());
            assert!(full.lines().count() > 40, "{full}");
            for line in short.lines().filter(|line| !line.contains("--full") && !line.starts_with("  A.")) {
                let is_of_the_annex = ["B. ", "C. ", "D. "].iter().any(|part| line.trim().starts_with(part));
                assert!(is_of_the_annex || full.contains(line), "{line}: {full}");
            }
        }
    }
}

#[test]
fn a_rule_that_does_not_apply_says_so_first() {
    let full = screen(&format!("{BEILEN} --full --lang en")).well();
    let group = full.split_once("Does not apply (").unwrap().1.split_once("\n\n").unwrap().0;
    for line in group.lines().skip(1) {
        assert!(line.starts_with("  · does not apply: "), "{line}");
    }
    assert!(group.contains("NL-2024-09") && !group.contains("prohibited"), "{group}");
}

#[test]
fn what_the_annex_cannot_come_with_is_refused() {
    for given in ["--format json", "--format csv"] {
        let said = screen(&format!("{BEILEN} --full {given} --lang en")).failed();
        assert!(said.contains("--full is for one application as text"), "{said}");
    }
}

#[test]
fn beilen_is_prohibited_and_the_verdict_says_where_by_which_rule_and_how_sure() {
    let verdict = verdict(BEILEN);
    assert_eq!(verdict["outcome"], "prohibited");
    assert_eq!(texts(&verdict["decisive"]), ["DR-2024-17"]);
    assert_eq!(texts(&verdict["jurisdiction"]), ["drenthe"]);
    let rule = rule(&verdict, "DR-2024-17");
    assert_eq!(rule["state"], "applies");
    assert_eq!(rule["zone"], json!({ "layer": "protection-zones", "id": "dr-beilen", "name": "Beilen" }));
    assert_eq!(rule["certainty"], "derived");
    assert!(rule["source"]["title"].as_str().unwrap().contains("Omgevingsverordening provincie Drenthe"), "{rule:#}");
    assert!(texts(&json!([verdict["provenance"]["notices"][0]["en"]]))[0].contains("indicative"), "{verdict:#}");
}

#[test]
fn beilen_in_words() {
    snapshot!("beilen_nl", screen(&format!("{BEILEN} --lang nl")).well());
    snapshot!("beilen_en", screen(&format!("{BEILEN} --lang en")).well());
    snapshot!("beilen_full_nl", screen(&format!("{BEILEN} --full --lang nl")).well());
    snapshot!("beilen_full_en", screen(&format!("{BEILEN} --full --lang en")).well());
}

#[test]
fn beilen_in_json() {
    snapshot!("beilen_json", screen(&format!("{BEILEN} --format json --id W-1")).well());
}

#[test]
fn five_kilometres_from_beilen_is_not_prohibited() {
    for place in ["232289,547576", "232289,537576", "237289,542576", "227289,542576"] {
        let verdict = verdict(&format!("--xy {place} --system open --depth 20 --flow 40"));
        assert_eq!(verdict["outcome"], "permit", "{verdict:#}");
        assert_eq!(texts(&verdict["decisive"]), ["NL-2024-01"]);
    }
}

#[test]
fn the_sea_is_not_covered_and_that_is_no_permission() {
    let verdict = verdict("--xy 10000,400000 --system open --depth 60 --flow 40");
    assert_eq!(verdict["outcome"], "not-covered");
    assert_eq!(verdict["rules"], json!([]));
    assert_eq!(verdict["depth_profile"], json!([]));
    assert_eq!(verdict["jurisdiction"], json!([]));
    snapshot!("sea_en", screen("--xy 10000,400000 --system open --lang en").well());
    snapshot!("sea_nl", screen("--xy 10000,400000 --system open --lang nl").well());
}

#[test]
fn without_a_flow_brabant_is_undetermined_and_the_flow_would_settle_it() {
    let open = verdict(BRABANT);
    assert_eq!(open["outcome"], "undetermined");
    assert_eq!(open["range"], json!(["notify", "permit"]));
    assert_eq!(open["settle"], json!(["flow_m3_h"]));
    assert_eq!(open["decisive"], json!(["NL-2013-01", "NB-2010-01"]));
    assert_eq!(rule(&open, "NB-2010-01")["missing"], json!(["flow_m3_h"]));
    // And it does settle it, both ways.
    assert_eq!(verdict(&format!("{BRABANT} --flow 10"))["outcome"], "notify");
    assert_eq!(verdict(&format!("{BRABANT} --flow 10.1"))["outcome"], "permit");
}

#[test]
fn an_undetermined_verdict_in_words() {
    snapshot!("undetermined_nl", screen(&format!("{BRABANT} --lang nl")).well());
    snapshot!("undetermined_en", screen(&format!("{BRABANT} --lang en")).well());
    snapshot!("undetermined_full_nl", screen(&format!("{BRABANT} --full --lang nl")).well());
}

#[test]
fn where_the_map_has_a_gap_the_missing_layers_are_named() {
    let verdict = verdict(&format!("{THEN} --xy 190000,405000 --system open --depth 20 --flow 5"));
    assert_eq!(verdict["outcome"], "undetermined");
    assert_eq!(verdict["range"], json!(["notify", "prohibited"]));
    let settle = texts(&verdict["settle"]);
    for layer in ["layer:prohibition", "layer:water-abstraction-area", "layer:groundwater-protection"] {
        assert!(settle.contains(&layer), "{settle:?}");
    }
    assert!(verdict["facts"]["gaps"][0]["en"].as_str().unwrap().contains("Boxmeer"), "{verdict:#}");
    snapshot!(
        "gap_en",
        screen(&format!("{THEN} --xy 190000,405000 --system open --depth 20 --flow 5 --lang en")).well()
    );
}

#[test]
fn eighty_metres_is_allowed_in_brabant_and_a_hair_more_is_not() {
    let at = |depth: &str| verdict(&format!("{THEN} --xy 150000,390000 --system open --flow 20 --depth {depth}"));
    assert_eq!(at("80")["outcome"], "permit");
    let deeper = at("80.001");
    assert_eq!(deeper["outcome"], "prohibited");
    assert_eq!(rule(&deeper, "NB-2010-04")["margin"], -0.001);
}

#[test]
fn the_exit_code_tells_the_outcome_when_it_is_asked_to() {
    assert_eq!(screen(&format!("{BEILEN} --exit-code")).code, 10);
    assert_eq!(screen(&format!("{BRABANT} --exit-code")).code, 11);
    assert_eq!(screen("--xy 10000,400000 --system open --exit-code").code, 11);
    assert_eq!(screen(&format!("{BRABANT} --flow 40 --exit-code")).code, 0);
    assert_eq!(screen(&format!("{BRABANT} --flow 4 --exit-code")).code, 0);
    // And not otherwise.
    assert_eq!(screen(BEILEN).code, 0);
    assert_eq!(screen(BRABANT).code, 0);
}

#[test]
fn wrong_usage_exits_with_2() {
    for wrong in [
        "--xy 1 --system open",
        "--xy a,b --system open",
        "--xy 1,2 --latlon 1,2 --system open",
        "--system halfopen --xy 150000,390000",
        "--xy 150000,390000 --system open --depth 8000",
        "--xy 150000,390000 --system open --depth -1",
        "--xy 150000,390000 --system open --flow NaN",
        "--xy 150000,390000 --system open --date yesterday",
        "--xy 150000,390000 --system open --format xml",
        "--xy 150000,390000 --system open --colour",
        "applications.csv --xy 150000,390000",
    ] {
        let ran = run(&format!("screen {wrong} --lang en"));
        assert_eq!(ran.code, 2, "{wrong}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{wrong}");
        assert!(ran.stderr.starts_with("error: "), "{wrong}: {}", ran.stderr);
    }
}

#[test]
fn what_is_wrong_with_the_flags_is_said() {
    let wrong = [
        "--depth 8000",
        "--depth diep",
        "--flow -3",
        "--screen-top NaN",
        "--max-infiltration-temperature 400",
        "--spf 200",
    ];
    let said: Vec<String> = wrong
        .iter()
        .map(|wrong| screen(&format!("--xy 150000,390000 --system open --lang en {wrong}")).stderr)
        .collect();
    snapshot!("wrong_flags", said.join("\n"));
}

#[test]
fn a_place_that_cannot_be_is_refused_with_the_likely_cause() {
    let places = [
        "--xy 542576,232289 --system open",
        "--xy 6.53,52.87 --system open",
        "--xy 52.87,6.53 --system open",
        "--xy 232.289,542.576 --system open",
        "--xy 1e9,1e9 --system open",
        "--xy NaN,400000 --system open",
        "--latlon 6.53,52.87 --system open",
        "--latlon 232289,542576 --system open",
        "--latlon 48.86,2.35 --system open",
        "--xy 232289,542576",
        "--xy 232289,542576 --system open --screen-top 60 --screen-bottom 40",
        "--xy 232289,542576 --system open --date 2020-01-01 --existing-since 2020-01-02",
        "",
    ];
    for lang in ["nl", "en"] {
        let said: Vec<String> = places
            .iter()
            .map(|place| format!("{place}\n  {}", screen(&format!("{place} --lang {lang}")).failed()))
            .collect();
        snapshot!(format!("wrong_places_{lang}"), said.concat());
    }
}

#[test]
fn latitude_and_longitude_give_the_same_verdict_as_the_place_in_metres() {
    let there = verdict("--latlon 52.8663,6.5273 --system open --depth 60 --flow 40");
    assert_eq!(there["outcome"], "prohibited");
    assert_eq!(rule(&there, "DR-2024-17")["zone"]["id"], "dr-beilen");
    assert_eq!(there["location"]["lat"], 52.8663);
    assert_eq!(there["location"]["lon"], 6.5273);
    let (x, y) = (there["location"]["x"].as_f64().unwrap(), there["location"]["y"].as_f64().unwrap());
    let here = verdict(&format!("--xy {x},{y} --system open --depth 60 --flow 40"));
    assert_eq!(here["rules"], there["rules"]);
    assert_eq!(here["location"], there["location"]);
}

#[test]
fn toml_and_json_give_the_verdict_of_the_flags() {
    let toml = "id = \"W-7\"\napplicant = \"Gemeente\"\ndate = 2026-11-21\nx = 232289\ny = 542576.0\nsystem = \"open\"\n\
                drilling_depth_m = 60\nflow_m3_h = 40\n";
    let json = r#"{"id": "W-7", "applicant": "Gemeente", "date": "2026-11-21", "x": 232289, "y": 542576,
                   "system": "open", "drilling_depth_m": "60", "flow_m3_h": 40.0, "spf": null}"#;
    let folder = folder_of_bytes(&[
        ("a.toml", toml.as_bytes()),
        ("b.json", json.as_bytes()),
        ("bom.toml", format!("\u{feff}{}", toml.replace('\n', "\r\n")).as_bytes()),
    ]);
    let flags = verdict(&format!("{BEILEN} --id W-7 --applicant Gemeente"));
    for file in ["a.toml", "b.json", "bom.toml"] {
        assert_eq!(screen_in(&folder, &format!("{file} --format json")).json(), flags, "{file}");
    }
}

#[test]
fn flags_fill_in_what_a_file_leaves_out() {
    let folder = folder(&[("a.toml", "x = 150000\ny = 390000\nsystem = \"open\"\ndrilling_depth_m = 20\n")]);
    let with = |flags: &str| screen_in(&folder, &format!("a.toml {THEN} {flags} --format json")).json();
    assert_eq!(with("--flow 4")["outcome"], "notify");
    // What the file does say counts.
    assert_eq!(with("--flow 4 --depth 90")["outcome"], "notify");
}

#[test]
fn the_date_of_the_file_picks_the_law() {
    let folder = folder(&[("a.toml", "x = 232289\ny = 547576\nsystem = \"open\"\ndate = 2012-01-01\n")]);
    let verdict = screen_in(&folder, "a.toml --format json").json();
    assert_eq!(verdict["date"], "2012-01-01");
    // Not yet the national duty to have a permit; the restriction areas are not all on the map.
    assert_eq!(verdict["range"], json!(["not-covered", "permit"]), "{verdict:#}");
}

#[test]
fn a_document_that_is_wrong_is_refused_with_what_and_where() {
    let base = "x = 232289\ny = 542576\nsystem = \"open\"\n";
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("unknown.toml", format!("{base}flow_m3h = 3\n").into()),
        ("unlike.toml", format!("{base}colour = \"red\"\n").into()),
        ("deep.toml", format!("{base}drilling_depth_m = 8000\n").into()),
        ("text.toml", format!("{base}drilling_depth_m = \"zestig\"\n").into()),
        ("nan.toml", format!("{base}flow_m3_h = nan\n").into()),
        ("date.toml", format!("{base}date = \"21-11-26\"\n").into()),
        ("system.toml", "x = 232289\ny = 542576\nsystem = \"dicht\"\n".into()),
        ("missing.toml", "x = 232289\ny = 542576\n".into()),
        ("swapped.toml", "y = 232289\nx = 542576\nsystem = \"open\"\n".into()),
        ("nowhere.toml", "system = \"open\"\n".into()),
        ("two.toml", format!("{base}lat = 52.8\nlon = 6.5\n").into()),
        ("syntax.toml", "x = 232289\ny = = 542576\nsystem = \"open\"\n".into()),
        ("twice.toml", format!("{base}x = 3\n").into()),
        ("syntax.json", "{\"x\": 232289,\n \"y\" 542576}".into()),
        ("list.json", "[1, 2]".into()),
        ("latin.toml", b"x = 232289\napplicant = \"caf\xe9\"\n".to_vec()),
        ("geometry.toml", "system = \"open\"\ngeometry = { type = \"Circle\", coordinates = [1, 2] }\n".into()),
        ("empty.toml", "".into()),
    ];
    let files: Vec<(&str, &[u8])> = cases.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let folder = folder_of_bytes(&files);
    let said: Vec<String> =
        cases.iter().map(|(name, _)| screen_in(&folder, &format!("{name} --lang en")).failed()).collect();
    snapshot!("wrong_documents", said.concat());
    assert!(screen_in(&folder, "absent.toml").failed().contains("absent.toml is niet te lezen: No such file"));
}

#[test]
fn a_plot_is_judged_by_every_part_of_it() {
    let plot = |name: &str, west: i32, east: i32| {
        let geometry = json!({ "type": "Polygon", "coordinates":
            [[[west, 542_500], [east, 542_500], [east, 542_600], [west, 542_600], [west, 542_500]]] });
        format!(
            "id = \"{name}\"\nsystem = \"closed\"\ndrilling_depth_m = 20\n[geometry]\ntype = \"Polygon\"\ncoordinates = {}\n",
            geometry["coordinates"]
        )
    };
    // The zone ends some 1128 m east of its centre.
    let folder = folder(&[
        ("in.toml", &plot("in", 232_200, 232_300)),
        ("across.toml", &plot("across", 233_300, 234_000)),
        ("around.toml", &plot("around", 230_000, 235_000)),
        ("beside.toml", &plot("beside", 233_500, 234_000)),
    ]);
    for (name, outcome) in
        [("in", "prohibited"), ("across", "prohibited"), ("around", "prohibited"), ("beside", "notify")]
    {
        let verdict = screen_in(&folder, &format!("{name}.toml --format json")).json();
        assert_eq!(verdict["outcome"], outcome, "{name}");
    }
}

#[test]
fn a_plot_that_crosses_itself_counts_with_both_halves() {
    let bow_tie = "system = \"closed\"\ndrilling_depth_m = 20\n[geometry]\ntype = \"Polygon\"\n\
                   coordinates = [[[233300, 542000], [233300, 543000], [235000, 542000], [235000, 543000], [233300, 542000]]]\n";
    let wells = "system = \"closed\"\ndrilling_depth_m = 20\n[geometry]\ntype = \"MultiPoint\"\n\
                 coordinates = [[236000, 542500], [232289, 542576]]\n";
    let degrees = "system = \"closed\"\ndrilling_depth_m = 20\n[geometry]\ntype = \"LineString\"\n\
                   coordinates = [[6.50, 52.8663], [6.56, 52.8663]]\n";
    let folder = folder(&[("plot.toml", bow_tie), ("wells.toml", wells), ("degrees.toml", degrees)]);
    for name in ["plot", "wells", "degrees"] {
        let verdict = screen_in(&folder, &format!("{name}.toml --format json")).json();
        assert_eq!(texts(&verdict["decisive"]), ["DR-2024-17"], "{name}");
    }
}

#[test]
fn a_plot_that_leaves_the_province_is_not_settled_by_its_law_alone() {
    let toml = "system = \"closed\"\ndrilling_depth_m = 20\n[geometry]\ntype = \"Polygon\"\n\
                coordinates = [[[230000, 547000], [290000, 547000], [290000, 547100], [230000, 547100], [230000, 547000]]]\n";
    let folder = folder(&[("plot.toml", toml)]);
    let verdict = screen_in(&folder, "plot.toml --format json").json();
    assert_eq!(verdict["outcome"], "undetermined", "{verdict:#}");
    assert!(texts(&verdict["settle"]).contains(&"jurisdiction"), "{verdict:#}");
}

#[test]
fn a_pipe_gets_no_colours() {
    let text = screen(&format!("{BEILEN} --lang en")).well();
    assert!(text.contains("PROHIBITED"));
    assert!(!text.contains('\u{1b}'), "{text:?}");
}

#[test]
fn a_file_gets_the_same_text_as_a_pipe() {
    let folder = folder(&[]);
    assert_eq!(screen_in(&folder, &format!("{BEILEN} -o verdict.txt")).well(), "");
    let written = std::fs::read_to_string(folder.path().join("verdict.txt")).unwrap();
    assert_eq!(written, screen(BEILEN).well());
    assert_eq!(names(&folder), ["verdict.txt"]);
}

#[test]
fn an_output_that_cannot_be_written_fails_and_leaves_nothing_behind() {
    let folder = folder(&[("taken/file", "x")]);
    let said = screen_in(&folder, &format!("{BEILEN} -o no/such/verdict.json --lang en")).failed();
    assert!(said.contains("cannot write no/such/verdict.json: there is no folder no/such; make it first"), "{said}");
    let said = screen_in(&folder, &format!("{BEILEN} -o taken --lang en")).failed();
    assert!(said.contains("cannot write taken: it is a folder"), "{said}");
    let said = screen_in(&folder, &format!("{BEILEN} --format gpkg -o no/such/verdict.gpkg")).failed();
    assert!(said.contains("no/such"), "{said}");
    let said = screen_in(&folder, &format!("{BEILEN} --format gpkg --lang en")).failed();
    assert!(said.contains("-o FILE"), "{said}");
    assert_eq!(names(&folder), ["taken"]);
    assert_eq!(names(folder.path().join("taken")), ["file"]);
}

#[test]
fn every_format_can_hold_one_verdict() {
    let jsonl = screen(&format!("{BEILEN} --format jsonl")).well();
    assert_eq!(jsonl.lines().count(), 1);
    assert_eq!(serde_json::from_str::<Value>(&jsonl).unwrap(), verdict(BEILEN));
    let csv = screen(&format!("{BEILEN} --format csv")).well();
    assert_eq!(csv.lines().count(), 2);
    assert!(csv.lines().nth(1).unwrap().starts_with(",prohibited,,DR-2024-17,"), "{csv}");
    let geojson = screen(&format!("{BEILEN} --format geojson")).json();
    assert_eq!(geojson["features"][0]["properties"]["outcome"], "prohibited");
    assert_eq!(geojson["features"].as_array().unwrap().len(), 1);
}

#[test]
fn infiltration_above_25_degrees_is_prohibited_for_open_systems() {
    // Deeper than the 25 m to which the ordinance lifts the limit (DR-2024-14).
    let drenthe = "--xy 232289,547576 --depth 30 --system open";
    for (place, mild, id) in [(BRABANT, "notify", "NL-2013-07"), (drenthe, "permit", "NL-2024-05")] {
        let at = |degrees: &str| verdict(&format!("{place} --flow 5 --max-infiltration-temperature {degrees}"));
        assert_eq!(at("25")["outcome"], mild);
        let warm = at("26");
        assert_eq!(warm["outcome"], "prohibited");
        assert_eq!(texts(&warm["decisive"]), [id]);
        assert_eq!(rule(&warm, id)["margin"], -1.0);
    }
}

/// A closed system in Drenthe under the law before that of 2024, large enough to need a permit
/// without a map of interference areas, and under the law after it.
const CLOSED: [(&str, &str); 2] =
    [("--date 2023-06-01 --ground-power 80", "permit"), ("--date 2026-11-21 --dwelling none", "notify")];

#[test]
fn fluid_above_30_degrees_is_prohibited_for_closed_systems() {
    for ((law, mild), id) in CLOSED.into_iter().zip(["NL-2013-05", "NL-2024-03"]) {
        let at = |degrees: &str| {
            verdict(&format!("{DRENTHE} --system closed {law} --max-infiltration-temperature {degrees}"))
        };
        assert_eq!(at("26")["outcome"], mild);
        assert_eq!(at("30")["outcome"], mild);
        let warm = at("30.1");
        assert_eq!(warm["outcome"], "prohibited");
        assert_eq!(texts(&warm["decisive"]), [id]);
        assert_eq!(rule(&warm, id)["exemption"], "possible");
    }
}

#[test]
fn fluid_below_3_degrees_of_frost_is_prohibited_for_closed_systems() {
    for ((law, mild), id) in CLOSED.into_iter().zip(["NL-2013-06", "NL-2024-04"]) {
        let at =
            |degrees: &str| verdict(&format!("{DRENTHE} --system closed {law} --min-return-temperature {degrees}"));
        assert_eq!(at("-3")["outcome"], mild);
        let cold = at("-3.5");
        assert_eq!(cold["outcome"], "prohibited");
        assert_eq!(texts(&cold["decisive"]), [id]);
        assert_eq!(rule(&cold, id)["margin"], -0.5);
    }
}

#[test]
fn more_heat_than_cold_is_prohibited() {
    for ((law, mild), id) in CLOSED.into_iter().zip(["NL-2013-08", "NL-2024-06"]) {
        let at = |heat: &str, cold: &str| {
            verdict(&format!("{DRENTHE} --system closed {law} --heat-added {heat} --cold-added {cold}"))
        };
        assert_eq!(at("100", "100")["outcome"], mild);
        assert_eq!(at("90", "100")["outcome"], mild);
        let surplus = at("100.5", "100");
        assert_eq!(surplus["outcome"], "prohibited");
        assert_eq!(texts(&surplus["decisive"]), [id]);
        assert_eq!(rule(&surplus, id)["value"], 0.5);
    }
    // From 2024 not of a single dwelling, and it has to be known that it is not one.
    let heat = format!("{DRENTHE} --system closed --heat-added 30 --cold-added 20");
    assert_eq!(verdict(&format!("{heat} --dwelling single"))["outcome"], "notify");
    let unknown = verdict(&heat);
    assert_eq!(unknown["range"], json!(["notify", "prohibited"]));
    assert_eq!(texts(&unknown["settle"]), ["dwelling"]);
}

#[test]
fn a_limit_on_use_that_is_not_stated_becomes_a_condition() {
    for ((law, mild), ids) in
        CLOSED.into_iter().zip([["NL-2013-05", "NL-2013-06", "NL-2013-08"], ["NL-2024-03", "NL-2024-04", "NL-2024-06"]])
    {
        let verdict = verdict(&format!("{DRENTHE} --system closed {law}"));
        assert_eq!(verdict["outcome"], mild);
        assert_eq!(texts(&verdict["on_condition"]), ids);
        assert_eq!(rule(&verdict, ids[2])["missing"], json!(["heat_added_mwh", "cold_added_mwh"]));
    }
}

#[test]
fn a_small_closed_system_before_2024_waits_for_the_map_of_interference_areas() {
    let at = |given: &str| verdict(&format!("{DRENTHE} --system closed --date 2023-12-31 {given}"));
    let small = at("--ground-power 8");
    assert_eq!(small["range"], json!(["notify", "permit"]));
    assert_eq!(texts(&small["settle"]), ["layer:interference-area"]);
    assert_eq!(texts(&small["decisive"]), ["NL-2013-04"]);
    let unknown = at("");
    assert_eq!(texts(&unknown["settle"]), ["ground_power_kw", "layer:interference-area"]);
    assert_eq!(texts(&unknown["decisive"]), ["NL-2013-03", "NL-2013-04"]);
    assert_eq!(at("--ground-power 70")["outcome"], "permit");
    // From the next day a notification is enough.
    assert_eq!(verdict(&format!("{DRENTHE} --system closed --date 2024-01-01"))["outcome"], "notify");
}

#[test]
fn from_2024_brabant_waits_for_the_map_of_depths() {
    let at = |given: &str| verdict(&format!("--xy 150000,390000 --date 2024-01-01 {given}"));
    let closed = at("--system closed --depth 20 --ground-power 8");
    assert_eq!(closed["outcome"], "undetermined");
    assert_eq!(closed["range"], json!(["notify", "prohibited"]));
    assert_eq!(texts(&closed["settle"]), ["layer:max-drilling-depth"]);
    assert_eq!(texts(&closed["decisive"]), ["NB-2024-03"]);
    // Its depths bind closed systems only: an open one stays possible under conditions.
    let open = at("--system open --depth 20 --flow 8");
    assert_eq!((&open["outcome"], texts(&open["decisive"])), (&json!("permit"), vec!["NL-2024-01"]));
    // What is prohibited is so without it.
    let veghel = verdict("--xy 167414,402500 --date 2024-01-01 --system closed --depth 61");
    assert_eq!(veghel["outcome"], "prohibited");
    assert_eq!(texts(&veghel["decisive"]), ["NB-2024-02"]);
}

#[test]
fn a_system_from_before_july_2013_keeps_its_old_rights() {
    let closed = |since: &str| {
        verdict(&format!("{DRENTHE} --system closed --max-infiltration-temperature 35 --existing-since {since}"))
    };
    let old = closed("2013-06-30");
    assert_eq!(old["outcome"], "free");
    assert_eq!(rule(&old, "NL-2024-03")["replaced_by"], "NL-2024-31");
    assert!(!texts(&old["duties"]).contains(&"NL-2024-12"), "{:#}", old["duties"]);
    let new = closed("2013-07-01");
    assert_eq!(new["outcome"], "prohibited");
    assert!(rule(&new, "NL-2024-03").get("replaced_by").is_none());
}

#[test]
fn drenthe_has_had_three_ordinances() {
    for (date, id) in [
        ("2011-01-01", "DR-2011-01"),
        ("2015-10-16", "DR-2011-01"),
        ("2015-10-17", "DR-2015-01"),
        ("2023-12-31", "DR-2015-01"),
        ("2024-01-01", "DR-2024-17"),
    ] {
        assert_eq!(texts(&verdict(&format!("{BEILEN} --date {date}"))["decisive"]), [id], "{date}");
    }
}

#[test]
fn the_law_of_2012_is_not_that_of_today() {
    let at = |date: &str| verdict(&format!("--xy 150000,390000 --system open --depth 20 --flow 40 --date {date}"));
    let ids = |verdict: &Value| -> Vec<String> {
        verdict["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap().to_owned()).collect()
    };
    let has = |date: &str, id: &str| ids(&at(date)).contains(&id.to_owned());
    let (then, now) = (ids(&at("2012-01-01")), ids(&at("2026-11-21")));
    for rule in ["NL-2024-01", "NL-2024-05", "NB-2024-01"] {
        assert!(!then.contains(&rule.to_owned()), "{then:?}");
        assert!(now.contains(&rule.to_owned()), "{now:?}");
    }
    assert!(!now.contains(&"NB-2010-01".to_owned()), "{now:?}");
    // The first and the last day count.
    assert!(!has("2013-06-30", "NL-2013-01") && has("2013-07-01", "NL-2013-01"));
    assert!(has("2023-12-31", "NL-2013-01") && !has("2024-01-01", "NL-2013-01"));
    assert!(!has("2023-12-31", "NL-2024-01") && has("2024-01-01", "NL-2024-01"));
    // Before there was any law there is no verdict.
    assert_eq!(at("2009-12-31")["outcome"], "not-covered");
    assert_eq!(at("2010-01-01")["outcome"], "permit");
}

#[test]
fn closer_than_400_metres_is_a_remark_and_400_is_not_closer() {
    // The centre of the well field of Nietap is at 223822, 575112.
    let at = |north: f64| verdict(&format!("--xy 223822,{} --system closed --depth 20", 575_112.0 + north));
    let near = at(399.999);
    assert!(texts(&near["attention"]).contains(&"NL-400M"), "{near:#}");
    assert_eq!(rule(&near, "NL-400M")["margin"], -0.001);
    assert_eq!(rule(&near, "NL-400M")["site"]["id"], "dr-nietap-well-1");
    let far = at(400.0);
    assert!(!texts(&far["attention"]).contains(&"NL-400M"), "{far:#}");
    assert_eq!(far["facts"]["within_400_m"]["abstraction"], 0);
    assert_eq!(near["facts"]["within_400_m"]["abstraction"], 1);
}

#[test]
fn the_schema_that_is_shipped_is_that_of_the_verdict() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/verdict-1.json");
    // What is written, not what could be read: members that are left out when empty are not required.
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<bodemtoets_screening::Verdict>();
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &text).unwrap();
    }
    let shipped = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(shipped == text, "docs/schema/verdict-1.json is out of date: run this test with UPDATE_SCHEMA=1");
}

#[test]
fn verdicts_are_valid_by_the_schema_that_is_shipped() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/verdict-1.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for application in [
        BEILEN,
        BRABANT,
        "--xy 10000,400000 --system closed",
        "--xy 190000,405000 --system open --depth 20 --flow 5",
        "--xy 223822,575112 --system closed --depth 30 --dwelling single --fluid water --id W-1",
        "--latlon 51.5,5.3 --system open --depth 200 --flow 1000 --heat-added 5 --cold-added 3",
        "--xy 245000,557000 --system open",
        "--xy 232289,547576 --system closed --depth 25 --existing-since 2010-01-01 --ground-level -1.5 --fluid glycol",
        "--xy 232289,547576 --system open --depth 25 --flow 5 --annual-volume 200000 --spf 20",
        "--xy 190000,450000 --system open --depth 60 --flow 40",
    ] {
        let verdict = verdict(application);
        let problems: Vec<String> = validator.iter_errors(&verdict).map(|problem| problem.to_string()).collect();
        assert!(problems.is_empty(), "{application}: {problems:?}");
        // The schema lets other members through: see that there are none.
        for member in verdict.as_object().unwrap().keys() {
            assert!(schema["properties"].get(member).is_some(), "{member} is not in the schema");
        }
    }
    let mut wrong = verdict(BEILEN);
    wrong["outcome"] = json!("allowed");
    assert!(!validator.is_valid(&wrong), "the schema must be able to refuse");
}

#[test]
fn the_same_application_gives_the_same_bytes() {
    let once = screen(&format!("{BEILEN} --format json")).well();
    assert_eq!(once, screen(&format!("{BEILEN} --format json --threads 7")).well());
}

#[test]
fn eighty_kilowatts_needed_a_permit_until_2024_and_since_then_a_notification_and_a_yearly_report() {
    let at = |date: &str| {
        verdict(&format!(
            "--xy 232289,547576 --system closed --depth 25 --ground-power 80 --dwelling none --date {date}"
        ))
    };
    let before = at("2023-06-01");
    assert_eq!(before["outcome"], "permit");
    assert_eq!(texts(&before["decisive"]), ["NL-2013-03"]);
    assert_eq!(rule(&before, "NL-2013-03")["source"]["article"], "Bor 2.2a(7), 2.2b");
    let after = at("2024-06-01");
    assert_eq!(after["outcome"], "notify");
    assert_eq!(texts(&after["decisive"]), ["NL-2024-02"]);
    assert_eq!(rule(&after, "NL-2024-02")["source"]["article"], "Bal 4.1136");
    assert!(texts(&after["duties"]).contains(&"NL-2024-11"), "{after:#}");
    assert_eq!(rule(&after, "NL-2024-11")["source"]["article"], "Bal 4.1138a");
    assert_eq!(rule(&after, "NL-2024-11")["margin"], -10.0);
}

#[test]
fn screens_below_the_drilling_are_implausible_and_then_no_depth_counts() {
    let at = "--xy 167410,402500 --system open --flow 8 --depth 50 --date 2020-06-01";
    let deep = verdict(&format!("{at} --screen-top 20 --screen-bottom 70"));
    assert_eq!(texts(&deep["implausible"]), ["NL-2013-44"]);
    assert_eq!(rule(&deep, "NL-2013-44")["margin"], -20.0);
    assert_eq!(deep["outcome"], "undetermined", "50 m keeps the limit of 60 m, 70 m does not");
    assert!(texts(&deep["settle"]).contains(&"drilling_depth_m"), "{deep:#}");
    let exactly = verdict(&format!("{at} --screen-top 20 --screen-bottom 50"));
    assert_eq!(texts(&exactly["implausible"]), [""; 0]);
    assert_eq!(exactly["outcome"], "permit");
    let list = verdict(&format!("{at} --screen-top 20 --screen-bottom 70").replace("2020", "2024"));
    let items = list["completeness"]["items"].as_array().unwrap();
    let screens = items.iter().find(|item| item["id"] == "NL-2024-R16").unwrap();
    assert_eq!(screens["doubted_by"], json!(["NL-2013-44"]));
}

#[test]
fn the_protection_areas_of_drenthe_are_closed_whatever_a_map_calls_them() {
    let ring = "[[[232000,547000],[233000,547000],[233000,548000],[232000,548000],[232000,547000]]]";
    for kind in ["prohibition", "water-abstraction-area", "groundwater-protection"] {
        let manifest = format!(
            "name = \"p\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\ntitle = {{ nl = \"a\", en = \"b\" }}\n\
             [[layer]]\nid = \"provinces\"\nborrow = \"indicative/provinces\"\n\
             [[layer]]\nid = \"z\"\nfile = \"z.geojson\"\ncrs = \"EPSG:28992\"\nrole = \"zone\"\nkind = \"{kind}\"\nfields = {{ id = \"id\" }}\n"
        );
        let zones = format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":{{\"id\":\"z\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":{ring}}}}}]}}"
        );
        let folder = crate::common::folder(&[("pack.toml", &manifest), ("z.geojson", &zones)]);
        for date in ["2012-01-01", "2020-06-01", "2024-06-01"] {
            let at =
                format!("screen --pack . --xy 232289,547576 --system closed --depth 20 --date {date} --format json");
            assert_eq!(crate::common::run_in(&folder, &at).json()["outcome"], "prohibited", "{kind} {date}");
        }
    }
}
