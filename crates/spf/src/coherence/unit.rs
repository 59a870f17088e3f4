//! A meter that counts in another unit from some month on.
//!
//! For every meter, month and factor between units, the months from that one on are taken to be so many times too
//! much. When the meters then agree far better than they did, that is what happened.

use super::fit::{Fit, Row};
use super::{Disagreement, Doubt, FACTORS, MONTHS, Monthly, Year, month};

/// The meters agree far better when what is left over is less than this part of what was.
const BETTER: f64 = 0.4;
/// And what is left over is no more than this.
const GOOD: f64 = 0.25;
/// What is left over when the meters agree well enough to look no further.
const WELL: f64 = 0.08;
/// A month of less than this part of a mean one says nothing.
const ENOUGH: f64 = 0.3;

pub(super) fn doubts(year: &Year) -> Vec<Doubt> {
    let targets: Vec<usize> = year.explained().collect();
    let mut best: Option<(f64, Doubt)> = None;
    for (place, meter) in year.meters.iter().enumerate() {
        // A meter is seen where it is explained, and where it explains others.
        let seen: Vec<usize> = if targets.contains(&place) { vec![place] } else { targets.clone() };
        let Some(before) = misfit(year, &seen, None).filter(|before| *before > WELL) else { continue };
        for from in 1..12 {
            for factor in FACTORS.iter().flat_map(|factor| [*factor, 1.0 / factor]) {
                let sum = |months: std::ops::Range<usize>| -> f64 {
                    meter.amounts[months].iter().filter(|amount| amount.is_finite()).sum()
                };
                // Either end may be the one that is right.
                let (less, more) = (sum(from..12) * (1.0 - 1.0 / factor), sum(0..from) * (1.0 - factor));
                if !year.matters(meter, less) && !year.matters(meter, more) {
                    continue;
                }
                let mut changed = meter.clone();
                changed.amounts[from..].iter_mut().for_each(|amount| *amount /= factor);
                if !says_something(&changed, from) {
                    continue;
                }
                let Some(after) = misfit(year, &seen, Some((place, &changed))) else { continue };
                if after < BETTER * before && after < GOOD && best.as_ref().is_none_or(|(least, _)| after < *least) {
                    let disagreement = Disagreement::Unit { month: month(from), factor };
                    best = Some((after, Doubt { meter: meter.meter, disagreement }));
                }
            }
        }
    }
    best.map(|(_, doubt)| doubt).into_iter().collect()
}

/// Whether a meter gave enough in some months on both sides to be held against the others there.
fn says_something(meter: &Monthly, from: usize) -> bool {
    let known = meter.amounts.iter().filter(|amount| amount.is_finite());
    let (count, sum) = known.fold((0.0, 0.0), |(count, sum), amount| (count + 1.0, sum + amount));
    let months = |amounts: &[f64]| amounts.iter().filter(|amount| **amount * count > ENOUGH * sum).count();
    months(&meter.amounts[..from]) >= 2 && months(&meter.amounts[from..]) >= 2
}

/// How far the meters are from fits to all months: the mean of the relative residuals, none above 1. One meter may be
/// taken to be another than it is.
fn misfit(year: &Year, targets: &[usize], instead: Option<(usize, &Monthly)>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0.0);
    for target in targets {
        let rows: Vec<Row> = year.rows_with(*target, instead).into_iter().map(|(_, row)| row).collect();
        if rows.len() < MONTHS {
            continue;
        }
        let fit = Fit::of(&rows.iter().collect::<Vec<_>>())?;
        sum += rows.iter().map(|row| fit.residual(row).abs().min(1.0)).sum::<f64>();
        count += f64::from(u32::try_from(rows.len()).unwrap_or(12));
    }
    (count > 0.0).then(|| sum / count)
}
