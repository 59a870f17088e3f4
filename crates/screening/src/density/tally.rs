//! Systems of an area, added up.

use geo::MultiPolygon;

use super::conflicts::Conflict;
use super::inventory::{Inventory, System};
use super::level::Level;
use bodemtoets_ground::crowding::{Harm, Range};
use bodemtoets_law::rules;
use bodemtoets_space::Area;

/// What stands in an area.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// Size of the area, km2.
    pub area_km2: f64,
    /// Open systems with a well in it.
    pub open: usize,
    /// Closed systems with a loop in it.
    pub closed: usize,
    /// Systems of which it is not known which they are.
    pub unknown: usize,
    /// Wells and loops.
    pub wells: usize,
    /// Of those, how many have no known depth.
    pub wells_without_depth: usize,
    /// Open systems without a known volume.
    pub open_without_volume: usize,
    /// Groundwater that may be moved in a year, m3, as far as it is known. A system in two areas counts in
    /// each with the share of its wells there.
    pub annual_volume_m3: f64,
    /// Pairs of systems too near to each other: certain ones, and with those that may be. A pair belongs to
    /// the area in which the middle between its nearest wells lies.
    pub conflicts: Range,
    /// Wells and loops at each level: certain ones, and with those that may be.
    pub wells_at: Vec<Range>,
}

impl Tally {
    /// What stands in an area, its edge included.
    #[must_use]
    pub fn of(area: &Area, inventory: &Inventory, conflicts: &[Conflict], levels: &[Level]) -> Self {
        use geo::Area as _;
        let mut tally = Self {
            area_km2: MultiPolygon::unsigned_area(area.polygons()) / 1e6,
            open: 0,
            closed: 0,
            unknown: 0,
            wells: 0,
            wells_without_depth: 0,
            open_without_volume: 0,
            annual_volume_m3: 0.0,
            conflicts: Range::exactly(0.0),
            wells_at: vec![Range::exactly(0.0); levels.len()],
        };
        for system in &inventory.systems {
            tally.system(area, system, levels);
        }
        for conflict in conflicts {
            let [from, to] = conflict.places;
            if area.covers((from + to) / 2.0) {
                let certain = if conflict.harm == Harm::Harm { 1.0 } else { 0.0 };
                tally.conflicts = tally.conflicts + Range::new(certain, 1.0);
            }
        }
        tally
    }

    fn system(&mut self, area: &Area, system: &System, levels: &[Level]) {
        let mut inside = 0;
        for part in system.parts.iter().filter(|part| area.covers(part.place)) {
            inside += 1;
            self.wells_without_depth += usize::from(part.reach.exactly().is_none());
            for (sum, level) in self.wells_at.iter_mut().zip(levels) {
                let count = |is: bool| if is { 1.0 } else { 0.0 };
                *sum = *sum + Range::new(count(part.reach.is_at(*level)), count(part.reach.may_be_at(*level)));
            }
        }
        if inside == 0 {
            return;
        }
        self.wells += inside;
        match system.kind {
            Some(rules::System::Open) => self.open += 1,
            Some(rules::System::Closed) => self.closed += 1,
            None => self.unknown += 1,
        }
        let count = super::grid::count_f64;
        match system.annual_volume_m3 {
            Some(volume_m3) => self.annual_volume_m3 += volume_m3 * count(inside) / count(system.parts.len()),
            None => self.open_without_volume += usize::from(system.kind == Some(rules::System::Open)),
        }
    }
}
