//! What if: other prices, another evaporator temperature, another demand, another chiller (source
//! study, section 4.8).

use super::cop::ideal_cop;
use super::problem::{Problem, within};
use super::scenario::Scenario;
use super::year_result::YearResult;

/// Condenser at which the ideal COPs are compared, degC (Tabel 16).
const KNOWN_CONDENSER_C: f64 = 40.0;

/// Straight write-off in the comparison of chillers, years (inferred: the study does not state it).
const WRITE_OFF_YEARS: f64 = 10.0;

impl Scenario {
    /// The same with gas and electricity `factor` times as dear.
    #[must_use]
    pub fn with_energy_prices(mut self, factor: f64) -> Self {
        self.prices = self.prices.times(factor);
        self
    }

    /// The same with another temperature out of the evaporator, degC: the COP follows the ideal one.
    ///
    /// # Errors
    /// When it is not from -10 to 12 degC.
    pub fn with_evaporator(mut self, evaporator_c: f64) -> Result<Self, Problem> {
        within("evaporator_c", evaporator_c, -10.0, 12.0, "it is the water that goes back to the cold well")?;
        let known = ideal_cop(KNOWN_CONDENSER_C, self.pump.evaporator_c);
        self.cop_factor = ideal_cop(KNOWN_CONDENSER_C, evaporator_c) / known;
        Ok(self)
    }

    /// The same with `factor` times the demand, and the same plant.
    #[must_use]
    pub fn with_demand(mut self, factor: f64) -> Self {
        self.demand = self.demand.times(factor, factor);
        self
    }

    /// What a year without wells costs more than one with them, EUR, when the chiller has a fixed COP and
    /// gas costs `gas_factor` times as much; the extra investment is written off in ten years (figures 30
    /// to 32). The form is inferred: it meets the three points that the text gives.
    #[must_use]
    pub fn extra_cost_eur(&self, year: &YearResult, gas_factor: f64, chiller_cop: f64) -> f64 {
        self.extra_before_cooling_eur(year, gas_factor)
            + self.prices.electricity_eur_kwh * 1000.0 * year.cooling_demand_mwh / chiller_cop
    }

    /// The COP of the chiller at which both cost the same; nothing when wells are always cheaper.
    #[must_use]
    pub fn break_even_chiller_cop(&self, year: &YearResult, gas_factor: f64) -> Option<f64> {
        let missing_eur = -self.extra_before_cooling_eur(year, gas_factor);
        let cooling_eur = self.prices.electricity_eur_kwh * 1000.0 * year.cooling_demand_mwh;
        (missing_eur > 0.0).then(|| cooling_eur / missing_eur)
    }

    fn extra_before_cooling_eur(&self, year: &YearResult, gas_factor: f64) -> f64 {
        let gas_eur = 1000.0 * self.prices.boiler_eur_kwh() * gas_factor * (year.heat_demand_mwh - year.gas_heat_mwh);
        let electricity_eur = 1000.0 * self.prices.electricity_eur_kwh * year.electricity_mwh;
        let maintenance_eur = year.maintenance_eur - year.conventional_maintenance_eur;
        gas_eur - electricity_eur - maintenance_eur - year.extra_investment_eur / WRITE_OFF_YEARS
    }
}

#[cfg(test)]
mod tests {
    use crate::{Mode, Scenario};

    #[test]
    fn dearer_energy_makes_the_saving_larger_in_proportion() {
        let office = Scenario::office(400.0).unwrap();
        let now = office.run().unwrap().years.normal;
        let dearer = office.with_energy_prices(1.3).run().unwrap().years.normal;
        assert!((dearer.energy_saving_eur - 1.3 * now.energy_saving_eur).abs() < 1e-6);
    }

    #[test]
    fn a_warmer_evaporator_saves_about_a_thousand_euros() {
        let mut office = Scenario::office(400.0).unwrap();
        office.mode = Mode::Study;
        let known = office.run().unwrap().years;
        let warmer = office.with_evaporator(8.0).unwrap().run().unwrap().years;
        for (year, least, most) in
            [(known.cold, 400.0, 700.0), (known.normal, 900.0, 1200.0), (known.warm, 700.0, 1000.0)]
        {
            let other = [&warmer.cold, &warmer.normal, &warmer.warm]
                .into_iter()
                .find(|other| (other.heat_demand_mwh - year.heat_demand_mwh).abs() < 1e-9)
                .unwrap();
            let saved = year.energy_cost_eur - other.energy_cost_eur;
            assert!((least..most).contains(&saved), "{saved}");
        }
    }
}
