//! The manifest, `pack.toml`: which layers a pack has and how their fields are read.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Deserialize;

use super::fields::{FieldSource, Measure, NumberSource, Unit};
use bodemtoets_words::Role;
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::{Certainty, Source, Status};

/// A layer pack as its author wrote it down.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Slug of the pack.
    pub name: String,
    /// Version of the pack.
    pub version: String,
    /// The date at which the data describe the world.
    #[serde(deserialize_with = "bodemtoets_words::date::deserialize")]
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
    /// How far an edge on the map may lie from the real one, metres.
    pub accuracy_m: Option<f64>,
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
    /// Numbers of the subsurface, by their names.
    #[serde(default)]
    pub ground: BTreeMap<String, GroundSource>,
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
    /// For installations: open or closed.
    pub system: Option<WordSource>,
    /// For installations: warm or cold.
    pub well_type: Option<String>,
    /// For installations: whether it is in use.
    pub status: Option<String>,
    /// For installations: `near` where the place is that of the installation and not of the well.
    pub position: Option<String>,
    /// For installations: top of the screens, below ground level.
    pub screen_top_m: Option<FieldSource>,
    /// For installations: bottom of the screens, below ground level.
    pub screen_bottom_m: Option<FieldSource>,
    /// For installations: end of the drilling or loop, below ground level.
    pub depth_m: Option<FieldSource>,
    /// For installations: groundwater that may be pumped in a year.
    pub annual_volume_m3: Option<NumberSource>,
    /// For installations: capacity of the pump.
    pub flow_m3_h: Option<NumberSource>,
    /// For installations: power exchanged with the ground.
    pub power_kw: Option<NumberSource>,
    /// For installations: heat put into the ground in a year.
    pub heat_mwh: Option<NumberSource>,
    /// For installations: cold put into the ground in a year.
    pub cold_mwh: Option<NumberSource>,
    /// For gaps: kinds that may be missing, with commas between.
    pub kinds: Option<String>,
    /// For gaps: why, in Dutch.
    pub reason_nl: Option<String>,
    /// For gaps: why, in English.
    pub reason_en: Option<String>,
}

/// A word: the field that gives it, or the same for all features.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged, expecting = "the name of a field, or `{ value = ... }` where all features have the same")]
pub enum WordSource {
    /// A field gives it.
    Field(String),
    /// All have this one.
    #[serde(rename_all = "snake_case")]
    Constant {
        /// The word.
        value: String,
    },
}

impl WordSource {
    /// The name of the field; none when all have the same.
    #[must_use]
    pub fn field(&self) -> Option<&String> {
        match self {
            Self::Field(field) => Some(field),
            Self::Constant { .. } => None,
        }
    }
}

/// A number of the subsurface: one value, or the ends of a range.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged, expecting = "a number, `{ field = ... }`, or `{ low = ..., high = ... }` of those")]
pub enum GroundSource {
    /// From one to another.
    Between {
        /// The least that it can be.
        low: GroundEnd,
        /// The most that it can be.
        high: GroundEnd,
    },
    /// One value.
    One(GroundEnd),
}

/// A number, or the field that gives it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged, expecting = "a number, or a table with `field`")]
pub enum GroundEnd {
    /// The same everywhere.
    Constant(f64),
    /// One a feature.
    Field(NumberSource),
}

impl GroundSource {
    /// The least and the most.
    #[must_use]
    pub fn ends(&self) -> (&GroundEnd, &GroundEnd) {
        match self {
            Self::Between { low, high } => (low, high),
            Self::One(value) => (value, value),
        }
    }

    /// The fields that it names.
    fn fields(&self) -> impl Iterator<Item = &str> {
        let (low, high) = self.ends();
        [low, high].into_iter().filter_map(|end| match end {
            GroundEnd::Constant(_) => None,
            GroundEnd::Field(source) => Some(source.field.as_str()),
        })
    }
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

impl FieldMap {
    /// The fields that are read as text.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let Self { id, name, kinds, reason_nl, reason_en, system, well_type, status, position, .. } = self;
        let all = [id, name, kinds, reason_nl, reason_en, well_type, status, position];
        let system = system.as_ref().and_then(WordSource::field);
        all.into_iter().flatten().chain(system).map(String::as_str)
    }

    /// The fields that are read as metres.
    fn measures(&self) -> impl Iterator<Item = &str> {
        let Self { max_depth_m, min_level_m_nap, clay_top_m, screen_top_m, screen_bottom_m, depth_m, .. } = self;
        let all = [max_depth_m, min_level_m_nap, clay_top_m, screen_top_m, screen_bottom_m, depth_m];
        all.into_iter().flatten().map(|source| source.field.as_str())
    }

    /// The fields that are read as numbers.
    fn numbers(&self) -> impl Iterator<Item = &str> {
        let Self { annual_volume_m3, flow_m3_h, power_kw, heat_mwh, cold_mwh, .. } = self;
        let all = [annual_volume_m3, flow_m3_h, power_kw, heat_mwh, cold_mwh];
        all.into_iter().flatten().map(|source| source.field.as_str())
    }

    /// Whether it says more of an installation than its id and name.
    pub(super) fn has_well_data(&self) -> bool {
        let Self { system, well_type, status, position, screen_top_m, screen_bottom_m, depth_m, .. } = self;
        system.is_some()
            || [well_type, status, position].into_iter().any(Option::is_some)
            || [screen_top_m, screen_bottom_m, depth_m].into_iter().any(Option::is_some)
            || self.numbers().next().is_some()
    }
}

impl LayerEntry {
    /// The units in which the manifest reads a field as a length.
    pub(super) fn measures_of<'a>(&'a self, field: &'a str) -> impl Iterator<Item = Unit> + 'a {
        let FieldMap { max_depth_m, min_level_m_nap, clay_top_m, screen_top_m, screen_bottom_m, depth_m, .. } =
            &self.fields;
        let fields = [max_depth_m, min_level_m_nap, clay_top_m, screen_top_m, screen_bottom_m, depth_m];
        let depths = [&self.depth.from_m, &self.depth.to_m].into_iter().flatten().filter_map(|measure| match measure {
            Measure::Constant(_) => None,
            Measure::Field(source) => Some(source),
        });
        fields.into_iter().flatten().chain(depths).filter(move |source| source.field == field).map(|source| source.unit)
    }

    /// Every field of the file that the entry names.
    pub(super) fn named_fields(&self) -> impl Iterator<Item = &str> {
        let fields = &self.fields;
        let kind = match &self.kind {
            Some(KindSource::Field { field, .. }) => Some(field.as_str()),
            _ => None,
        };
        fields
            .texts()
            .chain(fields.measures())
            .chain(fields.numbers())
            .chain([&self.depth.from_m, &self.depth.to_m].into_iter().flatten().filter_map(Measure::field))
            .chain(kind)
            .chain(self.ground.values().flat_map(GroundSource::fields).collect::<BTreeSet<_>>())
    }
}
