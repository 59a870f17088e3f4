//! `spf`: what it makes of readings, for operators and for officers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;
#[path = "common/made_year.rs"]
mod made_year;

use std::collections::BTreeMap;

use bodemtoets::spf::{Concept, FaultKind, Gaps, Installation, Job, Kind, Report, by_columns};
use made_year::{METERS, MadeYear, minute_year};
use proptest::prelude::*;

/// The job of the made year, and its report.
fn reported(year: &MadeYear, change: impl Fn(&mut Installation)) -> (Report, BTreeMap<(FaultKind, Option<String>), u64>) {
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

fn expected(year: &MadeYear) -> BTreeMap<(FaultKind, Option<String>), u64> {
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
    assert!(report.meters.iter().all(|meter| meter.months_percent.iter().all(|percent| (percent - 100.0).abs() < 1e-9)));
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
        let summer = (100..=260).contains(&day);
        if matches!(kind, 5..=8) {
            meter = match (summer, meter) {
                (true, _) => 1 + meter % 2,
                (false, 1) => 0,
                _ => meter,
            };
        }
        // The pumps of the dry cooler rest for months, also in spring and autumn.
        let rests = meter >= 4 && !(0..60).contains(&day);
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
