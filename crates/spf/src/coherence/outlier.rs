//! Single months that the other meters do not explain.

use super::fit::{Fit, Row};
use super::{Disagreement, Doubt, MONTHS, Year, month};

/// A month is far off when it is so many times the usual scatter from what the others lead one to expect,
const TIMES: f64 = 5.0;
/// and at least so much, as a part of it.
const PART: f64 = 0.25;

/// A month that is far off.
struct Off {
    place: usize,
    /// How much too much the meter gave.
    less: f64,
    /// How many times what was expected.
    times: f64,
    /// How many times the scatter.
    far: f64,
    fit: Fit,
}

pub(super) fn doubts(year: &Year) -> Vec<Doubt> {
    let mut doubts: Vec<(f64, Doubt)> = Vec::new();
    for target in year.explained() {
        let rows = year.rows(target);
        if rows.len() <= MONTHS {
            continue;
        }
        // What each month is held against is made of the others.
        let months: Vec<Off> = (0..rows.len()).filter_map(|place| off(&rows, place)).collect();
        // Two months of a counter with a wrong reading between them make up for each other.
        let less: f64 = months.iter().map(|off| off.less).sum();
        let Some(worst) = months.iter().max_by(|a, b| a.far.total_cmp(&b.far)) else { continue };
        let mut doubt = |meter: usize, far: f64, times: f64| {
            let disagreement = Disagreement::Month { month: month(worst.place), times };
            doubts.push((far, Doubt { meter: year.meters[meter].meter, disagreement }));
        };
        if year.matters(&year.meters[target], less) {
            doubt(target, worst.far, worst.times);
        }
        // It may be right, and what drives it wrong.
        for (column, (place, other)) in year.others(target).enumerate() {
            let factor = worst.fit.factor(column);
            if factor > 0.0 && other.heat + other.cold > 0.0 && year.matters(other, -less / factor) {
                let was = other.amounts[worst.place];
                let meant = was + worst.less / factor;
                doubt(place, 0.99 * worst.far, if meant > 0.0 { was / meant } else { f64::INFINITY });
            }
        }
    }
    doubts.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut known = std::collections::BTreeSet::new();
    doubts.into_iter().map(|(_, doubt)| doubt).filter(|doubt| known.insert(doubt.meter)).collect()
}

fn off(rows: &[(usize, Row)], place: usize) -> Option<Off> {
    let others: Vec<&Row> =
        rows.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, (_, row))| row).collect();
    let fit = Fit::of(&others)?;
    let (month, row) = &rows[place];
    let residual = fit.residual(row);
    let far = residual.abs() / fit.scatter;
    let expected = fit.predict(&row.x);
    let times = if expected > 0.0 { row.y / expected } else { f64::INFINITY };
    (far > TIMES && residual.abs() > PART).then_some(Off { place: *month, less: row.y - expected, times, far, fit })
}
