//! Sight: what of the map a condition looks at, so that one knows where its answer may change.

use super::evaluate::Bound;
use super::facts::Target;
use crate::pack::KindSet;

/// What of the map is looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sight {
    /// Kinds of zone whose edges count.
    pub zones: KindSet,
    /// Distances to things of a sort; each with the kind that stands for it.
    pub reaches: Vec<Reach>,
    /// What systems do to each other, which may differ from place to place without any edge.
    pub interference: bool,
}

/// A distance within which something counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reach {
    /// Metres. Exactly at this distance is not nearer.
    pub distance_m: f64,
    /// What is measured to.
    pub target: Target,
    /// The kind that stands for it where data are missing.
    pub kinds: KindSet,
}

impl Bound {
    /// Adds what the condition looks at.
    pub fn look(&self, sight: &mut Sight) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.look(sight)),
            Self::Not(part) => part.look(sight),
            Self::InZone(kinds, _, filter) => {
                sight.zones = sight.zones.union(*kinds);
                if let Some(filter) = filter {
                    filter.look(sight);
                }
            }
            Self::Within(distance_m, targets) => {
                for &(target, kinds) in targets {
                    let reach = Reach { distance_m: *distance_m, target, kinds };
                    if !sight.reaches.contains(&reach) {
                        sight.reaches.push(reach);
                    }
                }
            }
            Self::Interference(_) => sight.interference = true,
            Self::Always | Self::Compare(..) | Self::Dwelling(_) | Self::Fluid(_) | Self::ExistingBefore(_) => {}
        }
    }
}
