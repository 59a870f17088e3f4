//! What the law and the permit ask of a year, held against its figures. What is not known is unknown.
//!
//! A check gives a [`Finding`]: a state, numbers, and a [`Statement`] that holds what was found as values. `words`
//! makes sentences of them.

mod balance;
mod meters;
mod permit;
mod plausible;
mod reporting;
mod temperature;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::clock::{day_of, last_day};
use super::concept::Concept;
use super::installation::Installation;
use super::law::{Duty, DutyKind, Law};
use super::report::{Check, CheckId, CheckState, Report};
use crate::lang::Text;

pub use plausible::Implausibility;
pub(super) use reporting::{due, late};

/// What a check found. In JSON it is its sentence in both languages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "Text", into = "Text")]
#[non_exhaustive]
pub enum Statement {
    /// The system is older than the general rules, which do not hold for it.
    OlderSystem {
        /// When it was built or applied for.
        since: Date,
        /// The article that says so.
        article: String,
    },
    /// The system is older than the general rules, and what held for it in that year is not known.
    OlderSystemUnknown,
    /// The law of the year is not known.
    NoLaw,
    /// The highest or lowest temperature into the ground is not measured.
    TemperatureNotMeasured {
        /// Whether it is the highest.
        highest: bool,
        /// Its limit, degC.
        limit_c: f64,
    },
    /// The highest or lowest temperature into the ground.
    Temperature {
        /// Whether it is the highest.
        highest: bool,
        /// What was measured, degC.
        found_c: f64,
        /// Its limit, degC.
        limit_c: f64,
        /// Whether readings are missing that could be beyond the limit.
        incomplete: bool,
    },
    /// A single dwelling need not be in balance.
    BalanceNotAsked,
    /// There is a surplus of heat; whether that is allowed depends on the kind of dwelling.
    BalanceOfDwelling,
    /// Heat and cold put into the ground are not known.
    BalanceNotKnown,
    /// The balance of the ground.
    Balance {
        /// Heat less cold, MWh.
        surplus_mwh: f64,
        /// Over how many years; none when it is since the system was taken into use.
        years: Option<usize>,
        /// How it stands with the duty.
        standing: BalanceStanding,
    },
    /// A single dwelling need not report.
    ReportNotAskedOfDwelling,
    /// Below so much ground-side power, kW, nothing is reported.
    ReportNotAskedBelow {
        /// The limit, kW.
        limit_kw: f64,
    },
    /// Whether the system has to report depends on facts that are not given.
    ReportDepends {
        /// The limit of the ground-side power, kW, when that is not given.
        limit_kw: Option<f64>,
        /// Whether the kind of dwelling is not given.
        dwelling: bool,
    },
    /// The report was received.
    Received {
        /// When.
        received: Date,
        /// Before when it had to be there.
        due: Date,
    },
    /// The report was not received in time.
    NotReceived {
        /// On which day it is looked at.
        on: Date,
        /// Before when it had to be there.
        due: Date,
    },
    /// Before when the report has to be there.
    DueBefore(Date),
    /// For how many years readings are to be kept; none when that is not known.
    Keep {
        /// The number of years.
        years: Option<f64>,
    },
    /// There is no energy meter.
    NoEnergyMeter,
    /// The class of an energy meter is not given.
    ClassNotGiven {
        /// Its column.
        column: String,
        /// The largest error that is allowed, %.
        limit_percent: f64,
    },
    /// The largest error of an energy meter.
    LargestError {
        /// Its column.
        column: String,
        /// The error, %.
        percent: f64,
        /// The largest that is allowed, %.
        limit_percent: f64,
    },
    /// The SPF beside that of the permit.
    PermitSpf {
        /// The SPF; none when it is not known.
        spf: Option<f64>,
        /// That of the permit.
        limit: f64,
    },
    /// The groundwater moved beside that of the permit.
    PermitVolume {
        /// What was moved, m3; none when that is not known.
        volume_m3: Option<f64>,
        /// That of the permit, m3.
        limit_m3: f64,
    },
    /// Nothing to judge, because there is no SPF.
    NothingToJudge,
    /// Nothing is implausible.
    Plausible,
    /// What is implausible.
    Implausible(Vec<Implausibility>),
    /// A sentence that was read from a report.
    Written(Text),
}

/// How a balance stands with the duty to be without a surplus of heat once in five years.
#[derive(Debug, Clone, PartialEq)]
pub enum BalanceStanding {
    /// There is no surplus of heat.
    InBalance,
    /// There is one, but it was gone at a moment.
    MetUntil {
        /// The last moment without a surplus, as `2025-09`.
        moment: String,
        /// The year in which the next one has to come.
        until: i16,
    },
    /// There was no moment in five years.
    Broken,
    /// It may still go.
    OpenUntil {
        /// The year in which it has to be gone at some time.
        until: i16,
    },
    /// Too few years are known.
    TooFewYears,
}

impl schemars::JsonSchema for Statement {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Text::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Text::json_schema(generator)
    }
}

/// What a check came to, before it has its source.
#[derive(Debug, Clone, PartialEq)]
struct Finding {
    state: CheckState,
    statement: Statement,
    value: Option<f64>,
    limit: Option<f64>,
    unit: &'static str,
    within_error: bool,
}

impl Finding {
    fn new(state: CheckState, statement: Statement) -> Self {
        Self { state, statement, value: None, limit: None, unit: "", within_error: false }
    }

    fn unknown(statement: Statement) -> Self {
        Self::new(CheckState::Unknown, statement)
    }

    fn not_asked(statement: Statement) -> Self {
        Self::new(CheckState::DoesNotApply, statement)
    }

    fn check(self, id: CheckId, duty: Option<&Duty>) -> Check {
        Check {
            id,
            state: self.state,
            statement: self.statement,
            value: self.value,
            limit: self.limit,
            unit: self.unit.to_owned(),
            within_error: self.within_error,
            rule: duty.map(|duty| duty.rule.clone()),
            source: duty.map(|duty| duty.source.clone()),
        }
    }
}

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
    checks.extend(permit::spf(report).map(|finding| finding.check(CheckId::PermitSpf, None)));
    checks.extend(permit::volume(report).map(|finding| finding.check(CheckId::PermitVolume, None)));
    checks.push(plausible::check(report, concept).check(CheckId::Plausible, None));
    checks
}
