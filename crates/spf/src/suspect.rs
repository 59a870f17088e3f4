//! The reading that is probably wrong, when meters contradict each other.

use super::coherence::{Disagreement, Doubt};
use super::interval::Stamp;
use super::meter::Reader;
use super::quantities::Quantities;
use super::reason::Suspect;
use super::series::{Reading, Series};
use super::slip::slip;

/// A slip has to bring the month so near to what was expected, as a part of that.
const NEAR: f64 = 0.3;

impl Quantities<'_> {
    /// The reading that is probably wrong; none when the whole year is.
    pub(super) fn suspect(&self, doubt: &Doubt, year: i16) -> Option<Suspect> {
        let (month, times) = match doubt.disagreement {
            Disagreement::Month { month, times } => (month, Some(times)),
            Disagreement::Unit { month, .. } => (month, None),
            Disagreement::Bounds { month, .. } => (month?, None),
            Disagreement::Water { .. } => return None,
        };
        let meter = &self.meters.meters[doubt.meter];
        let series = Series::of(self.readings, meter.column, &mut Vec::new());
        let range = self.month(year, month);
        let segments = &self.measured.calendar.segments;
        let (from_s, to_s) = (segments.get(range.start)?.from_s, segments.get(range.end.checked_sub(1)?)?.to_s);
        let amount = super::quantities::total(&self.measured.given[doubt.meter], &range).amount;
        // How much too much it is, in kWh or m3.
        let excess = times.map(|times| if times.is_finite() { amount - amount / times } else { amount });
        let (reading, meant, expected) = match &meter.reader {
            Reader::Counter(counter) => {
                of_counter(&series, from_s, to_s, excess.map(|excess| excess / counter.factor))?
            }
            Reader::Interval(interval) => {
                let reading = largest(&series, from_s, to_s, interval.stamp)?;
                let meant = excess.map(|excess| reading.value - excess / interval.factor);
                (reading, meant, reading.value.abs().max(meant.unwrap_or(0.0).abs()))
            }
            Reader::Flow { interval, .. } => (largest(&series, from_s, to_s, interval.stamp)?, None, 0.0),
        };
        let slip = meant.and_then(|meant| slip(reading.value, meant, NEAR * expected.abs()));
        Some(Suspect { slip, ..self.suspect_at(&reading) })
    }

    /// A reading, with where it stands.
    pub(super) fn suspect_at(&self, reading: &Reading) -> Suspect {
        Suspect {
            at: self.readings.clock.words(reading.time_s),
            file: self.readings.files.get(reading.place.file()).cloned().unwrap_or_default(),
            line: reading.place.line(),
            value: reading.value,
            slip: None,
        }
    }
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

/// The largest value of those that count for a time.
fn largest(series: &Series, from_s: u32, to_s: u32, stamp: Stamp) -> Option<Reading> {
    let within = |reading: &&Reading| match stamp {
        Stamp::Start => (from_s..to_s).contains(&reading.time_s),
        Stamp::End => reading.time_s > from_s && reading.time_s <= to_s,
    };
    series.readings.iter().filter(within).max_by(|a, b| a.value.total_cmp(&b.value)).copied()
}
