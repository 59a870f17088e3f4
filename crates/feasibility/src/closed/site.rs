//! A building on its ground: fields of loops for it, and the chain from the rooms to the ground.

use bodemtoets_loops::{
    Borehole, Condition, Coolant, Design, Field, Fluid, Grid, Ground, Hourly, Limits, Loop, Resistance, Undisturbed,
    YearLoad,
};
use std::sync::LazyLock;

use super::chain::{BuildingLoad, Chain};
use super::dwelling::Asked;
use super::heat_pump::CopLine;
use super::money::ClosedCosts;
use crate::problem::Problem;

/// Temperatures that the law leaves to what goes into the ground, degC: art. 4.1141 Bal.
pub(super) const LAW_C: [f64; 2] = [-3.0, 30.0];
/// Years that the law is kept for when loops are sized.
pub(super) const YEARS: u16 = 25;
/// Times of those years, the same for every building.
pub(super) static GRID: LazyLock<Grid> = LazyLock::new(|| Grid::of_years(f64::from(YEARS)));
/// Loops that are tried for a dwelling.
pub(super) const MOST_LOOPS_OF_A_DWELLING: u32 = 12;
/// Loops that are tried for a larger building.
pub(super) const MOST_LOOPS: u32 = 400;
/// Mass flow of a loop, kg/s.
pub(super) const FLOW_KG_S: f64 = 0.45;
/// Depth at which loops begin, m.
pub(super) const TOP_M: f64 = 1.0;
/// Radius of a borehole, m.
pub(super) const RADIUS_M: f64 = 0.075;
/// Fluid out of the ground at which the COP is taken when a length is sought, degC.
///
/// A COP at the coldest hour is a little low, which asks a little less of the ground; at a mean it is right for the
/// energy. The chain that follows is exact.
pub(super) const SIZED_AT_C: f64 = 3.0;
/// Loops of a dwelling that still stand in a line.
const IN_A_LINE: u32 = 3;

/// A request that has been read.
pub(super) struct Site {
    pub(super) asked: Asked,
    pub(super) load: BuildingLoad,
    pub(super) ground: Ground,
    pub(super) undisturbed: Undisturbed,
    pub(super) coolant: Coolant,
    pub(super) borehole: Borehole,
    pub(super) pump: CopLine,
    pub(super) heat_supply_c: f64,
    pub(super) places: Vec<[f64; 2]>,
    pub(super) most_loops: u32,
    pub(super) spacing_m: f64,
    pub(super) pitch_m: f64,
    /// The longest loop that the depth allows, m.
    pub(super) longest_m: f64,
    pub(super) dwellings: u32,
    pub(super) existing: bool,
}

impl Site {
    fn flow_w_k(&self, loops: u32) -> Result<f64, Problem> {
        Ok(f64::from(loops) * FLOW_KG_S * self.coolant.at(self.fluid_c())?.heat_capacity_j_kg_k)
    }

    /// At which temperature the resistance is taken, degC: cold, as on the worst day.
    pub(super) fn fluid_c(&self) -> f64 {
        (self.coolant.freezing_c() + 1.0).max(0.0)
    }

    /// Where loop `index` of dwelling `number` is, m.
    fn place(&self, number: u32, index: u32, loops: u32, pitch_m: f64) -> [f64; 2] {
        if let Some(place) = usize::try_from(index).ok().and_then(|index| self.places.get(index)) {
            return *place;
        }
        if self.dwellings > 1 {
            // Spread over its width, in two lines.
            let step_m = pitch_m / f64::from(loops);
            let y_m = if index.is_multiple_of(2) { 0.0 } else { self.spacing_m };
            return [f64::from(number) * pitch_m + step_m * (f64::from(index) + 0.5), y_m];
        }
        let columns = columns(loops);
        [self.spacing_m * (f64::from(index % columns) + 0.5), self.spacing_m * f64::from(index / columns)]
    }

    /// Loops of dwelling `number` of the row.
    pub(super) fn field(&self, number: u32, loops: u32, length_m: f64, pitch_m: f64) -> Result<Field, Problem> {
        let at = |index: u32| {
            let [x_m, y_m] = self.place(number, index, loops, pitch_m);
            Loop { x_m, y_m, length_m, top_m: TOP_M, radius_m: RADIUS_M }
        };
        Ok(Field::new((0..loops).map(at).collect())?)
    }

    pub(super) fn design(&self, loops: u32, length_m: f64) -> Result<Design, Problem> {
        let legs = self.borehole.legs(&self.coolant, self.fluid_c(), FLOW_KG_S)?;
        let design = Design {
            field: self.field(0, loops, length_m, self.pitch_m)?,
            ground: self.ground,
            undisturbed: self.undisturbed,
            resistance: Resistance::Legs(legs),
            condition: Condition::EqualInlet,
        };
        design.check()?;
        Ok(design)
    }

    pub(super) fn chain(&self, design: Design) -> Result<Chain, Problem> {
        let loops = u32::try_from(design.field.loops().len()).unwrap_or(u32::MAX);
        Ok(Chain {
            flow_w_k: self.flow_w_k(loops)?,
            design,
            pump: self.pump,
            heat_supply_c: self.heat_supply_c,
            hot_water_supply_c: 55.0,
            // 40 to 100 W is usual for a dwelling.
            source_pump_w: 40.0 + 8.0 * self.asked.heat_peak_kw,
            regeneration_kw: 0.0,
        })
    }

    /// What the law leaves to what goes into the ground, for a flow.
    pub(super) fn limits(&self, loops: u32) -> Result<Limits, Problem> {
        let [lowest_c, highest_c] = LAW_C;
        Ok(Limits { lowest_c, highest_c, of: Fluid::IntoGround { flow_w_k: self.flow_w_k(loops)? } })
    }

    /// What is asked of the ground, with fluid out of it at one temperature.
    pub(super) fn ground_load(&self, chain: &Chain) -> Result<Hourly, Problem> {
        Ok(Hourly::new(YearLoad::of_heat_w(&chain.ground_heat_w(&self.load, SIZED_AT_C))?, YEARS))
    }

    /// The length for some loops, m, by hours over 25 years.
    fn length_m(&self, loops: u32) -> Result<f64, Problem> {
        let design = self.design(loops, 120.0_f64.min(self.longest_m))?;
        let load = self.ground_load(&self.chain(design.clone())?)?;
        let found = design.length_by_hours(&load, &self.limits(loops)?, &GRID)?;
        Ok(found.length_m.max(5.0))
    }

    /// How many loops of a length are enough.
    pub(super) fn loops_of(&self, length_m: f64) -> Result<u32, Problem> {
        self.fewest(length_m)?.ok_or_else(|| self.too_much(length_m))
    }

    /// The fewest loops of a length that keep the law; none when all that are tried do not. Of many only whole
    /// rectangles are tried, which are quick for what is alike in them.
    fn fewest(&self, length_m: f64) -> Result<Option<u32>, Problem> {
        let counts: Vec<u32> = (1..=self.most_loops)
            .filter(|loops| *loops <= MOST_LOOPS_OF_A_DWELLING || loops.is_multiple_of(columns(*loops)))
            .collect();
        let enough = |index: usize| -> Result<bool, Problem> { Ok(self.multiple(counts[index], length_m)? >= 1.0) };
        let (mut short, mut long) = (None, 0);
        while !enough(long)? {
            if long + 1 >= counts.len() {
                return Ok(None);
            }
            short = Some(long);
            long = (2 * long + 1).min(counts.len() - 1);
        }
        while long - short.map_or(0, |short| short + 1) > 0 {
            let middle = usize::midpoint(short.map_or(0, |short| short + 1), long);
            if enough(middle)? { long = middle } else { short = Some(middle) }
        }
        Ok(Some(counts[long]))
    }

    /// How many times what is asked some loops can give.
    pub(super) fn multiple(&self, loops: u32, length_m: f64) -> Result<f64, Problem> {
        let design = self.design(loops, length_m)?;
        let load = self.ground_load(&self.chain(design.clone())?)?;
        Ok(design.capacity(&load, &self.limits(loops)?, &GRID)?.largest_multiple)
    }

    pub(super) fn too_much(&self, length_m: f64) -> Problem {
        Problem::TooFewLoops {
            loops: self.most_loops,
            length_m,
            heat_kwh: self.asked.heat_kwh + self.asked.hot_water_kwh,
        }
    }

    /// Loops and length that cost least within the depth that is allowed.
    pub(super) fn sought(&self, fixed: Option<u32>, costs: &ClosedCosts) -> Result<(u32, f64), Problem> {
        // For many loops the fewest, which are the deepest: each has its share of pipes and digging.
        if fixed.is_none() && self.most_loops > MOST_LOOPS_OF_A_DWELLING {
            let loops = self.loops_of(self.longest_m)?;
            return Ok((loops, self.length_m(loops)?.min(self.longest_m)));
        }
        let tries = fixed.map_or(1..=self.most_loops, |loops| loops..=loops);
        cheapest(tries, self.longest_m, costs, |loops| self.length_m(loops))?
            .ok_or_else(|| self.too_much(self.longest_m))
    }
}

/// Loops and length that cost least; none when no number is enough within the longest.
pub(super) fn cheapest(
    tries: std::ops::RangeInclusive<u32>,
    longest_m: f64,
    costs: &ClosedCosts,
    length_m: impl Fn(u32) -> Result<f64, Problem>,
) -> Result<Option<(u32, f64)>, Problem> {
    let mut best: Option<(u32, f64, f64)> = None;
    for loops in tries {
        let length_m = match length_m(loops) {
            Ok(length_m) if length_m <= longest_m => length_m,
            Ok(_) | Err(Problem::Loops(bodemtoets_loops::Problem::NoLength { .. })) => continue,
            Err(problem) => return Err(problem),
        };
        let investment = &costs.investment;
        let eur =
            f64::from(loops) * (investment.manifold_eur_per_loop.middle + length_m * investment.loop_eur_m.middle);
        if best.is_some_and(|(_, _, least)| eur >= least) {
            break;
        }
        best = Some((loops, length_m, eur));
    }
    Ok(best.map(|(loops, length_m, _)| (loops, length_m)))
}

/// Columns of a field that is about square; few loops stand in a line.
pub(super) fn columns(loops: u32) -> u32 {
    if loops <= IN_A_LINE {
        return loops;
    }
    (1..=loops).find(|columns| columns * columns >= loops).unwrap_or(loops)
}
