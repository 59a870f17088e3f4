//! One thing at a time is changed, and everything else stays: energy prices, the evaporator, the dry
//! cooler, the demand (source study, section 4.8). And what else the study looks at: the chiller against
//! the price of gas, an energy roof, the allowance of the tax office.

use jiff::civil::Date;
use serde::Serialize;

use super::energy_roof::{roof_area_m2, roof_price_eur};
use super::problem::Problem;
use super::scenario::Scenario;
use super::tax::TaxRates;
use super::year_result::YearResult;
use super::year_type::{PerYear, YearType};

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lever {
    /// Prices of gas and electricity, times.
    EnergyPrices,
    /// Water out of the evaporator, degC.
    Evaporator,
    /// Dry cooler, times.
    DryCooler,
    /// Heat and cooling, times; the plant stays.
    Demand,
}

impl Lever {
    /// The name in tables.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::EnergyPrices => "energy-prices",
            Self::Evaporator => "evaporator",
            Self::DryCooler => "dry-cooler",
            Self::Demand => "demand",
        }
    }
}

const TRIED: [(Lever, &[f64]); 4] = [
    (Lever::EnergyPrices, &[0.7, 0.85, 1.15, 1.3, 1.6]),
    (Lever::Evaporator, &[4.0, 5.0, 7.0, 8.0]),
    (Lever::DryCooler, &[0.5, 0.75, 1.25, 1.5, 2.0]),
    (Lever::Demand, &[0.8, 0.9, 1.1, 1.2]),
];
const GAS: [f64; 5] = [0.8, 0.9, 1.0, 1.1, 1.2];

/// One thing changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Variant {
    /// What.
    pub lever: Lever,
    /// To what.
    pub value: f64,
    /// The mix of its years.
    pub weighted: YearResult,
}

/// The COP of a chiller that is as cheap as wells.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BreakEven {
    /// Price of gas, times.
    pub gas: f64,
    /// The COP in each year type; nothing where wells are cheaper than any chiller.
    pub chiller_cop: PerYear<Option<f64>>,
}

/// An energy roof that makes up for the surplus cold, in place of unloading.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Roof {
    /// Surplus cold of the year that has most, MWh.
    pub surplus_cold_mwh: f64,
    /// Its area, m2.
    pub area_m2: f64,
    /// What it costs, from and to, EUR.
    pub price_eur: (f64, f64),
}

/// The energy investment allowance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Allowance {
    /// What it is worth, EUR: on heat pump, dry cooler and wells, as in the source study.
    pub benefit_eur: f64,
    /// Payback of the mix of years with it, years.
    pub payback_years: Option<f64>,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhatIf {
    /// Nothing changed: the mix of years.
    pub base: YearResult,
    /// One thing changed at a time.
    pub variants: Vec<Variant>,
    /// The chiller against the price of gas.
    pub break_even: Vec<BreakEven>,
    /// The energy roof.
    pub roof: Roof,
    /// The allowance; nothing for a day whose rates are not known.
    pub allowance: Option<Allowance>,
}

impl Scenario {
    /// Changes one thing at a time. `day` is that of the investment, for the tax.
    ///
    /// ```
    /// use bodemtoets_feasibility::{Lever, Scenario};
    ///
    /// let what_if = Scenario::office(400.0)?.what_if(jiff::civil::date(2006, 7, 1))?;
    /// let dearer = what_if.variants.iter().find(|one| one.lever == Lever::EnergyPrices && one.value == 1.3);
    /// assert!(dearer.ok_or("not tried")?.weighted.saving_eur > what_if.base.saving_eur + 8_500.0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When a number of the scenario is impossible.
    pub fn what_if(&self, day: Date) -> Result<WhatIf, Problem> {
        let outcome = self.run()?;
        let mut variants = Vec::new();
        for (lever, values) in TRIED {
            for &value in values {
                let changed = match lever {
                    Lever::EnergyPrices => self.clone().with_energy_prices(value),
                    Lever::Evaporator => self.clone().with_evaporator(value)?,
                    Lever::DryCooler => Self { dry_cooler_kw: self.dry_cooler_kw * value, ..self.clone() },
                    Lever::Demand => self.clone().with_demand(value),
                };
                variants.push(Variant { lever, value, weighted: changed.run()?.weighted });
            }
        }
        let break_even = GAS.map(|gas| BreakEven {
            gas,
            chiller_cop: PerYear::from_fn(|year| self.break_even_chiller_cop(outcome.years.get(year), gas)),
        });
        let surplus_cold_mwh =
            YearType::ALL.map(|year| outcome.years.get(year).surplus_cold_mwh).into_iter().fold(0.0, f64::max);
        let area_m2 = roof_area_m2(surplus_cold_mwh);
        let investment = self.investment();
        let eligible_eur = investment.machine_eur + investment.dry_cooler_eur + investment.source_eur;
        let allowance = TaxRates::on(day)?.map(|rates| {
            let benefit_eur = rates.benefit_eur(eligible_eur);
            let mut year = outcome.weighted.clone();
            year.extra_investment_eur -= benefit_eur;
            year.pay_back();
            Allowance { benefit_eur, payback_years: year.payback_years }
        });
        Ok(WhatIf {
            base: outcome.weighted,
            variants,
            break_even: break_even.to_vec(),
            roof: Roof { surplus_cold_mwh, area_m2, price_eur: roof_price_eur(area_m2) },
            allowance,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Mode;

    fn office() -> WhatIf {
        let mut office = Scenario::office(400.0).unwrap();
        office.mode = Mode::Study;
        office.what_if(jiff::civil::date(2006, 7, 1)).unwrap()
    }

    #[test]
    fn one_thing_changes_and_the_rest_stays() {
        let office = office();
        for variant in &office.variants {
            let (year, base) = (&variant.weighted, &office.base);
            let same = |a: f64, b: f64| (a - b).abs() < 1e-9;
            assert_eq!(same(year.heat_demand_mwh, base.heat_demand_mwh), variant.lever != Lever::Demand);
            assert_eq!(same(year.investment_eur, base.investment_eur), variant.lever != Lever::DryCooler);
            if variant.lever == Lever::EnergyPrices {
                assert!(same(year.electricity_mwh, base.electricity_mwh) && same(year.co2_t, base.co2_t));
            }
        }
    }

    #[test]
    fn the_chiller_of_a_cold_year_is_that_of_the_study() {
        // Figure 30: a COP of 4.2 at 80 % of the gas price, 7.8 at 90 %.
        let cops: Vec<f64> = office().break_even[..2].iter().map(|one| one.chiller_cop.cold.unwrap()).collect();
        assert!((cops[0] - 4.2).abs() < 0.2 && (cops[1] - 7.8).abs() < 0.8, "{cops:?}");
    }

    #[test]
    fn the_allowance_is_known_for_its_own_year_only() {
        let scenario = Scenario::office(400.0).unwrap();
        let with = office().allowance.unwrap();
        assert!((with.benefit_eur / 247_600.0 - 0.44 * 0.296).abs() < 1e-3, "{with:?}");
        assert!(with.payback_years < office().base.payback_years);
        assert_eq!(scenario.what_if(jiff::civil::date(2020, 1, 1)).unwrap().allowance, None);
    }
}
