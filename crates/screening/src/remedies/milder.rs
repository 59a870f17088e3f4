//! Milder: how two decisions compare when either may be open.

use crate::decision::Decision;

/// Whether a decision is milder as a whole: its strict end is milder, and its mild end no stricter. So
/// nothing that is not known makes the one look milder than the other.
pub(super) fn is_milder(new: Decision, old: Decision) -> bool {
    let strict = new.strictest().zip(old.strictest()).is_some_and(|(new, old)| new < old);
    strict && new.mildest().zip(old.mildest()).is_some_and(|(new, old)| new <= old)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Decision::{Between, NotCovered, Settled};
    use Outcome::{Free, Notify, Permit, Prohibited};
    use bodemtoets_law::rules::Outcome;

    #[test]
    fn a_range_is_milder_when_its_strict_end_is() {
        assert!(is_milder(Settled(Permit), Settled(Prohibited)));
        assert!(is_milder(Between(Notify, Permit), Settled(Prohibited)));
        assert!(is_milder(Between(Free, Permit), Between(Notify, Prohibited)));
        assert!(!is_milder(Between(Free, Prohibited), Settled(Prohibited)));
        assert!(!is_milder(Settled(Permit), Settled(Permit)));
    }

    #[test]
    fn what_loses_the_mild_end_or_all_law_is_not_milder() {
        assert!(!is_milder(Settled(Permit), Between(Notify, Prohibited)));
        assert!(!is_milder(NotCovered, Settled(Prohibited)));
        assert!(!is_milder(Settled(Free), NotCovered));
    }
}
