//! Asked: what a condition wants to know of the map.

use super::evaluate::Bound;
use super::facts::Target;
use crate::pack::KindSet;

/// The questions of conditions that depend on the place.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Kinds of zone that a place may lie in.
    pub zones: KindSet,
    /// Distances in metres, what they are measured to, and the kind that it is.
    pub within: Vec<(f64, Target, KindSet)>,
}

impl Bound {
    /// Adds what the condition wants to know of the map.
    pub fn asks(&self, asked: &mut Asked) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.asks(asked)),
            Self::Not(part) => part.asks(asked),
            Self::InZone(kinds, _, filter) => {
                asked.zones = asked.zones.union(*kinds);
                if let Some(filter) = filter {
                    filter.asks(asked);
                }
            }
            Self::Within(metres, targets) => {
                asked.within.extend(targets.iter().map(|(target, kinds)| (*metres, *target, *kinds)));
            }
            // What systems do to each other has no edges on the map.
            Self::Always
            | Self::Compare(..)
            | Self::Dwelling(_)
            | Self::Fluid(_)
            | Self::ExistingBefore(_)
            | Self::Interference(_) => {}
        }
    }
}
