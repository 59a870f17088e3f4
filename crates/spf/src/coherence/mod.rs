//! Whether the meters of a year agree with each other.
//!
//! A counter that lost a digit or changed its unit still counts. What shows it is that the meters of a system depend
//! on each other: a heat pump that gives twice the heat takes about twice the electricity. Two things are looked at,
//! month by month, and a figure is doubted only when what is wrong would change the SPF of the year by more than its
//! stated error:
//!
//! 1. **what the concept allows** (`bounds`): more heat or cold from a kWh than any such system gives, or so little
//!    that it would be better off without;
//! 2. **what follows what** (`relation`): a concept says which meters a meter goes up and down with. Where the months do
//!    not fit together (`fit`, `likelihood`), the errors are looked for that would make them: a month that is wrong, or
//!    another unit from some month on (`suspicion`). All meters of which an error explains it about as well are named.
//!
//! Energy that the flow and the temperatures of the groundwater cannot carry is looked at over the year (`water`).

mod bounds;
mod fit;
mod likelihood;
mod relation;
mod suspicion;
mod water;

use std::ops::Range;

use super::figure::Figure;
use super::meter::Reader;
use super::quantities::{Quantities, total};
use super::quantity::Quantity;
use relation::Relation;

/// Why a meter is doubted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Disagreement {
    /// A month that the other meters do not explain: how many times what they lead one to expect.
    Month {
        /// 1 to 12.
        month: i8,
        /// What was counted, over what was expected.
        times: f64,
    },
    /// From a month on, everything is so many times too much.
    Unit {
        /// 1 to 12.
        month: i8,
        /// How many times.
        factor: f64,
    },
    /// In a month (the whole year when there is none) more, or less, comes out of a kWh than the concept allows.
    Bounds {
        /// 1 to 12.
        month: Option<i8>,
        /// Heat and cold for each kWh.
        spf: f64,
        /// The least and the most that the concept allows for what it gave.
        range: [f64; 2],
        /// The factor between units that would explain it, if one would.
        factor: Option<f64>,
    },
    /// Energy that the groundwater cannot carry: by how many kelvin it would have to differ.
    Water {
        /// What it would differ by, K.
        difference_k: f64,
        /// The factor between units that would explain it, if one would.
        factor: Option<f64>,
    },
}

/// A meter of which the figure of the year is doubted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Doubt {
    /// The meter, by its place in the installation.
    pub meter: usize,
    pub disagreement: Disagreement,
    /// Whether the sum of the year of this meter is doubted, or only what is made of it and others.
    pub of_year: bool,
}

/// Factors between units that people mix up, and meters change to.
const FACTORS: [f64; 3] = [1000.0, 3.6, 1000.0 / 3.6];

/// A meter of which the SPF of a year is made, by month.
#[derive(Debug, Clone)]
struct Monthly {
    meter: usize,
    /// It counts on and on: a reading that is wrong is made up for by the next.
    counter: bool,
    /// What it gave, kWh or m3; not a number where that is not known.
    amounts: [f64; 12],
    /// What a unit of it adds to heat, to cold, and to energy, kWh.
    heat: f64,
    cold: f64,
    energy: f64,
}

/// The months of a year, with what the year came to.
struct Year {
    meters: Vec<Monthly>,
    /// Which of them follow which.
    relations: Vec<Relation>,
    /// Heat, and cold, that came to the building, kWh.
    heat: f64,
    cold: f64,
    /// The two together, kWh.
    useful: f64,
    /// Electricity and gas, kWh.
    energy: f64,
    /// The stated error of the SPF, as a part of it.
    error: f64,
    /// Whether it takes gas.
    gas: bool,
}

/// A part of a year that is known too badly to be held against others.
const KNOWN_PERCENT: f64 = 90.0;
/// The least change of the SPF that matters, whatever its stated error.
const LEAST: f64 = 0.02;

/// The meters of a year that are doubted; `spf` is what it came to.
pub(super) fn doubts(quantities: &Quantities<'_>, year: i16, gas_mj_m3: f64, spf: &Figure) -> Vec<Doubt> {
    let mut doubts = water::doubts(quantities, &quantities.measured.calendar.of_year(year));
    if let Some(months) = Year::of(quantities, year, gas_mj_m3, spf) {
        let concept = quantities.concept;
        doubts.extend(bounds::doubts(&months, concept));
        // One that is plain needs no second reason.
        if doubts.is_empty() {
            doubts.extend(suspicion::doubts(&months));
        }
    }
    doubts
}

impl Year {
    /// None when the SPF is not known: then there is nothing to doubt.
    fn of(quantities: &Quantities<'_>, year: i16, gas_mj_m3: f64, spf: &Figure) -> Option<Self> {
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
            if given.step_s > super::quantities::MONTHLY_S {
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
    fn matters(&self, meter: &Monthly, less: f64) -> bool {
        self.change(meter, less) > self.error
    }
}

/// The month of a place in the year.
fn month(place: usize) -> i8 {
    i8::try_from(place + 1).unwrap_or(12)
}

/// The factor between units that a ratio is nearest to, when it is near.
fn factor_of(ratio: f64) -> Option<f64> {
    let near = |factor: &f64| (ratio / factor).max(factor / ratio) < 1.6;
    FACTORS.iter().flat_map(|factor| [*factor, 1.0 / factor]).find(near)
}
