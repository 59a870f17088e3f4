//! The figures of a time: a year or a month.

use std::ops::Range;

use super::coherence::{Doubt, doubts, suspect};
use super::figure::Figure;
use super::formula;
use super::quantities::Quantities;
use super::quantity::Quantity;
use super::reason::Reason;

/// What the SPF of a time is made of, in MWh, and the SPF.
#[derive(Debug, Clone)]
pub(super) struct Figures {
    pub heat_mwh: Figure,
    pub cold_mwh: Figure,
    pub electricity_mwh: Figure,
    pub gas_m3: Figure,
    pub gas_mwh: Figure,
    pub heat_to_ground_mwh: Figure,
    pub cold_to_ground_mwh: Figure,
    pub spf: Figure,
}

impl Figures {
    /// Those of a year: what the meters contradict is not known.
    pub(super) fn of_year(quantities: &Quantities<'_>, year: i16, gas_mj_m3: f64) -> Self {
        let mut figures = Self::of(quantities, &quantities.measured.calendar.of_year(year), gas_mj_m3);
        let doubts = doubts(quantities, year, gas_mj_m3, &figures.spf);
        for doubt in doubts {
            figures.doubt(quantities, &doubt, year);
        }
        figures
    }

    /// Makes what rests on a meter unknown.
    fn doubt(&mut self, quantities: &Quantities<'_>, doubt: &Doubt, year: i16) {
        let device = &quantities.meters.meters[doubt.meter];
        let reason = Reason::Disagreement {
            column: quantities.meters.columns[usize::from(device.column)].clone(),
            suspect: suspect(quantities, doubt, year),
            year,
            disagreement: doubt.disagreement,
        };
        let counts = device.serves.first().map(|place| quantities.concept.meters[*place].counts.as_slice());
        let mut in_spf = false;
        for count in counts.unwrap_or_default() {
            in_spf |= count.quantity.in_spf();
            if !doubt.of_year {
                continue;
            }
            let figure = match count.quantity {
                Quantity::Heat => &mut self.heat_mwh,
                Quantity::Cold => &mut self.cold_mwh,
                Quantity::Electricity => &mut self.electricity_mwh,
                Quantity::Gas => &mut self.gas_mwh,
                Quantity::HeatToGround => &mut self.heat_to_ground_mwh,
                Quantity::ColdToGround => &mut self.cold_to_ground_mwh,
                _ => continue,
            };
            figure.refuse(reason.clone());
            if count.quantity == Quantity::Gas {
                self.gas_m3.refuse(reason.clone());
            }
        }
        // Water that cannot carry an energy leaves the SPF as it is, when that energy is no part of it.
        if in_spf {
            self.spf.refuse(reason);
        }
    }

    /// Those of a time; `gas_mj_m3` is the lower heating value of its gas.
    pub(super) fn of(quantities: &Quantities<'_>, range: &Range<usize>, gas_mj_m3: f64) -> Self {
        let mwh = |quantity: Quantity| of_mwh(quantities, quantity, range);
        let (heat_mwh, cold_mwh) = (mwh(Quantity::Heat), mwh(Quantity::Cold));
        let electricity_mwh = mwh(Quantity::Electricity);
        let gas_m3 = quantities.figure(Quantity::Gas, range).unwrap_or_else(|| Figure::exact(0.0));
        let gas_mwh = gas_m3.clone().times(gas_mj_m3 / 3600.0);
        // What is no part of the concept is nothing.
        let part = |quantity: Quantity, figure: &Figure| {
            if quantities.concept.measures(quantity) { figure.clone() } else { Figure::exact(0.0) }
        };
        let spf = formula::spf(
            &part(Quantity::Heat, &heat_mwh),
            &part(Quantity::Cold, &cold_mwh),
            &part(Quantity::Electricity, &electricity_mwh),
            &gas_mwh,
        );
        Self {
            heat_mwh,
            cold_mwh,
            electricity_mwh,
            gas_m3,
            gas_mwh,
            heat_to_ground_mwh: mwh(Quantity::HeatToGround),
            cold_to_ground_mwh: mwh(Quantity::ColdToGround),
            spf,
        }
    }
}

/// A quantity in MWh.
pub(super) fn of_mwh(quantities: &Quantities<'_>, quantity: Quantity, range: &Range<usize>) -> Figure {
    quantities.figure(quantity, range).map_or_else(not_in_concept, |figure| figure.times(0.001))
}

/// What a concept does not have.
pub(super) fn not_in_concept() -> Figure {
    Figure::unknown(vec![Reason::NotInConcept])
}
