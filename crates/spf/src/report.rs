//! The yearly report, as data: what is printed, sent as JSON, and read again by an officer's check.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::balance::Balance;
use super::check::{Check, CheckId};
use super::defect::{DefectKind, Gaps};
use super::figure::Figure;
use super::installation::{Earlier, Permit};
use super::quantity::Quantity;
use super::remark::Remark;
use bodemtoets_words::System;
use bodemtoets_words::lang::Text;

/// The name and version of the format.
pub const SCHEMA: &str = "bodemtoets/spf/1";

/// A yearly report. Energy is in MWh; what is not known has no value and says why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// The format, `bodemtoets/spf/1`.
    pub schema: String,
    /// The installation.
    pub name: String,
    /// Short name of the concept.
    pub concept: String,
    /// Name of the concept.
    pub concept_name: Text,
    /// Open or closed.
    pub system: System,
    /// The calendar year.
    pub year: i16,
    /// The time zone of its days.
    pub time_zone: String,
    /// Seasonal performance factor: (heat + cold) / (electricity + gas).
    pub spf: Figure,
    /// Qw: useful heat to the building, MWh.
    pub heat_mwh: Figure,
    /// Qk: useful cold to the building, MWh.
    pub cold_mwh: Figure,
    /// E: electricity, MWh.
    pub electricity_mwh: Figure,
    /// G: gas, MWh by its lower heating value.
    pub gas_mwh: Figure,
    /// Gas, m3.
    pub gas_m3: Figure,
    /// Lower heating value of the gas, MJ/m3.
    pub gas_mj_m3: f64,
    /// Part of the building's heat that the system gives, %.
    pub heat_covered_percent: Figure,
    /// Part of the building's cold that the system gives, %.
    pub cold_covered_percent: Figure,
    /// Heat put into the ground, MWh.
    pub heat_to_ground_mwh: Figure,
    /// Cold put into the ground, MWh.
    pub cold_to_ground_mwh: Figure,
    /// Groundwater moved from the warm to the cold well, m3.
    pub water_warm_to_cold_m3: Figure,
    /// Groundwater moved from the cold to the warm well, m3.
    pub water_cold_to_warm_m3: Figure,
    /// Productivity, warm to cold: heat from the ground for each m3 moved, kWh/m3.
    pub heat_productivity_kwh_m3: Figure,
    /// Productivity, cold to warm: cold from the ground for each m3 moved, kWh/m3.
    pub cold_productivity_kwh_m3: Figure,
    /// Temperatures of what goes into the ground.
    pub temperatures: Vec<Temperature>,
    /// The twelve months.
    pub months: Vec<Month>,
    /// The meters and how complete their readings are.
    pub meters: Vec<MeterReport>,
    /// What was done with gaps.
    pub gaps: Gaps,
    /// More missing than this makes a figure unknown, %.
    pub max_missing_percent: f64,
    /// What was wrong with the readings, counted by meter and kind.
    pub faults: Vec<DefectCount>,
    /// The first faults of each kind and meter, with their places.
    pub fault_list: Vec<DefectPlace>,
    /// The balance of the ground over consecutive years.
    pub balance: Balance,
    /// The years before, as far as they are known.
    pub earlier: Vec<Earlier>,
    /// What the law and the permit ask.
    pub checks: Vec<Check>,
    /// What the permit or the notification says.
    pub permit: Permit,
    /// When the authority received the report.
    pub received: Option<Date>,
    /// The day before which it has to be there; none when it need not be sent, or when that is not known.
    pub due: Option<Date>,
    /// What a reader has to know besides.
    pub remarks: Vec<Remark>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// A temperature of what goes into the ground, degC.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Temperature {
    /// Which.
    pub quantity: Quantity,
    /// Mean over the time that was measured.
    pub mean_c: Figure,
    /// Lowest reading.
    pub lowest_c: Option<f64>,
    /// Highest reading.
    pub highest_c: Option<f64>,
    /// Mean of each month.
    pub months_c: Vec<Option<f64>>,
}

/// A month.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Month {
    /// 1 to 12.
    pub month: i8,
    /// Useful heat, MWh.
    pub heat_mwh: Option<f64>,
    /// Useful cold, MWh.
    pub cold_mwh: Option<f64>,
    /// Electricity and gas, MWh.
    pub energy_mwh: Option<f64>,
    /// SPF of the month.
    pub spf: Option<f64>,
}

/// A meter of the installation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MeterReport {
    /// Its column.
    pub column: String,
    /// The meters of the concept that it measures.
    pub measures: Vec<String>,
    /// What they measure.
    pub what: Text,
    /// What part of it counts for the SPF, in words; empty when it does not.
    pub counts: Text,
    /// Unit of its readings.
    pub unit: String,
    /// What it gave in the year, as far as it is known: kWh or m3; degC on the mean.
    pub amount: Option<f64>,
    /// kWh, m3 or degC.
    pub amount_unit: String,
    /// Its error, %; for a temperature in degC.
    pub error: f64,
    /// The error is not given, but taken to be the most that the law allows.
    pub error_assumed: bool,
    /// Number of readings in all files.
    pub readings: u64,
    /// The usual step between them, seconds.
    pub step_s: u32,
    /// Part of the year with readings, %.
    pub complete_percent: f64,
    /// Part of the year that a counter counted through without readings, %.
    pub bridged_percent: f64,
    /// Part of the year that was filled in, %.
    pub estimated_percent: f64,
    /// Part of each month with readings, %.
    pub months_percent: Vec<f64>,
}

/// Faults of a kind and a meter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FaultCount")]
pub struct DefectCount {
    /// The kind.
    pub kind: DefectKind,
    /// The column; none when it is the whole row.
    pub column: Option<String>,
    /// How many.
    pub count: u64,
    /// What was done with them.
    pub treatment: Text,
}

/// A fault and its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FaultPlace")]
pub struct DefectPlace {
    /// The kind.
    pub kind: DefectKind,
    /// The column; none when it is the whole row.
    pub column: Option<String>,
    /// The file; none when it is not one line.
    pub file: Option<String>,
    /// The line; none when it is not one line.
    pub line: Option<u32>,
    /// When it begins, local time.
    pub from: Option<String>,
    /// When it ends, when it lasts.
    pub to: Option<String>,
    /// The reading.
    pub value: Option<f64>,
}

/// Where a report comes from.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Provenance {
    /// The tool and its version.
    pub tool: String,
    /// SHA-256 of the concept.
    pub concept_sha256: String,
    /// The files with readings and their SHA-256.
    pub readings: Vec<FileHash>,
}

/// A file and its fingerprint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FileHash {
    /// Its name.
    pub file: String,
    /// Its SHA-256.
    pub sha256: String,
}

impl Report {
    /// The check of an id, when it is there.
    #[must_use]
    pub fn check(&self, id: CheckId) -> Option<&Check> {
        self.checks.iter().find(|check| check.id == id)
    }

    /// How many faults there are of kinds that are no mere events.
    #[must_use]
    pub fn fault_count(&self) -> u64 {
        self.faults.iter().filter(|fault| !fault.kind.is_event()).map(|fault| fault.count).sum()
    }
}
