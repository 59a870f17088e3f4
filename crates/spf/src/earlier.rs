//! The years before: those of the readings, and those that the installation names.

use std::collections::BTreeMap;

use super::figure::Figure;
use super::figures::Figures;
use super::installation::Earlier;
use super::quantities::Quantities;

/// The years before a year, in order.
pub(super) fn earlier(quantities: &Quantities<'_>, year: i16, gas_mj_m3: f64) -> Vec<Earlier> {
    let mut years: BTreeMap<i16, Earlier> = BTreeMap::new();
    for named in quantities.installation.earlier.iter().filter(|named| named.year < year) {
        years.insert(named.year, *named);
    }
    let calendar = &quantities.measured.calendar;
    for one in calendar.years().into_iter().filter(|one| *one < year) {
        let figures = Figures::of_year(quantities, one, gas_mj_m3);
        let named = years.get(&one).copied();
        // What was measured goes before what is named.
        let or = |figure: &Figure, named: Option<f64>| figure.value.or(named);
        let earlier = Earlier {
            year: one,
            spf: or(&figures.spf, named.and_then(|named| named.spf)),
            heat_mwh: or(&figures.heat_mwh, named.and_then(|named| named.heat_mwh)),
            cold_mwh: or(&figures.cold_mwh, named.and_then(|named| named.cold_mwh)),
            heat_to_ground_mwh: or(&figures.heat_to_ground_mwh, named.and_then(|named| named.heat_to_ground_mwh)),
            cold_to_ground_mwh: or(&figures.cold_to_ground_mwh, named.and_then(|named| named.cold_to_ground_mwh)),
        };
        // A reading at New Year says nothing of the year before it.
        let known =
            [earlier.spf, earlier.heat_mwh, earlier.cold_mwh, earlier.heat_to_ground_mwh, earlier.cold_to_ground_mwh];
        if known.iter().any(Option::is_some) {
            years.insert(one, earlier);
        }
    }
    years.into_values().collect()
}
