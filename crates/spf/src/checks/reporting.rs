//! To report every year, in time, and to keep the readings.

use jiff::civil::Date;

use super::finding::Finding;
use crate::check::CheckState;
use crate::clock::{day_of, last_day};
use crate::installation::Installation;
use crate::law::{Duty, DutyKind, Law};
use crate::statement::Statement;
use bodemtoets_words::{Dwelling, System};

/// What becomes of the general rules for a system of before they were there.
pub(super) fn older(installation: &Installation, law: &Law, system: System, on: Date) -> Option<Finding> {
    let since = installation.existing_since?;
    if let Some(transition) = law.transition(system, on) {
        let article = transition.source.article.clone().unwrap_or_default();
        return (since < transition.existing_before)
            .then(|| Finding::not_asked(Statement::OlderSystem { since, article }));
    }
    let first = law.transitions.iter().find(|one| one.applies_to.contains(&system))?;
    (since < first.existing_before).then(|| Finding::unknown(Statement::OlderSystemUnknown))
}

/// By when the report of a year has to be there; otherwise why it need not, or why that is not known.
pub(super) fn owed(
    system: System,
    year: i16,
    installation: &Installation,
    duty: Option<&Duty>,
) -> Result<Date, Finding> {
    let Some((duty, due)) = duty.and_then(|duty| Some((duty, duty.due(year)?))) else {
        return Err(Finding::unknown(Statement::NoLaw));
    };
    if system == System::Open {
        return Ok(due);
    }
    let limit_kw = duty.limit.unwrap_or(0.0);
    match (installation.dwelling, installation.ground_power_kw) {
        (Some(Dwelling::Single), _) => Err(Finding::not_asked(Statement::ReportNotAskedOfDwelling)),
        (_, Some(power)) if power < limit_kw => Err(Finding::not_asked(Statement::ReportNotAskedBelow { limit_kw })),
        (Some(_), Some(_)) => Ok(due),
        (dwelling, power) => Err(Finding::unknown(Statement::ReportDepends {
            limit_kw: power.is_none().then_some(limit_kw),
            dwelling: dwelling.is_none(),
        })),
    }
}

/// By when the report of a year has to be there; none when it need not, or when that is not known.
pub(crate) fn due(system: System, year: i16, installation: &Installation, law: &Law) -> Option<Date> {
    if older(installation, law, system, last_day(year)).is_some() {
        return None;
    }
    let duty = law.duty(DutyKind::Report, system, day_of(year.saturating_add(1), 1, 1));
    owed(system, year, installation, duty).ok()
}

/// Whether a report that has to be there before a day is late, and what is known of that.
pub(super) fn received(due: Date, received: Option<Date>, on: Option<Date>) -> Finding {
    match (received, on) {
        (Some(received), _) => {
            let state = if received >= due { CheckState::Fails } else { CheckState::Holds };
            Finding::new(state, Statement::Received { received, due })
        }
        (None, Some(on)) if on >= due => Finding::new(CheckState::Fails, Statement::NotReceived { on, due }),
        _ => Finding::unknown(Statement::DueBefore(due)),
    }
}

/// Whether a report is late on a day, and what is known of that.
pub(crate) fn late(due: Date, was_received: Option<Date>, on: Date) -> (bool, Statement) {
    let finding = received(due, was_received, Some(on));
    (finding.state == CheckState::Fails, finding.statement)
}

pub(super) fn kept(duty: &Duty) -> Finding {
    Finding::unknown(Statement::Keep { years: duty.limit })
}
