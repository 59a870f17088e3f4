//! What the law and the permit ask of a year, held against its figures. What is not known is unknown.
//!
//! A check gives a [`Finding`]: a state, numbers, and a [`Statement`] that holds what was found as values. `words`
//! makes sentences of them.

mod balance;
mod finding;
mod meters;
mod permit;
mod plausible;
mod province;
mod reporting;
mod temperature;

use jiff::civil::Date;

use super::check::{Check, CheckId};
use super::clock::{day_of, last_day};
use super::concept::Concept;
use super::installation::Installation;
use super::law::{DutyKind, Law};
use super::report::Report;

pub(super) use reporting::{due, late};

/// Checks a report. `on` is the day on which it is looked at, when lateness matters.
pub(super) fn check(
    report: &Report,
    installation: &Installation,
    concept: &Concept,
    law: &Law,
    on: Option<Date>,
) -> Vec<Check> {
    let year = report.year;
    let last = last_day(year);
    let duty = |kind| law.duty(kind, report.system, last);
    let older = reporting::older(installation, law, report.system, last);
    let mut checks = Vec::new();
    for (kind, id) in
        [(DutyKind::MaxTemperature, CheckId::MaxTemperature), (DutyKind::MinTemperature, CheckId::MinTemperature)]
    {
        let asked = duty(kind);
        let permit = match id {
            CheckId::MaxTemperature => installation.permit.max_infiltration_temperature_c,
            _ => installation.permit.min_return_temperature_c,
        };
        if asked.is_none() && permit.is_none() {
            continue;
        }
        let finding = match older.clone() {
            Some(older) if permit.is_none() => older,
            _ => temperature::check(report, id, asked.and_then(|duty| duty.limit), permit),
        };
        checks.push(finding.check(id, asked));
    }
    let asked = duty(DutyKind::Balance);
    let finding = older.clone().unwrap_or_else(|| balance::check(report, installation, asked));
    checks.push(finding.check(CheckId::Balance, asked));
    // The law of the day on which a report has to be there: that of the year after.
    let asked = law.duty(DutyKind::Report, report.system, day_of(year.saturating_add(1), 1, 1));
    let finding = older.clone().unwrap_or_else(|| match reporting::owed(report.system, year, installation, asked) {
        Ok(due) => reporting::received(due, report.received, on),
        Err(finding) => finding,
    });
    checks.push(finding.check(CheckId::Reported, asked));
    if let Some(asked) = duty(DutyKind::Keep) {
        checks.push(older.unwrap_or_else(|| reporting::kept(asked)).check(CheckId::Kept, Some(asked)));
    }
    if let Some(asked) = duty(DutyKind::MeasuringError) {
        checks.push(meters::check(report, asked).check(CheckId::MeasuringError, Some(asked)));
    }
    checks.extend(province::check(report, installation, law, on));
    checks.extend(permit::spf(report).map(|finding| finding.check(CheckId::PermitSpf, None)));
    checks.extend(permit::volume(report).map(|finding| finding.check(CheckId::PermitVolume, None)));
    checks.push(plausible::check(report, concept).check(CheckId::Plausible, None));
    checks
}
