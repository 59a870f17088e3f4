//! How many applications or plots have each outcome.

use bodemtoets_report::outcome_word;
use bodemtoets_screening::VerdictOutcome;
use bodemtoets_words::lang::Lang;

/// The outcomes in the order in which they are counted up: what asks for something first.
const ORDER: [VerdictOutcome; VerdictOutcome::ALL.len()] = [
    VerdictOutcome::Prohibited,
    VerdictOutcome::Permit,
    VerdictOutcome::Notify,
    VerdictOutcome::Free,
    VerdictOutcome::Undetermined,
    VerdictOutcome::NotCovered,
];

/// How many applications or plots have each outcome.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Outcomes([u64; ORDER.len()]);

impl Outcomes {
    /// Counts one more.
    pub(super) fn count(&mut self, outcome: VerdictOutcome) {
        for (count, _) in self.0.iter_mut().zip(ORDER).filter(|(_, known)| *known == outcome) {
            *count += 1;
        }
    }

    /// Counts all of others.
    pub(super) fn add(&mut self, other: Self) {
        for (total, count) in self.0.iter_mut().zip(other.0) {
            *total += count;
        }
    }

    /// The outcomes that there are: `3 prohibited, 1 permit`.
    pub(super) fn text(self, lang: Lang) -> String {
        let found = ORDER.into_iter().zip(self.0).filter(|(_, count)| *count > 0);
        let words: Vec<String> =
            found.map(|(outcome, count)| format!("{count} {}", outcome_word(outcome, lang))).collect();
        words.join(", ")
    }

    /// The outcome when there is one application.
    pub(super) fn only(self) -> Option<VerdictOutcome> {
        ORDER.into_iter().zip(self.0).find_map(|(outcome, count)| (count > 0).then_some(outcome))
    }
}
