//! The existing systems around a place as a verdict lists them.

use schemars::JsonSchema;
use serde::Serialize;

use super::closed_beside_closed::Cooling;
use super::open_beside_open::Head;
use bodemtoets_ground::crowding::{Harm, Range, Spacing, Subsurface};

/// An existing system nearer than 400 m.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Neighbour {
    /// Id of the layer.
    pub layer: String,
    /// Id of the installation in the source.
    pub id: String,
    /// From the place to its nearest well or loop, metres.
    pub distance_m: f64,
    /// How many of its wells or loops are nearer than 400 m.
    pub wells: usize,
    /// `open`, `closed` or `other`; absent when not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<&'static str>,
    /// Groundwater that it may move in a year, m3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annual_volume_m3: Option<f64>,
    /// The deepest of its screens or loops that is known, metres below ground level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depth_m: Option<f64>,
    /// Over how many metres of depth the two lie beside each other: screens, or loops from ground level down;
    /// 0 when they do not. Absent when a depth is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlap_m: Option<f64>,
    /// The pair of wells that are too near, or nearest to it; absent unless both systems are open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spacing: Option<Spacing>,
    /// What their wells do to each other's head; absent unless both systems are open. Influence by itself is
    /// no harm.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<Head>,
    /// How much their loops cool each other; absent unless both systems are closed and nearer than 120 m.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cooling: Option<Cooling>,
    /// Whether one harms the other, in the worse of both directions, by a rule of thumb or a guideline.
    pub harm: Harm,
    /// What is not known of it and would be needed: `system`, `well_type`, `screens`, `annual_volume_m3`,
    /// `flow_m3_h`, `depth_m`, `energy`, `position`; `application` when it is the application that lacks
    /// something.
    pub unknown: Vec<&'static str>,
}

/// Whether existing systems and the one that is applied for harm each other.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Interference {
    /// `harm` when any does, or is done any; `unknown` when that of any is not known, or the map of existing
    /// systems is missing or not complete here; else `none`. By rule of thumb and guideline, not by law.
    pub harm: Harm,
    /// How far systems were looked for, m.
    pub within_m: f64,
    /// How many there are; null when there is no map of them.
    pub systems: Option<usize>,
    /// How much all of them together cool our worst loop, K; absent unless ours is closed and this is
    /// computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cooling_k: Option<Range>,
    /// What was taken of the subsurface; absent when there are no neighbours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subsurface: Option<Subsurface>,
}
