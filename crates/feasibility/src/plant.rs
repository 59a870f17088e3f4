//! What stands in the building: fixed numbers of the plant, for 15 000 m2; powers grow with the area.

use serde::{Deserialize, Serialize};

use super::problem::{Problem, positive, read_toml, within};
use super::year_type::{PerYear, YearType};

const PLANT: &str = include_str!("../data/buildings/plant.toml");

/// The plant as it is written in a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plant {
    /// Where the numbers come from.
    pub source: String,
    /// Power of boilers and heat pump together, kW.
    pub heat_kw: f64,
    /// Cooling that the plant has to give, kW.
    pub cooling_kw: f64,
    /// How warm the water is that returns to the condenser.
    pub heating_curve: HeatingCurve,
    /// The dry cooler on the wells.
    pub dry_cooler: DryCooler,
    /// The chiller of a building without wells.
    pub chiller: Chiller,
    /// The wells.
    pub source_well: SourceWell,
    /// What a building without wells has.
    pub conventional: Conventional,
}

/// Temperature of the water that returns to the condenser: rises with the heat asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeatingCurve {
    /// Without load, degC.
    pub lowest_c: f64,
    /// Never more, degC.
    pub highest_c: f64,
    /// From no load to full load, K.
    pub rise_k: f64,
    /// Full load, kW.
    pub full_load_kw: f64,
    /// What a year type adds, K.
    pub shift_k: PerYear<f64>,
}

/// The dry cooler that puts the warmth of summer or the cold of winter into the wells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DryCooler {
    /// Hours at full power in which it can charge heat (Tabel 14).
    pub full_load_hours: PerYear<f64>,
    /// Electricity as a share of the heat or cold that it moves.
    pub electricity_share: f64,
}

/// A compression chiller: the map of the heat pump in cooling, scaled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chiller {
    /// Cooling at the rated condenser temperature, kW.
    pub power_kw: f64,
    /// Condenser temperature of the rating, degC.
    pub rated_condenser_c: f64,
    /// Condenser temperature in use, degC.
    pub condenser_c: f64,
    /// Part of the winter's electricity that free cooling saves.
    pub free_cooling_winter: PerYear<f64>,
}

/// The wells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceWell {
    /// Between the warm and the cold well, K.
    pub temperature_difference_k: f64,
    /// Condenser temperature when the heat pump cools, degC.
    pub summer_condenser_c: f64,
}

/// Sizes of what a building without wells has, kW.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conventional {
    /// Boilers.
    pub boilers_kw: f64,
    /// Chiller.
    pub chiller_kw: f64,
    /// Dry cooler, which cools the chiller and cools freely in winter.
    pub dry_cooler_kw: f64,
    /// Exchanger of the dry cooler.
    pub exchanger_kw: f64,
}

impl Plant {
    /// The plant of the source study.
    ///
    /// # Errors
    /// Never for the embedded file; a test reads it.
    pub fn study() -> Result<Self, Problem> {
        Self::from_toml("plant.toml", PLANT)
    }

    /// Reads a plant from TOML; `what` names it in messages.
    ///
    /// # Errors
    /// When it is not TOML of this form, or a number in it is impossible.
    pub fn from_toml(what: &str, text: &str) -> Result<Self, Problem> {
        let plant: Self = read_toml(what, text)?;
        let name = |field: &str| format!("{what}: {field}");
        positive(&name("heat_kw"), plant.heat_kw, 1e6, "it is the power of boilers and heat pump")?;
        positive(&name("cooling_kw"), plant.cooling_kw, 1e6, "it is the highest cooling")?;
        let curve = &plant.heating_curve;
        within(&name("heating_curve.lowest_c"), curve.lowest_c, 5.0, 90.0, "it is the temperature of heating water")?;
        within(&name("heating_curve.highest_c"), curve.highest_c, curve.lowest_c, 95.0, "it is not below the lowest")?;
        within(&name("heating_curve.rise_k"), curve.rise_k, 0.0, 80.0, "it rises with the load")?;
        positive(&name("heating_curve.full_load_kw"), curve.full_load_kw, 1e6, "it is a power")?;
        for (year, hours) in plant.dry_cooler.full_load_hours.iter() {
            let field = name(&format!("dry_cooler.full_load_hours.{}", year.slug()));
            within(&field, *hours, 0.0, 8784.0, "they are hours of a year")?;
            let share = *plant.chiller.free_cooling_winter.get(year);
            within(&name("chiller.free_cooling_winter"), share, 0.0, 1.0, "it is a share")?;
            within(&name("heating_curve.shift_k"), *curve.shift_k.get(year), -30.0, 30.0, "it is a shift in K")?;
        }
        within(&name("dry_cooler.electricity_share"), plant.dry_cooler.electricity_share, 0.0, 1.0, "it is a share")?;
        positive(&name("chiller.power_kw"), plant.chiller.power_kw, 1e6, "it is a power")?;
        for (field, celsius) in [
            ("chiller.rated_condenser_c", plant.chiller.rated_condenser_c),
            ("chiller.condenser_c", plant.chiller.condenser_c),
            ("source_well.summer_condenser_c", plant.source_well.summer_condenser_c),
        ] {
            within(&name(field), celsius, 10.0, 90.0, "it is the temperature of a condenser")?;
        }
        let difference = plant.source_well.temperature_difference_k;
        within(&name("source_well.temperature_difference_k"), difference, 1.0, 20.0, "it is between the two wells")?;
        let conventional = &plant.conventional;
        for (field, kw) in [
            ("boilers_kw", conventional.boilers_kw),
            ("chiller_kw", conventional.chiller_kw),
            ("dry_cooler_kw", conventional.dry_cooler_kw),
            ("exchanger_kw", conventional.exchanger_kw),
        ] {
            within(&name(&format!("conventional.{field}")), kw, 0.0, 1e6, "it is a power")?;
        }
        Ok(plant)
    }
}

impl HeatingCurve {
    /// The return temperature, degC, of a building that is `scale` times 15 000 m2.
    #[must_use]
    #[inline]
    pub fn return_c(&self, heat_kw: f64, scale: f64, year: YearType) -> f64 {
        let load = (heat_kw / (self.full_load_kw * scale)).min(1.0);
        (self.lowest_c + self.rise_k * load + self.shift_k.get(year)).clamp(self.lowest_c, self.highest_c)
    }
}
