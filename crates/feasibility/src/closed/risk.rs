//! How sure a proposal is: its ground, demand, heat pump and prices drawn many times.
//!
//! Temperatures are the ground's own and a multiple of the load, so a draw needs no new response but for another
//! conductivity: the coldest fluid is computed for a few conductivities and lengths, and taken in between.

use bodemtoets_loops::{Borehole, Design, Grid, Ground, Hourly};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use super::money::ClosedCosts;
use super::proposal::Proposal;
use super::range::Band;
use super::request::ClosedRequest;
use super::site::{FLOW_KG_S, LAW_C, Site, YEARS};
use super::ways::{Drilled, Money};
use crate::problem::{Problem, within};

/// What came of all draws.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Risk {
    /// How many.
    pub draws: u32,
    /// Where they start from.
    pub seed: u64,
    /// What was drawn, from low to high.
    pub drawn: Spread,
    /// Length of each loop that keeps -3 degC for 25 years, m.
    pub length_m: Tenths,
    /// Coldest into the ground in 25 years with the length that is proposed, degC.
    pub into_ground_min_c: Tenths,
    /// Share of the draws in which that is below -3 degC, 0 to 1.
    pub broken_in_25_years: f64,
    /// The same in 50 years.
    pub broken_in_50_years: f64,
    /// All that loops cost over the years, EUR.
    pub closed_tco_eur: Tenths,
    /// All that an air-source heat pump costs, EUR.
    pub air_tco_eur: Tenths,
    /// All that a gas boiler costs, EUR.
    pub gas_tco_eur: Tenths,
    /// Years in which loops pay back against gas; none is never.
    pub payback_against_gas_years: Tenths<Option<f64>>,
    /// Share of the draws in which loops cost least, 0 to 1.
    pub loops_cheapest: f64,
}

/// One in ten lies below the first, half below the second, nine in ten below the last.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Tenths<T = f64> {
    pub p10: T,
    pub p50: T,
    pub p90: T,
}

/// From where to where is drawn, each as a triangle around its middle.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Spread {
    /// Conductivity of the ground, W/mK.
    pub conductivity_w_m_k: Band,
    /// Temperature of the ground beside what is taken, K.
    pub ground_k: Band,
    /// Resistance of the boreholes, as a factor.
    pub resistance: Band,
    /// Demand, as a factor: users, and cold winters.
    pub demand: Band,
    /// COP, as a factor.
    pub cop: Band,
}

/// Lengths that are computed, as parts of the proposed one.
const LENGTHS: [f64; 6] = [0.5, 0.7, 1.0, 1.4, 2.0, 2.8];
const MOST_DRAWS: u32 = 1_000_000;

impl Spread {
    /// Of a request: narrower where the conductivity is known, as after a response test.
    fn of(request: &ClosedRequest) -> Self {
        let around = |part: f64| Band { low: 1.0 - part, middle: 1.0, high: 1.0 + part };
        let conductivity_w_m_k = match request.conductivity_w_m_k {
            Some(known) => around(0.05).map(|factor| factor * known),
            None => Band { low: 1.5, middle: 2.0, high: 2.5 },
        };
        Self {
            conductivity_w_m_k,
            ground_k: Band { low: -0.7, middle: 0.0, high: 0.7 },
            resistance: around(0.15),
            demand: around(0.2),
            cop: around(0.08),
        }
    }
}

/// The coldest of a field with its load, above the ground's own temperature, K.
#[derive(Clone, Copy)]
struct Cold {
    /// All of it.
    rise_k: f64,
    /// What the resistance of the boreholes has in that.
    by_resistance_k: f64,
}

impl Cold {
    fn of(design: &Design, load: &Hourly, flow_w_k: f64, grid: &Grid) -> Result<Self, Problem> {
        let found = design.hourly(load, Some(flow_w_k), grid)?;
        let coldest = found.into_ground.unwrap_or(found.mean);
        let heat_w = load.load().heat_w()[coldest.when_min % bodemtoets_loops::HOURS];
        let by_resistance_k = heat_w * design.resistance_m_k_w()? / design.field.total_length_m();
        Ok(Self { rise_k: coldest.min_c - design.ground_c(), by_resistance_k })
    }

    fn with(self, resistance: f64, load: f64) -> f64 {
        load * (self.rise_k + (resistance - 1.0) * self.by_resistance_k)
    }

    fn mixed(all: &[Self], weights: &[f64]) -> Self {
        let sum = |of: fn(&Self) -> f64| all.iter().zip(weights).map(|(cold, weight)| weight * of(cold)).sum();
        Self { rise_k: sum(|cold| cold.rise_k), by_resistance_k: sum(|cold| cold.by_resistance_k) }
    }
}

/// What is computed before anything is drawn.
struct Computed {
    site: Site,
    loops: u32,
    length_m: f64,
    conductivities: Vec<f64>,
    /// By conductivity, then by length.
    cold_25: Vec<Vec<Cold>>,
    /// By conductivity, at the proposed length.
    cold_50: Vec<Cold>,
    /// Heat and hot water by what the compressor takes.
    cop: f64,
    electricity_kwh_y: f64,
}

/// One draw.
struct Drawn {
    length_m: f64,
    min_25_c: f64,
    min_50_c: f64,
    money: Money,
}

impl ClosedRequest {
    /// How sure a proposal of this request is; the same seed gives the same on any number of threads.
    ///
    /// # Errors
    /// When a number cannot be.
    pub fn risk(
        &self,
        proposal: &Proposal,
        outside_c: Option<&[f64]>,
        costs: &ClosedCosts,
        draws: u32,
        seed: u64,
    ) -> Result<Risk, Problem> {
        within("draws", f64::from(draws), 1.0, f64::from(MOST_DRAWS), "10 000 are usual")?;
        let spread = Spread::of(self);
        let computed = self.computed(proposal, outside_c, &spread)?;
        // Neighbouring numbers give generators that have nothing to do with each other: the seed is mixed.
        let scenarios: Vec<Drawn> = (0..draws)
            .into_par_iter()
            .map(|number| {
                computed.draw(
                    &spread,
                    costs,
                    &mut Pcg64Mcg::seed_from_u64(seed ^ u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15)),
                )
            })
            .collect();
        let share = |is: &dyn Fn(&Drawn) -> bool| {
            let count = scenarios.iter().filter(|one| is(one)).count();
            f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / f64::from(draws)
        };
        let of = |value: &dyn Fn(&Drawn) -> f64| tenths(scenarios.iter().map(value).collect());
        let payback = of(&|one| one.money.payback_against_gas_years.unwrap_or(f64::INFINITY));
        let paid = |years: f64| years.is_finite().then_some(years);
        Ok(Risk {
            draws,
            seed,
            drawn: spread,
            length_m: of(&|one| one.length_m),
            into_ground_min_c: of(&|one| one.min_25_c),
            broken_in_25_years: share(&|one| one.min_25_c < LAW_C[0]),
            broken_in_50_years: share(&|one| one.min_50_c < LAW_C[0]),
            closed_tco_eur: of(&|one| one.money.closed.tco_eur),
            air_tco_eur: of(&|one| one.money.air.tco_eur),
            gas_tco_eur: of(&|one| one.money.gas.tco_eur),
            payback_against_gas_years: Tenths {
                p10: paid(payback.p10),
                p50: paid(payback.p50),
                p90: paid(payback.p90),
            },
            loops_cheapest: share(&|one| one.money.cheapest == "closed"),
        })
    }

    fn computed(&self, proposal: &Proposal, outside_c: Option<&[f64]>, spread: &Spread) -> Result<Computed, Problem> {
        let site = self.site(outside_c)?;
        let (loops, length_m) = (proposal.loops, proposal.length_m);
        let chain = site.chain(site.design(loops, length_m)?)?;
        let load = site.ground_load(&chain)?;
        let later = Hourly::new(load.load().clone(), 2 * YEARS);
        let [grid, later_grid] = [YEARS, 2 * YEARS].map(|years| Grid::of_years(f64::from(years)));
        let band = spread.conductivity_w_m_k;
        let step = (band.high - band.low) / 4.0;
        let conductivities: Vec<f64> = [0.0, 1.0, 2.0, 3.0, 4.0].map(|number| band.low + step * number).to_vec();
        let design = |conductivity: f64, length_m: f64| -> Result<Design, Problem> {
            let borehole = Borehole { ground_w_m_k: conductivity, ..site.borehole };
            let legs = borehole.legs(&site.coolant, site.fluid_c(), FLOW_KG_S)?;
            let ground = Ground { conductivity_w_m_k: conductivity, ..site.ground };
            let design = site.design(loops, length_m)?;
            Ok(Design { ground, resistance: bodemtoets_loops::Resistance::Legs(legs), ..design })
        };
        let cold_25 = conductivities
            .iter()
            .map(|conductivity| {
                let of_length =
                    |part: &f64| Cold::of(&design(*conductivity, part * length_m)?, &load, chain.flow_w_k, &grid);
                LENGTHS.iter().map(of_length).collect::<Result<Vec<Cold>, Problem>>()
            })
            .collect::<Result<_, Problem>>()?;
        let cold_50 = conductivities
            .iter()
            .map(|conductivity| Cold::of(&design(*conductivity, length_m)?, &later, chain.flow_w_k, &later_grid))
            .collect::<Result<_, Problem>>()?;
        let year = &proposal.years_25.last_year;
        let heat_kwh = site.asked.heat_kwh + site.asked.hot_water_kwh;
        let cop = if year.compressor_kwh > 0.0 { (heat_kwh / year.compressor_kwh).max(1.01) } else { 4.0 };
        let electricity_kwh_y = proposal.years_25.mean_electricity_kwh_y;
        Ok(Computed { site, loops, length_m, conductivities, cold_25, cold_50, cop, electricity_kwh_y })
    }
}

impl Computed {
    fn draw(&self, spread: &Spread, costs: &ClosedCosts, random: &mut Pcg64Mcg) -> Drawn {
        let conductivity = triangle(spread.conductivity_w_m_k, random);
        let ground_k = triangle(spread.ground_k, random);
        let resistance = triangle(spread.resistance, random);
        let demand = triangle(spread.demand, random);
        let cop = triangle(spread.cop, random);
        // A better COP takes more of the heat out of the ground.
        let load = demand * (1.0 - 1.0 / (cop * self.cop)) / (1.0 - 1.0 / self.cop);
        let weights = lagrange(&self.conductivities, conductivity);
        let by_length: Vec<Cold> = (0..LENGTHS.len())
            .map(|length| {
                Cold::mixed(&self.cold_25.iter().map(|lengths| lengths[length]).collect::<Vec<_>>(), &weights)
            })
            .collect();
        let coldest_c = |length_m: f64| {
            let at: Vec<f64> = LENGTHS.iter().map(|part| (part * self.length_m).ln()).collect();
            let cold = Cold::mixed(&by_length, &lagrange(&at, length_m.ln()));
            self.ground_c(length_m) + ground_k + cold.with(resistance, load)
        };
        let (shortest, longest) = (LENGTHS[0] * self.length_m, LENGTHS[LENGTHS.len() - 1] * self.length_m);
        let length_m =
            bodemtoets_loops::numbers::root(shortest, longest, 0.01, |length_m| coldest_c(length_m) - LAW_C[0]);
        let later = Cold::mixed(&self.cold_50, &weights);
        let costs = drawn_costs(costs, random);
        let drilled = Drilled {
            loops: f64::from(self.loops),
            length_m: self.length_m,
            electricity_kwh_y: self.electricity_kwh_y * demand / cop,
            subsidised: self.site.existing,
        };
        let mut asked = self.site.asked;
        asked.heat_kwh *= demand;
        asked.hot_water_kwh *= demand;
        asked.cooling_kwh *= demand;
        asked.boiler_kwh *= demand;
        Drawn {
            length_m,
            min_25_c: coldest_c(self.length_m),
            min_50_c: self.ground_c(self.length_m) + ground_k + later.with(resistance, load),
            money: Money::of(&asked, &drilled, &costs),
        }
    }

    fn ground_c(&self, length_m: f64) -> f64 {
        self.site.undisturbed.mean_c(super::site::TOP_M, length_m)
    }
}

/// A number from a triangle.
fn triangle(band: Band, random: &mut Pcg64Mcg) -> f64 {
    let Band { low, middle, high } = band;
    let part: f64 = random.random();
    let width = high - low;
    if width <= 0.0 {
        return middle;
    }
    let peak = (middle - low) / width;
    if part < peak {
        low + (part * width * (middle - low)).sqrt()
    } else {
        high - ((1.0 - part) * width * (high - middle)).sqrt()
    }
}

/// Prices and costs, each drawn from its range; what is alike goes together.
fn drawn_costs(costs: &ClosedCosts, random: &mut Pcg64Mcg) -> ClosedCosts {
    let mut drawn = costs.clone();
    let mut fix = |bands: &mut [&mut Band]| {
        // The same part of each range.
        let part = triangle(Band { low: -1.0, middle: 0.0, high: 1.0 }, random);
        for band in bands {
            let Band { low, middle, high } = **band;
            let value = if part < 0.0 { middle + part * (middle - low) } else { middle + part * (high - middle) };
            **band = Band { low: value, middle: value, high: value };
        }
    };
    let investment = &mut drawn.investment;
    fix(&mut [&mut drawn.energy.gas_eur_m3, &mut drawn.energy.gas_fixed_eur_y]);
    fix(&mut [&mut drawn.energy.electricity_eur_kwh]);
    fix(&mut [&mut investment.loop_eur_m, &mut investment.mobilisation_eur, &mut investment.manifold_eur_per_loop]);
    fix(&mut [&mut investment.brine_pump_fixed_eur, &mut investment.brine_pump_eur_kw]);
    fix(&mut [&mut investment.air_pump_fixed_eur, &mut investment.air_pump_eur_kw]);
    fix(&mut [&mut investment.boiler_fixed_eur, &mut investment.boiler_eur_kw]);
    fix(&mut [&mut investment.upkeep_share]);
    fix(&mut [&mut drawn.emissions.later_kg_kwh]);
    drawn
}

/// Weights of the polynomial through some places.
fn lagrange(places: &[f64], at: f64) -> Vec<f64> {
    let weight = |one: usize| {
        let others = places.iter().enumerate().filter(|(other, _)| *other != one);
        others.map(|(_, other)| (at - other) / (places[one] - other)).product()
    };
    (0..places.len()).map(weight).collect()
}

fn tenths(mut values: Vec<f64>) -> Tenths {
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    let at = |tenth: usize| values.get(last * tenth / 10).copied().unwrap_or(f64::NAN);
    Tenths { p10: at(1), p50: at(5), p90: at(9) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_lie_around_the_proposal_and_do_not_hang_on_threads() {
        let (request, costs) = (ClosedRequest::default(), ClosedCosts::newest().unwrap());
        let proposal = request.propose(None, &costs).unwrap();
        let risk = request.risk(&proposal, None, &costs, 2000, 1).unwrap();
        assert!((risk.length_m.p50 / proposal.length_m - 1.0).abs() < 0.06, "{risk:?} {}", proposal.length_m);
        assert!(risk.length_m.p10 < 0.9 * risk.length_m.p50 && risk.length_m.p90 > 1.1 * risk.length_m.p50);
        // Sized to just keep the law: in about half of the draws it is broken.
        assert!((0.3..0.7).contains(&risk.broken_in_25_years), "{risk:?}");
        assert!(risk.broken_in_50_years >= risk.broken_in_25_years);
        assert_eq!(risk, request.risk(&proposal, None, &costs, 2000, 1).unwrap());
        assert_ne!(risk, request.risk(&proposal, None, &costs, 2000, 2).unwrap());
    }

    #[test]
    fn a_triangle_has_its_middle_and_its_ends() {
        let mut random = Pcg64Mcg::seed_from_u64(3);
        let band = Band { low: 1.0, middle: 2.0, high: 4.0 };
        let drawn: Vec<f64> = (0..20_000).map(|_| triangle(band, &mut random)).collect();
        assert!(drawn.iter().all(|value| (1.0..=4.0).contains(value)));
        let mean = drawn.iter().sum::<f64>() / 20_000.0;
        assert!((mean - 7.0 / 3.0).abs() < 0.02, "{mean}");
    }
}
