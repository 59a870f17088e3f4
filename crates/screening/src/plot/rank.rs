//! Which of two answers is stricter.

use super::answer::Answer;
use crate::Decision;
use bodemtoets_law::rules::Outcome;

/// How strict an outcome is, from mild to strict: first by what may be the case at worst, then by
/// what is certain. Where no rulebook covers nothing is allowed for certain: that comes just before
/// what is prohibited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    worst: Outcome,
    certainty: u8,
    best: Outcome,
}

impl From<Decision> for Rank {
    fn from(decision: Decision) -> Self {
        let (worst, certainty, best) = match decision {
            Decision::Between(low, high) => (high, 0, low),
            Decision::Perhaps(_) | Decision::NotCovered => (Outcome::Prohibited, 1, Outcome::Free),
            Decision::Settled(outcome) => (outcome, 2, outcome),
        };
        Self { worst, certainty, best }
    }
}

/// Whether one answer is in nothing milder than another: not in its outcome, not in the depth of the
/// drilling, not in the depths of the screens.
#[must_use]
pub fn at_least_as_strict(one: &Answer, other: &Answer) -> bool {
    let depth = |answer: &Answer| answer.allowed_depth_m.unwrap_or(0.0);
    let within_other = |interval: &crate::ScreenInterval| {
        other.screens.iter().any(|wider| wider.from_m <= interval.from_m && interval.to_m <= wider.to_m)
    };
    Rank::from(one.decision) >= Rank::from(other.decision)
        && depth(one) <= depth(other)
        && one.screens.iter().all(within_other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_prohibited_is_stricter_than_what_needs_a_permit() {
        let order = [
            Decision::Settled(Outcome::Free),
            Decision::Settled(Outcome::Notify),
            Decision::Between(Outcome::Notify, Outcome::Permit),
            Decision::Settled(Outcome::Permit),
            Decision::Between(Outcome::Free, Outcome::Prohibited),
            Decision::Between(Outcome::Permit, Outcome::Prohibited),
            Decision::NotCovered,
            Decision::Settled(Outcome::Prohibited),
        ];
        assert!(order.map(Rank::from).is_sorted());
    }
}
