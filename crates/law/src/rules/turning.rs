//! Turning points: the values of a number at which the answer to a condition may change.

use super::condition::{DepthOf, Limit, ZoneField};
use super::evaluate::Bound;
use super::facts::{Facts, Quantity, ZoneHit};
use crate::pack::Extent;

impl Bound {
    /// Adds to a list every value of a stated number at which the answer may change, all else as it is.
    ///
    /// Between two of them, and beyond the outermost, the answer is the same. Limits of zones are among
    /// them, and of computed numbers the value that this one would need. Some may be impossible.
    pub fn turning_points<F: Facts>(&self, facts: &F, quantity: Quantity, list: &mut Vec<f64>) {
        self.turns(facts, quantity, None, list);
    }

    fn turns<F: Facts>(&self, facts: &F, quantity: Quantity, zone: Option<&ZoneHit>, list: &mut Vec<f64>) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.turns(facts, quantity, zone, list);
                }
            }
            Self::Not(part) => part.turns(facts, quantity, zone, list),
            Self::Compare(compared, _, limit) => {
                let limit = known_limit(facts, *limit, zone);
                list.extend(limit.and_then(|limit| value_for(facts, quantity, *compared, limit)));
            }
            Self::InZone(kinds, depth, filter) => {
                for hit in facts.zones().iter().filter(|hit| hit.kinds.meets(*kinds)) {
                    list.extend(edges_of(hit.extent, *depth, quantity).into_iter().filter(|edge| edge.is_finite()));
                    if let Some(filter) = filter {
                        filter.turns(facts, quantity, Some(hit), list);
                    }
                }
            }
            // Harm by neighbours turns at no number that can be read off the condition.
            Self::Always
            | Self::Within(..)
            | Self::Dwelling(_)
            | Self::Fluid(_)
            | Self::ExistingBefore(_)
            | Self::Interference(_) => {}
        }
    }

    /// Adds the circulation fluids that it names to a list.
    pub fn fluids<'a>(&'a self, list: &mut Vec<&'a str>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.fluids(list)),
            Self::Not(part) => part.fluids(list),
            Self::InZone(_, _, Some(filter)) => filter.fluids(list),
            Self::Fluid(fluids) => list.extend(fluids.iter().map(String::as_str)),
            _ => {}
        }
    }
}

/// The limit as a number, when it is known.
fn known_limit<F: Facts>(facts: &F, limit: Limit, zone: Option<&ZoneHit>) -> Option<f64> {
    let ground = facts.quantity(Quantity::GroundLevelMNap);
    let limits = zone.map(|zone| zone.limits).unwrap_or_default();
    match limit {
        Limit::Number(number) => Some(number),
        Limit::Nap { nap } => ground.map(|ground| ground - nap),
        Limit::Zone { zone: ZoneField::MaxDepthM } => limits.max_depth_m,
        Limit::Zone { zone: ZoneField::ClayTopM } => limits.clay_top_m,
        Limit::Zone { zone: ZoneField::MinLevelMNap } => {
            limits.min_level_m_nap.zip(ground).map(|(level, ground)| ground - level)
        }
    }
}

/// The value that a stated number needs for a number that is compared to be at its limit.
fn value_for<F: Facts>(facts: &F, quantity: Quantity, compared: Quantity, limit: f64) -> Option<f64> {
    if quantity == compared {
        return Some(limit);
    }
    let now = facts.quantity(quantity)?;
    let computed = facts.quantity(compared)?;
    if !compared.made_of().contains(&quantity) {
        return None;
    }
    match (compared, quantity) {
        // A difference: the other part stays.
        (Quantity::HeatSurplusMwh, Quantity::ColdAddedMwh)
        | (Quantity::ScreenBelowDrillingM, Quantity::DrillingDepthM) => Some(now + computed - limit),
        (Quantity::HeatSurplusMwh | Quantity::ScreenBelowDrillingM, _) => Some(now - computed + limit),
        // A ratio: what is above it grows along, what is below it shrinks.
        (Quantity::FullLoadHours, Quantity::AnnualVolumeM3) => ratio(now * limit, computed),
        (Quantity::FullLoadHours, _) | (Quantity::TemperatureDifferenceK, Quantity::AnnualVolumeM3) => {
            ratio(now * computed, limit)
        }
        (Quantity::TemperatureDifferenceK, _) => {
            let energy = facts.quantity(Quantity::HeatAddedMwh)? + facts.quantity(Quantity::ColdAddedMwh)?;
            Some(now - energy + ratio(energy * limit, computed)?)
        }
        _ => None,
    }
}

fn ratio(above: f64, below: f64) -> Option<f64> {
    (below > 0.0).then(|| above / below)
}

/// The depths of a zone that a drilling or screens may reach or leave.
fn edges_of(extent: Extent, depth: DepthOf, quantity: Quantity) -> Vec<f64> {
    match (depth, quantity) {
        (DepthOf::Drilling | DepthOf::Screens, Quantity::DrillingDepthM) => vec![extent.from_m],
        (DepthOf::Screens, Quantity::ScreenBottomM) => vec![extent.from_m, extent.to_m],
        (DepthOf::Screens, Quantity::ScreenTopM) => vec![extent.to_m],
        _ => Vec::new(),
    }
}
