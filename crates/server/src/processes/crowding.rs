//! `crowding`: who is too near to whom, how full the ground is, and how many systems lie where.

use std::path::Path;

use bodemtoets_ground::crowding::{Harm, Range, SpacingRules, Subsurface};
use bodemtoets_maps::pack::{Crs, NamedArea, System, read_areas};
use bodemtoets_maps::register::{Format, Importer, Options};
use bodemtoets_report::density::{Table, conflict_feature, notices, tallies_document};
use bodemtoets_report::write_collection;
use bodemtoets_screening::application::{Draft, source};
use bodemtoets_screening::density::{
    Assumptions, DOUBLETS_M3, DensityMap, FACTSHEET, Grid, Inventory, Level, Tally, conflicts, levels,
};
use bodemtoets_space::{Area, RdNew};
use geo::{BoundingRect as _, Coord, MultiPoint, MultiPolygon, Point, Rect};
use schemars::{Schema, SchemaGenerator, json_schema};

use super::input::{CSV, GEOJSON, Holds, Input, JSON, TOML, XML};
use super::inputs::Inputs;
use super::library::refused;
use super::process::{Apart, Process, Run};
use crate::media::Media;
use crate::parameter::Kind;
use crate::problem::Problem;
use crate::{answer, words};

/// Files of a register at most.
const MOST_FILES: usize = 8;

/// The kinds of report, the usual one first.
const REPORTS: &[&str] = &["pairs", "map", "stats"];

/// Coordinate systems that files may be in, where they do not say.
const SYSTEMS: &[&str] = &["EPSG:28992", "EPSG:4258", "EPSG:4326", "EPSG:25831", "EPSG:25832", "EPSG:3857"];

pub(super) const PROCESS: Process = Process {
    id: "crowding",
    title: ("Drukte in de ondergrond", "Crowding of the ground"),
    about: (
        "Welke systemen van een register te dicht bij elkaar liggen, hoe vol de ondergrond is, en hoeveel er waar liggen: wat `bodemtoets crowding` geeft, de eerste twee als GeoJSON in RD New.",
        "Which systems of a register are too near to each other, how full the ground is, and how many lie where: what `bodemtoets crowding` gives, the first two as GeoJSON in RD New.",
    ),
    inputs,
    gives: Media::Json,
    schema,
    run: Run::Apart(run),
};

fn schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "object" })
}

fn inputs() -> Vec<Input> {
    let register = Input::file(
        "register",
        &[CSV, GEOJSON, JSON, XML],
        "Register of existing systems (docs/register.md): a table, features, the national export, or messages of the national register.",
    );
    vec![
        Input { holds: Holds::Files(&[CSV, GEOJSON, JSON, XML], MOST_FILES), ..register }.needed(),
        Input::value(
            "report",
            Kind::OneOf(REPORTS),
            "Pairs that are too near to each other, a map of cells, or systems counted by area.",
        ),
        Input::value(
            "system",
            Kind::OneOf(&["open", "closed", "other"]),
            "What systems the register holds, where it does not say.",
        ),
        Input::value("crs", Kind::OneOf(SYSTEMS), "Coordinate system of the register, where it does not say."),
        Input::file("what_if", &[CSV, GEOJSON], "Proposed systems to add: applications, as `screen` takes them."),
        Input::value(
            "exclude_shared_places",
            Kind::Flag,
            "Leave out wells and loops in a place that ten or more installations share.",
        ),
        Input::file("ground", &[TOML], "What is known of the ground (docs/crowding.md)."),
        Input::value(
            "aquifer_share",
            Kind::Text,
            "The share of the thickness of a slice that is aquifer: `0.6`, or `0.4-0.8`.",
        ),
        Input::value("unknown_screen_m", Kind::Text, "Length of screens that are not known, m: `10-60` when left out."),
        Input::value(
            "same",
            Kind::Number(0.0, 100.0),
            "Mean thermal radii that wells of the same type have to be apart.",
        ),
        Input::value(
            "opposite",
            Kind::Number(0.0, 100.0),
            "Mean thermal radii that wells of opposite or unknown type have to be apart.",
        ),
        Input::value(
            "search_radius_m",
            Kind::Number(0.0, 10_000.0),
            "How far from each other systems may be to be held against each other, m.",
        ),
        Input::file("area", &[GEOJSON], "Polygons of the area to look at; all systems when left out."),
        Input::value("certain", Kind::Flag, "Pairs: only those that are certainly too near."),
        Input::value("proposed", Kind::Flag, "Pairs: only those with a proposal."),
        Input::value("bbox", Kind::Bbox, "Map: the rectangle to map, in RD New metres."),
        Input::value("cell_m", Kind::Number(10.0, 100_000.0), "Map: side of a cell, m."),
        Input::value("slices", Kind::Text, "Map and stats: depths to look at, such as `0-20,20-100`."),
        Input::file("by", &[GEOJSON], "Stats: polygons to count by."),
        Input::value("name", Kind::Text, "Stats: the attribute that names a polygon."),
    ]
}

fn run(apart: &Apart, inputs: &Inputs) -> Result<Vec<u8>, Problem> {
    let assume = assumptions(inputs)?;
    let existing = register(apart, inputs)?;
    let all = proposed(&existing, apart, inputs)?;
    let assume = assume.with_volumes_of(&existing);
    let area = area(apart, inputs)?;
    match inputs.query.get("report").unwrap_or(REPORTS[0]) {
        "map" => map(inputs, &existing, &all, &assume, area.as_ref()),
        "stats" => stats(apart, inputs, &all, &assume),
        _ => pairs(inputs, &all, &assume, area.as_ref()),
    }
}

fn assumptions(inputs: &Inputs) -> Result<Assumptions, Problem> {
    let usual = Assumptions::default();
    let query = &inputs.query;
    let range = |name: &str, usual: Range| -> Result<Range, Problem> {
        let Some(text) = query.get(name) else { return Ok(usual) };
        range(text).ok_or_else(|| Problem::parameter(name, text, words::no_range(name, text)))
    };
    let subsurface = match inputs.text("ground")? {
        Some(text) => Subsurface::from_toml("ground.toml", text).map_err(refused)?,
        None => Subsurface::default(),
    };
    let assume = Assumptions {
        subsurface,
        aquifer_share: range("aquifer_share", usual.aquifer_share)?,
        unknown_screen_m: range("unknown_screen_m", usual.unknown_screen_m)?,
        spacing: SpacingRules {
            same: query.number("same").unwrap_or(usual.spacing.same),
            opposite: query.number("opposite").unwrap_or(usual.spacing.opposite),
        },
        search_radius_m: query.number("search_radius_m").unwrap_or(usual.search_radius_m),
        ..usual
    };
    assume.check().map_err(refused)?;
    Ok(assume)
}

/// A number, or two with a dash between.
fn range(text: &str) -> Option<Range> {
    let number = |text: &str| text.trim().parse::<f64>().ok();
    match text.split_once('-') {
        None => number(text).map(Range::exactly),
        Some((low, high)) => Some(Range::new(number(low)?, number(high)?)),
    }
}

fn register(apart: &Apart, inputs: &Inputs) -> Result<Inventory, Problem> {
    let system = inputs.query.get("system").map(|system| match system {
        "open" => System::Open,
        "closed" => System::Closed,
        _ => System::Other,
    });
    let crs = inputs.query.get("crs").and_then(Crs::parse);
    let mut importer = Importer::new(Options { format: Format::Auto, system, crs, ..Options::default() });
    for file in inputs.save("register", apart.folder)? {
        importer.add(&file).map_err(refused)?;
    }
    let mut inventory = Inventory::of(&importer.finish());
    if inputs.query.is_set("exclude_shared_places") {
        inventory.leave_out_shared_places();
    }
    Ok(inventory)
}

/// The systems with the proposals, each of which has to be of use.
fn proposed(existing: &Inventory, apart: &Apart, inputs: &Inputs) -> Result<Inventory, Problem> {
    let mut all = existing.clone();
    let Some(file) = inputs.save_one("what_if", apart.folder)? else { return Ok(all) };
    let rd = RdNew::new();
    let (reading, batches) = source::open(&file, None, Draft::default()).map_err(refused)?;
    let mut wrong = None;
    let mut rows = 0;
    for batch in batches {
        let batch = batch.map_err(refused)?;
        rows += reading.understand(&batch, &rd, |row, application| match application {
            Ok(application) => all.propose(&application),
            Err(mut reject) => {
                reject.row = rows + row;
                wrong.get_or_insert(reject);
            }
        });
    }
    match wrong {
        Some(reject) => {
            let detail = bodemtoets_words::lang::Text::both(|lang| format!("what_if: {}", reject.text(lang)));
            Err(Problem::parameter("what_if", &reject.value, detail))
        }
        None => Ok(all),
    }
}

/// The polygons of a file; one that cannot be used is an error, because a count without it would be too low.
fn areas(path: &Path) -> Result<Vec<NamedArea>, Problem> {
    let (areas, left_out) = read_areas(path, None).map_err(refused)?;
    match left_out.first() {
        Some(why) => Err(refused(format!("{}: {why}", path.display()))),
        None if areas.is_empty() => Err(refused(format!("{}: there is no polygon in it", path.display()))),
        None => Ok(areas),
    }
}

fn area(apart: &Apart, inputs: &Inputs) -> Result<Option<Area>, Problem> {
    let Some(path) = inputs.save_one("area", apart.folder)? else { return Ok(None) };
    let areas = areas(&path)?;
    let polygons = areas.iter().flat_map(|area| area.area.polygons().iter().cloned()).collect();
    Ok(Area::new(MultiPolygon(polygons)))
}

fn depths(inputs: &Inputs) -> Result<Vec<Level>, Problem> {
    match inputs.query.get("slices") {
        Some(list) => levels(list).map_err(refused),
        None => Ok(std::iter::once(Level::Any).chain(FACTSHEET.map(Level::Slice)).collect()),
    }
}

fn pairs(inputs: &Inputs, all: &Inventory, assume: &Assumptions, area: Option<&Area>) -> Result<Vec<u8>, Problem> {
    let mut found = conflicts(all, assume).map_err(refused)?;
    let (certain, proposed) = (inputs.query.is_set("certain"), inputs.query.is_set("proposed"));
    found.retain(|conflict| {
        let is_proposed = || conflict.systems.iter().any(|system| all.systems[*system].is_proposal);
        let is_in = |area: &Area| conflict.places.iter().any(|place| area.covers(*place));
        (!certain || conflict.harm == Harm::Harm) && (!proposed || is_proposed()) && area.is_none_or(is_in)
    });
    let features = found.iter().map(|conflict| conflict_feature(conflict, all));
    collection("pairs", features, all)
}

fn map(
    inputs: &Inputs,
    existing: &Inventory,
    all: &Inventory,
    assume: &Assumptions,
    area: Option<&Area>,
) -> Result<Vec<u8>, Problem> {
    let levels = depths(inputs)?;
    let bounds = match (area, inputs.query.get("bbox")) {
        (Some(area), _) => area.bounds(),
        (None, Some(text)) => rectangle(text).ok_or_else(|| Problem::parameter("bbox", text, words::no_bbox(text)))?,
        (None, None) => {
            let places: Vec<Point> = all.parts().map(|(_, _, part)| Point(part.place)).collect();
            let around = MultiPoint(places).bounding_rect();
            around.ok_or_else(|| refused("there is no system to map: give `area` or `bbox` for an empty map"))?
        }
    };
    let grid = match inputs.query.number("cell_m") {
        Some(cell_m) => Grid::covering(bounds, cell_m),
        None => Grid::of_usual_cells(bounds),
    };
    let grid = grid.map_err(refused)?;
    let of = |inventory| DensityMap::of(inventory, grid, &levels, area, assume, &DOUBLETS_M3).map_err(refused);
    let map = of(all)?;
    let before = if all.systems.len() > existing.systems.len() { Some(of(existing)?) } else { None };
    let table = Table::of(&map, before.as_ref());
    let cells = map.levels.iter().flat_map(|level| table.rows(*level).map(move |row| (level, row)));
    collection("crowding", cells.map(|(level, (index, numbers))| table.feature(*level, index, &numbers)), all)
}

fn rectangle(text: &str) -> Option<Rect> {
    let numbers: Option<Vec<f64>> = text.split(',').map(|number| number.trim().parse().ok()).collect();
    match numbers.as_deref() {
        Some([west, south, east, north])
            if west < east && south < north && (east - west + north - south).is_finite() =>
        {
            Some(Rect::new(Coord { x: *west, y: *south }, Coord { x: *east, y: *north }))
        }
        _ => None,
    }
}

fn stats(apart: &Apart, inputs: &Inputs, all: &Inventory, assume: &Assumptions) -> Result<Vec<u8>, Problem> {
    let levels = depths(inputs)?;
    let path = inputs.save_one("by", apart.folder)?;
    let path = path.ok_or_else(|| Problem::parameter("by", "", words::no_input("by")))?;
    let areas = areas(&path)?;
    let found = conflicts(all, assume).map_err(refused)?;
    let tally = |(area, at): (&NamedArea, usize)| -> Result<(String, Tally), Problem> {
        let name = name_of(area, at, inputs.query.get("name"))?;
        Ok((name, Tally::of(&area.area, all, &found, &levels)))
    };
    let tallies: Result<Vec<(String, Tally)>, Problem> = areas.iter().zip(1..).map(tally).collect();
    let mut tallies = tallies?;
    tallies.retain(|(_, tally)| tally.wells > 0);
    answer::lines_of(&tallies_document(&tallies, &levels, all))
}

/// The name of a polygon: an attribute, or its number.
fn name_of(area: &NamedArea, at: usize, field: Option<&str>) -> Result<String, Problem> {
    let properties = &area.properties;
    if let Some(field) = field {
        let known = || properties.keys().map(String::as_str).collect::<Vec<_>>();
        let value = properties.get(field);
        let value =
            value.ok_or_else(|| Problem::parameter("name", field, words::not_one_of("name", field, &known())))?;
        return Ok(value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    }
    let is_name = |field: &str| ["name", "naam"].iter().any(|name| field.to_ascii_lowercase().ends_with(name));
    let named = properties.iter().find(|(field, _)| is_name(field)).and_then(|(_, value)| value.as_str());
    let text = named.or_else(|| properties.values().find_map(serde_json::Value::as_str));
    Ok(text.map_or_else(|| at.to_string(), str::to_owned))
}

fn collection(
    name: &str,
    features: impl Iterator<Item = geojson::Feature>,
    all: &Inventory,
) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let told: Vec<_> = notices(all).collect();
    write_collection(&mut bytes, name, features, &told).map_err(refused)?;
    Ok(bytes)
}
