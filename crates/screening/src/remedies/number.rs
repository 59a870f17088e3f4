//! Numbers: the values of a fact that may make an outcome milder, and an application with such a value.

use super::reassessment::Reassessment;
use crate::application::Application;
use crate::screens::LEAST_SCREEN_M;
use bodemtoets_law::rules::{Facts as _, Quantity};

/// How many values of a fact there are in one unit of it: the step in which changes are told.
fn steps_in_a_unit(quantity: Quantity) -> f64 {
    match quantity {
        Quantity::DrillingDepthM
        | Quantity::ScreenTopM
        | Quantity::ScreenBottomM
        | Quantity::ScreenBelowDrillingM
        | Quantity::GroundLevelMNap
        | Quantity::ClayTopM => 100.0,
        Quantity::AnnualVolumeM3 | Quantity::FullLoadHours => 1.0,
        Quantity::FlowM3H
        | Quantity::GroundPowerKw
        | Quantity::MaxInfiltrationTemperatureC
        | Quantity::MinReturnTemperatureC
        | Quantity::HeatAddedMwh
        | Quantity::ColdAddedMwh
        | Quantity::HeatDemandMwh
        | Quantity::CoolingDemandMwh
        | Quantity::HeatSurplusMwh
        | Quantity::Spf
        | Quantity::TemperatureDifferenceK => 10.0,
    }
}

/// The values of a fact at which something may change, nearest to its own value first: on the turning
/// points of the rules, or the step of the fact that is next to them, on both sides. Between two of these
/// nothing changes, so one of them is the smallest change.
pub(super) fn candidates(reassessment: &mut Reassessment, application: &Application, quantity: Quantity) -> Vec<f64> {
    let Some(from) = application.quantities.get(quantity) else { return Vec::new() };
    let points = reassessment.look(application, |assessment, rules| {
        let survey = &assessment.survey;
        let of = |asked: Quantity| {
            let mut points = Vec::new();
            for rule in rules {
                rule.when.turning_points(survey, asked, &mut points);
            }
            points
        };
        let mut points = of(quantity);
        // Screens go along with the end of a drilling that does not hold them any more.
        if quantity == Quantity::DrillingDepthM {
            let ends = [Quantity::ScreenTopM, Quantity::ScreenBottomM].map(|end| survey.quantity(end));
            points.extend(of(Quantity::ScreenBottomM));
            if let [Some(top), Some(bottom)] = ends {
                points.extend(of(Quantity::ScreenTopM).into_iter().map(|point| point + bottom - top));
            }
        }
        points
    });
    let steps = steps_in_a_unit(quantity);
    let around = |point: f64| [-1.0, 0.0, 1.0].map(|step| ((point * steps).round() + step) / steps);
    let mut values: Vec<f64> = points.into_iter().flat_map(around).collect();
    values.retain(|value| is_possible(quantity, *value) && (value - from).abs() > f64::EPSILON);
    let size = |value: &f64| (value - from).abs();
    values.sort_by(|one, other| size(one).total_cmp(&size(other)).then(one.total_cmp(other)));
    values.dedup();
    values
}

/// Whether somebody could apply for this: nothing of a depth, a flow or a power is no system.
fn is_possible(quantity: Quantity, value: f64) -> bool {
    let something = matches!(
        quantity,
        Quantity::DrillingDepthM
            | Quantity::ScreenTopM
            | Quantity::ScreenBottomM
            | Quantity::FlowM3H
            | Quantity::AnnualVolumeM3
            | Quantity::GroundPowerKw
    );
    quantity.range().contains(&value) && (!something || value > 0.0)
}

/// An application with another value of a fact. Screens stay in the drilling: they move up with its end, and
/// with each other, and keep their length; in a drilling that is too short for that they keep their top, or have the
/// lower half of it. `None` when that cannot be.
pub(super) fn with_number(application: &Application, quantity: Quantity, value: f64) -> Option<Application> {
    let was = application.quantities;
    let mut numbers = was;
    numbers.set(quantity, Some(value));
    let (top, bottom) = (was.get(Quantity::ScreenTopM), was.get(Quantity::ScreenBottomM));
    let length = top.zip(bottom).map(|(top, bottom)| bottom - top);
    match quantity {
        Quantity::DrillingDepthM if bottom.is_some_and(|bottom| bottom > value) => {
            numbers.set(Quantity::ScreenBottomM, Some(value));
            numbers.set(Quantity::ScreenTopM, top.map(|top| top_of_screens(top, length, value)));
        }
        Quantity::ScreenBottomM if top.is_some_and(|top| top >= value) => {
            numbers.set(Quantity::ScreenTopM, length.map(|length| millis(value - length)));
        }
        Quantity::ScreenTopM if bottom.is_some_and(|bottom| bottom <= value) => {
            numbers.set(Quantity::ScreenBottomM, length.map(|length| millis(value + length)));
        }
        _ => {}
    }
    let (top, bottom) = (numbers.get(Quantity::ScreenTopM), numbers.get(Quantity::ScreenBottomM));
    let upside_down = top.zip(bottom).is_some_and(|(top, bottom)| top >= bottom);
    let too_high = top.is_some_and(|top| top <= 0.0);
    let sticks_out = bottom.or(top).zip(numbers.get(Quantity::DrillingDepthM)).is_some_and(|(deep, end)| deep > end);
    if upside_down || too_high || sticks_out {
        return None;
    }
    Some(Application { quantities: numbers.with_derived(), ..application.clone() })
}

/// The top of screens that end where a drilling does: as long as they were where that fits, and long enough to be one.
fn top_of_screens(top_m: f64, length_m: Option<f64>, end_m: f64) -> f64 {
    match length_m.map(|length_m| millis(end_m - length_m)).filter(|top_m| *top_m > 0.0) {
        Some(as_long) => as_long,
        None if end_m - top_m >= LEAST_SCREEN_M => top_m,
        None => millis(end_m / 2.0),
    }
}

fn millis(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// How large a change of a number is: as a share of what was applied for.
pub(super) fn share(from: f64, to: f64) -> f64 {
    let whole = if from == 0.0 { 1.0 } else { from.abs() };
    (to - from).abs() / whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn screens_that_move_up_stay_screens() {
        // As long as they were; from where they began; the lower half where next to nothing would be left.
        for (top_m, length_m, end_m, expected_m) in
            [(40.0, 20.0, 50.0, 30.0), (14.0, 46.0, 15.0, 14.0), (14.9, 45.1, 15.0, 7.5), (20.0, 40.0, 15.0, 7.5)]
        {
            let found_m = top_of_screens(top_m, Some(length_m), end_m);
            assert!((found_m - expected_m).abs() < 1e-9, "{top_m} {length_m} {end_m}: {found_m}");
        }
    }
}
