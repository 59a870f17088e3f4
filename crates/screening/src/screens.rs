//! The depths at which the screens of an open system may stand.

use smallvec::SmallVec;

use super::assessment::Assessment;
use super::decision::Decision;
use super::depth_profile::WithDepths;
use super::standing::{Standing, replace};
use bodemtoets_law::rules::{Outcome, Quantities, Quantity};

/// Screens shorter than this are none, m: an assumption.
pub(crate) const LEAST_SCREEN_M: f64 = 1.0;

/// Screens anywhere between two depths are certainly not prohibited.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScreenInterval {
    /// The least depth of their top, metres below ground level.
    pub from_m: f64,
    /// The greatest depth of their bottom; infinite when there is no end.
    pub to_m: f64,
}

impl Assessment<'_> {
    /// Where screens may stand, all else as applied for, in a drilling that ends at their bottom.
    /// Shallow first. Empty where no depth is certain, or where no rulebook covers.
    #[must_use]
    pub fn screens(&self) -> Vec<ScreenInterval> {
        if self.books.is_empty() || self.decision == Decision::NotCovered {
            return Vec::new();
        }
        let mut intervals: Vec<ScreenInterval> = Vec::new();
        let mut from_m = 0.0;
        for to_m in self.depths(&[Quantity::ScreenTopM, Quantity::ScreenBottomM, Quantity::DrillingDepthM]) {
            if self.may_stand(from_m, to_m) {
                match intervals.last_mut() {
                    // Together they may be too long, or reach into what each keeps out of.
                    Some(last) if last.to_m >= from_m && self.may_stand(last.from_m, to_m) => last.to_m = to_m,
                    _ => intervals.push(ScreenInterval { from_m, to_m }),
                }
            }
            from_m = to_m;
        }
        intervals
    }

    /// Whether screens that take up all of an interval, and those in its middle, are not prohibited.
    fn may_stand(&self, from_m: f64, to_m: f64) -> bool {
        let bottom = if to_m.is_finite() { to_m } else { from_m + 1.0 };
        let third = (bottom - from_m) / 3.0;
        [(from_m, bottom), (from_m + third, bottom - third)].into_iter().all(|(top, bottom)| {
            let mut quantities = self.survey.quantities;
            quantities.set(Quantity::DrillingDepthM, Some(bottom));
            quantities.set(Quantity::ScreenTopM, Some(top));
            quantities.set(Quantity::ScreenBottomM, Some(bottom));
            self.decide_with(quantities).strictest().is_some_and(|strictest| strictest < Outcome::Prohibited)
        })
    }

    /// What the rules come to with other numbers.
    fn decide_with(&self, quantities: Quantities) -> Decision {
        let facts = WithDepths { facts: &self.survey, quantities, as_applied: false };
        let in_zones = usize::from(!self.survey.zones().is_empty());
        let mut standings: SmallVec<[Standing; 32]> = self
            .findings
            .iter()
            .map(|finding| {
                let rule = self.law_rule(finding);
                if rule.depends_on_depth[in_zones] && rule.outcome.decides() {
                    Standing::alone(rule, &rule.when.judge(&facts), &facts)
                } else {
                    Standing::alone(rule, &finding.judged, &self.survey)
                }
            })
            .collect();
        replace(self.law, &self.books, &mut standings, |index| self.findings[index].rule);
        self.weighed(&self.findings, standings.iter())
    }
}
