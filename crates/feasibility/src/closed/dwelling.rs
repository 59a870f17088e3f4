//! From what people know of a dwelling to what it asks in every hour.

use std::collections::BTreeMap;

use bodemtoets_loops::HOURS;
use bodemtoets_loops::numbers::root;
use serde::Deserialize;

use super::chain::BuildingLoad;
use super::range::Band;
use crate::problem::{Problem, positive, read_toml, unreadable, within};
use bodemtoets_words::provenance::Certainty;

/// What dwellings ask, as data.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DwellingData {
    /// Where it comes from.
    pub source: String,
    /// How sure it is.
    pub certainty: Certainty,
    hot_water_kwh_person: Band,
    cooling_kwh_m2: Band,
    cooking_m3: f64,
    full_load_hours: Band,
    cooling_w_m2: f64,
    persons: f64,
    heating_kwh_m2: BTreeMap<String, Band>,
    #[serde(rename = "type")]
    types: BTreeMap<String, DwellingType>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct DwellingType {
    factor: f64,
    area_m2: f64,
}

/// A dwelling as people know it.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dwelling {
    /// apartment, terraced, corner, semi-detached or detached; terraced when left out.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Floor area, m2.
    pub area_m2: Option<f64>,
    /// Energy label; A when left out.
    pub label: Option<String>,
    /// Who lives there.
    pub persons: Option<f64>,
    /// Gas of last year, m3: it goes before area and label.
    pub gas_m3: Option<f64>,
    /// Heat for rooms, kWh a year, when it is known.
    pub heat_kwh: Option<f64>,
    /// Hot water, kWh a year, when it is known.
    pub hot_water_kwh: Option<f64>,
    /// Cold, kWh a year.
    pub cooling_kwh: Option<f64>,
    /// Peak of heating, kW.
    pub heat_peak_kw: Option<f64>,
}

/// What a dwelling asks in a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// Heat for rooms, kWh.
    pub heat_kwh: f64,
    /// Hot water, kWh.
    pub hot_water_kwh: f64,
    /// Cold, kWh.
    pub cooling_kwh: f64,
    /// Most heat in an hour, kW.
    pub heat_peak_kw: f64,
    /// Most cold in an hour, kW.
    pub cooling_peak_kw: f64,
    /// Heat that boilers give beside the heat pump, kWh.
    pub boiler_kwh: f64,
    /// Most of it in an hour, kW.
    pub boiler_kw: f64,
}

impl DwellingData {
    /// The data of the tool.
    ///
    /// # Errors
    /// Never in a release: a test reads the file.
    pub fn shipped() -> Result<Self, Problem> {
        read_toml("dwellings.toml", include_str!("../../data/closed/dwellings.toml"))
    }

    /// What a dwelling asks: what is known of it, and the data for the rest.
    ///
    /// # Errors
    /// When its type or label is not known, or a number cannot be.
    pub fn asked(&self, dwelling: &Dwelling) -> Result<Asked, Problem> {
        let known = |list: Vec<&String>| list.into_iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let name = dwelling.kind.as_deref().unwrap_or("terraced");
        let kind = self.types.get(name).ok_or_else(|| {
            unreadable("dwelling", format!("{name:?} is not one of {}", known(self.types.keys().collect())))
        })?;
        let area_m2 = dwelling.area_m2.unwrap_or(kind.area_m2);
        positive("area_m2", area_m2, 1e5, "it is the floor area of one dwelling")?;
        let persons = dwelling.persons.unwrap_or(self.persons);
        within("persons", persons, 0.0, 1000.0, "it is who live there")?;
        let hot_water = dwelling.hot_water_kwh.unwrap_or(self.hot_water_kwh_person.middle * persons);
        let heat_kwh = match (dwelling.heat_kwh, dwelling.gas_m3) {
            (Some(heat_kwh), _) => heat_kwh,
            (None, Some(gas_m3)) => {
                within("gas_m3", gas_m3, 100.0, 1e6, "a dwelling uses some 1000 m3 a year")?;
                // Upper heating value 35.17 MJ/m3; a boiler gives 0.945 of it to rooms and 0.72 to hot water.
                let of_hot_water = hot_water / (9.769_444 * 0.72);
                (gas_m3 - self.cooking_m3 - of_hot_water).max(0.0) * 9.769_444 * 0.945
            }
            (None, None) => {
                let label = dwelling.label.as_deref().unwrap_or("A").to_uppercase();
                let band = self.heating_kwh_m2.get(&label).ok_or_else(|| {
                    unreadable(
                        "label",
                        format!("{label:?} is not one of {}", known(self.heating_kwh_m2.keys().collect())),
                    )
                })?;
                band.middle * kind.factor * area_m2
            }
        };
        let cooling_kwh = dwelling.cooling_kwh.unwrap_or(self.cooling_kwh_m2.middle * area_m2);
        for (name, value) in [("heat_kwh", heat_kwh), ("hot_water_kwh", hot_water), ("cooling_kwh", cooling_kwh)] {
            within(name, value, 0.0, 1e8, "it is what is asked in a year")?;
        }
        let heat_peak_kw = dwelling.heat_peak_kw.unwrap_or(heat_kwh / self.full_load_hours.middle);
        let least_kw = heat_kwh / 8760.0;
        within("heat_peak_kw", heat_peak_kw, least_kw, 1e5, "a peak is not below the mean of the year")?;
        Ok(Asked {
            heat_kwh,
            hot_water_kwh: hot_water,
            cooling_kwh,
            heat_peak_kw,
            cooling_peak_kw: (self.cooling_w_m2 * area_m2 / 1000.0).max(cooling_kwh / 8760.0),
            boiler_kwh: 0.0,
            boiler_kw: 0.0,
        })
    }
}

/// Below this rooms are heated, degC.
const HEATED_BELOW_C: f64 = 15.5;
/// Above this they are cooled, degC.
const COOLED_ABOVE_C: f64 = 20.0;

impl Asked {
    /// What is asked in each hour, with the temperatures outside: by degree hours, no more than the peak, and the
    /// energy of the year; hot water in two blocks a day.
    ///
    /// # Errors
    /// When there are not 8760 temperatures.
    pub fn hours(&self, outside_c: &[f64]) -> Result<BuildingLoad, Problem> {
        if outside_c.len() != HOURS {
            let (name, expected) = ("temperatures outside".to_owned(), "8760".to_owned());
            let why = "each hour of a year of 365 days has one".to_owned();
            return Err(Problem::Length { name, found: outside_c.len(), expected, why });
        }
        Ok(BuildingLoad {
            heat_kw: heat_hours(outside_c, self.heat_kwh, self.heat_peak_kw),
            hot_water_kw: hot_water_hours(self.hot_water_kwh),
            cooling_kw: cooling_hours(outside_c, self.cooling_kwh, self.cooling_peak_kw),
        })
    }
}

/// Heat of a year, kWh, by degree hours below 15.5 degC outside, at most a peak, kW.
pub(super) fn heat_hours(outside_c: &[f64], kwh: f64, peak_kw: f64) -> Vec<f64> {
    let below: Vec<f64> = outside_c.iter().map(|outside| (HEATED_BELOW_C - outside).max(0.0)).collect();
    capped(&below, kwh, peak_kw)
}

/// Cold of a year, kWh, by degree hours above 20 degC outside, at most a peak, kW.
pub(super) fn cooling_hours(outside_c: &[f64], kwh: f64, peak_kw: f64) -> Vec<f64> {
    let above: Vec<f64> = outside_c.iter().map(|outside| (outside - COOLED_ABOVE_C).max(0.0)).collect();
    capped(&above, kwh, peak_kw)
}

/// Hot water of a year, kWh, in two blocks of three hours a day: those of many people in one, so that for a dwelling
/// the peak of minutes is that of its tank.
pub(super) fn hot_water_hours(kwh: f64) -> Vec<f64> {
    let tap = |hour: usize| if matches!(hour % 24, 6..=8 | 18..=20) { kwh / (365.0 * 6.0) } else { 0.0 };
    (0..HOURS).map(tap).collect()
}

/// In proportion to `shape`, at most `peak`, and with the energy as far as the peak lets it.
fn capped(shape: &[f64], energy: f64, peak: f64) -> Vec<f64> {
    let total: f64 = shape.iter().sum();
    if total <= 0.0 || energy <= 0.0 {
        return vec![0.0; shape.len()];
    }
    let with = |factor: f64| shape.iter().map(move |value| (value * factor).min(peak));
    let (low, mut high) = (0.0, energy / total);
    while with(high).sum::<f64>() < energy && high < 1e6 * energy / total {
        high *= 2.0;
    }
    let factor = root(low, high, 1e-13 * high, |factor| with(factor).sum::<f64>() - energy);
    with(factor).collect()
}

/// A year outside that is made up: 10.5 degC on average, 7.5 more and less over the year, 3.5 over the day, a
/// fortnight of frost in January and a week of heat in July. An assumption, for want of weather of a station.
#[must_use]
pub fn assumed_weather_c() -> Vec<f64> {
    let hour = |hour: u16| {
        let year = (f64::from(hour) / 8760.0 - 0.055) * std::f64::consts::TAU;
        let day = (f64::from(hour % 24) - 15.0) / 24.0 * std::f64::consts::TAU;
        let spell = match hour {
            400..=735 => -5.0,
            4700..=4870 => 5.0,
            _ => 2.5 * (f64::from(hour) / 97.0).sin(),
        };
        10.5 - 7.5 * year.cos() + 3.5 * day.cos() + spell
    };
    (0..8760).map(hour).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hours_add_up_and_keep_the_peak() {
        let data = DwellingData::shipped().unwrap();
        let asked = data.asked(&Dwelling { area_m2: Some(150.0), ..Dwelling::default() }).unwrap();
        let hours = asked.hours(&assumed_weather_c()).unwrap();
        let sum = |values: &[f64]| values.iter().sum::<f64>();
        assert!((sum(&hours.heat_kw) / asked.heat_kwh - 1.0).abs() < 1e-9);
        assert!((sum(&hours.hot_water_kw) / asked.hot_water_kwh - 1.0).abs() < 1e-9);
        assert!((sum(&hours.cooling_kw) / asked.cooling_kwh - 1.0).abs() < 1e-9);
        assert!(hours.heat_kw.iter().all(|heat| *heat <= asked.heat_peak_kw));
    }

    #[test]
    fn gas_goes_before_area_and_what_is_unknown_is_named() {
        let data = DwellingData::shipped().unwrap();
        let by_gas = Dwelling { gas_m3: Some(987.0), persons: Some(2.0), ..Dwelling::default() };
        // 987 - 35 - 1500 / 7.034 = 738.7 m3, 9.232 kWh each.
        assert!((data.asked(&by_gas).unwrap().heat_kwh - 6820.0).abs() < 5.0);
        let said = data.asked(&Dwelling { label: Some("Q".to_owned()), ..Dwelling::default() }).unwrap_err();
        assert!(said.to_string().starts_with("label: \"Q\" is not one of A, A+"), "{said}");
        let said = data.asked(&Dwelling { kind: Some("castle".to_owned()), ..Dwelling::default() }).unwrap_err();
        assert!(said.to_string().contains("apartment, corner, detached, semi-detached, terraced"), "{said}");
    }
}
