//! Map use: what of the map a condition looks at, so that one knows where its answer may change.

use super::facts::Target;
use bodemtoets_words::KindSet;

/// What of the map is looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapUse {
    /// Kinds of zone whose edges count.
    pub zones: KindSet,
    /// Distances to things of a sort.
    pub distances: Vec<DistanceUse>,
    /// What systems do to each other, which may differ from place to place without any edge.
    pub interference: bool,
}

/// A distance within which something counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DistanceUse {
    /// Metres. Exactly at this distance is not nearer.
    pub distance_m: f64,
    /// What is measured to.
    pub target: Target,
    /// The kind that stands for it where data are missing.
    pub kinds: KindSet,
}

impl MapUse {
    /// Adds a distance, once.
    pub(super) fn add_distance(&mut self, distance: DistanceUse) {
        if !self.distances.contains(&distance) {
            self.distances.push(distance);
        }
    }
}
