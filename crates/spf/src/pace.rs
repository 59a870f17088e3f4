//! How fast a meter can go: what tells a spike or a jump from a busy hour.

use super::series::Reading;

/// As many steps say how fast a meter usually goes; fewer say only what is absurd.
const ENOUGH: usize = 100;
/// How many times the usual pace is still believed.
const TIMES: f64 = 10.0;
/// The same, when there are few readings.
const TIMES_OF_FEW: f64 = 100.0;
/// With fewer steps nothing is implausible.
const FEW: usize = 5;

/// The highest pace that is believed, in units a second: what the installation says; else ten times the
/// pace that 95 % of the steps with movement keep; with less than 100 such steps a hundred times the
/// median; with less than 5 any.
pub(super) fn highest_pace(paces: impl Iterator<Item = f64>, told_per_hour: Option<f64>) -> f64 {
    if let Some(told) = told_per_hour {
        return told / 3600.0;
    }
    let mut paces: Vec<f64> = paces.filter(|pace| *pace > 0.0).collect();
    let count = paces.len();
    let mut at = |place: usize| *paces.select_nth_unstable_by(place, f64::total_cmp).1;
    match count {
        _ if count >= ENOUGH => at(count * 95 / 100) * TIMES,
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
