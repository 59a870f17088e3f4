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

use super::finite_line_source::{Bundle, Line, diffusion_length_m};
use super::harm::Harm;
use super::load::{LoadStep, begun, check as check_load};
use super::neighbours::Neighbours;
use super::problem::Problem;
use super::range::Range;
use bodemtoets_words::lang::Text;
use bodemtoets_words::limits::{positive, within};

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
    /// use bodemtoets_ground::crowding::{Borehole, ClosedRules, ClosedSystem, Ground, Harm, Line, LoadStep, Range};
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
    /// # Ok::<(), bodemtoets_ground::crowding::Problem>(())
    /// ```
    ///
    /// # Errors
    /// When a number cannot be; it is told of which system and loop. Loops of two systems in one place are
    /// no error (registers have them): they harm each other as a borehole cools its own wall.
    pub fn effects(&self, systems: &[ClosedSystem], ground: &Ground) -> Result<Vec<ClosedEffect>, Problem> {
        self.check(systems, ground)?;
        let grounds = Grounds::new(ground);
        let points: Vec<Vec<[f64; 2]>> = systems.iter().map(ClosedSystem::points).collect();
        let index = Neighbours::new(points.iter().map(|points| points.iter().copied()));
        Ok((0..systems.len())
            .into_par_iter()
            .map(|at| {
                let mut sum = Cooled::none(&systems[at], &grounds);
                let mut causes = Vec::new();
                for near in index.of(&points[at], self.search_radius_m, Some(at)) {
                    let one = Cooled::by(&systems[at], &systems[near.system], &grounds, self.at_years);
                    causes.push(Cause { system: near.system, distance_m: near.distance_m, cooling_k: one.cooling_k() });
                    sum.add(&one);
                }
                let worst_loop_k = sum.worst_loop_k();
                let harm = Harm::above(worst_loop_k, self.limit_k);
                ClosedEffect { cooling_k: sum.cooling_k(), worst_loop_k, harm, causes }
            })
            .collect())
    }

    /// These rules in a ground, ready to be asked about one system at a time.
    ///
    /// # Errors
    /// When a number of the rules or of the ground cannot be.
    pub fn prepare(&self, ground: &Ground) -> Result<Prepared, Problem> {
        self.check(&[], ground)?;
        Ok(Prepared { at_years: self.at_years, grounds: Grounds::new(ground) })
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

    /// Refuses a loop that cannot be, or a load that no loop gives.
    ///
    /// # Errors
    /// With the number of the loop or step, and the reason.
    pub fn check(&self) -> Result<(), Problem> {
        for (index, borehole) in self.boreholes.iter().enumerate() {
            let number = |problem: Problem| problem.at("loop", index);
            within("x_m", borehole.x_m, -1e7, 1e7, "it is a place in metres").map_err(|it| number(it.into()))?;
            within("y_m", borehole.y_m, -1e7, 1e7, "it is a place in metres").map_err(|it| number(it.into()))?;
            borehole.line.check().map_err(number)?;
        }
        check_load(&self.load)
    }
}

/// Rules and a ground, ready to be asked: what [`ClosedRules::effects`] does for all, for one at a time.
#[derive(Debug)]
pub struct Prepared {
    at_years: f64,
    grounds: Grounds,
}

impl Prepared {
    /// What some systems together do to the loops of one, however far away they are.
    ///
    /// # Errors
    /// When a number of a system cannot be; `at` is the first, and the others follow.
    pub fn cooled<'a>(
        &self,
        at: &ClosedSystem,
        by: impl IntoIterator<Item = &'a ClosedSystem>,
    ) -> Result<Cooled, Problem> {
        at.check().map_err(|problem| problem.at("system", 0))?;
        let mut sum = Cooled::none(at, &self.grounds);
        for (index, by) in by.into_iter().enumerate() {
            by.check().map_err(|problem| problem.at("system", index + 1))?;
            sum.add(&Cooled::by(at, by, &self.grounds, self.at_years));
        }
        Ok(sum)
    }
}

/// The grounds that are tried for ranges.
#[derive(Debug)]
struct Grounds {
    conductivities_w_m_k: Vec<f64>,
    /// The least of the diffusivities, m2/s.
    least_m2_s: f64,
    bundle: Bundle,
}

impl Grounds {
    fn new(ground: &Ground) -> Self {
        let capacities = ground.heat_capacity_mj_m3_k.samples(2);
        let conductivities = ground.conductivity_w_m_k.samples(CONDUCTIVITIES);
        let all = conductivities.iter().flat_map(|conductivity| capacities.iter().map(|one| (*conductivity, *one)));
        let (conductivities_w_m_k, diffusivities_m2_s): (Vec<f64>, Vec<f64>) =
            all.map(|(conductivity, capacity)| (conductivity, conductivity / (capacity * 1e6))).unzip();
        let least_m2_s = diffusivities_m2_s.iter().copied().fold(f64::INFINITY, f64::min);
        Self { conductivities_w_m_k, least_m2_s, bundle: Bundle::new(&diffusivities_m2_s) }
    }

    fn len(&self) -> usize {
        self.conductivities_w_m_k.len()
    }

    /// The answer of each ground to a load that began so many days ago.
    fn responses(&self, at: &Borehole, by: &Borehole, days: f64, result: &mut [f64]) {
        let distance_m = (at.x_m - by.x_m).hypot(at.y_m - by.y_m).max(NEAREST_M);
        self.bundle.shared(by.line, at.line, distance_m, diffusion_length_m(self.least_m2_s, days), result);
    }
}

/// How much each loop of a system is cooled by others, in each of the grounds that are tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Cooled {
    /// Of the loops, m.
    lengths_m: Vec<f64>,
    /// By loop, then by ground, K.
    cooling_k: Vec<Range>,
}

impl Cooled {
    /// By nobody.
    fn none(at: &ClosedSystem, grounds: &Grounds) -> Self {
        let lengths_m: Vec<f64> = at.boreholes.iter().map(|borehole| borehole.line.length_m).collect();
        let cooling_k = vec![Range::exactly(0.0); lengths_m.len() * grounds.len()];
        Self { lengths_m, cooling_k }
    }

    /// By one system. Each step of its load weighs what its beginning did less what its end undid: never
    /// below 0, so that the effect rises with every load.
    fn by(at: &ClosedSystem, by: &ClosedSystem, grounds: &Grounds, at_years: f64) -> Self {
        let mut result = Self::none(at, grounds);
        let (mut began_m, mut ended_m) = (vec![0.0; grounds.len()], vec![0.0; grounds.len()]);
        for (of_loop, borehole) in result.cooling_k.chunks_mut(grounds.len()).zip(&at.boreholes) {
            for source in &by.boreholes {
                for (began, ended, extraction_w_m) in begun(&by.load, at_years) {
                    grounds.responses(borehole, source, began, &mut began_m);
                    if ended > 0.0 {
                        grounds.responses(borehole, source, ended, &mut ended_m);
                    }
                    for (ground, cooling_k) in of_loop.iter_mut().enumerate() {
                        let undone_m = if ended > 0.0 { ended_m[ground] } else { 0.0 };
                        let weight = (began_m[ground] - undone_m).max(0.0) / borehole.line.length_m;
                        let k_per_w_m = weight / (2.0 * std::f64::consts::PI * grounds.conductivities_w_m_k[ground]);
                        *cooling_k = *cooling_k + extraction_w_m.map(|w_m| w_m * k_per_w_m);
                    }
                }
            }
        }
        result
    }

    /// Together with what others do to the same system, in the same ground.
    pub fn add(&mut self, other: &Self) {
        for (sum, one) in self.cooling_k.iter_mut().zip(&other.cooling_k) {
            *sum = *sum + *one;
        }
    }

    /// The mean over the length of all loops, K, in the mildest and the worst ground.
    #[must_use]
    pub fn cooling_k(&self) -> Range {
        let length_m: f64 = self.lengths_m.iter().sum();
        self.over_grounds(|of_loops| {
            let weighed =
                of_loops.zip(&self.lengths_m).map(|(cooling_k, own_m)| cooling_k.map(|k| k * own_m / length_m));
            weighed.fold(Range::exactly(0.0), |sum, one| sum + one)
        })
    }

    /// Of the loop that is cooled most, K, in the mildest and the worst ground.
    #[must_use]
    pub fn worst_loop_k(&self) -> Range {
        let worse = |one: Range, other: Range| Range::new(one.low.max(other.low), one.high.max(other.high));
        self.over_grounds(|of_loops| of_loops.reduce(worse).unwrap_or(Range::exactly(0.0)))
    }

    /// What the loops come to in each ground, and then all that it may be.
    fn over_grounds(&self, of_loops: impl Fn(&mut dyn Iterator<Item = Range>) -> Range) -> Range {
        let grounds = self.cooling_k.len().checked_div(self.lengths_m.len()).unwrap_or(0);
        let in_ground = |ground: usize| of_loops(&mut self.cooling_k.iter().skip(ground).step_by(grounds).copied());
        (0..grounds).map(in_ground).reduce(Range::hull).unwrap_or(Range::exactly(0.0))
    }
}

#[cfg(test)]
#[path = "closed_tests.rs"]
mod tests;
