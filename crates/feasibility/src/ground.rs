//! What the plant asks of the ground: flow, volume, screens, the reach of its warmth; and whether an
//! application can give it.

use schemars::JsonSchema;
use serde::Serialize;

use super::outcome::Outcome;
use super::problem::Problem;
use super::remarks::UNMET;
use super::scenario::Scenario;
use super::well::Well;
use super::year_result::YearResult;
use super::year_type::{PerYear, YearType};
use bodemtoets_ground::crowding::{AQUIFER_MJ_M3_K, WATER_MJ_M3_K, thermal_radius_m};
use bodemtoets_words::lang::Text;

/// Heat that a m3 of water carries for each K, kWh.
pub(super) const WATER_KWH_M3_K: f64 = WATER_MJ_M3_K / 3.6;

/// What the plant asks of the ground.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Ground {
    /// Between the wells, K.
    pub temperature_difference_k: f64,
    /// Largest flow, m3/h.
    pub flow_m3_h: f64,
    /// Water moved in the year that moves most, both ways, m3.
    pub annual_volume_m3: f64,
    /// Length of screen that the flow needs in each well, m: of one warm and one cold well, or of as many
    /// pairs as are applied for. Indicative: by a norm known at second hand, and for an aquifer that is
    /// assumed unless its conductivity is given.
    pub screen_m: f64,
    /// How far warm and cold reach from their well, m: around the screens that are applied for, and
    /// around those that the flow needs when none are.
    pub thermal_radius_m: f64,
    /// Most heat added to the ground in a year, MWh.
    pub heat_added_mwh: f64,
    /// Most cold added to the ground in a year, MWh.
    pub cold_added_mwh: f64,
    /// Heat added in a mean year of those in a row, MWh: what the law balances.
    pub mean_heat_added_mwh: f64,
    /// Cold added in a mean year of those in a row, MWh. Cold of one year that would be unloaded is kept as
    /// far as the heat of another needs it.
    pub mean_cold_added_mwh: f64,
}

/// What an application offers, and the ground that it is for.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Offered {
    /// Largest flow, m3/h.
    pub flow_m3_h: Option<f64>,
    /// Length of the screens, m.
    pub screen_m: Option<f64>,
    /// Groundwater moved in a year, m3.
    pub annual_volume_m3: Option<f64>,
    /// How deep the wells go or may go, m below ground level.
    pub depth_m: Option<f64>,
    /// Pairs of a warm and a cold well that share the flow; one when not known.
    pub doublets: Option<f64>,
    /// The ground and the boreholes.
    pub well: Well,
}

/// Something that an application offers too little of.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Lack {
    /// The field of the application: `flow_m3_h`, `annual_volume_m3`, `screen_m`, `drilling_depth_m`; or
    /// `cooling_demand_mwh`, which the plant cannot meet.
    pub fact: &'static str,
    /// What is offered.
    pub offered: f64,
    /// What the plant needs.
    pub needed: f64,
    /// The two in a sentence.
    pub text: Text,
}

impl Scenario {
    /// The flow that the wells have to give, m3/h: for the cooling, for the heat pump at full load, or for
    /// the dry cooler, whichever asks most. That cooling and dry cooler may run at once is not counted: the
    /// hours of full power of the source study leave it open.
    #[must_use]
    pub fn flow_m3_h(&self) -> f64 {
        let temperature_difference_k = self.plant.source_well.temperature_difference_k;
        self.source_kw.max(self.evaporator_kw()).max(self.dry_cooler_kw) / (WATER_KWH_M3_K * temperature_difference_k)
    }

    /// What the plant asks of the ground, in the year that asks most.
    ///
    /// # Errors
    /// When the screen has no possible length, or the ground is no aquifer.
    pub fn ground(&self, outcome: &Outcome, offered: &Offered) -> Result<Ground, Problem> {
        let most = |read: fn(&YearResult) -> f64| {
            YearType::ALL.map(|year| read(outcome.years.get(year))).into_iter().fold(0.0, f64::max)
        };
        let temperature_difference_k = self.plant.source_well.temperature_difference_k;
        let heat_added_mwh = most(|year| year.ground_heat_added_mwh);
        let cold_added_mwh = most(|year| year.ground_cold_added_mwh);
        let season_mwh = heat_added_mwh.max(cold_added_mwh);
        let season_m3 = season_mwh * 1000.0 / (WATER_KWH_M3_K * temperature_difference_k);
        let flow_m3_h = self.flow_m3_h();
        let doublets = offered.doublets.unwrap_or(1.0).max(1.0);
        let screen_m = offered.well.screen_m(flow_m3_h / doublets, (season_m3 / flow_m3_h).clamp(1.0, 8760.0))?;
        #[expect(clippy::cast_precision_loss, reason = "a handful of years")]
        let share = 1.0 / self.sequence.len() as f64;
        let years = self.sequence.iter().map(|year| (share, outcome.years.get(*year)));
        let in_a_row = YearResult::weighted(years);
        // Heat that stays in the ground in one year needs less cold to be unloaded in the others.
        let left_mwh = in_a_row.ground_heat_added_mwh - in_a_row.ground_cold_added_mwh;
        let kept = left_mwh.max(0.0).min(in_a_row.surplus_cold_mwh);
        Ok(Ground {
            temperature_difference_k,
            flow_m3_h,
            annual_volume_m3: most(|year| year.groundwater_m3),
            screen_m,
            thermal_radius_m: thermal_radius_m(
                season_m3 / doublets,
                offered.screen_m.unwrap_or(screen_m),
                AQUIFER_MJ_M3_K,
            )?,
            heat_added_mwh,
            cold_added_mwh,
            mean_heat_added_mwh: in_a_row.ground_heat_added_mwh,
            mean_cold_added_mwh: in_a_row.ground_cold_added_mwh + kept,
        })
    }
}

impl Lack {
    /// The cooling that a plant gives too little of in the year that asks most of it; nothing when it
    /// delivers.
    #[must_use]
    pub fn of_cooling(years: &PerYear<YearResult>) -> Option<Self> {
        let short = |year: &&YearResult| year.unmet_cooling_mwh > UNMET * year.cooling_demand_mwh;
        let worst = years.iter().map(|(_, year)| year).filter(short);
        let worst = worst.max_by(|a, b| a.unmet_cooling_mwh.total_cmp(&b.unmet_cooling_mwh))?;
        let (needed, unmet) = (worst.cooling_demand_mwh, worst.unmet_cooling_mwh);
        Some(Self {
            fact: "cooling_demand_mwh",
            offered: needed - unmet,
            needed,
            text: Text {
                nl: format!("De installatie kan {unmet:.0} van de {needed:.0} MWh koeling in een jaar niet leveren."),
                en: format!("The plant cannot give {unmet:.0} of the {needed:.0} MWh of cooling in a year."),
            },
        })
    }
}

impl Scenario {
    /// Whether the plant delivers what is asked and the ground can bear it: no cooling is left out, no more
    /// heat than cold goes into the ground over the years in a row, and the wells feed the heat pump.
    ///
    /// # Errors
    /// When the ground is no aquifer.
    pub fn fits(&self, outcome: &Outcome) -> Result<bool, Problem> {
        let ground = self.ground(outcome, &Offered::default())?;
        let balanced = ground.mean_heat_added_mwh <= ground.mean_cold_added_mwh + 0.001;
        let fed = self.source_kw >= self.evaporator_kw() - 1e-9;
        Ok(balanced && fed && Lack::of_cooling(&outcome.years).is_none())
    }

    /// What the heat pump takes from the wells at full load, kW.
    #[must_use]
    pub fn evaporator_kw(&self) -> f64 {
        let (coolest_c, _) = self.pump.temperatures_c();
        self.pump.cold_capacity_kw(coolest_c) * self.heat_pump_kw / self.pump.rated_kw
    }
}

impl Ground {
    /// What an application offers too little of; empty when it can deliver, as far as it says.
    #[must_use]
    pub fn lacks(&self, offered: &Offered) -> Vec<Lack> {
        let [flow, volume, screen, depth] = [
            ("flow_m3_h", "Het debiet", "The flow", "m3/h"),
            ("annual_volume_m3", "Het jaarvolume", "The yearly volume", "m3"),
            ("screen_m", "De filterlengte", "The length of screen", "m"),
            ("drilling_depth_m", "De diepte", "The depth", "m"),
        ];
        let asked = [
            (flow, self.flow_m3_h, offered.flow_m3_h),
            (volume, self.annual_volume_m3, offered.annual_volume_m3),
            (screen, self.screen_m, offered.screen_m),
            // The screens alone are as long as that, wherever the aquifer begins.
            (depth, self.screen_m, offered.depth_m),
        ];
        let mut lacks = Vec::new();
        for ((fact, nl, en, unit), needed, offered) in asked {
            if let Some(offered) = offered.filter(|offered| *offered < needed) {
                let text = Text {
                    nl: format!("{nl} van {offered:.0} {unit} is te weinig: de installatie vraagt {needed:.0} {unit}."),
                    en: format!("{en} of {offered:.0} {unit} is too little: the plant asks {needed:.0} {unit}."),
                };
                lacks.push(Lack { fact, offered, needed, text });
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
        let offered = Offered {
            flow_m3_h: Some(20.0),
            screen_m: Some(30.0),
            annual_volume_m3: Some(1e6),
            depth_m: Some(120.0),
            ..Offered::default()
        };
        let ground = office.ground(&office.run().unwrap(), &offered).unwrap();
        let lacks = ground.lacks(&offered);
        assert_eq!(lacks.len(), 1);
        assert_eq!(lacks[0].text.en, "The flow of 20 m3/h is too little: the plant asks 43 m3/h.");
        assert!(ground.thermal_radius_m > 20.0);
    }

    #[test]
    fn too_short_a_screen_and_too_shallow_a_well_are_named() {
        let office = Scenario::office(400.0).unwrap();
        let offered = Offered { screen_m: Some(4.0), depth_m: Some(5.0), ..Offered::default() };
        let ground = office.ground(&office.run().unwrap(), &offered).unwrap();
        assert!((8.0..20.0).contains(&ground.screen_m), "{}", ground.screen_m);
        let facts: Vec<&str> = ground.lacks(&offered).iter().map(|lack| lack.fact).collect();
        assert_eq!(facts, ["screen_m", "drilling_depth_m"]);
    }
}
