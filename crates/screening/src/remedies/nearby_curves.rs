//! The curves near a place across which the answer of some rule may change.

use std::collections::BTreeSet;

use geo::{Coord, Rect};

use super::curve::Curve;
use crate::law::Law;
use bodemtoets_law::rules::{DistanceUse, MapUse, Target};
use bodemtoets_maps::pack::{KindSet, Pack, Role};
use bodemtoets_space::{Index, Shape};

/// No more curves than this: where maps are drawn so finely that there are more, only the nearest count.
const MOST: usize = 1000;

/// The curves around the wells of an application, nearest first. A move shifts all wells alike, so each has
/// the map around it as its own.
pub(super) fn curves(pack: &Pack, law: &Law, wells: &[Coord], reach_m: f64) -> Vec<Curve> {
    let mut map = MapUse::default();
    // Only what decides can make an outcome milder, or take the place of what does.
    law.rules.iter().filter(|rule| rule.outcome.decides()).for_each(|rule| rule.when.map_use(&mut map));
    let mut curves = Vec::new();
    for well in wells {
        let mut around = Around { well: *well, reach_m, curves: &mut curves };
        around.on_edges(&pack.jurisdiction_index, |area| Some(&pack.jurisdictions[area].shape));
        let zone = |kinds: KindSet| move |zone: usize| Some(&pack.zones[zone]).filter(|zone| zone.kinds.meets(kinds));
        let gap = |kinds: KindSet| move |gap: usize| Some(&pack.gaps[gap]).filter(|gap| gap.kinds.meets(kinds));
        around.on_edges(&pack.zone_index, |at| zone(map.zones)(at).map(|zone| &zone.shape));
        around.on_edges(&pack.gap_index, |at| gap(map.zones)(at).map(|gap| &gap.shape));
        for DistanceUse { distance_m: metres, target, kinds } in &map.distances {
            // What is not known of the gaps within the distance counts too, and of those at the place.
            around.on_edges(&pack.gap_index, |at| gap(*kinds)(at).map(|gap| &gap.shape));
            // A single place doubts all that are near, however short the distance.
            for metres in [*metres, metres.max(Index::NEAR_M)] {
                around.at_distance(metres, &pack.gap_index, |at| gap(*kinds)(at).map(|gap| &gap.shape));
            }
            match target {
                Target::Kind(kinds) => {
                    around.on_edges(&pack.zone_index, |at| zone(*kinds)(at).map(|zone| &zone.shape));
                    around.at_distance(*metres, &pack.zone_index, |at| zone(*kinds)(at).map(|zone| &zone.shape));
                }
                Target::Role(role @ (Role::Abstraction | Role::Installation)) => {
                    if let Some((sites, index)) = pack.sites(*role) {
                        around.at_distance(*metres, index, |site| Some(&sites[site].shape));
                    }
                }
                Target::Role(_) => {}
            }
        }
    }
    let mut far: Vec<(f64, Curve)> = curves.into_iter().map(|curve| (curve.distance_m(), curve)).collect();
    // Several rules may ask for the same.
    let mut seen = BTreeSet::new();
    far.retain(|(metres, curve)| *metres <= reach_m && seen.insert(curve.key()));
    far.sort_by(|one, other| one.0.total_cmp(&other.0));
    far.truncate(MOST);
    far.into_iter().map(|(_, curve)| curve).collect()
}

struct Around<'c> {
    well: Coord,
    reach_m: f64,
    curves: &'c mut Vec<Curve>,
}

impl Around<'_> {
    /// The edges of areas.
    fn on_edges<'a>(&mut self, index: &Index, shape: impl Fn(usize) -> Option<&'a Shape>) {
        let bounds = Rect::new(self.well, self.well);
        for shape in index.around(bounds, self.reach_m).into_iter().filter_map(shape) {
            for edge in shape.edges_in(square(self.well, self.reach_m)) {
                self.curves.push(Curve::Segment(edge.start - self.well, edge.end - self.well));
            }
        }
    }

    /// The lines at a distance from shapes.
    fn at_distance<'a>(&mut self, metres: f64, index: &Index, shape: impl Fn(usize) -> Option<&'a Shape>) {
        let reach_m = self.reach_m + metres;
        for shape in index.around(Rect::new(self.well, self.well), reach_m).into_iter().filter_map(shape) {
            if let Shape::Point(_) | Shape::Points(_) = shape {
                self.curves.extend(shape.vertices().into_iter().map(|at| Curve::Circle(at - self.well, metres)));
                continue;
            }
            for edge in shape.edges_in(square(self.well, reach_m)) {
                let (start, end) = (edge.start - self.well, edge.end - self.well);
                let along = end - start;
                let size = super::curve::length(along);
                if size > 0.0 {
                    let aside = Coord { x: -along.y, y: along.x } * (metres / size);
                    self.curves.push(Curve::Segment(start + aside, end + aside));
                    self.curves.push(Curve::Segment(start - aside, end - aside));
                }
                // The end of one edge is the start of another, but for lines.
                self.curves.push(Curve::Circle(start, metres));
                if let Shape::Lines(_) = shape {
                    self.curves.push(Curve::Circle(end, metres));
                }
            }
        }
    }
}

fn square(centre: Coord, reach_m: f64) -> Rect {
    let reach = Coord { x: reach_m, y: reach_m };
    Rect::new(centre - reach, centre + reach)
}
