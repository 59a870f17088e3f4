//! What the readings around one say of it: whether the counter goes on from where it was.

use std::collections::VecDeque;

use crate::clock::Seconds;
use crate::pace::Pace;
use crate::series::Reading;

/// How far ahead is looked for a counter that goes on where it was.
const AHEAD: usize = 2000;
/// How many readings may be a dip or a spike that is not absurd by itself.
pub(super) const SHORT: usize = 5;
/// A spike of several readings comes to this part of its height in its first step: what goes up by and by is no spike.
const AT_ONCE: f64 = 0.8;

/// A step that was counted, and may have to be taken back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted {
    pub before: Reading,
    pub after: Reading,
    pub amount: f64,
}

/// The first reading from a place on that goes on where the counter was; it moved last at `moved_s`.
pub(super) fn goes_on(
    readings: &[Reading],
    before: Reading,
    from: usize,
    moved_s: Seconds,
    pace: &Pace,
) -> Option<usize> {
    (from + 1..readings.len().min(from + 1 + AHEAD)).find(|place| {
        let reading = &readings[*place];
        reading.value >= before.value && pace.can(reading.value - before.value, moved_s, reading.time_s)
    })
}

/// Whether the reading after one goes on from it.
pub(super) fn goes_on_from(readings: &[Reading], at: usize, pace: &Pace) -> bool {
    readings.get(at + 1).is_some_and(|after| {
        let here = &readings[at];
        after.value >= here.value && pace.can(after.value - here.value, here.time_s, after.time_s)
    })
}

/// How many of the last steps have to go so that a counter does not go down to a reading; `highest` is where they ended.
pub(super) fn spiked(recent: &VecDeque<Counted>, highest: f64, after: Reading, pace: &Pace) -> Option<usize> {
    let mut steps = recent.iter().rev().enumerate().take(SHORT);
    let fits = |(_, step): &(usize, &Counted)| {
        let from = step.before;
        step.amount > 0.0
            && step.amount >= AT_ONCE * (highest - from.value)
            && from.value <= after.value
            && pace.can(after.value - from.value, from.time_s, after.time_s)
    };
    steps.find(fits).map(|(place, _)| place + 1)
}
