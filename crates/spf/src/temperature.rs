//! The temperatures of what goes into the ground.

use std::ops::Range;

use super::quantities::{Quantities, total};
use super::quantity::{Dimension, Quantity};
use super::report::Temperature;

/// The temperatures of a year: mean, lowest, highest, and the mean of each month.
pub(super) fn temperatures(quantities: &Quantities<'_>, year: i16, range: &Range<usize>) -> Vec<Temperature> {
    let all = Quantity::ALL.into_iter().filter(|quantity| quantity.dimension() == Dimension::Temperature);
    all.filter_map(|quantity| {
        let mean_c = quantities.figure(quantity, range)?;
        let counts =
            |place: &usize| quantities.concept.meters[*place].counts.iter().any(|count| count.quantity == quantity);
        let each = quantities.meters.meters.iter().zip(&quantities.measured.given);
        let of = each.filter(|(meter, _)| meter.serves.iter().any(counts)).map(|(_, given)| total(given, range));
        let ends = of.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), cell| {
            (low.min(cell.lowest), high.max(cell.highest))
        });
        // One that nothing measures is not worth a line: the checks say so.
        if !ends.0.is_finite() {
            return None;
        }
        let month = |month| quantities.figure(quantity, &quantities.month(year, month)).and_then(|figure| figure.value);
        Some(Temperature {
            quantity,
            mean_c,
            lowest_c: Some(ends.0),
            highest_c: Some(ends.1),
            months_c: (1..=12).map(month).collect(),
        })
    })
    .collect()
}
