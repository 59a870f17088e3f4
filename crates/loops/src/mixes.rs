//! Very many loads that are mixes of a few: dwellings whose hours have the same shapes, in other amounts.
//!
//! A wall temperature is linear in the load. So what each of the few does is computed once, for a ladder of
//! lengths, and a mix is a sum; between the rungs of the ladder it is a polynomial in the logarithm of the length.
//! Of the hours only those can be a mix's coldest that no other hour undercuts in all of its loads; the others are left
//! out. That gives the length of [`Design::length_by_hours`].

use std::sync::OnceLock;

use crate::Problem;
use crate::demand::Side;
use crate::hourly::{Effects, Hourly, is_one_sided, telling_years};
use crate::load::HOURS;
use crate::response::Grid;
use crate::size::{Design, Limits, Required};

/// From rung to rung, as a ratio of lengths.
const RATIO: f64 = 1.25;
/// The shortest rung, m.
const SHORTEST_M: f64 = 5.0;
/// How many rungs: to 434 m.
const RUNGS: i32 = 21;
/// Rungs that a polynomial goes through: its error is some millionths.
const THROUGH: usize = 6;
const MOST_ROUNDS: usize = 20;

/// A field of which the length is sought for mixes of some loads.
pub struct Mixes {
    design: Design,
    limits: Limits,
    loads: Vec<Hourly>,
    years: Vec<u16>,
    grid: Grid,
    rungs: Vec<Rung>,
}

/// What the length of a mix comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MixLength {
    /// The length.
    Found(Required),
    /// More than the longest that is tried here, m.
    MoreThan(f64),
    /// Not to be told in this simple way: years of the mix do not add to one side.
    NotTold,
}

/// A length, and what the loads do there once somebody asked.
struct Rung {
    length_m: f64,
    known: OnceLock<Result<Known, Problem>>,
}

/// What the loads do at a length.
struct Known {
    /// For each load the walls, hour by hour of the telling years, times `2 pi lambda L`, W.
    walls_w: Vec<Vec<f64>>,
    effects: Vec<Effects>,
    /// Hours that may be a mix's coldest, and its warmest.
    cold: Vec<usize>,
    warm: Vec<usize>,
}

impl Mixes {
    /// Of a field, all of whose lengths are tried in proportion, and loads of as many years; `limits` are what is to be
    /// kept.
    ///
    /// # Errors
    /// When the field or the limits cannot be, there is no load, or their years differ.
    pub fn new(design: Design, limits: Limits, loads: Vec<Hourly>) -> Result<Self, Problem> {
        design.check()?;
        limits.check(design.ground_c())?;
        let Some(first) = loads.first() else { return Err(Problem::NoAnswer("there is no load to mix")) };
        if loads.iter().any(|load| load.years() != first.years()) {
            return Err(Problem::NoAnswer("loads that are mixed go on for as many years"));
        }
        let rung = |number: i32| Rung { length_m: SHORTEST_M * RATIO.powi(number), known: OnceLock::new() };
        let (years, grid) = (telling_years(first.years()), Grid::of_years(f64::from(first.years())));
        Ok(Self { design, limits, years, loads, grid, rungs: (0..RUNGS).map(rung).collect() })
    }

    /// The length that keeps the limits with so many times each load, at least 0, to 0.01 m, as
    /// [`Design::length_by_hours`] gives it.
    ///
    /// # Errors
    /// When a field cannot be.
    pub fn length(&self, shares: &[f64]) -> Result<MixLength, Problem> {
        let mix = Mix { mixes: self, shares };
        let last = self.rungs.len() - 1;
        let mut found = Required { length_m: SHORTEST_M, set_by: None };
        for side in [Side::Cold, Side::Warm] {
            if !mix.is_one_sided(0)? {
                return Ok(MixLength::NotTold);
            }
            if mix.worst(0, side)?.0 >= 0.0 {
                continue;
            }
            if mix.worst(last, side)?.0 < 0.0 {
                return Ok(MixLength::MoreThan(self.rungs[last].length_m));
            }
            let Some(length_m) = mix.length(side)? else { return Ok(MixLength::NotTold) };
            if length_m > found.length_m {
                found = Required { length_m, set_by: Some(side) };
            }
        }
        // Deeper ground is warmer: the one limit may be lost by the length that the other asks.
        let both = [mix.margin(found.length_m, Side::Cold)?, mix.margin(found.length_m, Side::Warm)?];
        Ok(if both[0].min(both[1]) < -1e-3 { MixLength::NotTold } else { MixLength::Found(found) })
    }

    /// What the loads do at a rung.
    ///
    /// Not computed within the cell: the work is shared among threads, and one that waits for it may meanwhile take up
    /// another mix that asks for the same cell. Two threads may both compute it, and come to the same.
    fn known(&self, rung: usize) -> Result<&Known, Problem> {
        let Rung { length_m, known } = &self.rungs[rung];
        if known.get().is_none() {
            let made = self.make(*length_m);
            // Somebody else may have been first.
            let _ = known.set(made);
        }
        known.get_or_init(|| Err(Problem::NoAnswer("a rung of the ladder is missing"))).as_ref().map_err(Clone::clone)
    }

    fn make(&self, length_m: f64) -> Result<Known, Problem> {
        let response = self.design.with_length_m(length_m).response(&self.grid)?;
        let effects: Vec<Effects> = self.loads.iter().map(|load| load.effects(&response)).collect();
        let walls_w: Vec<Vec<f64>> = effects.iter().map(|effects| effects.walls_w(&self.years)).collect();
        let scale = self.design.scale(&self.limits, length_m);
        let rises_k: Vec<Vec<f64>> = walls_w
            .iter()
            .zip(&self.loads)
            .map(|(walls_w, load)| {
                let heat_w = load.load().heat_w().iter().cycle();
                walls_w.iter().zip(heat_w).map(|(wall, heat)| wall * scale.wall_k_w + heat * scale.heat_k_w).collect()
            })
            .collect();
        let (cold, warm) = (not_undercut(&rises_k, 1.0), not_undercut(&rises_k, -1.0));
        Ok(Known { walls_w, effects, cold, warm })
    }
}

/// The hours that no other undercuts in all of some series, these times a sign.
fn not_undercut(series: &[Vec<f64>], sign: f64) -> Vec<usize> {
    let hours = series.first().map_or(0, Vec::len);
    let sum = |hour: usize| series.iter().map(|values| sign * values[hour]).sum::<f64>();
    let mut order: Vec<(f64, usize)> = (0..hours).map(|hour| (sum(hour), hour)).collect();
    // What undercuts another in all comes before it.
    order.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let mut kept: Vec<usize> = Vec::new();
    for (_, hour) in order {
        let undercuts = |other: &usize| series.iter().all(|values| sign * values[*other] <= sign * values[hour]);
        if !kept.iter().any(undercuts) {
            kept.push(hour);
        }
    }
    kept
}

/// A mix of the loads.
struct Mix<'a> {
    mixes: &'a Mixes,
    shares: &'a [f64],
}

impl Mix<'_> {
    /// The length that a side asks, between two rungs; none when its worst hour cannot be told.
    fn length(&self, side: Side) -> Result<Option<f64>, Problem> {
        // Too short below, long enough from there on.
        let (mut short, mut long) = (0, self.mixes.rungs.len() - 1);
        while long - short > 1 {
            let middle = usize::midpoint(short, long);
            if self.worst(middle, side)?.0 < 0.0 { short = middle } else { long = middle }
        }
        let through = self.through(short);
        for rung in &through {
            if !self.is_one_sided(*rung)? {
                return Ok(None);
            }
        }
        let high_m = self.mixes.rungs[long].length_m;
        let (mut length_m, mut hour) = (self.mixes.rungs[short].length_m, self.worst(long, side)?.1);
        for _ in 0..MOST_ROUNDS {
            let through_w = through.iter().map(|rung| self.wall_w(*rung, hour)).collect::<Result<Vec<f64>, _>>()?;
            let heat_w = self.heat_w(hour);
            length_m = crate::numbers::root(length_m, high_m, 1e-4, |length_m| {
                let wall_w = weighed(&self.weights(&through, length_m), &through_w);
                self.mixes.design.scale(&self.mixes.limits, length_m).margin(wall_w, heat_w, side)
            });
            let worst = self.worst_between(short, length_m, side)?;
            if worst.0 >= -1e-6 {
                return Ok(Some(length_m));
            }
            hour = worst.1;
        }
        Ok(None)
    }

    /// By how much a limit is kept at a length, K.
    fn margin(&self, length_m: f64, side: Side) -> Result<f64, Problem> {
        let below = self.mixes.rungs.iter().rposition(|rung| rung.length_m <= length_m).unwrap_or(0);
        Ok(self.worst_between(below.min(self.mixes.rungs.len() - 2), length_m, side)?.0)
    }

    /// The rungs around the interval from one to the next.
    fn through(&self, short: usize) -> Vec<usize> {
        let from = short.saturating_sub(THROUGH / 2 - 1).min(self.mixes.rungs.len() - THROUGH);
        (from..from + THROUGH).collect()
    }

    /// The worst hour at a rung, and by how much it keeps the limit, K.
    fn worst(&self, rung: usize, side: Side) -> Result<(f64, usize), Problem> {
        let known = self.mixes.known(rung)?;
        let scale = self.mixes.design.scale(&self.mixes.limits, self.mixes.rungs[rung].length_m);
        let mut worst = (f64::INFINITY, 0);
        for hour in if side == Side::Cold { &known.cold } else { &known.warm } {
            let margin = scale.margin(self.wall_w(rung, *hour)?, self.heat_w(*hour), side);
            if margin < worst.0 {
                worst = (margin, *hour);
            }
        }
        Ok(worst)
    }

    /// The worst hour at a length between a rung and the next: of those that are worth looking at on either.
    fn worst_between(&self, short: usize, length_m: f64, side: Side) -> Result<(f64, usize), Problem> {
        let through = self.through(short);
        let weights = self.weights(&through, length_m);
        let scale = self.mixes.design.scale(&self.mixes.limits, length_m);
        let mut worst = (f64::INFINITY, 0);
        for rung in [short, short + 1] {
            let known = self.mixes.known(rung)?;
            for hour in if side == Side::Cold { &known.cold } else { &known.warm } {
                let walls_w = through.iter().map(|rung| self.wall_w(*rung, *hour)).collect::<Result<Vec<f64>, _>>()?;
                let margin = scale.margin(weighed(&weights, &walls_w), self.heat_w(*hour), side);
                if margin < worst.0 {
                    worst = (margin, *hour);
                }
            }
        }
        Ok(worst)
    }

    /// Whether all years of the mix add to one side at a rung, so that the telling years tell.
    fn is_one_sided(&self, rung: usize) -> Result<bool, Problem> {
        let known = self.mixes.known(rung)?;
        let years = known.effects.first().map_or(0, |effects| effects.added.len());
        let points = known.effects.first().and_then(|effects| effects.added.first()).map_or(0, |values| values.len());
        let value = |year: usize, point: usize| -> f64 {
            known.effects.iter().zip(self.shares).map(|(effects, share)| share * effects.added[year][point]).sum()
        };
        let all = (0..years).flat_map(|year| (0..points).map(move |point| (year, point)));
        Ok(is_one_sided(&all.map(|(year, point)| value(year, point))))
    }

    /// The wall at a rung and an hour, times `2 pi lambda L`, W.
    fn wall_w(&self, rung: usize, hour: usize) -> Result<f64, Problem> {
        let known = self.mixes.known(rung)?;
        Ok(known.walls_w.iter().zip(self.shares).map(|(walls_w, share)| share * walls_w[hour]).sum())
    }

    /// Into the ground in an hour, W.
    fn heat_w(&self, hour: usize) -> f64 {
        let loads = self.mixes.loads.iter().zip(self.shares);
        loads.map(|(load, share)| share * load.load().heat_w()[hour % HOURS]).sum()
    }

    /// Weights of the rungs in the polynomial through them.
    fn weights(&self, through: &[usize], length_m: f64) -> Vec<f64> {
        let at = |rung: usize| self.mixes.rungs[rung].length_m.ln();
        let weight = |one: &usize| {
            let others = through.iter().filter(|other| *other != one);
            others.map(|other| (length_m.ln() - at(*other)) / (at(*one) - at(*other))).product::<f64>()
        };
        through.iter().map(weight).collect()
    }
}

fn weighed(weights: &[f64], values: &[f64]) -> f64 {
    weights.iter().zip(values).map(|(weight, value)| weight * value).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Condition, Field, Fluid, Ground, Legs, Loop, Resistance, Undisturbed, YearLoad};

    fn shape(of: impl Fn(f64) -> f64) -> Hourly {
        let heat_w: Vec<f64> = (0_u16..8760).map(|hour| of(f64::from(hour))).collect();
        Hourly::new(YearLoad::of_heat_w(&heat_w).unwrap(), 25)
    }

    const LIMITS: Limits = Limits { lowest_c: -3.0, highest_c: 30.0, of: Fluid::IntoGround { flow_w_k: 3400.0 } };

    fn mixes() -> Mixes {
        let one = Loop { x_m: 0.0, y_m: 0.0, length_m: 120.0, top_m: 1.0, radius_m: 0.075 };
        let design = Design {
            field: Field::new(vec![one, Loop { x_m: 6.0, ..one }]).unwrap(),
            ground: Ground { conductivity_w_m_k: 2.0, heat_capacity_j_m3_k: 2.4e6, flow: None },
            undisturbed: Undisturbed::Gradient { surface_c: 10.5, k_per_m: 0.02 },
            resistance: Resistance::Legs(Legs::alike(0.12, 0.4, 1700.0)),
            condition: Condition::EqualInlet,
        };
        let season = |hour: f64| (hour / 8760.0 * std::f64::consts::TAU).cos();
        let winter = shape(move |hour| -season(hour).max(0.0) * (1.0 + 0.3 * (hour * 0.7).sin()));
        let daily = shape(|hour| if hour % 24.0 < 3.0 { -1.0 } else { 0.0 });
        let summer = shape(move |hour| (-season(hour) - 0.6).max(0.0));
        Mixes::new(design, LIMITS, vec![winter, daily, summer]).unwrap()
    }

    #[test]
    fn a_mix_gets_the_length_of_its_load_by_itself() {
        let mixes = mixes();
        for shares in [[3000.0, 500.0, 1000.0], [9000.0, 2500.0, 100.0], [1500.0, 2500.0, 0.0], [3000.0, 100.0, 6000.0]]
        {
            let MixLength::Found(found) = mixes.length(&shares).unwrap() else { panic!("{shares:?}") };
            let heat_w: Vec<f64> = (0..HOURS)
                .map(|hour| {
                    mixes.loads.iter().zip(shares).map(|(load, share)| share * load.load().heat_w()[hour]).sum()
                })
                .collect();
            let load = Hourly::new(YearLoad::of_heat_w(&heat_w).unwrap(), 25);
            let exact = mixes.design.length_by_hours(&load, &LIMITS, &Grid::of_years(25.0)).unwrap();
            assert!((found.length_m - exact.length_m).abs() < 0.01, "{found:?} {exact:?}");
            assert_eq!(found.set_by, exact.set_by);
        }
    }

    #[test]
    fn too_much_and_too_little_for_the_ladder_are_told_apart() {
        let mixes = mixes();
        let little = MixLength::Found(Required { length_m: SHORTEST_M, set_by: None });
        assert_eq!(mixes.length(&[1.0, 0.0, 0.0]).unwrap(), little);
        assert!(matches!(mixes.length(&[9e5, 0.0, 0.0]).unwrap(), MixLength::MoreThan(length_m) if length_m > 400.0));
    }

    #[test]
    fn what_is_undercut_in_all_is_left_out() {
        let series = [vec![1.0, 2.0, 0.0, 1.0], vec![1.0, 0.0, 2.0, 1.5]];
        assert_eq!(not_undercut(&series, 1.0), [0, 1, 2]);
        assert_eq!(not_undercut(&series, -1.0), [3, 1, 2]);
    }
}
