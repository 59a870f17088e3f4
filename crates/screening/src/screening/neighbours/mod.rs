//! The existing systems around a place: what is known of them, and whether they and the one that is applied
//! for harm each other.
//!
//! Open beside open: wells that are too near by a rule of thumb ([`SpacingRules`](crate::crowding::SpacingRules)),
//! and what they do to each other's head, which is told as influence and is no harm by itself. Closed beside
//! closed: how much all loops of the neighbourhood cool each other ([`ClosedRules`](crate::crowding::ClosedRules)).
//! Open beside closed: none far away or at other depths, else not known. All of it is custom or guideline, not
//! law; what is not known leaves harm unknown.

mod existing;
mod loops;
mod mixed;
mod ours;
mod wells;

use schemars::JsonSchema;
use serde::Serialize;

use self::existing::Existing;
pub use self::loops::Cooling;
use self::loops::Loops;
pub(super) use self::loops::Memory;
use self::ours::Ours;
pub use self::wells::Head;
use super::survey::Survey;
use crate::crowding::{Harm, Range, Spacing, Subsurface};
use crate::pack::{self, Pack, Role};
use crate::rules::{Facts, Quantities, System};
use crate::spatial::Index;

/// The most neighbours that a verdict lists.
const MOST: usize = 20;

/// An existing system nearer than 400 m.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Neighbour {
    /// Id of the layer.
    pub layer: String,
    /// Id of the installation in the source.
    pub id: String,
    /// From the place to its nearest well or loop, metres.
    pub distance_m: f64,
    /// How many of its wells or loops are nearer than 400 m.
    pub wells: usize,
    /// `open`, `closed` or `other`; absent when not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<&'static str>,
    /// Groundwater that it may move in a year, m3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annual_volume_m3: Option<f64>,
    /// The deepest of its screens or loops that is known, metres below ground level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depth_m: Option<f64>,
    /// Over how many metres of depth the two lie beside each other: screens, or loops from ground level down;
    /// 0 when they do not. Absent when a depth is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlap_m: Option<f64>,
    /// The pair of wells that are too near, or nearest to it; absent unless both systems are open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spacing: Option<Spacing>,
    /// What their wells do to each other's head; absent unless both systems are open. Influence by itself is
    /// no harm.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<Head>,
    /// How much their loops cool each other; absent unless both systems are closed and nearer than 120 m.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cooling: Option<Cooling>,
    /// Whether one harms the other, in the worse of both directions, by a rule of thumb or a guideline.
    pub harm: Harm,
    /// What is not known of it and would be needed: `system`, `well_type`, `screens`, `annual_volume_m3`,
    /// `flow_m3_h`, `depth_m`, `energy`, `position`; `application` when it is the application that lacks
    /// something.
    pub unknown: Vec<&'static str>,
}

/// Whether existing systems and the one that is applied for harm each other.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Interference {
    /// `harm` when any does, or is done any; `unknown` when that of any is not known, or the map of existing
    /// systems is missing or not complete here; else `none`. By rule of thumb and guideline, not by law.
    pub harm: Harm,
    /// How far systems were looked for, m.
    pub within_m: f64,
    /// How many there are; null when there is no map of them.
    pub systems: Option<usize>,
    /// How much all of them together cool our worst loop, K; absent unless ours is closed and this is
    /// computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cooling_k: Option<Range>,
    /// What was taken of the subsurface; absent when there are no neighbours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subsurface: Option<Subsurface>,
}

/// The systems around a place, before they are written out.
#[derive(Debug)]
pub(super) struct Neighbourhood {
    /// Nearest first.
    found: Vec<Found>,
    /// How much all of them together cool our worst loop, K.
    cooling_k: Option<Range>,
    /// Of all of them together.
    pub(super) harm: Harm,
}

/// One of them.
#[derive(Debug)]
struct Found {
    system: usize,
    distance_m: f64,
    wells: usize,
    spacing: Option<Spacing>,
    cooling: Option<Cooling>,
    harm: Harm,
}

impl Neighbourhood {
    /// The systems around the place of a survey, beside a system with these numbers.
    pub(super) fn new(survey: &Survey, quantities: &Quantities) -> Self {
        let pack = survey.pack;
        let mapped = pack.kinds.of_role(Role::Installation).meets(survey.known_kinds_within(Index::NEAR_M));
        let systems = systems_near(survey);
        if systems.is_empty() {
            let harm = if mapped { Harm::None } else { Harm::Unknown };
            return Self { found: Vec::new(), cooling_k: None, harm };
        }
        let subsurface = survey.subsurface();
        let ours = Ours::new(survey.place, survey.system(), quantities, subsurface);
        let existing: Vec<Existing> = systems.iter().map(|(system, _)| Existing::new(pack, *system)).collect();
        let loops = (ours.system == System::Closed)
            .then(|| Loops::new(pack, survey.memory, subsurface.ground(), &ours, &existing));
        let found = existing.iter().zip(&systems);
        let mut found: Vec<Found> =
            found.map(|(theirs, (_, wells))| one(&ours, theirs, *wells, loops.as_ref(), subsurface)).collect();
        found.sort_by(|a, b| a.distance_m.total_cmp(&b.distance_m));
        let worst = found.iter().map(|found| found.harm).max().unwrap_or(Harm::None);
        let harm = if mapped { worst } else { worst.max(Harm::Unknown) };
        Self { found, cooling_k: loops.and_then(|loops| loops.ours_k), harm }
    }
}

/// Whether the systems around a place and ours harm each other: the answer of [`Neighbourhood`], where it can be
/// had sooner.
pub(super) fn harm(survey: &Survey) -> Harm {
    if survey.system() == System::Closed {
        let systems = systems_near(survey);
        let subsurface = survey.subsurface();
        let ours = Ours::new(survey.place, System::Closed, &survey.quantities, subsurface);
        let existing: Vec<Existing> = systems.iter().map(|(system, _)| Existing::new(survey.pack, *system)).collect();
        if loops::certainly_harmed(survey.memory, subsurface.ground(), &ours, &existing) {
            return Harm::Harm;
        }
    }
    survey.neighbourhood().harm
}

/// The systems nearer than 400 m, in the order of the pack, and how many of their wells or loops are.
fn systems_near(survey: &Survey) -> Vec<(usize, usize)> {
    let sites = survey.sites_near(Role::Installation).into_iter();
    let mut systems: Vec<(usize, usize)> = sites.map(|site| (survey.pack.systems.of(site), 1)).collect();
    systems.sort_unstable();
    systems.dedup_by(|next, first| {
        let same = next.0 == first.0;
        first.1 += if same { next.1 } else { 0 };
        same
    });
    systems
}

/// What one of them and ours do to each other.
fn one(ours: &Ours, theirs: &Existing, wells: usize, loops: Option<&Loops>, subsurface: &Subsurface) -> Found {
    let kind = theirs.kind();
    let (mut spacing, mut cooling) = (None, None);
    let harm = match (ours.system, kind) {
        (System::Open, Some(pack::System::Open)) => {
            spacing = wells::spacing(ours, theirs, subsurface);
            spacing.map_or(Harm::Unknown, |spacing| spacing.harm)
        }
        (System::Closed, Some(pack::System::Closed)) => {
            cooling = loops.and_then(|loops| loops.cooling(ours, theirs));
            // Further away than systems are looked for they count for nothing.
            cooling.map_or(Harm::None, |cooling| cooling.to_us.max(cooling.to_them))
        }
        (System::Open, Some(pack::System::Closed)) | (System::Closed, Some(pack::System::Open)) => {
            mixed::harm(ours, theirs, subsurface)
        }
        (_, None | Some(pack::System::Other)) => Harm::Unknown,
    };
    let map_m = theirs.sites.iter().map(|site| site.shape.distance_m(ours.place)).fold(f64::INFINITY, f64::min);
    Found { system: theirs.system, distance_m: map_m, wells, spacing, cooling, harm }
}

/// Over how many metres of depth both exchange heat.
fn overlap_m(ours: &Ours, theirs: &Existing) -> Option<f64> {
    let loops = |depth_m: f64| crate::crowding::Depths { top_m: 0.0, bottom_m: depth_m };
    let mine = match ours.system {
        System::Open => ours.well.screen?,
        System::Closed => loops(ours.depth_m?),
    };
    match theirs.kind()? {
        pack::System::Open => {
            let wells = theirs.wells(Range::exactly(crate::crowding::AQUIFER_MJ_M3_K));
            let overlaps: Option<Vec<f64>> = wells.iter().map(|well| Some(mine.overlap_m(well.screen?))).collect();
            overlaps?.into_iter().reduce(f64::max)
        }
        pack::System::Closed => Some(mine.overlap_m(loops(theirs.depths_m()?.high))),
        pack::System::Other => None,
    }
}

/// What is not known of one of them and would be needed.
fn unknown(ours: &Ours, theirs: &Existing) -> Vec<&'static str> {
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
        lack(wells.iter().any(|well| well.kind == crate::crowding::WellKind::Unknown), "well_type");
        let screens = theirs.wells(Range::exactly(crate::crowding::AQUIFER_MJ_M3_K));
        lack(screens.iter().any(|well| well.screen.is_none()), "screens");
        lack(theirs.known(|well| well.annual_volume_m3).is_none(), "annual_volume_m3");
        lack(ours.system == System::Open && theirs.known(|well| well.flow_m3_h).is_none(), "flow_m3_h");
    }
    lack(!theirs.has_places(), "position");
    lack(lacks_own(ours, kind), "application");
    unknown
}

/// Whether the application lacks what a neighbour of a kind asks of it.
fn lacks_own(ours: &Ours, theirs: Option<pack::System>) -> bool {
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
pub(super) fn neighbours(survey: &Survey) -> (Vec<Neighbour>, Interference) {
    let around = survey.neighbourhood();
    let subsurface = survey.subsurface();
    let ours = Ours::new(survey.place, survey.system(), &survey.quantities, subsurface);
    let listed = around.found.iter().take(MOST).map(|found| neighbour(survey.pack, found, &ours, subsurface)).collect();
    let interference = Interference {
        harm: around.harm,
        within_m: Index::NEAR_M,
        systems: survey.delivers(Role::Installation).then_some(around.found.len()),
        cooling_k: around.cooling_k.map(rounded),
        subsurface: (!around.found.is_empty()).then_some(*subsurface),
    };
    (listed, interference)
}

fn neighbour(pack: &Pack, found: &Found, ours: &Ours, subsurface: &Subsurface) -> Neighbour {
    let theirs = Existing::new(pack, found.system);
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
        head: both_open.then(|| wells::head(ours, &theirs, found.spacing.as_ref(), subsurface)),
        cooling: found.cooling,
        harm: found.harm,
        unknown: unknown(ours, &theirs),
    }
}

/// Rounded to a thousandth, for reading.
fn rounded(range: Range) -> Range {
    let millis = |value: f64| (value * 1000.0).round() / 1000.0;
    Range::new(millis(range.low), millis(range.high))
}
