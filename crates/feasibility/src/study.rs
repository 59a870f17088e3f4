//! A study: a building with its plant, read from its file and the files that it names, as a scenario.

use std::path::{Path, PathBuf};

use crate::building::{Building, DataFiles};
use crate::demand::Profile;
use crate::investment::Costs;
use crate::mode::Mode;
use crate::plant::Plant;
use crate::prices::Prices;
use crate::problem::{Problem, unreadable};
use crate::pump_map::PumpMap;
use crate::remarks::words_nl;
use crate::scenario::Scenario;
use crate::series::Series;
use crate::weather::{Weather, WeatherYear};
use crate::year_type::{PerYear, YearType};
use bodemtoets_words::archive::{Unpacked, unpack};
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::provenance::{InputFile, sha256};
use bodemtoets_words::tabular::Content;
use bodemtoets_words::words::fixed;

/// The floor area that a measured demand is held against, m2.
const REFERENCE_AREA_M2: f64 = 15_000.0;

/// Prices and emission factors of the source study.
const STUDY_PRICE_YEAR: u16 = 2006;

/// What is to be studied: all of it goes before what the file of the building says.
///
/// ```
/// use bodemtoets_feasibility::StudyInput;
///
/// // An office of 15 000 m2 with a heat pump of 400 kW.
/// let study = StudyInput { heat_pump_kw: Some(400.0), ..StudyInput::default() }.read(None)?;
/// assert_eq!(study.building.area_m2(), 15_000.0);
/// # Ok::<(), bodemtoets_feasibility::Problem>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct StudyInput {
    /// Floor area, m2.
    pub area_m2: Option<f64>,
    /// Heat of the heat pump at its rating, kW.
    pub heat_pump_kw: Option<f64>,
    /// As it should be counted, or as the source study was published.
    pub mode: Mode,
    /// Prices and emission factors of this year; it goes before a file of prices that the building names. The newest
    /// when neither says, and 2006 for the source study as it was published.
    pub price_year: Option<u16>,
    /// Files with other data than the embedded.
    pub files: DataFiles,
    /// Which year of the weather stands for a type; of two for one type the last.
    pub weather_years: Vec<(YearType, i16)>,
}

/// A building with its plant, and the scenario made of it.
#[derive(Debug, Clone)]
pub struct Study {
    /// The building as its file has it, with what went before that.
    pub building: Building,
    /// What is computed.
    pub scenario: Scenario,
    /// What was filled in or chosen on the way.
    pub remarks: Vec<Text>,
    /// The files that were read.
    pub inputs: Vec<InputFile>,
}

impl Study {
    /// Reads the file of a building, and the files that it names.
    ///
    /// # Errors
    /// When a file cannot be read, or a number in it cannot be.
    pub fn of_building(file: &Path) -> Result<Self, Problem> {
        StudyInput::default().read(Some(file))
    }

    /// What to call the building.
    #[must_use]
    pub fn name(&self, lang: Lang) -> String {
        let area = self.building.area_m2();
        let unnamed = || format!("{} {area} m2", lang.pick("Kantoor van", "Office of"));
        self.building.name.clone().unwrap_or_else(unnamed)
    }
}

impl StudyInput {
    /// Reads the file of a building (an office of 15 000 m2 when there is none), and all files that are named.
    ///
    /// # Errors
    /// When a file cannot be read, or a number in it cannot be.
    pub fn read(&self, building_file: Option<&Path>) -> Result<Study, Problem> {
        let mut inputs = Vec::new();
        let mut building = from_file(building_file, &mut inputs, Building::from_toml)?.unwrap_or_default();
        building.area_m2 = self.area_m2.or(building.area_m2);
        building.heat_pump.power_kw = self.heat_pump_kw.or(building.heat_pump.power_kw);
        let files = self.files_of(&building, building_file);
        let mut remarks = Vec::new();

        let profile = match from_file(files.profile.as_deref(), &mut inputs, Profile::from_toml)? {
            Some(profile) => profile,
            None => Profile::office()?,
        };
        let measured = files.measured.unwrap_or(YearType::Normal);
        let series = from_file(files.demand.as_deref(), &mut inputs, Series::from_csv)?;
        let weather = match from_file(files.weather.as_deref(), &mut inputs, Weather::from_knmi)? {
            Some(weather) => Some(self.weather_of_types(weather, &mut remarks)?),
            None => None,
        };
        let of_series = |series: &Series| series.demand(&profile, measured, REFERENCE_AREA_M2);
        let measured_mwh = series.as_ref().map(of_series).transpose()?;
        let measured_mwh = measured_mwh.map(|demand| demand.heat_mwh(YearType::Normal));
        if let Some(area_m2) = building.area_by_demand_m2(&profile, measured_mwh)? {
            let area_m2 = area_m2.round();
            building.area_m2 = Some(area_m2);
            remarks.push(area_by_demand(area_m2));
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

        scenario.prices = match from_file(files.prices.as_deref(), &mut inputs, Prices::from_toml)? {
            Some(prices) => prices,
            None => {
                Prices::of_year(self.price_year.or(building.price_year).unwrap_or_else(|| self.usual_price_year()))?
            }
        };
        if let Some(map) = &files.pump_map {
            let is_table = map.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
            let read = if is_table { PumpMap::from_csv } else { PumpMap::from_toml };
            scenario.pump = from_file(Some(map), &mut inputs, read)?.unwrap_or(scenario.pump);
        }
        if let Some(plant) = from_file(files.plant.as_deref(), &mut inputs, Plant::from_toml)? {
            scenario.plant = plant;
        }
        if let Some(costs) = from_file(files.costs.as_deref(), &mut inputs, Costs::from_toml)? {
            scenario.costs = costs;
        }
        scenario.costs = scenario.costs.of_year(scenario.prices.year);
        if let Some(years) = &weather {
            let usual = scenario.plant.dry_cooler.full_load_hours;
            scenario.plant.dry_cooler.full_load_hours = PerYear::from_fn(|kind| {
                years.get(kind).as_ref().map_or(*usual.get(kind), WeatherYear::dry_cooler_hours)
            });
        }
        building.size(&mut scenario)?;
        Ok(Study { building, scenario, remarks, inputs })
    }

    /// The year of prices when nobody names one: the newest, or that of the source study as it was published.
    fn usual_price_year(&self) -> u16 {
        match self.mode {
            Mode::Study => STUDY_PRICE_YEAR,
            Mode::Corrected => Prices::years().into_iter().max().unwrap_or(STUDY_PRICE_YEAR),
        }
    }

    /// The files to read: what is asked for goes before what the building names, whose paths are seen from the
    /// folder of its file.
    fn files_of(&self, building: &Building, building_file: Option<&Path>) -> DataFiles {
        let folder = building_file.and_then(Path::parent).unwrap_or(Path::new(""));
        let (asked, named) = (&self.files, &building.files);
        let file = |asked: &Option<PathBuf>, named: &Option<PathBuf>| -> Option<PathBuf> {
            asked.clone().or_else(|| named.as_ref().map(|named| folder.join(named)))
        };
        DataFiles {
            prices: file(&asked.prices, &named.prices).filter(|_| self.price_year.is_none()),
            pump_map: file(&asked.pump_map, &named.pump_map),
            profile: file(&asked.profile, &named.profile),
            demand: file(&asked.demand, &named.demand),
            measured: asked.measured.or(named.measured),
            weather: file(&asked.weather, &named.weather),
            plant: file(&asked.plant, &named.plant),
            costs: file(&asked.costs, &named.costs),
        }
    }

    /// Chooses the years that stand for a type. When none is named the middle one by mean temperature is normal,
    /// and of three or more the coldest and the warmest are those.
    fn weather_of_types(
        &self,
        weather: Weather,
        remarks: &mut Vec<Text>,
    ) -> Result<PerYear<Option<WeatherYear>>, Problem> {
        let station = weather.station;
        remarks.extend(weather.remarks);
        let mut years = weather.years;
        years.sort_by(|a, b| a.mean_c().total_cmp(&b.mean_c()));
        let named = |kind: YearType| self.weather_years.iter().rev().find(|(of, _)| *of == kind).map(|(_, year)| *year);
        let usual = |kind: YearType| match kind {
            YearType::Normal => years.get((years.len() - 1) / 2),
            YearType::Cold if years.len() > 2 => years.first(),
            YearType::Warm if years.len() > 2 => years.last(),
            YearType::Cold | YearType::Warm => None,
        };
        let choose = |kind: YearType| -> Result<Option<WeatherYear>, Problem> {
            let Some(asked) = named(kind) else { return Ok(usual(kind).cloned()) };
            let found = years.iter().find(|year| year.year == asked).cloned();
            found.map(Some).ok_or_else(|| no_such_year(asked, &years))
        };
        let chosen =
            PerYear { cold: choose(YearType::Cold)?, normal: choose(YearType::Normal)?, warm: choose(YearType::Warm)? };
        let told = chosen.iter().filter_map(|(kind, year)| Some(stands_for(kind, year.as_ref()?, station)));
        remarks.extend(told);
        Ok(chosen)
    }
}

/// Reads a file when there is one, and keeps its fingerprint.
fn from_file<T>(
    path: Option<&Path>,
    inputs: &mut Vec<InputFile>,
    read: fn(&str, &str) -> Result<T, Problem>,
) -> Result<Option<T>, Problem> {
    let Some(given) = path else { return Ok(None) };
    let archive = given.display().to_string();
    let unpacked = unpack(given).map_err(|error| unreadable(&archive, error.text(Lang::En)))?;
    let at = unpacked.as_ref().map(Unpacked::path);
    let path = at.as_deref().unwrap_or(given);
    // Its name is that of what was given: where it was unpacked says nothing tomorrow.
    let file = unpacked.as_ref().map_or(archive.clone(), |unpacked| format!("{archive}/{}", unpacked.name()));
    if let Some(content) = Content::of_file(path) {
        return Err(unreadable(&file, content.text(Lang::En)));
    }
    let text =
        std::fs::read_to_string(path).map_err(|error| unreadable(&format!("cannot read {file}"), error.to_string()))?;
    inputs.push(InputFile { file: file.clone(), sha256: sha256(text.as_bytes()) });
    Ok(Some(read(&file, &text)?))
}

fn no_such_year(asked: i16, years: &[WeatherYear]) -> Problem {
    let mut known: Vec<i16> = years.iter().map(|year| year.year).collect();
    known.sort_unstable();
    let known = known.iter().map(i16::to_string).collect::<Vec<_>>().join(", ");
    unreadable(&format!("weather year {asked}"), format!("the complete years of the file are {known}"))
}

fn area_by_demand(area_m2: f64) -> Text {
    Text {
        nl: format!(
            "De vloeroppervlakte is niet opgegeven: de installatie is die van een kantoor van {area_m2} m2, dat \
             evenveel vraagt."
        ),
        en: format!("The floor area is not given: the plant is that of an office of {area_m2} m2, which asks as much."),
    }
}

fn stands_for(kind: YearType, year: &WeatherYear, station: u32) -> Text {
    let (number, mean_c, hours) = (year.year, year.mean_c(), year.dry_cooler_hours());
    Text {
        nl: format!(
            "Weer van station {station}: {number} ({} °C gemiddeld) staat voor een {} jaar; de droge koeler heeft er \
             {hours:.0} warme uren.",
            fixed(mean_c, 1, Lang::Nl),
            words_nl(kind)
        ),
        en: format!(
            "Weather of station {station}: {number} ({mean_c:.1} °C on average) stands for a {} year; the dry cooler \
             has {hours:.0} warm hours in it.",
            kind.slug()
        ),
    }
}
