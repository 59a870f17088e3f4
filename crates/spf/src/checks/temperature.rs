//! The highest or lowest temperature into the ground, against the law and the permit.

use super::finding::Finding;
use crate::check::{CheckId, CheckState};
use crate::quantities::TEMPERATURE_ERROR_C;
use crate::quantity::Quantity;
use crate::report::Report;
use crate::statement::Statement;
use bodemtoets_words::System;

pub(super) fn check(report: &Report, id: CheckId, law: Option<f64>, permit: Option<f64>) -> Finding {
    let highest = id == CheckId::MaxTemperature;
    let limits = [law, permit].into_iter().flatten();
    let limit_c = if highest { limits.fold(f64::INFINITY, f64::min) } else { limits.fold(f64::NEG_INFINITY, f64::max) };
    let needed = match report.system {
        System::Open if highest => Quantity::ToWarmWellC,
        System::Open => Quantity::ToColdWellC,
        System::Closed => Quantity::ToGroundC,
    };
    let known = || {
        report.temperatures.iter().filter(|one| match report.system {
            System::Open => one.quantity != Quantity::ToGroundC,
            System::Closed => one.quantity == Quantity::ToGroundC,
        })
    };
    let ends = known().filter_map(|one| if highest { one.highest_c } else { one.lowest_c });
    let Some(found_c) = ends.reduce(if highest { f64::max } else { f64::min }) else {
        let statement = Statement::TemperatureNotMeasured { highest, limit_c };
        return Finding { limit: Some(limit_c), unit: "degC", ..Finding::unknown(statement) };
    };
    let all = known().any(|one| one.quantity == needed && one.mean_c.value.is_some());
    let beyond = if highest { found_c > limit_c } else { found_c < limit_c };
    // What was seen beyond the limit is beyond it, however much was not seen.
    let state = match (beyond, all) {
        (true, _) => CheckState::Fails,
        (false, true) => CheckState::Holds,
        (false, false) => CheckState::Unknown,
    };
    let incomplete = state == CheckState::Unknown;
    Finding {
        value: Some(found_c),
        limit: Some(limit_c),
        unit: "degC",
        within_error: (found_c - limit_c).abs() <= TEMPERATURE_ERROR_C,
        ..Finding::new(state, Statement::Temperature { highest, found_c, limit_c, incomplete })
    }
}
