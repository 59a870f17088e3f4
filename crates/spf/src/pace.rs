//! How fast a meter can go: what tells a spike or a jump from a busy hour.

use super::clock::Seconds;
use super::series::Reading;

/// As many steps say how fast a meter usually goes; fewer say less.
const ENOUGH: usize = 100;
/// With fewer steps nothing is implausible.
const FEW: usize = 5;
/// How many times the usual pace is still believed: bursts even out in longer steps.
const TIMES: [(Seconds, f64); 3] = [(3600, 10.0), (6 * 3600, 6.0), (Seconds::MAX, 3.0)];
/// How many times the usual pace of few long steps is still believed,
const TIMES_OF_FEW_LONG: f64 = 20.0;
/// and how many times the second highest: a dry cooler may run in two weeks of the year.
const TIMES_OF_SECOND: f64 = 5.0;
/// How many times the median of few short steps is still believed.
const TIMES_OF_FEW: f64 = 100.0;
/// Steps as long as this are even enough for a few of them to say something.
const LONG_S: Seconds = 12 * 3600;

/// How far a meter can go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// Units a second.
    highest: f64,
    /// The usual step, seconds: in less time it may go as far.
    step_s: Seconds,
}

impl Pace {
    /// That of a meter of these paces, as [`highest_pace`] has it.
    pub(super) fn of(paces: impl Iterator<Item = f64>, told_per_hour: Option<f64>, step_s: Seconds) -> Self {
        Self { highest: highest_pace(paces, told_per_hour, step_s), step_s }
    }

    /// How far it can go in a time.
    pub(super) fn furthest(&self, from_s: Seconds, to_s: Seconds) -> f64 {
        self.highest * f64::from(to_s.saturating_sub(from_s).max(self.step_s).max(1))
    }

    /// Whether it can go so far in a time.
    pub(super) fn can(&self, amount: f64, from_s: Seconds, to_s: Seconds) -> bool {
        amount <= self.furthest(from_s, to_s)
    }
}

/// The highest pace that is believed, in units a second.
///
/// It is what the installation says; else a number of times the pace that 95 % of the steps with movement keep: ten for
/// steps up to an hour, six up to six hours, three above. With fewer than 100 such steps it is twenty times the pace that
/// 80 % of them keep or five times the second highest, whichever is more, when they are long, and a hundred times the median when they are short; with fewer than five it
/// is any.
pub(super) fn highest_pace(paces: impl Iterator<Item = f64>, told_per_hour: Option<f64>, step_s: Seconds) -> f64 {
    if let Some(told) = told_per_hour {
        return told / 3600.0;
    }
    let mut paces: Vec<f64> = paces.filter(|pace| *pace > 0.0).collect();
    let count = paces.len();
    let mut at = |place: usize| *paces.select_nth_unstable_by(place, f64::total_cmp).1;
    let times = TIMES.iter().find(|(up_to_s, _)| step_s <= *up_to_s).map_or(3.0, |(_, times)| *times);
    match count {
        _ if count >= ENOUGH => at(count * 95 / 100) * times,
        _ if count >= FEW && step_s >= LONG_S => {
            let (most_keep, second) = (at(count * 80 / 100), at(count - 2));
            (most_keep * TIMES_OF_FEW_LONG).max(second * TIMES_OF_SECOND)
        }
        _ if count >= FEW => at(count / 2) * TIMES_OF_FEW,
        _ => f64::INFINITY,
    }
}

/// The paces of a counter; of at most some ten thousand steps, spread over the readings.
pub(super) fn paces_of_counter(readings: &[Reading]) -> impl Iterator<Item = f64> + '_ {
    let every = (readings.len() / 16_384).max(1);
    readings.windows(2).step_by(every).map(|pair| {
        let seconds = f64::from(pair[1].time_s.saturating_sub(pair[0].time_s).max(1));
        (pair[1].value - pair[0].value) / seconds
    })
}
