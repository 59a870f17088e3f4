//! A piece of land, and what stands around it.

use geo::{Coord, LinesIter, MultiPolygon};

use crate::crowding::{Range, WellKind};

/// Where wells and loops may stand, and what they have to keep away from.
#[derive(Debug, Clone)]
pub struct Land {
    /// Where they may stand, in RD New: whatever strip is kept free along an edge is left out.
    pub allowed: MultiPolygon,
    /// Where the system may be prohibited, in RD New: a doublet keeps its warmth out of it
    /// ([`DoubletRequest::radii_to_forbidden`](super::DoubletRequest)). Empty when there is nothing of the kind
    /// within reach.
    pub forbidden: MultiPolygon,
    /// Wells and loops of others.
    pub obstacles: Vec<Obstacle>,
}

/// A well or loop of others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Obstacle {
    /// Where it is.
    pub place: Coord,
    /// What a well stores.
    pub stores: WellKind,
    /// How far the warmth of a well reaches, m; none for a loop.
    pub thermal_m: Option<Range>,
}

/// Why nothing fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Blocked {
    /// There is no place where it may stand, once the setbacks are kept.
    NoLand,
    /// The land is too small: its places are at most so far apart, m, and so far is needed.
    TooSmall {
        /// The largest distance between two places, m.
        widest_m: f64,
        /// The distance that is needed, m.
        needed_m: f64,
    },
    /// Wells or loops of others are too near: without them it would fit.
    Neighbours,
    /// The warmth of its wells would reach where the system may be prohibited: so far it reaches, m.
    Forbidden {
        /// How far wells have to stay from there, m.
        needed_m: f64,
    },
}

impl Land {
    /// The same land with nobody around.
    pub(super) fn alone(&self) -> Self {
        Self { obstacles: Vec::new(), ..self.clone() }
    }

    /// How far a place on the allowed land is from where the system may be prohibited, m; infinite when that is
    /// nowhere.
    #[must_use]
    pub fn from_forbidden_m(&self, place: Coord) -> f64 {
        let to_edge_m = |line: geo::Line| {
            let along = line.delta();
            let square = along.x * along.x + along.y * along.y;
            let way = place - line.start;
            let share = if square > 0.0 { ((way.x * along.x + way.y * along.y) / square).clamp(0.0, 1.0) } else { 0.0 };
            (way.x - share * along.x).hypot(way.y - share * along.y)
        };
        // No allowed place lies within it, so that the way there ends at an edge.
        self.forbidden.lines_iter().map(to_edge_m).fold(f64::INFINITY, f64::min)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;

    #[test]
    fn the_way_to_what_is_forbidden_ends_at_its_nearest_edge() {
        let forbidden = polygon![(x: 10.0, y: 0.0), (x: 20.0, y: 0.0), (x: 20.0, y: 10.0), (x: 10.0, y: 10.0)].into();
        let land = Land { allowed: MultiPolygon(Vec::new()), forbidden, obstacles: Vec::new() };
        assert!((land.from_forbidden_m(Coord { x: 4.0, y: 5.0 }) - 6.0).abs() < 1e-12);
        assert!((land.from_forbidden_m(Coord { x: 7.0, y: 14.0 }) - 5.0).abs() < 1e-12);
        let nowhere = Land { forbidden: MultiPolygon(Vec::new()), ..land };
        assert!(nowhere.from_forbidden_m(Coord { x: 4.0, y: 5.0 }).is_infinite());
    }
}
