//! Places that many installations share: those of an office, not of wells.

use std::collections::BTreeMap;

use super::Register;
use super::part::Doubt;
use super::remark::{Remark, What};

/// So many installations in exactly one place are told. In the national export of 2021 one place has 62, at
/// the office of a province; no other has more than five.
const MANY: usize = 10;

/// Doubts the place of wells that stand exactly where those of many other installations stand.
pub(super) fn doubt(register: &mut Register) {
    // By place, to the centimetre: the installations, each once.
    let mut at: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    for (index, installation) in register.installations.iter().enumerate() {
        for part in &installation.parts {
            let Some(key) = part.position.coord().map(key) else { continue };
            let there = at.entry(key).or_default();
            if there.last() != Some(&index) {
                there.push(index);
            }
        }
    }
    at.retain(|_, there| there.len() >= MANY);
    for ((x, y), there) in at {
        for index in &there {
            for part in &mut register.installations[*index].parts {
                if part.position.coord().map(key) == Some((x, y)) {
                    part.doubts.insert(Doubt::PlaceShared);
                }
            }
        }
        let first = &register.installations[there[0]];
        register.remarks.push(Remark {
            source: first.source.clone(),
            at: None,
            installation: first.id.clone(),
            part: None,
            left_out: 0,
            what: What::PlaceShared { installations: there.len(), x_m: (x + 50) / 100, y_m: (y + 50) / 100 },
        });
    }
}

#[allow(clippy::cast_possible_truncation, reason = "a place in the Netherlands in centimetres is small")]
fn key(place: geo::Coord) -> (i64, i64) {
    ((place.x * 100.0).round() as i64, (place.y * 100.0).round() as i64)
}
