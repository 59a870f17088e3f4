//! What the ordinance of a province asks besides: a least SPF, and a report by a day of its own.

use jiff::civil::Date;

use super::finding::Finding;
use super::reporting;
use crate::check::{Check, CheckId, CheckState};
use crate::clock::{day_of, last_day};
use crate::installation::Installation;
use crate::law::{Duty, DutyKind, Law};
use crate::report::Report;
use crate::statement::Statement;

/// An SPF below this share of that of the year before asks for measures where there is a least SPF.
const SHARE_OF_YEAR_BEFORE: f64 = 0.8;

/// The checks of a province; none where none is named, or it asks nothing besides.
pub(super) fn check(report: &Report, installation: &Installation, law: &Law, on: Option<Date>) -> Vec<Check> {
    let Some(jurisdiction) = installation.jurisdiction.as_deref() else { return Vec::new() };
    let duties = |kind, day| law.duties_of(jurisdiction, kind, report.system, day);
    let installed = installation.in_use_since.or(installation.existing_since);
    let floors: Vec<&Duty> =
        duties(DutyKind::LeastSpf, last_day(report.year)).filter(|duty| duty.may_bind(installed)).collect();
    let mut checks = Vec::new();
    if let (Some(finding), Some(duty)) = (least_spf(report, installation, &floors), floors.first()) {
        checks.push(finding.check(CheckId::ProvinceSpf, Some(duty)));
    }
    // The law of the day on which a report has to be there: that of the year after.
    let next_year = day_of(report.year.saturating_add(1), 1, 1);
    if let Some(duty) = duties(DutyKind::Report, next_year).find(|duty| duty.may_bind(installed))
        && let Some(due) = duty.due(report.year)
    {
        checks.push(reporting::received(due, report.received, on).check(CheckId::ProvinceReport, Some(duty)));
    }
    checks
}

/// The SPF beside the least that is asked. Of two that may be asked, for want of the day on which the system was
/// installed, both have to say the same.
fn least_spf(report: &Report, installation: &Installation, floors: &[&Duty]) -> Option<Finding> {
    let limits = floors.iter().filter_map(|duty| duty.limit);
    let (low, high) = limits.fold(None, |ends: Option<(f64, f64)>, limit| {
        Some(ends.map_or((limit, limit), |(low, high)| (low.min(limit), high.max(limit))))
    })?;
    let earlier = installation.earlier.iter().find(|year| year.year + 1 == report.year);
    let before = earlier.and_then(|year| year.spf);
    let of_before = before.map_or(0.0, |spf| SHARE_OF_YEAR_BEFORE * spf);
    let state = match report.spf.value {
        None => CheckState::Unknown,
        Some(spf) if spf < low.max(of_before) => CheckState::Fails,
        Some(spf) if spf >= high.max(of_before) => CheckState::Holds,
        Some(_) => CheckState::Unknown,
    };
    let limit = high.max(of_before);
    let statement = Statement::ProvinceSpf { spf: report.spf.value, low, high, before };
    let error = report.spf.error.unwrap_or(0.0);
    Some(Finding {
        value: report.spf.value,
        limit: Some(limit),
        within_error: report.spf.value.is_some_and(|spf| (spf - limit).abs() <= error),
        ..Finding::new(state, statement)
    })
}
