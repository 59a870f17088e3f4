//! A year of the meters of which its SPF is made, by month.

use std::ops::Range;

use super::monthly::Monthly;
use super::relation::Relation;
use crate::figure::Figure;
use crate::meter::Reader;
use crate::quantities::{MONTHLY_S, Quantities, total};
use crate::quantity::Quantity;

/// A part of a year that is known too badly to be held against others.
const KNOWN_PERCENT: f64 = 90.0;
/// The least change of the SPF that matters, whatever its stated error.
const LEAST: f64 = 0.02;

/// The months of a year, with what the year came to.
pub(super) struct Year {
    pub meters: Vec<Monthly>,
    /// Which of them follow which.
    pub relations: Vec<Relation>,
    /// Heat, and cold, that came to the building, kWh.
    pub heat: f64,
    pub cold: f64,
    /// The two together, kWh.
    pub useful: f64,
    /// Electricity and gas, kWh.
    pub energy: f64,
    /// The stated error of the SPF, as a part of it.
    pub error: f64,
    /// Whether it takes gas.
    pub gas: bool,
}

impl Year {
    /// None when the SPF is not known: then there is nothing to doubt.
    pub(super) fn of(quantities: &Quantities<'_>, year: i16, gas_mj_m3: f64, spf: &Figure) -> Option<Self> {
        let (value, error) = (spf.value.filter(|value| *value > 0.0)?, spf.error?);
        let whole = quantities.measured.calendar.of_year(year);
        let ranges: Vec<Range<usize>> = (1..=12).map(|month| quantities.month(year, month)).collect();
        let mut meters = Vec::new();
        for (meter, device) in quantities.meters.meters.iter().enumerate() {
            let given = &quantities.measured.given[meter];
            let counts = device
                .serves
                .first()
                .map(|place| quantities.concept.meters[*place].counts.as_slice())
                .unwrap_or_default();
            let (mut heat, mut cold, mut energy) = (0.0, 0.0, 0.0);
            for count in counts {
                let part = count.share * quantities.counted_part(device, given, &whole, count.hours);
                match count.quantity {
                    Quantity::Heat => heat += part,
                    Quantity::Cold => cold += part,
                    Quantity::Electricity => energy += part,
                    Quantity::Gas => energy += part * gas_mj_m3 / 3.6,
                    _ => {}
                }
            }
            if heat + cold + energy <= 0.0 {
                continue;
            }
            let mut amounts = [f64::NAN; 12];
            for (amount, range) in amounts.iter_mut().zip(&ranges) {
                let share = quantities.share(given, range);
                if share.complete + share.bridged >= KNOWN_PERCENT {
                    *amount = total(given, range).amount;
                }
            }
            // Readings further apart than a month say nothing of single months.
            if given.step_s > MONTHLY_S {
                amounts = [f64::NAN; 12];
            }
            let counter = matches!(device.reader, Reader::Counter(_));
            meters.push(Monthly { meter, counter, amounts, heat, cold, energy });
        }
        let sum = |weight: fn(&Monthly) -> f64| {
            let of = |one: &Monthly| weight(one) * total(&quantities.measured.given[one.meter], &whole).amount;
            meters.iter().map(of).sum::<f64>()
        };
        let gas = quantities.figure(Quantity::Gas, &whole).and_then(|gas| gas.value).is_some_and(|gas| gas > 0.0);
        let (heat, cold, energy) = (sum(|one| one.heat), sum(|one| one.cold), sum(|one| one.energy));
        let useful = heat + cold;
        let relations = Relation::all(quantities, &meters);
        (useful > 0.0 && energy > 0.0).then(|| Self {
            meters,
            relations,
            heat,
            cold,
            useful,
            energy,
            error: (error / value).max(LEAST),
            gas,
        })
    }

    /// By how much the SPF of the year changes, as a part of it, when a meter gave so much less.
    fn change(&self, meter: &Monthly, less: f64) -> f64 {
        let useful = self.useful - less * (meter.heat + meter.cold);
        let energy = self.energy - less * meter.energy;
        let spf = self.useful / self.energy;
        if energy <= 0.0 { f64::INFINITY } else { (useful / energy / spf - 1.0).abs() }
    }

    /// Whether such a change is more than the stated error.
    pub(super) fn matters(&self, meter: &Monthly, less: f64) -> bool {
        self.change(meter, less) > self.error
    }
}
