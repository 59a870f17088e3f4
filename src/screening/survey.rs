//! The survey: what the map says about a place, as facts that rules understand.

use std::cell::Cell;

use crate::pack::{KindSet, Pack, Role, Site};
use crate::rules::{Distance, Dwelling, Facts, Quantities, Quantity, System, Target, ZoneHit};
use crate::spatial::{Index, Nearest, Shape};

/// Things nearer than this many metres are counted.
pub const NEAR_M: f64 = 400.0;

/// How many things are near.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Near {
    /// Abstractions nearer than [`NEAR_M`].
    pub abstractions: usize,
    /// Wells or loops of existing installations nearer than [`NEAR_M`].
    pub wells: usize,
    /// Installations that these belong to.
    pub installations: usize,
}

/// Everything the map says about one place. Distances are looked up when they are asked for.
#[derive(Debug)]
pub struct Survey<'a> {
    pack: &'a Pack,
    place: &'a Shape,
    system: System,
    pub(super) quantities: Quantities,
    dwelling: Option<Dwelling>,
    zones: Vec<ZoneHit>,
    known: KindSet,
    gaps: Vec<usize>,
    nearest_abstraction: Cell<Option<Option<Nearest>>>,
    nearest_installation: Cell<Option<Option<Nearest>>>,
}

impl<'a> Survey<'a> {
    /// Looks a place up.
    pub(super) fn new(
        pack: &'a Pack,
        place: &'a Shape,
        system: System,
        quantities: Quantities,
        dwelling: Option<Dwelling>,
        buffer: Vec<ZoneHit>,
    ) -> Self {
        let mut zones = buffer;
        zones.clear();
        for_each_hit(
            &pack.zone_index,
            place,
            |zone| &pack.zones[zone].shape,
            |zone| {
                let found = &pack.zones[zone];
                zones.push(ZoneHit { zone, kinds: found.kinds, extent: found.extent, max_depth_m: found.max_depth_m });
            },
        );
        zones.sort_unstable_by_key(|hit| hit.zone);
        let mut gaps = Vec::new();
        for_each_hit(&pack.gap_index, place, |gap| &pack.gaps[gap].shape, |gap| gaps.push(gap));
        gaps.sort_unstable();
        let unsure = gaps.iter().fold(KindSet::EMPTY, |set, &gap| set.union(pack.gaps[gap].kinds));
        Self {
            pack,
            place,
            system,
            quantities,
            dwelling,
            zones,
            known: pack.delivered.without(unsure),
            gaps,
            nearest_abstraction: Cell::new(None),
            nearest_installation: Cell::new(None),
        }
    }

    /// The zones at the place, in the order of the pack.
    #[must_use]
    pub fn zones(&self) -> &[ZoneHit] {
        &self.zones
    }

    /// The gaps of the pack at the place.
    #[must_use]
    pub fn gaps(&self) -> &[usize] {
        &self.gaps
    }

    /// Gives the list of zones back, to be used again.
    pub(super) fn into_buffer(self) -> Vec<ZoneHit> {
        self.zones
    }

    /// The nearest abstraction or installation; `None` when the pack has none at all.
    #[must_use]
    pub fn nearest_site(&self, role: Role) -> Option<Nearest> {
        let (cell, index, sites) = match role {
            Role::Abstraction => (&self.nearest_abstraction, &self.pack.abstraction_index, &self.pack.abstractions),
            Role::Installation => (&self.nearest_installation, &self.pack.installation_index, &self.pack.installations),
            Role::Zone | Role::Jurisdiction | Role::Gap => return None,
        };
        if let Some(known) = cell.get() {
            return known;
        }
        let nearest = nearest(index, self.place, |site| &sites[site].shape);
        cell.set(Some(nearest));
        nearest
    }

    /// The nearest zone that is one of the kinds; `None` when the pack has none.
    #[must_use]
    pub fn nearest_zone(&self, kinds: KindSet) -> Option<Nearest> {
        let zones = &self.pack.zones;
        let nearest = match self.place {
            Shape::Point(place) => self.pack.zone_index.nearest(*place, |zone| {
                if zones[zone].kinds.meets(kinds) {
                    zones[zone].shape.distance_to_place_m(*place)
                } else {
                    f64::INFINITY
                }
            }),
            place => {
                scan(zones.len(), |zone| zones[zone].kinds.meets(kinds).then(|| zones[zone].shape.distance_m(place)))
            }
        };
        nearest.filter(|nearest| nearest.distance_m.is_finite())
    }

    /// How many things are nearer than [`NEAR_M`].
    #[must_use]
    pub fn near(&self) -> Near {
        let abstractions = sites_within(&self.pack.abstraction_index, &self.pack.abstractions, self.place);
        let wells = sites_within(&self.pack.installation_index, &self.pack.installations, self.place);
        let mut ids: Vec<&str> = wells.iter().map(|&well| self.pack.installations[well].id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        Near { abstractions: abstractions.len(), wells: wells.len(), installations: ids.len() }
    }
}

impl Facts for Survey<'_> {
    fn system(&self) -> System {
        self.system
    }

    fn quantity(&self, quantity: Quantity) -> Option<f64> {
        self.quantities.get(quantity)
    }

    fn dwelling(&self) -> Option<Dwelling> {
        self.dwelling
    }

    fn zones(&self) -> &[ZoneHit] {
        &self.zones
    }

    fn known_kinds(&self) -> KindSet {
        self.known
    }

    fn nearest(&self, target: Target) -> Option<Distance> {
        let far = Distance { feature: 0, metres: f64::INFINITY };
        let nearest = match target {
            Target::Role(role) => {
                let slug = if role == Role::Abstraction { "abstraction" } else { "installation" };
                let delivered = self.pack.kinds.find(slug).is_some_and(|kind| self.pack.delivered.meets(kind));
                if !delivered {
                    return None;
                }
                self.nearest_site(role)
            }
            Target::Kind(kinds) => {
                if !self.pack.delivered.meets(kinds) {
                    return None;
                }
                self.nearest_zone(kinds)
            }
        };
        Some(nearest.map_or(far, |nearest| Distance { feature: nearest.feature, metres: nearest.distance_m }))
    }
}

/// Calls `hit` for every shape of an index that has a point in common with the place.
pub(super) fn for_each_hit<'a>(
    index: &Index,
    place: &Shape,
    shape: impl Fn(usize) -> &'a Shape,
    mut hit: impl FnMut(usize),
) {
    match place {
        Shape::Point(at) => index.at(*at).filter(|&feature| shape(feature).covers(*at)).for_each(hit),
        place => {
            for feature in index.around(place.bounds(), 0.0) {
                if shape(feature).intersects(place) {
                    hit(feature);
                }
            }
        }
    }
}

fn nearest<'a>(index: &Index, place: &Shape, shape: impl Fn(usize) -> &'a Shape) -> Option<Nearest> {
    match place {
        Shape::Point(at) => index.nearest(*at, |feature| shape(feature).distance_to_place_m(*at)),
        place => {
            // The nearest to the centre bounds how far the nearest to the shape can be.
            let centre = place.centre();
            let bound = index.nearest(centre, |feature| shape(feature).distance_m(place))?;
            let candidates: Vec<usize> = index.around(place.bounds(), bound.distance_m).collect();
            scan_list(candidates, |feature| Some(shape(feature).distance_m(place)))
        }
    }
}

/// The nearest by trying all.
fn scan(count: usize, distance_m: impl Fn(usize) -> Option<f64>) -> Option<Nearest> {
    scan_list((0..count).collect(), distance_m)
}

fn scan_list(mut features: Vec<usize>, distance_m: impl Fn(usize) -> Option<f64>) -> Option<Nearest> {
    features.sort_unstable();
    let mut best: Option<Nearest> = None;
    for feature in features {
        if let Some(distance_m) = distance_m(feature)
            && best.is_none_or(|best| distance_m < best.distance_m)
        {
            best = Some(Nearest { feature, distance_m });
        }
    }
    best
}

/// Sites nearer than [`NEAR_M`].
fn sites_within(index: &Index, sites: &[Site], place: &Shape) -> Vec<usize> {
    let nearer = |site: &usize| sites[*site].shape.distance_m(place) < NEAR_M;
    match place {
        Shape::Point(at) => index.within(*at, NEAR_M).filter(nearer).collect(),
        place => index.around(place.bounds(), NEAR_M).filter(nearer).collect(),
    }
}
