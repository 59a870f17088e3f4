//! What counts as a quantity in a year or a month, with its error, or why that is not known.

use std::ops::Range;

use super::concept::{Concept, Hours};
use super::figure::Figure;
use super::given::{Given, Measured};
use super::installation::Installation;
use super::meter::{Meter, Meters};
use super::quantity::{Dimension, Quantity};
use super::reason::Reason;
use super::sums::Cell;
use super::suspect::Suspect;
use super::table::Readings;

/// The error of an energy meter when nothing is said of its class, % (Stcrt. 2013, 10844).
pub const ENERGY_ERROR_PERCENT: f64 = 5.0;
/// The error of a temperature, degC (Stcrt. 2013, 10844).
pub const TEMPERATURE_ERROR_C: f64 = 0.3;
/// A longer usual step says nothing of single months, seconds.
pub(super) const MONTHLY_S: u32 = 35 * 86400;
/// A smaller part that came in steps too long for operating hours is let be.
const MIXED_PART: f64 = 0.001;

/// Everything that figures are made of.
pub(super) struct Quantities<'a> {
    pub concept: &'a Concept,
    pub installation: &'a Installation,
    pub meters: &'a Meters,
    pub measured: &'a Measured,
    pub readings: &'a Readings,
    pub max_missing_percent: f64,
}

/// How the time of a meter is known, %.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    pub complete: f64,
    pub bridged: f64,
    pub estimated: f64,
}

impl Quantities<'_> {
    /// The places of a month.
    pub(super) fn month(&self, year: i16, month: i8) -> Range<usize> {
        let all = self.measured.calendar.of_year(year);
        let segments = &self.measured.calendar.segments[all.clone()];
        let first = segments.partition_point(|segment| segment.date.month() < month);
        let last = segments.partition_point(|segment| segment.date.month() <= month);
        all.start + first..all.start + last
    }

    /// How the time of a meter is known.
    pub(super) fn share(&self, given: &Given, range: &Range<usize>) -> Share {
        let segments = &self.measured.calendar.segments[range.clone()];
        let all: f64 = segments.iter().map(|segment| f64::from(segment.to_s - segment.from_s)).sum();
        let sum = total(given, range);
        let percent = |seconds: f64| if all > 0.0 { 100.0 * seconds / all } else { 0.0 };
        Share {
            complete: percent(sum.measured_s),
            bridged: percent(sum.bridged_s),
            estimated: percent(sum.estimated_s),
        }
    }

    /// A quantity, in kWh, m3 or degC; none when the concept does not have it.
    pub(super) fn figure(&self, quantity: Quantity, range: &Range<usize>) -> Option<Figure> {
        if !self.concept.measures(quantity) {
            return None;
        }
        let mut why = Vec::new();
        let mut served_any = false;
        let mut absent_all = true;
        for (place, meter) in self.concept.meters.iter().enumerate() {
            if !meter.counts.iter().any(|count| count.quantity == quantity) {
                continue;
            }
            let served = self.meters.meters.iter().any(|device| device.serves.contains(&place));
            let absent = self.installation.absent.contains(&meter.id);
            served_any |= served;
            absent_all &= absent;
            if !served && !absent && !meter.optional {
                why.push(Reason::NoMeter { meter: meter.id.clone(), what: meter.what.clone() });
            }
        }
        if !why.is_empty() {
            return Some(Figure::unknown(why));
        }
        if !served_any {
            // Without a gas meter there is no gas: nearly all systems run on electricity alone.
            let none = absent_all || quantity == Quantity::Gas;
            return Some(if none { Figure::exact(0.0) } else { Figure::unknown(vec![Reason::NotMeasured(quantity)]) });
        }
        Some(self.summed(quantity, range))
    }

    fn summed(&self, quantity: Quantity, range: &Range<usize>) -> Figure {
        let (mut value, mut squares, mut open, mut why) = (0.0, 0.0, 0.0, Vec::new());
        let (mut weight, mut weighted) = (0.0, 0.0);
        for (meter, given) in self.meters.meters.iter().zip(&self.measured.given) {
            let counts =
                meter.serves.first().map(|place| self.concept.meters[*place].counts.as_slice()).unwrap_or_default();
            for count in counts.iter().filter(|count| count.quantity == quantity) {
                why.extend(self.doubts(meter, given, range, count.hours));
                let cell = match count.hours.filter(|_| meter.hours.is_none()) {
                    Some(hours) => self.within(given, range, hours),
                    None if count.hours.is_some() && count.hours != meter.hours => Cell::EMPTY,
                    None => total(given, range),
                };
                if quantity.dimension() == Dimension::Temperature {
                    weight += cell.measured_s + cell.bridged_s + cell.estimated_s;
                    weighted += cell.amount;
                    continue;
                }
                let amount = cell.amount * count.share;
                let share = self.share(given, range);
                let known = (share.complete + share.bridged + share.estimated).min(100.0);
                value += amount;
                squares += (amount * error_percent(meter, given) / 100.0).powi(2);
                // What is missing is taken to be like what is known.
                let missing = if known > 0.0 { amount * (100.0 - known) / known } else { 0.0 };
                open += cell.estimated.abs() * count.share + missing.abs();
            }
        }
        if !why.is_empty() {
            why.dedup();
            return Figure::unknown(why);
        }
        if quantity.dimension() == Dimension::Temperature {
            if weight <= 0.0 {
                return Figure::unknown(vec![Reason::NotMeasured(quantity)]);
            }
            return Figure::known(weighted / weight, TEMPERATURE_ERROR_C);
        }
        Figure::known(value, squares.sqrt() + open)
    }

    /// Why the amount of a meter is not known well enough.
    fn doubts(&self, meter: &Meter, given: &Given, range: &Range<usize>, hours: Option<Hours>) -> Option<Reason> {
        let column = self.meters.columns[usize::from(meter.column)].clone();
        let share = self.share(given, range);
        let percent = 100.0 - share.complete - share.bridged;
        if let Some(reason) = self.broken(given, &column, range) {
            return Some(reason);
        }
        if percent > self.max_missing_percent {
            return Some(Reason::Missing { column, percent, limit: self.max_missing_percent });
        }
        if given.step_s > MONTHLY_S && range.len() < 300 {
            return Some(Reason::TooFarApart { column });
        }
        if hours.is_none() || meter.hours.is_some() {
            return None;
        }
        if self.installation.operating_hours.is_none() {
            return Some(Reason::NoOperatingHours { column });
        }
        let cell = total(given, range);
        (cell.mixed.abs() > MIXED_PART * cell.amount.abs()).then_some(Reason::HoursMixed { column })
    }

    /// What makes a counter worthless for a time: it begins anew every day, or it changed its unit.
    fn broken(&self, given: &Given, column: &str, range: &Range<usize>) -> Option<Reason> {
        let column = column.to_owned();
        if let Some(days) = given.daily {
            return Some(Reason::DailyCounter { column, days });
        }
        let (reading, factor) = given.unit_change?;
        let end_s = self.measured.calendar.segments.get(range.end.checked_sub(1)?)?.to_s;
        (reading.time_s <= end_s).then(|| Reason::UnitChange {
            column,
            factor,
            suspect: Some(Suspect::of(&reading, self.readings)),
        })
    }

    /// What part of what a meter gave counts, when only some hours do.
    pub(super) fn counted_part(&self, meter: &Meter, given: &Given, range: &Range<usize>, hours: Option<Hours>) -> f64 {
        match (hours, meter.hours) {
            (None, _) => 1.0,
            (Some(asked), Some(counted)) => f64::from(u8::from(asked == counted)),
            (Some(asked), None) => {
                let all = total(given, range).amount;
                if all > 0.0 { self.within(given, range, asked).amount / all } else { 1.0 }
            }
        }
    }

    fn within(&self, given: &Given, range: &Range<usize>, hours: Hours) -> Cell {
        let cells = given.cells[range.clone()].iter().zip(&self.measured.calendar.segments[range.clone()]);
        let asked = cells.filter(|(_, segment)| segment.open == (hours == Hours::In));
        asked.fold(Cell::EMPTY, |sum, (cell, _)| sum.with(cell))
    }
}

/// All of a meter in some segments.
pub(super) fn total(given: &Given, range: &Range<usize>) -> Cell {
    given.cells[range.clone()].iter().fold(Cell::EMPTY, Cell::with)
}

/// The error of an energy or volume from a meter, %: its class, and for a flow and two temperatures that
/// of the difference too.
pub(super) fn error_percent(meter: &Meter, given: &Given) -> f64 {
    let class = meter.class_percent.unwrap_or(ENERGY_ERROR_PERCENT);
    match given.difference_k {
        Some(difference_k) if difference_k > 0.0 => {
            class.hypot(100.0 * TEMPERATURE_ERROR_C * std::f64::consts::SQRT_2 / difference_k)
        }
        _ => class,
    }
}
