//! A study of feasibility as JSON: `bodemtoets/feasibility/1`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use bodemtoets_feasibility::{
    Building, Difference, Epc, Ground, Investment, Mode, Outcome, PerYear, Prices, Scenario, YearResult, YearType,
};
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::InputFile;

/// Name and version of the format.
pub const SCHEMA: &str = "bodemtoets/feasibility/1";

/// The whole study.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Document<'a> {
    /// Name and version of this format: `bodemtoets/feasibility/1`.
    pub schema: &'static str,
    /// Name of the building.
    pub name: &'a str,
    /// How it was counted.
    pub mode: Mode,
    /// Floor area, m2.
    pub area_m2: f64,
    /// Name of the heat pump.
    pub heat_pump: &'a str,
    /// Heat at its rating, kW.
    pub heat_pump_kw: f64,
    /// Dry cooler, kW.
    pub dry_cooler_kw: f64,
    /// What the wells can cool, kW.
    pub source_kw: f64,
    /// Boilers beside the heat pump, kW.
    pub boilers_kw: f64,
    /// Prices and emission factors.
    pub prices: &'a Prices,
    /// What the plant with wells costs.
    pub investment: Investment,
    /// What the plant without wells costs.
    pub conventional_investment: Investment,
    /// `cold`, `normal` and `warm`, as far as they were asked for.
    pub years: BTreeMap<&'static str, &'a YearResult>,
    /// How much each year type counts in the mix.
    pub weights: PerYear<f64>,
    /// The mix of year types.
    pub weighted: &'a YearResult,
    /// The balance of the ground over years in a row.
    pub sequence: Sequence<'a>,
    /// What the plant asks of the ground.
    pub ground: &'a Ground,
    /// Energy performance coefficients, when they were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub epc: Option<Epc>,
    /// The files that it rests on, with their fingerprints.
    pub inputs: &'a [InputFile],
    /// What is different from the source study.
    pub differences: &'a [Difference],
    /// What makes the money no answer, or half of one.
    pub warnings: &'a [Text],
    /// What to know before believing the numbers.
    pub remarks: &'a [Text],
}

/// The balance of the ground over years in a row.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Sequence<'a> {
    /// The years.
    pub years: &'a [YearType],
    /// Surplus cold before anything restores it, MWh.
    pub imbalance_before_mwh: f64,
    /// The same after dry cooler and unloading, MWh.
    pub imbalance_after_mwh: f64,
}

impl<'a> Document<'a> {
    /// Puts the study together; `years` are those to show.
    #[must_use]
    pub fn new(
        name: &'a str,
        building: &Building,
        scenario: &'a Scenario,
        outcome: &'a Outcome,
        ground: &'a Ground,
        inputs: &'a [InputFile],
        years: &[YearType],
    ) -> Self {
        Self {
            schema: SCHEMA,
            name,
            mode: scenario.mode,
            area_m2: building.area_m2(),
            heat_pump: &scenario.pump.name,
            heat_pump_kw: scenario.heat_pump_kw,
            dry_cooler_kw: scenario.dry_cooler_kw,
            source_kw: scenario.source_kw,
            boilers_kw: scenario.boilers_kw(),
            prices: &scenario.prices,
            investment: scenario.investment(),
            conventional_investment: scenario.conventional_investment(),
            years: years.iter().map(|year| (year.slug(), outcome.years.get(*year))).collect(),
            weights: scenario.weights,
            weighted: &outcome.weighted,
            sequence: Sequence {
                years: &scenario.sequence,
                imbalance_before_mwh: outcome.imbalance_before_in_sequence_mwh,
                imbalance_after_mwh: outcome.imbalance_after_in_sequence_mwh,
            },
            ground,
            epc: building.epc,
            inputs,
            differences: &outcome.differences,
            warnings: &outcome.warnings,
            remarks: &outcome.remarks,
        }
    }
}
