//! In reverse: what loops can deliver, which limit binds, and what relaxes it.

use bodemtoets_loops::{HOURS, Response, Side};
use bodemtoets_words::lang::Text;
use bodemtoets_words::words::{fixed, text};
use schemars::JsonSchema;
use serde::Serialize;

use super::chain::Chain;
use super::site::{LAW_C, SIZED_AT_C, Site, TOP_M, YEARS};
use crate::problem::Problem;

/// What loops can deliver to a building of this kind.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Deliverable {
    /// So many times what is asked can be delivered for 25 years.
    pub times_asked: f64,
    /// Heat and hot water, kWh a year.
    pub heat_kwh_y: f64,
    /// Cold, kWh a year.
    pub cooling_kwh_y: f64,
    /// Out of the ground at the peak, kW.
    pub ground_power_kw: f64,
    /// Out of the ground at the peak by metre of loop, W/m.
    pub peak_w_m: f64,
    /// Out of the ground by metre of loop and year, kWh.
    pub out_kwh_m_y: f64,
    /// `cold` when -3 degC binds, `warm` when 30 degC does (art. 4.1141 Bal).
    pub bound_by: &'static str,
    /// In which year that is, from 1.
    pub in_year: usize,
    /// What relaxes it, each computed; what does not is left out.
    pub relaxed: Vec<Relaxed>,
}

/// A change, and what can be delivered with it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Relaxed {
    /// deeper, more-loops or regeneration.
    pub kind: &'static str,
    /// In words.
    pub text: Text,
    /// So many times what is asked can be delivered then.
    pub times_asked: f64,
}

/// How much deeper is tried.
const DEEPER: f64 = 1.2;
/// Fields of more loops than this are not enlarged to see what that gives.
const FEW: usize = 60;
const SUMMER_HOURS: f64 = 3672.0;

impl Site {
    /// What loops of a length can deliver.
    ///
    /// Everything is linear in the load but the COP; the multiple that follows from one COP is corrected by what the
    /// chain with its own comes to.
    pub(super) fn deliverable(
        &self,
        loops: u32,
        length_m: f64,
        chain: &Chain,
        response: &Response,
    ) -> Result<Deliverable, Problem> {
        let load = self.ground_load(chain)?;
        let capacity = chain.design.capacity_with(&load, &self.limits(loops)?, response)?;
        let times = self.corrected(chain, capacity.largest_multiple, response)?;
        let out_kw: Vec<f64> =
            chain.ground_heat_w(&self.load, SIZED_AT_C).into_iter().map(|heat_w| (-heat_w).max(0.0) / 1000.0).collect();
        let (total_m, peak_kw) = (length_m * f64::from(loops), out_kw.iter().copied().fold(0.0, f64::max));
        let sum = |values: &[f64]| values.iter().sum::<f64>();
        Ok(Deliverable {
            times_asked: times,
            heat_kwh_y: times * (sum(&self.load.heat_kw) + sum(&self.load.hot_water_kw)),
            cooling_kwh_y: times * sum(&self.load.cooling_kw),
            ground_power_kw: times * peak_kw,
            peak_w_m: 1000.0 * times * peak_kw / total_m,
            out_kwh_m_y: times * sum(&out_kw) / total_m,
            bound_by: if capacity.bound_by == Side::Warm { "warm" } else { "cold" },
            in_year: capacity.at_hour / HOURS + 1,
            relaxed: self
                .relaxed(loops, length_m, chain, response)?
                .into_iter()
                .filter(|relaxed| relaxed.times_asked > times)
                .collect(),
        })
    }

    /// A multiple with the COP of its own temperatures: two rounds come to some thousandths.
    fn corrected(&self, chain: &Chain, multiple: f64, response: &Response) -> Result<f64, Problem> {
        let ground_c = chain.design.ground_c();
        let mut times = multiple;
        for _ in 0..2 {
            let load = self.load.times(times);
            let found = chain.run_with(&load, YEARS, response)?;
            let part = |limit_c: f64, reached_c: f64| {
                let (room, used) = (limit_c - ground_c, reached_c - ground_c);
                if used * room > 0.0 { room / used } else { f64::INFINITY }
            };
            let factor = part(LAW_C[0], found.into_ground_min_c).min(part(LAW_C[1], found.into_ground_max_c));
            if !factor.is_finite() {
                break;
            }
            times *= factor;
        }
        Ok(times)
    }

    fn relaxed(&self, loops: u32, length_m: f64, chain: &Chain, response: &Response) -> Result<Vec<Relaxed>, Problem> {
        let mut relaxed = Vec::new();
        let deeper_m = length_m * DEEPER;
        relaxed.push(Relaxed {
            kind: "deeper",
            text: Text::both(|lang| {
                let depth = fixed(deeper_m + TOP_M, 0, lang);
                text!(lang, nl: "een boring tot {depth} m", en: "drill to {depth} m")
            }),
            times_asked: self.multiple(loops, deeper_m)?,
        });
        let more = loops + loops.div_ceil(5);
        // Where places are given, there are no more of them.
        if self.places.is_empty() && usize::try_from(more).is_ok_and(|more| more <= FEW) {
            relaxed.push(Relaxed {
                kind: "more-loops",
                text: Text::both(|lang| text!(lang, nl: "{more} lussen", en: "take {more} loops")),
                times_asked: self.multiple(more, length_m)?,
            });
        }
        let net_kwh = chain.ground_heat_w(&self.load, SIZED_AT_C).iter().sum::<f64>() / -1000.0;
        if net_kwh > 0.0 {
            let balanced = Chain { regeneration_kw: net_kwh / SUMMER_HOURS, ..chain.clone() };
            let load = self.ground_load(&balanced)?;
            let capacity = chain.design.capacity_with(&load, &self.limits(loops)?, response)?;
            relaxed.push(Relaxed {
                kind: "regeneration",
                text: Text::both(|lang| {
                    let net = fixed(net_kwh / 1000.0, 1, lang);
                    text!(lang,
                        nl: "{net} MWh warmte in de zomer terug in de bodem, naar evenredigheid",
                        en: "bring {net} MWh of heat back in summer, in proportion",
                    )
                }),
                times_asked: capacity.largest_multiple,
            });
        }
        Ok(relaxed)
    }
}
