//! A number that is known from low to high.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// From low to high, with what is likely in between.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// At least.
    pub low: f64,
    /// Likely.
    pub middle: f64,
    /// At most.
    pub high: f64,
}

impl Band {
    /// Something of each.
    #[must_use]
    pub fn map(self, function: impl Fn(f64) -> f64) -> Self {
        Self { low: function(self.low), middle: function(self.middle), high: function(self.high) }
    }

    /// The values at low, middle and high.
    #[must_use]
    pub fn each(self) -> [f64; 3] {
        [self.low, self.middle, self.high]
    }
}
