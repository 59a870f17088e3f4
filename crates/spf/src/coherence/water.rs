//! Energy that the groundwater cannot carry.
//!
//! A cubic metre of groundwater carries 1.163 kWh for each kelvin by which the wells differ. Wells differ by some 2 to
//! 15 K; where the temperatures into both wells are measured, by about as much as those.

use std::ops::Range;

use super::doubt::Doubt;
use super::factor::factor_of;
use crate::KWH_M3_K;
use crate::disagreement::Disagreement;
use crate::quantities::{Quantities, total};
use crate::quantity::Quantity;

/// What the wells of any system differ by, K.
const DIFFERENCE_K: std::ops::RangeInclusive<f64> = 0.5..=25.0;
/// What is carried may be so many times what the temperatures into the wells say.
const TIMES: f64 = 2.5;
/// A usual difference, K: what a factor between units is told by when no temperature is measured.
const USUAL_K: f64 = 6.0;

pub(super) fn doubts(quantities: &Quantities<'_>, range: &Range<usize>) -> Vec<Doubt> {
    let value = |quantity: Quantity| quantities.figure(quantity, range).and_then(|figure| figure.value);
    let measured_k = value(Quantity::ToWarmWellC)
        .zip(value(Quantity::ToColdWellC))
        .map(|(warm, cold)| warm - cold)
        .filter(|difference| DIFFERENCE_K.contains(difference));
    let pairs =
        [(Quantity::ColdToGround, Quantity::WaterWarmToCold), (Quantity::HeatToGround, Quantity::WaterColdToWarm)];
    let mut doubts = Vec::new();
    for (energy, water) in pairs {
        let (Some(kwh), Some(volume_m3)) = (value(energy), value(water)) else { continue };
        // Little water says nothing.
        if volume_m3 < 100.0 || kwh <= 0.0 {
            continue;
        }
        let difference_k = kwh / volume_m3 / KWH_M3_K;
        let times = difference_k / measured_k.unwrap_or(USUAL_K);
        let possible = match measured_k {
            Some(_) => (1.0 / TIMES..=TIMES).contains(&times) && DIFFERENCE_K.contains(&difference_k),
            None => DIFFERENCE_K.contains(&difference_k),
        };
        if possible {
            continue;
        }
        let disagreement = Disagreement::Water { difference_k, factor: factor_of(times) };
        doubts.extend(serving(quantities, &[energy, water], range).map(|meter| Doubt {
            meter,
            disagreement,
            of_year: true,
        }));
    }
    doubts
}

/// The meters that count as one of some quantities and gave anything.
fn serving<'a>(
    quantities: &'a Quantities<'_>,
    asked: &'a [Quantity],
    range: &'a Range<usize>,
) -> impl Iterator<Item = usize> + 'a {
    let counts =
        |place: &usize| quantities.concept.meters[*place].counts.iter().any(|count| asked.contains(&count.quantity));
    let each = quantities.meters.meters.iter().zip(&quantities.measured.given).enumerate();
    each.filter(move |(_, (meter, given))| meter.serves.iter().any(counts) && total(given, range).amount > 0.0)
        .map(|(place, _)| place)
}
