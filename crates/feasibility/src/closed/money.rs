//! What loops, a boiler and an air-source heat pump cost, and what they emit.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::range::Band;
use crate::problem::{Problem, positive, read_toml, within};
use bodemtoets_words::provenance::Certainty;

/// Prices, costs and factors of a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the tables of data/closed/prices.toml, where each is explained")]
pub struct ClosedCosts {
    /// Of when they are: year and month.
    pub dated: String,
    pub energy: EnergyPrices,
    pub emissions: Emissions,
    pub investment: Investment,
    pub life: Life,
    pub efficiency: Efficiency,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subsidy: Option<Subsidy>,
}

/// Prices of energy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it")]
pub struct EnergyPrices {
    pub source: String,
    pub certainty: Certainty,
    pub gas_eur_m3: Band,
    pub electricity_eur_kwh: Band,
    pub gas_fixed_eur_y: Band,
}

/// What energy emits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Emissions {
    pub gas_kg_m3: f64,
    pub electricity_kg_kwh: f64,
    pub later_kg_kwh: Band,
    pub later_year: f64,
    pub dated_year: f64,
}

/// What is bought.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Investment {
    pub source: String,
    pub certainty: Certainty,
    pub loop_eur_m: Band,
    pub mobilisation_eur: Band,
    pub manifold_eur_per_loop: Band,
    pub brine_pump_fixed_eur: Band,
    pub brine_pump_eur_kw: Band,
    pub air_pump_fixed_eur: Band,
    pub air_pump_eur_kw: Band,
    pub boiler_fixed_eur: Band,
    pub boiler_eur_kw: Band,
    pub upkeep_share: Band,
    /// A chiller of the building with a boiler; nothing where a split unit is not counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chiller_eur_kw: Option<Band>,
}

/// What the state pays of a heat pump in a dwelling that is there already.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Subsidy {
    pub name: String,
    pub source: String,
    pub certainty: Certainty,
    /// Of when the amounts are: a year.
    pub dated: String,
    pub loops_eur: Band,
    pub air_eur: Band,
}

/// How long things last, years.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Life {
    pub source: String,
    pub certainty: Certainty,
    pub loops_y: f64,
    pub heat_pump_y: f64,
    pub boiler_y: f64,
}

/// What becomes of gas and electricity in the other two.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Efficiency {
    pub source: String,
    pub certainty: Certainty,
    pub gas_kwh_m3: f64,
    pub boiler_heat: f64,
    pub boiler_hot_water: f64,
    pub air_heat: f64,
    pub air_hot_water: f64,
    pub air_cooling: f64,
}

/// Something bought, with how long it lasts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// EUR.
    pub price_eur: f64,
    /// Years.
    pub life_y: f64,
}

/// How money is counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counting {
    /// Over how many years.
    pub years: u16,
    /// Real discount, a year.
    pub discount: f64,
    /// How the price of gas rises above inflation, a year.
    pub rise_gas: f64,
    /// How the price of electricity rises above inflation, a year.
    pub rise_electricity: f64,
}

/// One way to warm and cool a building.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Variant {
    /// What is bought at the start, EUR.
    pub investment_eur: f64,
    /// kWh a year.
    pub electricity_kwh_y: f64,
    /// m3 a year.
    pub gas_m3_y: f64,
    /// All that is paid in the first year, EUR.
    pub yearly_eur: f64,
    /// All over the years: bought, renewed, what is left taken off, discounted, EUR.
    pub tco_eur: f64,
    /// kg a year, with the factors of the day.
    pub co2_kg_y: f64,
    /// t over all years, with electricity that gets cleaner.
    pub co2_t_over_years: f64,
}

/// Energy of a way, and what it stands on.
#[derive(Debug, Clone, PartialEq)]
pub struct Bought {
    /// Things bought.
    pub parts: Vec<Part>,
    /// kWh a year.
    pub electricity_kwh_y: f64,
    /// m3 a year; with gas its standing charge is paid.
    pub gas_m3_y: f64,
    /// What the state pays of it at the start, EUR.
    pub subsidy_eur: f64,
}

/// Prices that are one of a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitPrices {
    /// EUR/m3.
    pub gas_eur_m3: f64,
    /// EUR/kWh.
    pub electricity_eur_kwh: f64,
    /// EUR a year.
    pub gas_fixed_eur_y: f64,
    /// Of the investment, a year.
    pub upkeep_share: f64,
    /// kg/m3.
    pub gas_kg_m3: f64,
    /// kg/kWh in the first year.
    pub electricity_kg_kwh: f64,
    /// kg/kWh at the end of the path.
    pub later_kg_kwh: f64,
    /// After how many years that is; a straight line until then.
    pub later_after_y: f64,
}

const DWELLINGS: &str = include_str!("../../data/closed/prices.toml");
const FIRMS: &str = include_str!("../../data/closed/prices-firm.toml");

impl ClosedCosts {
    /// The newest that the tool has.
    ///
    /// # Errors
    /// Never in a release: a test reads the file.
    pub fn newest() -> Result<Self, Problem> {
        Self::read("prices.toml", DWELLINGS)
    }

    /// The newest for an office or another larger building: without VAT.
    ///
    /// # Errors
    /// Never in a release: a test reads the file.
    pub fn newest_of_firms() -> Result<Self, Problem> {
        Self::read("prices-firm.toml", FIRMS)
    }

    /// Reads TOML; `what` names it in messages.
    ///
    /// # Errors
    /// When it is not of this form, or a number cannot be.
    pub fn read(what: &str, text: &str) -> Result<Self, Problem> {
        let costs: Self = read_toml(what, text)?;
        positive("loop_eur_m", costs.investment.loop_eur_m.low, 1000.0, "nobody drills for nothing")?;
        positive("electricity_eur_kwh", costs.energy.electricity_eur_kwh.low, 10.0, "nobody gives electricity away")?;
        within("boiler_heat", costs.efficiency.boiler_heat, 0.5, 1.0, "it is on the upper heating value")?;
        Ok(costs)
    }

    /// Prices in the middle of their ranges.
    #[must_use]
    pub fn middle(&self) -> UnitPrices {
        UnitPrices {
            gas_eur_m3: self.energy.gas_eur_m3.middle,
            electricity_eur_kwh: self.energy.electricity_eur_kwh.middle,
            gas_fixed_eur_y: self.energy.gas_fixed_eur_y.middle,
            upkeep_share: self.investment.upkeep_share.middle,
            gas_kg_m3: self.emissions.gas_kg_m3,
            electricity_kg_kwh: self.emissions.electricity_kg_kwh,
            later_kg_kwh: self.emissions.later_kg_kwh.middle,
            later_after_y: (self.emissions.later_year - self.emissions.dated_year).max(1.0),
        }
    }

    /// Prices of energy at their kindest to loops, and at their unkindest: gas dear and electricity cheap, and the
    /// other way round.
    pub(super) fn kind_and_unkind(&self) -> (UnitPrices, UnitPrices) {
        let energy = &self.energy;
        let with = |gas: f64, electricity: f64, fixed: f64| UnitPrices {
            gas_eur_m3: gas,
            electricity_eur_kwh: electricity,
            gas_fixed_eur_y: fixed,
            ..self.middle()
        };
        (
            with(energy.gas_eur_m3.high, energy.electricity_eur_kwh.low, energy.gas_fixed_eur_y.high),
            with(energy.gas_eur_m3.low, energy.electricity_eur_kwh.high, energy.gas_fixed_eur_y.low),
        )
    }

    /// The least and the most that everything may cost.
    pub(super) fn least_and_most(&self) -> (UnitPrices, UnitPrices) {
        let with = |of: fn(&Band) -> f64| UnitPrices {
            gas_eur_m3: of(&self.energy.gas_eur_m3),
            electricity_eur_kwh: of(&self.energy.electricity_eur_kwh),
            gas_fixed_eur_y: of(&self.energy.gas_fixed_eur_y),
            upkeep_share: of(&self.investment.upkeep_share),
            ..self.middle()
        };
        (with(|band| band.low), with(|band| band.high))
    }

    /// Loops of a length with their manifolds, drilled in one go, EUR; `place` in the ranges is 0 for low, 1 for
    /// middle, 2 for high.
    pub(super) fn drilled_eur(&self, loops: f64, length_m: f64, place: usize) -> f64 {
        let at = |band: Band| band.each()[place];
        let investment = &self.investment;
        at(investment.mobilisation_eur)
            + loops * (at(investment.manifold_eur_per_loop) + length_m * at(investment.loop_eur_m))
    }
}

impl UnitPrices {
    /// Mean of electricity over the years, kg/kWh.
    fn mean_kg_kwh(&self, years: u16) -> f64 {
        let of_year = |year: u16| {
            let part = (f64::from(year) / self.later_after_y).min(1.0);
            self.electricity_kg_kwh + part * (self.later_kg_kwh - self.electricity_kg_kwh)
        };
        (0..years).map(of_year).sum::<f64>() / f64::from(years.max(1))
    }
}

impl Bought {
    /// What it costs and emits.
    #[must_use]
    pub fn variant(&self, prices: &UnitPrices, counting: &Counting) -> Variant {
        let investment_eur: f64 = self.parts.iter().map(|part| part.price_eur).sum();
        let electricity_eur = self.electricity_kwh_y * prices.electricity_eur_kwh;
        let gas_eur = self.gas_m3_y * prices.gas_eur_m3;
        let fixed = if self.gas_m3_y > 0.0 { prices.gas_fixed_eur_y } else { 0.0 };
        let steady_eur = fixed + investment_eur * prices.upkeep_share;
        let paid: f64 = (1..=counting.years)
            .map(|year| {
                let (after, before) = (f64::from(year), f64::from(year) - 1.0);
                let gas = gas_eur * (1.0 + counting.rise_gas).powf(before);
                let electricity = electricity_eur * (1.0 + counting.rise_electricity).powf(before);
                (gas + electricity + steady_eur) / (1.0 + counting.discount).powf(after)
            })
            .sum();
        let bought: f64 = self.parts.iter().map(|part| part.over(counting)).sum();
        let electricity_kg_y = self.electricity_kwh_y * prices.mean_kg_kwh(counting.years);
        let co2_kg_y = electricity_kg_y + self.gas_m3_y * prices.gas_kg_m3;
        Variant {
            investment_eur: investment_eur - self.subsidy_eur,
            electricity_kwh_y: self.electricity_kwh_y,
            gas_m3_y: self.gas_m3_y,
            yearly_eur: electricity_eur + gas_eur + steady_eur,
            tco_eur: bought + paid - self.subsidy_eur,
            co2_t_over_years: co2_kg_y * f64::from(counting.years) / 1000.0,
            co2_kg_y: self.electricity_kwh_y * prices.electricity_kg_kwh + self.gas_m3_y * prices.gas_kg_m3,
        }
    }
}

impl Part {
    /// Bought, renewed at the end of its life, and what is left of its life at the end taken off; discounted, EUR.
    fn over(&self, counting: &Counting) -> f64 {
        let years = f64::from(counting.years);
        let now = |year: f64| (1.0 + counting.discount).powf(-year);
        let (mut at, mut sum) = (0.0, 0.0);
        while at < years {
            sum += self.price_eur * now(at);
            at += self.life_y.max(1.0);
        }
        sum - self.price_eur * (at - years) / self.life_y.max(1.0) * now(years)
    }
}

/// Extra investment over yearly gain, years; none when there is no gain.
#[must_use]
pub fn payback_years(one: &Variant, against: &Variant) -> Option<f64> {
    let (extra, gain) = (one.investment_eur - against.investment_eur, against.yearly_eur - one.yearly_eur);
    if extra <= 0.0 {
        return (gain >= 0.0).then_some(0.0);
    }
    (gain > 0.0).then(|| extra / gain)
}

/// The same with what is gained in later years discounted; none when that takes more than a century.
#[must_use]
pub fn discounted_payback_years(one: &Variant, against: &Variant, discount: f64) -> Option<f64> {
    let (extra, gain) = (one.investment_eur - against.investment_eur, against.yearly_eur - one.yearly_eur);
    if extra <= 0.0 || discount <= 0.0 {
        return payback_years(one, against);
    }
    // gain (1 - (1 + r)^-n) / r = extra.
    let left = 1.0 - extra * discount / gain;
    if gain <= 0.0 || left <= 0.0 {
        return None;
    }
    let years = -left.ln() / (1.0 + discount).ln();
    (years <= 100.0).then_some(years)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_dwelling_costs_what_it_costs() {
        let prices = UnitPrices {
            gas_eur_m3: 1.3,
            electricity_eur_kwh: 0.26,
            gas_fixed_eur_y: 280.0,
            upkeep_share: 0.01,
            gas_kg_m3: 2.134,
            electricity_kg_kwh: 0.268,
            later_kg_kwh: 0.1,
            later_after_y: 10.0,
        };
        let counting = Counting { years: 30, discount: 0.03, rise_gas: 0.0, rise_electricity: 0.0 };
        let part = |price_eur, life_y| Part { price_eur, life_y };
        let closed = Bought {
            parts: vec![part(8650.0, 50.0), part(9450.0, 18.0)],
            electricity_kwh_y: 2_830.705_05,
            gas_m3_y: 0.0,
            subsidy_eur: 0.0,
        };
        let gas = Bought {
            parts: vec![part(2637.5, 15.0)],
            electricity_kwh_y: 300.0,
            gas_m3_y: 1_290.331_32,
            subsidy_eur: 0.0,
        };
        let air = Bought {
            parts: vec![part(9450.0, 18.0)],
            electricity_kwh_y: 3_562.820_51,
            gas_m3_y: 0.0,
            subsidy_eur: 0.0,
        };
        let [closed, gas, air] = [closed, gas, air].map(|bought| bought.variant(&prices, &counting));
        for (variant, tco, yearly, co2) in [
            (closed, 38_900.924_2, 916.983_313, 758.628_953),
            (gas, 44_742.712_8, 2_061.805_71, 2_833.967_03),
            (air, 33_711.904_6, 1_020.833_33, 954.835_897),
        ] {
            assert!((variant.tco_eur / tco - 1.0).abs() < 1e-6, "{variant:?}");
            assert!((variant.yearly_eur / yearly - 1.0).abs() < 1e-6, "{variant:?}");
            assert!((variant.co2_kg_y / co2 - 1.0).abs() < 1e-6, "{variant:?}");
        }
        assert!((payback_years(&closed, &gas).unwrap() - 13.506_461_8).abs() < 1e-4);
        assert!((payback_years(&closed, &air).unwrap() - 83.293_195_1).abs() < 1e-2);
        assert_eq!(payback_years(&Variant { yearly_eur: 9e3, ..closed }, &gas), None);
        // 1 - 15 462.5 x 0.03 / 1 144.82 = 0.5948; -ln of it over ln 1.03.
        assert!((discounted_payback_years(&closed, &gas, 0.03).unwrap() - 17.575).abs() < 0.01);
        assert_eq!(discounted_payback_years(&closed, &air, 0.03), None);
        // A subsidy is paid once, and upkeep stays that of the whole.
        let helped = Bought {
            parts: vec![part(9450.0, 18.0)],
            electricity_kwh_y: 3_562.820_51,
            gas_m3_y: 0.0,
            subsidy_eur: 2000.0,
        };
        let helped = helped.variant(&prices, &counting);
        assert!(
            (air.tco_eur - helped.tco_eur - 2000.0).abs() < 1e-9 && (helped.yearly_eur - air.yearly_eur).abs() < 1e-9
        );
    }

    #[test]
    fn electricity_gets_cleaner_along_its_path() {
        let costs = ClosedCosts::newest().unwrap();
        let prices = UnitPrices { electricity_kg_kwh: 0.3, later_kg_kwh: 0.1, later_after_y: 2.0, ..costs.middle() };
        // 0.3, 0.2, 0.1, 0.1.
        assert!((prices.mean_kg_kwh(4) - 0.175).abs() < 1e-12);
    }

    #[test]
    fn the_shipped_prices_are_read() {
        assert_eq!(ClosedCosts::newest().unwrap().dated, "2026-01");
        assert!(ClosedCosts::newest_of_firms().unwrap().investment.chiller_eur_kw.is_some());
    }
}
