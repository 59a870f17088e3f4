//! The bench: where a changed application is screened like any other, and held against what was applied for.

use std::collections::BTreeSet;

use super::milder::{is_milder, mildest};
use crate::application::Application;
use crate::rules::{Facts as _, Outcome, Quantity, Truth};
use crate::screening::assessment::{Assessment, Decision};
use crate::screening::law::{Law, LawRule};
use crate::screening::screener::{Buffers, Screener};

/// Screens changed applications under one law.
pub(super) struct Bench<'a> {
    pub screener: &'a Screener,
    pub law: &'a Law,
    /// What the application comes to as it is.
    pub old: Decision,
    /// The mildest outcome that any change can bring.
    pub floor: Outcome,
    /// Positions in the law of the rules that doubt the application as it is.
    doubts: BTreeSet<usize>,
    /// What the first change lacks that would be milder if that were known; named as in `settle`.
    pub open: Vec<String>,
    buffers: Buffers,
}

/// What the map and the rules say, so that changes that come to the same can be told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Signature(Vec<usize>, Vec<Truth>);

impl<'a> Bench<'a> {
    pub fn new(screener: &'a Screener, law: &'a Law, assessment: &Assessment, floor: Outcome) -> Self {
        let doubts = doubts(law, assessment);
        Self { screener, law, old: assessment.decision, floor, doubts, open: Vec::new(), buffers: Buffers::default() }
    }

    /// What a changed application comes to, when that is milder than what was applied for and than the best
    /// so far; nothing when its numbers are doubted that were not before.
    pub fn helped(&mut self, changed: &Application, best: Decision) -> Option<Decision> {
        let assessment = self.screener.assess_with(changed, self.law, &mut self.buffers);
        let decision = assessment.decision;
        let better = is_milder(decision, self.old) && decision.strictest() < best.strictest();
        let trusted = better && doubts(self.law, &assessment).is_subset(&self.doubts);
        if !better && self.open.is_empty() && mildest(decision) < mildest(self.old) {
            self.open = self.screener.settle_names(&assessment);
        }
        Screener::recycle(assessment, &mut self.buffers);
        trusted.then_some(decision)
    }

    /// The same for another place. Nobody knows how high the ground lies there: nothing may depend on it.
    pub fn helped_elsewhere(&mut self, moved: &Application, best: Decision) -> Option<Decision> {
        let decision = self.helped(moved, best)?;
        if moved.quantities.get(Quantity::GroundLevelMNap).is_none() {
            return Some(decision);
        }
        let mut unlevelled = moved.clone();
        unlevelled.quantities.set(Quantity::GroundLevelMNap, None);
        self.helped(&unlevelled, best).filter(|without| *without == decision)
    }

    /// Zones, gaps and rulebooks of the place, and the answer to every question of every rule.
    pub fn signature(&mut self, changed: &Application) -> Signature {
        self.hear(changed, |assessment, rules| {
            let survey = &assessment.survey;
            let mut place: Vec<usize> = survey.zones().iter().map(|hit| hit.zone).collect();
            for part in [survey.gaps(), assessment.books.as_slice()] {
                place.push(usize::MAX);
                place.extend(part);
            }
            let mut answers = Vec::new();
            for rule in rules {
                rule.when.leaves(survey, &mut answers);
            }
            Signature(place, answers)
        })
    }

    /// Whether nothing milder than a decision can be had.
    pub fn is_mildest(&self, decision: Decision) -> bool {
        decision.strictest() <= Some(self.floor)
    }

    /// What is looked up of an application: the facts of its place, and the rules that are heard there and
    /// decide, or doubt its numbers.
    pub fn hear<T>(&mut self, application: &Application, look: impl FnOnce(&Assessment, &[&LawRule]) -> T) -> T {
        let assessment = self.screener.assess_with(application, self.law, &mut self.buffers);
        let rules: Vec<&LawRule> = self.law.rules.iter().filter(|rule| counts(rule, &assessment)).collect();
        let found = look(&assessment, &rules);
        Screener::recycle(assessment, &mut self.buffers);
        found
    }

    /// The numbers that may be changed: those that the application states, and that its other numbers do not
    /// contradict. The ground level is what it is; the demand of a building goes with its plant, which
    /// is not computed again.
    pub fn changeable(&mut self, application: &Application) -> Vec<Quantity> {
        self.hear(application, |assessment, _| changeable(application, assessment))
    }
}

pub(super) fn changeable(application: &Application, assessment: &Assessment) -> Vec<Quantity> {
    let of_plant = [Quantity::HeatDemandMwh, Quantity::CoolingDemandMwh];
    let numbers = Quantity::ALL.into_iter().filter(|quantity| {
        quantity.is_stated()
            && *quantity != Quantity::GroundLevelMNap
            && application.stated(*quantity).is_some()
            && assessment.survey.quantity(*quantity).is_some()
            && (application.filled_in.is_empty() || !of_plant.contains(quantity))
    });
    numbers.collect()
}

fn counts(rule: &LawRule, assessment: &Assessment) -> bool {
    (rule.everywhere || assessment.books.contains(&rule.book))
        && (rule.outcome.decides() || rule.outcome == Outcome::Implausible)
}

/// The rules that doubt the numbers of an application.
fn doubts(law: &Law, assessment: &Assessment) -> BTreeSet<usize> {
    let asides = Screener::asides(law, assessment).into_iter();
    let doubting =
        asides.filter(|aside| aside.truth() == Truth::True && law.rules[aside.rule].outcome == Outcome::Implausible);
    doubting.map(|aside| aside.rule).collect()
}
