//! The map of a heat pump: heat and electricity by part load and condenser return temperature
//! (source study, Tabel 15).

use serde::{Deserialize, Serialize};

use super::cop::{CopModel, CopPoints};
use super::problem::{Problem, positive, read_toml, within};

const CARRIER: &str = include_str!("../data/heat_pumps/carrier-400.toml");

/// A map as it is written in a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PumpMap {
    /// Name of the heat pump.
    pub name: String,
    /// Where the numbers come from.
    pub source: String,
    /// What it is called after, kW: another size is this map, scaled.
    pub rated_kw: f64,
    /// Water out of the evaporator at which it was measured, degC.
    #[serde(default = "usual_evaporator_c")]
    pub evaporator_c: f64,
    /// The part loads, per cent, from low to 100.
    pub part_load_pct: Vec<f64>,
    /// The columns, from cold to warm.
    #[serde(rename = "at")]
    pub columns: Vec<Column>,
}

/// That of the source study (Tabel 16).
pub(super) fn usual_evaporator_c() -> f64 {
    6.0
}

/// A heat pump of which its maker gives few points: the COP model makes the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PumpPoints {
    name: String,
    source: String,
    rated_kw: f64,
    /// The part loads of the map, per cent.
    part_load_pct: Vec<f64>,
    /// The temperatures of the map, degC.
    condenser_return_c: Vec<f64>,
    /// What the maker gives.
    cop: CopPoints,
}

/// The part loads at one temperature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Temperature of the water that returns to the condenser, degC.
    pub condenser_return_c: f64,
    /// Heat to the building, kW.
    pub condenser_kw: Vec<f64>,
    /// Electricity, kW.
    pub electricity_kw: Vec<f64>,
}

/// A map between two of its columns: what the heat pump does at one temperature.
#[derive(Debug, Clone, Copy)]
struct At<'a> {
    cooler: &'a Column,
    warmer: &'a Column,
    weight: f64,
}

/// Electricity against output at one temperature.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    output_kw: Vec<f64>,
    electricity_kw: Vec<f64>,
}

impl Column {
    /// Cold from the source at a part load, kW.
    #[must_use]
    pub fn evaporator_kw(&self, step: usize) -> f64 {
        self.condenser_kw[step] - self.electricity_kw[step]
    }

    /// COP in heating at a part load.
    #[must_use]
    pub fn cop(&self, step: usize) -> f64 {
        self.condenser_kw[step] / self.electricity_kw[step]
    }

    fn check(&self, what: &str, part_loads: &[f64]) -> Result<(), Problem> {
        let at = format!("{what}: at {} degC", self.condenser_return_c);
        for (name, cells) in [("condenser_kw", &self.condenser_kw), ("electricity_kw", &self.electricity_kw)] {
            if cells.len() != part_loads.len() {
                return Err(Problem::Length {
                    name: format!("{at}: {name}"),
                    found: cells.len(),
                    expected: part_loads.len().to_string(),
                    why: "each part load has a cell".to_owned(),
                });
            }
        }
        for (step, load) in part_loads.iter().enumerate() {
            let at = format!("{at}, {load} %");
            positive(
                &format!("{at}: electricity_kw"),
                self.electricity_kw[step],
                1e5,
                "a heat pump needs electricity",
            )?;
            positive(&format!("{at}: condenser_kw"), self.condenser_kw[step], 1e5, "a heat pump gives heat")?;
            let why = "electricity_kw may not be as much as condenser_kw: nothing would come from the source";
            positive(&format!("{at}: condenser_kw - electricity_kw"), self.evaporator_kw(step), 1e5, why)?;
            if step > 0 && self.evaporator_kw(step) <= self.evaporator_kw(step - 1) {
                return Err(Problem::Range {
                    name: format!("{at}: condenser_kw - electricity_kw"),
                    value: self.evaporator_kw(step),
                    why: "it has to rise with the part load".to_owned(),
                });
            }
            if step > 0 && self.condenser_kw[step] <= self.condenser_kw[step - 1] {
                return Err(Problem::Range {
                    name: format!("{at}: condenser_kw"),
                    value: self.condenser_kw[step],
                    why: "it has to rise with the part load".to_owned(),
                });
            }
        }
        Ok(())
    }
}

impl PumpMap {
    /// The map of 400 kW of the source study.
    ///
    /// # Errors
    /// Never for the embedded file; a test reads it.
    pub fn carrier() -> Result<Self, Problem> {
        Self::from_toml("carrier-400.toml", CARRIER)
    }

    /// Reads a map from TOML; `what` names it in messages. With a table `cop` in place of the columns
    /// `at`, the map is made by the COP model.
    ///
    /// # Errors
    /// When it is not TOML of this form, a cell is missing, a part load or an output does not rise, or
    /// electricity is as much as heat; and whatever [`CopModel::fit`] refuses.
    pub fn from_toml(what: &str, text: &str) -> Result<Self, Problem> {
        if read_toml::<toml::Table>(what, text)?.contains_key("cop") {
            let points: PumpPoints = read_toml(what, text)?;
            let model = CopModel::fit(&points.cop)?;
            let evaporator_c = points.cop.evaporator_c;
            let (loads, temperatures) = (&points.part_load_pct, &points.condenser_return_c);
            let map = Self::from_cop_model(what, &model, points.rated_kw, loads, temperatures, evaporator_c)?;
            return Ok(Self { name: points.name, source: points.source, ..map });
        }
        let map: Self = read_toml(what, text)?;
        map.check(what)?;
        Ok(map)
    }

    pub(super) fn check(&self, what: &str) -> Result<(), Problem> {
        within(&format!("{what}: evaporator_c"), self.evaporator_c, -30.0, 25.0, "it is the water that leaves")?;
        positive(&format!("{what}: rated_kw"), self.rated_kw, 1e5, "it is the size of the heat pump")?;
        let rises = |name: &str, values: &[f64]| match values
            .windows(2)
            .find(|pair| pair[0].is_nan() || pair[1].is_nan() || pair[0] >= pair[1])
            .map(|pair| pair[1])
        {
            Some(value) => Err(Problem::Range {
                name: format!("{what}: {name}"),
                value,
                why: "each has to be higher than the one before".to_owned(),
            }),
            None => Ok(()),
        };
        let temperatures: Vec<f64> = self.columns.iter().map(|column| column.condenser_return_c).collect();
        for (name, values) in [("part_load_pct", &self.part_load_pct), ("condenser_return_c", &temperatures)] {
            if values.len() < 2 {
                return Err(Problem::Length {
                    name: format!("{what}: {name}"),
                    found: values.len(),
                    expected: "at least 2".to_owned(),
                    why: "a map is interpolated".to_owned(),
                });
            }
            rises(name, values)?;
        }
        let (first, last) = (self.part_load_pct[0], self.part_load_pct[self.part_load_pct.len() - 1]);
        positive(&format!("{what}: part_load_pct"), first, 100.0, "the lowest part load is in per cent")?;
        if (last - 100.0).abs() > 1e-9 {
            return Err(Problem::Range {
                name: format!("{what}: part_load_pct"),
                value: last,
                why: "the last has to be 100: it is what the heat pump can do".to_owned(),
            });
        }
        self.columns.iter().try_for_each(|column| column.check(what, &self.part_load_pct))
    }

    /// A map made by a COP model: heat in proportion to the part load, electricity by the COP.
    ///
    /// # Errors
    /// When the model gives an impossible map.
    pub fn from_cop_model(
        name: &str,
        model: &CopModel,
        rated_kw: f64,
        part_load_pct: &[f64],
        condenser_c: &[f64],
        evaporator_c: f64,
    ) -> Result<Self, Problem> {
        let column = |temperature: &f64| {
            let heat: Vec<f64> = part_load_pct.iter().map(|load| rated_kw * load / 100.0).collect();
            let electricity = part_load_pct.iter().zip(&heat);
            let electricity_kw =
                electricity.map(|(load, kw)| kw / model.cop(*load, *temperature, evaporator_c)).collect();
            Column { condenser_return_c: *temperature, condenser_kw: heat, electricity_kw }
        };
        let map = Self {
            name: name.to_owned(),
            source: "COP model".to_owned(),
            rated_kw,
            evaporator_c,
            part_load_pct: part_load_pct.to_vec(),
            columns: condenser_c.iter().map(column).collect(),
        };
        map.check(name)?;
        Ok(map)
    }

    /// Between which temperatures it is known, degC.
    #[must_use]
    pub fn temperatures_c(&self) -> (f64, f64) {
        (self.columns[0].condenser_return_c, self.columns[self.columns.len() - 1].condenser_return_c)
    }

    fn at(&self, temperature_c: f64) -> At<'_> {
        let last = self.columns.len() - 1;
        let warmer = (1..last).find(|i| self.columns[*i].condenser_return_c >= temperature_c).unwrap_or(last);
        let (cooler, warmer) = (&self.columns[warmer - 1], &self.columns[warmer]);
        let width = warmer.condenser_return_c - cooler.condenser_return_c;
        let weight = ((temperature_c - cooler.condenser_return_c) / width).clamp(0.0, 1.0);
        At { cooler, warmer, weight }
    }

    /// The most heat at a return temperature, kW. Outside the map its nearest column counts.
    #[must_use]
    pub fn heat_capacity_kw(&self, condenser_return_c: f64) -> f64 {
        self.at(condenser_return_c).heat(self.part_load_pct.len() - 1)
    }

    /// The most cold at a return temperature, kW.
    #[must_use]
    pub fn cold_capacity_kw(&self, condenser_return_c: f64) -> f64 {
        self.at(condenser_return_c).cold(self.part_load_pct.len() - 1)
    }

    /// The heat that it gives of what is asked, and the electricity for it, kW. Below the lowest part
    /// load it goes on and off, at the COP of that part load.
    #[must_use]
    #[inline]
    pub fn heat(&self, asked_kw: f64, condenser_return_c: f64) -> (f64, f64) {
        let at = self.at(condenser_return_c);
        let heat_kw = asked_kw.min(at.heat(self.part_load_pct.len() - 1));
        (heat_kw, interpolate(heat_kw, self.part_load_pct.len(), |step| at.heat(step), |step| at.electricity(step)))
    }

    /// Electricity against cold at one return temperature.
    #[must_use]
    pub fn cold_curve(&self, condenser_return_c: f64) -> Curve {
        let at = self.at(condenser_return_c);
        let steps = 0..self.part_load_pct.len();
        Curve {
            output_kw: steps.clone().map(|step| at.cold(step)).collect(),
            electricity_kw: steps.map(|step| at.electricity(step)).collect(),
        }
    }
}

impl At<'_> {
    #[inline]
    fn between(&self, cooler: f64, warmer: f64) -> f64 {
        cooler + (warmer - cooler) * self.weight
    }

    #[inline]
    fn heat(&self, step: usize) -> f64 {
        self.between(self.cooler.condenser_kw[step], self.warmer.condenser_kw[step])
    }

    #[inline]
    fn electricity(&self, step: usize) -> f64 {
        self.between(self.cooler.electricity_kw[step], self.warmer.electricity_kw[step])
    }

    fn cold(&self, step: usize) -> f64 {
        self.heat(step) - self.electricity(step)
    }
}

impl Curve {
    /// The electricity for an output, kW; above the highest output its last stretch goes on.
    #[must_use]
    #[inline]
    pub fn electricity_kw(&self, output_kw: f64) -> f64 {
        interpolate(output_kw, self.output_kw.len(), |step| self.output_kw[step], |step| self.electricity_kw[step])
    }

    /// The COP at full load.
    #[must_use]
    pub fn full_load_cop(&self) -> f64 {
        let last = self.output_kw.len() - 1;
        self.output_kw[last] / self.electricity_kw[last]
    }
}

/// Electricity at an output: straight between the steps, in proportion below the first.
#[inline]
fn interpolate(kw: f64, steps: usize, output: impl Fn(usize) -> f64, electricity: impl Fn(usize) -> f64) -> f64 {
    let mut lower = output(0);
    if kw <= lower {
        return electricity(0) * kw / lower;
    }
    let mut step = 1;
    let mut upper = output(1);
    while kw > upper && step + 1 < steps {
        step += 1;
        lower = upper;
        upper = output(step);
    }
    let from = electricity(step - 1);
    from + (electricity(step) - from) * (kw - lower) / (upper - lower)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn refused(from: &str, to: &str) -> String {
        assert!(CARRIER.contains(from));
        PumpMap::from_toml("mine.toml", &CARRIER.replacen(from, to, 1)).unwrap_err().to_string()
    }

    #[test]
    fn the_map_gives_back_its_own_cells() {
        let map = PumpMap::carrier().unwrap();
        for column in &map.columns {
            for (step, kw) in column.condenser_kw.iter().enumerate() {
                let (heat, electricity) = map.heat(*kw, column.condenser_return_c);
                assert!((heat - kw).abs() < 1e-9);
                assert!((electricity - column.electricity_kw[step]).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn below_the_lowest_step_the_cop_is_that_of_the_step() {
        let map = PumpMap::carrier().unwrap();
        let (heat, electricity) = map.heat(50.0, 40.0);
        assert!((heat / electricity - 96.9 / 25.3).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn more_heat_never_takes_less_electricity_at_the_temperatures_of_the_map(
            a in 0.0_f64..500.0, more in 0.0_f64..100.0, column in 0_usize..5,
        ) {
            let map = PumpMap::carrier().unwrap();
            let temperature = map.columns[column].condenser_return_c;
            let ((heat, less), (more_heat, electricity)) = (map.heat(a, temperature), map.heat(a + more, temperature));
            prop_assert!(more_heat >= heat);
            prop_assert!(electricity >= less - 1e-9);
            prop_assert!(less <= heat && heat <= a);
        }

        #[test]
        fn it_never_gives_more_than_it_can(asked in 0.0_f64..2000.0, temperature in 0.0_f64..90.0) {
            let map = PumpMap::carrier().unwrap();
            let (heat, _) = map.heat(asked, temperature);
            prop_assert!(heat <= map.heat_capacity_kw(temperature) + 1e-9);
        }
    }

    #[test]
    fn a_missing_cell_is_refused() {
        assert_eq!(
            refused("[103.5, 114.2,", "[103.5,"),
            "mine.toml: at 30 degC: condenser_kw has 8 numbers, but should have 9: each part load has a cell"
        );
    }

    #[test]
    fn electricity_above_the_heat_is_refused() {
        let said = refused("electricity_kw = [17.9", "electricity_kw = [117.9");
        assert!(said.starts_with("mine.toml: at 30 degC, 20 %: condenser_kw - electricity_kw is -14.4"), "{said}");
    }

    #[test]
    fn part_loads_have_to_rise() {
        assert_eq!(
            refused("part_load_pct = [20.0, 30.0", "part_load_pct = [20.0, 20.0"),
            "mine.toml: part_load_pct is 20: each has to be higher than the one before"
        );
    }

    #[test]
    fn a_map_of_the_cop_model_has_its_cops() {
        let model = CopModel::fit(&super::super::cop::study_points()).unwrap();
        let map =
            PumpMap::from_cop_model("model", &model, 400.0, &[20.0, 60.0, 100.0], &[30.0, 40.0, 55.0], 6.0).unwrap();
        assert!((map.columns[1].cop(1) - model.cop(60.0, 40.0, 6.0)).abs() < 1e-12);
    }
}
