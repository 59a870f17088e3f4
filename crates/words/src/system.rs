//! Open or closed, and whom a system serves.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Open (wells in an aquifer) or closed (loops).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum System {
    /// Open: groundwater is pumped (openBodemenergiesysteem).
    Open,
    /// Closed: a fluid runs through loops (geslotenBodemenergiesysteem).
    Closed,
}

impl System {
    /// The slug, as in JSON.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// The kind of dwelling that a system serves (Bal 4.1143 paragraph 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Dwelling {
    /// One dwelling outside an apartment building.
    Single,
    /// An apartment building.
    Apartment,
    /// No dwelling.
    None,
}

impl Dwelling {
    /// The slug, as in JSON.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Apartment => "apartment",
            Self::None => "none",
        }
    }
}
