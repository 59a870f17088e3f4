//! Three ways to warm and cool a building beside each other: closed loops, a gas boiler, an air-source heat pump.

use schemars::JsonSchema;
use serde::Serialize;

use super::dwelling::Asked;
use super::money::{Bought, ClosedCosts, Counting, Part, Variant, discounted_payback_years, payback_years};
use super::range::Band;

/// Over which years, and at which discount, when nobody says.
pub const COUNTING: Counting = Counting { years: 30, discount: 0.03, rise_gas: 0.0, rise_electricity: 0.0 };

/// Money of the middle, and ranges.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Money {
    /// Of when the prices are.
    pub dated: String,
    /// Over how many years.
    pub years: u16,
    /// Closed loops.
    pub closed: Variant,
    /// Gas boiler, and a split unit for the cold.
    pub gas: Variant,
    /// Air-source heat pump.
    pub air: Variant,
    /// Investment of the loops with everything, from low to high, EUR.
    pub closed_investment_eur: Band,
    /// All that loops cost over the years, from low to high, EUR.
    pub closed_tco_eur: Band,
    /// All that an air-source heat pump costs over the years, from low to high, EUR.
    pub air_tco_eur: Band,
    /// All that a gas boiler costs over the years, from low to high, EUR.
    pub gas_tco_eur: Band,
    /// Years in which loops pay back against gas; none is never.
    pub payback_against_gas_years: Option<f64>,
    /// Years in which loops pay back against air; none is never.
    pub payback_against_air_years: Option<f64>,
    /// The same with what is saved later discounted; none is never within a century.
    pub discounted_payback_against_gas_years: Option<f64>,
    /// The same against air.
    pub discounted_payback_against_air_years: Option<f64>,
    /// The best that prices may come to against gas, years.
    pub best_payback_against_gas_years: Option<f64>,
    /// The worst that prices may come to against gas, years; none is never.
    pub worst_payback_against_gas_years: Option<f64>,
    /// Price of electricity at which loops cost as much as air over the years, EUR/kWh; none when there is none above 0.
    pub break_even_with_air_eur_kwh: Option<f64>,
    /// What a tonne of CO2 that loops avoid against gas costs, EUR; below 0 when loops are the cheaper.
    pub avoided_against_gas_eur_t: Option<f64>,
    /// Which costs least over the years: closed, gas or air.
    pub cheapest: &'static str,
}

/// Loops that are drilled for a building, and the electricity that they ask.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drilled {
    pub(super) loops: f64,
    pub(super) length_m: f64,
    pub(super) electricity_kwh_y: f64,
    /// Whether a subsidy for existing dwellings counts.
    pub(super) subsidised: bool,
}

/// Closed, gas, air: each number of a range by its own place, 0 low, 1 middle, 2 high.
fn bought(asked: &Asked, drilled: &Drilled, costs: &ClosedCosts, place: usize) -> [Bought; 3] {
    let (investment, life, efficiency) = (&costs.investment, &costs.life, &costs.efficiency);
    let at = |band: Band| band.each()[place];
    let part = |price_eur, life_y| Part { price_eur, life_y };
    let brine = at(investment.brine_pump_fixed_eur) + at(investment.brine_pump_eur_kw) * asked.heat_peak_kw;
    let air = at(investment.air_pump_fixed_eur) + at(investment.air_pump_eur_kw) * asked.heat_peak_kw;
    let boiler_of = |kw: f64| {
        if kw > 0.0 { at(investment.boiler_fixed_eur) + at(investment.boiler_eur_kw) * kw } else { 0.0 }
    };
    let cold_kwh = asked.cooling_kwh / efficiency.air_cooling;
    let gas_of_heat_m3 = |kwh: f64| kwh / (efficiency.boiler_heat * efficiency.gas_kwh_m3);
    // What the heat pump leaves to boilers is the same with loops and with air.
    let rest = || part(boiler_of(asked.boiler_kw), life.boiler_y);
    let rest_m3 = gas_of_heat_m3(asked.boiler_kwh);
    let chiller = part(investment.chiller_eur_kw.map_or(0.0, at) * asked.cooling_peak_kw, life.heat_pump_y);
    // The least subsidy where prices are unkind.
    let subsidy = costs.subsidy.as_ref().filter(|_| drilled.subsidised);
    let granted = |of: Option<Band>| of.map_or(0.0, |band| band.each()[2 - place]);
    [
        Bought {
            parts: vec![
                part(costs.drilled_eur(drilled.loops, drilled.length_m, place), life.loops_y),
                part(brine, life.heat_pump_y),
                rest(),
            ],
            electricity_kwh_y: drilled.electricity_kwh_y,
            gas_m3_y: rest_m3,
            subsidy_eur: granted(subsidy.map(|subsidy| subsidy.loops_eur)),
        },
        Bought {
            parts: vec![part(boiler_of(asked.heat_peak_kw + asked.boiler_kw), life.boiler_y), chiller],
            electricity_kwh_y: cold_kwh,
            gas_m3_y: gas_of_heat_m3(asked.heat_kwh)
                + rest_m3
                + asked.hot_water_kwh / (efficiency.boiler_hot_water * efficiency.gas_kwh_m3),
            subsidy_eur: 0.0,
        },
        Bought {
            parts: vec![part(air, life.heat_pump_y), rest()],
            electricity_kwh_y: asked.heat_kwh / efficiency.air_heat
                + asked.hot_water_kwh / efficiency.air_hot_water
                + cold_kwh,
            gas_m3_y: rest_m3,
            subsidy_eur: granted(subsidy.map(|subsidy| subsidy.air_eur)),
        },
    ]
}

impl Money {
    pub(super) fn of(asked: &Asked, drilled: &Drilled, costs: &ClosedCosts) -> Self {
        let [low, middle, high] = [0, 1, 2].map(|place| bought(asked, drilled, costs, place));
        let prices = costs.middle();
        let [closed, gas, air] = middle.map(|way| way.variant(&prices, &COUNTING));
        // All prices at their kindest to loops, and at their unkindest.
        let (kind, unkind) = costs.kind_and_unkind();
        let [cheap, gas_of_cheap, _] = low.clone().map(|way| way.variant(&kind, &COUNTING));
        let [dear, gas_of_dear, _] = high.clone().map(|way| way.variant(&unkind, &COUNTING));
        let (least, most) = costs.least_and_most();
        let [low, high] =
            [(low, least), (high, most)].map(|(ways, prices)| ways.map(|way| way.variant(&prices, &COUNTING)));
        let tco = |way: usize, middle: &Variant| Band {
            low: low[way].tco_eur,
            middle: middle.tco_eur,
            high: high[way].tco_eur,
        };
        let all = [("closed", closed.tco_eur), ("gas", gas.tco_eur), ("air", air.tco_eur)];
        let cheapest = all.iter().min_by(|one, other| one.1.total_cmp(&other.1)).map_or("closed", |(name, _)| *name);
        let avoided_t = gas.co2_t_over_years - closed.co2_t_over_years;
        Self {
            dated: costs.dated.clone(),
            years: COUNTING.years,
            closed_investment_eur: Band {
                low: low[0].investment_eur,
                middle: closed.investment_eur,
                high: high[0].investment_eur,
            },
            closed_tco_eur: tco(0, &closed),
            gas_tco_eur: tco(1, &gas),
            air_tco_eur: tco(2, &air),
            payback_against_gas_years: payback_years(&closed, &gas),
            payback_against_air_years: payback_years(&closed, &air),
            discounted_payback_against_gas_years: discounted_payback_years(&closed, &gas, COUNTING.discount),
            discounted_payback_against_air_years: discounted_payback_years(&closed, &air, COUNTING.discount),
            best_payback_against_gas_years: payback_years(&cheap, &gas_of_cheap),
            worst_payback_against_gas_years: payback_years(&dear, &gas_of_dear),
            break_even_with_air_eur_kwh: break_even_eur_kwh(&closed, &air, prices.electricity_eur_kwh),
            avoided_against_gas_eur_t: (avoided_t > 0.0).then(|| (closed.tco_eur - gas.tco_eur) / avoided_t),
            closed,
            gas,
            air,
            cheapest,
        }
    }
}

/// The price of electricity at which two ways cost as much: both are straight lines in it.
fn break_even_eur_kwh(one: &Variant, other: &Variant, price_eur_kwh: f64) -> Option<f64> {
    let worth: f64 = (1..=COUNTING.years).map(|year| (1.0 + COUNTING.discount).powi(-i32::from(year))).sum();
    let slope = worth * (other.electricity_kwh_y - one.electricity_kwh_y);
    let found = price_eur_kwh + (one.tco_eur - other.tco_eur) / slope;
    (found.is_finite() && found > 0.0).then_some(found)
}
