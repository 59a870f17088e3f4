//! What a pack holds: zones, abstractions, installations, jurisdictions and gaps.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::kinds::KindSet;
use super::well::WellData;
use crate::crowding::Subsurface;
use crate::lang::Text;
use crate::spatial::Shape;

/// What the features of a layer are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Areas to which rules attach.
    Zone,
    /// Groundwater abstractions, such as drinking-water wells.
    Abstraction,
    /// Existing ground-energy systems: a well or loop a feature.
    Installation,
    /// Areas within which a rulebook is the law.
    Jurisdiction,
    /// Areas where the pack is known to be incomplete.
    Gap,
    /// Areas with what is known of the subsurface.
    Ground,
}

/// A vertical extent in metres below ground level.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Extent {
    /// Top.
    pub from_m: f64,
    /// Bottom; infinite when there is none.
    pub to_m: f64,
}

impl Extent {
    /// From ground level down without end.
    pub const ALL: Self = Self { from_m: 0.0, to_m: f64::INFINITY };
}

/// An area to which rules attach.
#[derive(Debug)]
pub struct Zone {
    /// Where it is.
    pub shape: Shape,
    /// Position of its layer in the pack.
    pub layer: usize,
    /// Id of the feature in the source.
    pub id: String,
    /// Name, where the source gives one.
    pub name: Option<String>,
    /// What it is, and what it stands for besides.
    pub kinds: KindSet,
    /// What it is, as a slug.
    pub kind: String,
    /// How deep it reaches.
    pub extent: Extent,
    /// How deep it allows a drilling to go, where it says so.
    pub limits: DepthLimits,
}

/// How deep a zone allows a drilling to go; each where its source says so.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct DepthLimits {
    /// The deepest drilling, metres below ground level.
    pub max_depth_m: Option<f64>,
    /// The lowest level that a drilling may reach, metres above NAP (below it: negative).
    pub min_level_m_nap: Option<f64>,
    /// Top of the clay layer that may not be pierced, metres below ground level.
    pub clay_top_m: Option<f64>,
}

impl DepthLimits {
    /// The least of them as a depth below ground level; a level in NAP counts when the ground
    /// level is known.
    #[must_use]
    pub fn least_depth_m(self, ground_level_m_nap: Option<f64>) -> Option<f64> {
        let of_level = self.min_level_m_nap.zip(ground_level_m_nap).map(|(level, ground)| ground - level);
        [self.max_depth_m, of_level, self.clay_top_m].into_iter().flatten().min_by(f64::total_cmp)
    }
}

/// An abstraction or an existing installation.
#[derive(Debug)]
pub struct Site {
    /// Where it is.
    pub shape: Shape,
    /// Position of its layer in the pack.
    pub layer: usize,
    /// Id of the feature in the source. Wells of one installation share it.
    pub id: String,
    /// Name, where the source gives one.
    pub name: Option<String>,
    /// What its layer says of the installation; `None` when it says nothing but where it is.
    pub well: Option<Box<WellData>>,
}

/// An area within which a rulebook is the law.
#[derive(Debug)]
pub struct Jurisdiction {
    /// Where it is.
    pub shape: Shape,
    /// Position of its layer in the pack.
    pub layer: usize,
    /// The slug that rulebooks use, such as `drenthe`.
    pub id: String,
    /// Name for people.
    pub name: Option<String>,
}

/// An area where "no zone of this kind here" may not be concluded.
#[derive(Debug)]
pub struct Gap {
    /// Where it is.
    pub shape: Shape,
    /// Id of the feature in the source.
    pub id: String,
    /// The kinds of zone that may be missing.
    pub kinds: KindSet,
    /// Why the data are incomplete here.
    pub reason: Text,
}

/// An area with what is known of the subsurface.
#[derive(Debug)]
pub struct GroundArea {
    /// Where it is.
    pub shape: Shape,
    /// Position of its layer in the pack.
    pub layer: usize,
    /// Id of the feature in the source.
    pub id: String,
    /// What is known of it; the rest is assumed.
    pub subsurface: Subsurface,
}
