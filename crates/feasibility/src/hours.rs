//! The hours of a year, one by one: what the heat pump, the boiler and the chiller do before anybody
//! looks at the balance of the aquifer.

use serde::{Deserialize, Serialize};

use super::demand::Load;
use super::pump_map::Curve;
use super::scenario::Scenario;
use super::season::{PerSeason, Season};
use super::year_type::YearType;

/// A season, summed over its hours.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Hours {
    /// Heat asked for, MWh.
    pub heat_mwh: f64,
    /// Heat from the heat pump, MWh.
    pub heat_pump_heat_mwh: f64,
    /// Electricity of the heat pump, MWh.
    pub heat_pump_electricity_mwh: f64,
    /// Cooling asked for, MWh.
    pub cooling_mwh: f64,
    /// Cooling beyond what the wells can give, which the heat pump gives, MWh.
    pub above_source_mwh: f64,
    /// Cooling that neither wells nor heat pump can give, MWh.
    pub unmet_cooling_mwh: f64,
    /// Electricity of the chiller of a building without wells, after free cooling, MWh.
    pub chiller_electricity_mwh: f64,
    /// The highest hour of heat, kW.
    pub peak_heat_kw: f64,
    /// The highest hour of cooling, kW.
    pub peak_cooling_kw: f64,
}

impl Hours {
    /// Heat from the boiler, MWh.
    #[must_use]
    pub fn boiler_mwh(&self) -> f64 {
        self.heat_mwh - self.heat_pump_heat_mwh
    }

    /// Two parts of a year together.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self {
            heat_mwh: self.heat_mwh + other.heat_mwh,
            heat_pump_heat_mwh: self.heat_pump_heat_mwh + other.heat_pump_heat_mwh,
            heat_pump_electricity_mwh: self.heat_pump_electricity_mwh + other.heat_pump_electricity_mwh,
            cooling_mwh: self.cooling_mwh + other.cooling_mwh,
            above_source_mwh: self.above_source_mwh + other.above_source_mwh,
            unmet_cooling_mwh: self.unmet_cooling_mwh + other.unmet_cooling_mwh,
            chiller_electricity_mwh: self.chiller_electricity_mwh + other.chiller_electricity_mwh,
            peak_heat_kw: self.peak_heat_kw.max(other.peak_heat_kw),
            peak_cooling_kw: self.peak_cooling_kw.max(other.peak_cooling_kw),
        }
    }
}

/// What cools, and how much it can: the same in every hour.
struct Cooling {
    chiller: Curve,
    chiller_size: f64,
    source_kw: f64,
    heat_pump_kw: f64,
}

impl Scenario {
    /// The seasons of a year, summed over their hours.
    #[must_use]
    pub fn seasons(&self, year: YearType) -> PerSeason<Hours> {
        let chiller = &self.plant.chiller;
        let cooling = Cooling {
            chiller: self.pump.cold_curve(chiller.condenser_c),
            chiller_size: chiller.power_kw * self.demand.scale / self.pump.cold_capacity_kw(chiller.rated_condenser_c),
            source_kw: self.source_kw,
            heat_pump_kw: self.cooling_capacity_kw(),
        };
        let season = |season: Season| {
            let mut hours = Hours::default();
            self.add_heat(&mut hours, self.demand.heat.get(season), year);
            add_cooling(&mut hours, self.demand.cooling.get(season), &cooling, year);
            if season == Season::Winter {
                hours.chiller_electricity_mwh *= 1.0 - chiller.free_cooling_winter.get(year);
            }
            hours
        };
        PerSeason {
            winter: season(Season::Winter),
            spring: season(Season::Spring),
            summer: season(Season::Summer),
            autumn: season(Season::Autumn),
        }
    }

    fn add_heat(&self, hours: &mut Hours, load: &Load, year: YearType) {
        let size = self.heat_pump_kw / self.pump.rated_kw;
        let (hours_kw, factor) = load.of(year);
        let (mut asked, mut given, mut electricity, mut peak) = (0.0, 0.0, 0.0, 0.0_f64);
        for kw in hours_kw {
            let kw = kw * factor;
            let return_c = self.plant.heating_curve.return_c(kw, self.demand.scale, year);
            let (heat, used) = self.pump.heat(kw / size, return_c);
            asked += kw;
            given += heat;
            electricity += used;
            peak = peak.max(kw);
        }
        hours.heat_mwh = asked / 1000.0;
        hours.heat_pump_heat_mwh = given * size / 1000.0;
        hours.heat_pump_electricity_mwh = electricity * size / self.cop_factor / 1000.0;
        hours.peak_heat_kw = peak;
    }
}

fn add_cooling(hours: &mut Hours, load: &Load, cooling: &Cooling, year: YearType) {
    let (hours_kw, factor) = load.of(year);
    let (mut asked, mut chiller, mut above, mut unmet, mut peak) = (0.0, 0.0, 0.0, 0.0, 0.0_f64);
    for kw in hours_kw {
        let kw = kw * factor;
        asked += kw;
        chiller += cooling.chiller.electricity_kw(kw / cooling.chiller_size);
        peak = peak.max(kw);
        let beyond = kw - cooling.source_kw;
        if beyond > 0.0 {
            above += beyond.min(cooling.heat_pump_kw);
            unmet += (beyond - cooling.heat_pump_kw).max(0.0);
        }
    }
    hours.cooling_mwh = asked / 1000.0;
    hours.chiller_electricity_mwh = chiller * cooling.chiller_size / 1000.0;
    hours.above_source_mwh = above / 1000.0;
    hours.unmet_cooling_mwh = unmet / 1000.0;
    hours.peak_cooling_kw = peak;
}
