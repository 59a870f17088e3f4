//! A meter that counts in another unit from some month on.
//!
//! For every meter, month and factor between units, the months from that one on are taken to be so many times too
//! much. When the meters then agree far better than they did, that is what happened.

use super::fit::{Fit, Row};
use super::{Disagreement, Doubt, FACTORS, Year, month};

/// The meters agree far better when what is left over is less than this part of what was.
const BETTER: f64 = 0.4;
/// And what is left over is no more than this.
const GOOD: f64 = 0.25;
/// With fewer months nothing is said.
const MONTHS: usize = 8;
/// A month of less than this part of a mean one says nothing.
const ENOUGH: f64 = 0.3;

pub(super) fn doubts(year: &Year) -> Vec<Doubt> {
    let mut best: Option<(f64, Doubt)> = None;
    for target in year.explained() {
        let rows = year.rows(target);
        if rows.len() < MONTHS {
            continue;
        }
        let Some(before) = misfit(&rows) else { continue };
        for from in 1..12 {
            for factor in FACTORS.iter().flat_map(|factor| [*factor, 1.0 / factor]) {
                let mut changed = rows.clone();
                changed.iter_mut().filter(|(place, _)| *place >= from).for_each(|(_, row)| row.y /= factor);
                let less: f64 = rows.iter().zip(&changed).map(|((_, was), (_, is))| was.y - is.y).sum();
                // Either end may be the one that is right.
                let more: f64 =
                    rows.iter().filter(|(place, _)| *place < from).map(|(_, row)| row.y * (1.0 - factor)).sum();
                let meter = &year.meters[target];
                if !year.matters(meter, less) && !year.matters(meter, more) {
                    continue;
                }
                if !says_something(&changed, from) {
                    continue;
                }
                let Some(after) = misfit(&changed) else { continue };
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
fn says_something(rows: &[(usize, Row)], from: usize) -> bool {
    let count = f64::from(u32::try_from(rows.len()).unwrap_or(1));
    let enough = ENOUGH * rows.iter().map(|(_, row)| row.y).sum::<f64>() / count;
    let (before, after): (Vec<_>, Vec<_>) = rows.iter().partition(|(place, _)| *place < from);
    let months = |rows: &[&(usize, Row)]| rows.iter().filter(|(_, row)| row.y > enough).count();
    months(&before) >= 2 && months(&after) >= 2
}

/// How far the rows are from a fit to them all: the mean of the relative residuals, none above 1.
fn misfit(rows: &[(usize, Row)]) -> Option<f64> {
    let fit = Fit::of(&rows.iter().map(|(_, row)| row).collect::<Vec<_>>())?;
    let count = f64::from(u32::try_from(rows.len()).ok()?);
    Some(rows.iter().map(|(_, row)| fit.residual(row).abs().min(1.0)).sum::<f64>() / count)
}
