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

mod daily;
mod neighbours;
mod roll_over;
mod unit_change;
mod walk;

pub(super) use daily::begins_anew;
pub(super) use walk::{Counter, count};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::clock::Clock;
    use crate::defect::{DefectKind, Gaps, Place};
    use crate::series::{Reading, Series};
    use crate::sums::Sums;

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
