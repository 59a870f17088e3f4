//! A demand that follows the temperature outside (an energy signature).
//!
//! In each hour heat is asked in proportion to how far the air is below a limit, cooling to how far it is
//! above another; in working hours the limits shift, because offices heat more for people and cool away
//! what lamps and people add. The year's energy stays that of the building; the hours follow the weather.
//! The limits are fitted: with them the weather of De Bilt in 2000 gives 676 kW of heat and 507 kW of
//! cooling at most (the normal year of the source study has 750 and 526), and seasons of 510, 269, 52 and
//! 205 MWh of heat (501, 254, 46 and 235) and 32, 112, 193 and 111 MWh of cooling (27, 93, 225 and 102).

use super::demand::{Demand, Load};
use super::problem::{Problem, positive};
use super::season::{PerSeason, Season};
use super::series::season_of_each_hour;
use super::weather::WeatherYear;
use super::year_type::{PerYear, YearType};

/// Outside working hours heat is asked below this, degC.
const HEATING_LIMIT_C: f64 = 12.0;
/// So much higher is the limit of heating in working hours, K.
const HEATING_SHIFT_K: f64 = 8.0;
/// Outside working hours cooling is asked above this, degC.
const COOLING_LIMIT_C: f64 = 20.0;
/// So much lower is the limit of cooling in working hours, K.
const COOLING_SHIFT_K: f64 = 16.0;

/// Kelvins below the limit of heating in each hour.
fn heating_k(year: &WeatherYear) -> Vec<f64> {
    let hours = year.temperature_c.iter().zip(year.working_hours());
    hours.map(|(c, working)| (HEATING_LIMIT_C + if working { HEATING_SHIFT_K } else { 0.0 } - c).max(0.0)).collect()
}

/// Kelvins above the limit of cooling in each hour.
fn cooling_k(year: &WeatherYear) -> Vec<f64> {
    let hours = year.temperature_c.iter().zip(year.working_hours());
    hours.map(|(c, working)| (c - COOLING_LIMIT_C + if working { COOLING_SHIFT_K } else { 0.0 }).max(0.0)).collect()
}

fn of_season(kelvins: &[f64], season: Season) -> impl Iterator<Item = f64> {
    season_of_each_hour(kelvins.len()).zip(kelvins).filter(move |(of, _)| *of == season).map(|(_, k)| *k)
}

impl Demand {
    /// The same energy in a normal year, with the hours of real weather. Cold and warm years have the hours
    /// of their own weather where that is given, and those of the normal year times the factors of this
    /// demand where it is not.
    ///
    /// # Errors
    /// When the normal year is never cold or never warm.
    pub fn by_weather(
        &self,
        normal: &WeatherYear,
        cold: Option<&WeatherYear>,
        warm: Option<&WeatherYear>,
    ) -> Result<Self, Problem> {
        let follow = |loads: &PerSeason<Load>, energy_mwh: f64, kelvins: fn(&WeatherYear) -> Vec<f64>, name: &str| {
            let of_normal = kelvins(normal);
            let sum: f64 = of_normal.iter().sum();
            positive(&format!("hours of {name} in {}", normal.year), sum, 1e9, "the demand follows the temperature")?;
            let kw_k = energy_mwh * 1000.0 / sum;
            let others = PerYear { cold: cold.map(kelvins), normal: None, warm: warm.map(kelvins) };
            loads.try_map(|season, load| {
                let hours = |kelvins: &[f64]| of_season(kelvins, season).map(|k| k * kw_k).collect();
                Ok::<_, Problem>(Load {
                    kw: hours(&of_normal),
                    factor: PerYear::from_fn(|year| load.factor.get(year) / load.factor.normal),
                    own: PerYear::from_fn(|year| others.get(year).as_deref().map(hours)),
                })
            })
        };
        Ok(Self {
            heat: follow(&self.heat, self.heat_mwh(YearType::Normal), heating_k, "heating")?,
            cooling: follow(&self.cooling, self.cooling_mwh(YearType::Normal), cooling_k, "cooling")?,
            scale: self.scale,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Profile;

    fn year(year: i16, mean_c: f64) -> WeatherYear {
        let temperature_c = (0..8760)
            .map(|hour| {
                let turn = std::f64::consts::TAU;
                let (day, hour) = (f64::from(hour) / 24.0, f64::from(hour % 24));
                mean_c - 8.0 * (turn * (day - 20.0) / 365.0).cos() + 3.0 * (turn * (hour - 14.0) / 24.0).cos()
            })
            .collect();
        WeatherYear { year, temperature_c }
    }

    #[test]
    fn the_energy_of_a_normal_year_stays_and_its_hours_follow_the_weather() {
        let office = Profile::office().unwrap().demand(15_000.0).unwrap();
        let demand = office.by_weather(&year(2005, 10.0), None, None).unwrap();
        assert!((demand.heat_mwh(YearType::Normal) - office.heat_mwh(YearType::Normal)).abs() < 1e-6);
        assert!((demand.cooling_mwh(YearType::Normal) - office.cooling_mwh(YearType::Normal)).abs() < 1e-6);
        let (winter, summer) = (&demand.heat.winter.kw, &demand.heat.summer.kw);
        assert!(winter.iter().sum::<f64>() > 10.0 * summer.iter().sum::<f64>());
    }

    #[test]
    fn colder_weather_asks_more_heat_and_less_cooling() {
        let office = Profile::office().unwrap().demand(15_000.0).unwrap();
        let demand = office.by_weather(&year(2005, 10.0), Some(&year(2006, 8.0)), Some(&year(2007, 12.0))).unwrap();
        let heat = YearType::ALL.map(|year| demand.heat_mwh(year));
        let cooling = YearType::ALL.map(|year| demand.cooling_mwh(year));
        assert!(heat[0] > heat[1] && heat[1] > heat[2], "{heat:?}");
        assert!(cooling[0] < cooling[1] && cooling[1] < cooling[2], "{cooling:?}");
    }

    #[test]
    fn a_year_without_winter_cannot_lead() {
        let office = Profile::office().unwrap().demand(15_000.0).unwrap();
        let hot = WeatherYear { year: 2005, temperature_c: vec![30.0; 8760] };
        let said = office.by_weather(&hot, None, None).unwrap_err().to_string();
        assert!(said.starts_with("hours of heating in 2005 is 0:"), "{said}");
    }
}
