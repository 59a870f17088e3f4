//! COP of a heat pump on a brine, as a straight line in both temperatures.

use serde::Deserialize;

use crate::problem::{Problem, read_toml};

/// A heat pump.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopLine {
    /// For a kelvin of the source.
    pub p_source: f64,
    /// For a kelvin of the supply.
    pub p_supply: f64,
    /// At 0 degC of both.
    pub p_0: f64,
    /// Between which temperatures of the source it holds, degC.
    pub source_c: [f64; 2],
    /// Between which temperatures of the supply it holds, degC.
    pub supply_c: [f64; 2],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HeatPumps {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "certainty")]
    _certainty: bodemtoets_words::provenance::Certainty,
    brine: CopLine,
}

impl CopLine {
    /// The generic regulated brine heat pump of hplib.
    ///
    /// # Errors
    /// Never in a release: a test reads the file.
    pub fn generic_brine() -> Result<Self, Problem> {
        Ok(read_toml::<HeatPumps>("heat_pumps.toml", include_str!("../../data/closed/heat_pumps.toml"))?.brine)
    }

    /// Heat for each unit of electricity, at least 1; beyond its range the nearest temperature is taken.
    #[must_use]
    pub fn cop(&self, source_c: f64, supply_c: f64) -> f64 {
        let source_c = source_c.clamp(self.source_c[0], self.source_c[1]);
        let supply_c = supply_c.clamp(self.supply_c[0], self.supply_c[1]);
        (self.p_source * source_c + self.p_supply * supply_c + self.p_0).max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_gives_the_figures_of_the_data_sheet() {
        let pump = CopLine::generic_brine().unwrap();
        for (source_c, supply_c, cop) in [(0.0, 35.0, 4.67), (5.0, 35.0, 5.17), (0.0, 55.0, 2.70), (5.0, 55.0, 3.19)] {
            assert!((pump.cop(source_c, supply_c) - cop).abs() < 0.006);
        }
        assert!((pump.cop(40.0, 35.0) - pump.cop(15.0, 35.0)).abs() < 1e-12);
    }
}
