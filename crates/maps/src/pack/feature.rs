//! What a pack holds: zones, abstractions, installations, jurisdictions and gaps.

use bodemtoets_words::{DepthLimits, Extent, KindSet};

use super::well::WellData;
use bodemtoets_ground::crowding::Subsurface;
use bodemtoets_space::Shape;
use bodemtoets_words::lang::Text;

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
