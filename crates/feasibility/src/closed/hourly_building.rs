//! A building whose demand is known by duration curves, as hours on a calendar: what its loops have to give.

use bodemtoets_loops::HOURS;

use super::chain::BuildingLoad;
use super::dwelling::Asked;
use crate::demand::Demand;
use crate::problem::Problem;
use crate::scenario::Scenario;
use crate::season::Season;
use crate::year_type::YearType;

/// A building by the hour, with a heat pump that gives what it can; boilers give the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct HourlyBuilding {
    heat_kw: Vec<f64>,
    cooling_kw: Vec<f64>,
    /// Heat of the heat pump at most, kW.
    pub heat_pump_kw: f64,
}

/// What working hours are worth to heating, K: rooms are warmed then.
const WORKING_HEAT_K: f64 = 8.0;
/// What working hours are worth to cooling, K: people and machines warm the rooms.
const WORKING_COOLING_K: f64 = 12.0;

impl HourlyBuilding {
    /// A building with its heat pump in a normal year, with the temperatures outside in each hour from 1 January.
    ///
    /// A season has the hours of its duration curve; the highest come where it is coldest (heat) or warmest (cold),
    /// working hours first.
    ///
    /// # Errors
    /// When there are not 8760 temperatures.
    pub fn of(scenario: &Scenario, outside_c: &[f64]) -> Result<Self, Problem> {
        if outside_c.len() != HOURS {
            let (name, expected) = ("temperatures outside".to_owned(), HOURS.to_string());
            let why = "each hour of a year of 365 days has one".to_owned();
            return Err(Problem::Length { name, found: outside_c.len(), expected, why });
        }
        let Demand { heat, cooling, .. } = &scenario.demand;
        let heat_driver = |hour: usize| working(hour, WORKING_HEAT_K) - outside_c[hour];
        let cooling_driver = |hour: usize| working(hour, WORKING_COOLING_K) + outside_c[hour];
        let mut building =
            Self { heat_kw: vec![0.0; HOURS], cooling_kw: vec![0.0; HOURS], heat_pump_kw: scenario.heat_pump_kw };
        for season in Season::ALL {
            for (load, series, driver) in [
                (heat, &mut building.heat_kw, &heat_driver as &dyn Fn(usize) -> f64),
                (cooling, &mut building.cooling_kw, &cooling_driver as &dyn Fn(usize) -> f64),
            ] {
                let (values, factor) = load.get(season).of(YearType::Normal);
                let mut values: Vec<f64> = values.iter().map(|kw| kw * factor).collect();
                values.sort_by(|one, other| other.total_cmp(one));
                let mut hours: Vec<usize> = (0..HOURS).filter(|hour| season_of(*hour) == season).collect();
                hours.sort_by(|one, other| driver(*other).total_cmp(&driver(*one)));
                for (hour, kw) in hours.into_iter().zip(values) {
                    series[hour] = kw;
                }
            }
        }
        Ok(building)
    }

    /// What the heat pump takes on.
    pub(super) fn load(&self) -> BuildingLoad {
        BuildingLoad {
            heat_kw: self.heat_kw.iter().map(|kw| kw.min(self.heat_pump_kw)).collect(),
            hot_water_kw: vec![0.0; HOURS],
            cooling_kw: self.cooling_kw.clone(),
        }
    }

    pub(super) fn asked(&self) -> Asked {
        let most = |values: &[f64]| values.iter().copied().fold(0.0, f64::max);
        let all: f64 = self.heat_kw.iter().sum();
        let by_pump: f64 = self.heat_kw.iter().map(|kw| kw.min(self.heat_pump_kw)).sum();
        Asked {
            heat_kwh: by_pump,
            hot_water_kwh: 0.0,
            cooling_kwh: self.cooling_kw.iter().sum(),
            heat_peak_kw: most(&self.heat_kw).min(self.heat_pump_kw),
            cooling_peak_kw: most(&self.cooling_kw),
            boiler_kwh: all - by_pump,
            boiler_kw: (most(&self.heat_kw) - self.heat_pump_kw).max(0.0),
        }
    }
}

/// Monday to Friday from 7 to 18 h; 1 January is a Saturday, as in the year that was measured.
fn working(hour: usize, worth_k: f64) -> f64 {
    let (day, of_day) = (hour / 24, hour % 24);
    if (day + 5) % 7 < 5 && (7..18).contains(&of_day) { worth_k } else { 0.0 }
}

/// The season of an hour: by months of the calendar.
fn season_of(hour: usize) -> Season {
    match hour / 24 {
        59..151 => Season::Spring,
        151..243 => Season::Summer,
        243..334 => Season::Autumn,
        _ => Season::Winter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closed::assumed_weather_c;

    #[test]
    fn the_hours_of_an_office_add_up_and_its_heat_comes_in_winter() {
        let scenario = Scenario::office(400.0).unwrap();
        let building = HourlyBuilding::of(&scenario, &assumed_weather_c()).unwrap();
        let sum = |values: &[f64]| values.iter().sum::<f64>() / 1000.0;
        assert!((sum(&building.heat_kw) - scenario.demand.heat_mwh(YearType::Normal)).abs() < 1e-6);
        assert!((sum(&building.cooling_kw) - scenario.demand.cooling_mwh(YearType::Normal)).abs() < 1e-6);
        let asked = building.asked();
        assert!((asked.heat_kwh + asked.boiler_kwh - 1000.0 * sum(&building.heat_kw)).abs() < 1e-6);
        assert!(asked.boiler_kwh / asked.heat_kwh < 0.25, "{asked:?}");
        let load = building.load();
        assert!(load.heat_kw.iter().all(|kw| *kw <= 400.0));
        assert!(sum(&load.heat_kw[..1416]) > 3.0 * sum(&load.heat_kw[3624..5040]));
    }
}
