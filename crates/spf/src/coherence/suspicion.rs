//! What may be wrong with a meter, and how much better the meters would agree without it.

use super::doubt::Doubt;
use super::factor::FACTORS;
use super::fit::{Fit, Row};
use super::likelihood::cost;
use super::monthly::{Monthly, month};
use super::relation::Relation;
use super::year::Year;
use crate::disagreement::Disagreement;

/// An error of a meter.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Error {
    /// What it gave in a month.
    Month,
    /// A reading of a counter at the end of a month: what the month has too much, the next has too little.
    Between,
    /// After a month all of it is so many times what it was.
    Unit(f64),
}

/// An error, and what it would explain.
#[derive(Debug, Clone, Copy)]
struct Suspicion {
    meter: usize,
    month: usize,
    error: Error,
    /// By how much the likelihood is better than it has to be, as a logarithm.
    better: f64,
    /// What it should have given in the month.
    meant: f64,
}

impl Error {
    /// It has to make the months so much more likely: a change of unit has more ways to do so by chance.
    fn needs(self) -> f64 {
        match self {
            Self::Month | Self::Between => 5.0,
            Self::Unit(_) => 9.0,
        }
    }
}

/// Another meter is meant as well when its error explains nearly as much.
const NEARLY: f64 = 4.0;
/// A month that is off by less than this part of what was expected is no slip.
const PART: f64 = 0.25;
/// In fewer months nothing is said.
const MONTHS: usize = 8;

/// The meters of which an error would explain what the meters disagree about, when one that would matters.
pub(super) fn doubts(year: &Year) -> Vec<Doubt> {
    let mut all: Vec<Suspicion> = (0..year.meters.len()).flat_map(|meter| suspicions(year, meter)).collect();
    all.sort_by(|a, b| b.better.total_cmp(&a.better));
    let Some(best) = all.first().copied() else { return Vec::new() };
    all.retain(|one| one.better > best.better - NEARLY || one.mirrors(&best));
    if !all.iter().any(|one| matters(year, one)) {
        return Vec::new();
    }
    // Of each meter the error that explains most.
    let mut known = std::collections::BTreeSet::new();
    all.into_iter().filter(|one| known.insert(one.meter)).map(|one| one.doubt(year)).collect()
}

/// What may be wrong with a meter and is likely enough.
fn suspicions(year: &Year, meter: usize) -> Vec<Suspicion> {
    let relations: Vec<&Relation> = year.relations.iter().filter(|relation| relation.has(meter)).collect();
    let one = &year.meters[meter];
    let mut found = Vec::new();
    for month in (0..12).filter(|month| one.amounts[*month].is_finite()) {
        let units = FACTORS.iter().flat_map(|factor| [*factor, 1.0 / factor]).map(Error::Unit);
        let between = one.counter.then_some(Error::Between).filter(|_| month < 11);
        // There has to be something before and after.
        let units = units.filter(|_| (1..11).contains(&month));
        for error in [Error::Month].into_iter().chain(between).chain(units) {
            let Some((better, meant)) = without(year, &relations, meter, month, error) else { continue };
            let better = better - error.needs();
            let off = error != Error::Month || (one.amounts[month] - meant).abs() > PART * meant;
            if better > 0.0 && off {
                found.push(Suspicion { meter, month, error, better, meant });
            }
        }
    }
    found
}

/// How much more likely the months of some relations are when a meter made an error, and what it should have given in
/// the month in which it made it.
fn without(year: &Year, relations: &[&Relation], meter: usize, month: usize, error: Error) -> Option<(f64, f64)> {
    let mut meters = year.meters.clone();
    if let Error::Unit(factor) = error {
        meters[meter].amounts[month + 1..].iter_mut().for_each(|amount| *amount /= factor);
    }
    let left_out = |other: usize| other == month || (error == Error::Between && other == month + 1);
    let (mut known, mut now) = (Vec::new(), 0.0);
    for relation in relations {
        let rows = relation.rows(&meters, 0..12);
        let (out, kept): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(other, _)| left_out(*other));
        if kept.len() + out.len() < MONTHS {
            return None;
        }
        let fit = Fit::of(&kept.iter().map(|(_, row)| row).collect::<Vec<_>>())?;
        now += agreement(&relation.rows(&year.meters, 0..12))?;
        let residuals: Vec<f64> = kept.iter().map(|(_, row)| fit.disagreement(row)).collect();
        known.push((*relation, fit, residuals, out));
    }
    // What it should have given in the month: what one of the relations says, and the others agree with.
    let amount = year.meters[meter].amounts[month];
    let said = known.iter().filter_map(|(relation, fit, _, out)| {
        let (_, row) = out.iter().find(|(other, _)| *other == month)?;
        meant(relation, fit, row, meter)
    });
    let candidates: Vec<f64> = said.chain([amount]).collect();
    let of = |meant: f64| -> f64 {
        let each = known.iter().map(|(relation, fit, residuals, out)| {
            let mut residuals = residuals.clone();
            for (other, row) in out {
                let change = if *other == month { meant - amount } else { amount - meant };
                residuals.push(fit.disagreement(&changed(relation, row, meter, change)));
            }
            cost(&residuals)
        });
        each.sum()
    };
    let likeliest = candidates.into_iter().map(|meant| (of(meant), meant)).min_by(|a, b| a.0.total_cmp(&b.0));
    likeliest.filter(|_| !known.is_empty()).map(|(cost, meant)| (now - cost, meant))
}

/// How unlikely months are as they stand, by a fit to them.
fn agreement(rows: &[(usize, Row)]) -> Option<f64> {
    let fit = Fit::of(&rows.iter().map(|(_, row)| row).collect::<Vec<_>>())?;
    Some(cost(&rows.iter().map(|(_, row)| fit.disagreement(row)).collect::<Vec<_>>()))
}

/// What a meter should have given in a month, as a relation says; none when it says nothing.
fn meant(relation: &Relation, fit: &Fit, row: &Row, meter: usize) -> Option<f64> {
    if relation.target == meter {
        return Some(fit.predict(&row.x));
    }
    let place = relation.drivers.iter().position(|driver| *driver == meter)?;
    let factor = fit.factor(place);
    (factor > 0.0).then(|| (row.x[place] + (row.y - fit.predict(&row.x)) / factor).max(0.0))
}

/// A month in which a meter gave so much more.
fn changed(relation: &Relation, row: &Row, meter: usize, more: f64) -> Row {
    let mut row = row.clone();
    if relation.target == meter {
        row.y += more;
    }
    for (driver, x) in relation.drivers.iter().zip(&mut row.x) {
        if *driver == meter {
            *x += more;
        }
    }
    row
}

/// Whether an error changes the SPF of the year by more than its stated error.
fn matters(year: &Year, one: &Suspicion) -> bool {
    let meter = &year.meters[one.meter];
    let sum = |months: &[f64]| months.iter().filter(|amount| amount.is_finite()).sum::<f64>();
    let here = meter.amounts[one.month] - one.meant;
    match one.error {
        Error::Between => false,
        Error::Month => year.matters(meter, here),
        Error::Unit(factor) => {
            // Either end may be the one that is right.
            let (before, after) = (sum(&meter.amounts[..one.month]), sum(&meter.amounts[one.month + 1..]));
            year.matters(meter, here + after * (1.0 - 1.0 / factor))
                || year.matters(meter, here + before * (1.0 - factor))
        }
    }
}

impl Suspicion {
    /// Whether it is the other side of a change of unit: that one meter became a thousand times as much looks like that
    /// the other became a thousandth.
    fn mirrors(&self, best: &Self) -> bool {
        match (self.error, best.error) {
            (Error::Unit(factor), Error::Unit(other)) => {
                (factor * other - 1.0).abs() < 1e-9 && self.month.abs_diff(best.month) <= 1
            }
            _ => false,
        }
    }

    fn doubt(&self, year: &Year) -> Doubt {
        let meter: &Monthly = &year.meters[self.meter];
        let disagreement = match self.error {
            Error::Unit(factor) => Disagreement::Unit { month: month(self.month), factor },
            _ if self.meant > 0.0 => {
                Disagreement::Month { month: month(self.month), times: meter.amounts[self.month] / self.meant }
            }
            _ => Disagreement::Month { month: month(self.month), times: f64::INFINITY },
        };
        Doubt { meter: meter.meter, disagreement, of_year: matters(year, self) }
    }
}
