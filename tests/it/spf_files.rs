//! `spf` and the files that people hand in: slips, units, other tables, and files that may not be read.

use std::fmt::Write as _;

use crate::common;
use crate::spf::{CLOSED, READINGS};

/// Counters of a closed system on the last day of each month; the reading of June is given.
fn months_of_2025(june: &str) -> String {
    format!(
        "Datum;Warmte (MWh);Koude (MWh);Elektra (kWh)\n31-12-2024;200,0;300,0;350000\n31-01-2025;278,4;300,0;370800\n\
         28-02-2025;344,5;300,0;388200\n31-03-2025;399,4;301,2;402800\n30-04-2025;432,6;308,0;411600\n\
         31-05-2025;447,4;326,4;416100\n30-06-2025;{june};358,1;419100\n31-07-2025;458,6;400,0;422200\n\
         31-08-2025;463,8;439,6;425300\n30-09-2025;475,5;456,9;429100\n31-10-2025;507,0;461,0;437500\n\
         30-11-2025;562,6;461,0;452300\n31-12-2025;636,0;461,0;471800\n"
    )
}

/// What the tool says of those counters.
fn said_of(csv: &str) -> serde_json::Value {
    let toml = CLOSED.replace("r.csv", "flat.csv").replace("concept", "day_reading = \"end\"\nconcept").replacen(
        "for = \"heat\"",
        "for = \"heat\"\ncolumn = \"Warmte (MWh)\"",
        1,
    );
    let toml = toml.replacen("for = \"cold\"", "for = \"cold\"\ncolumn = \"Koude (MWh)\"", 1).replacen(
        "for = \"electricity\"\nunit = \"MWh\"",
        "for = \"electricity\"\ncolumn = \"Elektra (kWh)\"\nunit = \"kWh\"",
        1,
    );
    let folder = common::folder(&[("flat.toml", &toml), ("flat.csv", csv)]);
    common::run_in(&folder, "spf report flat.toml --lang en --format json").json()
}

#[test]
fn a_lost_digit_in_one_of_twelve_readings_changes_nothing_or_is_named() {
    let spf = |report: &serde_json::Value| report["spf"]["value"].as_f64();
    let whole = spf(&said_of(&months_of_2025("453,7"))).unwrap();
    assert!((whole - 4.90).abs() < 0.01, "{whole}");
    let lost = said_of(&months_of_2025("53,7"));
    assert!((spf(&lost).unwrap() - whole).abs() < 1e-9, "the readings beside it know the year: {:#}", lost["spf"]);
    assert_eq!(lost["faults"][0]["kind"], "dip");
    // The same with the last reading of the year, and a change of unit from then on.
    for (from, to, line) in [("471800", "417800", 14), ("636,0", "63,0", 14), ("636,0", "663,0", 14)] {
        let report = said_of(&months_of_2025("453,7").replace(from, to));
        let value = spf(&report);
        let right = value.is_some_and(|value| (value - whole).abs() <= report["spf"]["error"].as_f64().unwrap());
        assert!(value.is_none() || right, "{from} -> {to}: {:#}", report["spf"]);
        if value.is_none() {
            let listed = report["fault_list"].as_array().unwrap().iter().any(|place| place["line"] == line);
            let named = report["spf"]["unknown"].to_string().contains(&format!("line {line}"));
            assert!(listed || named, "{:#}", report["spf"]);
        }
    }
}

#[test]
fn gigajoules_taken_for_megawatt_hours_are_told_with_their_factor() {
    let csv = "time,heat,cold,electricity\n2025-01-01,10,5,1\n2026-01-01,226,23,21\n";
    let folder = common::folder(&[("flat.toml", CLOSED), ("r.csv", csv)]);
    let report = common::run_in(&folder, "spf report flat.toml --lang en --format json").json();
    assert!(report["spf"]["value"].is_null(), "{:#}", report["spf"]);
    let why = report["spf"]["unknown"].to_string();
    assert!(why.contains("outside what this concept can reach") && why.contains("MWh and GJ"), "{why}");
}

#[test]
fn a_counter_that_begins_anew_every_day_is_told_and_not_counted() {
    let mut csv = String::from("time,heat,cold,electricity\n");
    let (mut cold, mut electricity) = (0.0, 0.0);
    for day in 0..365 {
        let date = jiff::civil::date(2025, 1, 1) + jiff::Span::new().days(day);
        for hour in [0, 6, 12, 18] {
            writeln!(csv, "{date} {hour:02}:00,{},{cold:.2},{electricity:.2}", f64::from(hour) / 24.0).unwrap();
            (cold, electricity) = (cold + 0.01, electricity + 0.06);
        }
    }
    let folder = common::folder(&[("flat.toml", CLOSED), ("r.csv", &csv)]);
    let report = common::run_in(&folder, "spf report flat.toml --lang en --format json").json();
    assert!(report["spf"]["value"].is_null());
    assert!(report["spf"]["unknown"].to_string().contains("starts anew on"), "{:#}", report["spf"]["unknown"]);
    let kinds: Vec<&str> =
        report["faults"].as_array().unwrap().iter().map(|fault| fault["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["reset"], "no reading of such a counter is a dip");
}

#[test]
fn an_installation_is_drawn_up_from_a_table_and_can_be_reported() {
    let folder = common::folder(&[("metingen.csv", &months_of_2025("453,7"))]);
    let ran = common::run_in(&folder, "spf init metingen.csv --concept closed");
    snapshot!("init_nl", ran.well());
    common::run_in(&folder, "spf init metingen.csv --concept closed -o flat.toml --lang en");
    let report = common::run_in(&folder, "spf report flat.toml --format json --lang en").json();
    // The days count for their beginning, so that the last day of the year is missing, which is said.
    assert!(report["remarks"].to_string().contains("day_reading"), "{:#}", report["remarks"]);
    assert!(
        common::run_in(&folder, "spf init metingen.csv --concept closed -o flat.toml").failed().contains("bestaat al")
    );
    // Such columns need no installation either.
    let plain = common::run_in(&folder, "spf report metingen.csv --concept closed --kind counter --format json").json();
    assert_eq!(plain["meters"].as_array().unwrap().len(), 3);
}

#[test]
fn a_table_in_which_every_column_is_a_meter_is_asked_for_its_time() {
    let folder = common::folder(&[("u.csv", "warmte MWh;koude MWh;elektriciteit MWh\n1;2;3\n3;4;5\n")]);
    let ran = common::run_in(&folder, "spf init u.csv --concept closed --lang en");
    let failed = ran.failed();
    assert!(failed.contains("no column holds the time"), "{failed}");
    assert!(failed.contains("There are: warmte MWh, koude MWh, elektriciteit MWh"), "{failed}");
}

#[test]
fn the_history_of_home_assistant_is_read_as_it_is_exported() {
    let csv = "entity_id,state,last_changed\nheat,10,2024-12-31T23:00:00.000Z\ncold,5,2024-12-31T23:00:00.000Z\n\
        electricity,1,2024-12-31T23:00:00.000Z\nheat,unavailable,2025-06-01T10:00:00.000Z\n\
        heat,70,2025-12-31T23:00:00.000Z\ncold,25,2025-12-31T23:00:00.000Z\nelectricity,21,2025-12-31T23:00:00.000Z\n";
    let folder = common::folder(&[("flat.toml", CLOSED), ("r.csv", csv)]);
    let report = common::run_in(&folder, "spf report flat.toml --format json").json();
    assert!((report["spf"]["value"].as_f64().unwrap() - 4.0).abs() < 1e-9, "{:#}", report["spf"]);
    assert_eq!(report["faults"][0]["kind"], "unreadable-value");
}

#[test]
fn readings_may_be_one_name_or_a_list() {
    let one = CLOSED.replace("[\"r.csv\"]", "\"r.csv\"");
    let folder = common::folder(&[("flat.toml", &one), ("r.csv", READINGS)]);
    assert!(common::run_in(&folder, "spf report flat.toml").well().contains("SPF 4"));
    let number = CLOSED.replace("[\"r.csv\"]", "12");
    let folder = common::folder(&[("flat.toml", &number), ("r.csv", READINGS)]);
    assert!(common::run_in(&folder, "spf report flat.toml --lang en").failed().contains("a name in quotes"));
}

#[test]
fn what_an_operator_hands_in_reads_nothing_outside_its_folder() {
    let names = ["/etc/passwd", "../secret.csv", "/dev/zero", "sub/../../secret.csv", "link.csv", "sub"];
    let mut files = vec![("secret.csv".to_owned(), "time,heat\nTOP SECRET,1\n".to_owned())];
    for (place, name) in names.iter().enumerate() {
        files.push((format!("in/{place}.toml"), CLOSED.replace("r.csv", name)));
    }
    files.push(("in/concept.toml".to_owned(), CLOSED.replace("\"closed\"", "\"../concept.toml\"")));
    files.push(("in/zone.toml".to_owned(), format!("time_zone = \"+600000:00\"\n{CLOSED}")));
    files.push(("in/year.toml".to_owned(), format!("year = 20000\n{CLOSED}")));
    files.push(("in/good.toml".to_owned(), CLOSED.to_owned()));
    files.push(("in/r.csv".to_owned(), READINGS.to_owned()));
    files.push(("in/sub/empty".to_owned(), String::new()));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = common::folder(&files);
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path().join("secret.csv"), folder.path().join("in/link.csv")).unwrap();
    for lang in ["nl", "en"] {
        let ran = common::run_in(&folder, &format!("spf check in --on 2026-04-01 --lang {lang}"));
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(!ran.stderr.contains("SECRET") && !ran.stderr.contains("root:"), "{}", ran.stderr);
        snapshot!(format!("check_outside_{lang}"), ran.stderr);
    }
    // Whoever names files himself may name any, and is told.
    let outside = CLOSED.replace("r.csv", "../r.csv");
    let folder = common::folder(&[("in/flat.toml", &outside), ("r.csv", READINGS)]);
    let ran = common::run_in(&folder, "spf report in/flat.toml --lang en");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("outside its own folder"), "{}", ran.stderr);
    // The readings may lie in one other folder.
    let folder = common::folder(&[("in/flat.toml", CLOSED), ("data/r.csv", READINGS)]);
    let ran = common::run_in(&folder, "spf check in --readings-in data --on 2026-04-01 --format json");
    assert_eq!(ran.json()["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn years_without_readings_are_refused_and_never_a_panic() {
    for year in ["1999", "2101", "9999", "20000", "-5"] {
        for command in ["report data/examples/spf/office.toml", "check data/examples/spf"] {
            let ran = common::run_in(env!("CARGO_MANIFEST_DIR"), &format!("spf {command} --year={year}"));
            assert_eq!(ran.code, 2, "{command} {year}: {}", ran.stderr);
        }
    }
}
