//! The twelve months of a year.

use super::figures::Figures;
use super::quantities::Quantities;
use super::report::Month;

/// The months of a year.
pub(super) fn months(quantities: &Quantities<'_>, year: i16, gas_mj_m3: f64) -> Vec<Month> {
    let one = |month: i8| {
        let figures = Figures::of(quantities, &quantities.month(year, month), gas_mj_m3);
        Month {
            month,
            heat_mwh: figures.heat_mwh.value,
            cold_mwh: figures.cold_mwh.value,
            energy_mwh: figures.electricity_mwh.plus(&figures.gas_mwh).value,
            spf: figures.spf.value,
        }
    };
    (1..=12).map(one).collect()
}
