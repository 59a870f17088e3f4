//! Counters that begin anew every day.

use crate::clock::Clock;
use crate::series::Series;

/// A counter that falls to less than this part of what it was is near zero.
const LOW: f64 = 0.2;
/// On fewer days than this nothing begins anew every day.
const DAILY: usize = 10;

/// On how many days a counter begins at zero again, when it does so on most days on which it counts.
pub(crate) fn begins_anew(series: &Series, clock: &Clock) -> Option<usize> {
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
