//! What would help: the smallest changes of an application that make its outcome milder.
//!
//! They are read from the conditions of the rules: a number on or next to a limit, a place across the edge of
//! a zone or a distance. Each is screened like any other application before it is told
//! ([decision 17](../../../docs/decisions/0017-remedies.md)).

mod curve;
mod direction;
mod floor;
mod milder;
mod milder_application;
mod moves;
mod nearby_curves;
mod number;
mod pair;
mod reassessment;
mod remedy;
mod single;
mod well_places;

pub use remedy::{Change, Displacement, NoRemedy, Remedies, Remedy, RuleInTheWay, Value};

use floor::{Floor, floor, is_asked_of_all};
use milder_application::MilderApplication;
use moves::Moves;
use reassessment::{Reassessment, changeable};
use well_places::can_move;

use super::assessment::Assessment;
use super::decision::Decision;
use bodemtoets_law::rules::Outcome;

/// How far around a place is looked unless said otherwise, metres.
pub const REACH_M: f64 = 500.0;

impl Assessment<'_> {
    /// What would make the outcome milder: for each fact its smallest change to any milder outcome, and to each
    /// that is milder still; where no single fact helps, pairs of facts. Other places are looked for within
    /// `reach_m` metres; not at all at 0, nor for lines and plots.
    ///
    /// Nothing for what is free or not covered. A fact that is not given is not changed, and nothing that is
    /// not known makes a change look milder.
    #[must_use]
    pub fn remedies(&self, reach_m: f64) -> Remedies {
        if self.decision.strictest().is_none_or(|strictest| strictest == Outcome::Free) {
            return Remedies::default();
        }
        let application = self.application();
        let may_move = reach_m > 0.0 && can_move(&application.place);
        let floor = floor(self, may_move);
        let mut reassessment = Reassessment::new(self, floor.outcome);
        let mut found = Vec::new();
        if !reassessment.is_mildest(self.decision) {
            let moves = if may_move { Moves::new(&reassessment, application, reach_m) } else { None };
            for quantity in reassessment.changeable(application) {
                found.extend(single::of_number(&mut reassessment, application, quantity));
            }
            found.extend(single::of_fluid(&mut reassessment, application));
            if let Some(moves) = &moves {
                found.extend(moves.remedies(&mut reassessment, application));
            }
            if found.is_empty() {
                found = pair::pairs(&mut reassessment, application, moves.as_ref());
            }
        }
        found.sort_by(|one, other| one.size.total_cmp(&other.size));
        let remedies: Vec<Remedy> =
            found.iter().filter_map(|found: &MilderApplication| found.remedy(application)).collect();
        // What systems do to each other has no limit that could be looked for: then there may be one after all.
        let proven = reassessment.is_mildest(self.decision) || !self.law.asks_interference_at(&self.books);
        let milder_part = self.milder_part();
        // Nothing stands in the way of what a notification allows, nor of a permit that is asked of such systems
        // everywhere.
        let is_hindered = match self.decision {
            Decision::Settled(Outcome::Prohibited) => true,
            Decision::Settled(Outcome::Permit) => !is_asked_of_all(self, may_move),
            _ => false,
        };
        let helpless = remedies.is_empty() && milder_part.is_none() && proven && is_hindered;
        let no_remedy = helpless.then(|| {
            let mut tried: Vec<String> =
                changeable(self).into_iter().map(|quantity| quantity.slug().to_owned()).collect();
            tried.extend(application.fluid.as_ref().map(|_| "fluid".to_owned()));
            tried.extend(may_move.then(|| "place".to_owned()));
            self.in_the_way(&floor, tried, reassessment.open, may_move.then_some(reach_m))
        });
        Remedies { remedies, no_remedy, milder_part }
    }

    /// The rules that stand in the way: those that nothing can change, else those that decide.
    fn in_the_way(&self, floor: &Floor, tried: Vec<String>, open: Vec<String>, searched_m: Option<f64>) -> NoRemedy {
        let decisive = self.decisive_findings().into_iter().map(|finding| finding.rule);
        let staying = self.decision.strictest() <= Some(floor.outcome) && !floor.rules.is_empty();
        let rules: Vec<usize> = if staying { floor.rules.clone() } else { decisive.collect() };
        let rules = rules.into_iter().map(|position| {
            let rule = self.rule_at(position);
            RuleInTheWay { id: rule.id.clone(), source: rule.source.clone() }
        });
        NoRemedy { rules: rules.collect(), tried, open, searched_m }
    }
}
