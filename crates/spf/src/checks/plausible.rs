//! Whether the figures of a year can be.

use super::finding::Finding;
use crate::KWH_M3_K;
use crate::check::CheckState;
use crate::concept::Concept;
use crate::figure::Figure;
use crate::report::Report;
use crate::statement::{Implausibility, Statement};

/// A kWh/m3 is 0.86 K; wells differ by some 2 to 15 K.
const WATER_DIFFERENCE_K: std::ops::RangeInclusive<f64> = 0.5..=20.0;

/// A month that should have taken less than this part of the energy of the year says nothing.
const LEAST_PART: f64 = 0.02;

pub(super) fn check(report: &Report, concept: &Concept) -> Finding {
    let Some(spf) = report.spf.value else { return Finding::unknown(Statement::NothingToJudge) };
    let (heat, cold) = (report.heat_mwh.value.unwrap_or(0.0), report.cold_mwh.value.unwrap_or(0.0));
    let (usual, possible) = (concept.plausible_spf, concept.possible_spf(heat, cold));
    // A kWh of gas drives less than a kWh of electricity.
    let gas = if report.gas_mwh.value.is_some_and(|gas| gas > 0.0) { 0.5 } else { 1.0 };
    let range = [gas * usual[0].max(possible[0]), usual[1].min(possible[1])];
    let mut why = Vec::new();
    if !(range[0]..=range[1]).contains(&spf) {
        why.push(Implausibility::Spf { spf, range });
    }
    for month in &report.months {
        let Some(energy) = month.energy_mwh else { continue };
        let [_, most] = concept.possible_spf(month.heat_mwh.unwrap_or(0.0), month.cold_mwh.unwrap_or(0.0));
        let of_year = report.electricity_mwh.plus(&report.gas_mwh).value.unwrap_or(f64::INFINITY);
        if let Some(spf) = month.spf
            && spf > most
            && spf / most * energy > LEAST_PART * of_year
        {
            why.push(Implausibility::Month { month: month.month, spf, most });
        }
    }
    for (productivity, warm_to_cold) in
        [(&report.heat_productivity_kwh_m3, true), (&report.cold_productivity_kwh_m3, false)]
    {
        if let Some(difference_k) = productivity.value.map(|value| value / KWH_M3_K)
            && !WATER_DIFFERENCE_K.contains(&difference_k)
        {
            why.push(Implausibility::WaterDifference { warm_to_cold, difference_k });
        }
    }
    for one in &report.earlier {
        let same = |ours: &Figure, theirs: Option<f64>| {
            ours.value.zip(theirs).is_some_and(|(a, b)| a > 0.0 && (a - b).abs() < 1e-6 * a)
        };
        if same(&report.heat_mwh, one.heat_mwh) || same(&report.cold_mwh, one.cold_mwh) {
            why.push(Implausibility::SameAs(one.year));
        } else if one.year + 1 == report.year && one.spf.is_some_and(|before| spf > 1.5 * before || spf * 1.5 < before)
        {
            why.push(Implausibility::FarFrom(one.year));
        }
    }
    let finding = if why.is_empty() {
        Finding::new(CheckState::Holds, Statement::Plausible)
    } else {
        Finding::new(CheckState::Fails, Statement::Implausible(why))
    };
    Finding { value: Some(spf), ..finding }
}
