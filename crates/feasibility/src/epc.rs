//! The energy performance coefficient of a building (EPC), as somebody else computed it: it is not
//! computed here (the source study gives 1.2 with wells and 1.4 without, where 1.5 was required).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::problem::{Problem, positive};

/// Given coefficients; lower is better.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Epc {
    /// With wells and a heat pump.
    pub with_wells: f64,
    /// With boilers and a chiller.
    pub conventional: f64,
    /// The highest that was allowed.
    pub required: f64,
}

impl Epc {
    /// Refuses what cannot be.
    ///
    /// # Errors
    /// When a coefficient is not above 0 and at most 10.
    pub fn check(&self) -> Result<(), Problem> {
        for (name, value) in
            [("with_wells", self.with_wells), ("conventional", self.conventional), ("required", self.required)]
        {
            positive(&format!("epc.{name}"), value, 10.0, "it is an energy performance coefficient")?;
        }
        Ok(())
    }
}
