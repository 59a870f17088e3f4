//! Where on the plot: a doublet or a field of loops that fits, verified by screening it.
//!
//! The parts with the mildest outcome are tried first, then those together with the next, as long as
//! `prohibited` is certainly not it. Where nothing fits as deep as was asked, the deepest drilling that is allowed
//! on the plot is tried. What is found is screened as an application of its own, at its points: the
//! placement says what that came to, and never that it is allowed because the part is.

use geo::{Area as _, Coord};
use schemars::JsonSchema;
use serde::Serialize;

use super::design::{LoopYield, WellScreens, at_depth, check_volume, most_m3, screens};
use super::land::{forbidden, land};
use super::obstacles::obstacles;
use super::partition::Partition;
use super::words::Reason;
use crate::application::Application;
use crate::{Feasibility, Interference, Proposal, Screener, VerdictOutcome};
use bodemtoets_feasibility::closed::USUAL_CAP_M;
use bodemtoets_ground::crowding::{Harm, SpacingRules, thermal_radius_m};
use bodemtoets_ground::layout::{Blocked, Doublet, DoubletRequest, Land, Loops, LoopsRequest, MOST_M3, doublet, loops};
use bodemtoets_law::rules::{Facts as _, Outcome, Quantity, System};
use bodemtoets_space::{Area, Shape};
use bodemtoets_words::lang::Text;

/// How many thermal radii a loop has to be away from a well: an assumption, as for wells of opposite type.
const LOOP_RADII: f64 = 3.0;
/// Loops are laid this much further from those of others, one after another, until neither harms the other, m.
const FURTHER_M: [f64; 5] = [0.0, 10.0, 25.0, 50.0, 100.0];
/// No further around a plot than this is looked for where a system may be prohibited, m.
const MOST_AROUND_M: f64 = 1_000.0;
/// So many depths that are allowed somewhere on the plot are tried, the deepest first.
const DEPTHS: usize = 6;

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
    /// How far wells and loops stay from where the system may be prohibited, m; none for the larger of the accuracy of
    /// the map (that of its least accurate layer) and the thermal radius of a well.
    pub zone_setback_m: Option<f64>,
    /// The least distance between two loops, m.
    pub loop_spacing_m: f64,
    /// How many loops; none for as many as fit.
    pub loops: Option<usize>,
    /// Where chance begins.
    pub seed: u64,
}

impl PlaceRequest {
    /// The strip along where the system may be prohibited that stays free whatever is placed, m: as was asked, or as
    /// wide as the map is accurate.
    fn least_from_zones_m(&self, screener: &Screener) -> f64 {
        self.zone_setback_m.unwrap_or_else(|| screener.widest_accuracy_m())
    }
}

/// A doublet or a field of loops on a plot, or why there is none.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Placement {
    /// The strip along the edge of the plot that stays free, m.
    pub setback_m: f64,
    /// How far wells and loops were kept from where the system may be prohibited, m.
    pub zone_setback_m: f64,
    /// How far the nearest well or loop is from there, m; absent when no such place is within reach.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone_distance_m: Option<f64>,
    /// Area where it may stand, square metres: of the parts that were used, less the strips.
    pub land_m2: f64,
    /// The parts that were used, by their number; where it is placed at another depth than was asked, the numbers are
    /// those of the plot at that depth.
    pub parts: Vec<usize>,
    /// How deep the drilling goes of what was placed, or would go, m; absent when no depth is stated and none was
    /// needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drilling_depth_m: Option<f64>,
    /// Why it is placed at that depth and not as it was asked: what blocks it there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_as_asked: Option<NotAsAsked>,
    /// A warm and a cold well, for an open system that fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doublet: Option<Doublet>,
    /// The screens of its wells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screens: Option<WellScreens>,
    /// Loops, for a closed system that fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loops: Option<Loops>,
    /// What those loops take from the ground.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loop_yield: Option<LoopYield>,
    /// What screening it at those points came to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screened: Option<Screened>,
    /// Whether a building pays there, when one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feasibility: Option<Feasibility>,
    /// Why it stands there, or what blocks it.
    pub reason: Text,
}

/// What was asked, and why it does not fit.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NotAsAsked {
    /// The depth that was asked, m; absent when none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drilling_depth_m: Option<f64>,
    /// What blocks it at that depth.
    pub reason: Text,
}

/// What screening a placement came to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Screened {
    /// The outcome.
    pub outcome: VerdictOutcome,
    /// Mildest and strictest outcome that are still possible, when undetermined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[VerdictOutcome; 2]>,
    /// Ids of the rules that decide.
    pub decisive: Vec<String>,
    /// What it and the existing systems do to each other.
    pub interference: Interference,
}

/// What was found, before it is screened.
enum Found {
    Doublet(Doublet, WellScreens),
    Loops(Loops),
}

impl Found {
    fn points(&self) -> Vec<Coord> {
        let at = |place: &[f64; 2]| Coord { x: place[0], y: place[1] };
        match self {
            Self::Doublet(doublet, _) => vec![at(&doublet.warm), at(&doublet.cold)],
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

    /// Nothing fits.
    fn blocked(request: &PlaceRequest, screener: &Screener, drilling_depth_m: Option<f64>, why: Reason) -> Self {
        Self {
            setback_m: request.setback_m,
            zone_setback_m: request.least_from_zones_m(screener),
            zone_distance_m: None,
            land_m2: 0.0,
            parts: Vec::new(),
            drilling_depth_m,
            not_as_asked: None,
            doublet: None,
            screens: None,
            loops: None,
            loop_yield: None,
            screened: None,
            feasibility: None,
            reason: why.both(),
        }
    }

    fn fits(&self) -> bool {
        self.doublet.is_some() || self.loops.is_some()
    }
}

impl Partition<'_> {
    /// Places a doublet (open) or loops (closed) on the plot of an application.
    ///
    /// What the application states holds: depth, screens, flow, volume. An open system whose volume is not stated
    /// gets the largest that fits, and that its flow can move. Where nothing fits at the depth asked, shallower
    /// drillings that are allowed somewhere on the plot are tried, the deepest first. With a `proposal` the building
    /// is held against it.
    #[must_use]
    pub fn place(&self, request: &PlaceRequest, proposal: Option<&Proposal>) -> Placement {
        let application = self.assessment.application();
        let asked_m = application.quantities.get(Quantity::DrillingDepthM);
        let open_depth = application.system == System::Closed && asked_m.is_none() && proposal.is_some();
        if open_depth && let Some(found) = self.place_deepest(request, proposal) {
            return found;
        }
        if let Some(why) = unasked(application, request) {
            return Placement::blocked(request, self.assessment.screener(), asked_m, why);
        }
        let asked = self.fit(request, proposal);
        if asked.fits() {
            return asked;
        }
        for depth_m in self.allowed_depths_m(asked_m) {
            let Ok(shallower) = at_depth(application, depth_m) else { continue };
            let assessment = self.assessment.screener().assess_on(&shallower, self.assessment.date());
            let Some(partition) = Partition::of(assessment) else { continue };
            let found = partition.fit(request, proposal);
            if found.fits() {
                let not_as_asked = Some(NotAsAsked { drilling_depth_m: asked_m, reason: asked.reason });
                return Placement { not_as_asked, ..found };
            }
        }
        asked
    }

    /// Loops for a building at the deepest drilling that is allowed on some part of the plot and fits.
    fn place_deepest(&self, request: &PlaceRequest, proposal: Option<&Proposal>) -> Option<Placement> {
        if request.what != What::Loops {
            return None;
        }
        let mut depths = self.allowed_depths_m(None);
        if self.parts.iter().any(|part| part.answer.allowed_depth_m.is_some_and(|depth_m| depth_m >= USUAL_CAP_M)) {
            depths.retain(|depth_m| *depth_m < USUAL_CAP_M);
            depths.insert(0, USUAL_CAP_M);
        }
        depths.into_iter().find_map(|depth_m| {
            let application = at_depth(self.assessment.application(), depth_m).ok()?;
            let assessment = self.assessment.screener().assess_on(&application, self.assessment.date());
            Some(Partition::of(assessment)?.fit(request, proposal)).filter(Placement::fits)
        })
    }

    /// The depths that are allowed on some part of the plot and less than was asked, the deepest first.
    fn allowed_depths_m(&self, asked_m: Option<f64>) -> Vec<f64> {
        let depths = self.parts.iter().filter_map(|part| part.answer.allowed_depth_m);
        let mut depths: Vec<f64> =
            depths.filter(|depth| (0.5..asked_m.unwrap_or(f64::INFINITY)).contains(depth)).collect();
        depths.sort_by(|one, other| other.total_cmp(one));
        depths.dedup();
        depths.truncate(DEPTHS);
        depths
    }

    /// Places it at the depth that was asked: of loops for a building as many as it needs, or as fit.
    fn fit(&self, request: &PlaceRequest, proposal: Option<&Proposal>) -> Placement {
        let application = self.assessment.application();
        let is_open = request.loops.is_none() && application.system == System::Closed;
        if is_open && let Some(needed) = proposal.and_then(|proposal| proposal.loops_needed(application, request)) {
            let needed = self.fit_as_many(&PlaceRequest { loops: Some(needed), ..*request }, proposal);
            if needed.fits() {
                return needed;
            }
        }
        self.fit_as_many(request, proposal)
    }

    fn fit_as_many(&self, request: &PlaceRequest, proposal: Option<&Proposal>) -> Placement {
        let (screener, application) = (self.assessment.screener(), self.assessment.application());
        let depth_m = application.quantities.get(Quantity::DrillingDepthM);
        let mut last = Placement::blocked(request, screener, depth_m, Reason::NothingAllowed);
        let Shape::Area(plot) = &application.place else { return last };
        let tiers = self.tiers();
        if tiers.is_empty() {
            return last;
        }
        let wanted = match Wanted::of(screener, application, plot, request) {
            Ok(wanted) => wanted,
            Err(why) => return Placement::blocked(request, screener, depth_m, why),
        };
        let obstacles = obstacles(screener, application, plot.polygons());
        let strip_m = request.least_from_zones_m(screener);
        let forbidden = forbidden(screener, application, self, wanted.around_m(strip_m));
        for parts in tiers {
            let used = parts.iter().map(|part| &self.parts[*part].polygons);
            let allowed = land(plot, used, &forbidden, request.setback_m, strip_m);
            let land = Land { allowed, forbidden: forbidden.clone(), obstacles: obstacles.clone() };
            last.parts = parts.iter().map(|part| part + 1).collect();
            last.land_m2 = (land.allowed.unsigned_area() * 100.0).round() / 100.0;
            match wanted.find(screener, application, &land) {
                Ok(found) => {
                    let nearest = found.points().into_iter().map(|place| land.from_forbidden_m(place));
                    let nearest_m = nearest.fold(f64::INFINITY, f64::min);
                    last.zone_distance_m = nearest_m.is_finite().then(|| (nearest_m * 100.0).floor() / 100.0);
                    return screened(last, found, screener, application, request, proposal);
                }
                Err(why) => last.reason = why.both(),
            }
        }
        last
    }

    /// Parts that are certainly not prohibited, by their position: the mildest, then those and the next.
    fn tiers(&self) -> Vec<Vec<usize>> {
        let strictest = |part: usize| self.parts[part].answer.decision.strictest_for_certain();
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

/// What is looked for.
enum Wanted {
    Doublet {
        request: DoubletRequest,
        screens: WellScreens,
        /// How far from the plot its warmth may matter, m.
        around_m: f64,
    },
    Loops(PlaceRequest),
}

impl Wanted {
    fn of(screener: &Screener, application: &Application, plot: &Area, request: &PlaceRequest) -> Result<Self, Reason> {
        if application.system == System::Closed {
            return Ok(Self::Loops(*request));
        }
        let screens = screens(application)?;
        let capacity = screener.subsurface_of(application).aquifer_heat_capacity_mj_m3_k.range();
        let annual_volume_m3 = application.quantities.get(Quantity::AnnualVolumeM3);
        check_volume(application)?;
        let most_m3 = most_m3(application).unwrap_or(MOST_M3);
        let spacing = SpacingRules::default();
        let volume_m3 = annual_volume_m3.unwrap_or(most_m3);
        let radius_m = thermal_radius_m(volume_m3 / 2.0, screens.length_m, capacity.low).unwrap_or(0.0);
        // Wells with a wider reach than this are too wide for the plot.
        let widest_m = plot.bounds().width().hypot(plot.bounds().height()) / spacing.opposite;
        let around_m = match request.zone_setback_m {
            Some(setback_m) => setback_m,
            None => radius_m.min(widest_m).min(MOST_AROUND_M),
        };
        let request = DoubletRequest {
            annual_volume_m3,
            most_m3,
            screen_m: screens.length_m,
            aquifer_mj_m3_k: capacity,
            spacing,
            loop_radii: LOOP_RADII,
            radii_to_forbidden: if request.zone_setback_m.is_some() { 0.0 } else { 1.0 },
        };
        Ok(Self::Doublet { request, screens, around_m })
    }

    /// How far around the plot is looked for where the system may be prohibited, m: at least the strip that stays free.
    fn around_m(&self, strip_m: f64) -> f64 {
        match self {
            Self::Doublet { around_m, .. } => around_m.max(strip_m),
            Self::Loops(_) => strip_m,
        }
    }

    /// Looks for it on a piece of land; why not, when nothing fits.
    fn find(&self, screener: &Screener, application: &Application, land: &Land) -> Result<Found, Reason> {
        match self {
            Self::Doublet { request, screens, .. } => doublet(land, request)
                .map(|found| Found::Doublet(found, *screens))
                .map_err(|why| Reason::Blocked(why, System::Open)),
            Self::Loops(request) => field(screener, application, land, request)
                .map(Found::Loops)
                .map_err(|why| Reason::Blocked(why, System::Closed)),
        }
    }
}

/// Loops that fit, further and further from those of others until neither harms the other.
fn field(
    screener: &Screener,
    application: &Application,
    land: &Land,
    request: &PlaceRequest,
) -> Result<Loops, Blocked> {
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
            // With nobody around, nobody is harmed.
            Ok(found) if land.obstacles.is_empty() => return Ok(found),
            Ok(found) => {
                let found = Found::Loops(found);
                let there = placed(application, &found);
                if screener.assess(&there).survey().interference() != Harm::Harm
                    && let Found::Loops(found) = found
                {
                    return Ok(found);
                }
                why = Blocked::Neighbours;
            }
            // Further away there is even less room.
            Err(blocked) => return Err(if why == Blocked::Neighbours { why } else { blocked }),
        }
    }
    Err(why)
}

/// The application at the points that were found, with the volume that fits where it states none.
fn placed(application: &Application, found: &Found) -> Application {
    let points = found.points();
    let mut placed = application.at(points.first().copied().unwrap_or_default());
    if let Found::Doublet(doublet, _) = found {
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
    request: &PlaceRequest,
    proposal: Option<&Proposal>,
) -> Placement {
    let mut there = placed(application, &found);
    let assessment = match proposal {
        Some(proposal) => screener.assess_proposed(proposal, &mut there),
        None => screener.assess(&there),
    };
    let answer = Screened {
        outcome: assessment.outcome(),
        range: assessment.decision().range(),
        decisive: assessment.decisive_ids().into_iter().map(str::to_owned).collect(),
        interference: assessment.survey().interference_in_full(),
    };
    let feasibility = assessment.feasibility().cloned();
    let placement = Placement { screened: Some(answer), feasibility, ..placement };
    match found {
        Found::Doublet(doublet, screens) => Placement {
            zone_setback_m: request
                .zone_setback_m
                .unwrap_or(doublet.thermal_radius_m.max(request.least_from_zones_m(screener))),
            reason: Reason::Doublet {
                places: doublet.tried,
                slack: doublet.slack,
                by_flow: application.quantities.get(Quantity::AnnualVolumeM3).is_none()
                    && most_m3(application).is_some_and(|most_m3| doublet.annual_volume_m3 >= most_m3),
            }
            .both(),
            doublet: Some(doublet),
            screens: Some(screens),
            ..placement
        },
        Found::Loops(loops) => Placement {
            reason: Reason::Loops { patterns: loops.tried, most: loops.most, seed: loops.seed }.both(),
            loop_yield: placement.drilling_depth_m.map(|depth_m| LoopYield::of(loops.places.len(), depth_m)),
            loops: Some(loops),
            ..placement
        },
    }
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
