//! `spf`: what it makes of readings, for operators and for officers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::common::made_year::{METERS, MadeYear, minute_year};
use bodemtoets_spf::{Concept, DefectKind, Gaps, Installation, Job, Kind, Report, by_columns};
use proptest::prelude::*;

/// The job of the made year, and its report.
fn reported(
    year: &MadeYear,
    change: impl Fn(&mut Installation),
) -> (Report, BTreeMap<(DefectKind, Option<String>), u64>) {
    let concept = Concept::of("3.3").unwrap();
    let columns: Vec<String> = METERS.iter().map(|meter| format!("{meter}_kwh")).collect();
    let meters = by_columns(&concept, &columns, Some(Kind::Counter), None).unwrap();
    let mut installation = Installation { meters, ..Installation::default() };
    change(&mut installation);
    let job = Job::new(installation, concept).unwrap();
    let mut readings = job.readings();
    readings.read("year.csv", year.csv().as_bytes()).unwrap();
    let report = job.report(&readings, None).unwrap();
    let strip = |column: &Option<String>| column.as_ref().map(|name| name.trim_end_matches("_kwh").to_owned());
    let found = report.faults.iter().map(|fault| ((fault.kind, strip(&fault.column)), fault.count)).collect();
    (report, found)
}

fn expected(year: &MadeYear) -> BTreeMap<(DefectKind, Option<String>), u64> {
    year.expected.iter().map(|((kind, meter), count)| ((*kind, meter.map(str::to_owned)), *count)).collect()
}

/// What a meter gave in the report, Wh.
fn given(report: &Report, meter: usize) -> f64 {
    let meter = report.meters.iter().find(|one| one.measures == [METERS[meter]]).unwrap();
    meter.amount.unwrap() * 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "a year in Wh")]
fn same(report: &Report, year: &MadeYear, meters: impl IntoIterator<Item = usize>) {
    for meter in meters {
        let (ours, made) = (given(report, meter), year.totals[meter] as f64);
        assert!((ours - made).abs() < 1.0, "{}: {ours} instead of {made} Wh", METERS[meter]);
    }
}

#[test]
fn a_year_without_faults_has_none_and_every_watt_hour() {
    let year = MadeYear::new(15);
    let (report, found) = reported(&year, |_| ());
    assert_eq!(found, BTreeMap::new());
    same(&report, &year, 0..6);
    assert!(report.meters.iter().all(|meter| (meter.complete_percent - 100.0).abs() < 1e-9));
    // The two days on which the clock changes have all their readings too.
    assert!(
        report.meters.iter().all(|meter| meter.months_percent.iter().all(|percent| (percent - 100.0).abs() < 1e-9))
    );
}

#[test]
fn a_year_of_minutes_with_resets_a_roll_over_and_gaps_loses_nothing() {
    let year = minute_year();
    let (report, found) = reported(&year, |_| ());
    assert_eq!(found, expected(&year));
    same(&report, &year, 0..6);
    assert!(report.meters.iter().all(|meter| (98.9..=99.0).contains(&meter.complete_percent)), "{:?}", report.meters);
    assert!(report.spf.value.is_some());
}

#[test]
fn gaps_are_left_out_when_told() {
    let mut year = MadeYear::new(15);
    year.gap(year.at(20, 40), 8);
    let (whole, _) = reported(&year, |_| ());
    let (less, _) = reported(&year, |installation| installation.gaps = Some(Gaps::Exclude));
    same(&whole, &year, 0..6);
    assert!(given(&less, 0) < given(&whole, 0));
    assert!(less.heat_mwh.error > whole.heat_mwh.error, "what is missing is part of the error");
}

/// Puts a fault of a kind into a stretch of days.
fn inject(year: &mut MadeYear, kind: u8, day: i64, meter: usize, size: usize) {
    let at = year.at(day, 40 + size);
    match kind {
        0 => year.gap(at, 2 + size),
        1 => year.duplicate(at),
        2 => year.conflict(at, meter),
        3 => year.displace(at, 1 + size),
        4 => year.dip(at, meter, 1 + size),
        5 => year.spike(at, meter, 1 + size % 3),
        6 => year.reset(at, meter),
        7 => year.negative_step(at, meter),
        8 => year.jump(at, meter),
        9 => year.unreadable_value(at, meter),
        10 => year.unreadable_time(at),
        _ => year.freeze(year.at(day, 0), 3 + size % 3),
    }
}

/// Faults that can be told apart, each with twelve days for itself: kind, day, meter, size.
///
/// A counter is reset, steps down or jumps once at most, and has no dip then: after a reset a dip to zero
/// is another reset. Spikes and the like need a meter that runs: cold in summer, heat in winter. A
/// meter stands still in winter, when the heat pump has to run.
fn possible(faults: &[(u8, usize, usize)], rolls: bool) -> Vec<(u8, i64, usize, usize)> {
    let mut moved = [false, rolls, false, false, false, false];
    let mut dips = [false; 6];
    let mut possible = Vec::new();
    for (slot, (kind, meter, size)) in (0..).zip(faults) {
        let (mut kind, mut meter, day) = (*kind, *meter, 4 + 12 * slot);
        let summer = (124..=255).contains(&day);
        if matches!(kind, 5..=8) {
            meter = match (summer, meter) {
                (true, _) => 1 + meter % 2,
                (false, 1) => 0,
                _ => meter,
            };
        }
        // The pumps of the dry cooler rest for months; in spring and autumn hardly anything runs.
        let rests = (meter >= 4 && !(0..60).contains(&day)) || (90..124).contains(&day) || (256..300).contains(&day);
        kind = match kind {
            5..=8 if rests => 1,
            6..=8 if moved[meter] || dips[meter] => 1,
            4 if moved[meter] => 1,
            11 if !(10..=60).contains(&day) => 1,
            kind => kind,
        };
        moved[meter] |= matches!(kind, 6..=8);
        dips[meter] |= kind == 4;
        possible.push((kind, day, meter, *size));
    }
    possible
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(32) })]

    /// Faults of every kind at random places: all are found, none is invented, and what counters gave
    /// is still known wherever it can be.
    #[test]
    fn every_fault_is_found_and_none_invented(
        faults in prop::collection::vec((0_u8..12, 0_usize..6, 0_usize..4), 1..30),
        rolls in any::<bool>(),
        spring in any::<bool>(),
    ) {
        let mut year = MadeYear::new(15);
        if rolls {
            // In summer, and no reset or step of this meter before or after it.
            year.roll_over(year.at(200, 40), 1);
        }
        let faults = possible(&faults, rolls);
        // From the end, so that places stay.
        for (kind, day, meter, size) in faults.iter().rev() {
            inject(&mut year, *kind, *day, *meter, *size);
        }
        let lost = |meter: &usize| faults.iter().any(|(kind, _, other, _)| match kind {
            7 | 8 => other == meter,
            11 => *meter == 3,
            _ => false,
        });
        if spring {
            year.nonexistent_time();
        }
        let (report, found) = reported(&year, |_| ());
        prop_assert_eq!(found, expected(&year));
        same(&report, &year, (0..6).filter(|meter| !lost(meter)));
    }
}

/// Runs a command of `spf` where the examples lie.
fn spf(arguments: &str) -> crate::common::Ran {
    crate::common::run_in(env!("CARGO_MANIFEST_DIR"), &format!("spf {arguments}"))
}

const EXAMPLE: &str = "report data/examples/spf/office.toml --on 2026-11-21";

#[test]
fn a_report_says_the_same_in_both_languages() {
    snapshot!("report_nl", spf(EXAMPLE).well());
    snapshot!("report_en", spf(&format!("{EXAMPLE} --lang en")).well());
    snapshot!("report_csv", spf(&format!("{EXAMPLE} --format csv")).well());
    for lang in ["nl", "en"] {
        let page = spf(&format!("{EXAMPLE} --format html --lang {lang}")).well();
        for outside in ["src=\"http", "href=\"http", "<script", "<link", "url("] {
            assert!(!page.contains(outside), "a page that prints well needs nothing else: {outside}");
        }
        // A line for each element, so that a difference can be read.
        snapshot!(format!("page_{lang}"), page.replace("><", ">\n<"));
    }
}

#[test]
fn concepts_are_explained_with_a_drawing() {
    snapshot!("concepts_nl", spf("concepts").well());
    snapshot!("concepts_csv", spf("concepts --format csv").well());
    for id in Concept::ids() {
        for lang in ["nl", "en"] {
            snapshot!(format!("concept_{id}_{lang}"), spf(&format!("concept {id} --lang {lang}")).well());
        }
    }
}

#[test]
fn metering_cost_is_told_with_what_the_source_got_wrong() {
    let wrong = "metering-cost --concept closed --size large --registration gbs";
    snapshot!("metering_cost_nl", spf(wrong).well());
    snapshot!(
        "metering_cost_en",
        spf(&format!("{wrong} --lang en --price-year 2024 --total-investment 300000")).well()
    );
    snapshot!(
        "metering_cost_csv",
        spf("metering-cost --concept 3.3 --size small --registration manual --format csv").well()
    );
    let json = spf(&format!("{wrong} --format json")).json();
    assert_eq!(json["yearly_eur"], 300.0);
}

/// An installation that is quickly read.
pub const CLOSED: &str = "name = \"Flat\"\nconcept = \"closed\"\nreadings = [\"r.csv\"]\n\
    [[meter]]\nfor = \"heat\"\nunit = \"MWh\"\nkind = \"counter\"\n\
    [[meter]]\nfor = \"cold\"\nunit = \"MWh\"\nkind = \"counter\"\n\
    [[meter]]\nfor = \"electricity\"\nunit = \"MWh\"\nkind = \"counter\"\n";
pub const READINGS: &str = "time,heat,cold,electricity\n2025-01-01,10,5,1\n2026-01-01,70,25,21\n";

#[test]
fn every_fault_is_told_with_its_place_in_both_languages() {
    let csv = "time;heat;cold;electricity;other\n\
        2025-01-01 00:00;10,0;5;1;x\n\
        2025-02-01 00:00;22,0;5;4;x\n\
        2025-03-01 00:00;0;5;7;x\n\
        2025-03-30 02:30;41,0;6;7;x\n\
        2025-04-01 00:00;41,0;6;9;x\n\
        2025-05-01 00:00;45,0;n/a;10;x\n\
        2025-05-01 00:00;45,0;8;11;x\n\
        2025-07-01 00:00;47,0;20;13;x\n\
        2025-06-01 00:00;46,0;15;12;x\n\
        eergisteren;46,0;15;12;x\n\
        2025-10-01 00:00;49,0;30;2;x\n\
        2025-11-01 00:00;54,0;30;4;x\n\
        2025-12-01 00:00;63,0;30;6;x\n\
        2026-01-01 00:00;75,0;30;9;x\n";
    let folder = crate::common::folder(&[("flat.toml", CLOSED), ("r.csv", csv)]);
    for lang in ["nl", "en"] {
        snapshot!(
            format!("faults_{lang}"),
            crate::common::run_in(&folder, &format!("spf report flat.toml --lang {lang}")).well()
        );
    }
    let ran = crate::common::run_in(&folder, "spf report flat.toml --format json --lang en");
    assert!(ran.stderr.contains("faults in the readings"), "{}", ran.stderr);
    assert!(
        crate::common::run_in(&folder, "spf report flat.toml --gaps fail --lang en")
            .failed()
            .contains("gaps are not allowed")
    );
}

#[test]
fn what_cannot_be_done_says_why_and_what_to_do() {
    let mut said = String::new();
    let mut fails = |what: &str, toml: &str, csv: &str, arguments: &str| {
        let folder = crate::common::folder(&[("flat.toml", toml), ("r.csv", csv)]);
        let error = crate::common::run_in(&folder, &format!("spf {arguments}")).failed();
        writeln!(said, "{what}\n  {}", error.trim_end().replace('\n', "\n  ")).unwrap();
    };
    let toml = |from: &str, to: &str| CLOSED.replacen(from, to, 1);
    let report = "report flat.toml";
    fails("no concept", &toml("concept = \"closed\"\n", ""), READINGS, report);
    fails("concept of another name", &toml("\"closed\"", "\"open\""), READINGS, report);
    fails("unknown key", &toml("readings", "reading"), READINGS, report);
    fails("unknown meter", &toml("for = \"heat\"", "for = \"heet\""), READINGS, report);
    fails("unknown unit", &toml("unit = \"MWh\"", "unit = \"kWu\""), READINGS, report);
    fails("unit of something else", &toml("unit = \"MWh\"", "unit = \"m3\""), READINGS, report);
    fails("no kind", &toml("kind = \"counter\"\n", ""), READINGS, report);
    fails("no stamp", &toml("kind = \"counter\"", "kind = \"interval\""), READINGS, report);
    fails("no unit", &toml("unit = \"MWh\"\n", ""), READINGS, report);
    fails("no readings", &toml("readings = [\"r.csv\"]\n", ""), READINGS, report);
    fails("no file", &toml("r.csv", "q.csv"), READINGS, report);
    fails("no time zone", &format!("time_zone = \"Europe/Amsterdm\"\n{CLOSED}"), READINGS, report);
    fails("no time column", CLOSED, "moment,heat\n2025-01-01,1\n", report);
    fails("none of the columns", CLOSED, "time,warmte\n2025-01-01,1\n", report);
    fails("unreadable times", CLOSED, "time,heat\n1 jan,1\n2 jan,2\n", report);
    fails("empty", CLOSED, "time,heat\n", report);
    fails("comma and point", CLOSED, "time;heat\n2025-01-01;1,5\n2025-01-02;1.6\n", report);
    fails("another year", CLOSED, READINGS, "report flat.toml --year 2019");
    fails(
        "no counter",
        CLOSED,
        "time,heat\n2025-01-01,9\n2025-01-02,3\n2025-01-03,8\n2025-01-04,2\n2025-01-05,9\n2025-01-06,1\n2025-01-07,9\n2025-01-08,2\n2025-01-09,7\n",
        report,
    );
    fails("plain columns", CLOSED, READINGS, "report r.csv --concept closed");
    fails("without concept", CLOSED, READINGS, "report r.csv");
    fails("unknown concept", CLOSED, READINGS, "concept 3.4");
    fails(
        "year without index",
        CLOSED,
        READINGS,
        "metering-cost --concept 1 --size small --registration gbs --price-year 2050",
    );
    fails("empty folder", CLOSED, READINGS, "check nowhere");
    snapshot!("errors", said);
    assert_eq!(spf("report").code, 2);
    assert_eq!(spf(&format!("{EXAMPLE} --format xml")).code, 2);
}

#[test]
fn readings_are_read_in_the_dialect_of_all_tables() {
    let folder = |csv: &str| crate::common::folder(&[("flat.toml", CLOSED), ("r.csv", csv)]);
    let spf =
        |csv: &str| crate::common::run_in(folder(csv), "spf report flat.toml --format json").json()["spf"].clone();
    let expected = spf(READINGS);
    let dutch = "\u{feff}sep=;\r\ntijd;heat;cold;electricity;note\r\n1-1-2025 0:00;10,0;5;1;\r\n1-1-2026 0:00;70,0;25;21;\"a;b\"\r\n";
    for csv in [dutch.to_owned(), dutch.replace("\r\n", "\r"), dutch.replace("\"a;b\"", "\"open")] {
        assert_eq!(spf(&csv), expected, "{csv:?}");
    }
}

#[test]
fn readings_that_may_be_a_thousand_times_as_much_are_refused_with_their_line() {
    let refused = |csv: &str| {
        let folder = crate::common::folder(&[("flat.toml", CLOSED), ("r.csv", csv)]);
        crate::common::run_in(&folder, "spf report flat.toml --lang en").failed()
    };
    let said = refused("time;heat;cold;electricity\n2025-01-01;10,0;5,0;350.000\n2026-01-01;70,0;25,0;370.800\n");
    assert!(
        said.contains(
            "r.csv: line 2: `350.000` in column electricity: is this 350 000? write 350000; or is it 350? write 350"
        ),
        "{said}"
    );
    // A column that nobody asked for tells as well.
    let said = refused("time,heat,cold,electricity,other\n2025-01-01,1,5,350.000,\"1,5\"\n2026-01-01,7,25,370.800,\n");
    assert!(said.contains("`350.000` in column electricity"), "{said}");
    let said = refused("time,heat,cold,electricity\n2025-01-01,1,5,0,5\n2026-01-01,7,25,20,5\n");
    assert!(said.contains("line 2: the row has 5 fields, the header 4; a decimal comma between commas?"), "{said}");
    let said = refused("time,heat,cold,heat\n2025-01-01,1,5,0\n");
    assert!(said.contains("column `heat` occurs more than once"), "{said}");
}

#[test]
fn plain_columns_need_no_installation() {
    let csv = "time;heat_mwh;cold_mwh;electricity_kwh\n2025-01-01;10,0;5,0;1000\n2026-01-01;70,0;25,0;21000\n";
    let folder = crate::common::folder(&[("flat.csv", csv)]);
    let report =
        crate::common::run_in(&folder, "spf report flat.csv --concept closed --kind counter --format json").json();
    assert!((report["spf"]["value"].as_f64().unwrap() - 4.0).abs() < 1e-9);
    assert_eq!(report["name"], "flat");
}

#[test]
fn long_readings_are_the_same_as_wide_ones() {
    let long = "tijd;meter;waarde\n2025-01-01;heat;10\n2025-01-01;cold;5\n2025-01-01;electricity;1\n2025-01-01;other;7\n\
        2026-01-01;heat;70\n2026-01-01;cold;25\n2026-01-01;electricity;21\n";
    let wide = crate::common::folder(&[("flat.toml", CLOSED), ("r.csv", READINGS)]);
    let long = crate::common::folder(&[("flat.toml", CLOSED), ("r.csv", long)]);
    let spf = |folder| crate::common::run_in(folder, "spf report flat.toml --format json").json()["spf"].clone();
    assert_eq!(spf(&wide), spf(&long));
}

#[test]
fn an_hour_that_comes_twice_is_told_apart_by_its_order() {
    // Quarters of an hour through the night of 26 October, and the one of 30 March, 1 kWh each.
    let mut csv = String::from("time,heat,cold,electricity\n");
    let mut sum = 0;
    for (day, hours) in [("2025-03-30", vec![0, 1, 3, 4]), ("2025-10-26", vec![0, 1, 2, 2, 3, 4])] {
        for hour in hours {
            for minute in [0, 15, 30, 45] {
                writeln!(csv, "{day} {hour:02}:{minute:02},{sum},0,{sum}").unwrap();
                sum += 1;
            }
        }
    }
    let folder = crate::common::folder(&[("flat.toml", CLOSED), ("r.csv", &csv)]);
    let report = crate::common::run_in(&folder, "spf report flat.toml --format json --max-missing 100").json();
    let kinds: Vec<&str> =
        report["faults"].as_array().unwrap().iter().map(|fault| fault["kind"].as_str().unwrap()).collect();
    // Only the months between are missing.
    assert_eq!(kinds, ["gap", "gap", "gap"], "{:#}", report["faults"]);
}

#[test]
fn the_schema_that_is_shipped_is_that_of_the_report() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/spf-1.json");
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Report>();
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let shipped = std::fs::read_to_string(&path).unwrap();
    assert!(shipped == text, "docs/schema/spf-1.json is out of date: run this test with UPDATE_SCHEMA=1");
    let validator = jsonschema::validator_for(&serde_json::from_str(&shipped).unwrap()).unwrap();
    let mut report = spf(&format!("{EXAMPLE} --format json")).json();
    assert!(validator.is_valid(&report), "{:?}", validator.validate(&report));
    // What is written can be read again, and is the same.
    let read: Report = serde_json::from_value(report.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), report);
    report["spf"] = 4.9.into();
    assert!(!validator.is_valid(&report), "the schema must be able to refuse");
}

#[test]
fn an_officer_checks_a_folder_in_one_run() {
    let example = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/examples/spf");
    let office = std::fs::read_to_string(example.join("office.toml")).unwrap();
    let readings = std::fs::read_to_string(example.join("office.csv")).unwrap();
    let json = spf(&format!("{EXAMPLE} --format json")).well();
    let head = |head: &str| {
        format!(
            "{head}\n{}",
            CLOSED.replace("readings = [\"r.csv\"]\n", "readings = [\"r.csv\"]\ndwelling = \"apartment\"\n")
        )
    };
    let late = head("ground_power_kw = 90\npermit = { spf = 5.0 }");
    let small = head("ground_power_kw = 20").replace("Flat", "Small");
    let silent = late.replace("readings = [\"r.csv\"]\n", "").replace("Flat", "Silent");
    let folder = crate::common::folder(&[
        ("a/office.toml", &office.replace("2026-03-12", "2026-04-01")),
        ("a/office.csv", &readings),
        ("b/flat.toml", &late),
        ("b/r.csv", READINGS),
        ("b/small.toml", &small),
        ("b/silent.toml", &silent),
        ("office.json", &json),
        ("other.json", "{\"schema\": \"something else\"}"),
        (
            "broken.toml",
            "name = \"Broken\"\nconcept = \"3.3\"\nreadings = [\"gone.csv\"]\n[[meter]]\nfor = \"heat\"\nunit = \"MWh\"\nkind = \"counter\"\n",
        ),
    ]);
    for (lang, format) in [("nl", "text"), ("en", "text"), ("en", "csv"), ("en", "json")] {
        let ran =
            crate::common::run_in(&folder, &format!("spf check . --on 2026-04-01 --lang {lang} --format {format}"));
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        snapshot!(format!("check_{lang}_{format}"), format!("{}--- stderr\n{}", ran.stdout, ran.stderr));
    }
    // A day earlier nothing is late that was not received too late.
    let early = crate::common::run_in(&folder, "spf check b --on 2026-03-31 --format json").json();
    assert!(early["rows"].as_array().unwrap().iter().all(|row| row["late"] != "yes"), "{early:#}");
}
