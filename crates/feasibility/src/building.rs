//! A building as somebody writes it down.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::demand::{Demand, Profile};
use super::epc::Epc;
use super::ground::Offered;
use super::mode::Mode;
use super::problem::{Problem, positive, read_toml, within};
use super::scenario::{LARGEST_HEAT_PUMP_KW, Scenario, WellPumps};
use super::well::Well;
use super::year_type::{PerYear, YearType};

/// Heat pump for each m2 of floor, kW, when none is given: the 400 kW of the source study.
const HEAT_PUMP_KW_M2: f64 = 400.0 / 15_000.0;

/// A building and its plant. What is left out has the value that belongs to the floor area.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Building {
    /// Its name.
    pub name: Option<String>,
    /// Floor area, m2.
    pub area_m2: Option<f64>,
    /// Heat in a normal year, MWh; by floor area when left out.
    pub heat_demand_mwh: Option<f64>,
    /// Cooling in a normal year, MWh; by floor area when left out.
    pub cooling_demand_mwh: Option<f64>,
    /// The heat pump.
    pub heat_pump: HeatPumpKeys,
    /// The dry cooler.
    pub dry_cooler: DryCoolerKeys,
    /// The wells.
    pub source: SourceKeys,
    /// How much each year type counts in the mix.
    pub weights: Option<PerYear<f64>>,
    /// Years in a row over which the balance of the ground is summed.
    pub sequence: Option<Vec<YearType>>,
    /// Year of the embedded prices and emission factors; the newest when left out.
    pub price_year: Option<u16>,
    /// Coefficients that were computed elsewhere.
    pub epc: Option<Epc>,
    /// Files with other data.
    pub files: DataFiles,
}

/// Files with other data than the embedded; a path is seen from the folder of the building's file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DataFiles {
    /// Prices and emission factors.
    pub prices: Option<PathBuf>,
    /// Map of the heat pump.
    pub pump_map: Option<PathBuf>,
    /// Demand profile.
    pub profile: Option<PathBuf>,
    /// Measured demand.
    pub demand: Option<PathBuf>,
    /// Type of the year in which it was measured.
    pub measured: Option<YearType>,
    /// Hourly temperatures.
    pub weather: Option<PathBuf>,
    /// Plant.
    pub plant: Option<PathBuf>,
    /// Cost functions.
    pub costs: Option<PathBuf>,
}

/// Keys of the heat pump.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HeatPumpKeys {
    /// Heat at its rating, kW.
    pub power_kw: Option<f64>,
    /// Water out of the evaporator, degC; 6 when left out.
    pub evaporator_c: Option<f64>,
}

/// Keys of the dry cooler.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DryCoolerKeys {
    /// Power, kW; that of the heat pump when left out.
    pub power_kw: Option<f64>,
}

/// Keys of the wells.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SourceKeys {
    /// What they can cool, kW; what belongs to the heat pump when left out.
    pub power_kw: Option<f64>,
    /// Electricity of the pumps for each m3, kWh.
    pub well_pump_kwh_m3: Option<f64>,
    /// Electricity of the pumps at full flow, kW.
    pub well_pump_kw: Option<f64>,
    /// Largest flow that is applied for, m3/h.
    pub flow_m3_h: Option<f64>,
    /// Length of the screens, m.
    pub screen_m: Option<f64>,
    /// Groundwater moved in a year that is applied for, m3.
    pub annual_volume_m3: Option<f64>,
    /// Conductivity of the aquifer, m/d; 30 when left out.
    pub conductivity_m_d: Option<f64>,
    /// Diameter of the boreholes, m; 0.8 when left out.
    pub borehole_m: Option<f64>,
}

impl Building {
    /// Reads a building from TOML; `what` names it in messages.
    ///
    /// # Errors
    /// When it is not TOML of this form, or a coefficient is impossible.
    pub fn from_toml(what: &str, text: &str) -> Result<Self, Problem> {
        let building: Self = read_toml(what, text)?;
        building.epc.iter().try_for_each(Epc::check)?;
        Ok(building)
    }

    /// The floor area, m2: 15 000 when it is left out.
    #[must_use]
    pub fn area_m2(&self) -> f64 {
        self.area_m2.unwrap_or(15_000.0)
    }

    /// The floor area of an office that asks as much heat as this building does, m2: what its plant is sized
    /// by when the area is left out. Nothing when the area is given, or no heat is. `measured_mwh` is the heat
    /// of a normal year when it was measured.
    ///
    /// # Errors
    /// When the profile has no possible area.
    pub fn area_by_demand_m2(&self, profile: &Profile, measured_mwh: Option<f64>) -> Result<Option<f64>, Problem> {
        if self.area_m2.is_some() {
            return Ok(None);
        }
        let office = profile.demand(15_000.0)?;
        let heat = self.heat_demand_mwh.or(measured_mwh).filter(|mwh| *mwh > 0.0);
        let usual = Some(office.heat_mwh(YearType::Normal)).filter(|mwh| *mwh > 0.0);
        let times = heat.zip(usual).map(|(heat, usual)| heat / usual);
        Ok(times.map(|times| times * 15_000.0))
    }

    /// A scenario of it, with the demand of a profile and everything else as in the source study.
    ///
    /// ```
    /// use bodemtoets_feasibility::{Building, Mode, Profile, Scenario};
    ///
    /// let building = Building::from_toml("mine.toml", "area_m2 = 15000\nheat_pump.power_kw = 400")?;
    /// assert_eq!(building.scenario(&Profile::office()?, Mode::Corrected)?, Scenario::office(400.0)?);
    /// # Ok::<(), bodemtoets_feasibility::Problem>(())
    /// ```
    ///
    /// # Errors
    /// When a number is impossible.
    pub fn scenario(&self, profile: &Profile, mode: Mode) -> Result<Scenario, Problem> {
        self.with_demand(profile.demand(self.area_m2())?, mode)
    }

    /// The same with a demand that was measured.
    ///
    /// # Errors
    /// When a number is impossible.
    pub fn with_demand(&self, mut demand: Demand, mode: Mode) -> Result<Scenario, Problem> {
        let (heat, cooling) = (demand.heat_mwh(YearType::Normal), demand.cooling_mwh(YearType::Normal));
        let times = |name: &str, asked: Option<f64>, of_profile: f64| match asked {
            None => Ok(1.0),
            Some(_) if of_profile <= 0.0 => Err(Problem::Range {
                name: name.to_owned(),
                value: asked.unwrap_or_default(),
                why: "the demand is nothing in a normal year, so that it cannot be scaled".to_owned(),
            }),
            Some(mwh) => within(name, mwh, 0.0, 1e6, "it is the demand of a normal year").map(|()| mwh / of_profile),
        };
        let heat = times("heat_demand_mwh", self.heat_demand_mwh, heat)?;
        let cooling = times("cooling_demand_mwh", self.cooling_demand_mwh, cooling)?;
        demand = demand.times(heat, cooling);
        let power_kw = self.heat_pump.power_kw.unwrap_or_else(|| HEAT_PUMP_KW_M2 * self.area_m2());
        let mut scenario = Scenario::study(demand, power_kw)?;
        scenario.mode = mode;
        scenario.weights = self.weights.unwrap_or(scenario.weights);
        scenario.sequence = self.sequence.clone().unwrap_or(scenario.sequence);
        scenario.well_pumps = self.source.well_pumps()?;
        self.size(&mut scenario)?;
        Ok(scenario)
    }

    /// Gives a scenario the sizes of dry cooler and wells that are written, and to what is left out those
    /// that belong to its heat pump. Needed again after another map or plant was put in.
    ///
    /// # Errors
    /// When a size is impossible.
    pub fn size(&self, scenario: &mut Scenario) -> Result<(), Problem> {
        positive(
            "heat_pump.power_kw",
            scenario.heat_pump_kw,
            LARGEST_HEAT_PUMP_KW,
            "it is the heat that the heat pump gives",
        )?;
        if let Some(evaporator_c) = self.heat_pump.evaporator_c {
            *scenario = scenario.clone().with_evaporator(evaporator_c)?;
        }
        scenario.dry_cooler_kw = self.dry_cooler.power_kw.unwrap_or(scenario.heat_pump_kw);
        scenario.source_kw = self.source.power_kw.unwrap_or_else(|| scenario.source_rule_kw());
        scenario.check()
    }
}

impl SourceKeys {
    /// What is applied for, and the ground that it is for.
    ///
    /// # Errors
    /// When a number is impossible.
    pub fn offered(&self) -> Result<Offered, Problem> {
        for (name, value, highest) in [
            ("source.flow_m3_h", self.flow_m3_h, 2e3),
            ("source.screen_m", self.screen_m, 1e3),
            ("source.annual_volume_m3", self.annual_volume_m3, 2e7),
        ] {
            value.map_or(Ok(()), |value| positive(name, value, highest, "it is what is applied for"))?;
        }
        let usual = Well::default();
        let well = Well {
            conductivity_m_d: self.conductivity_m_d.unwrap_or(usual.conductivity_m_d),
            borehole_m: self.borehole_m.unwrap_or(usual.borehole_m),
        };
        let Self { flow_m3_h, screen_m, annual_volume_m3, .. } = *self;
        Ok(Offered { flow_m3_h, screen_m, annual_volume_m3, well, ..Offered::default() })
    }

    fn well_pumps(&self) -> Result<Option<WellPumps>, Problem> {
        match (self.well_pump_kwh_m3, self.well_pump_kw) {
            (Some(_), Some(kw)) => Err(Problem::Range {
                name: "source.well_pump_kw".to_owned(),
                value: kw,
                why: "well_pump_kwh_m3 is given as well; give one of the two".to_owned(),
            }),
            (Some(value), None) => Ok(Some(WellPumps::KwhPerM3(value))),
            (None, Some(value)) => Ok(Some(WellPumps::Kw(value))),
            (None, None) => Ok(None),
        }
    }
}
