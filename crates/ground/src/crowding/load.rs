//! What a closed system takes from the ground, in steps of time.

use super::problem::Problem;
use super::range::Range;
use bodemtoets_words::limits::within;

/// Days of a year, on average.
pub const DAYS_A_YEAR: f64 = 365.25;

/// Heat that is taken from a moment on, until the next step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LoadStep {
    /// When it begins, years, on a clock that all systems share.
    pub from_years: f64,
    /// Net heat taken from each metre of borehole, W/m; below 0 it is given. From the heat of a year:
    /// [`mean_load_w_m`].
    pub extraction_w_m: Range,
}

/// The heat of a year as a load, W/m: what is taken less what is given back, kWh, over all metres of
/// borehole. The seasons are left out: beyond a few metres the ground does not feel them.
///
/// ```
/// // 10 MWh a year from 200 m of borehole: 50 kWh/m, or 5.7 W/m.
/// assert!((bodemtoets_ground::crowding::mean_load_w_m(10_000.0, 200.0)? - 5.70).abs() < 0.01);
/// # Ok::<(), bodemtoets_ground::crowding::Problem>(())
/// ```
///
/// # Errors
/// When there is no borehole.
pub fn mean_load_w_m(net_extraction_kwh: f64, borehole_m: f64) -> Result<f64, Problem> {
    within("net_extraction_kwh", net_extraction_kwh, -1e9, 1e9, "it is the heat of a year")?;
    bodemtoets_words::limits::positive("borehole_m", borehole_m, 1e7, "it is the length of all boreholes together")?;
    Ok(net_extraction_kwh * 1000.0 / (DAYS_A_YEAR * 24.0) / borehole_m)
}

/// Net heat taken from a metre of loop in a year when nobody states it, kWh: up to the most for which the
/// Dutch tool for small systems (ITGBES) is meant. An assumption.
const MOST_KWH_M: f64 = 240.0;

/// Net heat taken from each metre of loop, W: cold put into the ground less heat put into it, MWh a year, over
/// all metres. What is not stated is a wide range, from nothing to 240 kWh/m.
#[must_use]
pub fn load_of_a_year(heat_mwh: Option<f64>, cold_mwh: Option<f64>, length_m: f64) -> Range {
    let load = |mwh: f64| mean_load_w_m(mwh * 1000.0, length_m).unwrap_or(f64::NAN);
    match (heat_mwh, cold_mwh) {
        (Some(heat), Some(cold)) => Range::exactly(load(cold - heat)),
        (None, Some(cold)) => Range::new(0.0, load(cold)),
        (_, None) => Range::new(0.0, mean_load_w_m(MOST_KWH_M, 1.0).unwrap_or(f64::NAN)),
    }
}

/// Each step that has begun at a moment: how many days ago it began, how many days ago it ended (0 when it
/// goes on), and its load.
pub(super) fn begun(steps: &[LoadStep], at_years: f64) -> impl Iterator<Item = (f64, f64, Range)> + '_ {
    let days_ago = move |years: f64| ((at_years - years) * DAYS_A_YEAR).max(0.0);
    steps.iter().enumerate().filter(move |(_, step)| step.from_years < at_years).map(move |(index, step)| {
        let ended = steps.get(index + 1).map_or(0.0, |next| days_ago(next.from_years));
        (days_ago(step.from_years), ended, step.extraction_w_m)
    })
}

/// Refuses steps that do not follow each other, and loads that no borehole gives.
pub(super) fn check(steps: &[LoadStep]) -> Result<(), Problem> {
    for (index, step) in steps.iter().enumerate() {
        let number = |problem: Problem| problem.at("step", index);
        within("from_years", step.from_years, -1e4, 1e4, "it is a year on a clock that all systems share")
            .map_err(|problem| number(problem.into()))?;
        let why = "boreholes give 60 W/m at most, and on average over the year 30";
        step.extraction_w_m.check("extraction_w_m", -500.0, 500.0, why).map_err(number)?;
        if let Some(before) = index.checked_sub(1).and_then(|before| steps.get(before))
            && step.from_years <= before.from_years
        {
            let why = format!("the step before it begins at {}: put the steps in the order of time", before.from_years);
            let name = "from_years".to_owned();
            return Err(number(bodemtoets_words::limits::OutOfLimits { name, value: step.from_years, why }.into()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(from_years: f64, load: f64) -> LoadStep {
        LoadStep { from_years, extraction_w_m: Range::exactly(load) }
    }

    #[test]
    fn a_step_ends_where_the_next_begins() {
        let steps = [step(0.0, 5.0), step(10.0, 3.0), step(30.0, 0.0)];
        let found: Vec<(f64, f64, Range)> = begun(&steps, 20.0).collect();
        let years = |years: f64| years * DAYS_A_YEAR;
        assert_eq!(found, [(years(20.0), years(10.0), Range::exactly(5.0)), (years(10.0), 0.0, Range::exactly(3.0))]);
    }

    #[test]
    fn steps_out_of_order_are_refused_with_their_number() {
        let said = check(&[step(5.0, 1.0), step(3.0, 1.0)]).unwrap_err().to_string();
        assert_eq!(said, "step 2: from_years is 3: the step before it begins at 5: put the steps in the order of time");
    }
}
