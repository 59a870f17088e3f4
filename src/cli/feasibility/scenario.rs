//! From flags to a study.

use std::path::PathBuf;

use clap::Args;

use crate::cli::complaint::Complaint;
use crate::cli::tools::{Failure, note};
use bodemtoets_feasibility::{DataFiles, Mode, Study, StudyInput, YearType};
use bodemtoets_words::lang::Lang;

/// The flags that make a scenario.
#[derive(Debug, Args)]
pub(super) struct ScenarioArgs {
    /// The building and its plant (TOML); an office of 15 000 m2 when left out.
    building: Option<PathBuf>,
    #[command(flatten)]
    data: DataArgs,
}

/// What flags say in place of the file of the building.
#[derive(Debug, Args)]
struct DataArgs {
    /// Floor area, m2, instead of what the file says.
    #[arg(long, value_name = "M2", allow_hyphen_values = true)]
    area: Option<f64>,
    /// Heat pump, kW, instead of what the file says.
    #[arg(long, value_name = "KW", allow_hyphen_values = true)]
    pump: Option<f64>,
    /// As it should be counted, or as the source study was published, mistakes included.
    #[arg(long, value_enum, default_value = "corrected")]
    mode: Mode,
    /// Prices and emission factors of this year; when neither this nor the file says the newest, or 2006 with
    /// --mode study.
    #[arg(long, value_name = "YEAR", conflicts_with = "prices")]
    price_year: Option<u16>,

    /// Prices and emission factors (TOML), instead of the embedded ones.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    prices: Option<PathBuf>,
    /// Map of the heat pump (TOML or CSV), instead of the embedded one.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    pump_map: Option<PathBuf>,
    /// Demand profile (TOML), instead of the embedded office.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    profile: Option<PathBuf>,
    /// Measured demand (CSV): heat and cooling in kW, a row for each of 8760 or 8784 hours,
    /// in the order of the year or with a column of times.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    demand: Option<PathBuf>,
    /// Type of the year in which it was measured; normal when left out.
    #[arg(long, value_enum, help_heading = "Data")]
    measured: Option<YearType>,
    /// Hourly temperatures of the KNMI (uurgeg): they move the demand, unless that was measured, and
    /// tell how long the dry cooler has warm air.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    weather: Option<PathBuf>,
    /// Which year of those temperatures stands for a type, such as cold=1996. When left out: the middle
    /// one by mean temperature is normal, and of three or more the coldest and the warmest are those.
    #[arg(long, value_name = "TYPE=YEAR", value_parser = weather_year, requires = "weather", help_heading = "Data")]
    weather_year: Vec<(YearType, i16)>,
    /// Plant (TOML), instead of the embedded one.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    plant: Option<PathBuf>,
    /// Cost functions (TOML), instead of the embedded ones.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    costs: Option<PathBuf>,
}

impl ScenarioArgs {
    /// Reads everything.
    pub(super) fn read(&self, lang: Lang) -> Result<Study, Failure> {
        self.data.input().read(self.building.as_deref()).map_err(|problem| problem.text(lang).into())
    }
}

/// The files that a study was read from.
pub(in crate::cli) fn files_of(study: &Study) -> impl Iterator<Item = &String> {
    study.inputs.iter().map(|input| &input.file)
}

/// Says on stderr what was filled in.
pub(super) fn tell_remarks(study: &Study, lang: Lang) {
    for remark in &study.remarks {
        note(remark.get(lang));
    }
}

impl DataArgs {
    fn input(&self) -> StudyInput {
        StudyInput {
            area_m2: self.area,
            heat_pump_kw: self.pump,
            mode: self.mode,
            price_year: self.price_year,
            files: DataFiles {
                prices: self.prices.clone(),
                pump_map: self.pump_map.clone(),
                profile: self.profile.clone(),
                demand: self.demand.clone(),
                measured: self.measured,
                weather: self.weather.clone(),
                plant: self.plant.clone(),
                costs: self.costs.clone(),
            },
            weather_years: self.weather_year.clone(),
        }
    }
}

/// Reads `cold=1996`.
fn weather_year(text: &str) -> Result<(YearType, i16), Complaint> {
    let read = || {
        let (name, year) = text.split_once('=')?;
        let kind = YearType::ALL.into_iter().find(|kind| kind.slug() == name.trim())?;
        Some((kind, year.trim().parse().ok()?))
    };
    read().ok_or_else(|| {
        Complaint::new(
            "geef cold, normal of warm, en een jaar, zoals cold=1996",
            "give cold, normal or warm, and a year, such as cold=1996",
        )
    })
}
