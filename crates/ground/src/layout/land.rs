//! A piece of land, and what stands around it.

use geo::{BooleanOps, Buffer, Coord, MultiPolygon};

use crate::crowding::{Range, WellKind};

/// Where wells and loops may stand, and what they have to keep away from.
#[derive(Debug, Clone)]
pub struct Land {
    /// Where they may stand: in RD New, its edge left out by the setback.
    pub allowed: MultiPolygon,
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
    /// There is no place where it may stand, once the setback is kept.
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
}

impl Land {
    /// The part of a plot where a system may stand, without a strip along the edge of the plot; at least a
    /// centimetre of every edge is left out, because an edge belongs to the stricter side of it.
    #[must_use]
    pub fn new(plot: &MultiPolygon, allowed: &MultiPolygon, setback_m: f64, obstacles: Vec<Obstacle>) -> Self {
        let inner = plot.buffer(-setback_m.max(EDGE_M));
        let allowed = inner.intersection(&allowed.buffer(-EDGE_M));
        Self { allowed, obstacles }
    }

    /// The same land with nobody around.
    pub(super) fn alone(&self) -> Self {
        Self { allowed: self.allowed.clone(), obstacles: Vec::new() }
    }
}

/// How far from every edge a well or loop stays, m.
const EDGE_M: f64 = 0.01;

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, polygon};

    #[test]
    fn a_strip_along_the_plot_is_left_out_and_none_along_a_zone() {
        let plot: MultiPolygon =
            polygon![(x: 0.0, y: 0.0), (x: 100.0, y: 0.0), (x: 100.0, y: 100.0), (x: 0.0, y: 100.0)].into();
        let half: MultiPolygon =
            polygon![(x: 0.0, y: 0.0), (x: 50.0, y: 0.0), (x: 50.0, y: 100.0), (x: 0.0, y: 100.0)].into();
        let land = Land::new(&plot, &half, 5.0, Vec::new());
        assert!((land.allowed.unsigned_area() - 90.0 * (45.0 - 0.01)).abs() < 0.1, "{}", land.allowed.unsigned_area());
    }

    #[test]
    fn a_plot_as_narrow_as_its_setbacks_has_no_land() {
        let plot: MultiPolygon =
            polygon![(x: 0.0, y: 0.0), (x: 100.0, y: 0.0), (x: 100.0, y: 8.0), (x: 0.0, y: 8.0)].into();
        assert!(Land::new(&plot, &plot, 5.0, Vec::new()).allowed.unsigned_area() < 1e-6);
    }
}
