//! Where on the plot: a doublet or a field of loops that fits, verified by screening it.
//!
//! The parts with the mildest outcome are tried first, then those together with the next, as long as
//! `prohibited` is certainly not it. What is found is screened as an application of its own, at its points: the
//! placement says what that came to, and never that it is allowed because the part is.

use geo::{Area as _, BooleanOps, BoundingRect, Coord, MultiPolygon};
use schemars::JsonSchema;
use serde::Serialize;

use super::partition::Partition;
use super::words::Reason;
use crate::application::Application;
use crate::crowding::{Depths, Harm, Range, SpacingRules, WellKind, thermal_radius_range_m};
use crate::lang::Text;
use crate::layout::{Blocked, Doublet, DoubletRequest, Land, Loops, LoopsRequest, Obstacle, doublet, loops};
use crate::pack::{self, Site, WellData};
use crate::rules::{Outcome, Quantity, System};
use crate::screening::{Feasibility, Interference, Proposal, Screener, VerdictOutcome};
use crate::spatial::{RdNew, Shape};

/// Wells and loops of others further than this from the plot are in nobody's way, m.
const AROUND_M: f64 = 500.0;
/// Length of screens that nobody states, m: an assumption.
const SCREEN_M: f64 = 30.0;
/// Screens of others that are not known, m: an assumption, the shortest makes the widest bubble.
const UNKNOWN_SCREEN_M: Range = Range::new(10.0, 60.0);
/// How far the warmth of a well of others reaches when its volume is not known, m: an assumption, that of
/// 200 000 m3 a year around a screen of 20 m.
const UNKNOWN_THERMAL_M: Range = Range::new(0.0, 55.0);
/// How many thermal radii a loop has to be away from a well: an assumption, as for wells of opposite type.
const LOOP_RADII: f64 = 3.0;
/// Loops are laid this much further from those of others, one after another, until neither harms the other, m.
const FURTHER_M: [f64; 5] = [0.0, 10.0, 25.0, 50.0, 100.0];

/// What is to be placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum What {
    /// A warm and a cold well of an open system.
    Doublet,
    /// Loops of a closed system.
    Loops,
}

/// What is to be placed, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlaceRequest {
    /// What.
    pub what: What,
    /// The strip along the edge of the plot that stays free, m.
    pub setback_m: f64,
    /// The least distance between two loops, m.
    pub loop_spacing_m: f64,
    /// How many loops; none for as many as fit.
    pub loops: Option<usize>,
    /// Where chance begins.
    pub seed: u64,
}

/// A doublet or a field of loops on a plot, or why there is none.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Placement {
    /// The strip along the edge of the plot that stays free, m.
    pub setback_m: f64,
    /// Area where it may stand, square metres: of the parts that were used, less the strip.
    pub land_m2: f64,
    /// The parts that were used, by their number.
    pub parts: Vec<usize>,
    /// A warm and a cold well, for an open system that fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doublet: Option<Doublet>,
    /// Loops, for a closed system that fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loops: Option<Loops>,
    /// What screening it at those points came to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screened: Option<Screened>,
    /// Whether a building pays there, when one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feasibility: Option<Feasibility>,
    /// Why it stands there, or what blocks it.
    pub reason: Text,
}

/// What screening a placement came to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Screened {
    /// The outcome.
    pub outcome: VerdictOutcome,
    /// Mildest and strictest outcome that are still possible, when undetermined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[Outcome; 2]>,
    /// Ids of the rules that decide.
    pub decisive: Vec<String>,
    /// What it and the existing systems do to each other.
    pub interference: Interference,
}

/// What was found, before it is screened.
enum Found {
    Doublet(Doublet),
    Loops(Loops),
}

impl Found {
    fn points(&self) -> Vec<Coord> {
        let at = |place: &[f64; 2]| Coord { x: place[0], y: place[1] };
        match self {
            Self::Doublet(doublet) => vec![at(&doublet.warm), at(&doublet.cold)],
            Self::Loops(loops) => loops.places.iter().map(at).collect(),
        }
    }
}

impl Placement {
    /// Its wells or loops, RD New; nothing when none fits.
    #[must_use]
    pub fn points(&self) -> Vec<[f64; 2]> {
        match (&self.doublet, &self.loops) {
            (Some(doublet), _) => vec![doublet.warm, doublet.cold],
            (_, Some(loops)) => loops.places.clone(),
            _ => Vec::new(),
        }
    }
}

impl Partition<'_> {
    /// Places a doublet (open) or loops (closed) on the plot of an application.
    ///
    /// An open system whose volume is stated is placed with that; otherwise the largest volume is looked for that
    /// fits. With a `proposal` the building is held against it.
    #[must_use]
    pub fn place(&self, request: &PlaceRequest, proposal: Option<&Proposal>, rd: &RdNew) -> Placement {
        let (screener, application) = (self.assessment.screener(), self.assessment.application());
        let unasked = unasked(application, request);
        let mut blocked = unasked.unwrap_or(Reason::NothingAllowed);
        let mut last = Placement {
            setback_m: request.setback_m,
            land_m2: 0.0,
            parts: Vec::new(),
            doublet: None,
            loops: None,
            screened: None,
            feasibility: None,
            reason: blocked.both(),
        };
        let Shape::Area(plot) = &application.place else { return last };
        if unasked.is_some() {
            return last;
        }
        let obstacles = obstacles(screener, application, plot.polygons());
        for parts in self.tiers() {
            let allowed = parts.iter().map(|part| self.parts[*part].polygons.clone());
            let allowed = allowed.reduce(|one, other| one.union(&other)).unwrap_or(MultiPolygon(Vec::new()));
            let land = Land::new(plot.polygons(), &allowed, request.setback_m, obstacles.clone());
            last.parts = parts.iter().map(|part| part + 1).collect();
            last.land_m2 = (land.allowed.unsigned_area() * 100.0).round() / 100.0;
            match find(screener, application, &land, request, rd) {
                Ok(found) => return screened(last, found, screener, application, proposal, rd),
                Err(why) => blocked = why,
            }
        }
        Placement { reason: blocked.both(), ..last }
    }

    /// Parts that are certainly not prohibited, by their position: the mildest, then those and the next.
    fn tiers(&self) -> Vec<Vec<usize>> {
        let strictest = |part: usize| {
            let decision = self.parts[part].answer.decision;
            decision.range().map_or_else(|| VerdictOutcome::from(decision).settled(), |range| Some(range[1]))
        };
        let mut tiers: Vec<Vec<usize>> = Vec::new();
        for wanted in [Outcome::Free, Outcome::Notify, Outcome::Permit] {
            let these: Vec<usize> = (0..self.parts.len()).filter(|part| strictest(*part) == Some(wanted)).collect();
            if !these.is_empty() {
                let mut all = tiers.last().cloned().unwrap_or_default();
                all.extend(these);
                all.sort_unstable();
                tiers.push(all);
            }
        }
        tiers
    }
}

/// Looks for what is asked on a piece of land; why not, when nothing fits.
fn find(
    screener: &Screener,
    application: &Application,
    land: &Land,
    request: &PlaceRequest,
    rd: &RdNew,
) -> Result<Found, Reason> {
    let number = |quantity| application.quantities.get(quantity);
    if application.system == System::Open {
        let screen_m = number(Quantity::ScreenTopM).zip(number(Quantity::ScreenBottomM));
        let wanted = DoubletRequest {
            annual_volume_m3: number(Quantity::AnnualVolumeM3),
            screen_m: screen_m.map_or(SCREEN_M, |(top_m, bottom_m)| bottom_m - top_m),
            aquifer_mj_m3_k: screener.subsurface_of(application).aquifer_heat_capacity_mj_m3_k.range(),
            spacing: SpacingRules::default(),
            loop_radii: LOOP_RADII,
        };
        return doublet(land, &wanted).map(Found::Doublet).map_err(|why| Reason::Blocked(why, System::Open));
    }
    let mut why = Blocked::NoLand;
    for further_m in FURTHER_M {
        let wanted = LoopsRequest {
            spacing_m: request.loop_spacing_m,
            count: request.loops,
            to_loops_m: request.loop_spacing_m + further_m,
            well_radii: LOOP_RADII,
            seed: request.seed,
        };
        match loops(land, &wanted) {
            Ok(found) => {
                let found = Found::Loops(found);
                let verdict = screener.assess(&placed(application, &found)).verdict(Some(rd), None);
                if verdict.facts.interference.harm != Harm::Harm {
                    return Ok(found);
                }
                why = Blocked::Neighbours;
            }
            Err(blocked) => {
                // Further away there is even less room.
                let why = if why == Blocked::Neighbours { why } else { blocked };
                return Err(Reason::Blocked(why, System::Closed));
            }
        }
    }
    Err(Reason::Blocked(why, System::Closed))
}

/// The application at the points that were found, with the volume that fits where it states none.
fn placed(application: &Application, found: &Found) -> Application {
    let points = found.points();
    let mut placed = application.at(points.first().copied().unwrap_or_default());
    if let Found::Doublet(doublet) = found {
        placed.fill_in(Quantity::AnnualVolumeM3, doublet.annual_volume_m3);
    }
    placed.place = if points.len() == 1 { Shape::Point(points[0]) } else { Shape::Points(points) };
    placed
}

fn screened(
    placement: Placement,
    found: Found,
    screener: &Screener,
    application: &Application,
    proposal: Option<&Proposal>,
    rd: &RdNew,
) -> Placement {
    let mut there = placed(application, &found);
    let assessment = match proposal {
        Some(proposal) => screener.assess_proposed(proposal, &mut there),
        None => screener.assess(&there),
    };
    let verdict = assessment.verdict(Some(rd), None);
    let reason = match &found {
        Found::Doublet(doublet) => Reason::Doublet { places: doublet.tried, slack: doublet.slack },
        Found::Loops(loops) => Reason::Loops { patterns: loops.tried, most: loops.most, seed: loops.seed },
    };
    let reason = reason.both();
    let answer = Screened {
        outcome: verdict.outcome,
        range: verdict.range,
        decisive: verdict.decisive,
        interference: verdict.facts.interference,
    };
    let (doublet, loops) = match found {
        Found::Doublet(doublet) => (Some(doublet), None),
        Found::Loops(loops) => (None, Some(loops)),
    };
    Placement { doublet, loops, screened: Some(answer), feasibility: verdict.feasibility, reason, ..placement }
}

/// Why the question makes no sense for an application.
fn unasked(application: &Application, request: &PlaceRequest) -> Option<Reason> {
    match (request.what, application.system) {
        (What::Doublet, System::Closed) => Some(Reason::DoubletOfClosed),
        (What::Loops, System::Open) => Some(Reason::LoopsOfOpen),
        (What::Loops, System::Closed) if application.quantities.get(Quantity::DrillingDepthM).is_none() => {
            Some(Reason::NoDepth)
        }
        _ => None,
    }
}

/// Wells and loops of others around a plot, at depths that the system may reach.
fn obstacles(screener: &Screener, application: &Application, plot: &MultiPolygon) -> Vec<Obstacle> {
    let Some(bounds) = plot.bounding_rect() else { return Vec::new() };
    let number = |quantity| application.quantities.get(quantity);
    let screen = number(Quantity::ScreenTopM).zip(number(Quantity::ScreenBottomM));
    let ours = match application.system {
        System::Open => screen.map(|(top_m, bottom_m)| Depths { top_m, bottom_m }),
        System::Closed => number(Quantity::DrillingDepthM).map(|bottom_m| Depths { top_m: 0.0, bottom_m }),
    };
    let capacity = screener.subsurface_of(application).aquifer_heat_capacity_mj_m3_k.range();
    let pack = screener.pack();
    let near = |site: &&Site| {
        let place = site.shape.centre();
        (bounds.min().x - AROUND_M..=bounds.max().x + AROUND_M).contains(&place.x)
            && (bounds.min().y - AROUND_M..=bounds.max().y + AROUND_M).contains(&place.y)
    };
    let wells_of = |site: &Site| {
        let same = pack.installations.iter().filter(|other| (other.layer, &other.id) == (site.layer, &site.id));
        f64::from(u32::try_from(same.count()).unwrap_or(u32::MAX)).max(2.0)
    };
    let obstacle = |site: &Site| {
        let data = site.well.as_deref();
        let theirs = depths(data);
        // At other depths they do not meet.
        if ours.zip(theirs).is_some_and(|(ours, theirs)| ours.overlap_m(theirs) <= 0.0) {
            return None;
        }
        let is_loop = data.and_then(|data| data.system) == Some(pack::System::Closed);
        let screen_m = theirs.map_or(UNKNOWN_SCREEN_M, |screen| Range::exactly(screen.length_m()));
        let radius = |volume_m3: f64| {
            let season_m3 = Range::exactly(volume_m3 / wells_of(site));
            thermal_radius_range_m(season_m3, screen_m, capacity).ok()
        };
        let thermal_m = data.and_then(|data| data.annual_volume_m3).and_then(radius).unwrap_or(UNKNOWN_THERMAL_M);
        let stores = match data.and_then(|data| data.well_type) {
            Some(pack::WellType::Warm) => WellKind::Warm,
            Some(pack::WellType::Cold) => WellKind::Cold,
            None => WellKind::Unknown,
        };
        Some(Obstacle { place: site.shape.centre(), stores, thermal_m: (!is_loop).then_some(thermal_m) })
    };
    pack.installations.iter().filter(near).filter_map(obstacle).collect()
}

/// At which depth a well or loop of others works, when that is known.
fn depths(data: Option<&WellData>) -> Option<Depths> {
    let data = data?;
    let depths = if data.system == Some(pack::System::Closed) {
        Depths { top_m: 0.0, bottom_m: data.depth_m? }
    } else {
        Depths { top_m: data.screen_top_m?, bottom_m: data.screen_bottom_m? }
    };
    depths.check().is_ok().then_some(depths)
}
