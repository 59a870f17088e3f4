//! Counters that go through their last digit.

use crate::clock::Seconds;
use crate::pace::Pace;
use crate::series::Reading;

/// No counter is known that rolls over below this.
const LEAST_ROLL_OVER: f64 = 10_000.0;
/// A counter of which the end is not told stood in its last tenth.
const LAST: f64 = 0.9;

/// What a counter counted on its way through the last digit, when it can have gone that way since it moved last.
pub(super) fn amount(
    rolls_over_at: Option<f64>,
    before: Reading,
    after: Reading,
    moved_s: Seconds,
    pace: &Pace,
) -> Option<f64> {
    let end = rolls_over_at.or_else(|| {
        let mut end = LEAST_ROLL_OVER;
        while end <= before.value {
            end *= 10.0;
        }
        (before.value >= LAST * end).then_some(end)
    })?;
    let amount = end - before.value + after.value;
    (before.value <= end && pace.can(amount, moved_s, after.time_s)).then_some(amount)
}
