//! Freedom: what a condition comes to whatever is done about some of its facts.

use super::condition::Limit;
use super::evaluate::Bound;
use super::facts::{Facts, Quantity};
use super::truth::Truth;

/// The facts that may still be changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Freedom {
    /// The place.
    pub place: bool,
    /// The stated numbers.
    pub numbers: Vec<Quantity>,
    /// The circulation fluid.
    pub fluid: bool,
}

impl Freedom {
    /// Whether a number, or one that it is computed from, may be changed.
    fn holds(&self, quantity: Quantity) -> bool {
        self.numbers.contains(&quantity) || quantity.made_of().iter().any(|part| self.numbers.contains(part))
    }

    /// Whether a limit stays what it is.
    fn leaves(&self, limit: Limit) -> bool {
        match limit {
            Limit::Number(_) => true,
            // The ground level is that of the place.
            Limit::Nap { .. } => !self.place,
            // Asked inside a zone, and zones are kept or not as a whole.
            Limit::Zone { .. } => false,
        }
    }
}

impl Bound {
    /// The answer that the condition has whatever the changes; `None` when they may matter.
    pub fn whatever<F: Facts>(&self, facts: &F, freedom: &Freedom) -> Option<Truth> {
        let kept = |stays: bool| stays.then(|| self.judge(facts).truth);
        match self {
            Self::Always | Self::Dwelling(_) | Self::ExistingBefore(_) => kept(true),
            Self::Fluid(_) => kept(!freedom.fluid),
            Self::Compare(quantity, _, limit) => {
                let of_place = *quantity == Quantity::GroundLevelMNap && freedom.place;
                kept(!of_place && !freedom.holds(*quantity) && freedom.leaves(*limit))
            }
            Self::Within(..) => kept(!freedom.place),
            Self::Interference(_) => kept(!freedom.place && freedom.numbers.is_empty()),
            Self::InZone(kinds, ..) => {
                let found = facts.zones().iter().any(|hit| hit.kinds.meets(*kinds));
                kept(!freedom.place && (!found || (freedom.numbers.is_empty() && !freedom.fluid)))
            }
            Self::Not(part) => part.whatever(facts, freedom).map(|truth| !truth),
            Self::All(parts) => join(parts.iter().map(|part| part.whatever(facts, freedom)), Truth::False, Ord::min),
            Self::Any(parts) => join(parts.iter().map(|part| part.whatever(facts, freedom)), Truth::True, Ord::max),
        }
    }
}

/// Joins answers: one that `decides` is enough; else all have to be there.
fn join(
    answers: impl Iterator<Item = Option<Truth>>,
    decides: Truth,
    pick: fn(Truth, Truth) -> Truth,
) -> Option<Truth> {
    let neutral = !decides;
    let mut whole = Some(neutral);
    for answer in answers {
        if answer == Some(decides) {
            return answer;
        }
        whole = whole.zip(answer).map(|(one, other)| pick(one, other));
    }
    whole
}
