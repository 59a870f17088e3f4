//! Whether the figures of a year can be.

use super::super::KWH_M3_K;
use super::super::concept::Concept;
use super::super::figure::Figure;
use super::super::report::{CheckState, Report};
use super::{Finding, Statement};

/// Something that makes the figures of a year implausible.
#[derive(Debug, Clone, PartialEq)]
pub enum Implausibility {
    /// An SPF outside the range of the concept.
    Spf {
        /// The SPF.
        spf: f64,
        /// The lowest and highest that one would expect.
        range: [f64; 2],
    },
    /// Groundwater that would differ by too little or too much between the wells.
    WaterDifference {
        /// Whether it flows from the warm to the cold well.
        warm_to_cold: bool,
        /// By how much it would differ, K.
        difference_k: f64,
    },
    /// The same numbers as in an earlier year.
    SameAs(i16),
    /// More than half different from the year before.
    FarFrom(i16),
}

/// A kWh/m3 is 0.86 K; wells differ by some 2 to 15 K.
const WATER_DIFFERENCE_K: std::ops::RangeInclusive<f64> = 0.5..=20.0;

pub(super) fn check(report: &Report, concept: &Concept) -> Finding {
    let Some(spf) = report.spf.value else { return Finding::unknown(Statement::NothingToJudge) };
    let range = concept.plausible_spf;
    let mut why = Vec::new();
    if !(range[0]..=range[1]).contains(&spf) {
        why.push(Implausibility::Spf { spf, range });
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
