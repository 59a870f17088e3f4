//! What is computed of a field: g-functions, temperatures, lengths.

use bodemtoets_loops::{
    Boundary, Condition, Design, Extremes, Fluid, Grid, Hourly, Limits, Monthly, Pulses, Required, Response, Side,
    WhichMonth, YearLoad, doubt, g_function,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::field_file::FieldFile;
use crate::problem::{Problem, positive};
use bodemtoets_words::lang::Text;

/// Lowest and highest temperature of what goes into the ground, degC: art. 4.1141 of the Besluit activiteiten
/// leefomgeving.
const LAW_C: [f64; 2] = [-3.0, 30.0];
/// Seconds in a year of 365 days.
const YEAR_S: f64 = 8760.0 * 3600.0;

/// What is computed of a field.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FieldAnswer {
    /// Loops.
    pub loops: usize,
    /// All their lengths together, m.
    pub total_length_m: f64,
    /// Condition that temperatures and lengths rest on; the others are a band in `g_function`.
    pub condition: &'static str,
    /// Effective resistance that they rest on, mK/W.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_resistance_m_k_w: Option<f64>,
    /// g-functions.
    pub g_function: GFunction,
    /// Temperatures of the mean fluid, when loads, resistance and ground are given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temperatures: Option<TemperaturesC>,
    /// Lengths of each loop (all in proportion) that keep the limits of the mean fluid for 25 years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_length_m_25_years: Option<Lengths>,
    /// The law, when the flow is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<LawAnswer>,
    /// What is odd, and what was left out.
    pub remarks: Vec<Text>,
}

/// g-functions at some times.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GFunction {
    /// Times, s.
    pub time_s: Vec<f64>,
    /// Heat per metre equal over the field.
    pub uniform_extraction: Vec<f64>,
    /// Wall temperature equal over the field.
    pub uniform_wall_temperature: Vec<f64>,
    /// What its segments leave in doubt at the last time, as a part of it.
    pub uniform_wall_temperature_doubt: f64,
    /// Fluid into the loops equal, when pipes are given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub equal_inlet: Option<Vec<f64>>,
}

/// Temperatures over the years.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TemperaturesC {
    /// Hour by hour, 25 years.
    pub hourly_25: HourlyC,
    /// Hour by hour, 50 years.
    pub hourly_50: HourlyC,
    /// By months with peaks, 25 years.
    pub monthly_25: MonthlyC,
    /// By months with peaks, 50 years.
    pub monthly_50: MonthlyC,
}

/// Temperatures hour by hour, degC; hours since the start, from 0.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the names say it")]
pub struct HourlyC {
    pub min_c: f64,
    pub hour_of_min: usize,
    pub max_c: f64,
    pub hour_of_max: usize,
    pub wall_min_c: f64,
    pub wall_max_c: f64,
    pub mean_of_last_year_c: f64,
}

/// Temperatures by months, degC; months since the start, from 0; `base` is without peaks.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the names say it")]
pub struct MonthlyC {
    pub min_c: f64,
    pub month_of_min: usize,
    pub max_c: f64,
    pub month_of_max: usize,
    pub base_min_c: f64,
    pub base_max_c: f64,
    pub wall_min_c: f64,
    pub wall_max_c: f64,
}

/// Lengths of each loop, m; none where no length is enough (then a remark says why).
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Lengths {
    /// By three pulses, the first month with the highest peak.
    #[serde(rename = "L2")]
    pub l2: Option<f64>,
    /// By three pulses, the month that asks most: what to look at.
    #[serde(rename = "L2_worst_month")]
    pub l2_worst_month: Option<f64>,
    /// By months with peaks.
    #[serde(rename = "L3")]
    pub l3: Option<f64>,
    /// Which limit sets it.
    #[serde(rename = "L3_set_by", skip_serializing_if = "Option::is_none")]
    pub l3_set_by: Option<&'static str>,
    /// By hours.
    #[serde(rename = "L4")]
    pub l4: Option<f64>,
    /// Which limit sets it.
    #[serde(rename = "L4_set_by", skip_serializing_if = "Option::is_none")]
    pub l4_set_by: Option<&'static str>,
}

/// What the law's limits on the fluid that goes into the ground come to, over 25 years by hours.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LawAnswer {
    /// Mass flow through the field, kg/s.
    pub flow_kg_s: f64,
    /// J/kgK.
    pub heat_capacity_j_kg_k: f64,
    /// Mean length of the loops, m.
    pub at_length_m: f64,
    /// Coldest that goes into the ground, degC.
    pub into_ground_min_c: f64,
    /// Warmest that goes into the ground, degC.
    pub into_ground_max_c: f64,
    /// The same over 50 years.
    pub into_ground_min_50_years_c: f64,
    /// The same over 50 years.
    pub into_ground_max_50_years_c: f64,
    /// The largest multiple of the load that keeps -3 and 30 degC.
    pub largest_multiple_of_the_load: Option<f64>,
    /// Length of each loop that just keeps them, m.
    pub required_length_m: Option<f64>,
    /// Which limit sets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_by: Option<&'static str>,
}

impl FieldAnswer {
    /// Computes all that a file has the numbers for; `load` are its hourly loads.
    ///
    /// # Errors
    /// When a number cannot be.
    pub fn of(file: &FieldFile, load: Option<&YearLoad>) -> Result<Self, Problem> {
        let (field, ground, legs) = (file.field()?, file.ground()?, file.legs()?);
        let mut remarks: Vec<Text> = file.others.keys().map(|key| unused(key)).collect();
        let time_s = if file.time_s.is_empty() { usual_times_s() } else { file.time_s.clone() };
        let g = |boundary: &Boundary| g_function(&field, &ground, boundary, &time_s);
        let last_s = time_s.iter().copied().fold(0.0, f64::max);
        let g_function = GFunction {
            uniform_extraction: g(&Boundary::UniformExtraction)?,
            uniform_wall_temperature: g(&Boundary::UniformWall)?,
            uniform_wall_temperature_doubt: doubt(&field, &ground, &Boundary::UniformWall, last_s)?,
            equal_inlet: legs.map(|legs| g(&Boundary::EqualInlet(vec![legs; field.loops().len()]))).transpose()?,
            time_s,
        };
        let design = file.design()?;
        let mut answer = Self {
            loops: field.loops().len(),
            total_length_m: field.total_length_m(),
            condition: design.as_ref().map_or("uniform_wall_temperature", |design| name_of(design.condition)),
            effective_resistance_m_k_w: design.as_ref().map(Design::resistance_m_k_w).transpose()?,
            g_function,
            temperatures: None,
            required_length_m_25_years: None,
            law: None,
            remarks: Vec::new(),
        };
        match (&design, load) {
            (Some(design), Some(load)) => answer.with_load(file, design, load, &mut remarks)?,
            (None, Some(_)) => remarks.push(Text {
                nl: "Zonder undisturbed_c en effective_resistance_m_k_w (of equal_inlet_is) zijn er geen temperaturen."
                    .to_owned(),
                en: "Without undisturbed_c and effective_resistance_m_k_w (or equal_inlet_is) there are no temperatures."
                    .to_owned(),
            }),
            (_, None) => remarks.push(Text {
                nl: "Zonder loads zijn er geen temperaturen en lengtes.".to_owned(),
                en: "Without loads there are no temperatures and lengths.".to_owned(),
            }),
        }
        answer.remarks = remarks;
        Ok(answer)
    }

    fn with_load(
        &mut self,
        file: &FieldFile,
        design: &Design,
        load: &YearLoad,
        remarks: &mut Vec<Text>,
    ) -> Result<(), Problem> {
        let peak_hours = file.peak_hours()?;
        let grid = Grid::of_years(50.0);
        let response = design.response(&grid)?;
        let [hourly_25, hourly_50] = [25, 50].map(|years| Hourly::new(load.clone(), years));
        let hours = |hourly: &Hourly| hourly_c(design, hourly, &response);
        let months = |years| monthly_c(design, &Monthly::new(load, years, peak_hours), &response);
        self.temperatures = Some(TemperaturesC {
            hourly_25: hours(&hourly_25)?,
            hourly_50: hours(&hourly_50)?,
            monthly_25: months(25)?,
            monthly_50: months(50)?,
        });
        let grid = Grid::of_years(25.0);
        if let Some([lowest_c, highest_c]) = file.mean_fluid_limit_c {
            let limits = Limits { lowest_c, highest_c, of: Fluid::Mean };
            limits.check(design.ground_c())?;
            let mut length =
                |what: &str, found: Result<Required, bodemtoets_loops::Problem>| found_or(what, found, remarks);
            let pulses = |which| Pulses::new(load, 25, peak_hours, which);
            let l2 = length("L2", design.length_by_pulses(&pulses(WhichMonth::FirstPeak), &limits, &grid))?;
            let worst = length("L2_worst_month", design.length_by_pulses(&pulses(WhichMonth::Any), &limits, &grid))?;
            let l3 = length("L3", design.length_by_months(&Monthly::new(load, 25, peak_hours), &limits, &grid))?;
            let l4 = length("L4", design.length_by_hours(&hourly_25, &limits, &grid))?;
            self.required_length_m_25_years = Some(Lengths {
                l2: l2.map(|found| found.length_m),
                l2_worst_month: worst.map(|found| found.length_m),
                l3: l3.map(|found| found.length_m),
                l3_set_by: l3.and_then(set_by),
                l4: l4.map(|found| found.length_m),
                l4_set_by: l4.and_then(set_by),
            });
        }
        if let Some(law) = file.law {
            positive("law.flow_kg_s", law.flow_kg_s, 10_000.0, "without flow nothing reaches the ground")?;
            positive("law.heat_capacity_j_kg_k", law.heat_capacity_j_kg_k, 5000.0, "water has 4190 J/kgK")?;
            let flow_w_k = law.flow_kg_s * law.heat_capacity_j_kg_k;
            let [lowest_c, highest_c] = LAW_C;
            let limits = Limits { lowest_c, highest_c, of: Fluid::IntoGround { flow_w_k } };
            let into = |hourly: &Hourly| -> Result<Extremes, Problem> {
                let temperatures = design.hourly_with(hourly, Some(flow_w_k), &response)?;
                Ok(temperatures.into_ground.unwrap_or(temperatures.mean))
            };
            let (of_25, of_50) = (into(&hourly_25)?, into(&hourly_50)?);
            let required = found_or("law", design.length_by_hours(&hourly_25, &limits, &grid), remarks)?;
            let multiple = if load.is_nothing() {
                None
            } else {
                Some(design.capacity(&hourly_25, &limits, &grid)?.largest_multiple)
            };
            self.law = Some(LawAnswer {
                flow_kg_s: law.flow_kg_s,
                heat_capacity_j_kg_k: law.heat_capacity_j_kg_k,
                at_length_m: design.field.mean_length_m(),
                into_ground_min_c: of_25.min_c,
                into_ground_max_c: of_25.max_c,
                into_ground_min_50_years_c: of_50.min_c,
                into_ground_max_50_years_c: of_50.max_c,
                largest_multiple_of_the_load: multiple,
                required_length_m: required.map(|found| found.length_m),
                set_by: required.and_then(set_by),
            });
        }
        Ok(())
    }
}

/// A length; none, with a remark, where no length is enough.
fn found_or(
    what: &str,
    found: Result<Required, bodemtoets_loops::Problem>,
    remarks: &mut Vec<Text>,
) -> Result<Option<Required>, Problem> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(problem @ bodemtoets_loops::Problem::NoLength { .. }) => {
            remarks.push(Text { nl: format!("{what}: {problem}"), en: format!("{what}: {problem}") });
            Ok(None)
        }
        Err(problem) => Err(problem.into()),
    }
}

fn set_by(found: Required) -> Option<&'static str> {
    found.set_by.map(|side| if side == Side::Warm { "warm" } else { "cold" })
}

fn hourly_c(design: &Design, hourly: &Hourly, response: &Response) -> Result<HourlyC, Problem> {
    let found = design.hourly_with(hourly, None, response)?;
    Ok(HourlyC {
        min_c: found.mean.min_c,
        hour_of_min: found.mean.when_min,
        max_c: found.mean.max_c,
        hour_of_max: found.mean.when_max,
        wall_min_c: found.wall.min_c,
        wall_max_c: found.wall.max_c,
        mean_of_last_year_c: found.mean_of_last_year_c,
    })
}

fn monthly_c(design: &Design, monthly: &Monthly, response: &Response) -> Result<MonthlyC, Problem> {
    let found = design.monthly_with(monthly, response)?;
    Ok(MonthlyC {
        min_c: found.mean.min_c,
        month_of_min: found.mean.when_min,
        max_c: found.mean.max_c,
        month_of_max: found.mean.when_max,
        base_min_c: found.base.min_c,
        base_max_c: found.base.max_c,
        wall_min_c: found.wall.min_c,
        wall_max_c: found.wall.max_c,
    })
}

fn name_of(condition: Condition) -> &'static str {
    match condition {
        Condition::UniformExtraction => "uniform_extraction",
        Condition::UniformWall => "uniform_wall_temperature",
        Condition::EqualInlet => "equal_inlet",
    }
}

fn unused(key: &str) -> Text {
    Text { nl: format!("{key} wordt niet gebruikt."), en: format!("{key} is not used.") }
}

/// From an hour to a hundred years, ten a decade.
fn usual_times_s() -> Vec<f64> {
    let steps = std::iter::successors(Some(0.0), |step| Some(step + 1.0));
    let times = steps.map(|step| 3600.0 * 10_f64.powf(step / 10.0)).take_while(|time_s| *time_s < 100.0 * YEAR_S);
    times.chain(std::iter::once(100.0 * YEAR_S)).collect()
}
