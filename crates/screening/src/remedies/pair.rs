//! Two facts: changes that help together where no single one does.

use std::collections::BTreeSet;

use super::milder_application::MilderApplication;
use super::moves::Moves;
use super::number::{candidates, share, with_number};
use super::reassessment::Reassessment;
use super::single::{ANOTHER_FLUID, with_other_fluids};
use crate::application::Application;
use bodemtoets_law::rules::{Outcome, Quantity};

/// The first of two changes, and how large it is.
struct First {
    changed: Application,
    quantity: Option<Quantity>,
    /// Whether it is another place.
    moved: bool,
    size: f64,
}

/// The smallest pairs of changes to any milder outcome, and to each that is milder still.
///
/// The first change is the smallest that makes some rule answer otherwise, or brings other zones; the second
/// is looked for with the first made. What counts is the sum of the two, each as a share.
pub(super) fn pairs(
    reassessment: &mut Reassessment,
    application: &Application,
    moves: Option<&Moves>,
) -> Vec<MilderApplication> {
    let numbers = reassessment.changeable(application);
    let mut pairs: Vec<MilderApplication> = Vec::new();
    for first in firsts(reassessment, application, &numbers, moves) {
        for quantity in numbers.iter().copied().filter(|quantity| Some(*quantity) != first.quantity) {
            let Some(from) = first.changed.quantities.get(quantity) else { continue };
            for value in candidates(reassessment, &first.changed, quantity) {
                let size = first.size + share(from, value);
                if let Some(changed) = with_number(&first.changed, quantity, value) {
                    weigh(reassessment, &mut pairs, &first, changed, size);
                }
            }
        }
        if first.changed.fluid == application.fluid {
            for changed in with_other_fluids(reassessment, &first.changed) {
                weigh(reassessment, &mut pairs, &first, changed, first.size + ANOTHER_FLUID);
            }
        }
    }
    pairs.sort_by(|one, other| one.size.total_cmp(&other.size));
    pairs
}

/// Keeps a pair that helps when no smaller one comes to as mild an outcome, instead of those that it beats.
fn weigh(
    reassessment: &mut Reassessment,
    pairs: &mut Vec<MilderApplication>,
    first: &First,
    changed: Application,
    size: f64,
) {
    let beaten = |strictest: Option<Outcome>, pairs: &[MilderApplication]| {
        pairs.iter().any(|pair| pair.size <= size && pair.strictest() <= strictest)
    };
    // Screening takes longer than looking whether the mildest there is would be of use.
    if beaten(Some(reassessment.floor), pairs) {
        return;
    }
    let old = reassessment.old;
    let helped =
        if first.moved { reassessment.helped_elsewhere(&changed, old) } else { reassessment.helped(&changed, old) };
    if let Some(decision) = helped.filter(|decision| !beaten(decision.strictest(), pairs)) {
        pairs.retain(|pair| pair.size < size || pair.strictest() < decision.strictest());
        pairs.push(MilderApplication { changed, first: first.quantity, decision, size });
    }
}

/// The first changes that make a difference to some rule; of those that make the same, the smallest.
fn firsts(
    reassessment: &mut Reassessment,
    application: &Application,
    numbers: &[Quantity],
    moves: Option<&Moves>,
) -> Vec<First> {
    let as_it_is = reassessment.signature(application);
    let mut firsts = Vec::new();
    for quantity in numbers.iter().copied() {
        let Some(from) = application.quantities.get(quantity) else { continue };
        let mut seen = BTreeSet::from([as_it_is.clone()]);
        for value in candidates(reassessment, application, quantity) {
            let Some(changed) = with_number(application, quantity, value) else { continue };
            if seen.insert(reassessment.signature(&changed)) {
                firsts.push(First { changed, quantity: Some(quantity), moved: false, size: share(from, value) });
            }
        }
    }
    for changed in with_other_fluids(reassessment, application) {
        firsts.push(First { changed, quantity: None, moved: false, size: ANOTHER_FLUID });
    }
    if let Some(moves) = moves {
        let mut seen = BTreeSet::from([as_it_is]);
        for (metres, changed) in moves.all(application) {
            if seen.insert(reassessment.signature(&changed)) {
                firsts.push(First { changed, quantity: None, moved: true, size: moves.size(metres) });
            }
        }
    }
    firsts
}
