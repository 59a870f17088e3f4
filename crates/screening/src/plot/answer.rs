//! The answer of a part of a plot: what makes it differ from the other parts.

use smallvec::SmallVec;

use crate::rules::{Outcome, System};
use crate::screening::{Assessment, Decision, Finding, Positions, ScreenInterval};

/// What the rules come to on a part of a plot.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The outcome.
    pub decision: Decision,
    /// Positions in the law of the rules that decide.
    pub decisive: Positions,
    /// The outcome for every depth of the drilling.
    pub profile: Vec<Depths>,
    /// Where the screens of an open system may stand.
    pub screens: Vec<ScreenInterval>,
}

/// Drillings that end deeper than `from_m` and no deeper than `to_m` have this outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Depths {
    /// Metres below ground level, not included.
    pub from_m: f64,
    /// Metres below ground level, included; infinite when there is no end.
    pub to_m: f64,
    /// What the rules come to.
    pub decision: Decision,
    /// Positions in the law of the rules that decide.
    pub decisive: Positions,
}

/// What was seen on a part of a plot, besides its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The facts that would settle it, when undetermined.
    pub settle: Vec<String>,
    /// Positions of its jurisdictions in the pack.
    pub jurisdictions: Vec<usize>,
    /// Positions of its zones in the pack.
    pub zones: Vec<usize>,
}

impl Answer {
    /// The answer of an assessment, and what it saw.
    pub(super) fn of(assessment: &Assessment<'_>) -> (Self, Seen) {
        let position = |finding: usize| assessment.findings()[finding].position();
        let profile = assessment.profile().into_iter().map(|interval| Depths {
            from_m: interval.from_m,
            to_m: interval.to_m,
            decision: interval.decision,
            decisive: interval.decisive.into_iter().map(position).collect(),
        });
        let answer = Self {
            decision: assessment.decision(),
            decisive: assessment.decisive_findings().into_iter().map(Finding::position).collect(),
            profile: profile.collect(),
            screens: match assessment.system() {
                System::Open => assessment.screens(),
                System::Closed => Vec::new(),
            },
        };
        let seen = Seen {
            settle: assessment.settle_names(),
            jurisdictions: assessment.jurisdictions().to_vec(),
            zones: assessment.survey().zones().iter().map(|hit| hit.zone).collect(),
        };
        (answer, seen)
    }

    /// The deepest drilling that is certainly not prohibited, from ground level down: 0 when every
    /// depth may be prohibited, infinite when no depth is, `None` where no rulebook covers.
    #[must_use]
    pub fn allowed_depth_m(&self) -> Option<f64> {
        if self.decision == Decision::NotCovered {
            return None;
        }
        let allowed = self
            .profile
            .iter()
            .take_while(|depths| depths.decision.strictest().is_some_and(|strictest| strictest < Outcome::Prohibited));
        Some(allowed.last().map_or(0.0, |depths| depths.to_m))
    }

    /// All rules that decide, at the depth that was applied for or at another.
    pub(super) fn rules(&self) -> SmallVec<[usize; 8]> {
        let of_depths = self.profile.iter().flat_map(|depths| depths.decisive.iter().copied());
        self.decisive.iter().copied().chain(of_depths).collect()
    }
}

impl Seen {
    /// Adds what was seen elsewhere on the part.
    pub(super) fn add(&mut self, other: Self) {
        fn add<T: PartialEq>(list: &mut Vec<T>, more: Vec<T>) {
            for item in more {
                if !list.contains(&item) {
                    list.push(item);
                }
            }
        }
        add(&mut self.settle, other.settle);
        add(&mut self.jurisdictions, other.jurisdictions);
        add(&mut self.zones, other.zones);
    }
}
