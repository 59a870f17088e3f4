//! Systems that are too near to each other, or may be.

use std::cmp::Ordering;

use geo::Coord;
use rayon::prelude::*;

use super::assumptions::Assumptions;
use super::bubble::thermal_m;
use super::inventory::{Inventory, Part, Reach, System};
use bodemtoets_ground::crowding::{
    Borehole, ClosedEffect, ClosedRules, ClosedSystem, Depths, Harm, Line, LoadStep, Neighbours, Problem, Range,
    Relation, Spacing, StorageWell, load_of_a_year,
};
use bodemtoets_law::rules;

/// What stands beside what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Between {
    /// Wells of two open systems.
    Wells,
    /// Loops of two closed systems.
    Loops,
    /// A well beside a loop.
    WellAndLoop,
    /// Of at least one it is not known what it is.
    Unknown,
}

/// Two systems that are too near to each other, or may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The two systems, by their place in the inventory.
    pub systems: [usize; 2],
    /// What stands beside what.
    pub between: Between,
    /// The wells or loops that tell most of it, one of each system.
    pub places: [Coord; 2],
    /// Between those, m.
    pub distance_m: f64,
    /// At which depth they meet.
    pub reach: Reach,
    /// Between wells: how many thermal radii apart, and how many it should be.
    pub spacing: Option<Spacing>,
    /// Between loops: how much each is cooled by the other, K.
    pub cooling_k: Option<[Range; 2]>,
    /// Between loops: how much the loop of each that fares worst is cooled by all others together, K.
    pub all_cooling_k: Option<[Range; 2]>,
    /// [`Harm::Harm`], or [`Harm::Unknown`].
    pub harm: Harm,
    /// How bad it is, 0 to 1.
    pub severity: Range,
}

impl Between {
    /// The slug, as in files.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Wells => "open-open",
            Self::Loops => "closed-closed",
            Self::WellAndLoop => "open-closed",
            Self::Unknown => "unknown",
        }
    }
}

/// Pairs of systems that are too near to each other or may be, the worst first: certain ones before those
/// that are not, then by severity, then by the order of the inventory.
///
/// # Errors
/// When an assumption, or a number of a closed system, cannot be.
pub fn conflicts(inventory: &Inventory, assume: &Assumptions) -> Result<Vec<Conflict>, Problem> {
    assume.check()?;
    let systems = &inventory.systems;
    let points: Vec<Vec<[f64; 2]>> =
        systems.iter().map(|system| system.parts.iter().map(|part| [part.place.x, part.place.y]).collect()).collect();
    let index = Neighbours::new(points.iter().map(|points| points.iter().copied()));
    let wells: Vec<Vec<StorageWell>> = systems.iter().map(|system| storage_wells(system, assume)).collect();
    let loops = Loops::new(systems, assume)?;
    let mut found: Vec<Conflict> = (0..systems.len())
        .into_par_iter()
        .flat_map_iter(|one| {
            let near = index.of(&points[one], assume.search_radius_m, Some(one));
            let pairs = near.into_iter().filter(move |near| near.system > one);
            let (wells, loops) = (&wells, &loops);
            pairs.filter_map(move |near| {
                let pair = [one, near.system];
                match pair.map(|system| systems[system].kind) {
                    [Some(rules::System::Open), Some(rules::System::Open)] => {
                        between_wells(systems, wells, pair, assume)
                    }
                    [Some(rules::System::Closed), Some(rules::System::Closed)] => loops.between(systems, pair),
                    [None, _] | [_, None] => Some(unsettled(systems, pair, Between::Unknown)),
                    _ => well_and_loop(systems, pair, assume),
                }
            })
        })
        .collect();
    found.sort_by(|one, other| one.worst_first(other).then(one.systems.cmp(&other.systems)));
    Ok(found)
}

impl Conflict {
    /// Certain ones before those that are not, then by severity, then the nearest.
    fn worst_first(&self, other: &Self) -> Ordering {
        let by_severity = |end: fn(&Self) -> f64| end(other).total_cmp(&end(self));
        (other.harm.cmp(&self.harm))
            .then(by_severity(|it| it.severity.low))
            .then(by_severity(|it| it.severity.high))
            .then(self.distance_m.total_cmp(&other.distance_m))
    }
}

/// Wells as the rules of spacing see them: without a radius where screen or volume are not known.
fn storage_wells(system: &System, assume: &Assumptions) -> Vec<StorageWell> {
    let well = |part: &Part| StorageWell {
        x_m: part.place.x,
        y_m: part.place.y,
        kind: part.stores,
        screen: part.reach.exactly(),
        thermal_radius_m: thermal_m(system, part, assume).filter(|radius| radius.low > 0.0),
    };
    system.parts.iter().map(well).collect()
}

/// The worst pair of wells of two open systems: of those that can meet, the one that is most certain to be too
/// near, then the one that is worst. A pair that cannot meet hides no other.
fn between_wells(
    systems: &[System],
    wells: &[Vec<StorageWell>],
    pair: [usize; 2],
    assume: &Assumptions,
) -> Option<Conflict> {
    let [one, other] = pair;
    let mut worst: Option<Conflict> = None;
    for (part, well) in systems[one].parts.iter().zip(&wells[one]) {
        for (beside, theirs) in systems[other].parts.iter().zip(&wells[other]) {
            let Some(reach) = shared(part.reach, beside.reach) else { continue };
            let spacing = assume.spacing.spacing(well, theirs);
            // A well that is only near its place may be further away, or nearer.
            let is_exact = part.is_exact && beside.is_exact;
            if is_exact && spacing.harm == Harm::None {
                continue;
            }
            let (harm, severity) =
                if is_exact { certain(&spacing, assume) } else { (Harm::Unknown, Range::new(0.0, 1.0)) };
            let conflict = Conflict {
                between: Between::Wells,
                places: [part.place, beside.place],
                distance_m: spacing.distance_m,
                reach,
                spacing: Some(spacing),
                harm,
                severity,
                ..bare(pair)
            };
            if worst.as_ref().is_none_or(|worst| conflict.worst_first(worst).is_lt()) {
                worst = Some(conflict);
            }
        }
    }
    worst
}

/// Wells of which it is not known what they store are held against the worst that they can be; too near for
/// certain are only those that would be so as wells of one type too.
fn certain(spacing: &Spacing, assume: &Assumptions) -> (Harm, Range) {
    if spacing.relation != Relation::Unknown || spacing.harm != Harm::Harm {
        return (spacing.harm, spacing.severity);
    }
    let least = assume.spacing.same.min(assume.spacing.opposite);
    match spacing.radii.filter(|radii| radii.high < least) {
        Some(radii) => {
            let low = spacing.overlap.low * (1.0 - radii.high / least);
            (Harm::Harm, Range { low: low.min(spacing.severity.high), ..spacing.severity })
        }
        None => (Harm::Unknown, Range { low: 0.0, ..spacing.severity }),
    }
}

/// A well beside a loop: too near is not told by any rule of thumb, so that harm is unknown, unless they are
/// at other depths or further apart than a multiple of the thermal radius.
fn well_and_loop(systems: &[System], pair: [usize; 2], assume: &Assumptions) -> Option<Conflict> {
    let [one, other] = pair;
    let mut nearest: Option<Conflict> = None;
    for part in &systems[one].parts {
        for beside in &systems[other].parts {
            let distance_m = (part.place.x - beside.place.x).hypot(part.place.y - beside.place.y);
            let well = if systems[one].kind == Some(rules::System::Open) { (one, part) } else { (other, beside) };
            let radius = thermal_m(&systems[well.0], well.1, assume).filter(|radius| radius.low > 0.0);
            let is_exact = part.is_exact && beside.is_exact;
            let is_far = is_exact && radius.is_some_and(|radius| distance_m >= assume.loop_radii * radius.high);
            let Some(reach) = shared(part.reach, beside.reach).filter(|_| !is_far) else { continue };
            if nearest.as_ref().is_none_or(|nearest| distance_m < nearest.distance_m) {
                nearest = Some(Conflict {
                    between: Between::WellAndLoop,
                    places: [part.place, beside.place],
                    distance_m,
                    reach,
                    severity: Range::new(0.0, 1.0),
                    ..bare(pair)
                });
            }
        }
    }
    nearest
}

/// Two systems of which too little is known.
fn unsettled(systems: &[System], pair: [usize; 2], between: Between) -> Conflict {
    let (places, distance_m) = nearest(&systems[pair[0]], &systems[pair[1]]);
    Conflict { between, places, distance_m, severity: Range::new(0.0, 1.0), ..bare(pair) }
}

fn bare(systems: [usize; 2]) -> Conflict {
    Conflict {
        systems,
        between: Between::Unknown,
        places: [Coord::zero(); 2],
        distance_m: 0.0,
        reach: Reach::UNKNOWN,
        spacing: None,
        cooling_k: None,
        all_cooling_k: None,
        harm: Harm::Unknown,
        severity: Range::exactly(0.0),
    }
}

/// The wells or loops of two systems that are nearest to each other.
fn nearest(one: &System, other: &System) -> ([Coord; 2], f64) {
    let pairs = one.parts.iter().flat_map(|part| other.parts.iter().map(move |beside| [part.place, beside.place]));
    let with_distance = pairs.map(|places| (places, (places[0].x - places[1].x).hypot(places[0].y - places[1].y)));
    with_distance.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or(([Coord::zero(); 2], f64::INFINITY))
}

/// Where two meet in depth; none when they cannot.
fn shared(one: Reach, other: Reach) -> Option<Reach> {
    let (Reach::Exactly(a) | Reach::Within(a)) = one;
    let (Reach::Exactly(b) | Reach::Within(b)) = other;
    let both = Depths { top_m: a.top_m.max(b.top_m), bottom_m: a.bottom_m.min(b.bottom_m) };
    let exact = one.exactly().is_some() && other.exactly().is_some();
    let reach = if exact { Reach::Exactly(both) } else { Reach::Within(both) };
    (a.overlap_m(b) > 0.0).then_some(reach)
}

/// Closed systems, with what they do to each other.
struct Loops {
    /// By system: its place among those of which enough is known.
    at: Vec<Option<usize>>,
    effects: Vec<ClosedEffect>,
    limit_k: f64,
    search_radius_m: f64,
}

impl Loops {
    fn new(systems: &[System], assume: &Assumptions) -> Result<Self, Problem> {
        let rules = ClosedRules::default();
        let mut at = vec![None; systems.len()];
        let mut known = Vec::new();
        for (index, system) in systems.iter().enumerate() {
            if let Some(closed) = closed_system(system) {
                at[index] = Some(known.len());
                known.push(closed);
            }
        }
        let effects = rules.effects(&known, &assume.subsurface.ground())?;
        Ok(Self { at, effects, limit_k: rules.limit_k, search_radius_m: rules.search_radius_m })
    }

    fn between(&self, systems: &[System], pair: [usize; 2]) -> Option<Conflict> {
        let (places, distance_m) = nearest(&systems[pair[0]], &systems[pair[1]]);
        if distance_m > self.search_radius_m {
            return None;
        }
        let [Some(one), Some(other)] = pair.map(|system| self.at[system]) else {
            return Some(unsettled(systems, pair, Between::Loops));
        };
        let by = |at: usize, by: usize| {
            let cause = self.effects[at].causes.iter().find(|cause| cause.system == by);
            cause.map_or(Range::exactly(0.0), |cause| cause.cooling_k)
        };
        let cooling_k = [by(one, other), by(other, one)];
        let all = [&self.effects[one], &self.effects[other]];
        // A system harms another when the other is cooled too much by all, and it takes part in that.
        let harm = |effect: &ClosedEffect, cooling_k: Range| match effect.harm {
            Harm::Harm if cooling_k.low <= 0.0 && cooling_k.high > 0.0 => Harm::Unknown,
            harm if cooling_k.high > 0.0 => harm,
            _ => Harm::None,
        };
        let harm = harm(all[0], cooling_k[0]).max(harm(all[1], cooling_k[1]));
        let lacks = |cooling_k: f64| if cooling_k > self.limit_k { 1.0 - self.limit_k / cooling_k } else { 0.0 };
        let severity = all.map(|effect| effect.worst_loop_k.map(lacks));
        let severity = Range::new(severity[0].low.max(severity[1].low), severity[0].high.max(severity[1].high));
        (harm != Harm::None).then(|| Conflict {
            between: Between::Loops,
            places,
            distance_m,
            reach: shared(systems[pair[0]].parts[0].reach, systems[pair[1]].parts[0].reach).unwrap_or(Reach::UNKNOWN),
            cooling_k: Some(cooling_k),
            all_cooling_k: Some(all.map(|effect| effect.worst_loop_k)),
            harm,
            severity,
            ..bare(pair)
        })
    }
}

/// A closed system as the line source sees it; none when the place or depth of a loop is not known, or no loop
/// could give what it is said to.
fn closed_system(system: &System) -> Option<ClosedSystem> {
    if system.kind != Some(rules::System::Closed) {
        return None;
    }
    let borehole = |part: &Part| {
        let line = part.reach.exactly().and_then(|depths| Line::of_loop(depths.bottom_m))?;
        part.is_exact.then_some(Borehole { x_m: part.place.x, y_m: part.place.y, line })
    };
    let boreholes: Vec<Borehole> = system.parts.iter().map(borehole).collect::<Option<_>>()?;
    let length_m: f64 = boreholes.iter().map(|borehole| borehole.line.length_m).sum();
    let extraction_w_m = load_of_a_year(system.heat_given_mwh, system.heat_taken_mwh, length_m);
    let closed = ClosedSystem { boreholes, load: vec![LoadStep { from_years: 0.0, extraction_w_m }] };
    closed.check().is_ok().then_some(closed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bodemtoets_ground::crowding::WellKind;

    fn well(x: f64, y: f64, reach: Reach) -> Part {
        let place = Coord { x: 200_000.0 + x, y: 450_000.0 + y };
        Part { place, stores: WellKind::Unknown, is_exact: true, is_doubtful: false, reach }
    }

    fn system(id: &str, parts: Vec<Part>) -> System {
        System {
            id: id.to_owned(),
            kind: Some(rules::System::Open),
            parts,
            annual_volume_m3: Some(100_000.0),
            heat_taken_mwh: None,
            heat_given_mwh: None,
            is_proposal: false,
        }
    }

    fn found(systems: Vec<System>) -> Vec<Conflict> {
        conflicts(&Inventory { systems, other_uses: 0 }, &Assumptions::default()).unwrap()
    }

    #[test]
    fn a_well_that_meets_nobody_hides_no_conflict_of_another() {
        let drilled = |depth_m| Reach::known(None, None, Some(depth_m), false);
        let (shallow, deep) = (well(0.0, 0.0, drilled(30.0)), well(60.0, 0.0, drilled(90.0)));
        let screen = Reach::known(Some(50.0), Some(80.0), None, false);
        let theirs = system("B", vec![well(5.0, 0.0, screen), well(5.0, 400.0, Reach::UNKNOWN)]);
        let with_both = found(vec![system("A", vec![shallow, deep]), theirs.clone()]);
        let with_the_deep = found(vec![system("A", vec![deep]), theirs]);
        assert_eq!(with_both.len(), 1, "{with_both:?}");
        assert!((with_both[0].distance_m - 55.0).abs() < 1e-9);
        assert_eq!(with_both[0].places, with_the_deep[0].places);
    }

    #[test]
    fn a_well_that_is_only_near_hides_no_certain_conflict() {
        let screen = Reach::known(Some(50.0), Some(80.0), None, false);
        let vague = Part { is_exact: false, ..well(0.0, 0.0, screen) };
        let near = well(300.0, 0.0, screen);
        let theirs = system("B", vec![well(5.0, 0.0, screen), well(310.0, 0.0, screen)]);
        let conflicts = found(vec![system("A", vec![vague, near]), theirs]);
        assert_eq!((conflicts.len(), conflicts[0].harm), (1, Harm::Harm), "{conflicts:?}");
        assert!((conflicts[0].distance_m - 10.0).abs() < 1e-9);
    }
}
