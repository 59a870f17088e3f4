//! The surroundings of a place: what the map has there and near it.

use std::cell::{Cell, OnceCell};

use crate::application::{LookedUp, MapSays};
use bodemtoets_ground::crowding::Subsurface;
use bodemtoets_law::rules::ZoneHit;
use bodemtoets_maps::pack::{Extent, GroundArea, KindSet, Kinds, Pack, Role, Site};
use bodemtoets_space::{Index, Nearest, Shape};

/// How many things are near; `None` when the pack has no such layer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Near {
    /// Abstractions nearer than [`Index::NEAR_M`].
    pub abstractions: Option<usize>,
    /// Wells or loops of existing installations nearer than [`Index::NEAR_M`].
    pub wells: Option<usize>,
    /// Installations that these belong to.
    pub installations: Option<usize>,
}

/// What the map has at a place and near it. Distances are looked up when they are asked for.
#[derive(Debug)]
pub(super) struct Surroundings<'a> {
    pub(super) pack: &'a Pack,
    pub(super) place: &'a Shape,
    /// What is known of the subsurface wherever the place is.
    given: &'a Subsurface,
    subsurface: OnceCell<Subsurface>,
    zones: Vec<ZoneHit>,
    known: KindSet,
    /// The kinds that are known everywhere within [`Index::NEAR_M`].
    known_near: OnceCell<KindSet>,
    gaps: Vec<usize>,
    nearest_abstraction: OnceCell<Option<Nearest>>,
    nearest_installation: OnceCell<Option<Nearest>>,
}

impl<'a> Surroundings<'a> {
    /// Looks a place up. `given` is what is known of the subsurface wherever the place is; `looked_up` what
    /// somebody read on maps that the pack does not have: its zones come after those of the pack.
    pub(super) fn new(
        pack: &'a Pack,
        given: &'a Subsurface,
        place: &'a Shape,
        looked_up: &LookedUp,
        kinds: &Kinds,
    ) -> Self {
        let mut zones = Vec::new();
        for_each_hit(
            &pack.zone_index,
            place,
            |zone| &pack.zones[zone].shape,
            |zone| {
                let found = &pack.zones[zone];
                zones.push(ZoneHit { zone, kinds: found.kinds, extent: found.extent, limits: found.limits });
            },
        );
        let mut read = KindSet::EMPTY;
        for (position, zone) in looked_up.zones.iter().enumerate() {
            let Some(kind) = kinds.find(&zone.kind) else { continue };
            read = read.union(kind);
            if let MapSays::Zone { limits, .. } = zone.says {
                let extent = Extent { from_m: 0.0, to_m: f64::INFINITY };
                zones.push(ZoneHit { zone: pack.zones.len() + position, kinds: kind, extent, limits });
            }
        }
        let mut gaps = Vec::new();
        for_each_hit(&pack.gap_index, place, |gap| &pack.gaps[gap].shape, |gap| gaps.push(gap));
        let unsure = gaps.iter().fold(KindSet::EMPTY, |set, &gap| set.union(pack.gaps[gap].kinds));
        Self {
            pack,
            place,
            given,
            subsurface: OnceCell::new(),
            zones,
            known: pack.delivered.without(unsure).union(read),
            known_near: OnceCell::new(),
            gaps,
            nearest_abstraction: OnceCell::new(),
            nearest_installation: OnceCell::new(),
        }
    }

    /// The zones at the place, in the order of the pack.
    pub(super) fn zones(&self) -> &[ZoneHit] {
        &self.zones
    }

    /// The gaps of the pack at the place.
    pub(super) fn gaps(&self) -> &[usize] {
        &self.gaps
    }

    /// The nearest abstraction or installation; `None` when the pack has none at all.
    pub(super) fn nearest_site(&self, role: Role) -> Option<Nearest> {
        let (sites, index) = self.pack.sites(role)?;
        let cell = if role == Role::Abstraction { &self.nearest_abstraction } else { &self.nearest_installation };
        *cell.get_or_init(|| nearest(index, self.place, |site| &sites[site].shape))
    }

    /// The nearest zone that is one of the kinds; `None` when the pack has none.
    pub(super) fn nearest_zone(&self, kinds: KindSet) -> Option<Nearest> {
        let zones = &self.pack.zones;
        let of_kind = |zone: usize| zones[zone].kinds.meets(kinds);
        match self.place {
            Shape::Point(place) => self
                .pack
                .zone_index
                .nearest_among(*place, |zone| of_kind(zone).then(|| zones[zone].shape.distance_to_place_m(*place))),
            place => {
                nearest_of((0..zones.len()).filter(|zone| of_kind(*zone)), |zone| zones[zone].shape.distance_m(place))
            }
        }
    }

    /// How many things are nearer than [`Index::NEAR_M`].
    pub(super) fn near(&self) -> Near {
        let mut near = Near::default();
        if self.delivers(Role::Abstraction) {
            near.abstractions = Some(self.sites_near(Role::Abstraction).len());
        }
        if self.delivers(Role::Installation) {
            let wells = self.sites_near(Role::Installation);
            let mut ids: Vec<&str> = wells.iter().map(|&well| self.pack.installations[well].id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            (near.wells, near.installations) = (Some(wells.len()), Some(ids.len()));
        }
        near
    }

    /// The sites nearer than [`Index::NEAR_M`]: none when the nearest is not.
    pub(super) fn sites_near(&self, role: Role) -> Vec<usize> {
        let nearest = self.nearest_site(role).filter(|nearest| nearest.distance_m < Index::NEAR_M);
        match (nearest, self.pack.sites(role)) {
            (Some(_), Some((sites, index))) => sites_within(index, sites, self.place),
            _ => Vec::new(),
        }
    }

    /// What is known of the subsurface at the place.
    pub(super) fn subsurface(&self) -> &Subsurface {
        self.subsurface.get_or_init(|| self.given.or(&self.subsurface_of_map()))
    }

    /// What the map says of it: of areas over each other all that either may be. A number that is known of
    /// a part of the place only may be anything in the rest.
    fn subsurface_of_map(&self) -> Subsurface {
        let grounds = &self.pack.grounds;
        let mut areas: Vec<&GroundArea> = Vec::new();
        for_each_hit(
            &self.pack.ground_index,
            self.place,
            |area| &grounds[area].shape,
            |area| areas.push(&grounds[area]),
        );
        let mut subsurface = areas.iter().fold(Subsurface::default(), |known, area| known.hull(&area.subsurface));
        if !matches!(self.place, Shape::Point(_)) {
            for name in Subsurface::names() {
                let stating = areas.iter().filter(|area| area.subsurface.states(name)).map(|area| &area.shape);
                if subsurface.states(name) && self.place.sticks_out(stating) {
                    subsurface.doubt(name);
                }
            }
        }
        subsurface
    }

    /// Whether the pack has a layer of sites of a role.
    pub(super) fn delivers(&self, role: Role) -> bool {
        self.pack.delivered.meets(self.pack.kinds.of_role(role))
    }

    /// The kinds of zone that are known here.
    pub(super) fn known_kinds(&self) -> KindSet {
        self.known
    }

    /// The kinds of zone that are known everywhere within a distance.
    pub(super) fn known_kinds_within(&self, reach_m: f64) -> KindSet {
        // Rules and neighbours ask for this distance again and again.
        if reach_m == Index::NEAR_M {
            *self.known_near.get_or_init(|| self.known_kinds_nearer(reach_m))
        } else {
            self.known_kinds_nearer(reach_m)
        }
    }

    fn known_kinds_nearer(&self, reach_m: f64) -> KindSet {
        let gaps = &self.pack.gaps;
        let known = Cell::new(self.known);
        // A gap that would tell nothing new need not be measured to: those at the place are the nearest.
        let tells = |gap: usize| known.get().meets(gaps[gap].kinds);
        let doubt = |gap: usize| known.set(known.get().without(gaps[gap].kinds));
        match self.place {
            Shape::Point(at) if reach_m <= Index::NEAR_M => {
                self.pack.gap_index.near(*at, tells, |gap| &gaps[gap].shape, doubt);
            }
            place => {
                let around = self.pack.gap_index.around(place.bounds(), reach_m).into_iter();
                around.filter(|gap| tells(*gap) && gaps[*gap].shape.distance_m(place) < reach_m).for_each(doubt);
            }
        }
        known.get()
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
        Shape::Point(at) => index.covering(*at, shape, hit),
        place => {
            let around = index.around(place.bounds(), 0.0).into_iter();
            around.filter(|feature| shape(*feature).intersects(place)).for_each(&mut hit);
        }
    }
}

fn nearest<'a>(index: &Index, place: &Shape, shape: impl Fn(usize) -> &'a Shape) -> Option<Nearest> {
    let place = match place {
        Shape::Point(at) => return index.nearest(*at, shape),
        place => place,
    };
    // The nearest to the centre bounds how far the nearest to the shape can be.
    let bound = index.nearest(place.centre(), &shape)?;
    let reach_m = shape(bound.feature).distance_m(place);
    nearest_of(index.around(place.bounds(), reach_m).into_iter(), |feature| shape(feature).distance_m(place))
}

/// The nearest by trying all; of equals the first.
fn nearest_of(features: impl Iterator<Item = usize>, distance_m: impl Fn(usize) -> f64) -> Option<Nearest> {
    features
        .map(|feature| Nearest { feature, distance_m: distance_m(feature) })
        .min_by(|one, other| one.distance_m.total_cmp(&other.distance_m))
}

/// Sites nearer than [`Index::NEAR_M`].
fn sites_within(index: &Index, sites: &[Site], place: &Shape) -> Vec<usize> {
    match place {
        Shape::Point(at) => {
            let mut near = Vec::new();
            index.near(*at, |_| true, |site| &sites[site].shape, |site| near.push(site));
            near
        }
        place => {
            let mut near = index.around(place.bounds(), Index::NEAR_M);
            near.retain(|site| sites[*site].shape.distance_m(place) < Index::NEAR_M);
            near
        }
    }
}
