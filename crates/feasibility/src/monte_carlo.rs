//! Monte Carlo: what becomes of payback and saving when prices, demand and weather are not what was
//! thought.
//!
//! Each draw takes a price of gas, a price of electricity and a scale of the demand, each uniform
//! around what the scenario has, and as many years as its sequence is long, each cold, normal or
//! warm in the proportion of its weights. The plant stays as it is. A draw depends on the seed and
//! its own number alone, so that the result does not depend on the number of threads.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rayon::prelude::*;
use serde::Serialize;

use super::problem::{Problem, within};
use super::scenario::Scenario;
use super::year_result::YearResult;
use super::year_type::YearType;

/// The most draws that are made.
const MOST: usize = 1_000_000;

/// How far the draws go: 0.3 is from 30 % below to 30 % above.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spread {
    /// Price of gas.
    pub gas: f64,
    /// Price of electricity.
    pub electricity: f64,
    /// Demand for heat and cooling, together.
    pub demand: f64,
}

/// A number in the worst and best of the draws: a share of them lies below each. Nothing where that is
/// never: as many draws do not pay back.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Percentiles<T = f64> {
    /// 5 % lie below.
    pub p5: T,
    /// 25 % lie below.
    pub p25: T,
    /// The middle one.
    pub p50: T,
    /// 75 % lie below.
    pub p75: T,
    /// 95 % lie below.
    pub p95: T,
}

impl<T> Percentiles<T> {
    /// The same of something made of each.
    pub fn map<U>(self, make: impl Fn(T) -> U) -> Percentiles<U> {
        let Self { p5, p25, p50, p75, p95 } = self;
        Percentiles { p5: make(p5), p25: make(p25), p50: make(p50), p75: make(p75), p95: make(p95) }
    }
}

/// What came of all draws.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Draws {
    /// How many.
    pub draws: usize,
    /// Where they start from.
    pub seed: u64,
    /// How far they go.
    pub spread: Spread,
    /// Simple payback, years; a draw that never pays back is longer than any.
    pub payback_years: Percentiles<Option<f64>>,
    /// Share of the draws that never pay back, 0 to 1.
    pub never: f64,
    /// Saving, EUR a year.
    pub saving_eur: Percentiles,
    /// CO2 saved, t a year.
    pub co2_saved_t: Percentiles,
}

/// Draws scenarios around one.
///
/// ```
/// use bodemtoets_feasibility::{Scenario, Spread, monte_carlo};
///
/// let spread = Spread { gas: 0.3, electricity: 0.3, demand: 0.1 };
/// let draws = monte_carlo(&Scenario::office(400.0)?, spread, 200, 1)?;
/// let payback = draws.payback_years;
/// assert!(payback.p5 < payback.p50 && payback.p50 < payback.p95);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the scenario has an impossible number, a spread does not lie between 0 and 0.9, or nothing
/// is to be drawn.
pub fn monte_carlo(scenario: &Scenario, spread: Spread, draws: usize, seed: u64) -> Result<Draws, Problem> {
    scenario.check()?;
    for (name, value) in [
        ("spread of gas", spread.gas),
        ("spread of electricity", spread.electricity),
        ("spread of demand", spread.demand),
    ] {
        within(name, value, 0.0, 0.9, "0.3 is from 30 % below to 30 % above")?;
    }
    if draws == 0 || draws > MOST {
        return Err(Problem::Length {
            name: "draws".into(),
            found: draws,
            expected: format!("1 to {MOST}"),
            why: "of nothing there are no percentiles, and more tell nothing new".into(),
        });
    }
    let outcome = |number: u64| {
        let year = draw(scenario, spread, seed, number);
        // What never pays back takes longer than anything.
        let payback = year.payback_years.unwrap_or(f64::INFINITY);
        [payback, year.saving_eur, year.conventional_co2_t - year.co2_t]
    };
    let results: Vec<[f64; 3]> = (0..draws as u64).into_par_iter().map(outcome).collect();
    let of = |which: usize| percentiles(results.iter().map(|result| result[which]).collect());
    let unpaid = results.iter().filter(|[payback, ..]| payback.is_infinite()).count();
    #[expect(clippy::cast_precision_loss, reason = "numbers of draws are far below 2^52")]
    let never = unpaid as f64 / draws as f64;
    Ok(Draws {
        draws,
        seed,
        spread,
        payback_years: of(0).map(|years| years.is_finite().then_some(years)),
        never,
        saving_eur: of(1),
        co2_saved_t: of(2),
    })
}

/// One draw: the mean of its years.
fn draw(scenario: &Scenario, spread: Spread, seed: u64, number: u64) -> YearResult {
    // Neighbouring numbers give generators that have nothing to do with each other: the seed is mixed.
    let mut random = Pcg64Mcg::seed_from_u64(seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let mut around = |spread: f64| 1.0 + spread * (2.0 * random.random::<f64>() - 1.0);
    let mut drawn = scenario.clone();
    drawn.prices.gas_eur_m3 *= around(spread.gas);
    drawn.prices.electricity_eur_kwh *= around(spread.electricity);
    let demand = around(spread.demand);
    drawn.demand = drawn.demand.times(demand, demand);
    let weights = scenario.weights;
    let total = weights.cold + weights.normal + weights.warm;
    let years: Vec<YearType> = (0..scenario.sequence.len())
        .map(|_| match random.random::<f64>() * total {
            at if at < weights.cold => YearType::Cold,
            at if at < weights.cold + weights.normal => YearType::Normal,
            _ => YearType::Warm,
        })
        .collect();
    let results = drawn.years(&drawn.hours(), drawn.mode.corrections());
    #[expect(clippy::cast_precision_loss, reason = "a handful of years")]
    let share = 1.0 / years.len() as f64;
    YearResult::weighted(years.iter().map(|year| (share, results.get(*year))))
}

/// The values below which each share lies, between neighbours in proportion.
fn percentiles(mut values: Vec<f64>) -> Percentiles {
    values.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| {
        #[expect(clippy::cast_precision_loss, reason = "numbers of draws are far below 2^52")]
        let position = share * (values.len() - 1) as f64;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a position in the list")]
        let below = position.floor() as usize;
        let above = (below + 1).min(values.len() - 1);
        // Nothing lies between a number and never.
        if values[above].is_finite() {
            values[below] + (values[above] - values[below]) * position.fract()
        } else if position.fract() > 0.0 {
            values[above]
        } else {
            values[below]
        }
    };
    Percentiles { p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Spread = Spread { gas: 0.0, electricity: 0.0, demand: 0.0 };

    #[test]
    fn percentiles_lie_between_neighbours_in_proportion() {
        let found = percentiles(vec![4.0, 0.0, 2.0, 1.0, 3.0]);
        assert_eq!((found.p25, found.p50, found.p75), (1.0, 2.0, 3.0));
        assert!((found.p5 - 0.2).abs() < 1e-12 && (found.p95 - 3.8).abs() < 1e-12);
        let one = percentiles(vec![7.0]);
        assert_eq!((one.p5, one.p95), (7.0, 7.0));
    }

    #[test]
    fn without_spread_and_with_one_sort_of_year_every_draw_is_that_year() {
        let mut scenario = Scenario::office(400.0).unwrap();
        scenario.weights = super::super::year_type::PerYear { cold: 0.0, normal: 1.0, warm: 0.0 };
        let normal = scenario.run().unwrap().years.normal;
        let draws = monte_carlo(&scenario, NONE, 20, 3).unwrap();
        let saving = draws.saving_eur;
        assert!((saving.p5 - normal.saving_eur).abs() < 1e-6 && (saving.p95 - normal.saving_eur).abs() < 1e-6);
        assert!((draws.payback_years.p50.unwrap() - normal.payback_years.unwrap()).abs() < 1e-9);
        assert!(draws.never.abs() < 1e-12);
    }

    #[test]
    fn the_same_seed_gives_the_same_draws_and_another_seed_others() {
        let scenario = Scenario::office(400.0).unwrap();
        let spread = Spread { gas: 0.3, electricity: 0.3, demand: 0.1 };
        let one = monte_carlo(&scenario, spread, 100, 1).unwrap();
        assert_eq!(one, monte_carlo(&scenario, spread, 100, 1).unwrap());
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        assert_eq!(one, alone.install(|| monte_carlo(&scenario, spread, 100, 1)).unwrap());
        assert_ne!(one.saving_eur, monte_carlo(&scenario, spread, 100, 2).unwrap().saving_eur);
    }

    #[test]
    fn the_middle_of_many_draws_lies_near_the_mix_of_years() {
        let scenario = Scenario::office(400.0).unwrap();
        let spread = Spread { gas: 0.2, electricity: 0.2, demand: 0.0 };
        let draws = monte_carlo(&scenario, spread, 1_000, 5).unwrap();
        let expected = scenario.run().unwrap().weighted.saving_eur;
        assert!((draws.saving_eur.p50 / expected - 1.0).abs() < 0.03, "{} {expected}", draws.saving_eur.p50);
    }

    #[test]
    fn dear_electricity_and_cheap_gas_may_never_pay_back() {
        let mut scenario = Scenario::office(400.0).unwrap();
        scenario.prices.electricity_eur_kwh *= 12.0;
        scenario.demand = scenario.demand.times(1.0, 0.05);
        let draws = monte_carlo(&scenario, NONE, 50, 1).unwrap();
        assert!((draws.never - 1.0).abs() < 1e-12 && draws.payback_years.p5.is_none(), "{draws:?}");
    }

    #[test]
    fn a_spread_beyond_reason_and_no_draws_are_refused() {
        let scenario = Scenario::office(400.0).unwrap();
        assert!(monte_carlo(&scenario, Spread { gas: 1.2, ..NONE }, 10, 1).unwrap_err().to_string().contains("1.2"));
        assert!(monte_carlo(&scenario, Spread { gas: f64::NAN, ..NONE }, 10, 1).is_err());
        assert!(monte_carlo(&scenario, NONE, 0, 1).unwrap_err().to_string().contains("draws"));
    }
}
