//! SPF and volume against the permit.

use super::finding::Finding;
use crate::check::CheckState;
use crate::report::Report;
use crate::statement::Statement;

pub(super) fn spf(report: &Report) -> Option<Finding> {
    let limit = report.permit.spf?;
    let statement = Statement::PermitSpf { spf: report.spf.value, limit };
    let state = match report.spf.value {
        None => CheckState::Unknown,
        Some(spf) if spf >= limit => CheckState::Holds,
        Some(_) => CheckState::Fails,
    };
    let error = report.spf.error.unwrap_or(0.0);
    Some(Finding {
        value: report.spf.value,
        limit: Some(limit),
        within_error: report.spf.value.is_some_and(|spf| (spf - limit).abs() <= error),
        ..Finding::new(state, statement)
    })
}

pub(super) fn volume(report: &Report) -> Option<Finding> {
    let limit_m3 = report.permit.annual_volume_m3?;
    let volume = report.water_cold_to_warm_m3.plus(&report.water_warm_to_cold_m3);
    let statement = Statement::PermitVolume { volume_m3: volume.value, limit_m3 };
    let state = match volume.value {
        None => CheckState::Unknown,
        Some(value) if value > limit_m3 => CheckState::Fails,
        Some(_) => CheckState::Holds,
    };
    let error = volume.error.unwrap_or(0.0);
    Some(Finding {
        value: volume.value,
        limit: Some(limit_m3),
        unit: "m3",
        within_error: volume.value.is_some_and(|value| (value - limit_m3).abs() <= error),
        ..Finding::new(state, statement)
    })
}
