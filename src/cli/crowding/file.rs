//! A file of a map, in the format of its name.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use geo::MultiPolygon;
use jiff::civil::Date;

use super::super::complaint::{Complaint, cannot_write};
use super::super::dossier::{Maker, Paper};
use super::super::output::{Output, database};
use super::super::picture::PictureFile;
use super::super::tools::Failure;
use super::systems::Systems;
use bodemtoets_ogr::{Layer, Style, Writer};
use bodemtoets_report::density::{MapInput, Table, document, notices, picture, qml, raster};
use bodemtoets_report::write_collection;
use bodemtoets_screening::density::{DensityMap, End, Level, Measure};
use bodemtoets_words::lang::Lang;

/// A map, with what files say of it.
pub(super) struct Made<'a> {
    pub(super) map: &'a DensityMap,
    pub(super) before: Option<&'a DensityMap>,
    pub(super) systems: &'a Systems,
    pub(super) area: Option<&'a MultiPolygon>,
    pub(super) doublets_m3: &'a [f64],
    /// What a picture and a style show.
    pub(super) measure: Measure,
    /// What a raster has.
    pub(super) bands: &'a [Measure],
    pub(super) level: Level,
    pub(super) end: End,
    /// The day that stands on a document.
    pub(super) day: Date,
    pub(super) lang: Lang,
}

impl Made<'_> {
    /// What a picture shows.
    fn shown(&self) -> MapInput<'_> {
        MapInput {
            map: self.map,
            inventory: &self.systems.all,
            assume: &self.systems.assume,
            area: self.area,
            doublets_m3: self.doublets_m3,
            measure: self.measure,
            level: self.level,
            end: self.end,
            source: &self.systems.source,
            lang: self.lang,
        }
    }
}

/// A file that waits for its map.
pub(super) enum File {
    Csv(Output),
    GeoJson(Output),
    Picture(PictureFile),
    Document(Output, Paper),
    GeoPackage(PathBuf),
    GeoTiff(PathBuf),
}

impl File {
    /// Refuses a name that says nothing, or a place that cannot be written, before anything is computed.
    pub(super) fn open(path: &Path, lang: Lang) -> Result<Self, Failure> {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
        Ok(match extension.as_deref() {
            Some("csv") => Self::Csv(Output::open(Some(path))?),
            Some("geojson" | "json") => Self::GeoJson(Output::open(Some(path))?),
            Some("png" | "svg") => Self::Picture(PictureFile::open(path, lang)?),
            Some("html" | "htm") => Self::Document(Output::open(Some(path))?, Paper::Html),
            Some("pdf") => Self::Document(Output::open(Some(path))?, Paper::Pdf),
            Some("gpkg") => Self::GeoPackage(database(Some(path), "GeoPackage")?),
            Some("tif" | "tiff") => Self::GeoTiff(database(Some(path), "GeoTIFF")?),
            _ => {
                let why = Complaint::new(
                    "een kaart is .tif, .gpkg, .geojson, .csv, .png, .svg, .pdf of .html",
                    "a map is .tif, .gpkg, .geojson, .csv, .png, .svg, .pdf or .html",
                );
                return Err(cannot_write(path, &why).into());
            }
        })
    }

    pub(super) fn write(self, made: &Made<'_>) -> Result<(), Failure> {
        let table = Table::of(made.map, made.before);
        match self {
            Self::Csv(mut output) => {
                output.write_all(table.csv().as_bytes())?;
                output.finish()
            }
            Self::GeoJson(output) => geojson(output, made, &table),
            Self::Picture(file) => file.write(&picture(&made.shown())),
            Self::Document(mut output, paper) => {
                let document = document(&made.shown(), made.before, made.day);
                output.write_all(&Maker::new(paper).make(&document, made.lang)?)?;
                output.finish()
            }
            Self::GeoPackage(path) => geopackage(&path, made, &table),
            Self::GeoTiff(path) => Ok(bodemtoets_ogr::write_raster(&path, &raster(made.map, made.bands))?),
        }
    }
}

/// A layer for each level, which QGIS shows in the colours of the picture.
fn geopackage(path: &Path, made: &Made<'_>, table: &Table<'_>) -> Result<(), Failure> {
    let layer = |level: &Level| {
        let most_m3 = made.map.empty(*level).map_or(0.0, |cell| cell.end(Measure::Room, made.end));
        let style = Style {
            name: made.measure.slug().to_owned(),
            description: made.measure.title().get(made.lang).to_owned(),
            qml: qml(made.measure, made.end, made.doublets_m3, most_m3, made.lang),
        };
        let name = format!("crowding {}", level.slug());
        Layer { geometry: Some("Polygon".to_owned()), style: Some(style), ..Layer::new(name, table.fields()) }
    };
    let layers: Vec<Layer> = made.map.levels.iter().map(layer).collect();
    let mut writer = Writer::create_layers("GPKG", path, "EPSG:28992", &layers)?;
    for (index, level) in made.map.levels.iter().enumerate() {
        for (cell, numbers) in table.rows(*level) {
            writer.write_to(index, &table.feature(*level, cell, &numbers))?;
        }
    }
    Ok(writer.finish()?)
}

fn geojson(mut output: Output, made: &Made<'_>, table: &Table<'_>) -> Result<(), Failure> {
    let cells = made.map.levels.iter().flat_map(|level| table.rows(*level).map(move |row| (level, row)));
    let features = cells.map(|(level, (index, numbers))| table.feature(*level, index, &numbers));
    write_collection(&mut output, "crowding", features, &notices(&made.systems.all).collect::<Vec<_>>())?;
    output.finish()
}
