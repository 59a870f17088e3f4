//! The reading that is probably wrong, when meters contradict each other.

use super::doubt::Doubt;
use crate::disagreement::Disagreement;
use crate::interval::Stamp;
use crate::meter::Reader;
use crate::quantities::{Quantities, total};
use crate::series::{Reading, Series};
use crate::slip::slip;
use crate::suspect::Suspect;

/// A slip has to bring the month so near to what was expected, as a part of that.
const NEAR: f64 = 0.3;

/// The reading that is probably wrong; none when the whole year is.
pub(crate) fn suspect(quantities: &Quantities<'_>, doubt: &Doubt, year: i16) -> Option<Suspect> {
    let (month, times, unit) = match doubt.disagreement {
        Disagreement::Month { month, times } => (month, Some(times), None),
        Disagreement::Unit { month, factor } => (month, None, Some(factor)),
        Disagreement::Bounds { month, .. } => (month?, None, None),
        Disagreement::Water { .. } => return None,
    };
    let meter = &quantities.meters.meters[doubt.meter];
    let series = Series::of(quantities.readings, meter.column, &mut Vec::new());
    let range = quantities.month(year, month);
    let segments = &quantities.measured.calendar.segments;
    let (from_s, to_s) = (segments.get(range.start)?.from_s, segments.get(range.end.checked_sub(1)?)?.to_s);
    let amount = total(&quantities.measured.given[doubt.meter], &range).amount;
    // How much too much it is, in kWh or m3.
    let excess = times.map(|times| if times.is_finite() { amount - amount / times } else { amount });
    let (reading, meant, expected) = match &meter.reader {
        Reader::Counter(counter) => of_counter(&series, from_s, to_s, excess.map(|excess| excess / counter.factor))?,
        Reader::Interval(interval) => {
            let within = values(&series, from_s, to_s, interval.stamp);
            of_values(within, excess.map(|excess| excess / interval.factor), unit)?
        }
        Reader::Flow { interval, .. } => of_values(values(&series, from_s, to_s, interval.stamp), None, unit)?,
    };
    let slip = meant.and_then(|meant| slip(reading.value, meant, NEAR * expected.abs()));
    Some(Suspect { slip, ..Suspect::of(&reading, quantities.readings) })
}

/// The reading at the end or the beginning of the steepest step in a time, what it should be, and the size of a step.
fn of_counter(series: &Series, from_s: u32, to_s: u32, excess: Option<f64>) -> Option<(Reading, Option<f64>, f64)> {
    let steps =
        series.readings.windows(2).enumerate().filter(|(_, pair)| pair[1].time_s > from_s && pair[0].time_s < to_s);
    let size = |pair: &[Reading]| (pair[1].value - pair[0].value).abs();
    let (place, pair) = steps.max_by(|a, b| size(a.1).total_cmp(&size(b.1)))?;
    let Some(excess) = excess else { return Some((pair[1], None, 0.0)) };
    let expected = (pair[1].value - pair[0].value - excess).abs();
    let (end, start) = (pair[1].value - excess, pair[0].value + excess);
    let first = place == 0;
    let at_start = (pair[0], Some(start), expected);
    let at_end = (pair[1], Some(end), expected);
    let fits = |reading: &Reading, meant: f64| slip(reading.value, meant, NEAR * expected).is_some();
    Some(match (fits(&pair[0], start), fits(&pair[1], end)) {
        (true, false) => at_start,
        (true, true) | (false, false) if first => at_start,
        _ => at_end,
    })
}

/// The values that count for a time.
fn values(series: &Series, from_s: u32, to_s: u32, stamp: Stamp) -> &[Reading] {
    let counts = |reading: &Reading| match stamp {
        Stamp::Start => reading.time_s < from_s,
        Stamp::End => reading.time_s <= from_s,
    };
    let ends = |reading: &Reading| match stamp {
        Stamp::Start => reading.time_s < to_s,
        Stamp::End => reading.time_s <= to_s,
    };
    let readings = &series.readings;
    &readings[readings.partition_point(counts)..readings.partition_point(ends)]
}

/// The value that is probably wrong, what it should be, and the size of a value: the one that a slip explains; the
/// first of another unit; else the highest where there is too much, and the lowest where there is too little.
fn of_values(within: &[Reading], excess: Option<f64>, unit: Option<f64>) -> Option<(Reading, Option<f64>, f64)> {
    if let Some(factor) = unit {
        return Some((within[first_of_unit(within, factor)?], None, 0.0));
    }
    let one = |reading: &Reading| {
        let meant = excess.map(|excess| reading.value - excess);
        (*reading, meant, reading.value.abs().max(meant.unwrap_or(0.0).abs()))
    };
    let explained = within.iter().map(one).find(|(reading, meant, size)| {
        meant.is_some_and(|meant| meant >= 0.0 && slip(reading.value, meant, NEAR * size).is_some())
    });
    let highest = || within.iter().max_by(|a, b| a.value.total_cmp(&b.value));
    let lowest = || within.iter().min_by(|a, b| a.value.total_cmp(&b.value));
    let extreme = || if excess.is_some_and(|excess| excess < 0.0) { lowest() } else { highest() };
    explained.or_else(|| extreme().map(one))
}

/// The place of the value from which on all are most nearly so many times what they were.
fn first_of_unit(within: &[Reading], factor: f64) -> Option<usize> {
    let mean = |readings: &[Reading]| {
        let known = readings.iter().map(|reading| reading.value).filter(|value| *value > 0.0);
        let (count, sum) = known.fold((0.0, 0.0), |(count, sum), value| (count + 1.0, sum + value));
        (count > 0.0).then(|| sum / count)
    };
    let off = |place: usize| {
        let (before, after) = (mean(&within[..place])?, mean(&within[place..])?);
        Some((after / before / factor).ln().abs())
    };
    let places = (1..within.len()).filter_map(|place| Some((place, off(place)?)));
    places.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(place, _)| place).or((!within.is_empty()).then_some(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::defect::Place;

    fn readings(values: &[f64]) -> Vec<Reading> {
        let each = values.iter().zip(1..);
        each.map(|(value, line)| Reading { time_s: line, place: Place::new(0, line.into()), value: *value }).collect()
    }

    #[test]
    fn the_value_that_a_slip_explains_is_named() {
        // 43.1 lost its first digit; another is lower still.
        let within = readings(&[41.0, 3.1, 42.0, 2.9]);
        let (reading, meant, _) = of_values(&within, Some(-40.0), None).unwrap();
        assert_eq!((reading.place.line(), meant), (2, Some(43.1)));
        let (reading, ..) = of_values(&readings(&[41.0, 42.0, 10.0]), Some(-31.5), None).unwrap();
        assert_eq!(reading.place.line(), 3);
    }

    #[test]
    fn the_first_value_of_another_unit_is_named() {
        let within = readings(&[4.1, 3.9, 4.2, 15.0, 14.2, 15.1]);
        assert_eq!(of_values(&within, None, Some(3.6)).unwrap().0.place.line(), 4);
        assert!(of_values(&[], None, Some(3.6)).is_none());
    }
}
