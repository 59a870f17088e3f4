//! Counters that go on in another unit.

use crate::clock::Seconds;
use crate::pace::Pace;
use crate::series::Reading;

/// Factors between units that meters change to.
const UNITS: [f64; 3] = [1000.0, 3.6, 1000.0 / 3.6];
/// A usual step is no more than this part of the largest that is believed.
const USUAL: f64 = 0.2;
/// What a change of unit leaves open has to be less than this part of the counter: a young one tells nothing.
const NARROW: f64 = 0.3;
/// A counter is old enough to tell a leap when its steps are less than this part of it.
const OLD: f64 = 0.1;
/// So many steps before and after a leap tell how far a step goes there.
const NEIGHBOURS: usize = 3;
/// A leap is more than so many times the largest of them.
const LEAP: f64 = 2.0;

/// The factor between units by which a counter now stands at what it should, when there is one; it moved last at
/// `moved_s`.
pub(super) fn factor(before: Reading, after: Reading, moved_s: Seconds, pace: &Pace) -> Option<f64> {
    let step = USUAL * pace.furthest(moved_s, after.time_s);
    // With few readings any pace can be.
    if before.value <= 0.0 || !step.is_finite() || step > NARROW * before.value {
        return None;
    }
    UNITS.iter().flat_map(|factor| [*factor, 1.0 / factor]).find(|factor| stands_at(before, after, *factor, step))
}

/// The same for a step to `next` that the meter could go at its busiest, but that is far longer than those around it.
pub(super) fn factor_of_leap(readings: &[Reading], at: usize, next: usize) -> Option<f64> {
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

/// Whether a counter now stands at a factor times what it was, or at most a step further.
fn stands_at(before: Reading, after: Reading, factor: f64, step: f64) -> bool {
    // A hair of room: the last digits differ between units.
    (0.999..=1.001 + step / before.value).contains(&(after.value / factor / before.value))
}
