//! Loops and length of very many dwellings on one kind of ground.
//!
//! Their hours have a few shapes, in other amounts: so the ground's answer to each shape is computed once for each
//! number of loops ([`Mixes`]), and a dwelling is a sum. What is not of those shapes is computed by itself.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use bodemtoets_loops::{Hourly, MixLength, Mixes, YearLoad};

use super::chain::BuildingLoad;
use super::dwelling::{Asked, Dwelling, DwellingData, cooling_hours, heat_hours, hot_water_hours};
use super::money::ClosedCosts;
use super::request::ClosedRequest;
use super::site::{MOST_LOOPS_OF_A_DWELLING, Site, YEARS, cheapest};
use crate::problem::Problem;

/// More kinds of shapes than this are not kept.
const MOST_SHAPES: usize = 8;

/// Dwellings that are alike but for what they ask and how deep they may drill.
pub struct Batch<'a> {
    request: ClosedRequest,
    outside_c: &'a [f64],
    costs: &'a ClosedCosts,
    data: DwellingData,
    shapes: Mutex<BTreeMap<[u64; 2], Arc<Shapes>>>,
}

/// The hours of one kWh of heat, hot water and cold, and what they do for each number of loops.
struct Shapes {
    site: Site,
    by_loops: Vec<OnceLock<Result<Mixes, Problem>>>,
}

impl<'a> Batch<'a> {
    /// Dwellings as in a request, with the temperatures outside in each hour.
    ///
    /// # Errors
    /// When a number of the request cannot be.
    pub fn new(request: &ClosedRequest, outside_c: &'a [f64], costs: &'a ClosedCosts) -> Result<Self, Problem> {
        // Refuses what cannot be before there are thousands of it.
        request.site(Some(outside_c))?;
        let data = DwellingData::shipped()?;
        Ok(Self { request: request.clone(), outside_c, costs, data, shapes: Mutex::default() })
    }

    /// Loops and length of a dwelling, m; `depth_cap_m` goes before that of the request.
    ///
    /// # Errors
    /// When a number cannot be, or no loops within the depth that is allowed are enough.
    pub fn loops_of(&self, dwelling: &Dwelling, depth_cap_m: Option<f64>) -> Result<(u32, f64), Problem> {
        let asked = self.data.asked(dwelling)?;
        let request = ClosedRequest {
            dwelling: dwelling.clone(),
            depth_cap_m: depth_cap_m.or(self.request.depth_cap_m),
            ..self.request.clone()
        };
        let Some(shapes) = self.shapes_of(&asked)? else { return self.by_itself(&request) };
        let parts_kwh = [asked.heat_kwh, asked.hot_water_kwh, asked.cooling_kwh];
        let longest_m = request.longest_m()?;
        let fixed = self.request.loops;
        let tries = fixed.map_or(1..=MOST_LOOPS_OF_A_DWELLING, |loops| loops..=loops);
        let told = cheapest(tries, longest_m, self.costs, |loops| shapes.length_m(loops, &parts_kwh, longest_m));
        match told {
            Ok(Some(found)) => Ok(found),
            Ok(None) => Err(request.site(Some(self.outside_c))?.too_much(longest_m)),
            // What the shapes cannot tell, for one number of loops or another, is computed by itself.
            Err(_) => self.by_itself(&request),
        }
    }

    fn by_itself(&self, request: &ClosedRequest) -> Result<(u32, f64), Problem> {
        request.site(Some(self.outside_c))?.sought(request.loops, self.costs)
    }

    /// The shapes of what is asked: they hang on the hours of full load alone.
    fn shapes_of(&self, asked: &Asked) -> Result<Option<Arc<Shapes>>, Problem> {
        // Rounded, so that equal ratios are equal whatever the area.
        let peak = |kw: f64, kwh: f64| if kwh > 0.0 { (kw / kwh * 1e12).round() / 1e12 } else { 0.0 };
        let peaks = [peak(asked.heat_peak_kw, asked.heat_kwh), peak(asked.cooling_peak_kw, asked.cooling_kwh)];
        let key = peaks.map(f64::to_bits);
        let lock = || self.shapes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&key) {
            return Ok(Some(Arc::clone(known)));
        }
        if lock().len() >= MOST_SHAPES {
            return Ok(None);
        }
        let load = BuildingLoad {
            heat_kw: heat_hours(self.outside_c, 1.0, peaks[0]),
            hot_water_kw: hot_water_hours(1.0),
            cooling_kw: cooling_hours(self.outside_c, 1.0, peaks[1]),
        };
        let site = Site { load, ..self.request.site(Some(self.outside_c))? };
        let by_loops = (0..=MOST_LOOPS_OF_A_DWELLING).map(|_| OnceLock::new()).collect();
        let shapes = Arc::new(Shapes { site, by_loops });
        // Two threads may both make them, and come to the same.
        Ok(Some(Arc::clone(lock().entry(key).or_insert(shapes))))
    }
}

impl Shapes {
    /// The length for some loops, m; beyond everything when it is more than can be told and than is allowed.
    fn length_m(&self, loops: u32, shares: &[f64], longest_m: f64) -> Result<f64, Problem> {
        let not_told = Problem::Loops(bodemtoets_loops::Problem::NoAnswer("the shapes of the hours do not tell it"));
        let Some(cell) = usize::try_from(loops).ok().and_then(|loops| self.by_loops.get(loops)) else {
            return Err(not_told);
        };
        // Not made within the cell: see `Mixes`.
        if cell.get().is_none() {
            let made = self.mixes(loops);
            // Somebody else may have been first.
            let _ = cell.set(made);
        }
        let Some(mixes) = cell.get() else { return Err(not_told) };
        match mixes.as_ref().map_err(Clone::clone)?.length(shares)? {
            MixLength::Found(found) => Ok(found.length_m.max(5.0)),
            MixLength::MoreThan(length_m) if length_m >= longest_m => Ok(f64::INFINITY),
            MixLength::MoreThan(_) | MixLength::NotTold => Err(not_told),
        }
    }

    fn mixes(&self, loops: u32) -> Result<Mixes, Problem> {
        let design = self.site.design(loops, 120.0)?;
        let chain = self.site.chain(design.clone())?;
        let BuildingLoad { heat_kw, hot_water_kw, cooling_kw } = &self.site.load;
        let nothing = vec![0.0; heat_kw.len()];
        let part = |heat_kw: &Vec<f64>, hot_water_kw: &Vec<f64>, cooling_kw: &Vec<f64>| -> Result<Hourly, Problem> {
            let load = BuildingLoad {
                heat_kw: heat_kw.clone(),
                hot_water_kw: hot_water_kw.clone(),
                cooling_kw: cooling_kw.clone(),
            };
            let heat_w = chain.ground_heat_w(&load, super::site::SIZED_AT_C);
            Ok(Hourly::new(YearLoad::of_heat_w(&heat_w)?, YEARS))
        };
        let loads = vec![
            part(heat_kw, &nothing, &nothing)?,
            part(&nothing, hot_water_kw, &nothing)?,
            part(&nothing, &nothing, cooling_kw)?,
        ];
        Ok(Mixes::new(design, self.site.limits(loops)?, loads)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closed::assumed_weather_c;

    #[test]
    fn a_dwelling_of_many_gets_the_loops_that_it_gets_by_itself() {
        let (outside_c, costs) = (assumed_weather_c(), ClosedCosts::newest().unwrap());
        let batch = Batch::new(&ClosedRequest::default(), &outside_c, &costs).unwrap();
        for (area_m2, label, cap_m) in
            [(60.0, "A++", 100.0), (125.0, "B", 80.0), (180.0, "D", 250.0), (95.0, "C", 60.0)]
        {
            let dwelling = Dwelling { area_m2: Some(area_m2), label: Some(label.to_owned()), ..Dwelling::default() };
            let request =
                ClosedRequest { dwelling: dwelling.clone(), depth_cap_m: Some(cap_m), ..ClosedRequest::default() };
            let (loops, length_m) = batch.loops_of(&dwelling, Some(cap_m)).unwrap();
            let alone = batch.by_itself(&request).unwrap();
            assert_eq!(loops, alone.0);
            assert!((length_m - alone.1).abs() < 0.02, "{length_m} {alone:?}");
        }
    }

    #[test]
    fn what_no_loops_can_give_is_refused_as_by_itself() {
        let (outside_c, costs) = (assumed_weather_c(), ClosedCosts::newest().unwrap());
        let batch = Batch::new(&ClosedRequest::default(), &outside_c, &costs).unwrap();
        let dwelling = Dwelling { heat_kwh: Some(300_000.0), ..Dwelling::default() };
        let said = batch.loops_of(&dwelling, Some(15.0)).unwrap_err().to_string();
        assert!(said.starts_with("12 loops of 14 m do not keep -3"), "{said}");
    }
}
