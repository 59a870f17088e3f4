//! Limits: a number, a level in NAP, a field of a zone, or a number by the name of a zone.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use crate::rules::changes::Changes;
use crate::rules::facts::{Facts, Quantity};
use crate::rules::judgement::Missing;
use crate::rules::truth::Truth;
use crate::rules::zone::{ZoneField, ZoneHit};
use crate::rules::zone_name::is_called;

/// What a number is compared with.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(
    untagged,
    deny_unknown_fields,
    expecting = "expected a number, `{ nap = -25 }`, `{ by_name = { Bunnik = 40 } }`, or one of `{ zone = \"max_depth_m\" }`, `{ zone = \"min_level_m_nap\" }`, `{ zone = \"clay_top_m\" }`"
)]
pub(super) enum Limit {
    /// A number in the unit of the fact.
    Number(f64),
    /// A level in metres above NAP that a depth is compared with; it takes the ground level.
    Nap {
        /// Metres above NAP.
        nap: f64,
    },
    /// A field of the zone that `in_zone` is looking at.
    Zone {
        /// The field.
        zone: ZoneField,
        /// What the layer of clay is called whose top it is.
        #[serde(default)]
        layer: Option<String>,
    },
    /// A number by the name of the zone that `in_zone` is looking at.
    ByName {
        /// A field of the zone that goes before, where the map has it.
        #[serde(default)]
        zone: Option<ZoneField>,
        /// The numbers, in the unit of the fact.
        by_name: BTreeMap<String, f64>,
    },
}

impl Limit {
    /// The limit as a number in the unit of the fact; else what would have to be known.
    pub(super) fn known(&self, facts: &dyn Facts, zone: Option<&ZoneHit>) -> Result<f64, Missing> {
        match self {
            Self::Number(number) => Ok(*number),
            Self::Nap { nap } => below_ground(facts, *nap),
            Self::Zone { zone: field, .. } => of_zone(facts, zone, *field),
            Self::ByName { zone: Some(field), by_name } => {
                of_zone(facts, zone, *field).or_else(|_| of_name(facts, zone, by_name))
            }
            Self::ByName { zone: None, by_name } => of_name(facts, zone, by_name),
        }
    }

    /// Whether it is that of a zone.
    pub(super) fn is_of_zone(&self) -> bool {
        matches!(self, Self::Zone { .. } | Self::ByName { .. })
    }

    /// Whether it stays what it is, whatever is changed.
    pub(super) fn stays(&self, changes: &Changes) -> bool {
        match self {
            Self::Number(_) => true,
            // The ground level is that of the place.
            Self::Nap { .. } => !changes.place,
            // Asked inside a zone, and zones are kept or not as a whole.
            Self::Zone { .. } | Self::ByName { .. } => false,
        }
    }

    /// The numbers that are written, in the unit of the fact.
    pub(super) fn numbers(&self) -> Vec<f64> {
        match self {
            Self::Number(limit) => vec![*limit],
            Self::ByName { by_name, .. } => by_name.values().copied().collect(),
            Self::Nap { .. } | Self::Zone { .. } => Vec::new(),
        }
    }
}

fn below_ground(facts: &dyn Facts, level: f64) -> Result<f64, Missing> {
    let ground = facts.quantity(Quantity::GroundLevelMNap);
    ground.map(|ground| ground - level).ok_or_else(|| Missing::quantity(Quantity::GroundLevelMNap))
}

fn of_zone(facts: &dyn Facts, zone: Option<&ZoneHit>, field: ZoneField) -> Result<f64, Missing> {
    let limits = zone.map(|zone| zone.limits).unwrap_or_default();
    let absent = Missing { zone_field: Some(field), ..Missing::default() };
    match field {
        ZoneField::MaxDepthM => limits.max_depth_m.ok_or(absent),
        // What a drilling at the place has found goes before the map.
        ZoneField::ClayTopM => facts.quantity(Quantity::ClayTopM).or(limits.clay_top_m).ok_or(absent),
        ZoneField::MinLevelMNap => limits.min_level_m_nap.ok_or(absent).and_then(|level| below_ground(facts, level)),
        ZoneField::Name | ZoneField::MapDate => Err(absent),
    }
}

fn of_name(facts: &dyn Facts, zone: Option<&ZoneHit>, by_name: &BTreeMap<String, f64>) -> Result<f64, Missing> {
    let name = zone.and_then(|zone| facts.zone_name(zone.zone));
    let named = |name: &str| by_name.iter().find(|(in_law, _)| is_called(name, in_law) == Truth::True);
    let found = name.and_then(named).map(|(_, limit)| *limit);
    found.ok_or(Missing { zone_field: Some(ZoneField::MaxDepthM), ..Missing::default() })
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |by_name: &BTreeMap<String, f64>| {
            by_name.iter().map(|(name, limit)| format!("{name} {limit}")).collect::<Vec<_>>().join(", ")
        };
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Nap { nap } => write!(f, "the depth of {nap} m NAP"),
            Self::Zone { zone, layer: None } => write!(f, "zone.{}", zone.slug()),
            Self::Zone { zone, layer: Some(layer) } => write!(f, "zone.{} ({layer})", zone.slug()),
            Self::ByName { zone: None, by_name } => write!(f, "that by name ({})", list(by_name)),
            Self::ByName { zone: Some(zone), by_name } => {
                write!(f, "zone.{}, else that by name ({})", zone.slug(), list(by_name))
            }
        }
    }
}
