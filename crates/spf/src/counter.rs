//! A counter: from its readings to amounts, through roll-over, reset, replacement, dips and spikes.
//!
//! A counter never goes down. Where it does, the first of these that fits is what happened:
//!
//! 1. **replacement**: the installation says that the meter was replaced between these readings;
//! 2. **dip**: a later reading goes on where the counter was, and either comes back in one step that is
//!    faster than the meter can go, or within five readings from a value that is not near zero, or that
//!    is exactly zero (a reading that failed: a meter that was reset has counted something since);
//! 3. **spike**: without the last one to five readings the counter does not go down;
//! 4. **roll-over**: the way through the last digit (`rolls_over_at`, else the next power of ten from
//!    10 000, when the counter stood in its last tenth) is one that the meter can go in that time;
//! 5. **reset**: the counter is now no further from zero than it can have gone in that time;
//! 6. **negative step**: none of these; the step does not count.
//!
//! A step up that is faster than the meter can go is a **spike** when a later reading (of the next 2000)
//! goes on where it was, and a **jump** otherwise. A meter that stood still may make up for that time.

use std::collections::VecDeque;

use super::clock::Seconds;
use super::defect::{Defect, DefectKind, Gaps};
use super::pace::{highest_pace, paces_of_counter};
use super::series::{Reading, Series, fault};
use super::sums::{How, Sums};

/// How far ahead is looked for a counter that goes on where it was.
const AHEAD: usize = 2000;
/// How many readings may be a dip or a spike that is not absurd by itself.
const SHORT: usize = 5;
/// No counter is known that rolls over below this.
const LEAST_ROLL_OVER: f64 = 10_000.0;

/// What is known of a counter, in the unit of its readings.
#[derive(Debug, Clone, Default)]
pub(super) struct Counter {
    /// The value at which it is zero again.
    pub rolls_over_at: Option<f64>,
    /// The most that it can count in an hour.
    pub max_per_hour: Option<f64>,
    /// When it was replaced, with the last reading of the old and the first of the new meter.
    pub replaced: Vec<(Seconds, f64, f64)>,
    /// What a unit is, in kWh or m3.
    pub factor: f64,
}

/// A step that was counted, and may have to be taken back.
#[derive(Debug, Clone, Copy)]
struct Counted {
    before: Reading,
    after: Reading,
    amount: f64,
}

struct Count<'a, 'b> {
    counter: &'a Counter,
    series: &'a Series,
    gaps: Gaps,
    pace: f64,
    sums: &'a mut Sums<'b>,
    found: &'a mut Vec<Defect>,
    recent: VecDeque<Counted>,
    /// When the counter moved last.
    moved_s: Seconds,
}

/// Counts a counter.
pub(super) fn count(counter: &Counter, series: &Series, gaps: Gaps, sums: &mut Sums<'_>, found: &mut Vec<Defect>) {
    let readings = &series.readings;
    let Some(first) = readings.first() else { return };
    for pair in readings.windows(2).filter(|pair| series.is_gap(pair[0].time_s, pair[1].time_s)) {
        found.push(Defect { to_s: pair[1].time_s, value: None, ..fault(DefectKind::Gap, series.column, &pair[0]) });
    }
    let pace = highest_pace(paces_of_counter(readings), counter.max_per_hour);
    let recent = VecDeque::with_capacity(SHORT + 1);
    let mut count = Count { counter, series, gaps, pace, sums, found, recent, moved_s: first.time_s };
    let (mut at, mut next) = (0, 1);
    while next < readings.len() {
        (at, next) = count.step(at, next);
    }
}

impl Count<'_, '_> {
    /// Goes from a reading to the next; gives the reading it is at, and the one to look at next.
    fn step(&mut self, at: usize, next: usize) -> (usize, usize) {
        let readings = &self.series.readings;
        let (before, after) = (readings[at], readings[next]);
        let replaced = self.counter.replaced.iter().find(|(at_s, ..)| before.time_s < *at_s && *at_s <= after.time_s);
        if let Some((_, last, first)) = replaced {
            self.tell(DefectKind::Replacement, next, next);
            let amount = (last - before.value) + (after.value - first);
            if amount >= 0.0 && self.can(amount, before.time_s.min(self.moved_s), after.time_s) {
                self.count(before, after, amount);
            } else {
                self.tell(DefectKind::NegativeStep, next, next);
            }
            return self.settled(next, after.time_s);
        }
        let amount = after.value - before.value;
        if amount >= 0.0 {
            if self.can(amount, self.moved_s, after.time_s) {
                self.count(before, after, amount);
                if amount > 0.0 {
                    self.moved_s = after.time_s;
                }
                return (next, next + 1);
            }
            if let Some(back) = self.goes_on(before, next) {
                self.tell(DefectKind::Spike, next, back - 1);
                return (at, back);
            }
            self.tell(DefectKind::Jump, next, next);
            return self.settled(next, after.time_s);
        }
        self.went_down(at, next)
    }

    fn went_down(&mut self, at: usize, next: usize) -> (usize, usize) {
        let readings = &self.series.readings;
        let (before, after) = (readings[at], readings[next]);
        let near_zero = self.can(after.value, self.moved_s, after.time_s);
        if let Some(back) = self.goes_on(before, next) {
            let (low, high) = (readings[back - 1], readings[back]);
            let leaps = !self.can(high.value - low.value, low.time_s, high.time_s);
            if leaps || ((!near_zero || after.value == 0.0) && back - next <= SHORT) {
                self.tell(DefectKind::Dip, next, back - 1);
                return (at, back);
            }
        }
        if let Some(steps) = self.spiked(after) {
            return self.take_back(steps, at, next);
        }
        if let Some(amount) = self.through_the_last_digit(before, after) {
            self.tell(DefectKind::RollOver, next, next);
            self.count(before, after, amount);
            return self.settled(next, after.time_s);
        }
        if near_zero {
            self.tell(DefectKind::Reset, next, next);
            self.count(before, after, after.value);
        } else {
            self.tell(DefectKind::NegativeStep, next, next);
        }
        self.settled(next, after.time_s)
    }

    /// Whether the meter can go so far in that time.
    fn can(&self, amount: f64, from_s: Seconds, to_s: Seconds) -> bool {
        amount <= self.pace * f64::from(to_s.saturating_sub(from_s).max(1))
    }

    /// The first reading from a place on that goes on where the counter was.
    fn goes_on(&self, before: Reading, from: usize) -> Option<usize> {
        let readings = &self.series.readings;
        (from + 1..readings.len().min(from + 1 + AHEAD)).find(|place| {
            let reading = &readings[*place];
            reading.value >= before.value && self.can(reading.value - before.value, self.moved_s, reading.time_s)
        })
    }

    /// How many of the last steps have to go so that the counter does not go down.
    fn spiked(&self, after: Reading) -> Option<usize> {
        let steps = self.recent.iter().rev().enumerate().take(SHORT);
        let mut fits = steps.filter(|(_, step)| {
            let from = step.before;
            step.amount > 0.0
                && from.value <= after.value
                && self.can(after.value - from.value, from.time_s, after.time_s)
        });
        fits.next().map(|(place, _)| place + 1)
    }

    /// Takes back the last steps, and counts from before them.
    fn take_back(&mut self, steps: usize, at: usize, next: usize) -> (usize, usize) {
        let mut from = self.series.readings[at];
        for _ in 0..steps {
            let Some(step) = self.recent.pop_back() else { break };
            self.sums.take_back(step.before.time_s, step.after.time_s, step.amount * self.counter.factor);
            from = step.before;
        }
        let after = self.series.readings[next];
        self.tell(DefectKind::Spike, next - steps.min(next), next - 1);
        // The time of the steps counts as measured already.
        self.sums.take_back(from.time_s, after.time_s, (from.value - after.value) * self.counter.factor);
        let last = self.series.readings[next - 1];
        self.sums.add(last.time_s, after.time_s, 0.0, How::Measured);
        self.settled(next, after.time_s)
    }

    fn through_the_last_digit(&self, before: Reading, after: Reading) -> Option<f64> {
        let end = self.counter.rolls_over_at.or_else(|| {
            let mut end = LEAST_ROLL_OVER;
            while end <= before.value {
                end *= 10.0;
            }
            (before.value >= 0.9 * end).then_some(end)
        })?;
        let amount = end - before.value + after.value;
        (before.value <= end && self.can(amount, self.moved_s, after.time_s)).then_some(amount)
    }

    fn count(&mut self, before: Reading, after: Reading, amount: f64) {
        let (from_s, to_s) = (before.time_s, after.time_s);
        let gap = self.series.is_gap(from_s, to_s);
        let how = if gap { How::Bridged } else { How::Measured };
        if !gap || self.gaps == Gaps::Interpolate {
            self.sums.add_step(from_s, to_s, amount * self.counter.factor, how);
            if self.recent.len() > SHORT {
                self.recent.pop_front();
            }
            self.recent.push_back(Counted { before, after, amount });
        } else {
            self.recent.clear();
        }
    }

    /// Goes on from a reading after which nothing before it matters.
    fn settled(&mut self, next: usize, moved_s: Seconds) -> (usize, usize) {
        self.recent.clear();
        self.moved_s = moved_s;
        (next, next + 1)
    }

    fn tell(&mut self, kind: DefectKind, from: usize, to: usize) {
        let readings = &self.series.readings;
        self.found.push(Defect { to_s: readings[to].time_s, ..fault(kind, self.series.column, &readings[from]) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::clock::Clock;
    use crate::defect::Place;

    /// Counts readings an hour apart; gives the sum and what was found.
    fn counted(values: &[f64], counter: &Counter) -> (f64, Vec<DefectKind>) {
        let mut clock = Clock::new("UTC").unwrap();
        let start = clock.midnight(jiff::civil::date(2025, 3, 1)).unwrap();
        let readings: Vec<Reading> = values
            .iter()
            .zip(0..)
            .map(|(value, hour)| Reading { time_s: start + hour * 3600, place: Place::new(0, 1), value: *value })
            .collect();
        let calendar = Calendar::new(&mut clock, start, readings.last().unwrap().time_s, None).unwrap();
        let series = Series { column: 0, readings, step_s: 3600 };
        let (mut sums, mut found) = (Sums::new(&calendar), Vec::new());
        count(counter, &series, Gaps::Interpolate, &mut sums, &mut found);
        (sums.cells.iter().map(|cell| cell.amount).sum(), found.iter().map(|found| found.kind).collect())
    }

    fn counter() -> Counter {
        Counter { max_per_hour: Some(50.0), factor: 1.0, ..Counter::default() }
    }

    fn check(values: &[f64], sum: f64, found: &[DefectKind]) {
        let (ours, kinds) = counted(values, &counter());
        assert!((ours - sum).abs() < 1e-9, "{values:?}: {ours} instead of {sum}");
        assert_eq!(kinds, found, "{values:?}");
    }

    #[test]
    fn what_goes_up_is_the_sum() {
        check(&[100.0, 110.0, 110.0, 140.0], 40.0, &[]);
    }

    #[test]
    fn a_dip_and_a_spike_leave_the_sum_as_it_was() {
        check(&[1000.0, 1010.0, 0.0, 1030.0, 1040.0], 40.0, &[DefectKind::Dip]);
        check(&[1000.0, 1010.0, 0.0, 0.0, 0.0, 1050.0], 50.0, &[DefectKind::Dip]);
        check(&[1000.0, 1010.0, 9000.0, 1030.0, 1040.0], 40.0, &[DefectKind::Spike]);
        // Too low to be absurd: only that the counter went down tells it.
        check(&[1000.0, 1010.0, 1045.0, 1020.0, 1030.0], 30.0, &[DefectKind::Spike]);
        check(&[1000.0, 1010.0, 990.0, 1020.0, 1030.0], 30.0, &[DefectKind::Dip]);
        // Few readings do not tell how fast a meter can go; a zero that passes does.
        check(&[10.0, 22.0, 0.0, 41.0, 50.0], 40.0, &[DefectKind::Dip]);
        check(&[10.0, 22.0, 3.0, 41.0, 50.0], 62.0, &[DefectKind::Reset]);
    }

    #[test]
    fn a_reset_counts_from_zero_and_a_roll_over_through_the_end() {
        check(&[5000.0, 5010.0, 3.0, 20.0, 40.0], 50.0, &[DefectKind::Reset]);
        check(&[99_970.0, 99_990.0, 10.0, 30.0], 60.0, &[DefectKind::RollOver]);
        let known = Counter { rolls_over_at: Some(6000.0), ..counter() };
        assert_eq!(counted(&[5970.0, 5990.0, 10.0], &known), (40.0, vec![DefectKind::RollOver]));
    }

    #[test]
    fn a_replacement_is_counted_with_the_readings_given() {
        let start = Clock::new("UTC").unwrap().midnight(jiff::civil::date(2025, 3, 1)).unwrap();
        let told = Counter { replaced: vec![(start + 5400, 1015.0, 500.0)], ..counter() };
        assert_eq!(counted(&[1000.0, 1010.0, 505.0, 510.0], &told), (25.0, vec![DefectKind::Replacement]));
    }

    #[test]
    fn what_nothing_explains_does_not_count() {
        check(&[5000.0, 5010.0, 800.0, 810.0], 20.0, &[DefectKind::NegativeStep]);
        check(&[1000.0, 1010.0, 3000.0, 3010.0], 20.0, &[DefectKind::Jump]);
    }

    #[test]
    fn a_meter_that_stood_still_may_make_up_for_it() {
        check(&[1000.0, 1000.0, 1000.0, 1140.0, 1150.0], 150.0, &[]);
    }
}
