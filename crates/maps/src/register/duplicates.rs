//! The same well twice: same installation, place and attributes, or the same id. Registers repeat
//! wells, once for each of their filters or licences.

use std::collections::HashMap;

use super::Register;
use super::part::Part;
use super::remark::{Remark, What};

/// Takes out what is there twice. A part without a place is never taken for another.
pub(super) fn remove(register: &mut Register) {
    for installation in &mut register.installations {
        if installation.parts.len() < 2 {
            continue;
        }
        let mut kept: Vec<Part> = Vec::with_capacity(installation.parts.len());
        let mut places: HashMap<(u64, u64), Vec<usize>> = HashMap::new();
        for part in installation.parts.drain(..) {
            let key = part.position.coord().map(|at| (at.x.to_bits(), at.y.to_bits()));
            let here = key.map(|key| places.entry(key).or_default());
            let twin = here.as_ref().and_then(|here| here.iter().copied().find(|index| is_same(&kept[*index], &part)));
            if let Some(index) = twin {
                kept[index].records += part.records;
                register.remarks.push(Remark {
                    source: installation.source.clone(),
                    at: part.at,
                    installation: installation.id.clone(),
                    part: part.id,
                    left_out: 1,
                    what: What::Duplicate,
                });
                continue;
            }
            if let Some(here) = here {
                here.push(kept.len());
            }
            kept.push(part);
        }
        installation.parts = kept;
    }
}

/// Whether two parts at one place are one: with different ids they are not.
fn is_same(one: &Part, other: &Part) -> bool {
    let Part {
        id,
        kind,
        stage,
        position,
        ground_level_m_nap,
        depth_m,
        capacity_m3_h,
        status,
        doubts: _,
        records: _,
        at: _,
    } = one;
    *id == other.id
        && *kind == other.kind
        && *stage == other.stage
        && *position == other.position
        && *ground_level_m_nap == other.ground_level_m_nap
        && *depth_m == other.depth_m
        && *capacity_m3_h == other.capacity_m3_h
        && *status == other.status
}
