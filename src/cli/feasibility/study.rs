//! `bodemtoets feasibility`: whether a system pays, and what it saves.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use crate::cli::LangArgs;
use crate::cli::result::OutputArgs;
use crate::cli::tools::{Failure, note};
use crate::feasibility::{
    Building, Costs, Difference, Ground, Investment, Mode, Outcome, PerYear, Plant, Prices, Problem, Profile, PumpMap,
    Scenario, Series, YearResult, YearType,
};
use crate::lang::{Lang, Text};
use crate::report::feasibility::{csv, text};

/// The flags that make a scenario.
#[derive(Debug, Args)]
pub(super) struct ScenarioArgs {
    /// The building and its plant (TOML); an office of 15 000 m2 when left out.
    building: Option<PathBuf>,
    /// Floor area, m2, instead of what the file says.
    #[arg(long, value_name = "M2", allow_hyphen_values = true)]
    area: Option<f64>,
    /// Heat pump, kW, instead of what the file says.
    #[arg(long, value_name = "KW", allow_hyphen_values = true)]
    pump: Option<f64>,
    /// As it should be counted, or as the source study was published, mistakes included.
    #[arg(long, value_enum, default_value = "corrected")]
    mode: Mode,
    /// Prices and emission factors of this year.
    #[arg(long, value_name = "YEAR", default_value_t = 2006, conflicts_with = "prices")]
    price_year: u16,

    /// Prices and emission factors (TOML), instead of the embedded ones.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    prices: Option<PathBuf>,
    /// Map of the heat pump (TOML), instead of the embedded one.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    pump_map: Option<PathBuf>,
    /// Demand profile (TOML), instead of the embedded office.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    profile: Option<PathBuf>,
    /// Measured demand (CSV): heat and cooling in kW, a row for each of 8760 or 8784 hours.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    demand: Option<PathBuf>,
    /// Type of the year in which it was measured.
    #[arg(long, value_enum, default_value = "normal", requires = "demand", help_heading = "Data")]
    measured: YearType,
    /// Plant (TOML), instead of the embedded one.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    plant: Option<PathBuf>,
    /// Cost functions (TOML), instead of the embedded ones.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    costs: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct StudyArgs {
    #[command(flatten)]
    scenario: ScenarioArgs,
    /// Year type to show; may be given more than once. All three when left out.
    #[arg(long, value_enum)]
    year_type: Vec<YearType>,

    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    lang: LangArgs,
}

/// The result as JSON.
#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    name: &'a str,
    mode: Mode,
    area_m2: f64,
    heat_pump: &'a str,
    heat_pump_kw: f64,
    dry_cooler_kw: f64,
    source_kw: f64,
    boilers_kw: f64,
    prices: &'a Prices,
    investment: Investment,
    conventional_investment: Investment,
    years: BTreeMap<&'static str, &'a YearResult>,
    weights: PerYear<f64>,
    weighted: &'a YearResult,
    sequence: Sequence<'a>,
    ground: &'a Ground,
    differences: &'a [Difference],
    remarks: &'a [Text],
}

/// The balance of the ground over years in a row.
#[derive(Serialize)]
struct Sequence<'a> {
    years: &'a [YearType],
    imbalance_before_mwh: f64,
    imbalance_after_mwh: f64,
}

pub(super) fn run(args: &StudyArgs) -> Result<ExitCode, Failure> {
    let building = args.scenario.building()?;
    let scenario = args.scenario.scenario(&building, args.lang.lang)?;
    let mut outcome = scenario.run()?;
    let offered = building.source.offered();
    let ground = scenario.ground(&outcome, &offered)?;
    outcome.remarks.extend(ground.lacks(&offered));
    let mut years = args.year_type.clone();
    if years.is_empty() {
        years.extend(YearType::ALL);
    }
    let name = name(&building, args.lang.lang);
    args.output.write(
        || text::study(&name, &scenario, &outcome, &ground, &years, args.lang.lang),
        || csv(&outcome, &years),
        &document(&name, &building, &scenario, &outcome, &ground, &years),
    )
}

fn name(building: &Building, lang: Lang) -> String {
    let area = building.area_m2();
    building.name.clone().unwrap_or_else(|| format!("{} {area} m2", lang.pick("Kantoor van", "Office of")))
}

fn document<'a>(
    name: &'a str,
    building: &Building,
    scenario: &'a Scenario,
    outcome: &'a Outcome,
    ground: &'a Ground,
    years: &[YearType],
) -> Document<'a> {
    Document {
        format: "bodemtoets/feasibility/1",
        name,
        mode: scenario.mode,
        area_m2: building.area_m2(),
        heat_pump: &scenario.pump.name,
        heat_pump_kw: scenario.heat_pump_kw,
        dry_cooler_kw: scenario.dry_cooler_kw,
        source_kw: scenario.source_kw,
        boilers_kw: scenario.boilers_kw(),
        prices: &scenario.prices,
        investment: scenario.investment(),
        conventional_investment: scenario.conventional_investment(),
        years: years.iter().map(|year| (year.slug(), outcome.years.get(*year))).collect(),
        weights: scenario.weights,
        weighted: &outcome.weighted,
        sequence: Sequence {
            years: &scenario.sequence,
            imbalance_before_mwh: outcome.imbalance_before_in_sequence_mwh,
            imbalance_after_mwh: outcome.imbalance_after_in_sequence_mwh,
        },
        ground,
        differences: &outcome.differences,
        remarks: &outcome.remarks,
    }
}

impl ScenarioArgs {
    /// The building, with what the flags say.
    pub(super) fn building(&self) -> Result<Building, Failure> {
        let mut building = from_file(self.building.as_deref(), Building::from_toml)?.unwrap_or_default();
        building.area_m2 = self.area.or(building.area_m2);
        building.heat_pump.power_kw = self.pump.or(building.heat_pump.power_kw);
        Ok(building)
    }

    /// The scenario; what was filled in is said on stderr.
    pub(super) fn scenario(&self, building: &Building, lang: Lang) -> Result<Scenario, Failure> {
        let profile = match from_file(self.profile.as_deref(), Profile::from_toml)? {
            Some(profile) => profile,
            None => Profile::office()?,
        };
        let mut scenario = match from_file(self.demand.as_deref(), Series::from_csv)? {
            None => building.scenario(&profile, self.mode)?,
            Some(series) => {
                for remark in &series.remarks {
                    note(remark.get(lang));
                }
                let demand = series.demand(&profile, self.measured, building.area_m2())?;
                building.with_demand(demand, self.mode)?
            }
        };
        scenario.prices = match from_file(self.prices.as_deref(), Prices::from_toml)? {
            Some(prices) => prices,
            None => Prices::of_year(self.price_year)?,
        };
        if let Some(map) = from_file(self.pump_map.as_deref(), PumpMap::from_toml)? {
            scenario.pump = map;
        }
        if let Some(plant) = from_file(self.plant.as_deref(), Plant::from_toml)? {
            scenario.plant = plant;
        }
        if let Some(costs) = from_file(self.costs.as_deref(), Costs::from_toml)? {
            scenario.costs = costs;
        }
        building.size(&mut scenario)?;
        Ok(scenario)
    }
}

/// Reads a file when there is one.
fn from_file<T>(path: Option<&Path>, read: fn(&str, &str) -> Result<T, Problem>) -> Result<Option<T>, Failure> {
    let Some(path) = path else { return Ok(None) };
    let text = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    Ok(Some(read(&path.display().to_string(), &text)?))
}
