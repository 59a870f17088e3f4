//! Zones as rules see them: what they are, how deep they reach, and what they allow.

use serde::Deserialize;

use super::facts::Quantity;
use bodemtoets_words::{DepthLimits, Extent, KindSet};

/// A zone that the place lies in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ZoneHit {
    /// Position of the zone in its list.
    pub zone: usize,
    /// The kinds it is or stands for.
    pub kinds: KindSet,
    /// How deep it reaches.
    pub extent: Extent,
    /// How deep it allows a drilling to go, where it says so.
    pub limits: DepthLimits,
}

/// The fields of a zone that rules ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneField {
    /// The deepest drilling that the zone allows, metres below ground level.
    MaxDepthM,
    /// The lowest level that a drilling may reach, metres above NAP; it takes the ground level.
    MinLevelMNap,
    /// Top of the clay layer that may not be pierced, metres below ground level.
    ClayTopM,
    /// What it is called: no number, and no limit.
    #[serde(skip_deserializing)]
    Name,
    /// The day that its map describes: no number, and no limit.
    #[serde(skip_deserializing)]
    MapDate,
}

impl ZoneField {
    /// The name, as in rulebooks and packs.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::MaxDepthM => "max_depth_m",
            Self::MinLevelMNap => "min_level_m_nap",
            Self::ClayTopM => "clay_top_m",
            Self::Name => "name",
            Self::MapDate => "map_date",
        }
    }
}

/// What has to reach into the vertical extent of a zone.
///
/// A drilling reaches into a zone when it ends deeper than the zone's top; one that ends exactly
/// at the top does not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DepthOf {
    /// The drilling, from ground level down.
    #[default]
    Drilling,
    /// The screens.
    Screens,
    /// Nothing: the place lies in it, however deep it begins.
    Any,
}

impl DepthOf {
    /// The depths of a zone at which it is reached or left when a quantity changes.
    pub(super) fn edges(self, extent: Extent, quantity: Quantity) -> Vec<f64> {
        let mut edges = match (self, quantity) {
            (Self::Drilling | Self::Screens, Quantity::DrillingDepthM) => vec![extent.from_m],
            (Self::Screens, Quantity::ScreenBottomM) => vec![extent.from_m, extent.to_m],
            (Self::Screens, Quantity::ScreenTopM) => vec![extent.to_m],
            _ => Vec::new(),
        };
        edges.retain(|edge| edge.is_finite());
        edges
    }
}
