//! Closed systems that cool each other: all of a region, cumulative and both ways.
//!
//! Each borehole of a system takes its load over its length since its load began; what that does along the
//! boreholes of another is the [finite line source](super::finite_line_source), and all of it adds up
//! (in space, and by load steps in time). Exactly so the Dutch method of interference between small closed
//! systems (BUM/HUM Bodemenergie, part 2) puts it: a system is harmed when others together cool it by more
//! than 1.5 K.

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use super::finite_line_source::{Line, diffusion_length_m, shared};
use super::harm::Harm;
use super::load::{LoadStep, begun, check as check_load};
use super::neighbours::Neighbours;
use super::problem::Problem;
use super::range::Range;
use crate::lang::Text;
use crate::limits::{positive, within};

/// Conductivities that are tried when it is a range: the effect is not largest at an end (below).
const CONDUCTIVITIES: u32 = 5;
/// Loops are never nearer to each other than this, m: the radius of a borehole.
const NEAREST_M: f64 = 0.075;

/// The ground around closed loops.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ground {
    /// Thermal conductivity, W/m K: 1.5 to 2.5 in the Netherlands.
    pub conductivity_w_m_k: Range,
    /// Heat that a m3 takes for each K, MJ: 2.2 to 2.8.
    pub heat_capacity_mj_m3_k: Range,
}

/// A vertical closed loop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Borehole {
    /// East, m.
    pub x_m: f64,
    /// North, m.
    pub y_m: f64,
    /// Where it exchanges heat.
    pub line: Line,
}

/// A closed system.
#[derive(Debug, Clone, PartialEq)]
pub struct ClosedSystem {
    /// Its loops.
    pub boreholes: Vec<Borehole>,
    /// What each metre of them takes, in the order of time. Nothing known is a wide range.
    pub load: Vec<LoadStep>,
}

/// What is asked of the computation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClosedRules {
    /// When, on the clock of the loads, years.
    pub at_years: f64,
    /// Systems further than this count for nothing, m: between their nearest loops.
    pub search_radius_m: f64,
    /// More cooling than this is harm, K.
    pub limit_k: f64,
}

impl Default for ClosedRules {
    /// After 25 years, within 120 m (assumptions: the method's own radius is not public), 1.5 K (the
    /// method's).
    fn default() -> Self {
        Self { at_years: 25.0, search_radius_m: 120.0, limit_k: 1.5 }
    }
}

/// What one system does to another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Cause {
    /// The one that does it, by its place in the list.
    pub system: usize,
    /// Between their nearest loops, m.
    pub distance_m: f64,
    /// How much it cools the other's loops, K, the mean over their length; below 0 it warms them.
    pub cooling_k: Range,
}

/// What all others do to a system.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ClosedEffect {
    /// How much they cool its loops together, K, the mean over their length.
    pub cooling_k: Range,
    /// How much they cool the loop that fares worst, K: what the limit is held against.
    pub worst_loop_k: Range,
    /// Whether that is more than the limit.
    pub harm: Harm,
    /// Who does it, in the order of the list.
    pub causes: Vec<Cause>,
}

impl ClosedRules {
    /// Where the limit comes from.
    #[must_use]
    pub fn status() -> Text {
        Text {
            nl: "Richtlijn BUM/HUM Bodemenergie deel 2 (SIKB 8200): meer dan 1,5 graad daling; geen wet.".into(),
            en: "Guideline BUM/HUM Bodemenergie part 2 (SIKB 8200): a drop of more than 1.5 degrees; not law.".into(),
        }
    }

    /// What all systems do to each, in the order of the list; on all cores.
    ///
    /// With a range of loads, conductivities or heat capacities the result is a range. It rises with every
    /// load. With the conductivity it first rises (heat comes further) and then falls (it flows away more
    /// easily), so that five conductivities from the lowest to the highest are tried, with the lowest and
    /// the highest capacity; a largest effect between two of those is at most 0.5 % more.
    ///
    /// ```
    /// use bodemtoets::crowding::{Borehole, ClosedRules, ClosedSystem, Ground, Harm, Line, LoadStep, Range};
    ///
    /// let ground = Ground { conductivity_w_m_k: Range::exactly(2.0), heat_capacity_mj_m3_k: Range::exactly(2.4) };
    /// // Two houses 6 m apart, each with a loop of 150 m that takes 10 W/m on average.
    /// let house = |x_m| ClosedSystem {
    ///     boreholes: vec![Borehole { x_m, y_m: 0.0, line: Line { top_m: 1.0, length_m: 150.0 } }],
    ///     load: vec![LoadStep { from_years: 0.0, extraction_w_m: Range::exactly(10.0) }],
    /// };
    /// let effects = ClosedRules::default().effects(&[house(0.0), house(6.0)], &ground)?;
    /// assert!((effects[0].cooling_k.high - 1.3066).abs() < 1e-4);
    /// assert_eq!(effects[0].harm, Harm::None);
    /// # Ok::<(), bodemtoets::crowding::Problem>(())
    /// ```
    ///
    /// # Errors
    /// When a number cannot be; it is told of which system and loop. Loops of two systems in one place are
    /// no error (registers have them): they harm each other as a borehole cools its own wall.
    pub fn effects(&self, systems: &[ClosedSystem], ground: &Ground) -> Result<Vec<ClosedEffect>, Problem> {
        self.check(systems, ground)?;
        let grounds = ground.samples();
        let points: Vec<Vec<[f64; 2]>> = systems.iter().map(ClosedSystem::points).collect();
        let index = Neighbours::new(points.iter().map(|points| points.iter().copied()));
        Ok((0..systems.len())
            .into_par_iter()
            .map(|at| {
                let mut sums = Sums::new(systems[at].boreholes.len(), grounds.len());
                let mut causes = Vec::new();
                for near in index.of(&points[at], self.search_radius_m, Some(at)) {
                    let cooling_k = sums.add(&systems[at], &systems[near.system], &grounds, self.at_years);
                    causes.push(Cause { system: near.system, distance_m: near.distance_m, cooling_k });
                }
                let worst_loop_k = sums.worst_loop();
                let cooling_k = sums.mean(&systems[at]);
                ClosedEffect { cooling_k, worst_loop_k, harm: Harm::above(worst_loop_k, self.limit_k), causes }
            })
            .collect())
    }

    fn check(&self, systems: &[ClosedSystem], ground: &Ground) -> Result<(), Problem> {
        within("at_years", self.at_years, -1e4, 1e4, "it is a year on the clock of the loads")?;
        positive("search_radius_m", self.search_radius_m, 1e5, "it is how far systems are looked for")?;
        within("limit_k", self.limit_k, 0.0, 50.0, "it is how much a system may be cooled")?;
        ground.conductivity_w_m_k.check("conductivity_w_m_k", 0.1, 20.0, "Dutch ground has 1.5 to 2.5 W/m K")?;
        ground.heat_capacity_mj_m3_k.check("heat_capacity_mj_m3_k", 0.5, 5.0, "Dutch ground has 2.2 to 2.8 MJ/m3 K")?;
        systems.iter().enumerate().try_for_each(|(index, system)| system.check().map_err(|it| it.at("system", index)))
    }
}

impl ClosedSystem {
    fn points(&self) -> Vec<[f64; 2]> {
        self.boreholes.iter().map(|borehole| [borehole.x_m, borehole.y_m]).collect()
    }

    fn check(&self) -> Result<(), Problem> {
        for (index, borehole) in self.boreholes.iter().enumerate() {
            let number = |problem: Problem| problem.at("loop", index);
            within("x_m", borehole.x_m, -1e7, 1e7, "it is a place in metres").map_err(|it| number(it.into()))?;
            within("y_m", borehole.y_m, -1e7, 1e7, "it is a place in metres").map_err(|it| number(it.into()))?;
            borehole.line.check().map_err(number)?;
        }
        check_load(&self.load)
    }
}

/// A ground with one value for each of its numbers.
#[derive(Debug, Clone, Copy)]
struct OneGround {
    conductivity_w_m_k: f64,
    diffusivity_m2_s: f64,
}

impl Ground {
    fn samples(&self) -> Vec<OneGround> {
        let capacities = self.heat_capacity_mj_m3_k.samples(2);
        let with = |conductivity_w_m_k: f64| {
            capacities.iter().map(move |capacity| OneGround {
                conductivity_w_m_k,
                diffusivity_m2_s: conductivity_w_m_k / (capacity * 1e6),
            })
        };
        self.conductivity_w_m_k.samples(CONDUCTIVITIES).into_iter().flat_map(with).collect()
    }
}

/// What each loop of a system is cooled, in each of the grounds.
struct Sums {
    grounds: usize,
    /// By loop, then by ground, K.
    cooling_k: Vec<Range>,
}

impl Sums {
    fn new(loops: usize, grounds: usize) -> Self {
        Self { grounds, cooling_k: vec![Range::exactly(0.0); loops * grounds] }
    }

    /// Adds what `by` does to `at`, and gives it as the mean over the loops.
    fn add(&mut self, at: &ClosedSystem, by: &ClosedSystem, grounds: &[OneGround], at_years: f64) -> Range {
        let mut one = Self::new(at.boreholes.len(), self.grounds);
        for (of_loop, borehole) in one.cooling_k.chunks_mut(self.grounds).zip(&at.boreholes) {
            for (cooling_k, ground) in of_loop.iter_mut().zip(grounds) {
                for source in &by.boreholes {
                    *cooling_k = *cooling_k + cooling(borehole, source, &by.load, ground, at_years);
                }
            }
        }
        for (sum, cooling_k) in self.cooling_k.iter_mut().zip(&one.cooling_k) {
            *sum = *sum + *cooling_k;
        }
        one.mean(at)
    }

    /// The mean over the length of all loops, in the mildest and the worst ground.
    fn mean(&self, at: &ClosedSystem) -> Range {
        let length_m: f64 = at.boreholes.iter().map(|borehole| borehole.line.length_m).sum();
        let in_ground = |ground: usize| {
            let of_loops = self.cooling_k.iter().skip(ground).step_by(self.grounds).zip(&at.boreholes);
            let of_loops =
                of_loops.map(|(cooling_k, borehole)| cooling_k.map(|k| k * borehole.line.length_m / length_m));
            of_loops.fold(Range::exactly(0.0), |sum, one| sum + one)
        };
        (0..self.grounds).map(in_ground).reduce(Range::hull).unwrap_or(Range::exactly(0.0))
    }

    /// Of the loop that is cooled most, in the mildest and the worst ground.
    fn worst_loop(&self) -> Range {
        let in_ground = |ground: usize| {
            let of_loops = self.cooling_k.iter().skip(ground).step_by(self.grounds).copied();
            let worst = |one: Range, other: Range| Range::new(one.low.max(other.low), one.high.max(other.high));
            of_loops.reduce(worst).unwrap_or(Range::exactly(0.0))
        };
        (0..self.grounds).map(in_ground).reduce(Range::hull).unwrap_or(Range::exactly(0.0))
    }
}

/// How much a loop with a load cools another, K. Each step weighs what its beginning did less what its end
/// undid: never below 0, so that the effect rises with every load.
fn cooling(at: &Borehole, by: &Borehole, load: &[LoadStep], ground: &OneGround, at_years: f64) -> Range {
    let distance_m = (at.x_m - by.x_m).hypot(at.y_m - by.y_m).max(NEAREST_M);
    let response = |days: f64| {
        let diffusion_m = diffusion_length_m(ground.diffusivity_m2_s, days);
        shared(by.line, at.line, distance_m, diffusion_m) / at.line.length_m
    };
    let steps = begun(load, at_years).map(|(began, ended, extraction_w_m)| {
        let weight = (response(began) - response(ended)).max(0.0);
        extraction_w_m.map(|w_m| w_m * weight / (2.0 * std::f64::consts::PI * ground.conductivity_w_m_k))
    });
    steps.fold(Range::exactly(0.0), |sum, step| sum + step)
}

#[cfg(test)]
#[path = "closed_tests.rs"]
mod tests;
