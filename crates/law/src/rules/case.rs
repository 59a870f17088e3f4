//! Cases: the tests that stand beside the law.
//!
//! A case of a rule says which facts are given and whether the rule then applies; it needs no map.
//! A case of a place is an application with the outcome it should have on a pack.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::facts::{Dwelling, Quantity, System};
use super::truth::Truth;
use bodemtoets_ground::crowding::Harm;
use bodemtoets_words::DepthLimits;

/// A test of one rule: the facts, and whether it then applies.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What is known.
    pub given: Given,
    /// Whether the rule applies.
    pub expected: Truth,
    /// Where it stands in the file, in bytes.
    pub at: std::ops::Range<usize>,
}

/// The facts of a case. What is left out is not known, except that every map is there and shows
/// nothing but `zones` and `distance_m`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields of an application; see docs/application.md")]
pub struct Given {
    /// Open or closed; the first that the rule applies to when left out.
    pub system: Option<System>,
    pub drilling_depth_m: Option<f64>,
    pub screen_top_m: Option<f64>,
    pub screen_bottom_m: Option<f64>,
    pub flow_m3_h: Option<f64>,
    pub annual_volume_m3: Option<f64>,
    pub ground_power_kw: Option<f64>,
    pub max_infiltration_temperature_c: Option<f64>,
    pub min_return_temperature_c: Option<f64>,
    pub heat_added_mwh: Option<f64>,
    pub cold_added_mwh: Option<f64>,
    pub heat_demand_mwh: Option<f64>,
    pub cooling_demand_mwh: Option<f64>,
    pub spf: Option<f64>,
    pub ground_level_m_nap: Option<f64>,
    pub clay_top_m: Option<f64>,
    pub dwelling: Option<Dwelling>,
    pub fluid: Option<String>,
    #[serde(default, deserialize_with = "bodemtoets_words::date::optional::deserialize")]
    pub existing_since: Option<Date>,
    /// The zones at the place.
    #[serde(default)]
    pub zones: Vec<GivenZone>,
    /// Distances in metres by role or kind; what is left out is nowhere.
    #[serde(default)]
    pub distance_m: BTreeMap<String, f64>,
    /// Whether existing systems and this one harm each other; not known when left out.
    pub interference: Option<Harm>,
    /// Roles and kinds of which there is no map.
    #[serde(default)]
    pub no_map: Vec<String>,
}

/// A zone at the place of a case: its kind alone, or with its depths.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(from = "WrittenZone")]
pub struct GivenZone {
    /// What it is.
    pub kind: String,
    /// What it is called.
    pub name: Option<String>,
    /// The day that its map describes.
    pub map_date: Option<Date>,
    /// Top, metres below ground level.
    pub from_m: f64,
    /// Bottom, metres below ground level.
    pub to_m: f64,
    /// How deep it allows a drilling to go.
    pub limits: DepthLimits,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields, expecting = "expected a kind as text, or a table with `kind` and its depths")]
enum WrittenZone {
    Kind(String),
    #[serde(rename_all = "snake_case")]
    Full {
        kind: String,
        name: Option<String>,
        #[serde(default, deserialize_with = "bodemtoets_words::date::optional::deserialize")]
        map_date: Option<Date>,
        from_m: Option<f64>,
        to_m: Option<f64>,
        max_depth_m: Option<f64>,
        min_level_m_nap: Option<f64>,
        clay_top_m: Option<f64>,
    },
}

impl GivenZone {
    /// A zone from ground level down, of which only the kind is known.
    #[must_use]
    pub fn of_kind(kind: &str) -> Self {
        let limits = DepthLimits::default();
        Self { kind: kind.to_owned(), name: None, map_date: None, from_m: 0.0, to_m: f64::INFINITY, limits }
    }
}

impl From<WrittenZone> for GivenZone {
    fn from(written: WrittenZone) -> Self {
        match written {
            WrittenZone::Kind(kind) => Self::of_kind(&kind),
            WrittenZone::Full { kind, name, map_date, from_m, to_m, max_depth_m, min_level_m_nap, clay_top_m } => {
                Self {
                    kind,
                    name,
                    map_date,
                    from_m: from_m.unwrap_or_default(),
                    to_m: to_m.unwrap_or(f64::INFINITY),
                    limits: DepthLimits { max_depth_m, min_level_m_nap, clay_top_m },
                }
            }
        }
    }
}

impl Given {
    /// A number that is stated.
    #[must_use]
    pub fn quantity(&self, quantity: Quantity) -> Option<f64> {
        match quantity {
            Quantity::DrillingDepthM => self.drilling_depth_m,
            Quantity::ScreenTopM => self.screen_top_m,
            Quantity::ScreenBottomM => self.screen_bottom_m,
            Quantity::FlowM3H => self.flow_m3_h,
            Quantity::AnnualVolumeM3 => self.annual_volume_m3,
            Quantity::GroundPowerKw => self.ground_power_kw,
            Quantity::MaxInfiltrationTemperatureC => self.max_infiltration_temperature_c,
            Quantity::MinReturnTemperatureC => self.min_return_temperature_c,
            Quantity::HeatAddedMwh => self.heat_added_mwh,
            Quantity::ColdAddedMwh => self.cold_added_mwh,
            Quantity::HeatDemandMwh => self.heat_demand_mwh,
            Quantity::CoolingDemandMwh => self.cooling_demand_mwh,
            Quantity::Spf => self.spf,
            Quantity::GroundLevelMNap => self.ground_level_m_nap,
            Quantity::ClayTopM => self.clay_top_m,
            Quantity::HeatSurplusMwh
            | Quantity::FullLoadHours
            | Quantity::TemperatureDifferenceK
            | Quantity::ScreenBelowDrillingM => None,
        }
    }
}

/// A test of the whole law at a place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceCase {
    /// What it is called.
    pub name: String,
    /// Name of the layer pack it is about.
    pub pack: String,
    /// The application, with the fields of `docs/application.md`.
    pub application: toml::Table,
    /// The outcome that it should have, as in verdicts.
    pub outcome: String,
    /// The rules that should decide, when that is part of the test.
    pub decisive: Option<Vec<String>>,
    /// The facts that should settle it, when that is part of the test.
    pub settle: Option<Vec<String>>,
    /// Where it stands in the file, in bytes.
    pub at: std::ops::Range<usize>,
}
