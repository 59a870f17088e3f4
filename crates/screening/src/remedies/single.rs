//! One fact: its smallest change to any milder outcome, and to each that is milder still.

use super::milder_application::MilderApplication;
use super::number::{candidates, share, with_number};
use super::reassessment::Reassessment;
use crate::application::Application;
use bodemtoets_law::rules::Quantity;

/// How large another fluid is as a change: all of it.
pub(super) const ANOTHER_FLUID: f64 = 1.0;

/// Changes of one number.
pub(super) fn of_number(
    reassessment: &mut Reassessment,
    application: &Application,
    quantity: Quantity,
) -> Vec<MilderApplication> {
    let Some(from) = application.quantities.get(quantity) else { return Vec::new() };
    let mut found: Vec<MilderApplication> = Vec::new();
    let mut best = reassessment.old;
    for value in candidates(reassessment, application, quantity) {
        if reassessment.is_mildest(best) {
            break;
        }
        let Some(changed) = with_number(application, quantity, value) else { continue };
        if let Some(decision) = reassessment.helped(&changed, best) {
            best = decision;
            found.push(MilderApplication { changed, first: Some(quantity), decision, size: share(from, value) });
        }
    }
    found
}

/// Other fluids: those that rules name, the first of each outcome.
pub(super) fn of_fluid(reassessment: &mut Reassessment, application: &Application) -> Vec<MilderApplication> {
    let mut found: Vec<MilderApplication> = Vec::new();
    let mut best = reassessment.old;
    for changed in with_other_fluids(reassessment, application) {
        if let Some(decision) = reassessment.helped(&changed, best) {
            best = decision;
            found.push(MilderApplication { changed, first: None, decision, size: ANOTHER_FLUID });
        }
    }
    // Fluids do not lie further and further away: the mildest is enough.
    found.split_off(found.len().saturating_sub(1))
}

/// The application with each other fluid that rules name, when it gives one.
pub(super) fn with_other_fluids(reassessment: &mut Reassessment, application: &Application) -> Vec<Application> {
    let Some(fluid) = &application.fluid else { return Vec::new() };
    let mut fluids = Vec::new();
    reassessment.law.rules.iter().filter(|rule| rule.outcome.decides()).for_each(|rule| rule.when.fluids(&mut fluids));
    fluids.sort_unstable();
    fluids.dedup();
    let others = fluids.into_iter().filter(|other| other != fluid);
    others.map(|other| Application { fluid: Some(other.to_owned()), ..application.clone() }).collect()
}
