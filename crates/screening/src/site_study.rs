//! Whether a proposed building pays at a site, and the study that says so.

use std::collections::BTreeMap;

use super::site_loops::SiteLoops;
use schemars::JsonSchema;
use serde::Serialize;

use bodemtoets_feasibility::{Ground, Lack, Mode, PerYear, YearResult, YearType};
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::InputFile;

/// Whether it pays at a site.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Feasibility {
    /// It was computed, for wells.
    Computed(Box<SiteStudy>),
    /// It was computed, for closed loops.
    ComputedLoops(Box<SiteLoops>),
    /// It was not.
    NotComputed {
        /// Why, in one word.
        reason: WhyNot,
        /// Why, in a sentence.
        why: Text,
    },
}

/// Why nothing was computed for a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WhyNot {
    /// The system is prohibited there.
    Prohibited,
    /// Wells were asked for a dwelling, for which no costs are known.
    WellsForADwelling,
    /// A number of the building or the site is impossible.
    ImpossibleInput,
}

impl WhyNot {
    /// The name in tables.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Prohibited => "prohibited",
            Self::WellsForADwelling => "wells-for-a-dwelling",
            Self::ImpossibleInput => "impossible-input",
        }
    }
}

/// The study of a building at a site.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SiteStudy {
    /// Name of the building.
    pub building: String,
    /// How it was counted.
    pub mode: Mode,
    /// Year of prices and emission factors.
    pub price_year: u16,
    /// Heat pump, kW.
    pub heat_pump_kw: f64,
    /// Dry cooler, kW.
    pub dry_cooler_kw: f64,
    /// What the wells can cool, kW.
    pub source_kw: f64,
    /// How much each year type counts in the mix.
    pub weights: PerYear<f64>,
    /// Years in a row over which the balance of the ground is summed.
    pub sequence: Vec<YearType>,
    /// The files that it rests on, with their fingerprints.
    pub inputs: Vec<InputFile>,
    /// Facts that the application left out, with the value that the plant gives them; the verdict is
    /// that of an application with them.
    pub filled_in: BTreeMap<&'static str, f64>,
    /// Each year type.
    pub years: PerYear<YearResult>,
    /// The mix of year types, by their weights.
    pub weighted: YearResult,
    /// What the plant asks of the ground.
    pub ground: Ground,
    /// What the application offers too little of; empty when the site can deliver, as far as is known.
    pub lacks: Vec<Lack>,
    /// What makes the money no answer, or half of one.
    pub warnings: Vec<Text>,
    /// What to know before believing the numbers.
    pub remarks: Vec<Text>,
}
