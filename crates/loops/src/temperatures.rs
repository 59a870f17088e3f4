//! How cold and how warm the fluid gets, and how much more a field could carry.

use crate::Problem;
use crate::demand::{Demand as _, Monthly};
use crate::hourly::Hourly;
use crate::load::HOURS;
use crate::response::{Grid, Response};
use crate::size::{Design, Fluid, Limits};

/// The coldest and the warmest, with when that is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extremes {
    /// degC.
    pub min_c: f64,
    /// Hours or months since the start, from 0.
    pub when_min: usize,
    /// degC.
    pub max_c: f64,
    /// Hours or months since the start, from 0.
    pub when_max: usize,
}

impl Extremes {
    /// Of temperatures with their moments.
    pub(crate) fn of(values: impl Iterator<Item = (usize, f64)>) -> Self {
        let start = Self { min_c: f64::INFINITY, when_min: 0, max_c: f64::NEG_INFINITY, when_max: 0 };
        values.fold(start, |mut so_far, (when, value_c)| {
            if value_c < so_far.min_c {
                (so_far.min_c, so_far.when_min) = (value_c, when);
            }
            if value_c > so_far.max_c {
                (so_far.max_c, so_far.when_max) = (value_c, when);
            }
            so_far
        })
    }
}

/// Temperatures hour by hour over the years, at the end of each hour.
#[derive(Debug, Clone, PartialEq)]
pub struct HourlyTemperatures {
    /// Mean of the fluid in and out.
    pub mean: Extremes,
    /// What goes into the ground, when the flow is known.
    pub into_ground: Option<Extremes>,
    /// What comes out of it, when the flow is known.
    pub out_of_ground: Option<Extremes>,
    /// Wall of the boreholes.
    pub wall: Extremes,
    /// The mean of the fluid over the last year, degC.
    pub mean_of_last_year_c: f64,
}

/// Temperatures by months over the years, with a peak at the end of each.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MonthlyTemperatures {
    /// Mean of the fluid in and out, peaks included.
    pub mean: Extremes,
    /// The same without peaks.
    pub base: Extremes,
    /// Wall of the boreholes without peaks.
    pub wall: Extremes,
}

/// How much of a load a field can carry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Capacity {
    /// The largest multiple of the load that keeps the limits; none when no load breaks them.
    pub largest_multiple: f64,
    /// Which limit binds.
    pub bound_by: crate::Side,
    /// The hour at which it does, since the start.
    pub at_hour: usize,
}

impl Design {
    /// Temperatures hour by hour; those of what goes in and out with a flow by heat capacity, W/K.
    ///
    /// # Errors
    /// When something cannot be.
    pub fn hourly(&self, load: &Hourly, flow_w_k: Option<f64>, grid: &Grid) -> Result<HourlyTemperatures, Problem> {
        self.check()?;
        self.hourly_with(load, flow_w_k, &self.response(grid)?)
    }

    /// [`Design::hourly`] with a response that is known.
    ///
    /// # Errors
    /// When the fluid is too slow.
    pub fn hourly_with(
        &self,
        load: &Hourly,
        flow_w_k: Option<f64>,
        response: &Response,
    ) -> Result<HourlyTemperatures, Problem> {
        let total_m = self.field.total_length_m();
        let (ground_c, heat_k_w) = (self.ground_c(), self.resistance_m_k_w()? / total_m);
        let wall_k_w = 1.0 / (std::f64::consts::TAU * self.ground.conductivity_w_m_k * total_m);
        let walls = load.walls(response);
        let heat_w = load.load().heat_w();
        let when = |index: usize| usize::from(walls.years[index / HOURS]) * HOURS + index % HOURS;
        let at = |factor_k_w: f64| {
            walls.walls_w.iter().enumerate().map(move |(index, wall_w)| {
                (when(index), ground_c + wall_w * wall_k_w + heat_w[index % HOURS] * factor_k_w)
            })
        };
        let last_year = &walls.walls_w[walls.walls_w.len() - HOURS..];
        let mean_of_walls = last_year.iter().sum::<f64>() / 8760.0;
        let beside = flow_w_k.map(|flow_w_k| 0.5 / flow_w_k);
        Ok(HourlyTemperatures {
            mean: Extremes::of(at(heat_k_w)),
            into_ground: beside.map(|beside| Extremes::of(at(heat_k_w + beside))),
            out_of_ground: beside.map(|beside| Extremes::of(at(heat_k_w - beside))),
            wall: Extremes::of(at(0.0)),
            mean_of_last_year_c: ground_c + mean_of_walls * wall_k_w + load.load().mean_w() * heat_k_w,
        })
    }

    /// Temperatures by months.
    ///
    /// # Errors
    /// When something cannot be.
    pub fn monthly(&self, load: &Monthly, grid: &Grid) -> Result<MonthlyTemperatures, Problem> {
        self.check()?;
        self.monthly_with(load, &self.response(grid)?)
    }

    /// [`Design::monthly`] with a response that is known.
    ///
    /// # Errors
    /// When the fluid is too slow.
    pub fn monthly_with(&self, load: &Monthly, response: &Response) -> Result<MonthlyTemperatures, Problem> {
        let total_m = self.field.total_length_m();
        let (ground_c, heat_k_w) = (self.ground_c(), self.resistance_m_k_w()? / total_m);
        let wall_k_w = 1.0 / (std::f64::consts::TAU * self.ground.conductivity_w_m_k * total_m);
        let moments = load.moments(response);
        let fluid = moments.iter().map(|moment| ground_c + moment.wall_w * wall_k_w + moment.heat_w * heat_k_w);
        let walls: Vec<f64> = load.walls_w(response).iter().map(|wall_w| ground_c + wall_w * wall_k_w).collect();
        let base = walls.iter().zip(load.months().iter().cycle()).map(|(wall, month)| wall + month.mean_w * heat_k_w);
        Ok(MonthlyTemperatures {
            mean: Extremes::of(fluid.enumerate().map(|(index, value)| (index / 2, value))),
            base: Extremes::of(base.enumerate()),
            wall: Extremes::of(walls.iter().copied().enumerate()),
        })
    }

    /// The largest multiple of a load that keeps the limits: temperatures are the ground's own and a multiple.
    ///
    /// # Errors
    /// When something cannot be, or nothing is asked.
    pub fn capacity(&self, load: &Hourly, limits: &Limits, grid: &Grid) -> Result<Capacity, Problem> {
        self.check()?;
        self.capacity_with(load, limits, &self.response(grid)?)
    }

    /// [`Design::capacity`] with a response that is known.
    ///
    /// # Errors
    /// When the ground is beyond the limits by itself, or nothing is asked.
    pub fn capacity_with(&self, load: &Hourly, limits: &Limits, response: &Response) -> Result<Capacity, Problem> {
        limits.check(self.ground_c())?;
        let flow_w_k = match limits.of {
            Fluid::Mean => None,
            Fluid::IntoGround { flow_w_k } => Some(flow_w_k),
        };
        let temperatures = self.hourly_with(load, flow_w_k, response)?;
        let fluid = temperatures.into_ground.unwrap_or(temperatures.mean);
        let ground_c = self.ground_c();
        let multiple = |limit_c: f64, reached_c: f64| {
            let (room, used) = (limit_c - ground_c, reached_c - ground_c);
            if used * room > 0.0 { room / used } else { f64::INFINITY }
        };
        let cold = (multiple(limits.lowest_c, fluid.min_c), crate::Side::Cold, fluid.when_min);
        let warm = (multiple(limits.highest_c, fluid.max_c), crate::Side::Warm, fluid.when_max);
        let (largest_multiple, bound_by, at_hour) = if cold.0 <= warm.0 { cold } else { warm };
        if largest_multiple.is_infinite() {
            return Err(Problem::NoAnswer(
                "the load is nothing in every hour, so that no multiple of it is the largest",
            ));
        }
        Ok(Capacity { largest_multiple, bound_by, at_hour })
    }

    /// The mean length that keeps limits by hours (L4).
    ///
    /// # Errors
    /// When the load, a limit or the field cannot be, or no length keeps the limits: deeper can be warmer.
    pub fn length_by_hours(&self, load: &Hourly, limits: &Limits, grid: &Grid) -> Result<crate::Required, Problem> {
        self.length(load, limits, grid)
    }

    /// The mean length that keeps limits by months with peaks (L3).
    ///
    /// # Errors
    /// When the load, a limit or the field cannot be, or no length keeps the limits: deeper can be warmer.
    pub fn length_by_months(&self, load: &Monthly, limits: &Limits, grid: &Grid) -> Result<crate::Required, Problem> {
        self.length(load, limits, grid)
    }

    /// The mean length that keeps limits by three pulses (L2).
    ///
    /// # Errors
    /// When the load, a limit or the field cannot be, or no length keeps the limits: deeper can be warmer.
    pub fn length_by_pulses(
        &self,
        load: &crate::Pulses,
        limits: &Limits,
        grid: &Grid,
    ) -> Result<crate::Required, Problem> {
        self.length(load, limits, grid)
    }
}
