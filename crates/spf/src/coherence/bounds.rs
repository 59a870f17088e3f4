//! What physics and the concept allow: heat and cold for each kWh that goes in.
//!
//! The concept says how much heat, and how much cold, such a system gives for a kWh at the least and at the most. What
//! a year or a month may come to follows from what it gave: much cold from the well goes with a high SPF, heat from a
//! heat pump does not.

use super::doubt::Doubt;
use super::factor::factor_of;
use super::monthly::{Monthly, month};
use super::year::Year;
use crate::concept::Concept;
use crate::disagreement::Disagreement;

pub(super) fn doubts(year: &Year, concept: &Concept) -> Vec<Doubt> {
    let [least, most] = concept.possible_spf(year.heat, year.cold);
    // A kWh of gas drives less than a kWh of electricity.
    let least = if year.gas { 0.5 * least } else { least };
    let spf = year.useful / year.energy;
    if !(least..=most).contains(&spf) {
        // The middle of the range is what one would expect.
        let factor = factor_of(spf / (least * most).sqrt());
        return suspects(year, None, Disagreement::Bounds { month: None, spf, range: [least, most], factor });
    }
    for place in 0..12 {
        if year.meters.iter().any(|one| !one.amounts[place].is_finite()) {
            continue;
        }
        let sum =
            |weight: fn(&Monthly) -> f64| year.meters.iter().map(|one| weight(one) * one.amounts[place]).sum::<f64>();
        let (heat, cold, energy) = (sum(|one| one.heat), sum(|one| one.cold), sum(|one| one.energy));
        let [least, most] = concept.possible_spf(heat, cold);
        // As energy, of the year: more than its error, or it is no matter. Months of much energy and no use are those
        // in which the ground is loaded.
        if (heat + cold) / most - energy <= year.error * year.energy {
            continue;
        }
        let spf = if energy > 0.0 { (heat + cold) / energy } else { f64::INFINITY };
        let factor = factor_of(spf / (year.useful / year.energy));
        let disagreement = Disagreement::Bounds { month: Some(month(place)), spf, range: [least, most], factor };
        return suspects(year, Some(place), disagreement);
    }
    Vec::new()
}

/// The meters that may be meant: those that gave most of what is too much, or take too little.
fn suspects(year: &Year, place: Option<usize>, disagreement: Disagreement) -> Vec<Doubt> {
    let amount = |one: &Monthly| match place {
        Some(place) => one.amounts[place],
        None => one.amounts.iter().filter(|amount| amount.is_finite()).sum(),
    };
    let Disagreement::Bounds { spf, range, .. } = disagreement else { return Vec::new() };
    let useful: f64 = year.meters.iter().map(|one| (one.heat + one.cold) * amount(one)).sum();
    let energy: f64 = year.meters.iter().map(|one| one.energy * amount(one)).sum();
    let suspect = |one: &&Monthly| {
        let (gives, takes) = ((one.heat + one.cold) * amount(one), one.energy * amount(one));
        if spf > range[1] {
            // Too much came out of one, or too little went into one of those that take anything at all.
            gives > 0.3 * useful || one.energy > 0.0
        } else {
            takes > 0.3 * energy || one.heat + one.cold > 0.0
        }
    };
    year.meters.iter().filter(suspect).map(|one| Doubt { meter: one.meter, disagreement, of_year: true }).collect()
}
