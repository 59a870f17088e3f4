//! The law on running a system, by date: limits of temperature, balance, and who reports when.
//!
//! It is data (`data/spf/law.toml`): no limit and no article stands in code.

use jiff::civil::Date;
use serde::Deserialize;

use super::fault::{Cause, Fault, read_toml};
use bodemtoets_words::System;
use bodemtoets_words::provenance::Source;

/// What a duty is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DutyKind {
    /// Highest temperature of what goes into the ground, degC.
    MaxTemperature,
    /// Lowest temperature of what goes into the ground, degC.
    MinTemperature,
    /// No surplus of heat at some moment in so many years.
    Balance,
    /// To report every year; closed systems from so many kW.
    Report,
    /// To keep the readings, for so many years.
    Keep,
    /// Largest error of energy meters, %.
    MeasuringError,
    /// Least SPF of a year.
    LeastSpf,
}

/// A duty in a period.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// What it is about.
    pub id: DutyKind,
    /// The rule of the national rulebook, or of that of the province, that says the same.
    pub rule: String,
    /// The province that asks it; the state when left out.
    #[serde(default)]
    pub jurisdiction: Option<String>,
    /// Only for systems installed before this day.
    #[serde(default, deserialize_with = "bodemtoets_words::date::optional::deserialize")]
    pub installed_before: Option<Date>,
    /// Only for systems installed on or after this day.
    #[serde(default, deserialize_with = "bodemtoets_words::date::optional::deserialize")]
    pub installed_from: Option<Date>,
    /// First day.
    #[serde(deserialize_with = "bodemtoets_words::date::deserialize")]
    pub valid_from: Date,
    /// Last day; none while it is in force.
    #[serde(default, deserialize_with = "bodemtoets_words::date::optional::deserialize")]
    pub valid_to: Option<Date>,
    /// Open, closed or both.
    pub applies_to: Vec<System>,
    /// The limit, when it has one.
    #[serde(default)]
    pub limit: Option<f64>,
    /// Its unit.
    #[serde(default)]
    pub unit: String,
    /// The day before which a report has to be there, in the year after.
    #[serde(default)]
    pub due: Option<Due>,
    /// Whether a single dwelling is free of it.
    #[serde(default)]
    pub single_dwelling_exempt: bool,
    /// Where it stands.
    pub source: Source,
}

/// A day of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    month: i8,
    day: i8,
}

/// That older systems keep other rules.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transition {
    /// The rule of the national rulebook that says the same.
    pub rule: String,
    /// First day.
    #[serde(deserialize_with = "bodemtoets_words::date::deserialize")]
    pub valid_from: Date,
    /// Open or closed.
    pub applies_to: Vec<System>,
    /// Systems of before this day.
    #[serde(deserialize_with = "bodemtoets_words::date::deserialize")]
    pub existing_before: Date,
    /// Where it stands.
    pub source: Source,
}

/// The law on running a system.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// The provinces, by their ids: those that ask nothing besides, too.
    pub jurisdictions: Vec<String>,
    /// The duties.
    #[serde(rename = "duty")]
    pub duties: Vec<Duty>,
    /// Older systems.
    #[serde(rename = "transition")]
    pub transitions: Vec<Transition>,
}

impl Law {
    /// The law that comes with the tool.
    ///
    /// # Errors
    /// Never for the file that comes with the tool; a test reads it.
    pub fn embedded() -> Result<Self, Fault> {
        read_toml("law.toml", include_str!("../data/spf/law.toml"))
    }

    /// The national duty of a kind on a day.
    #[must_use]
    pub fn duty(&self, kind: DutyKind, system: System, on: Date) -> Option<&Duty> {
        self.duties.iter().find(|duty| duty.jurisdiction.is_none() && duty.holds(kind, system, on))
    }

    /// The duties of a kind that a province asks besides, on a day.
    pub fn duties_of(
        &self,
        jurisdiction: &str,
        kind: DutyKind,
        system: System,
        on: Date,
    ) -> impl Iterator<Item = &Duty> {
        let of_province = move |duty: &&Duty| duty.jurisdiction.as_deref() == Some(jurisdiction);
        self.duties.iter().filter(of_province).filter(move |duty| duty.holds(kind, system, on))
    }

    /// What older systems keep on a day.
    #[must_use]
    pub fn transition(&self, system: System, on: Date) -> Option<&Transition> {
        self.transitions.iter().find(|one| one.valid_from <= on && one.applies_to.contains(&system))
    }
}

impl Duty {
    fn holds(&self, kind: DutyKind, system: System, on: Date) -> bool {
        let in_force = self.valid_from <= on && self.valid_to.is_none_or(|end| on <= end);
        self.id == kind && in_force && self.applies_to.contains(&system)
    }

    /// Whether it binds a system that was installed on a day; where that is not known, whether it may.
    #[must_use]
    pub fn may_bind(&self, installed: Option<Date>) -> bool {
        installed.is_none_or(|installed| {
            self.installed_before.is_none_or(|before| installed < before)
                && self.installed_from.is_none_or(|from| from <= installed)
        })
    }

    /// The day before which the report of a year has to be there.
    #[must_use]
    pub fn due(&self, year: i16) -> Option<Date> {
        let due = self.due?;
        Date::new(year.checked_add(1)?, due.month, due.day).ok()
    }
}

/// A lower heating value of gas from a day on.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct GasValue {
    #[serde(deserialize_with = "bodemtoets_words::date::deserialize")]
    valid_from: Date,
    mj_m3: f64,
    source: Source,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GasValues {
    value: Vec<GasValue>,
}

/// The lower heating value of gas that an SPF is counted with on a day, MJ/m3; before the first value it
/// is the first.
///
/// ```
/// let gas_mj_m3 = bodemtoets_spf::gas_mj_m3(jiff::civil::date(2025, 12, 31))?;
/// assert_eq!(gas_mj_m3, 31.65);
/// // The source has 8.79 kWh.
/// assert_eq!(format!("{:.2}", gas_mj_m3 / 3.6), "8.79");
/// # Ok::<(), bodemtoets_spf::Fault>(())
/// ```
///
/// # Errors
/// Never for the file that comes with the tool.
pub fn gas_mj_m3(on: Date) -> Result<f64, Fault> {
    let values: GasValues = read_toml("gas.toml", include_str!("../data/spf/gas.toml"))?;
    let value = values.value.iter().rfind(|value| value.valid_from <= on).or(values.value.first());
    value.map(|value| value.mj_m3).ok_or_else(|| Fault::new("gas.toml", Cause::NoValue))
}
