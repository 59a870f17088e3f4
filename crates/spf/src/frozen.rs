//! Meters that stand still while another shows that they have to run.
//!
//! Standing still is no fault by itself: at night and in summer there is no heat to count. The concept
//! says which meters cannot all stand still while another runs (`[[runs]]`). A whole day counts when the
//! one that runs gives at least half of what it gives on a mean day on which the others run too, and none
//! of the others moves at all. Together such days in a row are a fault when the others would have
//! moved by five of their smallest steps, at their usual ratio.

use super::calendar::Calendar;
use super::concept::Concept;
use super::defect::{Defect, DefectKind, Place};
use super::given::Given;
use super::meter::Meters;

/// The part of a mean day that shows that a meter really runs.
const REALLY: f64 = 0.5;
/// How many of its smallest steps a meter has to be behind.
const STEPS: f64 = 5.0;

/// The days, by the places of their segments.
fn days(calendar: &Calendar) -> Vec<std::ops::Range<usize>> {
    let mut days: Vec<std::ops::Range<usize>> = Vec::new();
    for (place, segment) in calendar.segments.iter().enumerate() {
        match days.last_mut() {
            Some(day) if calendar.segments[day.start].date == segment.date => day.end = place + 1,
            _ => days.push(place..place + 1),
        }
    }
    days
}

/// Finds meters that stand still, and makes those days unknown.
pub(super) fn find(concept: &Concept, meters: &Meters, calendar: &Calendar, given: &mut [Given]) -> Vec<Defect> {
    let mut found = Vec::new();
    let days = days(calendar);
    for runs in &concept.runs {
        let serving = |id: &str| -> Vec<usize> {
            let serves =
                |place: &usize| meters.meters[*place].serves.iter().any(|served| concept.meters[*served].id == id);
            (0..meters.meters.len()).filter(serves).collect()
        };
        let when = serving(&runs.when);
        let then: Vec<usize> = runs.then.iter().flat_map(|id| serving(id)).collect();
        // Where one of them has no device, the others prove nothing.
        if when.is_empty()
            || runs.then.iter().any(|id| serving(id).is_empty())
            || then.iter().any(|one| when.contains(one))
        {
            continue;
        }
        for still in stretches(&days, &when, &then, given) {
            let range = days[still.start].start..days[still.end - 1].end;
            let (from_s, to_s) = (calendar.segments[range.start].from_s, calendar.segments[range.end - 1].to_s);
            for meter in &then {
                for cell in &mut given[*meter].cells[range.clone()] {
                    (cell.measured_s, cell.bridged_s) = (0.0, 0.0);
                }
                let column = Some(meters.meters[*meter].column);
                found.push(Defect {
                    kind: DefectKind::Frozen,
                    column,
                    place: Place::new(0, 0),
                    from_s,
                    to_s,
                    value: None,
                });
            }
        }
    }
    found
}

/// The days in a row on which all of some meters stand still while they cannot.
fn stretches(
    days: &[std::ops::Range<usize>],
    when: &[usize],
    then: &[usize],
    given: &[Given],
) -> Vec<std::ops::Range<usize>> {
    let sum = |meters: &[usize], day: &std::ops::Range<usize>| -> f64 {
        meters.iter().map(|meter| given[*meter].cells[day.clone()].iter().map(|cell| cell.amount).sum::<f64>()).sum()
    };
    let known = |meters: &[usize], day: &std::ops::Range<usize>| {
        meters.iter().all(|meter| given[*meter].cells[day.clone()].iter().all(|cell| cell.measured_s > 0.0))
    };
    let all: Vec<(f64, f64, bool)> =
        days.iter().map(|day| (sum(when, day), sum(then, day), known(when, day) && known(then, day))).collect();
    let both = all.iter().filter(|(when, then, known)| *known && *when > 0.0 && *then > 0.0);
    let (days_both, when_both, then_both) =
        both.fold((0.0, 0.0, 0.0), |(days, whens, thens), (when, then, _)| (days + 1.0, whens + when, thens + then));
    if days_both < 1.0 {
        return Vec::new();
    }
    let (mean, ratio) = (when_both / days_both, then_both / when_both);
    let coarsest = then.iter().map(|meter| given[*meter].finest).fold(0.0, f64::max);
    let mut stretches = Vec::new();
    let mut from = None;
    for place in 0..=all.len() {
        let still = all.get(place).is_some_and(|(when, then, known)| *known && *when >= REALLY * mean && *then == 0.0);
        match (from, still) {
            (None, true) => from = Some(place),
            (Some(start), false) => {
                from = None;
                let behind = all[start..place].iter().map(|(when, ..)| when * ratio).sum::<f64>();
                if behind >= STEPS * coarsest {
                    stretches.push(start..place);
                }
            }
            _ => {}
        }
    }
    stretches
}
