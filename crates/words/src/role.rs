//! What the features of a layer are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the features of a layer are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Areas to which rules attach.
    Zone,
    /// Groundwater abstractions, such as drinking-water wells.
    Abstraction,
    /// Existing ground-energy systems: a well or loop a feature.
    Installation,
    /// Areas within which a rulebook is the law.
    Jurisdiction,
    /// Areas where the pack is known to be incomplete.
    Gap,
    /// Areas with what is known of the subsurface.
    Ground,
}
