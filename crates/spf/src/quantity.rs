//! What a meter can count as: the closed set of sums that a report is made of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A sum or a temperature of a report. Energy is in kWh until it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Quantity {
    /// Qw: useful heat to the building.
    Heat,
    /// Qk: useful cold to the building.
    Cold,
    /// E: electricity of the system.
    Electricity,
    /// G: gas of the system.
    Gas,
    /// Heat that goes into the ground.
    HeatToGround,
    /// Cold that goes into the ground: the heat that the ground delivers.
    ColdToGround,
    /// Groundwater moved from the warm to the cold well: heat is delivered, cold is stored.
    WaterWarmToCold,
    /// Groundwater moved from the cold to the warm well: cold is delivered, heat is stored.
    WaterColdToWarm,
    /// All heat that the building takes, from the system and from others.
    HeatDemand,
    /// All cold that the building takes, from the system and from others.
    ColdDemand,
    /// Temperature of the water that enters the warm well.
    ToWarmWellC,
    /// Temperature of the water that enters the cold well.
    ToColdWellC,
    /// Temperature of the fluid that enters the ground (closed systems).
    ToGroundC,
}

/// What kind of number a quantity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// Energy, kWh.
    Energy,
    /// A volume, m3.
    Volume,
    /// A temperature, degC: it has a mean, not a sum.
    Temperature,
}

impl Quantity {
    /// Every quantity.
    pub const ALL: [Self; 13] = [
        Self::Heat,
        Self::Cold,
        Self::Electricity,
        Self::Gas,
        Self::HeatToGround,
        Self::ColdToGround,
        Self::WaterWarmToCold,
        Self::WaterColdToWarm,
        Self::HeatDemand,
        Self::ColdDemand,
        Self::ToWarmWellC,
        Self::ToColdWellC,
        Self::ToGroundC,
    ];

    /// What kind of number it is.
    #[must_use]
    pub fn dimension(self) -> Dimension {
        match self {
            Self::Gas | Self::WaterWarmToCold | Self::WaterColdToWarm => Dimension::Volume,
            Self::ToWarmWellC | Self::ToColdWellC | Self::ToGroundC => Dimension::Temperature,
            _ => Dimension::Energy,
        }
    }

    /// Whether the SPF rests on it.
    #[must_use]
    pub fn in_spf(self) -> bool {
        matches!(self, Self::Heat | Self::Cold | Self::Electricity | Self::Gas)
    }

    /// Its letter in the formula of the SPF.
    #[must_use]
    pub fn letter(self) -> Option<&'static str> {
        match self {
            Self::Heat => Some("Qw"),
            Self::Cold => Some("Qk"),
            Self::Electricity => Some("E"),
            Self::Gas => Some("G"),
            _ => None,
        }
    }
}
