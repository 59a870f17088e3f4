//! A made year of readings: counters of six meters of concept 3.3, local time without offset, both
//! changes of the clock. Faults are put into it one by one, and it knows what should be found.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bodemtoets_spf::DefectKind;
use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{ToSpan as _, Zoned};

pub const METERS: [&str; 6] = ["heat", "cold", "wells", "heat_pump", "dry_cooler", "heat_rejection"];

/// Where counters begin: far from zero and from the next power of ten, W h.
const START: i64 = 2_000_000_000;

#[derive(Clone)]
pub struct Row {
    pub time: String,
    /// Wh; none is an empty cell.
    pub cells: [Option<i64>; 6],
    /// A cell that is no number.
    pub odd: Option<usize>,
}

#[derive(Clone)]
pub struct MadeYear {
    pub rows: Vec<Row>,
    /// What each meter gave in the year, Wh.
    pub totals: [i64; 6],
    pub expected: BTreeMap<(DefectKind, Option<&'static str>), u64>,
    minutes: i64,
}

/// What the meters give in a minute, W, at a time of the year.
fn watts(local: &Zoned) -> [i64; 6] {
    let day = f64::from(local.day_of_year());
    let hour = f64::from(local.hour());
    let season = (std::f64::consts::TAU * (day - 15.0) / 365.0).cos();
    let works = (6.0..22.0).contains(&hour);
    let heat = if works { (150_000.0 * season + 10_000.0 * (hour / 4.0).sin()).max(0.0) } else { 0.0 };
    let cold = if works { (-110_000.0 * season - 20_000.0).max(0.0) } else { 0.0 };
    let night = if works || season < 0.3 { 0.0 } else { 3_000.0 };
    [heat, cold, 0.03 * (heat + cold), 0.25 * heat, night, 0.1 * night].map(|watts| watts.round() as i64)
}

impl MadeYear {
    /// The year 2025, with a reading every so many minutes, from New Year to New Year.
    pub fn new(minutes: i64) -> Self {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let mut now = date(2025, 1, 1).to_zoned(zone.clone()).unwrap();
        let end = date(2026, 1, 1).to_zoned(zone).unwrap();
        let mut sums = [START; 6];
        let (mut rows, mut gives, mut hour) = (Vec::new(), [0; 6], -1);
        while now <= end {
            let mut time = String::new();
            write!(time, "{} {:02}:{:02}", now.date(), now.hour(), now.minute()).unwrap();
            rows.push(Row { time, cells: sums.map(Some), odd: None });
            if now.hour() != hour {
                (hour, gives) = (now.hour(), watts(&now));
            }
            for (sum, watts) in sums.iter_mut().zip(gives) {
                *sum += watts * minutes / 60;
            }
            now = now.checked_add(minutes.minutes()).unwrap();
        }
        let last = rows.last().unwrap().cells;
        let totals = last.map(|cell| cell.unwrap() - START);
        Self { rows, totals, expected: BTreeMap::new(), minutes }
    }

    /// The place of the first reading of a day of the year (from 0) that is not in an hour that comes twice.
    pub fn at(&self, day: i64, step: usize) -> usize {
        (day * 1440 / self.minutes) as usize + step
    }

    fn expect(&mut self, kind: DefectKind, meter: usize) {
        *self.expected.entry((kind, Some(METERS[meter]))).or_default() += 1;
    }

    fn expect_all(&mut self, kind: DefectKind) {
        (0..6).for_each(|meter| self.expect(kind, meter));
    }

    /// The first place from one on at which a meter has just moved, twice in a row.
    fn moving(&self, from: usize, meter: usize) -> usize {
        let value = |place: usize| self.rows[place].cells[meter].unwrap();
        (from..self.rows.len() - 10)
            .find(|place| value(*place) > value(place - 1) && value(place - 1) > value(place - 2))
            .unwrap()
    }

    /// Takes rows away.
    pub fn gap(&mut self, at: usize, rows: usize) {
        self.rows.drain(at..at + rows);
        self.expect_all(DefectKind::Gap);
    }

    pub fn duplicate(&mut self, at: usize) {
        let row = self.rows[at].clone();
        self.rows.insert(at + 1, row);
        self.expect_all(DefectKind::Duplicate);
    }

    pub fn conflict(&mut self, at: usize, meter: usize) {
        let mut row = self.rows[at].clone();
        row.cells[meter] = row.cells[meter].map(|cell| cell + 1000);
        self.rows.insert(at + 1, row);
        for other in 0..6 {
            self.expect(if other == meter { DefectKind::Conflict } else { DefectKind::Duplicate }, other);
        }
    }

    /// Puts a row some places later.
    pub fn displace(&mut self, at: usize, by: usize) {
        let row = self.rows.remove(at);
        self.rows.insert(at + by, row);
        self.expect_all(DefectKind::OutOfOrder);
    }

    pub fn dip(&mut self, at: usize, meter: usize, rows: usize) {
        for row in &mut self.rows[at..at + rows] {
            row.cells[meter] = Some(0);
        }
        self.expect(DefectKind::Dip, meter);
    }

    pub fn spike(&mut self, at: usize, meter: usize, rows: usize) {
        let at = self.moving(at, meter);
        for row in &mut self.rows[at..at + rows] {
            row.cells[meter] = row.cells[meter].map(|cell| cell + 50_000_000_000);
        }
        self.expect(DefectKind::Spike, meter);
    }

    /// Adds to a counter from a place on.
    fn shift(&mut self, at: usize, meter: usize, by: i64) {
        for row in &mut self.rows[at..] {
            row.cells[meter] = row.cells[meter].map(|cell| cell + by);
        }
    }

    pub fn reset(&mut self, at: usize, meter: usize) {
        let at = self.moving(at, meter);
        self.shift(at, meter, -self.rows[at - 1].cells[meter].unwrap());
        self.expect(DefectKind::Reset, meter);
    }

    /// Lets a counter of five digits of MWh go round at a place. To be done before other faults of the meter.
    pub fn roll_over(&mut self, at: usize, meter: usize) {
        let at = self.moving(at, meter);
        let end = 10_000_000_000;
        self.shift(0, meter, end - self.rows[at - 1].cells[meter].unwrap() - 1);
        self.shift(at, meter, -end);
        self.expect(DefectKind::RollOver, meter);
    }

    pub fn negative_step(&mut self, at: usize, meter: usize) {
        let at = self.moving(at, meter);
        self.shift(at, meter, -self.rows[at].cells[meter].unwrap() / 2);
        self.expect(DefectKind::NegativeStep, meter);
    }

    pub fn jump(&mut self, at: usize, meter: usize) {
        let at = self.moving(at, meter);
        self.shift(at, meter, 50_000_000_000);
        self.expect(DefectKind::Jump, meter);
    }

    /// Lets the heat pump's meter stand still for some whole days of winter; then it makes up for it.
    pub fn freeze(&mut self, at: usize, days: usize) {
        let rows = days * (1440 / self.minutes) as usize;
        let value = self.rows[at - 1].cells[3];
        for row in &mut self.rows[at..=at + rows] {
            row.cells[3] = value;
        }
        self.expect(DefectKind::Frozen, 3);
    }

    pub fn unreadable_value(&mut self, at: usize, meter: usize) {
        self.rows[at].odd = Some(meter);
        self.expect(DefectKind::UnreadableValue, meter);
        // Without it the step is twice the usual one.
        self.expect(DefectKind::Gap, meter);
    }

    pub fn unreadable_time(&mut self, at: usize) {
        "gisteren".clone_into(&mut self.rows[at].time);
        *self.expected.entry((DefectKind::UnreadableTime, None)).or_default() += 1;
        self.expect_all(DefectKind::Gap);
    }

    /// A row in the hour that does not exist.
    pub fn nonexistent_time(&mut self) {
        let at = self.rows.iter().position(|row| row.time == "2025-03-30 03:00").unwrap();
        let row = Row { time: "2025-03-30 02:30".to_owned(), ..self.rows[at].clone() };
        self.rows.insert(at, row);
        *self.expected.entry((DefectKind::NonexistentTime, None)).or_default() += 1;
    }

    /// As a wide CSV, kWh.
    pub fn csv(&self) -> String {
        let mut text = String::with_capacity(self.rows.len() * 90);
        text.push_str("time");
        for meter in METERS {
            write!(text, ",{meter}_kwh").unwrap();
        }
        text.push('\n');
        for row in &self.rows {
            text.push_str(&row.time);
            for (place, cell) in row.cells.iter().enumerate() {
                text.push(',');
                match cell {
                    _ if row.odd == Some(place) => text.push_str("n/a"),
                    Some(wh) => write!(text, "{}.{:03}", wh / 1000, wh % 1000).unwrap(),
                    None => {}
                }
            }
            text.push('\n');
        }
        text
    }
}

/// The year of minutes of the benchmark: two resets, a roll-over, both changes of the clock, and one row
/// in a hundred missing.
pub fn minute_year() -> MadeYear {
    let mut year = MadeYear::new(1);
    year.roll_over(year.at(200, 600), 1);
    year.reset(year.at(40, 500), 0);
    year.reset(year.at(300, 700), 3);
    // From the end, so that places stay: 365 gaps of 14 or 15 rows are 5256 rows of 525 601.
    for day in (0..365).rev() {
        let rows = if day % 5 < 2 { 15 } else { 14 };
        year.gap(year.at(day, 900), rows);
    }
    year
}
