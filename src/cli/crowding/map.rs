//! `bodemtoets crowding map`: how full the ground is, per depth.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use geo::{BoundingRect, Coord, Rect};
use jiff::civil::Date;

use super::super::LangArgs;
use super::super::complaint::Complaint;
use super::super::output::{Output, RunFiles};
use super::super::tools::{Failure, note};
use super::area::AreaArgs;
use super::file::{File, Made};
use super::systems::{Systems, SystemsArgs};
use bodemtoets_report::density as report;
use bodemtoets_screening::density::{
    DOUBLETS_M3, DensityMap, End, FACTSHEET, Grid, Level, Measure, check_doublets, levels,
};
use bodemtoets_space::Area;

#[derive(Debug, Args)]
pub(in crate::cli) struct MapArgs {
    #[command(flatten)]
    systems: SystemsArgs,
    /// File to write; can be given several times. Its name says what: .tif (every measure at every depth a
    /// band), .gpkg (a layer a depth, which QGIS shows in colours), .geojson, .csv, .png or .svg (a sheet
    /// to print), .pdf or .html (a document with that sheet). Without it the map is told in words.
    #[arg(short, long = "output", value_name = "FILE", help_heading = "Output")]
    outputs: Vec<PathBuf>,
    /// What to show on a picture and in the style of a GeoPackage, and which bands a .tif has; can be given
    /// several times for the latter. A picture and a style show the first; a .tif has all when left out.
    #[arg(long, value_enum, requires = "outputs", help_heading = "Output")]
    measure: Vec<Measure>,
    /// Which end of the range to show on a picture and in a style: what is certain (of the room: the
    /// careful end), or what may be.
    #[arg(long, value_enum, requires = "outputs", help_heading = "Output")]
    end: Option<End>,
    /// At which depth the picture is: `any`, or one of the slices.
    #[arg(long, value_name = "SLICE", default_value = "any", help_heading = "Output")]
    level: String,
    /// Side of a cell, m; 100, 250, 500 or 1000 by the size of the map when left out.
    #[arg(long, value_name = "M", help_heading = "Map")]
    cell: Option<f64>,
    /// Depths to look at, metres below ground level; those of table 1 of the factsheet when left out
    /// (0-5,5-20,20-50,50-100,100-250,250-500).
    #[arg(long, value_name = "LIST", help_heading = "Map")]
    slices: Option<String>,
    /// Sizes of new doublets to try, m3 a year.
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_values_t = DOUBLETS_M3, help_heading = "Map")]
    doublets: Vec<f64>,
    #[command(flatten)]
    area: AreaArgs,
    /// The rectangle to map, in RD New metres: west,south,east,north.
    #[arg(long, value_name = "W,S,E,N", value_parser = rectangle, conflicts_with = "file", help_heading = "Map")]
    bbox: Option<Rect>,
    /// Day that stands on a document (.pdf, .html); today's when left out.
    #[arg(long, value_name = "DATE", requires = "outputs", help_heading = "Output")]
    date: Option<Date>,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &MapArgs) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    check_doublets(&args.doublets)?;
    let levels = match &args.slices {
        Some(list) => levels(list)?,
        None => std::iter::once(Level::Any).chain(FACTSHEET.map(Level::Slice)).collect(),
    };
    let level = levels.iter().copied().find(|level| level.slug() == args.level).ok_or_else(|| {
        let known = levels.iter().map(|level| level.slug()).collect::<Vec<_>>().join(", ");
        let level = &args.level;
        complaint!(nl: "--level {level}: de kaart heeft {known}", en: "--level {level}: the map has {known}")
    })?;
    // Refused before anything is computed.
    RunFiles::default().reads(args.systems.files()).reads(&args.area.file).writes(&args.outputs).check(lang)?;
    let files: Vec<File> = args.outputs.iter().map(|path| File::open(path, lang)).collect::<Result<_, _>>()?;
    let area = args.area.open()?;
    let systems = args.systems.open(lang)?;
    let bounds = match &area {
        Some(area) => area.bounds(),
        None => args.rectangle(&systems)?,
    };
    let grid = match args.cell {
        Some(cell_m) => Grid::covering(bounds, cell_m)?,
        None => Grid::of_usual_cells(bounds)?,
    };
    let of = |inventory| DensityMap::of(inventory, grid, &levels, area.as_ref(), &systems.assume, &args.doublets);
    let map = of(&systems.all)?;
    let before = if systems.has_proposals() { Some(of(&systems.existing)?) } else { None };
    let words = || report::text(&map, before.as_ref(), &systems.all, &systems.assume, lang);
    if files.is_empty() {
        let mut output = Output::open(None)?;
        output.write_text(&words())?;
        output.finish()?;
    } else {
        note(words().trim_end());
    }
    let measure = args.measure.first().copied().unwrap_or(Measure::Wells);
    // Of the room the careful end says most, of everything else what may be.
    let end = args.end.unwrap_or(if measure == Measure::Room { End::Low } else { End::High });
    let made = Made {
        map: &map,
        before: before.as_ref(),
        systems: &systems,
        area: area.as_ref().map(Area::polygons),
        doublets_m3: &args.doublets,
        measure,
        bands: if args.measure.is_empty() { &Measure::ALL } else { &args.measure },
        level,
        end,
        day: args.date.unwrap_or_else(|| jiff::Zoned::now().date()),
        lang,
    };
    for file in files {
        file.write(&made)?;
    }
    Ok(ExitCode::SUCCESS)
}

impl MapArgs {
    /// The rectangle that was asked for, or that of all systems.
    fn rectangle(&self, systems: &Systems) -> Result<Rect, Failure> {
        if let Some(rectangle) = self.bbox {
            return Ok(rectangle);
        }
        let places: Vec<geo::Point> = systems.all.parts().map(|(_, _, part)| geo::Point(part.place)).collect();
        let around = geo::MultiPoint(places).bounding_rect();
        Ok(around.ok_or_else(|| {
            complaint!(
                nl: "er is geen systeem om in kaart te brengen: geef --area of --bbox voor een lege kaart",
                en: "there is no system to map: give --area or --bbox for an empty map",
            )
        })?)
    }
}

fn rectangle(text: &str) -> Result<Rect, Complaint> {
    let numbers: Option<Vec<f64>> = text.split(',').map(|number| number.trim().parse().ok()).collect();
    match numbers.as_deref() {
        Some([west, south, east, north])
            if west < east && south < north && (east - west + north - south).is_finite() =>
        {
            Ok(Rect::new(Coord { x: *west, y: *south }, Coord { x: *east, y: *north }))
        }
        _ => Err(Complaint::new(
            "geef west,zuid,oost,noord in meters RD, zoals 80000,360000,200000,425000",
            "give west,south,east,north in RD New metres, such as 80000,360000,200000,425000",
        )),
    }
}
