//! Single months that the other meters do not explain.

use super::fit::{Fit, Row};
use super::{Disagreement, Doubt, Year, month};

/// A month is far off when it is so many times the usual scatter from what the others lead one to expect,
const TIMES: f64 = 5.0;
/// and at least so much, as a part of it.
const PART: f64 = 0.25;
/// With fewer other months nothing is said.
const MONTHS: usize = 7;

pub(super) fn doubts(year: &Year) -> Vec<Doubt> {
    let mut doubts: Vec<(f64, Doubt)> = Vec::new();
    for (target, meter) in year.meters.iter().enumerate() {
        let rows = year.rows(target);
        if rows.len() <= MONTHS {
            continue;
        }
        // What each month is held against is made of the others.
        let far: Vec<(usize, f64, f64, f64)> = (0..rows.len()).filter_map(|place| off(&rows, place)).collect();
        // Two months of a counter with a wrong reading between them make up for each other.
        let less: f64 = far.iter().map(|(_, less, ..)| less).sum();
        if !year.matters(meter, less) {
            continue;
        }
        if let Some((place, _, times, far)) = far.into_iter().max_by(|a, b| a.3.total_cmp(&b.3)) {
            let disagreement = Disagreement::Month { month: month(place), times };
            doubts.push((far, Doubt { meter: meter.meter, disagreement }));
        }
    }
    doubts.sort_by(|a, b| b.0.total_cmp(&a.0));
    doubts.into_iter().map(|(_, doubt)| doubt).collect()
}

/// A month that is far off: its place, how much too much it gave, how many times what was expected, and by how many
/// times the scatter.
fn off(rows: &[(usize, Row)], place: usize) -> Option<(usize, f64, f64, f64)> {
    let others: Vec<&Row> =
        rows.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, (_, row))| row).collect();
    let fit = Fit::of(&others)?;
    let (month, row) = &rows[place];
    let residual = fit.residual(row);
    let far = residual.abs() / fit.scatter;
    let expected = fit.predict(&row.x);
    let times = if expected > 0.0 { row.y / expected } else { f64::INFINITY };
    (far > TIMES && residual.abs() > PART).then_some((*month, row.y - expected, times, far))
}
