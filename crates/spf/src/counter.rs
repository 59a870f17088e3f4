//! A counter: from its readings to amounts, through roll-over, reset, replacement, dips and spikes.
//!
//! A counter never goes down. Where it does, the first of these that fits is what happened:
//!
//! 1. **replacement**: the installation says that the meter was replaced between these readings;
//! 2. **dip**: a later reading goes on where the counter was: the very next one, whatever its value; or one that comes
//!    back in a step that is faster than the meter can go; or within five readings from a value that is not near zero,
//!    or that is exactly zero (a reading that failed: a meter that was reset has counted something since);
//! 3. **spike**: without the last one to five readings, fewer than a dip would take, the counter does not go down;
//! 4. **roll-over**: the way through the last digit (`rolls_over_at`, else the next power of ten from
//!    10 000, when the counter stood in its last tenth) is one that the meter can go in that time;
//! 5. **reset**: the counter is now no further from zero than it can have gone in that time. What it counted between
//!    the reading before and the reset is not known, so that time is missing;
//! 6. **negative step**: none of these; the step does not count.
//!
//! A spike, a guessed roll-over and a reset need a reading after them that goes on from there: the last reading of all
//! may just as well be the one that is wrong, and then the time since the last good one is unknown.
//!
//! A step up that is faster than the meter can go is a **spike** when a later reading (of the next 2000)
//! goes on where it was, and a **jump** otherwise. A meter that stood still may make up for that time.
//!
//! A counter that goes to a factor between units times what it was (1000, 3.6, 277.8 and their inverses), and would
//! jump or be reset otherwise, **changed its unit**; it is unknown from there on. One that is near zero again on most
//! days **begins anew** every day: each time is a reset, and none a dip.

use std::collections::VecDeque;

use super::clock::{Clock, Seconds};
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
/// A counter that falls to less than this part of what it was is near zero.
const LOW: f64 = 0.2;
/// On fewer days than this nothing begins anew every day.
const DAILY: usize = 10;
/// Factors between units that meters change to.
const UNITS: [f64; 3] = [1000.0, 3.6, 1000.0 / 3.6];
/// A usual step is no more than this part of the largest that is believed.
const USUAL: f64 = 0.2;
/// What a change of unit leaves open has to be less than this part of the counter: a young one tells nothing.
const NARROW: f64 = 0.3;
/// A spike of several readings comes to this part of its height in its first step: what goes up by and by is no spike.
const AT_ONCE: f64 = 0.8;
/// A counter is old enough to tell a leap when its steps are less than this part of it.
const OLD: f64 = 0.1;
/// So many steps before and after a leap tell how far a step goes there.
const NEIGHBOURS: usize = 3;
/// A leap is more than so many times the largest of them.
const LEAP: f64 = 2.0;

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
    /// It begins anew every day.
    daily: bool,
    /// The reading from which on it counts in another unit, and the factor.
    unit_change: Option<(Reading, f64)>,
    series: &'a Series,
    gaps: Gaps,
    pace: f64,
    sums: &'a mut Sums<'b>,
    found: &'a mut Vec<Defect>,
    recent: VecDeque<Counted>,
    /// When the counter moved last.
    moved_s: Seconds,
}

/// Counts a counter; gives the reading from which on it counts in another unit, and how many times as large it is.
pub(super) fn count(
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
    let pace = highest_pace(paces_of_counter(readings), counter.max_per_hour, series.step_s);
    let recent = VecDeque::with_capacity(SHORT + 1);
    let moved_s = first.time_s;
    let mut count = Count { counter, daily, unit_change: None, series, gaps, pace, sums, found, recent, moved_s };
    let (mut at, mut next) = (0, 1);
    while next < readings.len() && count.unit_change.is_none() {
        (at, next) = count.step(at, next);
    }
    count.unit_change
}

/// On how many days a counter begins at zero again, when it does so on most days on which it counts.
pub(super) fn begins_anew(series: &Series, clock: &Clock) -> Option<usize> {
    let drops = series.readings.windows(2).filter(|pair| pair[1].value <= LOW * pair[0].value && pair[0].value > 0.0);
    // Cheap to see that it is none: a drop a day is a drop in so many readings.
    if drops.count() < DAILY {
        return None;
    }
    let (mut days, mut anew, mut last) = (0, 0, None);
    let mut highest: f64 = 0.0;
    let mut dropped = false;
    for pair in series.readings.windows(2) {
        let day = clock.local(pair[1].time_s).date();
        if last != Some(day) {
            days += usize::from(highest > 0.0);
            (highest, dropped, last) = (0.0, false, Some(day));
        }
        highest = highest.max(pair[1].value);
        if pair[1].value <= LOW * pair[0].value && pair[0].value > 0.0 && !dropped {
            dropped = true;
            anew += 1;
        }
    }
    days += usize::from(highest > 0.0);
    (anew >= DAILY && anew * 2 > days).then_some(anew)
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
            if let Some(factor) = self.leaps(at, next) {
                return self.lost(next, factor);
            }
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
            if let Some(factor) = self.changed_unit(before, after) {
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
        let near_zero = self.can(after.value, self.moved_s, after.time_s);
        let spike = self.spiked(at, after).filter(|_| !self.daily);
        if !self.daily
            && let Some(back) = self.goes_on(before, next)
            && spike.is_none_or(|steps| back - next <= steps)
        {
            let (low, high) = (readings[back - 1], readings[back]);
            let leaps = !self.can(high.value - low.value, low.time_s, high.time_s);
            let short = back - next <= SHORT && (!near_zero || after.value == 0.0);
            if back == next + 1 || leaps || short {
                self.tell(DefectKind::Dip, next, back - 1);
                return (at, back);
            }
        }
        if let Some(steps) = spike {
            if self.goes_on_from(next) {
                return self.take_back(steps, at, next);
            }
            // Either of them may be wrong.
            self.forget(steps);
            self.tell(DefectKind::NegativeStep, next, next);
            return self.settled(next, after.time_s);
        }
        if let Some(factor) = self.changed_unit(before, after) {
            return self.lost(next, factor);
        }
        if let Some(amount) = self.through_the_last_digit(before, after)
            && (self.counter.rolls_over_at.is_some() || self.goes_on_from(next))
        {
            self.tell(DefectKind::RollOver, next, next);
            self.count(before, after, amount);
            return self.settled(next, after.time_s);
        }
        if near_zero && (self.daily || self.goes_on_from(next)) {
            self.tell(DefectKind::Reset, next, next);
            self.sums.add_unsure(before.time_s, after.time_s, after.value * self.counter.factor);
        } else {
            self.tell(DefectKind::NegativeStep, next, next);
        }
        self.settled(next, after.time_s)
    }

    /// Whether the reading after one goes on from it.
    fn goes_on_from(&self, place: usize) -> bool {
        let readings = &self.series.readings;
        readings.get(place + 1).is_some_and(|after| {
            let here = &readings[place];
            after.value >= here.value && self.can(after.value - here.value, here.time_s, after.time_s)
        })
    }

    /// The factor between units by which a counter now stands at what it should, when there is one.
    fn changed_unit(&self, before: Reading, after: Reading) -> Option<f64> {
        let step = USUAL * self.pace * f64::from(after.time_s.saturating_sub(self.moved_s).max(self.series.step_s));
        // With few readings any pace can be.
        if before.value <= 0.0 || !step.is_finite() || step > NARROW * before.value {
            return None;
        }
        UNITS.iter().flat_map(|factor| [*factor, 1.0 / factor]).find(|factor| stands_at(before, after, *factor, step))
    }

    /// The same for a step that the meter could go at its busiest, but that is far longer than those around it.
    fn leaps(&self, at: usize, next: usize) -> Option<f64> {
        let readings = &self.series.readings;
        let (before, after) = (readings[at], readings[next]);
        let amount = after.value - before.value;
        // Cheap to see that it is none.
        if before.value <= 0.0 || amount < before.value || at < 2 {
            return None;
        }
        let longest =
            |readings: &[Reading]| readings.windows(2).map(|pair| pair[1].value - pair[0].value).fold(0.0, f64::max);
        let earlier = longest(&readings[at.saturating_sub(NEIGHBOURS)..=at]);
        let later = longest(&readings[next..readings.len().min(next + NEIGHBOURS + 1)]);
        // A young counter, in which steps of any length are to be expected, tells nothing.
        let room = OLD * before.value;
        if next + 1 == readings.len() || amount <= LEAP * earlier || LEAP * earlier > room {
            return None;
        }
        let fits = |factor: &f64| {
            let step = if amount > LEAP * later { earlier.max(later / factor) } else { earlier };
            stands_at(before, after, *factor, (LEAP * step).min(room))
        };
        UNITS.into_iter().find(fits)
    }

    /// Ends with a reading from which on it counts in another unit.
    fn lost(&mut self, next: usize, factor: f64) -> (usize, usize) {
        let after = self.series.readings[next];
        self.unit_change = Some((after, factor));
        self.tell(DefectKind::UnitChange, next, next);
        self.settled(next, after.time_s)
    }

    /// Whether the meter can go so far in that time.
    fn can(&self, amount: f64, from_s: Seconds, to_s: Seconds) -> bool {
        amount <= self.pace * f64::from(to_s.saturating_sub(from_s).max(self.series.step_s).max(1))
    }

    /// The first reading from a place on that goes on where the counter was.
    fn goes_on(&self, before: Reading, from: usize) -> Option<usize> {
        let readings = &self.series.readings;
        (from + 1..readings.len().min(from + 1 + AHEAD)).find(|place| {
            let reading = &readings[*place];
            reading.value >= before.value && self.can(reading.value - before.value, self.moved_s, reading.time_s)
        })
    }

    /// How many of the last steps have to go so that the counter does not go down; the first reading of all has no
    /// step before it.
    fn spiked(&self, at: usize, after: Reading) -> Option<usize> {
        let steps = self.recent.iter().rev().enumerate().take(SHORT);
        let mut fits = steps.filter(|(_, step)| {
            let from = step.before;
            step.amount > 0.0
                && step.amount >= AT_ONCE * (self.series.readings[at].value - from.value)
                && from.value <= after.value
                && self.can(after.value - from.value, from.time_s, after.time_s)
        });
        fits.next().map(|(place, _)| place + 1).or_else(|| (at == 0).then_some(1))
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

/// Whether a counter now stands at a factor times what it was, or at most a step further.
fn stands_at(before: Reading, after: Reading, factor: f64, step: f64) -> bool {
    // A hair of room: the last digits differ between units.
    (0.999..=1.001 + step / before.value).contains(&(after.value / factor / before.value))
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
        count(counter, &series, Gaps::Interpolate, false, &mut sums, &mut found);
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
        check(&[10.0, 22.0, 3.0, 41.0, 50.0], 40.0, &[DefectKind::Dip]);
        // The next reading does not go on where it was.
        check(&[10.0, 52.0, 3.0, 41.0, 60.0], 102.0, &[DefectKind::Reset]);
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
    fn the_last_reading_may_be_the_wrong_one() {
        // Reset, spike or slip: nothing after it tells.
        check(&[5000.0, 5010.0, 5020.0, 3.0], 20.0, &[DefectKind::NegativeStep]);
        check(&[5000.0, 5010.0, 5040.0, 5020.0], 10.0, &[DefectKind::NegativeStep]);
        check(&[99_970.0, 99_990.0, 10.0], 20.0, &[DefectKind::NegativeStep]);
    }

    #[test]
    fn the_first_reading_may_be_the_wrong_one() {
        check(&[5000.0, 110.0, 120.0, 140.0], 30.0, &[DefectKind::Spike]);
    }

    #[test]
    fn a_counter_that_goes_on_in_another_unit_is_lost_from_there_on() {
        check(&[5000.0, 5010.0, 5.02, 5.03, 5.04], 10.0, &[DefectKind::UnitChange]);
        check(&[5000.0, 5010.0, 5_020_000.0, 5_030_000.0], 10.0, &[DefectKind::UnitChange]);
        check(&[5000.0, 5010.0, 18_072.0, 18_108.0], 10.0, &[DefectKind::UnitChange]);
        // No faster than it can go, but far from what it does.
        check(&[10.0, 10.0, 10.1, 36.72, 37.1, 37.5], 0.1, &[DefectKind::UnitChange]);
        // A young counter is no such thing.
        check(&[1.0, 3.0, 10.0, 36.0, 40.0, 44.0], 43.0, &[]);
        // It is not where the unit would put it.
        check(&[5000.0, 5010.0, 3.0, 13.0], 23.0, &[DefectKind::Reset]);
    }

    #[test]
    fn what_went_up_by_and_by_is_no_spike() {
        // It fell to a thousandth in the fourth step; that step is unknown, not the three before.
        check(&[0.0, 12.0, 24.0, 56.0, 0.07, 0.08], 56.08, &[DefectKind::Reset]);
    }

    #[test]
    fn a_meter_that_stood_still_may_make_up_for_it() {
        check(&[1000.0, 1000.0, 1000.0, 1140.0, 1150.0], 150.0, &[]);
    }
}
