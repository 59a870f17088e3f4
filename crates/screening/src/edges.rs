//! Edges of stricter zones that are nearer than the map and the coordinates are accurate.

use geo::{Coord, Rect};

use super::assessment::Assessment;
use super::decision::Decision;
use super::follows::WithMap;
use bodemtoets_law::rules::{Outcome, ZoneHit};
use bodemtoets_maps::pack::Layer;
use bodemtoets_space::Shape;

/// How accurate a place in the Dutch grid is that came from degrees, and what a surveyor's tape allows, metres.
const COORDINATES_M: f64 = 0.25;

/// A stricter zone that the place lies just outside of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearEdge {
    /// Position of the zone in the pack.
    pub zone: usize,
    /// From the place to the zone, metres.
    pub distance_m: f64,
    /// How accurate the map and the coordinates are together, metres.
    pub accuracy_m: f64,
    /// What the rules come to in the zone.
    pub decision: Decision,
}

impl Assessment<'_> {
    /// The zones that the place lies outside of by less than the map and the coordinates are accurate, and in
    /// which the outcome is stricter or may be; the nearest first.
    #[must_use]
    pub fn near_edges(&self) -> Vec<NearEdge> {
        let (screener, place) = (self.screener(), &self.application().place);
        let pack = screener.pack();
        // Where no law holds there is no outcome, and nothing is stricter than a ban.
        if matches!(self.decision, Decision::NotCovered | Decision::Settled(Outcome::Prohibited)) {
            return Vec::new();
        }
        let near = pack.zone_index.around(place.bounds(), screener.widest_accuracy_m() + COORDINATES_M);
        let outside = near.into_iter().filter(|zone| !self.survey.zones().iter().any(|hit| hit.zone == *zone));
        let mut edges: Vec<NearEdge> = outside
            .filter_map(|position| {
                let zone = &pack.zones[position];
                let accuracy_m = pack.layers.get(zone.layer).map_or(Layer::USUAL_ACCURACY_M, |layer| layer.accuracy_m);
                let accuracy_m = accuracy_m + COORDINATES_M;
                if !has_edge_near(&zone.shape, place, accuracy_m) {
                    return None;
                }
                let distance_m = zone.shape.distance_m(place);
                if distance_m > accuracy_m {
                    return None;
                }
                let hit = ZoneHit { zone: position, kinds: zone.kinds, extent: zone.extent, limits: zone.limits };
                let decision = self.decide_on(&WithMap::with_zone(self, hit));
                let is_stricter =
                    decision.strictest() > self.decision.strictest() || decision.mildest() > self.decision.mildest();
                is_stricter.then_some(NearEdge { zone: position, distance_m, accuracy_m, decision })
            })
            .collect();
        edges.sort_by(|one, other| one.distance_m.total_cmp(&other.distance_m));
        edges
    }
}

/// Whether an edge of a zone comes so near to a place that lies outside of it, or may; far cheaper than a distance.
fn has_edge_near(zone: &Shape, place: &Shape, reach_m: f64) -> bool {
    let Shape::Area(area) = zone else { return true };
    let (bounds, reach) = (place.bounds(), Coord { x: reach_m, y: reach_m });
    area.has_edge_in(Rect::new(bounds.min() - reach, bounds.max() + reach))
}
