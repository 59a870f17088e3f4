//! What a meter gave, for each part of each day.

use super::calendar::Calendar;
use super::clock::Seconds;

/// How sure an amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Between two readings that follow each other.
    Measured,
    /// Over a gap that a counter counted through: how much is known, when is not.
    Bridged,
    /// Filled in between its neighbours.
    Estimated,
}

/// A part of a day of a meter. Amounts are in kWh or m3; those of a temperature in degC times seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cell {
    pub amount: f64,
    pub estimated: f64,
    pub measured_s: f64,
    pub bridged_s: f64,
    pub estimated_s: f64,
    /// What came in steps too long to tell operating hours from others.
    pub mixed: f64,
    pub lowest: f64,
    pub highest: f64,
}

impl Cell {
    pub(super) const EMPTY: Self = Self {
        amount: 0.0,
        estimated: 0.0,
        measured_s: 0.0,
        bridged_s: 0.0,
        estimated_s: 0.0,
        mixed: 0.0,
        lowest: f64::INFINITY,
        highest: f64::NEG_INFINITY,
    };

    /// Two cells as one.
    pub(super) fn with(mut self, other: &Self) -> Self {
        self.amount += other.amount;
        self.estimated += other.estimated;
        self.measured_s += other.measured_s;
        self.bridged_s += other.bridged_s;
        self.estimated_s += other.estimated_s;
        self.mixed += other.mixed;
        self.lowest = self.lowest.min(other.lowest);
        self.highest = self.highest.max(other.highest);
        self
    }
}

/// A longer step cannot be told apart into operating hours and others.
const MIXED_S: Seconds = 3600;

/// A longer step over New Year leaves open what belongs to which year.
const LONG_S: Seconds = 86400;

/// The amounts of a meter.
#[derive(Debug, Clone)]
pub(super) struct Sums<'a> {
    calendar: &'a Calendar,
    pub cells: Vec<Cell>,
    at: usize,
}

impl<'a> Sums<'a> {
    pub(super) fn new(calendar: &'a Calendar) -> Self {
        Self { calendar, cells: vec![Cell::EMPTY; calendar.segments.len()], at: 0 }
    }

    /// Adds an amount, evenly over a time. What lies outside the calendar is left out.
    pub(super) fn add(&mut self, from_s: Seconds, to_s: Seconds, amount: f64, how: How) {
        self.add_seen(from_s, to_s, amount, how, None);
    }

    /// The same, with the value that was read.
    pub(super) fn add_seen(&mut self, from_s: Seconds, to_s: Seconds, amount: f64, how: How, seen: Option<f64>) {
        let segments = &self.calendar.segments;
        if to_s <= from_s || segments.is_empty() {
            return;
        }
        if segments.get(self.at).is_none_or(|segment| from_s < segment.from_s || from_s >= segment.to_s) {
            self.at = self.calendar.find(from_s);
        }
        let last = segments[self.at..].partition_point(|segment| segment.from_s < to_s) + self.at;
        let parts = self.at..last;
        let torn =
            to_s - from_s > MIXED_S && segments[parts.clone()].windows(2).any(|pair| pair[0].open != pair[1].open);
        for place in parts {
            let segment = &segments[place];
            let (start, end) = (from_s.max(segment.from_s), to_s.min(segment.to_s));
            if end <= start {
                continue;
            }
            let seconds = f64::from(end - start);
            let part =
                if (start, end) == (from_s, to_s) { amount } else { amount * seconds / f64::from(to_s - from_s) };
            let cell = &mut self.cells[place];
            cell.amount += part;
            match how {
                How::Measured => cell.measured_s += seconds,
                How::Bridged => cell.bridged_s += seconds,
                How::Estimated => {
                    cell.estimated_s += seconds;
                    cell.estimated += part;
                }
            }
            if torn {
                cell.mixed += part;
            }
            if let Some(value) = seen {
                cell.lowest = cell.lowest.min(value);
                cell.highest = cell.highest.max(value);
            }
            self.at = place;
        }
    }

    /// Adds a step of a counter. Of a long step over New Year it is not known what belongs to which year:
    /// the smaller part counts as estimated, and as much of the larger one beside it.
    pub(super) fn add_step(&mut self, from_s: Seconds, to_s: Seconds, amount: f64, how: How) {
        let segments = &self.calendar.segments;
        let turn = (to_s.saturating_sub(from_s) > LONG_S).then(|| {
            let (first, last) = (self.calendar.find(from_s), self.calendar.find(to_s.saturating_sub(1)));
            let year = segments.get(last).map_or(0, |segment| segment.date.year());
            let new_year = first + segments.get(first..=last)?.partition_point(|segment| segment.date.year() < year);
            segments.get(new_year).filter(|_| new_year > first).map(|segment| segment.from_s)
        });
        let Some(turn_s) = turn.flatten() else { return self.add(from_s, to_s, amount, how) };
        let unsure_s = (turn_s - from_s).min(to_s - turn_s);
        let pace = amount / f64::from(to_s - from_s);
        let (start_s, end_s) = (turn_s - unsure_s, turn_s + unsure_s);
        for (from_s, to_s, how) in [(from_s, start_s, how), (start_s, end_s, How::Estimated), (end_s, to_s, how)] {
            self.add(from_s, to_s, pace * f64::from(to_s.saturating_sub(from_s)), how);
        }
    }

    /// Takes back an amount and its time: it is not known what it was.
    pub(super) fn forget(&mut self, from_s: Seconds, to_s: Seconds, amount: f64) {
        let measured: Vec<Cell> = self.cells.clone();
        self.add(from_s, to_s, -amount, How::Measured);
        for (cell, before) in self.cells.iter_mut().zip(measured) {
            let seconds = cell.measured_s - before.measured_s;
            cell.measured_s = (before.measured_s - seconds).max(0.0);
        }
    }

    /// Adds an amount of which it is not known when it came, and whether it is all: its time stays unknown.
    pub(super) fn add_unsure(&mut self, from_s: Seconds, to_s: Seconds, amount: f64) {
        self.take_back(from_s, to_s, -amount);
    }

    /// Takes back an amount, but not its time.
    pub(super) fn take_back(&mut self, from_s: Seconds, to_s: Seconds, amount: f64) {
        let measured: Vec<Cell> = self.cells.clone();
        self.add(from_s, to_s, -amount, How::Measured);
        for (cell, before) in self.cells.iter_mut().zip(measured) {
            cell.measured_s = before.measured_s;
        }
    }
}
