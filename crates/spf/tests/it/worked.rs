//! Worked examples: for every concept numbers that can be followed by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;

use bodemtoets_law::rules::Library;
use bodemtoets_spf::{CheckId, CheckState, Concept, DutyKind, Installation, Job, Law, Report};
use bodemtoets_words::lang::Lang;

/// The report of counters in MWh or m3 that were read at both ends of 2025.
fn report(concept: &str, meters: &[(&str, &str, f64)], more: &str) -> Report {
    let mut toml = format!("{more}\n");
    let (mut header, mut first, mut last) =
        (String::from("time"), String::from("2025-01-01"), String::from("2026-01-01"));
    for (id, unit, amount) in meters {
        write!(toml, "[[meter]]\nfor = \"{id}\"\nunit = \"{unit}\"\nkind = \"counter\"\n").unwrap();
        write!(header, ",{id}").unwrap();
        first.push_str(",0");
        write!(last, ",{amount}").unwrap();
    }
    let job = Job::new(Installation::from_toml("test.toml", &toml).unwrap(), Concept::of(concept).unwrap()).unwrap();
    let mut readings = job.readings();
    readings.read("test.csv", format!("{header}\n{first}\n{last}\n").as_bytes()).unwrap();
    job.report(&readings, None).unwrap()
}

#[track_caller]
fn near(ours: Option<f64>, by_hand: f64) {
    let ours = ours.expect("it is known");
    assert!((ours - by_hand).abs() < 1e-9 * by_hand.abs().max(1.0), "{ours} instead of {by_hand}");
}

#[test]
fn concept_1_counts_cold_delivered_and_not_cold_loaded() {
    let meters =
        [("cold", "MWh", 500.0), ("cold_loaded", "MWh", 520.0), ("wells", "MWh", 12.0), ("dry_cooler", "MWh", 8.0)];
    let report = report("1", &meters, "");
    // 500 / (12 + 8)
    near(report.spf.value, 25.0);
    // What is loaded goes into the ground as cold, what is delivered as heat.
    near(report.cold_to_ground_mwh.value, 520.0);
    near(report.heat_to_ground_mwh.value, 500.0);
    assert_eq!(report.check(CheckId::Balance).unwrap().state, CheckState::Holds);
}

#[test]
fn concept_2_takes_20_per_cent_of_the_heat_and_85_of_the_air_handling() {
    let meters = [
        ("cold", "MWh", 300.0),
        ("heat", "MWh", 400.0),
        ("wells", "MWh", 15.0),
        ("chilled_water", "MWh", 10.0),
        ("air_handling", "MWh", 30.0),
    ];
    let report = report("2", &meters, "");
    // (300 + 0.20 * 400) / (15 + 0.85 * (10 + 30)) = 380 / 49
    near(report.heat_mwh.value, 80.0);
    near(report.electricity_mwh.value, 49.0);
    near(report.spf.value, 380.0 / 49.0);
    // All of the heat leaves cold in the ground.
    near(report.cold_to_ground_mwh.value, 400.0);
}

/// Constant powers in every hour of 2025, in UTC.
fn constant(meters: &[(&str, f64)], more: &str) -> Report {
    let mut toml = format!("{more}\n");
    let mut cells = String::new();
    let mut csv = String::from("time");
    for (id, kw) in meters {
        write!(toml, "[[meter]]\nfor = \"{id}\"\nunit = \"kW\"\n").unwrap();
        write!(csv, ",{id}").unwrap();
        write!(cells, ",{kw}").unwrap();
    }
    csv.push('\n');
    // Midnight of 1 January in Amsterdam is an hour earlier in UTC.
    let start: jiff::Timestamp = "2024-12-31T23:00:00Z".parse().unwrap();
    for hour in 0..8760 {
        writeln!(csv, "{}{cells}", start + jiff::SignedDuration::from_hours(hour)).unwrap();
    }
    let installation = Installation::from_toml("test.toml", &toml).unwrap();
    let job = Job::new(installation, Concept::of("2-hours").unwrap()).unwrap();
    let mut readings = job.readings();
    readings.read("test.csv", csv.as_bytes()).unwrap();
    job.report(&readings, None).unwrap()
}

const CONSTANT: [(&str, f64); 5] =
    [("cold", 3.0), ("heat", 10.0), ("wells", 1.0), ("chilled_water", 0.5), ("air_handling", 2.0)];

#[test]
fn concept_2_may_be_split_by_operating_hours() {
    let report = constant(&CONSTANT, "operating_hours = { from = \"07:00\", to = \"18:00\" }");
    // 2025 has 261 working days: 261 * 11 h = 2871 h in operating hours, 8760 - 2871 = 5889 h outside.
    near(report.heat_mwh.value, 10.0 * 2871.0 / 1000.0);
    near(report.cold_mwh.value, 3.0 * 8760.0 / 1000.0);
    // 8.76 + 4.38 + 2 * 5.889
    near(report.electricity_mwh.value, 24.918);
    near(report.spf.value, (28.71 + 26.28) / 24.918);
}

#[test]
fn a_split_needs_operating_hours_and_short_steps() {
    let report = constant(&CONSTANT, "");
    assert_eq!(report.spf.value, None);
    assert!(report.spf.unknown[0].text(Lang::En).contains("operating_hours"), "{:?}", report.spf.unknown);
    let meters = CONSTANT.map(|(id, amount)| (id, "MWh", amount));
    let report = self::report("2-hours", &meters, "operating_hours = { from = \"07:00\", to = \"18:00\" }");
    assert_eq!(report.spf.value, None);
    assert!(report.spf.unknown[0].text(Lang::En).contains("a register for each"), "{:?}", report.spf.unknown);
}

#[test]
fn a_register_for_each_needs_no_short_steps() {
    let more = "[[meter]]\nfor = \"heat\"\ncolumn = \"cold\"\nunit = \"MWh\"\nkind = \"counter\"\nhours = \"in\"\n\
        [[meter]]\nfor = \"air_handling\"\ncolumn = \"wells\"\nunit = \"MWh\"\nkind = \"counter\"\nhours = \"in\"\n";
    let meters = [("cold", "MWh", 30.0), ("wells", "MWh", 5.0), ("chilled_water", "MWh", 1.0)];
    let report = report("2-hours", &meters, more);
    // The register of heat counts in operating hours, which counts; that of the air handling does not count then.
    near(report.spf.value, (30.0 + 30.0) / (5.0 + 1.0));
}

#[test]
fn concept_3_3_adds_up_four_groups_of_electricity() {
    let meters = [
        ("heat", "MWh", 436.0),
        ("cold", "MWh", 161.0),
        ("wells", "MWh", 17.3),
        ("heat_pump", "MWh", 103.9),
        ("dry_cooler", "MWh", 0.6),
        ("heat_rejection", "MWh", 0.2),
        ("heat_to_ground", "GJ", 576.0),
        ("cold_to_ground", "GJ", 1224.0),
        ("water_cold_to_warm", "m3", 20_000.0),
        ("water_warm_to_cold", "m3", 40_000.0),
        ("heat_demand", "MWh", 545.0),
    ];
    let report = report("3.3", &meters, "cooling_demand_mwh = 322");
    // (436 + 161) / (17.3 + 103.9 + 0.6 + 0.2) = 597 / 122
    near(report.spf.value, 597.0 / 122.0);
    // 576 GJ is 160 MWh, 1224 GJ is 340 MWh.
    near(report.heat_to_ground_mwh.value, 160.0);
    near(report.cold_to_ground_mwh.value, 340.0);
    // 340 000 kWh / 40 000 m3 and 160 000 / 20 000
    near(report.heat_productivity_kwh_m3.value, 8.5);
    near(report.cold_productivity_kwh_m3.value, 8.0);
    near(report.heat_covered_percent.value, 80.0);
    near(report.cold_covered_percent.value, 50.0);
    // 5 % of each of two, independent, over 5 % of four: what the error of the SPF is.
    let (q, e) = (436_f64.hypot(161.0) / 597.0, 17.3_f64.hypot(103.9).hypot(0.6).hypot(0.2) / 122.0);
    near(report.spf.error, 597.0 / 122.0 * 0.05 * q.hypot(e));
}

#[test]
fn a_gas_heat_pump_counts_its_gas_by_the_lower_heating_value() {
    let meters =
        [("heat", "MWh", 100.0), ("cold", "MWh", 20.0), ("electricity", "kWh", 10_000.0), ("gas", "m3", 3000.0)];
    let report = report("closed", &meters, "");
    // 3000 m3 * 31.65 MJ/m3 / 3600 = 26.375 MWh; (100 + 20) / (10 + 26.375)
    near(report.gas_mwh.value, 26.375);
    near(report.spf.value, 120.0 / 36.375);
}

#[test]
fn without_a_gas_meter_there_is_no_gas_but_without_a_heat_meter_no_spf() {
    let closed = report("closed", &[("heat", "MWh", 60.0), ("cold", "MWh", 20.0), ("electricity", "MWh", 20.0)], "");
    near(closed.gas_mwh.value, 0.0);
    near(closed.spf.value, 4.0);
    let less = report("closed", &[("heat", "MWh", 60.0), ("electricity", "MWh", 20.0)], "");
    assert_eq!(less.spf.value, None);
    assert_eq!(
        less.spf.unknown[0].text(Lang::En),
        "there is no meter for `cold` (cold to the building); name it, or list it as `absent`"
    );
    let absent = report("closed", &[("heat", "MWh", 60.0), ("electricity", "MWh", 20.0)], "absent = [\"cold\"]");
    near(absent.spf.value, 3.0);
}

#[test]
fn one_meter_may_measure_several_and_several_may_measure_one() {
    let more = "[[meter]]\nfor = [\"wells\", \"heat_pump\", \"dry_cooler\", \"heat_rejection\"]\ncolumn = \"heat\"\nunit = \"kWh\"\nfactor = 250\nkind = \"counter\"\n";
    let all = report("3.3", &[("heat", "MWh", 400.0), ("cold", "MWh", 100.0)], more);
    // The same column: 400 pulses of 250 kWh of electricity.
    near(all.electricity_mwh.value, 100.0);
    let two = report(
        "closed",
        &[("heat", "MWh", 30.0), ("cold", "MWh", 0.0), ("electricity", "MWh", 20.0)],
        "[[meter]]\nfor = \"heat\"\ncolumn = \"heat\"\nunit = \"MWh\"\nkind = \"counter\"\n",
    );
    near(two.heat_mwh.value, 60.0);
}

#[test]
fn heat_is_integrated_from_a_flow_and_two_temperatures() {
    let toml = "absent = [\"cold\"]\n[[meter]]\nfor = \"heat\"\nflow = \"q\"\nwarm = \"ta\"\ncold = \"tr\"\nclass_percent = 2\n\
        [[meter]]\nfor = \"electricity\"\ncolumn = \"e\"\nunit = \"kW\"\n";
    let job = Job::new(Installation::from_toml("test.toml", toml).unwrap(), Concept::of("closed").unwrap()).unwrap();
    let mut readings = job.readings();
    let mut csv = String::from("time;q;ta;tr;e\n");
    let start: jiff::Timestamp = "2024-12-31T23:00:00Z".parse().unwrap();
    for hour in 0..8760 {
        writeln!(csv, "{};10,0;45,0;35,0;25", start + jiff::SignedDuration::from_hours(hour)).unwrap();
    }
    readings.read("test.csv", csv.as_bytes()).unwrap();
    let report = job.report(&readings, None).unwrap();
    // 994.033 kg/m3 (35 degC) * 4179.4 J/(kg K) (40 degC) * 10 / 3600 m3/s * 10 K = 115 401.709 W, 8760 h
    let heat_mwh = 994.033 * 4179.4 * 10.0 / 3600.0 * 10.0 / 1e6 * 8760.0;
    near(report.heat_mwh.value, heat_mwh);
    near(report.spf.value, heat_mwh / 219.0);
    // 2 % of the flow, and 0.3 degC for each of two sensors on 10 K: 4.24 %.
    near(report.heat_mwh.error, heat_mwh * 0.02_f64.hypot(0.3 * std::f64::consts::SQRT_2 / 10.0));
}

#[test]
fn pulses_have_a_factor() {
    let more = "[[meter]]\nfor = \"electricity\"\ncolumn = \"heat\"\nunit = \"kWh\"\nfactor = 250\nkind = \"counter\"\nabsent = []\n";
    let more = more.replace("absent = []\n", "");
    let report = report("closed", &[("heat", "MWh", 600.0), ("cold", "MWh", 0.0)], &more);
    // 600 pulses of 250 kWh
    near(report.electricity_mwh.value, 150.0);
}

#[test]
fn a_year_with_too_much_missing_is_undetermined() {
    let toml = "stamp = \"start\"\nabsent = [\"cold\"]\n[[meter]]\nfor = \"heat\"\nunit = \"kWh\"\nkind = \"interval\"\n\
        [[meter]]\nfor = \"electricity\"\nunit = \"kWh\"\nkind = \"interval\"\n";
    let of = |missing: std::ops::Range<i32>| {
        let job =
            Job::new(Installation::from_toml("test.toml", toml).unwrap(), Concept::of("closed").unwrap()).unwrap();
        let mut readings = job.readings();
        let mut csv = String::from("time,heat,electricity\n");
        for day in (0..365).filter(|day| !missing.contains(day)) {
            let date = jiff::civil::date(2025, 1, 1) + jiff::Span::new().days(day);
            writeln!(csv, "{date},40,10").unwrap();
        }
        readings.read("test.csv", csv.as_bytes()).unwrap();
        job.report(&readings, None).unwrap()
    };
    near(of(100..118).spf.value, 4.0);
    // 19 of 365 days are 5.2 %.
    let too_much = of(100..119);
    assert_eq!(too_much.spf.value, None);
    assert_eq!(
        too_much.spf.unknown[0].text(Lang::En),
        "heat: 5.2 % of the time is missing or estimated, more than 5 %"
    );
    // The months that were measured are known all the same.
    assert!(too_much.months[0].spf.is_some() && too_much.months[3].spf.is_none());
}

#[test]
fn readings_that_straddle_new_year_leave_the_year_open() {
    let toml = "absent = [\"cold\"]\n[[meter]]\nfor = \"heat\"\nunit = \"kWh\"\nkind = \"counter\"\n\
        [[meter]]\nfor = \"electricity\"\nunit = \"kWh\"\nkind = \"counter\"\n";
    let job = Job::new(Installation::from_toml("test.toml", toml).unwrap(), Concept::of("closed").unwrap()).unwrap();
    let mut readings = job.readings();
    // From July to July: how much was in which year nobody knows.
    readings
        .read("test.csv", "time,heat,electricity\n2024-07-01,0,0\n2025-07-01,40,10\n2026-07-01,80,20\n".as_bytes())
        .unwrap();
    assert_eq!(job.report(&readings, None).unwrap().spf.value, None);
}

/// Two places hold the law; they have to say the same.
#[test]
fn every_limit_is_that_of_the_national_rulebook() {
    let law = Law::embedded().unwrap();
    let library = Library::embedded().unwrap();
    let find = |id: &str| {
        library.rules().map(|(_, rule)| rule).find(|rule| rule.id == id).unwrap_or_else(|| panic!("no {id}"))
    };
    for duty in &law.duties {
        let rule = find(&duty.rule);
        assert_eq!((rule.valid_from, rule.valid_to), (duty.valid_from, duty.valid_to), "{}", duty.rule);
        assert!(duty.applies_to.iter().all(|system| rule.applies_to.contains(system)), "{}", duty.rule);
        assert_eq!(rule.source.url, duty.source.url, "{}", duty.rule);
        if let (Some(limit), DutyKind::MaxTemperature | DutyKind::MinTemperature) = (duty.limit, duty.id) {
            let words = format!("{limit} °C");
            assert!(rule.reason.en.contains(&words), "{}: {} has no {words}", duty.rule, rule.reason.en);
        }
        if let (Some(limit), DutyKind::LeastSpf) = (duty.limit, duty.id) {
            assert!(rule.reason.en.contains(&format!("at least {limit} ")), "{}: {}", duty.rule, rule.reason.en);
        }
        if duty.id == DutyKind::Report && duty.limit.is_some() {
            assert!(rule.when.to_string().contains("70"), "{}", rule.when);
        }
    }
    let mut outlines: Vec<&str> = library.books.iter().map(|book| book.jurisdiction.as_str()).collect();
    outlines.dedup();
    assert!(law.jurisdictions.iter().all(|province| outlines.contains(&province.as_str())), "{outlines:?}");
    for transition in &law.transitions {
        assert!(find(&transition.rule).when.to_string().contains("2013"), "{}", transition.rule);
    }
}

/// A year of concept 2 with this SPF: (300 + 0.20 * 400) / (15 + 0.85 * air handling).
fn with_spf(spf: f64, keys: &str) -> Report {
    let meters = [
        ("cold", "MWh", 300.0),
        ("heat", "MWh", 400.0),
        ("wells", "MWh", 15.0),
        ("chilled_water", "MWh", 0.0),
        ("air_handling", "MWh", (380.0 / spf - 15.0) / 0.85),
    ];
    report("2", &meters, keys)
}

fn in_flevoland(spf: f64, more: &str) -> Report {
    with_spf(spf, &format!("jurisdiction = \"flevoland\"\n{more}"))
}

#[test]
fn a_province_may_ask_a_least_spf_by_when_the_system_was_installed() {
    let of = |spf: f64, more: &str| in_flevoland(spf, more).check(CheckId::ProvinceSpf).unwrap().state;
    let [old, new] = ["in_use_since = 2023-12-31\n", "in_use_since = 2024-01-01\n"];
    assert_eq!([of(3.51, old), of(3.49, old)], [CheckState::Holds, CheckState::Fails]);
    assert_eq!([of(5.01, new), of(4.9, new)], [CheckState::Holds, CheckState::Fails]);
    // Installed nobody knows when.
    assert_eq!([of(3.4, ""), of(4.0, ""), of(5.01, "")], [CheckState::Fails, CheckState::Unknown, CheckState::Holds]);
    let fallen = "in_use_since = 2020-01-01\n[[earlier]]\nyear = 2024\nspf = 6\n";
    assert_eq!([of(4.79, fallen), of(4.81, fallen)], [CheckState::Fails, CheckState::Holds]);
    let check = in_flevoland(4.9, new);
    let check = check.check(CheckId::ProvinceSpf).unwrap();
    assert_eq!(check.rule.as_deref(), Some("FL-2024-06"));
    assert_eq!(check.statement.text(Lang::En), "SPF 4.9; the province asks at least 5");
}

#[test]
fn a_province_may_want_its_report_by_another_day() {
    let of = |province: &str, received: &str| {
        let keys = format!("jurisdiction = \"{province}\"\nreceived = {received}\n");
        with_spf(6.0, &keys).check(CheckId::ProvinceReport).map(|check| check.state)
    };
    assert_eq!(of("noord-holland", "2026-01-31"), Some(CheckState::Holds));
    assert_eq!(of("noord-holland", "2026-02-01"), Some(CheckState::Fails));
    assert_eq!(of("utrecht", "2026-03-31"), Some(CheckState::Holds));
    assert_eq!(of("drenthe", "2026-03-31"), None);
}

#[test]
fn a_province_that_is_not_known_is_told_with_the_nearest() {
    let fault = Installation::from_toml("test.toml", "jurisdiction = \"flevolnad\"\n").unwrap_err();
    assert!(fault.text(Lang::En).contains("flevoland"), "{}", fault.text(Lang::En));
}
