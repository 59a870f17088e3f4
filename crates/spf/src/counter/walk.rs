//! The way through the readings of a counter, from one that is believed to the next.

use std::collections::VecDeque;

use super::neighbours::{Counted, SHORT, goes_on, goes_on_from, spiked};
use super::{roll_over, unit_change};
use crate::clock::Seconds;
use crate::defect::{Defect, DefectKind, Gaps};
use crate::pace::{Pace, paces_of_counter};
use crate::series::{Reading, Series, fault};
use crate::sums::{How, Sums};

/// What is known of a counter, in the unit of its readings.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counter {
    /// The value at which it is zero again.
    pub rolls_over_at: Option<f64>,
    /// The most that it can count in an hour.
    pub max_per_hour: Option<f64>,
    /// When it was replaced, with the last reading of the old and the first of the new meter.
    pub replaced: Vec<(Seconds, f64, f64)>,
    /// What a unit is, in kWh or m3.
    pub factor: f64,
}

struct Count<'a, 'b> {
    counter: &'a Counter,
    /// It begins anew every day.
    daily: bool,
    /// The reading from which on it counts in another unit, and the factor.
    unit_change: Option<(Reading, f64)>,
    series: &'a Series,
    gaps: Gaps,
    pace: Pace,
    sums: &'a mut Sums<'b>,
    found: &'a mut Vec<Defect>,
    recent: VecDeque<Counted>,
    /// When the counter moved last.
    moved_s: Seconds,
}

/// Counts a counter; gives the reading from which on it counts in another unit, and how many times as large it is.
pub(crate) fn count(
    counter: &Counter,
    series: &Series,
    gaps: Gaps,
    daily: bool,
    sums: &mut Sums<'_>,
    found: &mut Vec<Defect>,
) -> Option<(Reading, f64)> {
    let readings = &series.readings;
    let first = readings.first()?;
    for pair in readings.windows(2).filter(|pair| series.is_gap(pair[0].time_s, pair[1].time_s)) {
        found.push(Defect { to_s: pair[1].time_s, value: None, ..fault(DefectKind::Gap, series.column, &pair[0]) });
    }
    let pace = Pace::of(paces_of_counter(readings), counter.max_per_hour, series.step_s);
    let recent = VecDeque::with_capacity(SHORT + 1);
    let moved_s = first.time_s;
    let mut count = Count { counter, daily, unit_change: None, series, gaps, pace, sums, found, recent, moved_s };
    let (mut at, mut next) = (0, 1);
    while next < readings.len() && count.unit_change.is_none() {
        (at, next) = count.step(at, next);
    }
    count.unit_change
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
            if amount >= 0.0 && self.pace.can(amount, before.time_s.min(self.moved_s), after.time_s) {
                self.count(before, after, amount);
            } else {
                self.tell(DefectKind::NegativeStep, next, next);
            }
            return self.settled(next, after.time_s);
        }
        let amount = after.value - before.value;
        if amount >= 0.0 {
            if let Some(factor) = unit_change::factor_of_leap(readings, at, next) {
                return self.lost(next, factor);
            }
            if self.pace.can(amount, self.moved_s, after.time_s) {
                self.count(before, after, amount);
                if amount > 0.0 {
                    self.moved_s = after.time_s;
                }
                return (next, next + 1);
            }
            if let Some(back) = goes_on(readings, before, next, self.moved_s, &self.pace) {
                self.tell(DefectKind::Spike, next, back - 1);
                return (at, back);
            }
            if let Some(factor) = unit_change::factor(before, after, self.moved_s, &self.pace) {
                return self.lost(next, factor);
            }
            self.tell(DefectKind::Jump, next, next);
            return self.settled(next, after.time_s);
        }
        self.went_down(at, next)
    }

    fn went_down(&mut self, at: usize, next: usize) -> (usize, usize) {
        let readings = &self.series.readings;
        let (before, after) = (readings[at], readings[next]);
        let near_zero = self.pace.can(after.value, self.moved_s, after.time_s);
        // The first reading of all has no step before it.
        let spike = spiked(&self.recent, before.value, after, &self.pace).or_else(|| (at == 0).then_some(1));
        let spike = spike.filter(|_| !self.daily);
        if !self.daily
            && let Some(back) = goes_on(readings, before, next, self.moved_s, &self.pace)
            && spike.is_none_or(|steps| back - next <= steps)
        {
            let (low, high) = (readings[back - 1], readings[back]);
            let leaps = !self.pace.can(high.value - low.value, low.time_s, high.time_s);
            let short = back - next <= SHORT && (!near_zero || after.value == 0.0);
            if back == next + 1 || leaps || short {
                self.tell(DefectKind::Dip, next, back - 1);
                return (at, back);
            }
        }
        if let Some(steps) = spike {
            if goes_on_from(readings, next, &self.pace) {
                return self.take_back(steps, at, next);
            }
            // Either of them may be wrong.
            self.forget(steps);
            self.tell(DefectKind::NegativeStep, next, next);
            return self.settled(next, after.time_s);
        }
        if let Some(factor) = unit_change::factor(before, after, self.moved_s, &self.pace) {
            return self.lost(next, factor);
        }
        if let Some(amount) = roll_over::amount(self.counter.rolls_over_at, before, after, self.moved_s, &self.pace)
            && (self.counter.rolls_over_at.is_some() || goes_on_from(readings, next, &self.pace))
        {
            self.tell(DefectKind::RollOver, next, next);
            self.count(before, after, amount);
            return self.settled(next, after.time_s);
        }
        if near_zero && (self.daily || goes_on_from(readings, next, &self.pace)) {
            self.tell(DefectKind::Reset, next, next);
            self.sums.add_unsure(before.time_s, after.time_s, after.value * self.counter.factor);
        } else {
            self.tell(DefectKind::NegativeStep, next, next);
        }
        self.settled(next, after.time_s)
    }

    /// Ends with a reading from which on it counts in another unit.
    fn lost(&mut self, next: usize, factor: f64) -> (usize, usize) {
        let after = self.series.readings[next];
        self.unit_change = Some((after, factor));
        self.tell(DefectKind::UnitChange, next, next);
        self.settled(next, after.time_s)
    }

    /// Takes back the last steps and their time.
    fn forget(&mut self, steps: usize) {
        for _ in 0..steps {
            let Some(step) = self.recent.pop_back() else { break };
            self.sums.forget(step.before.time_s, step.after.time_s, step.amount * self.counter.factor);
        }
    }

    /// Takes back the last steps, and counts from before them.
    fn take_back(&mut self, steps: usize, at: usize, next: usize) -> (usize, usize) {
        let mut from = self.series.readings[at];
        let after = self.series.readings[next];
        if self.recent.is_empty() {
            // The first reading of all is wrong: what came after it is not known.
            self.tell(DefectKind::Spike, at, at);
            return self.settled(next, after.time_s);
        }
        for _ in 0..steps {
            let Some(step) = self.recent.pop_back() else { break };
            self.sums.take_back(step.before.time_s, step.after.time_s, step.amount * self.counter.factor);
            from = step.before;
        }
        self.tell(DefectKind::Spike, next - steps.min(next), next - 1);
        // The time of the steps counts as measured already.
        self.sums.take_back(from.time_s, after.time_s, (from.value - after.value) * self.counter.factor);
        let last = self.series.readings[next - 1];
        self.sums.add(last.time_s, after.time_s, 0.0, How::Measured);
        self.settled(next, after.time_s)
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
