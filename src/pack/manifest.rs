//! The manifest, `pack.toml`: which layers a pack has and how their fields are read.

use jiff::civil::Date;
use serde::Deserialize;

use super::feature::Role;
use super::fields::{FieldSource, Measure};
use crate::lang::Text;
use crate::provenance::{Certainty, Source, Status};

/// A layer pack as its author wrote it down.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Slug of the pack.
    pub name: String,
    /// Version of the pack.
    pub version: String,
    /// The date at which the data describe the world.
    #[serde(deserialize_with = "crate::date::deserialize")]
    pub date: Date,
    /// Standing of the layers that say nothing themselves.
    pub status: Status,
    /// Licence of the data.
    pub licence: String,
    /// Name for people.
    pub title: Text,
    /// A sentence that every output resting on the pack repeats.
    pub notice: Option<Text>,
    /// The layers.
    #[serde(rename = "layer")]
    pub layers: Vec<LayerEntry>,
}

/// One layer of a manifest.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerEntry {
    /// Slug of the layer within the pack.
    pub id: String,
    /// A layer of an embedded pack, as `pack/layer`, instead of a file.
    pub borrow: Option<String>,
    /// File name, relative to the folder of the data.
    pub file: Option<String>,
    /// Layer within the file, for formats that hold several.
    pub layer: Option<String>,
    /// Coordinate system, where the file does not say.
    pub crs: Option<String>,
    /// What the features are. Needed for a file.
    pub role: Option<Role>,
    /// Kind of zone, or the field that gives it.
    pub kind: Option<KindSource>,
    /// Kinds that these zones include as well: a place outside them is in no zone of these kinds.
    #[serde(default)]
    pub stands_for: Vec<String>,
    /// Standing, where it differs from that of the pack.
    pub status: Option<Status>,
    /// How sure the data are.
    pub certainty: Option<Certainty>,
    /// Where the data come from.
    pub source: Option<Source>,
    /// What to know before relying on it.
    pub caveat: Option<Text>,
    /// Which fields of the file give what.
    #[serde(default)]
    pub fields: FieldMap,
    /// Vertical extent of the zones.
    #[serde(default)]
    pub depth: DepthMap,
}

/// A kind for the whole layer, or one a feature.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "a kind as text, or a table with `field` and `one_of`")]
pub enum KindSource {
    /// All features are of this kind.
    Fixed(String),
    /// A field gives the kind of each feature.
    #[serde(rename_all = "snake_case")]
    Field {
        /// Name of the field.
        field: String,
        /// The kinds that can occur: the pack delivers all of them.
        one_of: Vec<String>,
    },
}

/// Which fields of the file give what.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldMap {
    /// Id in the source; without it, the position in the file (`#1` is the first).
    pub id: Option<String>,
    /// Name for people.
    pub name: Option<String>,
    /// The deepest drilling allowed.
    pub max_depth_m: Option<FieldSource>,
    /// The lowest level a drilling may reach, metres NAP.
    pub min_level_m_nap: Option<FieldSource>,
    /// Top of the clay layer that may not be pierced.
    pub clay_top_m: Option<FieldSource>,
    /// For gaps: kinds that may be missing, with commas between.
    pub kinds: Option<String>,
    /// For gaps: why, in Dutch.
    pub reason_nl: Option<String>,
    /// For gaps: why, in English.
    pub reason_en: Option<String>,
}

/// The vertical extent of zones: constants, or read from fields.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepthMap {
    /// Top; ground level when left out.
    pub from_m: Option<Measure>,
    /// Bottom; none when left out.
    pub to_m: Option<Measure>,
}

impl LayerEntry {
    /// Every field of the file that the entry names.
    pub(super) fn named_fields(&self) -> impl Iterator<Item = &str> {
        let fields = &self.fields;
        let texts = [&fields.id, &fields.name, &fields.kinds, &fields.reason_nl, &fields.reason_en];
        let kind = match &self.kind {
            Some(KindSource::Field { field, .. }) => Some(field.as_str()),
            _ => None,
        };
        texts
            .into_iter()
            .flatten()
            .map(String::as_str)
            .chain(
                [&fields.max_depth_m, &fields.min_level_m_nap, &fields.clay_top_m]
                    .into_iter()
                    .flatten()
                    .map(|source| source.field.as_str()),
            )
            .chain([&self.depth.from_m, &self.depth.to_m].into_iter().flatten().filter_map(Measure::field))
            .chain(kind)
    }
}
