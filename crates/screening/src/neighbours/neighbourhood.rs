//! The neighbourhood: the existing systems around a place, and what they and the one that is applied for do to
//! each other.

use super::applied_system::AppliedSystem;
use super::closed_beside_closed::{Cooling, Loops, Memory, certainly_harmed};
use super::existing_system::ExistingSystem;
use super::neighbour::{Interference, Neighbour};
use super::rounding::rounded;
use super::{open_beside_closed, open_beside_open};
use crate::surroundings::Surroundings;
use bodemtoets_ground::crowding::{Harm, Range, Spacing, Subsurface};
use bodemtoets_law::rules::{Quantities, System};
use bodemtoets_maps::pack::{self, Pack, Role};
use bodemtoets_space::Index;

/// The most neighbours that a verdict lists.
const MOST: usize = 20;

/// The systems around a place, before they are written out.
#[derive(Debug)]
pub(crate) struct Neighbourhood {
    /// Nearest first.
    found: Vec<FoundNeighbour>,
    /// How much all of them together cool our worst loop, K.
    cooling_k: Option<Range>,
    /// Of all of them together.
    pub(crate) harm: Harm,
}

/// One of them.
#[derive(Debug)]
struct FoundNeighbour {
    system: usize,
    distance_m: f64,
    wells: usize,
    spacing: Option<Spacing>,
    cooling: Option<Cooling>,
    harm: Harm,
}

impl Neighbourhood {
    /// The systems around a place, beside a system with these numbers.
    pub(crate) fn new(around: &Surroundings, memory: &Memory, system: System, quantities: &Quantities) -> Self {
        let pack = around.pack;
        let mapped = pack.kinds.of_role(Role::Installation).meets(around.known_kinds_within(Index::NEAR_M));
        let systems = systems_near(around);
        if systems.is_empty() {
            let harm = if mapped { Harm::None } else { Harm::Unknown };
            return Self { found: Vec::new(), cooling_k: None, harm };
        }
        let subsurface = around.subsurface();
        let ours = AppliedSystem::new(around.place, system, quantities, subsurface);
        let existing: Vec<ExistingSystem> =
            systems.iter().map(|(system, _)| ExistingSystem::new(pack, *system)).collect();
        let loops =
            (ours.system == System::Closed).then(|| Loops::new(pack, memory, subsurface.ground(), &ours, &existing));
        let found = existing.iter().zip(&systems);
        let mut found: Vec<FoundNeighbour> =
            found.map(|(theirs, (_, wells))| one(&ours, theirs, *wells, loops.as_ref(), subsurface)).collect();
        found.sort_by(|a, b| a.distance_m.total_cmp(&b.distance_m));
        let worst = found.iter().map(|found| found.harm).max().unwrap_or(Harm::None);
        let harm = if mapped { worst } else { worst.max(Harm::Unknown) };
        Self { found, cooling_k: loops.and_then(|loops| loops.ours_k), harm }
    }
}

/// Whether it is certain without looking at all of them that the systems around a place and ours harm each
/// other.
pub(crate) fn certainly_harm(around: &Surroundings, memory: &Memory, system: System, quantities: &Quantities) -> bool {
    if system == System::Open {
        return false;
    }
    let systems = systems_near(around);
    let subsurface = around.subsurface();
    let ours = AppliedSystem::new(around.place, system, quantities, subsurface);
    let existing: Vec<ExistingSystem> =
        systems.iter().map(|(system, _)| ExistingSystem::new(around.pack, *system)).collect();
    certainly_harmed(memory, subsurface.ground(), &ours, &existing)
}

/// The systems nearer than 400 m, in the order of the pack, and how many of their wells or loops are.
fn systems_near(around: &Surroundings) -> Vec<(usize, usize)> {
    let sites = around.sites_near(Role::Installation).into_iter();
    let mut systems: Vec<(usize, usize)> = sites.map(|site| (around.pack.systems.of(site), 1)).collect();
    systems.sort_unstable();
    systems.dedup_by(|next, first| {
        let same = next.0 == first.0;
        first.1 += if same { next.1 } else { 0 };
        same
    });
    systems
}

/// What one of them and ours do to each other.
fn one(
    ours: &AppliedSystem,
    theirs: &ExistingSystem,
    wells: usize,
    loops: Option<&Loops>,
    subsurface: &Subsurface,
) -> FoundNeighbour {
    let kind = theirs.kind();
    let (mut spacing, mut cooling) = (None, None);
    let harm = match (ours.system, kind) {
        (System::Open, Some(pack::System::Open)) => {
            spacing = open_beside_open::spacing(ours, theirs, subsurface);
            spacing.map_or(Harm::Unknown, |spacing| spacing.harm)
        }
        (System::Closed, Some(pack::System::Closed)) => {
            cooling = loops.and_then(|loops| loops.cooling(ours, theirs));
            // Further away than systems are looked for they count for nothing.
            cooling.map_or(Harm::None, |cooling| cooling.to_us.max(cooling.to_them))
        }
        (System::Open, Some(pack::System::Closed)) | (System::Closed, Some(pack::System::Open)) => {
            open_beside_closed::harm(ours, theirs, subsurface)
        }
        (_, None | Some(pack::System::Other)) => Harm::Unknown,
    };
    let map_m = theirs.sites.iter().map(|site| site.shape.distance_m(ours.place)).fold(f64::INFINITY, f64::min);
    FoundNeighbour { system: theirs.system, distance_m: map_m, wells, spacing, cooling, harm }
}

/// Over how many metres of depth both exchange heat.
fn overlap_m(ours: &AppliedSystem, theirs: &ExistingSystem) -> Option<f64> {
    let loops = |depth_m: f64| bodemtoets_ground::crowding::Depths { top_m: 0.0, bottom_m: depth_m };
    let mine = match ours.system {
        System::Open => ours.well.screen?,
        System::Closed => loops(ours.depth_m?),
    };
    match theirs.kind()? {
        pack::System::Open => {
            let wells = theirs.wells(Range::exactly(bodemtoets_ground::crowding::AQUIFER_MJ_M3_K));
            let overlaps: Option<Vec<f64>> = wells.iter().map(|well| Some(mine.overlap_m(well.screen?))).collect();
            overlaps?.into_iter().reduce(f64::max)
        }
        pack::System::Closed => Some(mine.overlap_m(loops(theirs.depths_m()?.high))),
        pack::System::Other => None,
    }
}

/// What is not known of one of them and would be needed.
fn unknown(ours: &AppliedSystem, theirs: &ExistingSystem) -> Vec<&'static str> {
    let kind = theirs.kind();
    let mut unknown = Vec::new();
    let mut lack = |is: bool, what: &'static str| {
        if is {
            unknown.push(what);
        }
    };
    lack(kind.is_none(), "system");
    if kind == Some(pack::System::Closed) {
        lack(theirs.depths_m().is_none(), "depth_m");
        let energy = theirs.known(|well| well.heat_mwh).zip(theirs.known(|well| well.cold_mwh));
        lack(ours.system == System::Closed && energy.is_none(), "energy");
    } else {
        let wells = theirs.head_wells();
        lack(wells.iter().any(|well| well.kind == bodemtoets_ground::crowding::WellKind::Unknown), "well_type");
        let screens = theirs.wells(Range::exactly(bodemtoets_ground::crowding::AQUIFER_MJ_M3_K));
        lack(screens.iter().any(|well| well.screen.is_none()), "screens");
        lack(theirs.known(|well| well.annual_volume_m3).is_none(), "annual_volume_m3");
        lack(ours.system == System::Open && theirs.known(|well| well.flow_m3_h).is_none(), "flow_m3_h");
    }
    lack(!theirs.has_places(), "position");
    lack(lacks_own(ours, kind), "application");
    unknown
}

/// Whether the application lacks what a neighbour of a kind asks of it.
fn lacks_own(ours: &AppliedSystem, theirs: Option<pack::System>) -> bool {
    let well = || ours.well.screen.is_none() || ours.well.thermal_radius_m.is_none();
    match (ours.system, theirs) {
        (System::Open, Some(pack::System::Open)) => well() || ours.flow_m3_h.is_none() || ours.places.is_none(),
        (System::Open, Some(pack::System::Closed)) => well(),
        (System::Closed, Some(pack::System::Closed)) => ours.loops.is_none() || !ours.states_energy,
        (System::Closed, Some(pack::System::Open)) => ours.depth_m.is_none(),
        _ => false,
    }
}

/// The systems around a place, nearest first, at most [`MOST`]; and what they come to together.
pub(crate) fn written_out(
    neighbourhood: &Neighbourhood,
    around: &Surroundings,
    system: System,
    quantities: &Quantities,
) -> (Vec<Neighbour>, Interference) {
    let subsurface = around.subsurface();
    let ours = AppliedSystem::new(around.place, system, quantities, subsurface);
    let nearest = neighbourhood.found.iter().take(MOST);
    let listed = nearest.map(|found| neighbour(around.pack, found, &ours, subsurface)).collect();
    let interference = Interference {
        harm: neighbourhood.harm,
        within_m: Index::NEAR_M,
        systems: around.delivers(Role::Installation).then_some(neighbourhood.found.len()),
        cooling_k: neighbourhood.cooling_k.map(rounded),
        subsurface: (!neighbourhood.found.is_empty()).then_some(*subsurface),
    };
    (listed, interference)
}

fn neighbour(pack: &Pack, found: &FoundNeighbour, ours: &AppliedSystem, subsurface: &Subsurface) -> Neighbour {
    let theirs = ExistingSystem::new(pack, found.system);
    let first = theirs.sites[0];
    let system = theirs.kind();
    let both_open = ours.system == System::Open && system == Some(pack::System::Open);
    Neighbour {
        layer: pack.layers[first.layer].id.clone(),
        id: first.id.clone(),
        distance_m: (found.distance_m * 1000.0).round() / 1000.0,
        wells: found.wells,
        system: system.map(pack::System::slug),
        annual_volume_m3: theirs.known(|well| well.annual_volume_m3),
        depth_m: theirs.known(|well| well.depth_m.or(well.screen_bottom_m)),
        overlap_m: overlap_m(ours, &theirs),
        spacing: found.spacing,
        head: both_open.then(|| open_beside_open::head(ours, &theirs, found.spacing.as_ref(), subsurface)),
        cooling: found.cooling,
        harm: found.harm,
        unknown: unknown(ours, &theirs),
    }
}
