//! `bodemtoets crowding stats`: systems by area.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use rayon::prelude::*;

use super::super::LangArgs;
use super::super::result::OutputArgs;
use super::super::tools::{Failure, note};
use super::systems::SystemsArgs;
use bodemtoets_maps::pack::{Properties, read_areas};
use bodemtoets_report::density::{tallies_csv, tallies_document, tallies_text};
use bodemtoets_screening::density::{FACTSHEET, Level, Tally, conflicts, levels};

#[derive(Debug, Args)]
pub(in crate::cli) struct StatsArgs {
    #[command(flatten)]
    systems: SystemsArgs,
    /// Polygons to count by: municipalities, provinces, planning areas.
    #[arg(long, value_name = "FILE")]
    by: PathBuf,
    /// The attribute that names a polygon; when left out the first whose own name ends in `name` or `naam`,
    /// else the first text.
    #[arg(long, value_name = "FIELD")]
    name: Option<String>,
    /// Depths to count at, metres below ground level; those of table 1 of the factsheet when left out.
    #[arg(long, value_name = "LIST")]
    slices: Option<String>,
    /// Also areas without any system.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    lang: LangArgs,
}

/// What an attribute that names something is often called.
const NAMES: [&str; 2] = ["name", "naam"];

pub(super) fn run(args: &StatsArgs) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    args.output.check(args.systems.files().chain([&args.by]), lang)?;
    let levels = match &args.slices {
        Some(list) => levels(list)?,
        None => std::iter::once(Level::Any).chain(FACTSHEET.map(Level::Slice)).collect(),
    };
    let (areas, left_out) = read_areas(&args.by, None)?;
    for why in left_out {
        note(&format!("! {}: {why}", args.by.display()));
    }
    if areas.is_empty() {
        let path = args.by.display();
        return Err(complaint!(nl: "{path}: er staat geen vlak in", en: "{path}: there is no polygon in it").into());
    }
    let names: Vec<String> =
        areas.iter().zip(1..).map(|(area, at)| args.name_of(&area.properties, at)).collect::<Result<_, _>>()?;
    let systems = args.systems.open(lang)?;
    let inventory = &systems.all;
    let found = conflicts(inventory, &systems.assume)?;
    let mut tallies: Vec<(String, Tally)> = names
        .into_par_iter()
        .zip(&areas)
        .map(|(name, area)| (name, Tally::of(&area.area, inventory, &found, &levels)))
        .collect();
    if !args.all {
        tallies.retain(|(_, tally)| tally.wells > 0);
    }
    let csv = tallies_csv(&tallies, &levels, args.output.csv.dialect())?;
    let document = tallies_document(&tallies, &levels, inventory);
    args.output.write(|| tallies_text(&tallies, inventory, lang), || csv, &document)
}

impl StatsArgs {
    /// The name of a polygon: an attribute, or its number.
    fn name_of(&self, properties: &Properties, at: usize) -> Result<String, Failure> {
        if let Some(field) = &self.name {
            let Some(value) = properties.get(field) else {
                let known = properties.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
                let path = self.by.display();
                return Err(complaint!(
                    nl: "{path}: er is geen kenmerk `{field}`; wel {known}",
                    en: "{path}: there is no attribute `{field}`; there are {known}",
                )
                .into());
            };
            return Ok(value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        }
        let is_name = |field: &str| NAMES.iter().any(|name| field.to_ascii_lowercase().ends_with(name));
        let named = properties.iter().find(|(field, _)| is_name(field)).and_then(|(_, value)| value.as_str());
        let text = named.or_else(|| properties.values().find_map(|value| value.as_str()));
        Ok(text.map_or_else(|| at.to_string(), str::to_owned))
    }
}
