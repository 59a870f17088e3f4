//! What the plant asks of the ground: flow, volume, the reach of its warmth; and whether an
//! application can give it.

use serde::Serialize;

use super::outcome::Outcome;
use super::problem::{Problem, positive};
use super::scenario::Scenario;
use super::year_type::YearType;
use crate::lang::Text;

/// Heat that a m3 of water carries for each K, kWh: 4.187 MJ.
pub(super) const WATER_KWH_M3_K: f64 = 1.163;
/// Heat that a m3 of aquifer takes for each K, kWh: 2.8 MJ, sand full of water (an assumption).
const AQUIFER_KWH_M3_K: f64 = 2.8 / 3.6;

/// What the plant asks of the ground.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Ground {
    /// Between the wells, K.
    pub temperature_difference_k: f64,
    /// Largest flow, m3/h.
    pub flow_m3_h: f64,
    /// Water moved in the year that moves most, both ways, m3.
    pub annual_volume_m3: f64,
    /// Most heat added to the ground in a year, MWh.
    pub heat_added_mwh: f64,
    /// Most cold added to the ground in a year, MWh.
    pub cold_added_mwh: f64,
    /// How far warm and cold reach from their well, m; nothing without a length of screen.
    pub thermal_radius_m: Option<f64>,
}

/// What an application offers.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Offered {
    /// Largest flow, m3/h.
    pub flow_m3_h: Option<f64>,
    /// Length of the screens, m.
    pub screen_m: Option<f64>,
    /// Groundwater moved in a year, m3.
    pub annual_volume_m3: Option<f64>,
}

/// How far the water of a season reaches from its well, m, when it fills a cylinder as high as the
/// screen: no groundwater flow, no conduction.
///
/// ```
/// // 43 000 m3 around 30 m of screen.
/// let radius_m = bodemtoets::feasibility::thermal_radius_m(43_000.0, 30.0)?;
/// assert!((radius_m - 26.1).abs() < 0.1);
/// # Ok::<(), bodemtoets::feasibility::Problem>(())
/// ```
///
/// # Errors
/// When there is no screen or no water.
pub fn thermal_radius_m(volume_m3: f64, screen_m: f64) -> Result<f64, Problem> {
    positive("screen_m", screen_m, 1000.0, "water goes into the ground through a screen")?;
    positive("volume_m3", volume_m3, 1e9, "it is the water of a season")?;
    Ok((WATER_KWH_M3_K / AQUIFER_KWH_M3_K * volume_m3 / (std::f64::consts::PI * screen_m)).sqrt())
}

impl Scenario {
    /// The flow that the wells have to give, m3/h: for the cooling, or for the heat pump at full load.
    #[must_use]
    pub fn flow_m3_h(&self) -> f64 {
        let (coolest_c, _) = self.pump.temperatures_c();
        let evaporator_kw = self.pump.cold_capacity_kw(coolest_c) * self.heat_pump_kw / self.pump.rated_kw;
        let temperature_difference_k = self.plant.source_well.temperature_difference_k;
        self.source_kw.max(evaporator_kw) / (WATER_KWH_M3_K * temperature_difference_k)
    }

    /// What the plant asks of the ground, in the year that asks most.
    ///
    /// # Errors
    /// When the screen has no possible length.
    pub fn ground(&self, outcome: &Outcome, offered: &Offered) -> Result<Ground, Problem> {
        let most = |read: fn(&super::YearResult) -> f64| {
            YearType::ALL.map(|year| read(outcome.years.get(year))).into_iter().fold(0.0, f64::max)
        };
        let temperature_difference_k = self.plant.source_well.temperature_difference_k;
        let heat_added_mwh = most(|year| year.ground_heat_added_mwh);
        let cold_added_mwh = most(|year| year.ground_cold_added_mwh);
        let season_mwh = heat_added_mwh.max(cold_added_mwh);
        let season_m3 = season_mwh * 1000.0 / (WATER_KWH_M3_K * temperature_difference_k);
        Ok(Ground {
            temperature_difference_k,
            flow_m3_h: self.flow_m3_h(),
            annual_volume_m3: most(|year| year.groundwater_m3),
            heat_added_mwh,
            cold_added_mwh,
            thermal_radius_m: offered.screen_m.map(|screen_m| thermal_radius_m(season_m3, screen_m)).transpose()?,
        })
    }
}

impl Ground {
    /// What an application offers too little of; empty when it can deliver.
    #[must_use]
    pub fn lacks(&self, offered: &Offered) -> Vec<Text> {
        let asked = [
            ("Het debiet", "The flow", "m3/h", self.flow_m3_h, offered.flow_m3_h),
            ("Het jaarvolume", "The yearly volume", "m3", self.annual_volume_m3, offered.annual_volume_m3),
        ];
        let mut lacks = Vec::new();
        for (nl, en, unit, needed, offered) in asked {
            if let Some(offered) = offered.filter(|offered| *offered < needed) {
                lacks.push(Text {
                    nl: format!("{nl} van {offered:.0} {unit} is te weinig: de installatie vraagt {needed:.0} {unit}."),
                    en: format!("{en} of {offered:.0} {unit} is too little: the plant asks {needed:.0} {unit}."),
                });
            }
        }
        lacks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_hundred_kw_of_eight_degrees_is_43_m3_an_hour() {
        let office = Scenario::office(400.0).unwrap();
        assert!((office.flow_m3_h() - 400.0 / 9.304).abs() < 1e-9);
    }

    #[test]
    fn the_ground_gets_as_much_heat_as_cold() {
        for (_, year) in Scenario::office(400.0).unwrap().run().unwrap().years.iter() {
            assert!((year.ground_heat_added_mwh - year.ground_cold_added_mwh).abs() < 1e-6);
        }
    }

    #[test]
    fn too_small_a_flow_is_named() {
        let office = Scenario::office(400.0).unwrap();
        let offered = Offered { flow_m3_h: Some(20.0), screen_m: Some(30.0), annual_volume_m3: Some(1e6) };
        let ground = office.ground(&office.run().unwrap(), &offered).unwrap();
        let lacks = ground.lacks(&offered);
        assert_eq!(lacks.len(), 1);
        assert_eq!(lacks[0].en, "The flow of 20 m3/h is too little: the plant asks 43 m3/h.");
        assert!(ground.thermal_radius_m.unwrap() > 20.0);
    }
}
