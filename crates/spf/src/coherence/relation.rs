//! Which meters follow which: what a concept says of its meters, for the devices of an installation.

use std::ops::Range;

use super::fit::Row;
use super::monthly::Monthly;
use crate::quantities::Quantities;

/// A meter and those that it follows, by their places among the meters of the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    pub target: usize,
    pub drivers: Vec<usize>,
}

impl Relation {
    /// The relations between the meters of a year.
    pub(super) fn all(quantities: &Quantities<'_>, meters: &[Monthly]) -> Vec<Self> {
        let concept = quantities.concept;
        let meter_of =
            |one: &Monthly| quantities.meters.meters[one.meter].serves.first().map(|place| &concept.meters[*place]);
        let serving = |id: &String| -> Vec<usize> {
            let serves = |one: &Monthly| meter_of(one).is_some_and(|meter| meter.id == *id);
            (0..meters.len()).filter(|place| serves(&meters[*place])).collect()
        };
        let relation = |(target, one): (usize, &Monthly)| {
            let follows = meter_of(one)?.follows.as_ref()?;
            let drivers: Vec<usize> = follows.iter().flat_map(serving).collect();
            // One that follows others says nothing where none of them is measured.
            (follows.is_empty() || !drivers.is_empty()).then_some(Self { target, drivers })
        };
        meters.iter().enumerate().filter_map(relation).collect()
    }

    /// Whether a meter is one of it.
    pub(super) fn has(&self, meter: usize) -> bool {
        self.target == meter || self.drivers.contains(&meter)
    }

    /// Its months that are known, each with what the target and the drivers gave; the last column is the length of the
    /// month.
    pub(super) fn rows(&self, meters: &[Monthly], months: Range<usize>) -> Vec<(usize, Row)> {
        let row = |month: usize| {
            let mut x: Vec<f64> = self.drivers.iter().map(|driver| meters[*driver].amounts[month]).collect();
            x.push(DAYS[month]);
            (month, Row { y: meters[self.target].amounts[month], x })
        };
        let known = |(_, row): &(usize, Row)| row.y.is_finite() && row.x.iter().all(|x| x.is_finite());
        months.map(row).filter(known).collect()
    }
}

/// Days in each month.
const DAYS: [f64; 12] = [31.0, 28.25, 31.0, 30.0, 31.0, 30.0, 31.0, 31.0, 30.0, 31.0, 30.0, 31.0];
