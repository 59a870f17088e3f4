//! Prices of gas and electricity, and what their use emits: those of one year.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::problem::{Problem, positive, read_toml, within};
use bodemtoets_words::provenance::Certainty;

const YEARS: [(u16, &str); 2] =
    [(2006, include_str!("../data/prices/2006.toml")), (2025, include_str!("../data/prices/2025.toml"))];

/// Prices and emission factors of a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    /// The year.
    pub year: u16,
    /// Where the numbers come from.
    pub source: String,
    /// How sure they are.
    pub certainty: Certainty,
    /// Gas, EUR/m3.
    pub gas_eur_m3: f64,
    /// Electricity, EUR/kWh.
    pub electricity_eur_kwh: f64,
    /// Lower heating value of gas, MJ/m3.
    pub gas_mj_m3: f64,
    /// Heat from a boiler for each unit of heat in the gas (lower heating value): above 1 when it condenses.
    pub boiler_efficiency: f64,
    /// What a kWh of electricity emits.
    pub electricity: EmissionFactors,
    /// What a kWh of heat from the boiler emits.
    pub boiler_heat: EmissionFactors,
}

/// What a kWh emits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EmissionFactors {
    /// kg/kWh, which is t/MWh.
    pub co2_kg_kwh: f64,
    /// g/kWh, which is kg/MWh.
    pub nox_g_kwh: f64,
    /// g/kWh, which is kg/MWh.
    pub so2_g_kwh: f64,
}

impl Prices {
    /// The years that the tool knows.
    #[must_use]
    pub fn years() -> Vec<u16> {
        YEARS.iter().map(|(year, _)| *year).collect()
    }

    /// The prices of a year that the tool knows.
    ///
    /// # Errors
    /// When it does not know the year.
    pub fn of_year(year: u16) -> Result<Self, Problem> {
        match YEARS.iter().find(|(known, _)| *known == year) {
            Some((_, text)) => Self::from_toml(&format!("{year}.toml"), text),
            None => Err(Problem::Range {
                name: "price year".into(),
                value: year.into(),
                why: format!("the tool knows {:?}; write your own prices in a file", Self::years()),
            }),
        }
    }

    /// Reads prices from TOML; `what` names the file in messages.
    ///
    /// # Errors
    /// When it is not TOML of this form, a price is zero, or a factor is absurd.
    pub fn from_toml(what: &str, text: &str) -> Result<Self, Problem> {
        let prices: Self = read_toml(what, text)?;
        prices.check(what)?;
        Ok(prices)
    }

    /// Refuses what cannot be.
    ///
    /// # Errors
    /// When a price is zero, or a factor is absurd.
    pub fn check(&self, what: &str) -> Result<(), Problem> {
        let name = |field: &str| format!("{what}: {field}");
        positive(&name("gas_eur_m3"), self.gas_eur_m3, 100.0, "nobody gives gas away")?;
        positive(&name("electricity_eur_kwh"), self.electricity_eur_kwh, 10.0, "nobody gives electricity away")?;
        within(&name("gas_mj_m3"), self.gas_mj_m3, 20.0, 50.0, "Dutch gas has 31.65 MJ/m3")?;
        within(&name("boiler_efficiency"), self.boiler_efficiency, 0.5, 1.11, "it refers to the lower heating value")?;
        for (kind, factors) in [("electricity", &self.electricity), ("boiler_heat", &self.boiler_heat)] {
            within(&name(&format!("{kind}.co2_kg_kwh")), factors.co2_kg_kwh, 0.0, 2.0, "it is in kg/kWh")?;
            within(&name(&format!("{kind}.nox_g_kwh")), factors.nox_g_kwh, 0.0, 20.0, "it is in g/kWh")?;
            within(&name(&format!("{kind}.so2_g_kwh")), factors.so2_g_kwh, 0.0, 20.0, "it is in g/kWh")?;
        }
        Ok(())
    }

    /// Heat from a boiler out of one m3 of gas, kWh.
    #[must_use]
    pub fn boiler_kwh_m3(&self) -> f64 {
        self.gas_mj_m3 / 3.6 * self.boiler_efficiency
    }

    /// What a kWh of heat from the boiler costs, EUR.
    ///
    /// ```
    /// let prices = bodemtoets_feasibility::Prices::of_year(2006)?;
    /// assert!((prices.boiler_eur_kwh() - 0.049359).abs() < 1e-6);
    /// # Ok::<(), bodemtoets_feasibility::Problem>(())
    /// ```
    #[must_use]
    pub fn boiler_eur_kwh(&self) -> f64 {
        self.gas_eur_m3 / self.boiler_kwh_m3()
    }

    /// What energy costs, EUR.
    #[must_use]
    pub fn cost_eur(&self, boiler_heat_mwh: f64, electricity_mwh: f64) -> f64 {
        1000.0 * (boiler_heat_mwh * self.boiler_eur_kwh() + electricity_mwh * self.electricity_eur_kwh)
    }

    /// The same with every price times `factor`: what if energy gets dearer.
    #[must_use]
    pub fn times(mut self, factor: f64) -> Self {
        self.gas_eur_m3 *= factor;
        self.electricity_eur_kwh *= factor;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_of_zero_is_refused() {
        let text = YEARS[0].1.replace("gas_eur_m3 = 0.473", "gas_eur_m3 = 0.0");
        assert_eq!(
            Prices::from_toml("mine.toml", &text).unwrap_err().to_string(),
            "mine.toml: gas_eur_m3 is 0: it has to be above 0 and at most 100; nobody gives gas away"
        );
    }

    #[test]
    fn every_known_year_can_be_read() {
        for year in Prices::years() {
            assert_eq!(Prices::of_year(year).unwrap().year, year);
        }
        assert!(Prices::of_year(1999).unwrap_err().to_string().starts_with("price year is 1999"));
    }
}
