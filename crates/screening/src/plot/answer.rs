//! The answer of a part of a plot: what makes it differ from the other parts.

use smallvec::SmallVec;

use crate::{Assessment, Decision, Finding, Interval, Positions, ScreenInterval};
use bodemtoets_law::rules::System;

/// What the rules come to on a part of a plot.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The outcome.
    pub decision: Decision,
    /// Positions in the law of the rules that decide.
    pub decisive: Positions,
    /// The outcome for every depth of the drilling.
    pub profile: Vec<Interval>,
    /// The deepest drilling that is certainly not prohibited, metres from ground level down: 0 when every depth
    /// may be prohibited, infinite when no depth is, `None` where no rulebook covers.
    pub allowed_depth_m: Option<f64>,
    /// Where the screens of an open system may stand.
    pub screens: Vec<ScreenInterval>,
}

/// What holds on a part of a plot besides its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// The facts that would settle it, when undetermined.
    pub settle: Vec<String>,
    /// Positions of its jurisdictions in the pack.
    pub jurisdictions: Vec<usize>,
    /// Positions of its zones in the pack.
    pub zones: Vec<usize>,
}

impl Answer {
    /// The answer of an assessment, and the circumstances.
    pub(super) fn of(assessment: &Assessment<'_>) -> (Self, Circumstances) {
        let answer = Self {
            decision: assessment.decision(),
            decisive: assessment.decisive_findings().into_iter().map(Finding::position).collect(),
            profile: assessment.profile(),
            allowed_depth_m: assessment.allowed_depth_m(),
            screens: match assessment.system() {
                System::Open => assessment.screens(),
                System::Closed => Vec::new(),
            },
        };
        let circumstances = Circumstances {
            settle: assessment.settle_names(),
            jurisdictions: assessment.jurisdictions().to_vec(),
            zones: assessment.survey().zones().iter().map(|hit| hit.zone).collect(),
        };
        (answer, circumstances)
    }

    /// All rules that decide, at the depth that was applied for or at another.
    pub(super) fn rules(&self) -> SmallVec<[usize; 8]> {
        let of_depths = self.profile.iter().flat_map(|interval| interval.decisive.iter().copied());
        self.decisive.iter().copied().chain(of_depths).collect()
    }
}

impl Circumstances {
    /// Adds what holds elsewhere on the part.
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
