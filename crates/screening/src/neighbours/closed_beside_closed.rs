//! Closed beside closed: how much all loops of the neighbourhood cool each other.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use geo::{Coord, Rect};
use schemars::JsonSchema;
use serde::Serialize;

use super::applied_system::AppliedSystem;
use super::existing_system::{ASTRAY_M, ExistingSystem};
use super::rounding::rounded;
use bodemtoets_ground::crowding::{ClosedRules, ClosedSystem, Cooled, Ground, Harm, Prepared, Range};
use bodemtoets_maps::pack::{Pack, System};

/// What two closed systems do to each other, and what all others do besides.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Cooling {
    /// How much we cool its loops, K, the mean over their length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_us_k: Option<Range>,
    /// How much it cools ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_them_k: Option<Range>,
    /// How much all existing systems around it cool its worst loop, K.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theirs_without_us_k: Option<Range>,
    /// The same with ours besides: what the limit is held against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theirs_with_us_k: Option<Range>,
    /// More cooling than this is harm, K.
    pub limit_k: f64,
    /// Whether we harm it.
    pub to_them: Harm,
    /// Whether it takes part in harming us: all that cool our loops together are held against the limit.
    pub to_us: Harm,
}

/// An existing closed system, and what the others around it do to it. No application changes that, so it is
/// computed once.
#[derive(Debug)]
struct KnownLoops {
    /// Its loops; none when not all is known of them.
    loops: Option<ClosedSystem>,
    /// What the others do, as far as their loops are known.
    by_others: Option<Cooled>,
    /// Whether there are others of which not enough is known.
    incomplete: bool,
}

/// A ground, to look up what was computed in it.
type GroundKey = [u64; 4];

/// What has been computed of existing systems, by system and ground.
#[derive(Debug, Default)]
pub(in super::super) struct Memory {
    known: Mutex<HashMap<(usize, GroundKey), Arc<KnownLoops>>>,
    prepared: Mutex<HashMap<GroundKey, Option<Arc<Prepared>>>>,
}

impl Memory {
    /// The rules in a ground; none when it cannot be.
    fn prepared(&self, rules: &ClosedRules, ground: &Ground, key: GroundKey) -> Option<Arc<Prepared>> {
        let mut prepared = self.prepared.lock().unwrap_or_else(PoisonError::into_inner);
        prepared.entry(key).or_insert_with(|| rules.prepare(ground).ok().map(Arc::new)).clone()
    }
}

/// Whether the nearest closed systems cool ours too much, whatever the others do: when none of them gives heat
/// to the ground on balance, the others only add to it.
pub(super) fn certainly_harmed(memory: &Memory, ground: Ground, ours: &AppliedSystem, near: &[ExistingSystem]) -> bool {
    let rules = ClosedRules::default();
    let (Some(our_loops), Some(prepared)) = (&ours.loops, memory.prepared(&rules, &ground, key_of(&ground))) else {
        return false;
    };
    let closed = near.iter().filter(|theirs| theirs.kind() == Some(System::Closed));
    let mut known: Vec<(f64, ClosedSystem)> = closed
        .map(|theirs| (theirs.distance_m(ours), theirs))
        .filter(|(distance_m, _)| *distance_m <= rules.search_radius_m)
        .filter_map(|(distance_m, theirs)| Some((distance_m, theirs.loops()?)))
        .collect();
    let takes = |system: &ClosedSystem| system.load.iter().all(|step| step.extraction_w_m.low >= 0.0);
    if !known.iter().all(|(_, system)| takes(system)) {
        return false;
    }
    known.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let mut sum: Option<Cooled> = None;
    known.iter().any(|(_, system)| {
        // What cannot be computed adds nothing.
        if let Ok(cooled) = prepared.cooled(our_loops, [system]) {
            match &mut sum {
                Some(sum) => sum.add(&cooled),
                None => sum = Some(cooled),
            }
        }
        sum.as_ref().is_some_and(|sum| Harm::above(sum.worst_loop_k(), rules.limit_k) == Harm::Harm)
    })
}

fn key_of(ground: &Ground) -> GroundKey {
    let Ground { conductivity_w_m_k: one, heat_capacity_mj_m3_k: other } = ground;
    [one.low, one.high, other.low, other.high].map(f64::to_bits)
}

/// All closed systems around ours.
pub(super) struct Loops<'a> {
    pack: &'a Pack,
    memory: &'a Memory,
    key: GroundKey,
    rules: ClosedRules,
    prepared: Option<Arc<Prepared>>,
    /// What each does to ours, by its place among the installations of the pack.
    causes: Vec<(usize, Cooled)>,
    /// How much all together cool our worst loop, K; none when that cannot be computed.
    pub(super) ours_k: Option<Range>,
    /// Whether that is harm.
    ours: Harm,
}

impl<'a> Loops<'a> {
    /// Our loops among existing systems.
    pub(super) fn new(
        pack: &'a Pack,
        memory: &'a Memory,
        ground: Ground,
        ours: &AppliedSystem,
        near: &[ExistingSystem],
    ) -> Self {
        let rules = ClosedRules::default();
        let key = key_of(&ground);
        let prepared = memory.prepared(&rules, &ground, key);
        let mut loops = Self { pack, memory, key, rules, prepared, causes: Vec::new(), ours_k: None, ours: Harm::None };
        let mut sum: Option<Cooled> = None;
        let mut incomplete = false;
        for theirs in near {
            if !loops.counts(ours, theirs) {
                continue;
            }
            let known = loops.known(theirs.system);
            let cooled = ours.loops.as_ref().zip(known.loops.as_ref());
            let Some(cooled) = cooled.and_then(|(ours, by)| loops.cooled(ours, [by])) else {
                incomplete = true;
                continue;
            };
            match &mut sum {
                Some(sum) => sum.add(&cooled),
                None => sum = Some(cooled.clone()),
            }
            loops.causes.push((theirs.system, cooled));
        }
        loops.ours_k = sum.as_ref().map(Cooled::worst_loop_k);
        loops.ours = match &sum {
            Some(sum) => harm(sum, rules.limit_k, incomplete),
            None if incomplete => Harm::Unknown,
            None => Harm::None,
        };
        loops
    }

    /// What others do to a system; none when a number cannot be.
    fn cooled<'b>(&self, at: &ClosedSystem, by: impl IntoIterator<Item = &'b ClosedSystem>) -> Option<Cooled> {
        self.prepared.as_ref()?.cooled(at, by).ok()
    }

    /// Whether a system is, or may be, closed and near enough to count.
    fn counts(&self, ours: &AppliedSystem, theirs: &ExistingSystem) -> bool {
        is_closed_or_unknown(theirs) && theirs.distance_m(ours) <= self.rules.search_radius_m
    }

    /// What ours and a closed system do to each other; nothing when it is too far away to count.
    pub(super) fn cooling(&self, ours: &AppliedSystem, theirs: &ExistingSystem) -> Option<Cooling> {
        if !self.counts(ours, theirs) {
            return None;
        }
        let limit_k = self.rules.limit_k;
        let by_them = self.causes.iter().find(|(system, _)| *system == theirs.system).map(|(_, cooled)| cooled);
        let to_us = match by_them {
            None => Harm::Unknown,
            Some(cooled) if cooled.worst_loop_k().high <= 0.0 => Harm::None,
            Some(_) => self.ours,
        };
        let known = self.known(theirs.system);
        let mut cooling = Cooling {
            by_us_k: None,
            by_them_k: by_them.map(|cooled| rounded(cooled.cooling_k())),
            theirs_without_us_k: known.by_others.as_ref().map(|cooled| rounded(cooled.worst_loop_k())),
            theirs_with_us_k: None,
            limit_k,
            to_them: Harm::Unknown,
            to_us,
        };
        let pair = known.loops.as_ref().zip(ours.loops.as_ref());
        let by_us = pair.and_then(|(loops, ours)| self.cooled(loops, [ours]));
        let (Some(by_us), Some(by_others)) = (by_us, &known.by_others) else { return Some(cooling) };
        let mut all = by_others.clone();
        all.add(&by_us);
        cooling.by_us_k = Some(rounded(by_us.cooling_k()));
        cooling.theirs_with_us_k = Some(rounded(all.worst_loop_k()));
        let added_k = by_us.worst_loop_k();
        cooling.to_them = if added_k.high <= 0.0 {
            Harm::None
        } else if added_k.low <= 0.0 {
            // Perhaps we add nothing.
            harm(&all, limit_k, known.incomplete).min(Harm::Unknown)
        } else {
            harm(&all, limit_k, known.incomplete)
        };
        Some(cooling)
    }

    /// What is known of an existing system and of those around it.
    fn known(&self, system: usize) -> Arc<KnownLoops> {
        let key = (system, self.key);
        let lock = || self.memory.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&key) {
            return known.clone();
        }
        // Two threads may both compute it, and come to the same.
        let known = Arc::new(self.know(system));
        lock().insert(key, known.clone());
        known
    }

    fn know(&self, system: usize) -> KnownLoops {
        let Some(loops) = ExistingSystem::new(self.pack, system).loops() else {
            return KnownLoops { loops: None, by_others: None, incomplete: true };
        };
        let others = self.around(system, &loops);
        let known: Vec<Option<ClosedSystem>> = others.iter().map(ExistingSystem::loops).collect();
        let by_others = self.cooled(&loops, known.iter().flatten());
        let incomplete = by_others.is_none() || known.iter().any(Option::is_none);
        KnownLoops { loops: Some(loops), by_others, incomplete }
    }

    /// The systems around one that are, or may be, closed, in the order of the pack.
    fn around(&self, system: usize, loops: &ClosedSystem) -> Vec<ExistingSystem<'a>> {
        let reach_m = self.rules.search_radius_m;
        let places: Vec<Coord> = loops.boreholes.iter().map(|one| Coord { x: one.x_m, y: one.y_m }).collect();
        let mut systems: Vec<usize> = Vec::new();
        for place in &places {
            // A well that may be astray is looked for further away.
            let found = self.pack.installation_index.around(Rect::new(*place, *place), reach_m + ASTRAY_M);
            systems.extend(found.into_iter().map(|site| self.pack.systems.of(site)));
        }
        systems.sort_unstable();
        systems.dedup();
        let near = |other: &ExistingSystem| places.iter().any(|place| other.distance_to_m(*place) <= reach_m);
        let others =
            systems.into_iter().filter(|other| *other != system).map(|other| ExistingSystem::new(self.pack, other));
        others.filter(|other| is_closed_or_unknown(other) && near(other)).collect()
    }
}

fn is_closed_or_unknown(system: &ExistingSystem) -> bool {
    matches!(system.kind(), None | Some(System::Closed))
}

/// Whether a system is cooled too much. The guideline is about cooling: of warming by as much nothing is
/// said, so that is not known; nor is what others do of which not enough is known.
fn harm(cooled: &Cooled, limit_k: f64, incomplete: bool) -> Harm {
    let harm = Harm::above(cooled.worst_loop_k(), limit_k);
    let warmed = cooled.cooling_k().low < -limit_k;
    if incomplete || warmed { harm.max(Harm::Unknown) } else { harm }
}
