//! Wells without a usable place: near their installation, or set aside.

use geo::Coord;

use super::Register;
use super::part::{Doubt, Part, Position};
use super::remark::{Remark, What};

/// Gives every well a place. Where the source hides or lacks it, that of the installation is taken
/// (or that of its other wells): a neighbour whose place is known roughly is better than one that
/// is not there at all. A place abroad sets the well aside.
pub(super) fn settle(register: &mut Register) {
    for installation in &mut register.installations {
        let known = installation.parts.iter().find_map(|part| part.position.coord());
        let near: Option<Coord> = installation.place.or(known);
        let mut kept: Vec<Part> = Vec::with_capacity(installation.parts.len());
        for mut part in installation.parts.drain(..) {
            let what = match (&part.position, near) {
                (Position::Known(_) | Position::Near(_), _) => None,
                (Position::Unusable(value), _) => Some(What::Abroad(value.clone())),
                (Position::Hidden | Position::Absent, None) => Some(What::NoPlace),
                (Position::Hidden, Some(_)) => Some(What::Hidden),
                (Position::Absent, Some(_)) => Some(What::Near),
            };
            let left_out = matches!(what, Some(What::Abroad(_) | What::NoPlace));
            if let Some(what) = what {
                register.remarks.push(Remark {
                    source: installation.source.clone(),
                    at: part.at,
                    installation: installation.id.clone(),
                    part: part.id.clone(),
                    left_out: usize::from(left_out),
                    what,
                });
            }
            if left_out {
                continue;
            }
            if let (Position::Hidden | Position::Absent, Some(near)) = (&part.position, near) {
                part.position = Position::Near(near);
            }
            if matches!(part.position, Position::Near(_)) {
                part.doubts.insert(Doubt::PositionNear);
            }
            kept.push(part);
        }
        installation.parts = kept;
    }
}
