//! Layer packs: maps on disk become typed zones, sites and jurisdictions.
//!
//! A pack is a folder with a manifest, `pack.toml`, that says for each layer which file it is in,
//! what its features are, and which fields mean what. Reading it never fails on a single feature:
//! what cannot be used is left out, what is invalid is repaired, and every such case is in
//! [`Pack::remarks`], which `bodemtoets layers check` prints.
//!
//! A pack also says what it does *not* know: kinds of zone that it delivers no layer of, and gaps
//! in the layers it has. There, "no zone found" is never "no zone".

mod areas;
mod embedded;
mod error;
mod feature;
mod features;
mod fields;
mod load;
mod lost;
mod manifest;
mod read;
mod report;
mod resolve;
mod systems;
mod twins;
mod well;
mod whereabouts;
mod words;

use jiff::civil::Date;

pub use areas::{NamedArea, read_areas};
pub use bodemtoets_space::Crs;
pub use bodemtoets_words::{DepthLimits, Extent, KindSet, Kinds, Role, TooManyKinds};
pub use embedded::DEFAULT;
pub use error::PackError;
pub use feature::{Gap, GroundArea, Jurisdiction, Site, Zone};
pub use fields::{FieldSource, Measure, NumberSource, Parse, Properties, Unit, parse_number};
pub use manifest::{DepthMap, FieldMap, GroundEnd, GroundSource, KindSource, LayerEntry, Manifest};
pub use report::{Remark, Weight, What};
pub use systems::Systems;
pub use well::{System, WellData, WellType};

use bodemtoets_space::Index;
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::{Certainty, Source, Status};

/// A layer pack, read and indexed.
#[derive(Debug)]
pub struct Pack {
    /// Slug of the pack.
    pub origin: String,
    /// Version of the pack.
    pub version: String,
    /// The date at which the data describe the world.
    pub date: Date,
    /// Standing of the pack.
    pub status: Status,
    /// Licence of the data.
    pub licence: String,
    /// Name for people.
    pub title: Text,
    /// Sentences that every output resting on the pack repeats.
    pub notices: Vec<Notice>,
    /// The layers, in the order of the manifest.
    pub layers: Vec<Layer>,
    /// The kinds of zone that occur.
    pub kinds: Kinds,
    /// The kinds (and roles) that the pack has a layer of.
    pub delivered: KindSet,
    /// Areas to which rules attach.
    pub zones: Vec<Zone>,
    /// Groundwater abstractions.
    pub abstractions: Vec<Site>,
    /// Existing ground-energy systems.
    pub installations: Vec<Site>,
    /// Which of `installations` belong together.
    pub systems: Systems,
    /// Areas within which a rulebook is the law.
    pub jurisdictions: Vec<Jurisdiction>,
    /// Areas where the pack is known to be incomplete.
    pub gaps: Vec<Gap>,
    /// Areas with what is known of the subsurface.
    pub grounds: Vec<GroundArea>,
    /// What was repaired, dropped or doubted.
    pub remarks: Vec<Remark>,
    /// Index over `zones`.
    pub zone_index: Index,
    /// Index over `abstractions`.
    pub abstraction_index: Index,
    /// Index over `installations`.
    pub installation_index: Index,
    /// Index over `jurisdictions`.
    pub jurisdiction_index: Index,
    /// Index over `gaps`.
    pub gap_index: Index,
    /// Index over `grounds`.
    pub ground_index: Index,
}

impl Pack {
    /// The sites of a role and the index over them; `None` for a role whose features are areas.
    #[must_use]
    pub fn sites(&self, role: Role) -> Option<(&[Site], &Index)> {
        match role {
            Role::Abstraction => Some((&self.abstractions, &self.abstraction_index)),
            Role::Installation => Some((&self.installations, &self.installation_index)),
            Role::Zone | Role::Jurisdiction | Role::Gap | Role::Ground => None,
        }
    }

    /// The standing of the weakest layer.
    #[must_use]
    pub fn weakest_status(&self) -> Status {
        self.layers.iter().map(|layer| layer.status).min().unwrap_or(self.status)
    }
}

/// A sentence that every output resting on certain layers repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The borrowed layers that it is about; none when it is about the pack itself.
    pub layers: Vec<String>,
    /// The sentence.
    pub text: Text,
}

/// What is known of a layer as a whole.
#[derive(Debug, Clone)]
pub struct Layer {
    /// Slug of the layer within the pack.
    pub id: String,
    /// The pack it really comes from.
    pub pack: String,
    /// Version of that pack.
    pub version: String,
    /// The file it was read from.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The version of the map of the law that it is: work and version, as the file says (`FRBRExpression`).
    pub expression: Option<String>,
    /// What its features are.
    pub role: Role,
    /// Standing.
    pub status: Status,
    /// How sure the data are.
    pub certainty: Option<Certainty>,
    /// The kinds of zone, or the role, that it delivers: where it has none of them there is none.
    pub kinds: KindSet,
    /// How far an edge on the map may lie from the real one, metres.
    pub accuracy_m: f64,
    /// Where the data come from.
    pub source: Option<Source>,
    /// What to know before relying on it.
    pub caveat: Option<Text>,
    /// Number of features in use.
    pub features: usize,
    /// Number of features that could not be used.
    pub dropped: usize,
    /// The date at which the data describe the world.
    pub date: Date,
}

impl Layer {
    /// How far an edge may lie from the real one where the manifest does not say, metres.
    pub const USUAL_ACCURACY_M: f64 = 5.0;

    /// How sure it is what the layer says: what its manifest states, and never more than its standing allows.
    #[must_use]
    pub fn sure(&self) -> Certainty {
        let most = match self.status {
            Status::Official => Certainty::Verified,
            Status::Derived => Certainty::Derived,
            Status::Factsheet => Certainty::Factsheet,
            Status::Indicative => Certainty::Inferred,
        };
        self.certainty.map_or(most, |stated| stated.min(most))
    }
}
