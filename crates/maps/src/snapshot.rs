//! What is known of a map that was fetched: from where, when, and that it is whole.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The form of the record of a snapshot.
pub const SCHEMA: &str = "bodemtoets/snapshot/1";

/// The record of a map that was fetched, which lies beside it as `FILE.snapshot.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// [`SCHEMA`].
    pub schema: String,
    /// The source in the manifest of a pack, when it is of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Name of the file, in the folder of the record.
    pub file: String,
    /// Its fingerprint.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// How it was fetched: `ogc-api`, `wfs`, `arcgis`, `file`.
    pub service: String,
    /// From where.
    pub address: String,
    /// The collection of the service, or the layer of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collection: Option<String>,
    /// When, by the clock of the machine that fetched it; `date` in `headers` is that of the server.
    pub fetched: Timestamp,
    /// Questions that it took.
    pub requests: u64,
    /// What the server said of its (last) answer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// How many features there are.
    pub features: Counts,
    /// Coordinate system of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crs: Option<String>,
    /// Extent of the features in that system: least x, least y, greatest x, greatest y.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extent: Option<[f64; 4]>,
    /// The fields of the features.
    pub fields: Vec<FieldSeen>,
    /// The version of the tool that fetched it.
    pub tool: String,
}

/// How many features a snapshot has.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// As the service promised; none when it does not say.
    pub promised: Option<u64>,
    /// That came.
    pub received: u64,
    /// That differ, by their id or all that they hold.
    pub distinct: u64,
    /// Without a geometry.
    pub without_geometry: u64,
    /// That lie outside the Netherlands.
    pub outside: u64,
}

/// A field of the features.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldSeen {
    /// Its name.
    pub name: String,
    /// The type of its values.
    #[serde(rename = "type")]
    pub kind: FieldType,
}

/// The type of the values of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldType {
    /// Text; also where values of several types are mixed.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Real,
    /// True or false.
    Boolean,
    /// Lists and objects.
    Json,
}

impl FieldType {
    /// The slug, as in JSON.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Real => "real",
            Self::Boolean => "boolean",
            Self::Json => "json",
        }
    }
}
