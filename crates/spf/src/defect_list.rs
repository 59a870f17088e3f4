//! What was wrong with the readings, counted by kind and column, and the first of each with their places.

use std::collections::BTreeMap;

use super::clock::Clock;
use super::defect::{Defect, DefectKind, Gaps};
use super::report::{DefectCount, DefectPlace};
use super::table::Readings;

/// So many defects of a kind and meter are listed with their places.
const LISTED: usize = 20;

/// The defects by kind and column, and the first of each with their places.
pub(super) fn listed(
    defects: &[Defect],
    readings: &Readings,
    clock: &Clock,
    gaps: Gaps,
) -> (Vec<DefectCount>, Vec<DefectPlace>) {
    let mut kinds: BTreeMap<(DefectKind, Option<u16>), Vec<&Defect>> = BTreeMap::new();
    for defect in defects {
        kinds.entry((defect.kind, defect.column)).or_default().push(defect);
    }
    let name = |column: Option<u16>| column.map(|column| readings.names[usize::from(column)].clone());
    let counts = kinds.iter().map(|((kind, column), list)| DefectCount {
        kind: *kind,
        column: name(*column),
        count: list.len().try_into().unwrap_or(u64::MAX),
        treatment: kind.treatment(gaps),
    });
    let places = kinds.values().flat_map(|list| list.iter().take(LISTED)).map(|defect| {
        let line = (defect.place.line() > 0).then(|| defect.place.line());
        DefectPlace {
            kind: defect.kind,
            column: name(defect.column),
            file: line.and(readings.files.get(defect.place.file()).cloned()),
            line,
            from: (defect.from_s > 0).then(|| clock.words(defect.from_s)),
            to: (defect.to_s > defect.from_s).then(|| clock.words(defect.to_s)),
            value: defect.value,
        }
    });
    (counts.collect(), places.collect())
}
