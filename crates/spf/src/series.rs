//! The readings of one column in order of time: hours that come twice told apart, rows put in their
//! place, duplicates dropped.

use super::clock::Seconds;
use super::defect::{Defect, DefectKind, Place};
use super::table::{Readings, Row};

/// A reading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub time_s: Seconds,
    pub place: Place,
    pub value: f64,
}

/// Readings in order of time, no two at the same.
#[derive(Debug, Clone)]
pub(super) struct Series {
    pub column: u16,
    pub readings: Vec<Reading>,
    /// The usual step between them, in seconds; 0 when there are fewer than two.
    pub step_s: Seconds,
}

impl Series {
    /// The readings of a column, and what was wrong with their times.
    pub(super) fn of(all: &Readings, column: u16, found: &mut Vec<Defect>) -> Self {
        let mut readings = Vec::new();
        for table in &all.tables {
            let Some((_, values)) = table.columns.iter().find(|(name, _)| *name == column) else { continue };
            let from = readings.len();
            readings.reserve(values.len());
            let rows = table.rows.iter().zip(values).filter(|(_, value)| !value.is_nan());
            readings.extend(rows.clone().map(|(row, value)| Reading {
                time_s: row.time_s,
                place: row.place,
                value: *value,
            }));
            let step_s = usual_step(&readings[from..]);
            second_hours(&mut readings[from..], rows.map(|(row, _)| row), step_s, all.clock.fold_s);
        }
        for reading in displaced(&readings) {
            found.push(fault(DefectKind::OutOfOrder, column, &reading));
        }
        if readings.windows(2).any(|pair| pair[1].time_s < pair[0].time_s) {
            readings.sort_by_key(|reading| reading.time_s);
        }
        let mut last: Option<Reading> = None;
        readings.retain(|reading| match last {
            Some(kept) if kept.time_s == reading.time_s => {
                #[expect(clippy::float_cmp, reason = "the same digits give the same number")]
                let same = kept.value == reading.value;
                let kind = if same { DefectKind::Duplicate } else { DefectKind::Conflict };
                found.push(fault(kind, column, reading));
                false
            }
            _ => {
                last = Some(*reading);
                true
            }
        });
        let step_s = usual_step(&readings);
        Self { column, readings, step_s }
    }

    /// Whether two readings lie so far apart that some are missing between them.
    pub(super) fn is_gap(&self, from_s: Seconds, to_s: Seconds) -> bool {
        u64::from(to_s - from_s) * 2 > u64::from(self.step_s) * 3
    }
}

pub(super) fn fault(kind: DefectKind, column: u16, reading: &Reading) -> Defect {
    Defect {
        kind,
        column: Some(column),
        place: reading.place,
        from_s: reading.time_s,
        to_s: reading.time_s,
        value: Some(reading.value),
    }
}

/// The median of the steps; of at most some thousand of them, spread over the readings.
fn usual_step(readings: &[Reading]) -> Seconds {
    let every = (readings.len() / 4096).max(1);
    let mut steps: Vec<Seconds> = readings
        .windows(2)
        .step_by(every)
        .filter(|pair| pair[1].time_s > pair[0].time_s)
        .map(|pair| pair[1].time_s - pair[0].time_s)
        .collect();
    if steps.is_empty() {
        return 0;
    }
    let middle = steps.len() / 2;
    *steps.select_nth_unstable(middle).1
}

/// In the hour that comes twice, the readings after the clock went back are those of the second.
///
/// That is where the written time falls back by half an hour or more; with steps of half an hour or
/// more, where it does not go on. Where nothing falls back the hour was read once, and it is the first.
fn second_hours<'a>(readings: &mut [Reading], rows: impl Iterator<Item = &'a Row>, step_s: Seconds, fold_s: Seconds) {
    let twice: Vec<bool> = rows.map(|row| row.twice).collect();
    let mut from = 0;
    while let Some(start) = twice[from..].iter().position(|twice| *twice).map(|place| from + place) {
        let end = twice[start..].iter().position(|twice| !*twice).map_or(twice.len(), |place| start + place);
        let block = &mut readings[start..end];
        let coarse = step_s >= fold_s / 2;
        let fall = |pair: &[Reading]| i64::from(pair[0].time_s) - i64::from(pair[1].time_s);
        let turn = block
            .windows(2)
            .enumerate()
            .map(|(place, pair)| (place + 1, fall(pair)))
            .filter(|(_, fall)| *fall >= if coarse { 0 } else { i64::from(fold_s / 2) })
            .max_by_key(|(place, fall)| (*fall, std::cmp::Reverse(*place)))
            .map(|(place, _)| place);
        if let Some(turn) = turn {
            for reading in &mut block[turn..] {
                reading.time_s += fold_s;
            }
        }
        from = end;
    }
}

/// The fewest readings that have to move so that the rest is in order.
fn displaced(readings: &[Reading]) -> Vec<Reading> {
    if readings.windows(2).all(|pair| pair[0].time_s <= pair[1].time_s) {
        return Vec::new();
    }
    // The longest row of readings that is in order already: for each length the one that ends earliest.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<usize> = vec![usize::MAX; readings.len()];
    for (place, reading) in readings.iter().enumerate() {
        let length = ends.partition_point(|end| readings[*end].time_s <= reading.time_s);
        if length > 0 {
            before[place] = ends[length - 1];
        }
        if length == ends.len() {
            ends.push(place);
        } else {
            ends[length] = place;
        }
    }
    let mut stays = vec![false; readings.len()];
    let mut place = ends.last().copied();
    while let Some(here) = place {
        stays[here] = true;
        place = Some(before[here]).filter(|earlier| *earlier != usize::MAX);
    }
    readings.iter().zip(stays).filter(|(_, stays)| !stays).map(|(reading, _)| *reading).collect()
}
