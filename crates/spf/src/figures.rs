//! The figures of a time: a year or a month.

use std::ops::Range;

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
