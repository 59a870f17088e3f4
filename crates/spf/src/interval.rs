//! Values that hold for a while: the amount of a step, a power, a flow, a temperature.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::clock::Seconds;
use super::defect::{Defect, DefectKind, Gaps};
use super::pace::highest_pace;
use super::series::{Series, fault};
use super::sums::{How, Sums};

/// Which end of its time a value is stamped with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Stamp {
    /// The value is that of the time from its stamp on.
    Start,
    /// The value is that of the time up to its stamp.
    End,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// The amount of the step.
    Amount,
    /// So much an hour.
    Rate,
    /// A temperature, degC.
    Temperature,
}

/// Values that hold for a while.
#[derive(Debug, Clone)]
pub(super) struct Interval {
    pub held: Held,
    pub stamp: Stamp,
    /// The most in an hour, in the unit of the readings.
    pub max_per_hour: Option<f64>,
    pub factor: f64,
}

/// Temperatures that water in a pipe may have, degC.
const TEMPERATURES_C: std::ops::RangeInclusive<f64> = -30.0..=120.0;

/// Whether water in a pipe may have a temperature, degC.
pub(super) fn is_temperature(value_c: f64) -> bool {
    TEMPERATURES_C.contains(&value_c)
}

/// A value and the time that it holds for.
struct Block {
    from_s: Seconds,
    to_s: Seconds,
    /// A second, in the unit of the sum.
    pace: f64,
    value: f64,
}

/// Adds up values that hold for a while.
pub(super) fn add_up(kind: &Interval, series: &Series, gaps: Gaps, sums: &mut Sums<'_>, found: &mut Vec<Defect>) {
    let readings = &series.readings;
    let per_second = |value: f64, seconds: Seconds| match kind.held {
        Held::Amount => value / f64::from(seconds.max(1)),
        Held::Rate => value / 3600.0,
        Held::Temperature => value,
    };
    let highest = match kind.held {
        Held::Temperature => f64::INFINITY,
        _ => highest_pace(
            readings
                .iter()
                .step_by((readings.len() / 16_384).max(1))
                .map(|reading| per_second(reading.value, series.step_s)),
            kind.max_per_hour,
            series.step_s,
        ),
    };
    let mut last: Option<Block> = None;
    for (place, reading) in readings.iter().enumerate() {
        let neighbour = match kind.stamp {
            Stamp::Start => readings.get(place + 1),
            Stamp::End => place.checked_sub(1).and_then(|before| readings.get(before)),
        };
        let seconds = neighbour.map(|other| other.time_s.abs_diff(reading.time_s));
        let seconds = seconds.filter(|seconds| !series.is_gap(0, *seconds)).unwrap_or(series.step_s);
        let (from_s, to_s) = match kind.stamp {
            Stamp::Start => (reading.time_s, reading.time_s.saturating_add(seconds)),
            Stamp::End => (reading.time_s.saturating_sub(seconds), reading.time_s),
        };
        if let Some(before) = place.checked_sub(1).map(|before| &readings[before])
            && series.is_gap(before.time_s, reading.time_s)
        {
            found.push(Defect { to_s: reading.time_s, value: None, ..fault(DefectKind::Gap, series.column, before) });
        }
        let pace = per_second(reading.value, seconds);
        let wrong = match kind.held {
            Held::Temperature => (!is_temperature(reading.value)).then_some(DefectKind::ImplausibleTemperature),
            _ if reading.value < 0.0 => Some(DefectKind::NegativeValue),
            _ => (pace > highest).then_some(DefectKind::Spike),
        };
        if let Some(wrong) = wrong {
            found.push(fault(wrong, series.column, reading));
            continue;
        }
        let block = Block { from_s, to_s, pace: pace * kind.factor, value: reading.value };
        if let Some(before) = &last
            && before.to_s < block.from_s
            && gaps == Gaps::Interpolate
        {
            let amount = f64::midpoint(before.pace, block.pace) * f64::from(block.from_s - before.to_s);
            sums.add(before.to_s, block.from_s, amount, How::Estimated);
        }
        let seen = (kind.held == Held::Temperature).then_some(block.value);
        sums.add_seen(block.from_s, block.to_s, block.pace * f64::from(block.to_s - block.from_s), How::Measured, seen);
        last = Some(block);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::clock::Clock;
    use crate::defect::Place;
    use crate::series::Reading;

    /// Values at some hours of 1 March.
    fn sum(hours: &[(u32, f64)], kind: &Interval, gaps: Gaps) -> (f64, f64, Vec<DefectKind>) {
        let mut clock = Clock::new("UTC").unwrap();
        let start = clock.midnight(jiff::civil::date(2025, 3, 1)).unwrap();
        let reading = |(hour, value): &(u32, f64)| Reading {
            time_s: start + hour * 3600,
            place: Place::new(0, 1),
            value: *value,
        };
        let readings: Vec<Reading> = hours.iter().map(reading).collect();
        let calendar = Calendar::new(&mut clock, start, start + 86400, None).unwrap();
        let series = Series { column: 0, readings, step_s: 3600 };
        let (mut sums, mut found) = (Sums::new(&calendar), Vec::new());
        add_up(kind, &series, gaps, &mut sums, &mut found);
        let all = sums.cells.iter().fold(super::super::sums::Cell::EMPTY, super::super::sums::Cell::with);
        (all.amount, all.estimated, found.iter().map(|found| found.kind).collect())
    }

    #[test]
    fn amounts_and_rates_of_an_hour_are_the_same() {
        let hours = [(0, 4.0), (1, 6.0), (2, 5.0)];
        for held in [Held::Amount, Held::Rate] {
            let kind = Interval { held, stamp: Stamp::Start, max_per_hour: None, factor: 2.0 };
            assert_eq!(sum(&hours, &kind, Gaps::Interpolate), (30.0, 0.0, vec![]));
        }
    }

    #[test]
    fn a_gap_is_filled_straight_or_left_out_as_told() {
        // Two hours are missing; the values beside them are 4 and 6.
        let hours = [(0, 4.0), (3, 6.0), (4, 6.0)];
        let kind = Interval { held: Held::Amount, stamp: Stamp::Start, max_per_hour: None, factor: 1.0 };
        assert_eq!(sum(&hours, &kind, Gaps::Interpolate), (26.0, 10.0, vec![DefectKind::Gap]));
        assert_eq!(sum(&hours, &kind, Gaps::Exclude), (16.0, 0.0, vec![DefectKind::Gap]));
        let kind = Interval { stamp: Stamp::End, ..kind };
        assert_eq!(sum(&hours[1..], &kind, Gaps::Interpolate), (12.0, 0.0, vec![]));
    }

    #[test]
    fn what_cannot_be_is_not_used() {
        let kind = Interval { held: Held::Amount, stamp: Stamp::Start, max_per_hour: Some(10.0), factor: 1.0 };
        let hours = [(0, 4.0), (1, 400.0), (2, 6.0), (3, -1.0), (4, 6.0)];
        assert_eq!(sum(&hours, &kind, Gaps::Exclude), (16.0, 0.0, vec![DefectKind::Spike, DefectKind::NegativeValue]));
    }
}
