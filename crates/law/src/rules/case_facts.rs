//! The facts of a case: what it gives, and a map that shows nothing else.

use jiff::civil::Date;

use super::case::{Case, Given};
use super::facts::{Distance, Facts, Quantities, Quantity, Target, fluid_slug};
use super::rulebook::Rule;
use super::zone::ZoneHit;
use super::{Dwelling, System};
use bodemtoets_ground::crowding::Harm;
use bodemtoets_words::{Extent, KindSet, Kinds, Role, TooManyKinds};

/// The facts of a case.
#[derive(Debug)]
pub struct CaseFacts<'a> {
    given: &'a Given,
    system: System,
    fluid: Option<String>,
    quantities: Quantities,
    zones: Vec<ZoneHit>,
    known: KindSet,
    roles: [KindSet; 2],
    distances: Vec<(KindSet, f64)>,
}

impl<'a> CaseFacts<'a> {
    /// The facts of a case of a rule; its kinds of zone are added to the list.
    ///
    /// # Errors
    /// When there are more than 64 kinds.
    pub fn of(rule: &Rule, case: &'a Case, kinds: &mut Kinds) -> Result<Self, TooManyKinds> {
        let system = case.given.system.or(rule.applies_to.first().copied()).unwrap_or(System::Open);
        Self::new(&case.given, system, kinds)
    }

    /// The facts that are given, for a kind of system.
    pub(super) fn new(given: &'a Given, system: System, kinds: &mut Kinds) -> Result<Self, TooManyKinds> {
        let mut quantities = Quantities::default();
        for quantity in Quantity::ALL {
            quantities.set(quantity, given.quantity(quantity));
        }
        let mut zones = Vec::new();
        for (zone, written) in given.zones.iter().enumerate() {
            let extent = Extent { from_m: written.from_m, to_m: written.to_m };
            zones.push(ZoneHit { zone, kinds: kinds.add(&written.kind)?, extent, limits: written.limits });
        }
        let mut distances = Vec::new();
        for (slug, metres) in &given.distance_m {
            distances.push((kinds.add(slug)?, *metres));
        }
        let roles = [kinds.add("abstraction")?, kinds.add("installation")?];
        let mut absent = KindSet::EMPTY;
        for slug in &given.no_map {
            absent = absent.union(kinds.add(slug)?);
        }
        Ok(Self {
            given,
            system,
            fluid: given.fluid.as_deref().map(fluid_slug),
            quantities: quantities.with_derived(),
            zones,
            known: KindSet::ALL.without(absent),
            roles,
            distances,
        })
    }
}

impl Facts for CaseFacts<'_> {
    fn system(&self) -> System {
        self.system
    }
    fn quantity(&self, quantity: Quantity) -> Option<f64> {
        self.quantities.get(quantity)
    }
    fn dwelling(&self) -> Option<Dwelling> {
        self.given.dwelling
    }
    fn fluid(&self) -> Option<&str> {
        self.fluid.as_deref()
    }
    fn existing_since(&self) -> Option<Date> {
        self.given.existing_since
    }
    fn zones(&self) -> &[ZoneHit] {
        &self.zones
    }
    fn zone_name(&self, zone: usize) -> Option<&str> {
        self.given.zones.get(zone)?.name.as_deref()
    }
    fn map_date(&self, zone: usize) -> Option<Date> {
        self.given.zones.get(zone)?.map_date
    }
    fn known_kinds(&self) -> KindSet {
        self.known
    }
    fn known_kinds_within(&self, _reach_m: f64) -> KindSet {
        self.known
    }
    fn interference(&self) -> Harm {
        self.given.interference.unwrap_or(Harm::Unknown)
    }
    fn interference_at_any_depth(&self) -> Harm {
        self.interference()
    }
    fn nearest(&self, target: Target) -> Option<Distance> {
        let kinds = match target {
            Target::Role(Role::Abstraction) => self.roles[0],
            Target::Role(_) => self.roles[1],
            Target::Kind(kinds) => kinds,
        };
        if !self.known.meets(kinds) {
            return None;
        }
        let near = self.distances.iter().filter(|(of, _)| of.meets(kinds)).map(|(_, metres)| *metres);
        // It is a distance to no zone in particular.
        Some(Distance { feature: usize::MAX, metres: near.min_by(f64::total_cmp).unwrap_or(f64::INFINITY) })
    }
}
