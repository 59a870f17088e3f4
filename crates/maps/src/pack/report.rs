//! What was repaired, dropped or doubted while a pack was read.

use geo::Coord;
use serde::Serialize;

use crate::gio::Rule;
use crate::register::plausible::Limit;
use bodemtoets_space::Repair;
use bodemtoets_words::tabular::Thousands;

/// One remark about one feature, or about a layer as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// Id of the layer.
    pub layer: String,
    /// Id of the feature in the source; absent when the remark is about the layer.
    pub feature: Option<String>,
    /// What happened.
    pub what: What,
}

/// What happened to a feature.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// The geometry was made valid.
    Repaired(Repair),
    /// Heights or measures beside x and y were left out.
    HeightsIgnored,
    /// The feature has no geometry, or nothing was left of it.
    Empty,
    /// An area of which the corners lie on a line or in one place.
    NoArea,
    /// A zone or jurisdiction that is not an area, or a mix of kinds.
    WrongShape(String),
    /// The feature lies outside the Netherlands.
    Abroad(String),
    /// Corners outside the Netherlands, which were left out or cut off.
    Stray {
        /// How many.
        corners: usize,
        /// The first, RD New.
        at: Coord,
    },
    /// A line of the file that could not be read.
    Unreadable(String),
    /// A kind that the manifest does not list.
    UnknownKind(String),
    /// A value that is not a number; it counts as unknown.
    NotANumber {
        /// Field of the source.
        field: String,
        /// The value as written.
        value: String,
    },
    /// A number that groups thousands, or may do so; it counts as unknown.
    Thousands {
        /// Field of the source.
        field: String,
        /// The value as written.
        value: String,
        /// What it may mean.
        thousands: Thousands,
    },
    /// A level that cannot be one; it counts as unknown.
    NoLevel {
        /// Field of the source.
        field: String,
        /// The value, metres.
        metres: f64,
    },
    /// A depth that cannot be one; it counts as unknown.
    NoDepth {
        /// Field of the source; empty for a constant of the manifest.
        field: String,
        /// The value, metres.
        metres: f64,
    },
    /// An amount that no system has; it counts as unknown.
    Implausible {
        /// Field of the source.
        field: String,
        /// The value.
        value: f64,
        /// What it has to lie between.
        limit: Limit,
    },
    /// A word that is not on the list; it counts as unknown.
    UnknownWord {
        /// Field of the source.
        field: String,
        /// The word as written.
        value: String,
    },
    /// A number of the subsurface that cannot be; it counts as unknown.
    Impossible(String),
    /// A field that the manifest names and that no feature has.
    FieldAbsent(String),
    /// So many wells are in the file once more, with the same id, place and data.
    SameWell(usize),
    /// Several features with the same id at the same place.
    Duplicate(usize),
    /// Several zones with the same id.
    SameId(usize),
    /// No usable feature in the layer.
    NoFeatures,
    /// A rule of the standard that a map of the law breaks.
    Breach(Rule),
    /// A map of the law states another unit than the manifest, or one that is not known; its numbers count as unknown.
    OtherUnit {
        /// As the map states it.
        written: String,
        /// As the manifest does.
        unit: String,
    },
}

/// How a remark weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Made right; nothing is lost.
    Repaired,
    /// Left out.
    Dropped,
    /// Kept as it is; somebody should look.
    Doubted,
}

impl What {
    /// Whether nobody needs to look: the shape of the feature is what it was.
    #[must_use]
    pub fn is_trivial(&self) -> bool {
        matches!(self, Self::HeightsIgnored | Self::Repaired(Repair::RingsReoriented(_) | Repair::CollectionFlattened))
    }

    /// Whether the shape of the feature was repaired by a guess.
    #[must_use]
    pub fn is_doubtful_shape(&self) -> bool {
        matches!(self, Self::Stray { .. } | Self::Repaired(Repair::Doubtful { .. }))
    }

    /// How the remark weighs.
    #[must_use]
    pub fn weight(&self) -> Weight {
        match self {
            _ if self.is_doubtful_shape() => Weight::Doubted,
            Self::Repaired(_) | Self::HeightsIgnored | Self::SameWell(_) => Weight::Repaired,
            Self::Empty
            | Self::NoArea
            | Self::WrongShape(_)
            | Self::Abroad(_)
            | Self::Unreadable(_)
            | Self::UnknownKind(_) => Weight::Dropped,
            Self::Stray { .. }
            | Self::NotANumber { .. }
            | Self::Thousands { .. }
            | Self::NoDepth { .. }
            | Self::NoLevel { .. }
            | Self::Implausible { .. }
            | Self::UnknownWord { .. }
            | Self::Impossible(_)
            | Self::FieldAbsent(_)
            | Self::Duplicate(_)
            | Self::SameId(_)
            | Self::NoFeatures
            | Self::Breach(_)
            | Self::OtherUnit { .. } => Weight::Doubted,
        }
    }
}
