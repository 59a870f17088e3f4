//! Reassessment: changed applications screened like any other, and held against what was applied for.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::milder::is_milder;
use crate::application::{Application, LookedUp};
use crate::assessment::Assessment;
use crate::decision::Decision;
use crate::law::{Law, LawRule};
use crate::screener::Screener;
use bodemtoets_law::rules::{Facts as _, Outcome, Quantity, Truth};

/// Screens changed applications under one law.
pub(super) struct Reassessment<'a> {
    pub screener: &'a Screener,
    date: Date,
    /// Without remarks: they change no outcome, and some take long to find.
    pub law: &'a Law,
    /// What the application comes to as it is.
    pub old: Decision,
    /// The mildest outcome that any change can bring.
    pub floor: Outcome,
    /// Positions in the law of the rules that doubt the application as it is.
    doubts: BTreeSet<usize>,
    /// What the first change lacks that would be milder if that were known; named as in `settle`.
    pub open: Vec<String>,
}

/// What the map and the rules say, so that changes that come to the same can be told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Signature(Vec<usize>, Vec<Truth>);

impl<'a> Reassessment<'a> {
    pub fn new(assessment: &Assessment<'a>, floor: Outcome) -> Self {
        Self {
            screener: assessment.screener(),
            date: assessment.date(),
            law: assessment.law.without_remarks(),
            old: assessment.decision,
            floor,
            doubts: doubts(assessment),
            open: Vec::new(),
        }
    }

    fn assess<'b>(&self, changed: &'b Application) -> Assessment<'b>
    where
        'a: 'b,
    {
        self.screener.assess_under(changed, self.date, self.law)
    }

    /// What a changed application comes to, when that is milder than what was applied for and than the best
    /// so far; nothing when its numbers are doubted that were not before.
    pub fn helped(&mut self, changed: &Application, best: Decision) -> Option<Decision> {
        let assessment = self.assess(changed);
        let decision = assessment.decision;
        let better = is_milder(decision, self.old) && decision.strictest() < best.strictest();
        let trusted = better && doubts(&assessment).is_subset(&self.doubts);
        if !better && self.open.is_empty() && decision.mildest() < self.old.mildest() {
            self.open = assessment.settle_names();
        }
        trusted.then_some(decision)
    }

    /// The same for another place. How high the ground lies there, what lies below it, and what a map says that
    /// somebody looked up for this place, is not known: nothing may depend on it.
    pub fn helped_elsewhere(&mut self, moved: &Application, best: Decision) -> Option<Decision> {
        let decision = self.helped(moved, best)?;
        let of_place = Quantity::ALL.into_iter().filter(|quantity| quantity.is_of_place());
        let known: Vec<Quantity> = of_place.filter(|quantity| moved.quantities.get(*quantity).is_some()).collect();
        if known.is_empty() && moved.looked_up.zones.is_empty() {
            return Some(decision);
        }
        let mut elsewhere = Application { looked_up: LookedUp::default(), ..moved.clone() };
        for quantity in known {
            elsewhere.quantities.set(quantity, None);
        }
        self.helped(&elsewhere, best).filter(|without| *without == decision)
    }

    /// Zones, gaps and rulebooks of the place, and the answer to every question of every rule.
    pub fn signature(&self, changed: &Application) -> Signature {
        self.look(changed, |assessment, rules| {
            let survey = &assessment.survey;
            let mut place: Vec<usize> = survey.zones().iter().map(|hit| hit.zone).collect();
            for part in [survey.gaps(), assessment.books.as_slice()] {
                place.push(usize::MAX);
                place.extend(part);
            }
            let mut answers = Vec::new();
            for rule in rules {
                rule.when.answers(survey, &mut answers);
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
    pub fn look<T>(&self, application: &Application, of: impl FnOnce(&Assessment, &[&LawRule]) -> T) -> T {
        let assessment = self.assess(application);
        let rules: Vec<&LawRule> = self.law.rules.iter().filter(|rule| counts(rule, &assessment)).collect();
        of(&assessment, &rules)
    }

    /// The numbers that may be changed: those that the application states, and that its other numbers do not
    /// contradict. The ground is what it is; the demand of a building goes with its plant, which
    /// is not computed again.
    pub fn changeable(&self, application: &Application) -> Vec<Quantity> {
        changeable(&self.assess(application))
    }
}

pub(super) fn changeable(assessment: &Assessment) -> Vec<Quantity> {
    let application = assessment.application();
    let of_plant = [Quantity::HeatDemandMwh, Quantity::CoolingDemandMwh];
    let numbers = Quantity::ALL.into_iter().filter(|quantity| {
        quantity.is_stated()
            && !quantity.is_of_place()
            && application.stated(*quantity).is_some()
            && assessment.survey.quantity(*quantity).is_some()
            && (application.filled_in.is_empty() || !of_plant.contains(quantity))
    });
    numbers.collect()
}

fn counts(rule: &LawRule, assessment: &Assessment) -> bool {
    (rule.everywhere || assessment.books.contains(&rule.at.book))
        && (rule.outcome.decides() || rule.outcome == Outcome::Implausible)
}

/// The rules that doubt the numbers of an application.
fn doubts(assessment: &Assessment) -> BTreeSet<usize> {
    let asides = assessment.asides();
    assessment.applying(&asides, Outcome::Implausible).map(|aside| aside.rule).collect()
}
