//! What a check found, as values.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use bodemtoets_words::lang::Text;

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
    /// The SPF beside the least that the province asks, which may depend on when the system was installed.
    ProvinceSpf {
        /// The SPF; none when it is not known.
        spf: Option<f64>,
        /// The least that may be asked.
        low: f64,
        /// The most that may be asked.
        high: f64,
        /// That of the year before.
        before: Option<f64>,
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

/// Something that makes the figures of a year implausible.
#[derive(Debug, Clone, PartialEq)]
pub enum Implausibility {
    /// An SPF outside the range of the concept.
    Spf {
        /// The SPF.
        spf: f64,
        /// The lowest and highest that one would expect.
        range: [f64; 2],
    },
    /// A month with a higher SPF than the concept allows.
    Month {
        /// 1 to 12.
        month: i8,
        /// Its SPF.
        spf: f64,
        /// The most that the concept allows for what it gave.
        most: f64,
    },
    /// Groundwater that would differ by too little or too much between the wells.
    WaterDifference {
        /// Whether it flows from the warm to the cold well.
        warm_to_cold: bool,
        /// By how much it would differ, K.
        difference_k: f64,
    },
    /// The same numbers as in an earlier year.
    SameAs(i16),
    /// More than half different from the year before.
    FarFrom(i16),
}
