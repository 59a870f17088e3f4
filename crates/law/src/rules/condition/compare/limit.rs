//! Limits: a number, a level in NAP, or a field of a zone.

use std::ops::RangeInclusive;

use serde::Deserialize;

use crate::rules::changes::Changes;
use crate::rules::facts::{Facts, Quantity};
use crate::rules::judgement::Missing;
use crate::rules::zone::{ZoneField, ZoneHit};

/// What a number is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(
    untagged,
    deny_unknown_fields,
    expecting = "expected a number, `{ nap = -25 }`, or one of `{ zone = \"max_depth_m\" }`, `{ zone = \"min_level_m_nap\" }`, `{ zone = \"clay_top_m\" }`"
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
    },
}

impl Limit {
    /// The limit as a number in the unit of the fact; else what would have to be known.
    pub(super) fn known(self, facts: &dyn Facts, zone: Option<&ZoneHit>) -> Result<f64, Missing> {
        let below_ground = |level: f64| {
            let ground = facts.quantity(Quantity::GroundLevelMNap);
            ground.map(|ground| ground - level).ok_or_else(|| Missing::quantity(Quantity::GroundLevelMNap))
        };
        let limits = zone.map(|zone| zone.limits).unwrap_or_default();
        match self {
            Self::Number(number) => Ok(number),
            Self::Nap { nap } => below_ground(nap),
            Self::Zone { zone: field } => {
                let absent = Missing { zone_field: Some(field), ..Missing::default() };
                match field {
                    ZoneField::MaxDepthM => limits.max_depth_m.ok_or(absent),
                    ZoneField::ClayTopM => limits.clay_top_m.ok_or(absent),
                    ZoneField::MinLevelMNap => limits.min_level_m_nap.ok_or(absent).and_then(below_ground),
                }
            }
        }
    }

    /// Whether it stays what it is, whatever is changed.
    pub(super) fn stays(self, changes: &Changes) -> bool {
        match self {
            Self::Number(_) => true,
            // The ground level is that of the place.
            Self::Nap { .. } => !changes.place,
            // Asked inside a zone, and zones are kept or not as a whole.
            Self::Zone { .. } => false,
        }
    }

    /// The number as it is written, the range that it may be in, and their unit.
    pub(super) fn range(self, fact: Quantity) -> Option<(f64, RangeInclusive<f64>, &'static str)> {
        match self {
            Self::Number(limit) => Some((limit, fact.range(), fact.unit())),
            Self::Nap { nap } => Some((nap, nap_levels(fact), "m NAP")),
            Self::Zone { .. } => None,
        }
    }
}

/// The levels, metres NAP, that a depth below ground level can reach.
pub(super) fn nap_levels(depth: Quantity) -> RangeInclusive<f64> {
    let (ground, depth) = (Quantity::GroundLevelMNap.range(), depth.range());
    ground.start() - depth.end()..=ground.end() - depth.start()
}
