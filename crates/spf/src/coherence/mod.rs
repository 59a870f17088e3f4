//! Whether the meters of a year agree with each other.
//!
//! A counter that lost a digit or changed its unit still counts. What shows it is that the meters of a system depend
//! on each other: a heat pump that gives twice the heat takes about twice the electricity. Three things are looked at,
//! month by month, and a figure is doubted only when what is wrong would change the SPF of the year by more than its
//! stated error:
//!
//! 1. **what the concept allows** (`bounds`): more heat or cold from a kWh than any such system gives, or so little
//!    that it would be better off without;
//! 2. **a change of unit** (`unit`): from some month on everything of one meter is 1000, 3.6 or 277.8 times what it
//!    was, and with that factor taken out the meters agree far better;
//! 3. **single months** (`outlier`): a month that lies far from what the other meters gave, by a robust fit to the
//!    other months.
//!
//! Energy that the flow and the temperatures of the groundwater cannot carry is looked at over the year (`water`).

mod bounds;
mod fit;
mod outlier;
mod unit;
mod water;

use std::ops::Range;

use super::figure::Figure;
use super::quantities::{Quantities, total};
use super::quantity::Quantity;

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
}

/// Factors between units that people mix up, and meters change to.
const FACTORS: [f64; 3] = [1000.0, 3.6, 1000.0 / 3.6];

/// A meter of which the SPF of a year is made, by month.
#[derive(Debug, Clone)]
struct Monthly {
    meter: usize,
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
    /// Days in each month.
    days: [f64; 12],
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
            doubts.extend(unit::doubts(&months));
        }
        if doubts.is_empty() {
            doubts.extend(outlier::doubts(&months));
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
            meters.push(Monthly { meter, amounts, heat, cold, energy });
        }
        let sum = |weight: fn(&Monthly) -> f64| {
            let of = |one: &Monthly| weight(one) * total(&quantities.measured.given[one.meter], &whole).amount;
            meters.iter().map(of).sum::<f64>()
        };
        let gas = quantities.figure(Quantity::Gas, &whole).and_then(|gas| gas.value).is_some_and(|gas| gas > 0.0);
        let (heat, cold, energy) = (sum(|one| one.heat), sum(|one| one.cold), sum(|one| one.energy));
        let useful = heat + cold;
        let days = [31.0, 28.25, 31.0, 30.0, 31.0, 30.0, 31.0, 31.0, 30.0, 31.0, 30.0, 31.0];
        (useful > 0.0 && energy > 0.0).then(|| Self {
            meters,
            days,
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

    /// A meter by month beside all others and the length of the month; months that are not known are left out.
    fn rows(&self, target: usize) -> Vec<(usize, fit::Row)> {
        self.rows_with(target, None)
    }

    /// The same, with one meter taken to be another than it is.
    fn rows_with(&self, target: usize, instead: Option<(usize, &Monthly)>) -> Vec<(usize, fit::Row)> {
        let amount = |place: usize, month: usize| match instead {
            Some((changed, meter)) if changed == place => meter.amounts[month],
            _ => self.meters[place].amounts[month],
        };
        let row = |month: usize| {
            let mut x: Vec<f64> = self.others(target).map(|(place, _)| amount(place, month)).collect();
            x.push(self.days[month]);
            (month, fit::Row { y: amount(target, month), x })
        };
        let known = |(_, row): &(usize, fit::Row)| row.y.is_finite() && row.x.iter().all(|x| x.is_finite());
        (0..12).map(row).filter(known).collect()
    }

    /// The meters beside one, in the order of its rows.
    fn others(&self, target: usize) -> impl Iterator<Item = (usize, &Monthly)> {
        self.meters.iter().enumerate().filter(move |(place, _)| *place != target)
    }

    /// Meters that others can explain: those of energy that run in most months. What drives them, heat and cold, is
    /// seen through them.
    fn explained(&self) -> impl Iterator<Item = usize> {
        let runs = |one: &Monthly| {
            let known = one.amounts.iter().filter(|amount| amount.is_finite());
            let (count, sum) = known.clone().fold((0.0, 0.0), |(count, sum), amount| (count + 1.0, sum + amount));
            one.energy > 0.0 && known.filter(|amount| **amount * count > IDLE * sum).count() >= MONTHS
        };
        (0..self.meters.len()).filter(move |place| runs(&self.meters[*place]))
    }
}

/// A month of less than this part of a mean one is one in which a meter rests.
const IDLE: f64 = 0.15;
/// In fewer months nothing is said of a meter.
const MONTHS: usize = 8;

/// The month of a place in the year.
fn month(place: usize) -> i8 {
    i8::try_from(place + 1).unwrap_or(12)
}

/// The factor between units that a ratio is nearest to, when it is near.
fn factor_of(ratio: f64) -> Option<f64> {
    let near = |factor: &f64| (ratio / factor).max(factor / ratio) < 1.6;
    FACTORS.iter().flat_map(|factor| [*factor, 1.0 / factor]).find(near)
}
