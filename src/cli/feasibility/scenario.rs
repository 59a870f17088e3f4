//! From flags and files to a scenario.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::tools::{Failure, note};
use crate::feasibility::{
    Building, Costs, Mode, PerYear, Plant, Prices, Problem, Profile, PumpMap, Scenario, Series, Weather, WeatherYear,
    YearType,
};
use crate::lang::{Lang, Text};
use crate::provenance::{InputFile, sha256};
use crate::tabular::Content;
use crate::words::fixed;

/// The flags that make a scenario.
#[derive(Debug, Args)]
pub(super) struct ScenarioArgs {
    /// The building and its plant (TOML); an office of 15 000 m2 when left out.
    building: Option<PathBuf>,
    #[command(flatten)]
    data: DataArgs,
}

/// What flags say in place of the file of the building.
#[derive(Debug, Default, Args)]
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
    /// Prices and emission factors of this year; 2006 when neither this nor the file says.
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
    /// Measured demand (CSV): heat and cooling in kW, a row for each of 8760 or 8784 hours.
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

/// A building, and the scenario made of it.
pub(in crate::cli) struct Chosen {
    pub building: Building,
    pub scenario: Scenario,
    /// What was filled in or chosen on the way.
    pub remarks: Vec<Text>,
    /// The files that were read.
    pub inputs: Vec<InputFile>,
}

impl ScenarioArgs {
    /// Reads everything.
    pub(super) fn read(&self) -> Result<Chosen, Failure> {
        self.data.read(self.building.as_deref())
    }
}

impl Chosen {
    /// Reads the file of a building, and the files that it names.
    pub(in crate::cli) fn from_file(building: &Path) -> Result<Self, Failure> {
        DataArgs::default().read(Some(building))
    }

    /// The files that it was read from.
    pub(in crate::cli) fn files(&self) -> impl Iterator<Item = &String> {
        self.inputs.iter().map(|input| &input.file)
    }

    /// What to call the building.
    pub(in crate::cli) fn name(&self, lang: Lang) -> String {
        let area = self.building.area_m2();
        let unnamed = || format!("{} {area} m2", lang.pick("Kantoor van", "Office of"));
        self.building.name.clone().unwrap_or_else(unnamed)
    }

    /// Says on stderr what was filled in.
    pub(in crate::cli) fn tell(&self, lang: Lang) {
        for remark in &self.remarks {
            note(remark.get(lang));
        }
    }
}

/// Reads `cold=1996`.
fn weather_year(text: &str) -> Result<(YearType, i16), String> {
    let read = || {
        let (name, year) = text.split_once('=')?;
        let kind = YearType::ALL.into_iter().find(|kind| kind.slug() == name.trim())?;
        Some((kind, year.trim().parse().ok()?))
    };
    read().ok_or_else(|| "cold, normal or warm, and a year, such as cold=1996".to_owned())
}

impl DataArgs {
    fn read(&self, path: Option<&Path>) -> Result<Chosen, Failure> {
        let mut inputs = Vec::new();
        let mut building = from_file(path, &mut inputs, Building::from_toml)?.unwrap_or_default();
        building.area_m2 = self.area.or(building.area_m2);
        building.heat_pump.power_kw = self.pump.or(building.heat_pump.power_kw);
        let folder = path.and_then(Path::parent).unwrap_or(Path::new(""));
        let file = |flag: &Option<PathBuf>, key: &Option<PathBuf>| -> Option<PathBuf> {
            flag.clone().or_else(|| key.as_ref().map(|key| folder.join(key)))
        };
        let files = building.files.clone();
        let mut remarks = Vec::new();

        let profile = match from_file(file(&self.profile, &files.profile).as_deref(), &mut inputs, Profile::from_toml)?
        {
            Some(profile) => profile,
            None => Profile::office()?,
        };
        let measured = self.measured.or(files.measured).unwrap_or(YearType::Normal);
        let series = from_file(file(&self.demand, &files.demand).as_deref(), &mut inputs, Series::from_csv)?;
        let weather = match from_file(file(&self.weather, &files.weather).as_deref(), &mut inputs, Weather::from_knmi)?
        {
            Some(weather) => Some(self.weather_years(weather, &mut remarks)?),
            None => None,
        };
        let of_series = |series: &Series| series.demand(&profile, measured, 15_000.0);
        let measured_mwh = series.as_ref().map(of_series).transpose()?;
        let measured_mwh = measured_mwh.map(|demand| demand.heat_mwh(YearType::Normal));
        if let Some(area_m2) = building.area_by_demand_m2(&profile, measured_mwh)? {
            let area_m2 = area_m2.round();
            building.area_m2 = Some(area_m2);
            remarks.push(Text {
                nl: format!(
                    "De vloeroppervlakte is niet opgegeven: de installatie is die van een kantoor van {area_m2} m2, \
                     dat evenveel vraagt."
                ),
                en: format!(
                    "The floor area is not given: the plant is that of an office of {area_m2} m2, which asks as much."
                ),
            });
        }
        let mut demand = match &series {
            Some(series) => series.demand(&profile, measured, building.area_m2())?,
            None => profile.demand(building.area_m2())?,
        };
        if let (None, Some(PerYear { cold, normal: Some(normal), warm })) = (&series, &weather) {
            demand = demand.by_weather(normal, cold.as_ref(), warm.as_ref())?;
        }
        remarks.extend(series.into_iter().flat_map(|series| series.remarks));
        let mut scenario = building.with_demand(demand, self.mode)?;

        // A flag goes before a file that the building names.
        let prices = if self.price_year.is_some() { None } else { file(&self.prices, &files.prices) };
        scenario.prices = match from_file(prices.as_deref(), &mut inputs, Prices::from_toml)? {
            Some(prices) => prices,
            None => Prices::of_year(self.price_year.or(building.price_year).unwrap_or(2006))?,
        };
        if let Some(map) = file(&self.pump_map, &files.pump_map) {
            let table = map.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
            let read = if table { PumpMap::from_csv } else { PumpMap::from_toml };
            scenario.pump = from_file(Some(&map), &mut inputs, read)?.unwrap_or(scenario.pump);
        }
        if let Some(plant) = from_file(file(&self.plant, &files.plant).as_deref(), &mut inputs, Plant::from_toml)? {
            scenario.plant = plant;
        }
        if let Some(costs) = from_file(file(&self.costs, &files.costs).as_deref(), &mut inputs, Costs::from_toml)? {
            scenario.costs = costs;
        }
        if let Some(years) = &weather {
            let usual = scenario.plant.dry_cooler.full_load_hours;
            scenario.plant.dry_cooler.full_load_hours = PerYear::from_fn(|kind| {
                years.get(kind).as_ref().map_or(*usual.get(kind), WeatherYear::dry_cooler_hours)
            });
        }
        building.size(&mut scenario)?;
        Ok(Chosen { building, scenario, remarks, inputs })
    }

    /// Chooses the years that stand for a type.
    fn weather_years(
        &self,
        weather: Weather,
        remarks: &mut Vec<Text>,
    ) -> Result<PerYear<Option<WeatherYear>>, Failure> {
        let station = weather.station;
        remarks.extend(weather.remarks);
        let mut years = weather.years;
        years.sort_by(|a, b| a.mean_c().total_cmp(&b.mean_c()));
        let named = |kind: YearType| self.weather_year.iter().rev().find(|(of, _)| *of == kind).map(|(_, year)| *year);
        let usual = |kind: YearType| match kind {
            YearType::Normal => years.get((years.len() - 1) / 2),
            YearType::Cold if years.len() > 2 => years.first(),
            YearType::Warm if years.len() > 2 => years.last(),
            YearType::Cold | YearType::Warm => None,
        };
        let choose = |kind: YearType| -> Result<Option<WeatherYear>, Failure> {
            let Some(asked) = named(kind) else { return Ok(usual(kind).cloned()) };
            let found = years.iter().find(|year| year.year == asked).cloned();
            let mut known: Vec<i16> = years.iter().map(|year| year.year).collect();
            known.sort_unstable();
            let known = known.iter().map(i16::to_string).collect::<Vec<_>>().join(", ");
            Ok(Some(
                found.ok_or_else(|| format!("--weather-year {asked}: the complete years of the file are {known}"))?,
            ))
        };
        let chosen =
            PerYear { cold: choose(YearType::Cold)?, normal: choose(YearType::Normal)?, warm: choose(YearType::Warm)? };
        for (kind, year) in chosen.iter() {
            let Some(year) = year else { continue };
            let (number, mean_c, hours) = (year.year, year.mean_c(), year.dry_cooler_hours());
            let nl = crate::feasibility::words_nl(kind);
            let mean_nl = fixed(mean_c, 1, Lang::Nl);
            remarks.push(Text {
                nl: format!(
                    "Weer van station {station}: {number} ({mean_nl} °C gemiddeld) staat voor een {nl} jaar; de droge \
                     koeler heeft er {hours:.0} warme uren."
                ),
                en: format!(
                    "Weather of station {station}: {number} ({mean_c:.1} °C on average) stands for a {} year; the dry \
                     cooler has {hours:.0} warm hours in it.",
                    kind.slug()
                ),
            });
        }
        Ok(chosen)
    }
}

/// Reads a file when there is one, and keeps its fingerprint.
pub(super) fn from_file<T>(
    path: Option<&Path>,
    inputs: &mut Vec<InputFile>,
    read: fn(&str, &str) -> Result<T, Problem>,
) -> Result<Option<T>, Failure> {
    let Some(path) = path else { return Ok(None) };
    if let Some(content) = Content::of_file(path) {
        return Err(format!("{}: {}", path.display(), content.text(Lang::En)).into());
    }
    let text = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    inputs.push(InputFile { file: path.display().to_string(), sha256: sha256(text.as_bytes()) });
    Ok(Some(read(&path.display().to_string(), &text)?))
}
