//! Whether the meters are good enough; a class that was not given is not known.

use super::finding::Finding;
use crate::check::CheckState;
use crate::law::Duty;
use crate::quantities::ENERGY_ERROR_PERCENT;
use crate::report::Report;
use crate::statement::Statement;

pub(super) fn check(report: &Report, duty: &Duty) -> Finding {
    let limit_percent = duty.limit.unwrap_or(ENERGY_ERROR_PERCENT);
    let energy = || report.meters.iter().filter(|meter| meter.amount_unit == "kWh");
    let Some(worst) = energy().max_by(|a, b| a.error.total_cmp(&b.error)) else {
        return Finding::unknown(Statement::NoEnergyMeter);
    };
    let assumed = energy().find(|meter| meter.error_assumed);
    if let Some(meter) = assumed.filter(|_| worst.error_assumed || worst.error <= limit_percent) {
        return Finding::unknown(Statement::ClassNotGiven { column: meter.column.clone(), limit_percent });
    }
    let state = if worst.error > limit_percent { CheckState::Fails } else { CheckState::Holds };
    let (column, percent) = (worst.column.clone(), worst.error);
    Finding {
        value: Some(percent),
        limit: Some(limit_percent),
        unit: "%",
        ..Finding::new(state, Statement::LargestError { column, percent, limit_percent })
    }
}
