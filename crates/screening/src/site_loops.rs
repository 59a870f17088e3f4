//! Closed loops for a building at a site, and what a notification of them asks for.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use bodemtoets_feasibility::closed::Proposal as Loops;
use bodemtoets_ground::crowding::{Harm, Range};
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::InputFile;

/// The loops of a building at a site: sized with the existing systems around it, both ways.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SiteLoops {
    /// Name of the building.
    pub building: String,
    /// The files that it rests on, with their fingerprints.
    pub inputs: Vec<InputFile>,
    /// Facts that the application left out, with the value that the loops give them; the verdict is that of an
    /// application with them.
    pub filled_in: BTreeMap<&'static str, f64>,
    /// The deepest that may be drilled, and why.
    pub depth_cap: DepthCap,
    /// The loops, sized with the ground as the existing systems cool it.
    pub loops: Loops,
    /// Where they were taken to be, RD New.
    pub places: Vec<[f64; 2]>,
    /// `stated` when the application has them, `stated-computed-as-a-rectangle` when they are many, else
    /// `around-the-place`.
    pub placed: &'static str,
    /// What the existing systems do to these loops, and these to them.
    pub neighbours: SiteNeighbours,
    /// What a notification asks for (art. 4.1136 and 4.1137 Bal).
    pub notification: Notification,
    /// What to know before believing the numbers.
    pub remarks: Vec<Text>,
}

/// The deepest that may be drilled, and why.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct DepthCap {
    /// m below ground level.
    pub depth_m: f64,
    /// Why.
    pub because: CapReason,
}

/// Why loops go no deeper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CapReason {
    /// The application states the depth.
    Stated,
    /// The law or a map forbids more at the site.
    Law,
    /// Nobody forbids it; deeper is not usual.
    Usual,
}

/// Existing systems and the proposed loops.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SiteNeighbours {
    /// How much the existing systems cool the worst loop after 25 years, K; absent when none is near, or not enough is
    /// known of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cooled_by_them_k: Option<Range>,
    /// What of that the loops were sized with, K.
    pub sized_with_k: f64,
    /// Whether one harms the other, both ways.
    pub harm: Harm,
    /// Existing systems whose ground these loops cool.
    pub cooled_by_us: Vec<CooledSystem>,
    /// What would help them, each computed.
    pub remedies: Vec<NeighbourRemedy>,
}

/// An existing system, and what the proposed loops do to it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CooledSystem {
    /// Layer of the map.
    pub layer: String,
    /// Its id there.
    pub id: String,
    /// From its nearest loop to the site, m.
    pub distance_m: f64,
    /// How much we cool it after 25 years, K.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_us_k: Option<Range>,
    /// All that cool it, we as well, K: held against 1.5 K.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_all_k: Option<Range>,
    /// Whether that is too much.
    pub harm: Harm,
}

/// What would leave the existing systems within 1.5 K.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NeighbourRemedy {
    /// regeneration or deeper.
    pub kind: &'static str,
    /// In words.
    pub text: Text,
    /// Whether the existing systems are well then.
    pub harm: Harm,
}

/// What a notification of a closed system asks for, as far as the computation has it (art. 4.1136 and 4.1137 Bal).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Notification {
    /// The middle of the system, RD New.
    pub midpoint: [f64; 2],
    /// Each loop, RD New.
    pub loops: Vec<[f64; 2]>,
    /// How deep each borehole ends, m below ground level.
    pub end_depth_m: f64,
    /// All loops together, m of borehole.
    pub loop_length_m: f64,
    /// The most that is taken out of the ground, kW (bodemzijdig vermogen).
    pub ground_power_kw: f64,
    /// Heat and hot water that the building asks, MWh a year.
    pub heat_demand_mwh: f64,
    /// Cold that the building asks, MWh a year.
    pub cooling_demand_mwh: f64,
    /// Heat brought into the ground, MWh a year, the mean of 25 years.
    pub heat_added_mwh: f64,
    /// Cold brought into the ground, MWh a year.
    pub cold_added_mwh: f64,
    /// Heat and cold by all electricity, in the last year.
    pub spf: f64,
    /// What flows in the loops.
    pub fluid: String,
    /// The coldest that goes into the ground in 25 years, degC.
    pub min_return_temperature_c: f64,
    /// The warmest that goes into the ground in 25 years, degC.
    pub max_infiltration_temperature_c: f64,
    /// Existing systems that were looked at for interference; none when there is no map of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub systems_looked_at: Option<usize>,
    /// What the computation does not have and the notification asks as well.
    pub still_needed: Vec<Text>,
}
