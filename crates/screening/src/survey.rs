//! The survey: what the map and the application say, as facts that rules understand.

use std::cell::{Cell, OnceCell};

use jiff::civil::Date;

use super::neighbours::{self, Interference, Memory, Neighbour, Neighbourhood};
use super::surroundings::{Near, Surroundings};
use crate::application::{Application, GivenZone};
use bodemtoets_ground::crowding::{Harm, Subsurface};
use bodemtoets_law::rules::{Distance, Dwelling, Facts, Quantities, Quantity, System, Target, ZoneHit};
use bodemtoets_maps::pack::{KindSet, Kinds, Pack, Role};
use bodemtoets_space::Nearest;

/// Everything the map says about the place of an application, beside what the application says.
#[derive(Debug)]
pub struct Survey<'a> {
    pub(super) surroundings: Surroundings<'a>,
    memory: &'a Memory,
    application: &'a Application,
    pub(super) quantities: Quantities,
    neighbourhood: OnceCell<Neighbourhood>,
    interference: OnceCell<Harm>,
    at_any_depth: OnceCell<Harm>,
    /// Whether rules asked for anything further than the place.
    looked_far: Cell<bool>,
}

impl<'a> Survey<'a> {
    /// Looks the place of an application up. `given` is what is known of the subsurface wherever the place is.
    pub(super) fn new(
        (pack, kinds): (&'a Pack, &Kinds),
        memory: &'a Memory,
        given: &'a Subsurface,
        application: &'a Application,
    ) -> Self {
        Self {
            surroundings: Surroundings::new(pack, given, &application.place, &application.looked_up, kinds),
            memory,
            application,
            quantities: application.quantities.reliable(),
            neighbourhood: OnceCell::new(),
            interference: OnceCell::new(),
            at_any_depth: OnceCell::new(),
            looked_far: Cell::new(false),
        }
    }

    /// What comes of asking rules, and whether they asked for anything further than the place.
    pub(super) fn watch<T>(&self, ask: impl FnOnce() -> T) -> (T, bool) {
        let before = self.looked_far.replace(false);
        let answer = ask();
        let is_far = self.looked_far.get();
        self.looked_far.set(before || is_far);
        (answer, is_far)
    }

    /// The zones at the place, in the order of the pack; those that somebody looked up come after them.
    #[must_use]
    pub fn zones(&self) -> &[ZoneHit] {
        self.surroundings.zones()
    }

    /// What somebody looked up, by the position of its zone; `None` for a zone of the pack.
    #[must_use]
    pub fn given_zone(&self, zone: usize) -> Option<&'a GivenZone> {
        self.application.looked_up.zones.get(zone.checked_sub(self.surroundings.pack.zones.len())?)
    }

    /// The gaps of the pack at the place.
    #[must_use]
    pub fn gaps(&self) -> &[usize] {
        self.surroundings.gaps()
    }

    /// The nearest abstraction or installation; `None` when the pack has none at all.
    #[must_use]
    pub fn nearest_site(&self, role: Role) -> Option<Nearest> {
        self.surroundings.nearest_site(role)
    }

    /// The nearest zone that is one of the kinds; `None` when the pack has none.
    #[must_use]
    pub fn nearest_zone(&self, kinds: KindSet) -> Option<Nearest> {
        self.surroundings.nearest_zone(kinds)
    }

    /// How many abstractions, installations and wells are nearer than 400 m.
    #[must_use]
    pub fn near(&self) -> Near {
        self.surroundings.near()
    }

    /// The existing systems around the place as a verdict lists them, and what they come to together.
    pub(super) fn neighbours(&self) -> (Vec<Neighbour>, Interference) {
        let system = self.application.system;
        neighbours::written_out(self.neighbourhood(), &self.surroundings, system, &self.quantities)
    }

    /// What the existing systems around the place and the one that is applied for do to each other, in numbers.
    pub(crate) fn interference_in_full(&self) -> Interference {
        self.neighbours().1
    }

    /// The existing systems around the place, and what they and the one that is applied for do to each other.
    pub(super) fn neighbourhood(&self) -> &Neighbourhood {
        self.neighbourhood.get_or_init(|| self.neighbourhood_of(&self.quantities))
    }

    /// The same for a system with other numbers.
    fn neighbourhood_of(&self, quantities: &Quantities) -> Neighbourhood {
        Neighbourhood::new(&self.surroundings, self.memory, self.application.system, quantities)
    }
}

impl Facts for Survey<'_> {
    fn system(&self) -> System {
        self.application.system
    }

    fn quantity(&self, quantity: Quantity) -> Option<f64> {
        self.quantities.get(quantity)
    }

    fn dwelling(&self) -> Option<Dwelling> {
        self.application.dwelling
    }

    fn fluid(&self) -> Option<&str> {
        self.application.fluid.as_deref()
    }

    fn existing_since(&self) -> Option<Date> {
        self.application.existing_since
    }

    fn zones(&self) -> &[ZoneHit] {
        self.surroundings.zones()
    }

    fn zone_name(&self, zone: usize) -> Option<&str> {
        if let Some(given) = self.given_zone(zone) {
            return given.name();
        }
        self.surroundings.pack.zones.get(zone)?.name.as_deref()
    }

    fn map_date(&self, zone: usize) -> Option<Date> {
        if self.given_zone(zone).is_some() {
            return self.application.looked_up.date;
        }
        let layer = self.surroundings.pack.zones.get(zone)?.layer;
        Some(self.surroundings.pack.layers.get(layer)?.date)
    }

    fn known_kinds(&self) -> KindSet {
        self.surroundings.known_kinds()
    }

    fn known_kinds_within(&self, reach_m: f64) -> KindSet {
        self.looked_far.set(true);
        self.surroundings.known_kinds_within(reach_m)
    }

    fn interference(&self) -> Harm {
        self.looked_far.set(true);
        // Whoever asks for the neighbours besides has computed them all.
        match self.neighbourhood.get() {
            Some(neighbourhood) => neighbourhood.harm,
            None => *self.interference.get_or_init(|| {
                let system = self.application.system;
                if neighbours::certainly_harm(&self.surroundings, self.memory, system, &self.quantities) {
                    return Harm::Harm;
                }
                self.neighbourhood().harm
            }),
        }
    }

    fn interference_at_any_depth(&self) -> Harm {
        self.looked_far.set(true);
        *self.at_any_depth.get_or_init(|| {
            let mut quantities = self.quantities;
            for depth in [Quantity::DrillingDepthM, Quantity::ScreenTopM, Quantity::ScreenBottomM] {
                quantities.set(depth, None);
            }
            // No depth settles what another leaves open.
            self.neighbourhood_of(&quantities).harm.min(Harm::Unknown)
        })
    }

    fn nearest(&self, target: Target) -> Option<Distance> {
        self.looked_far.set(true);
        let far = Distance { feature: 0, metres: f64::INFINITY };
        let nearest = match target {
            Target::Role(role) => {
                if !self.surroundings.delivers(role) {
                    return None;
                }
                self.surroundings.nearest_site(role)
            }
            Target::Kind(kinds) => {
                let within = |hit: &&ZoneHit| self.given_zone(hit.zone).is_some() && hit.kinds.meets(kinds);
                if let Some(hit) = self.zones().iter().find(within) {
                    return Some(Distance { feature: hit.zone, metres: 0.0 });
                }
                if !self.surroundings.pack.delivered.meets(kinds) {
                    return None;
                }
                self.surroundings.nearest_zone(kinds)
            }
        };
        Some(nearest.map_or(far, |nearest| Distance { feature: nearest.feature, metres: nearest.distance_m }))
    }
}
