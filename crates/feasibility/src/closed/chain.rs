//! A building on its loops, hour by hour over the years: the COP follows the fluid that leaves the ground.

use bodemtoets_loops::{Convolution, Design, Grid, HOURS, Response};
use schemars::JsonSchema;
use serde::Serialize;

use super::heat_pump::CopLine;
use crate::problem::{Problem, positive, within};

/// What a building asks in a year, kW in each hour.
#[derive(Debug, Clone, PartialEq)]
pub struct BuildingLoad {
    /// Heat for rooms.
    pub heat_kw: Vec<f64>,
    /// Hot water.
    pub hot_water_kw: Vec<f64>,
    /// Cold, taken passively from the ground.
    pub cooling_kw: Vec<f64>,
}

/// A building with its heat pump and loops.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// Loops and ground.
    pub design: Design,
    /// COP.
    pub pump: CopLine,
    /// Water to the rooms, degC.
    pub heat_supply_c: f64,
    /// Water to the tank, degC.
    pub hot_water_supply_c: f64,
    /// Mass flow through the loops by heat capacity, W/K.
    pub flow_w_k: f64,
    /// Electricity of the source pump while anything is asked, W.
    pub source_pump_w: f64,
    /// Heat that is brought back into the ground in every hour of summer (May to September), kW.
    pub regeneration_kw: f64,
}

/// A year of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ChainYear {
    /// All electricity, kWh.
    pub electricity_kwh: f64,
    /// That of the compressor, kWh.
    pub compressor_kwh: f64,
    /// That of the source pump, kWh.
    pub pump_kwh: f64,
    /// Heat out of the ground, what goes in at the same hour taken off, kWh.
    pub heat_out_of_ground_kwh: f64,
    /// Heat into the ground, what goes out at the same hour taken off, kWh.
    pub heat_into_ground_kwh: f64,
    /// The one less the other, kWh.
    pub net_out_of_ground_kwh: f64,
    /// Heat and cold delivered by all electricity: the SPF of the law.
    pub spf_law: f64,
    /// Heat and hot water by the electricity of the hours that ask them.
    pub spf_heat: f64,
    /// Coldest that goes into the ground, degC.
    pub into_ground_min_c: f64,
    /// Warmest that goes into the ground, degC.
    pub into_ground_max_c: f64,
    /// Coldest mean fluid, degC.
    pub mean_fluid_min_c: f64,
    /// Warmest mean fluid, degC.
    pub mean_fluid_max_c: f64,
}

/// All years of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ChainResult {
    /// Rounds from load to temperature to COP to load.
    pub iterations: usize,
    /// The first year.
    pub first_year: ChainYear,
    /// The last year.
    pub last_year: ChainYear,
    /// Mean of all years, kWh.
    pub mean_electricity_kwh_y: f64,
    /// The most that is taken out of the ground, kW.
    pub ground_power_kw: f64,
    /// What is taken out less what is put in, by metre of loop and year, kWh.
    pub net_kwh_per_m_y: f64,
    /// Coldest that goes into the ground in any year, degC.
    pub into_ground_min_c: f64,
    /// Warmest that goes into the ground in any year, degC.
    pub into_ground_max_c: f64,
    /// Coldest and warmest that goes into the ground, year by year, degC.
    pub by_year_c: Vec<[f64; 2]>,
}

const MOST_ROUNDS: usize = 40;
/// Two rounds that differ by less are the same, K.
const SAME_K: f64 = 1e-6;

impl BuildingLoad {
    /// Refuses what is no year of 8760 hours.
    ///
    /// # Errors
    /// With the list and how long it is.
    pub fn check(&self) -> Result<(), Problem> {
        for (name, values) in
            [("heat_kw", &self.heat_kw), ("hot_water_kw", &self.hot_water_kw), ("cooling_kw", &self.cooling_kw)]
        {
            if values.len() != HOURS {
                return Err(Problem::Length {
                    name: name.to_owned(),
                    found: values.len(),
                    expected: "8760".to_owned(),
                    why: "each hour of a year of 365 days has a value".to_owned(),
                });
            }
            for value in values {
                within(name, *value, 0.0, 1e6, "it is what is asked in an hour, kW")?;
            }
        }
        Ok(())
    }

    /// The same times a factor.
    #[must_use]
    pub fn times(&self, factor: f64) -> Self {
        let each = |values: &[f64]| values.iter().map(|value| value * factor).collect();
        Self {
            heat_kw: each(&self.heat_kw),
            hot_water_kw: each(&self.hot_water_kw),
            cooling_kw: each(&self.cooling_kw),
        }
    }
}

impl Chain {
    fn check(&self, load: &BuildingLoad) -> Result<(), Problem> {
        load.check()?;
        self.design.check()?;
        positive("flow by heat capacity, W/K", self.flow_w_k, 1e9, "without flow nothing reaches the ground")?;
        within("source_pump_w", self.source_pump_w, 0.0, 1e5, "40 to 100 W is usual for a dwelling")?;
        within("regeneration_kw", self.regeneration_kw, 0.0, 1e5, "it is heat into the ground")?;
        Ok(())
    }

    /// Heat into the ground, W, and electricity of the compressor, W, of an hour of the year with fluid of a
    /// temperature.
    fn hour(&self, load: &BuildingLoad, hour: usize, out_of_ground_c: f64) -> (f64, f64) {
        let (heat, hot_water) = (load.heat_kw[hour], load.hot_water_kw[hour]);
        let compressor = heat / self.pump.cop(out_of_ground_c, self.heat_supply_c)
            + hot_water / self.pump.cop(out_of_ground_c, self.hot_water_supply_c);
        let back = if SUMMER.contains(&hour) { self.regeneration_kw } else { 0.0 };
        (1000.0 * (load.cooling_kw[hour] + back - (heat + hot_water - compressor)), 1000.0 * compressor)
    }

    /// The heat into the ground in a year, W, with fluid of one temperature: what a first length rests on.
    #[must_use]
    pub fn ground_heat_w(&self, load: &BuildingLoad, out_of_ground_c: f64) -> Vec<f64> {
        (0..HOURS).map(|hour| self.hour(load, hour, out_of_ground_c).0).collect()
    }

    /// Goes through the years: load, temperatures, COP, load, until nothing changes.
    ///
    /// # Errors
    /// When a number cannot be, or the rounds do not end.
    pub fn run(&self, load: &BuildingLoad, years: u16) -> Result<ChainResult, Problem> {
        self.check(load)?;
        self.run_with(load, years, &self.design.response(&Grid::of_years(f64::from(years)))?)
    }

    /// [`Chain::run`] with a response of the ground that is known over as many years or more.
    ///
    /// # Errors
    /// As [`Chain::run`].
    pub fn run_with(&self, load: &BuildingLoad, years: u16, response: &Response) -> Result<ChainResult, Problem> {
        self.check(load)?;
        within("years", f64::from(years), 1.0, 60.0, "25 and 50 are usual")?;
        let hours = HOURS * usize::from(years);
        let total_m = self.design.field.total_length_m();
        let ground_c = self.design.ground_c();
        let resistance_k_w = self.design.resistance_m_k_w()? / total_m;
        let beside_k_w = 0.5 / self.flow_w_k;
        let mut convolution = Convolution::new(response, hours);
        let mut out_c = vec![ground_c; hours];
        let mut heat_w = vec![0.0; hours];
        let mut mean_c = vec![ground_c; hours];
        for round in 1..=MOST_ROUNDS {
            for (index, (heat, out)) in heat_w.iter_mut().zip(&out_c).enumerate() {
                *heat = self.hour(load, index % HOURS, *out).0;
            }
            let walls_k = convolution.walls_k(&heat_w, &self.design.ground, total_m)?;
            let mut changed_k = 0.0_f64;
            for (index, wall) in walls_k.iter().enumerate() {
                let mean = ground_c + wall + heat_w[index] * resistance_k_w;
                let out = mean - heat_w[index] * beside_k_w;
                changed_k = changed_k.max((out - out_c[index]).abs());
                (mean_c[index], out_c[index]) = (mean, out);
            }
            if changed_k < SAME_K {
                return Ok(self.told(load, years, round, &heat_w, &mean_c, &out_c));
            }
        }
        Err(bodemtoets_loops::Problem::NoAnswer("load and temperature chase each other: the loops are much too short")
            .into())
    }

    fn told(
        &self,
        load: &BuildingLoad,
        years: u16,
        iterations: usize,
        heat_w: &[f64],
        mean_c: &[f64],
        out_c: &[f64],
    ) -> ChainResult {
        let year = |number: u16| {
            let span = usize::from(number) * HOURS..(usize::from(number) + 1) * HOURS;
            self.year(load, &heat_w[span.clone()], &mean_c[span.clone()], &out_c[span])
        };
        let all: Vec<ChainYear> = (0..years).map(year).collect();
        let mean = |of: fn(&ChainYear) -> f64| all.iter().map(of).sum::<f64>() / f64::from(years);
        ChainResult {
            iterations,
            first_year: year(0),
            last_year: year(years - 1),
            mean_electricity_kwh_y: mean(|year| year.electricity_kwh),
            ground_power_kw: heat_w.iter().fold(0.0, |most: f64, heat| most.max(-heat)) / 1000.0,
            net_kwh_per_m_y: mean(|year| year.net_out_of_ground_kwh) / self.design.field.total_length_m(),
            into_ground_min_c: all.iter().map(|year| year.into_ground_min_c).fold(f64::INFINITY, f64::min),
            into_ground_max_c: all.iter().map(|year| year.into_ground_max_c).fold(f64::NEG_INFINITY, f64::max),
            by_year_c: all.iter().map(|year| [year.into_ground_min_c, year.into_ground_max_c]).collect(),
        }
    }

    fn year(&self, load: &BuildingLoad, heat_w: &[f64], mean_c: &[f64], out_c: &[f64]) -> ChainYear {
        let pump_kw = self.source_pump_w / 1000.0;
        let (mut compressor, mut pump, mut pump_for_heat, mut heat, mut cold) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for hour in 0..HOURS {
            let warm = load.heat_kw[hour] + load.hot_water_kw[hour];
            compressor += self.hour(load, hour, out_c[hour]).1 / 1000.0;
            if heat_w[hour] != 0.0 || warm > 0.0 || load.cooling_kw[hour] > 0.0 {
                pump += pump_kw;
            }
            if warm > 0.0 {
                pump_for_heat += pump_kw;
            }
            heat += warm;
            cold += load.cooling_kw[hour];
        }
        let out = heat_w.iter().map(|heat| (-heat).max(0.0)).sum::<f64>() / 1000.0;
        let into = heat_w.iter().map(|heat| heat.max(0.0)).sum::<f64>() / 1000.0;
        let least = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::INFINITY, f64::min);
        let most = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::NEG_INFINITY, f64::max);
        let into_ground = || mean_c.iter().zip(out_c).map(|(mean, out)| 2.0 * mean - out);
        let over = |delivered: f64, electricity: f64| if electricity > 0.0 { delivered / electricity } else { 0.0 };
        ChainYear {
            electricity_kwh: compressor + pump,
            compressor_kwh: compressor,
            pump_kwh: pump,
            heat_out_of_ground_kwh: out,
            heat_into_ground_kwh: into,
            net_out_of_ground_kwh: out - into,
            spf_law: over(heat + cold, compressor + pump),
            spf_heat: over(heat, compressor + pump_for_heat),
            into_ground_min_c: least(&mut into_ground()),
            into_ground_max_c: most(&mut into_ground()),
            mean_fluid_min_c: least(&mut mean_c.iter().copied()),
            mean_fluid_max_c: most(&mut mean_c.iter().copied()),
        }
    }
}

/// Hours of May to September.
const SUMMER: std::ops::Range<usize> = 2880..6552;
