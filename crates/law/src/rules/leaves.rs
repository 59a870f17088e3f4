//! Leaves: the answers to the single questions of a condition, whatever they come to together.

use super::evaluate::{Bound, reaches};
use super::facts::{Facts, ZoneHit};
use super::truth::Truth;

impl Bound {
    /// Adds the answer to every single question to a list; of a question about zones, that for each zone.
    /// Facts of which these are the same come to the same, also beside other changes.
    pub fn leaves<F: Facts>(&self, facts: &F, list: &mut Vec<Truth>) {
        self.leaves_in(facts, None, list);
    }

    fn leaves_in<F: Facts>(&self, facts: &F, zone: Option<&ZoneHit>, list: &mut Vec<Truth>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.leaves_in(facts, zone, list)),
            Self::Not(part) => part.leaves_in(facts, zone, list),
            Self::InZone(kinds, depth, filter) => {
                list.push(self.judge_in(facts, zone).truth);
                for hit in facts.zones().iter().filter(|hit| hit.kinds.meets(*kinds)) {
                    list.push(reaches(facts, hit, *depth).truth);
                    if let Some(filter) = filter {
                        filter.leaves_in(facts, Some(hit), list);
                    }
                }
            }
            Self::Always
            | Self::Compare(..)
            | Self::Within(..)
            | Self::Dwelling(_)
            | Self::Fluid(_)
            | Self::ExistingBefore(_)
            | Self::Interference(_) => list.push(self.judge_in(facts, zone).truth),
        }
    }
}
