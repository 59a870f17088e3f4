//! An installation: which concept it is, how its meters are read, and what the authority knows of it.
//!
//! It is written in TOML (`docs/spf.md` has every key).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::calendar::OperatingHours;
use super::concept::Hours;
use super::defect::Gaps;
use super::fault::{Fault, read_toml, within};
use super::interval::{Held, Stamp};
use super::law::Law;
use super::unit::Unit;
use super::unknown_name::UnknownName;
use bodemtoets_words::Dwelling;

/// An installation as its file has it. Every key but the meters may be left out.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Installation {
    /// Its name.
    pub name: Option<String>,
    /// Its concept: a short name, or a file beside this one.
    pub concept: Option<String>,
    /// Files with readings, beside this one: a name or a list of them.
    pub readings: OneOrMore,
    /// The time zone of times without offset.
    pub time_zone: Option<String>,
    /// The column with the time.
    pub time_column: Option<String>,
    /// Which end of their time values of a step are stamped with.
    pub stamp: Option<Stamp>,
    /// Which end of its day a reading with a day and no time counts for; its beginning when left out.
    pub day_reading: Option<Stamp>,
    /// The year to report.
    pub year: Option<i16>,
    /// What is done with gaps.
    pub gaps: Option<Gaps>,
    /// More of a year that is not known than this makes a figure undetermined, %.
    pub max_missing_percent: Option<f64>,
    /// Ground-side power of a closed system, kW: from 70 kW it has to report.
    pub ground_power_kw: Option<f64>,
    /// The province that it lies in, by its id in the rulebooks, such as `flevoland`: what that asks besides.
    pub jurisdiction: Option<String>,
    /// What kind of dwelling it serves.
    pub dwelling: Option<Dwelling>,
    /// Closed: when it was built. Open: when its permit was applied for. Before 1 July 2013 other rules hold.
    #[serde(deserialize_with = "bodemtoets_words::date::optional::deserialize")]
    pub existing_since: Option<Date>,
    /// When it was taken into use: from then on heat and cold in the ground are summed.
    #[serde(deserialize_with = "bodemtoets_words::date::optional::deserialize")]
    pub in_use_since: Option<Date>,
    /// When the authority received the report of the year.
    #[serde(deserialize_with = "bodemtoets_words::date::optional::deserialize")]
    pub received: Option<Date>,
    /// What the permit or the notification says.
    pub permit: Permit,
    /// Lower heating value of the gas, MJ/m3, instead of the dated one.
    pub gas_mj_m3: Option<f64>,
    /// All heat that the building takes in the year, MWh, when no meter says so.
    pub heat_demand_mwh: Option<f64>,
    /// All cold that the building takes in the year, MWh, when no meter says so.
    pub cooling_demand_mwh: Option<f64>,
    /// The operating hours of the building.
    pub operating_hours: Option<OperatingHours>,
    /// Meters of the concept that this installation has no device for.
    pub absent: Vec<String>,
    /// Heat put into the ground less cold, before the first year that is known, MWh.
    pub heat_surplus_before_mwh: Option<f64>,
    /// What was reported of earlier years.
    pub earlier: Vec<Earlier>,
    /// The meters.
    #[serde(rename = "meter")]
    pub meters: Vec<MeterKeys>,
}

/// What the permit or the notification says.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Permit {
    /// SPF that was promised.
    pub spf: Option<f64>,
    /// Highest temperature of water or fluid into the ground, degC.
    pub max_infiltration_temperature_c: Option<f64>,
    /// Lowest temperature of the fluid into the ground, degC.
    pub min_return_temperature_c: Option<f64>,
    /// Most groundwater in a year, m3.
    pub annual_volume_m3: Option<f64>,
}

/// A year that was reported before.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// The year.
    pub year: i16,
    /// Its SPF.
    #[serde(default)]
    pub spf: Option<f64>,
    /// Useful heat, MWh.
    #[serde(default)]
    pub heat_mwh: Option<f64>,
    /// Useful cold, MWh.
    #[serde(default)]
    pub cold_mwh: Option<f64>,
    /// Heat put into the ground, MWh.
    #[serde(default)]
    pub heat_to_ground_mwh: Option<f64>,
    /// Cold put into the ground, MWh.
    #[serde(default)]
    pub cold_to_ground_mwh: Option<f64>,
}

/// How a meter is read.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeterKeys {
    /// The meter of the concept that it is, or several when it measures them together.
    #[serde(rename = "for")]
    pub serves: OneOrMore,
    /// Its column, or its name in long readings; the name of the meter when left out.
    pub column: Option<String>,
    /// Unit of the readings: kWh, MWh, GJ, m3, kW, m3/h, degC ...
    pub unit: Option<String>,
    /// What a reading is multiplied with to get the unit: what a pulse stands for.
    pub factor: Option<f64>,
    /// Counter or interval; not needed for rates and temperatures.
    pub kind: Option<Kind>,
    /// Which end of their time values are stamped with.
    pub stamp: Option<Stamp>,
    /// The value at which a counter is zero again.
    pub rolls_over_at: Option<f64>,
    /// The most that it can give in an hour, in its unit.
    pub max_per_hour: Option<f64>,
    /// When it was replaced.
    #[serde(default)]
    pub replaced: Vec<Replaced>,
    /// Its error, %: 5 when left out.
    pub class_percent: Option<f64>,
    /// It runs only within, or only outside, the operating hours.
    pub hours: Option<Hours>,
    /// Heat from a flow and two temperatures: the column of the flow,
    pub flow: Option<String>,
    /// that of the pipe that is the warmer one when this meter counts,
    pub warm: Option<String>,
    /// and that of the colder one.
    pub cold: Option<String>,
    /// Unit of the flow; m3/h when left out.
    pub flow_unit: Option<String>,
    /// In which pipe the flow meter hangs; the colder one when left out.
    pub flow_in: Option<Pipe>,
}

impl MeterKeys {
    /// A column that is a counter of a meter, when nothing more is known.
    pub(super) fn counter(meter: &str, column: &str, unit: Option<Unit>) -> Self {
        let amount = unit.is_none_or(|unit| unit.held == Held::Amount);
        Self {
            serves: OneOrMore::One(meter.to_owned()),
            column: Some(column.to_owned()),
            unit: Some(unit.map_or("kWh", |unit| unit.name).to_owned()),
            factor: None,
            kind: amount.then_some(Kind::Counter),
            stamp: None,
            rolls_over_at: None,
            max_per_hour: None,
            replaced: Vec::new(),
            class_percent: None,
            hours: None,
            flow: None,
            warm: None,
            cold: None,
            flow_unit: None,
            flow_in: None,
        }
    }
}

/// A name or a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "a name in quotes, or a list of names: [\"a.csv\", \"b.csv\"]")]
pub enum OneOrMore {
    /// One.
    One(String),
    /// More.
    More(Vec<String>),
}

impl Default for OneOrMore {
    fn default() -> Self {
        Self::More(Vec::new())
    }
}

impl OneOrMore {
    /// The names.
    #[must_use]
    pub fn list(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::More(names) => names,
        }
    }
}

/// What the readings of an amount are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The state of a counter that goes on from year to year.
    Counter,
    /// The amount of each step.
    Interval,
}

/// The warmer or the colder of two pipes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pipe {
    /// The warmer one.
    Warm,
    /// The colder one.
    #[default]
    Cold,
}

/// That a meter was replaced.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replaced {
    /// When, as in the readings: `2025-05-03 10:00`.
    pub at: String,
    /// Last reading of the old meter.
    pub last: f64,
    /// First reading of the new one.
    #[serde(default)]
    pub first: f64,
}

impl Installation {
    /// Reads an installation from TOML; `what` names the file in messages.
    ///
    /// # Errors
    /// When it is not TOML of this form, or a number cannot be.
    pub fn from_toml(what: &str, text: &str) -> Result<Self, Fault> {
        let installation: Self = read_toml(what, text)?;
        installation.check(what)?;
        Ok(installation)
    }

    fn check(&self, what: &str) -> Result<(), Fault> {
        let numbers = [
            (
                "max_missing_percent",
                self.max_missing_percent,
                0.0,
                100.0,
                ["het is een deel van een jaar", "it is a part of a year"],
            ),
            ("ground_power_kw", self.ground_power_kw, 0.0, 100_000.0, ["het is in kW", "it is in kW"]),
            (
                "permit.spf",
                self.permit.spf,
                0.1,
                200.0,
                [
                    "een SPF is warmte en koude gedeeld door gebruikte energie",
                    "an SPF is heat and cold over energy used",
                ],
            ),
            (
                "gas_mj_m3",
                self.gas_mj_m3,
                20.0,
                50.0,
                ["Nederlands gas heeft 31,65 MJ/m3", "Dutch gas has 31.65 MJ/m3"],
            ),
            ("heat_demand_mwh", self.heat_demand_mwh, 0.0, 1e7, ["het is in MWh per jaar", "it is in MWh a year"]),
            (
                "cooling_demand_mwh",
                self.cooling_demand_mwh,
                0.0,
                1e7,
                ["het is in MWh per jaar", "it is in MWh a year"],
            ),
        ];
        for (name, value, lowest, highest, why) in numbers {
            if let Some(value) = value {
                within(what, name, value, lowest, highest, why)?;
            }
        }
        if let Some(jurisdiction) = &self.jurisdiction {
            let known = Law::embedded()?.jurisdictions;
            if !known.contains(jurisdiction) {
                return Err(Fault::new(
                    what,
                    UnknownName::new(jurisdiction, known.iter().map(String::as_str)).of("jurisdiction"),
                ));
            }
        }
        for meter in &self.meters {
            let name = meter.serves.list().join("+");
            let positive = [
                ("factor", meter.factor),
                ("max_per_hour", meter.max_per_hour),
                ("rolls_over_at", meter.rolls_over_at),
            ];
            for (key, value) in positive {
                if let Some(value) = value {
                    within(
                        what,
                        &format!("meter {name}: {key}"),
                        value,
                        1e-9,
                        1e15,
                        ["het moet boven 0 zijn", "it has to be above 0"],
                    )?;
                }
            }
            if let Some(class) = meter.class_percent {
                within(
                    what,
                    &format!("meter {name}: class_percent"),
                    class,
                    0.0,
                    100.0,
                    ["het is een fout in %", "it is an error in %"],
                )?;
            }
        }
        Ok(())
    }
}
