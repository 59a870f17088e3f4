//! The lines that the two programs exchange: shared by the client and by the worker.
//!
//! It knows nothing of GDAL.

use serde::{Deserialize, Serialize};

/// What the worker says about a layer before its features come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Short name of the GDAL driver that reads the source, such as `GPKG`.
    pub driver: String,
    /// Name of the layer whose features follow.
    pub layer: String,
    /// Names of all layers in the source, in the order of the source.
    pub layers: Vec<String>,
    /// Coordinate system of the coordinates that follow: `EPSG:28992` (x, y in metres),
    /// `EPSG:4258` (longitude, latitude in degrees), or nothing when the source does not say.
    pub crs: Option<String>,
    /// Coordinate system of the source, when GDAL transformed it to `EPSG:4258`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transformed_from: Option<String>,
    /// Names of the attributes, in the order of the source.
    pub fields: Vec<String>,
    /// Number of features, when the format knows it without reading everything.
    pub features: Option<u64>,
}

/// Type of an attribute that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldType {
    /// Text; numbers, booleans, lists and objects become their JSON text.
    Text,
    /// A number of double precision.
    Real,
    /// A whole number of 64 bits; booleans become 1 and 0.
    Integer,
    /// A day, given as `2026-07-01`.
    Date,
}

/// An attribute that is written: its name and type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Name of the attribute, as in the properties of the features.
    pub name: String,
    /// Type of the attribute.
    #[serde(rename = "type")]
    pub kind: FieldType,
}

/// How QGIS shows a layer, kept in the file beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Style {
    /// Name of the style, of 30 characters at most.
    pub name: String,
    /// What it is, in a sentence for whoever chooses between styles.
    pub description: String,
    /// The style itself: the XML that QGIS keeps in a file `.qml`.
    pub qml: String,
}

/// A layer that is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layer {
    /// Name of the layer.
    pub name: String,
    /// The attributes.
    pub fields: Vec<Field>,
    /// Type of all geometries as `GeoJSON` calls it, such as `Point`; `None` for a table without
    /// geometry; any type when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geometry: Option<String>,
    /// How QGIS shows it; only a GeoPackage keeps this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<Style>,
}

/// What the client says about a file before its features come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Coordinate system of the coordinates that follow, such as `EPSG:28992`.
    pub crs: Option<String>,
    /// The layers. Features go to the first until a [`Switch`].
    pub layers: Vec<Layer>,
}

/// A line between features: those that follow go to another layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    /// Which layer of the plan, from 0.
    pub layer: usize,
}

/// The last line to a writing worker: without it the output is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// Number of features that were sent, to all layers together.
    pub end: u64,
}

/// What a writing worker says once the output could be made.
pub const READY: &str = r#"{"ready":true}"#;

/// What the client says about a raster before its values come: those of each band in turn, row by
/// row from the north, each as four bytes of a little-endian `f32`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RasterPlan {
    /// Coordinate system in metres, such as `EPSG:28992`.
    pub crs: String,
    /// The west edge of the westernmost cells, in metres.
    pub left_m: f64,
    /// The north edge of the northernmost cells, in metres.
    pub top_m: f64,
    /// Side of a cell, which is square, in metres.
    pub cell_m: f64,
    /// Number of cells from west to east.
    pub columns: usize,
    /// Number of cells from north to south.
    pub rows: usize,
    /// The value that says that a cell has none; "not a number" when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nodata: Option<f32>,
    /// The bands, in order.
    pub bands: Vec<BandPlan>,
}

/// A band that is written, without its values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BandPlan {
    /// What it shows, on one line.
    pub name: String,
    /// Unit of its values, such as `m`; empty when they have none.
    #[serde(default)]
    pub unit: String,
}

/// What is known about a raster, of any format.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RasterInfo {
    /// Short name of the GDAL driver that reads it, such as `GTiff`.
    pub driver: String,
    /// Its coordinate system, such as `EPSG:28992`, by name when it has no code.
    pub crs: Option<String>,
    /// GDAL's six numbers: west edge, width of a cell, 0, north edge, 0, minus the height of a
    /// cell; in the unit of the coordinate system. Nothing when the raster does not say where it is.
    pub transform: Option<[f64; 6]>,
    /// Number of cells from west to east.
    pub columns: usize,
    /// Number of cells from north to south.
    pub rows: usize,
    /// Columns and rows of the blocks in which it is stored.
    pub block: (usize, usize),
    /// How it is arranged: `COG` for a Cloud Optimized GeoTIFF.
    pub layout: Option<String>,
    /// How it is compressed, such as `DEFLATE`.
    pub compression: Option<String>,
    /// Columns and rows of the smaller versions of it, for showing it from afar.
    pub overviews: Vec<(usize, usize)>,
    /// Its bands.
    pub bands: Vec<BandInfo>,
}

/// What is known about a band of a raster.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BandInfo {
    /// What it shows; empty when the raster does not say.
    pub name: String,
    /// Unit of its values; empty when the raster does not say.
    pub unit: String,
    /// The value that says that a cell has none, as text, because it may be `NaN`.
    pub nodata: Option<String>,
    /// Number of cells that have a value.
    pub cells: u64,
    /// The least value; nothing when no cell has one.
    pub min: Option<f64>,
    /// The greatest value; nothing when no cell has one.
    pub max: Option<f64>,
    /// The sum of the values; nothing when one of them is infinite.
    pub sum: Option<f64>,
}

/// A feature that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// Which feature, and what is wrong with it.
    pub error: String,
}

/// Which GDAL the worker uses and what it reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Version of GDAL, such as `3.6.2`.
    pub gdal: String,
    /// Short names of the vector drivers that open sources.
    pub drivers: Vec<String>,
}
