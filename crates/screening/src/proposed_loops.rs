//! Closed loops proposed for a site: as deep as is allowed there, with the existing systems around, both ways.
//!
//! What systems do to each other is what the verdict's own interference says ([`crate::neighbours`]); here the
//! loops are sized with it, until what the others do is in the size.

use std::collections::BTreeMap;

use geo::Coord;

use super::proposal::Proposal;
use super::screener::Screener;
use super::site_loops::{CapReason, CooledSystem, DepthCap, NeighbourRemedy, Notification, SiteLoops, SiteNeighbours};
use super::site_study::WhyNot;
use crate::Interference;
use crate::application::Application;
use crate::neighbours::Neighbour;
use bodemtoets_feasibility::Problem;
use bodemtoets_feasibility::closed::{ClosedRequest, Proposal as Loops, USUAL_CAP_M};
use bodemtoets_ground::crowding::Harm;
use bodemtoets_law::rules::Quantity;
use bodemtoets_space::Shape;
use bodemtoets_words::lang::Text;
use bodemtoets_words::words::{fixed, text};

/// Loops are sized again until the others cool them by no more than this besides what they were sized with, K.
const SAME_K: f64 = 0.05;
const MOST_ROUNDS: usize = 4;
/// Below this no loop is worth drilling, m.
const LEAST_DEPTH_M: f64 = 6.0;
/// Parts of the net heat that is brought back, tried one after the other.
const PARTS: [f64; 4] = [0.25, 0.5, 0.75, 1.0];
/// How much deeper is tried.
const DEEPER: [f64; 2] = [1.25, 1.5];
/// So many loops are computed each at its place.
const MOST_EXACT: usize = 30;
/// More loops than this are computed as this many.
const MOST_COMPUTED: usize = 400;
/// The loop begins here, m below ground level.
const TOP_M: f64 = 1.0;

/// Where loops are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Placed {
    Stated,
    AsARectangle,
    AroundThePlace,
}

impl Placed {
    fn slug(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::AsARectangle => "stated-computed-as-a-rectangle",
            Self::AroundThePlace => "around-the-place",
        }
    }
}

/// The proposed loops among the existing systems.
struct Tried {
    loops: Loops,
    places: Vec<[f64; 2]>,
    neighbours: Vec<Neighbour>,
    interference: Interference,
}

impl Screener {
    /// The loops of a building at a site, with what the application leaves out filled in.
    pub(super) fn propose_loops(
        &self,
        proposal: &Proposal,
        application: &mut Application,
    ) -> Result<SiteLoops, (WhyNot, Text)> {
        let allowed_m = self.assess(application).allowed_depth_m();
        let depth_cap = depth_cap(application, allowed_m)?;
        let refused = |problem: Problem| (WhyNot::ImpossibleInput, not_computed(&problem));
        let (mut request, costs) = proposal.loops_asked(application).map_err(refused)?;
        request.depth_cap_m = Some(depth_cap.depth_m);
        let placed = state_places(application, &mut request, depth_cap);
        let mut tried = self.try_loops(proposal, &request, &costs, application).map_err(refused)?;
        // The loops that are stated are told what they come to; others are made as long as they have to be.
        let mut counted_k = 0.0;
        for _ in 0..MOST_ROUNDS {
            let by_them_k = tried.interference.cooling_k.map_or(0.0, |range| range.high.max(0.0));
            if by_them_k <= counted_k + SAME_K {
                break;
            }
            counted_k = by_them_k;
            request.cooled_k = counted_k;
            tried = self.try_loops(proposal, &request, &costs, application).map_err(refused)?;
        }
        let remedies = if tried.neighbours.iter().any(harmed) {
            self.help_neighbours(proposal, &request, &costs, application, &tried).map_err(refused)?
        } else {
            Vec::new()
        };
        let notification = notification(&tried, application);
        let filled_in = fill_in(application, &notification, &tried);
        let mut remarks = tried.loops.remarks.clone();
        match placed {
            Placed::Stated => {}
            Placed::AsARectangle => remarks.push(as_a_rectangle(&tried.loops)),
            Placed::AroundThePlace if tried.loops.loops == 1 => {}
            Placed::AroundThePlace => remarks.push(around_the_place(&tried.loops)),
        }
        remarks.extend(proposal.remarks().iter().cloned());
        Ok(SiteLoops {
            building: proposal.name.clone(),
            inputs: proposal.inputs().to_vec(),
            filled_in,
            depth_cap,
            places: tried.places,
            placed: placed.slug(),
            neighbours: SiteNeighbours {
                cooled_by_them_k: tried.interference.cooling_k,
                sized_with_k: counted_k,
                harm: tried.interference.harm,
                cooled_by_us: tried.neighbours.iter().filter_map(cooled).collect(),
                remedies,
            },
            notification,
            loops: tried.loops,
            remarks,
        })
    }

    /// Loops for a request, and what they and the existing systems do to each other.
    fn try_loops(
        &self,
        proposal: &Proposal,
        request: &ClosedRequest,
        costs: &bodemtoets_feasibility::closed::ClosedCosts,
        application: &Application,
    ) -> Result<Tried, Problem> {
        let loops = proposal.loops_of(request, costs)?;
        let places = places(&loops, &application.place);
        let (heat, cold) = added_mwh(&loops);
        let (neighbours, interference) = self.among(application, &places, loops.end_depth_m, heat, cold);
        Ok(Tried { loops, places, neighbours, interference })
    }

    /// What loops at these places and the existing systems do to each other.
    fn among(
        &self,
        application: &Application,
        places: &[[f64; 2]],
        depth_m: f64,
        heat_mwh: f64,
        cold_mwh: f64,
    ) -> (Vec<Neighbour>, Interference) {
        let points: Vec<Coord> = places.iter().map(|place| Coord { x: place[0], y: place[1] }).collect();
        let mut there = application.at(points.first().copied().unwrap_or_else(|| application.place.centre()));
        if points.len() > 1 {
            there.place = Shape::Points(points);
        }
        for (quantity, value) in [
            (Quantity::DrillingDepthM, depth_m),
            (Quantity::HeatAddedMwh, heat_mwh),
            (Quantity::ColdAddedMwh, cold_mwh),
        ] {
            there.quantities.set(quantity, Some(value));
        }
        there.quantities = there.quantities.with_derived();
        self.survey(&there).neighbours()
    }

    /// Heat back in summer, or deeper loops: what leaves the existing systems within 1.5 K.
    fn help_neighbours(
        &self,
        proposal: &Proposal,
        request: &ClosedRequest,
        costs: &bodemtoets_feasibility::closed::ClosedCosts,
        application: &Application,
        tried: &Tried,
    ) -> Result<Vec<NeighbourRemedy>, Problem> {
        let mut remedies = Vec::new();
        let (heat, cold) = added_mwh(&tried.loops);
        let net = (cold - heat).max(0.0);
        let depth_m = tried.loops.end_depth_m;
        for part in PARTS {
            let (neighbours, _) = self.among(application, &tried.places, depth_m, heat + part * net, cold);
            let harm = worst(&neighbours);
            if harm != Harm::Harm || part >= 1.0 {
                let text = Text::both(|lang| {
                    let back = fixed(part * net, 1, lang);
                    text!(lang,
                        nl: "{back} MWh warmte in de zomer terug in de bodem",
                        en: "{back} MWh of heat back into the ground in summer",
                    )
                });
                remedies.push(NeighbourRemedy { kind: "regeneration", text, harm });
                break;
            }
        }
        let cap_m = request.depth_cap_m.unwrap_or(USUAL_CAP_M);
        for factor in DEEPER {
            let length_m = tried.loops.length_m * factor;
            if length_m + TOP_M > cap_m {
                break;
            }
            let deeper = ClosedRequest { loops: Some(tried.loops.loops), length_m: Some(length_m), ..request.clone() };
            let deeper = self.try_loops(proposal, &deeper, costs, application)?;
            let harm = worst(&deeper.neighbours);
            if harm != Harm::Harm || factor >= DEEPER[DEEPER.len() - 1] {
                let text = Text::both(|lang| {
                    let length = fixed(length_m, 0, lang);
                    text!(lang, nl: "lussen van {length} m", en: "loops of {length} m")
                });
                remedies.push(NeighbourRemedy { kind: "deeper", text, harm });
                break;
            }
        }
        Ok(remedies)
    }
}

/// The deepest that may be drilled.
fn depth_cap(application: &Application, allowed_m: Option<f64>) -> Result<DepthCap, (WhyNot, Text)> {
    let allowed_m = allowed_m.filter(|depth_m| depth_m.is_finite());
    let cap = match (application.stated(Quantity::DrillingDepthM), allowed_m) {
        (Some(depth_m), _) => DepthCap { depth_m, because: CapReason::Stated },
        (None, Some(depth_m)) if depth_m < USUAL_CAP_M => DepthCap { depth_m, because: CapReason::Law },
        (None, _) => DepthCap { depth_m: USUAL_CAP_M, because: CapReason::Usual },
    };
    if cap.depth_m >= LEAST_DEPTH_M {
        return Ok(cap);
    }
    let why = Text::both(|lang| {
        let depth = fixed(cap.depth_m, 1, lang);
        text!(lang,
            nl: "Niet doorgerekend: dieper dan {depth} m mag hier niet of staat niet vast, en een lus van minder dan 5 m is \
                 geen lus.",
            en: "Not computed: more than {depth} m is not allowed here or not certain, and a loop of less than 5 m is no \
                 loop.",
        )
    });
    Err((WhyNot::ImpossibleInput, why))
}

/// Loops whose places or depth the application states. Many of them are computed as a rectangle that is as dense.
fn state_places(application: &Application, request: &mut ClosedRequest, cap: DepthCap) -> Placed {
    let Shape::Points(points) = &application.place else { return Placed::AroundThePlace };
    if cap.because == CapReason::Stated {
        request.length_m = Some(cap.depth_m - TOP_M);
    }
    if points.len() <= MOST_EXACT {
        request.places = points.iter().map(|point| [point.x, point.y]).collect();
        request.loops = u32::try_from(points.len()).ok();
        return Placed::Stated;
    }
    let nearest_m = |index: usize| {
        let others = points.iter().enumerate().filter(|(other, _)| *other != index);
        others
            .map(|(_, other)| (*other - points[index]).x.hypot((*other - points[index]).y))
            .fold(f64::INFINITY, f64::min)
    };
    let spacing_m = (0..points.len()).map(nearest_m).fold(f64::INFINITY, f64::min);
    // Triangles of a side hold as many as squares of 0.93 of it.
    request.spacing_m = Some(spacing_m * (3.0_f64.sqrt() / 2.0).sqrt());
    let side = points.len().min(MOST_COMPUTED).isqrt();
    let rows = points.len().min(MOST_COMPUTED) / side;
    request.loops = u32::try_from(side * rows).ok();
    Placed::AsARectangle
}

/// Where loops are: where that is stated, else around the middle of the place.
fn places(loops: &Loops, place: &Shape) -> Vec<[f64; 2]> {
    if let Shape::Points(points) = place {
        return points.iter().map(|point| [point.x, point.y]).collect();
    }
    let Coord { x, y } = place.centre();
    let count = loops.places_m.len().max(1);
    #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
    let middle = [0, 1].map(|axis| loops.places_m.iter().map(|place| place[axis]).sum::<f64>() / count as f64);
    loops.places_m.iter().map(|[east, north]| [x + east - middle[0], y + north - middle[1]]).collect()
}

/// Heat and cold brought into the ground, MWh a year, the mean of the first and the last.
fn added_mwh(loops: &Loops) -> (f64, f64) {
    let (first, last) = (&loops.years_25.first_year, &loops.years_25.last_year);
    let mean = |one: f64, other: f64| (f64::midpoint(one, other)).round() / 1000.0;
    (
        mean(first.heat_into_ground_kwh, last.heat_into_ground_kwh),
        mean(first.heat_out_of_ground_kwh, last.heat_out_of_ground_kwh),
    )
}

fn harmed(neighbour: &Neighbour) -> bool {
    neighbour.cooling.is_some_and(|cooling| cooling.to_them == Harm::Harm)
}

fn worst(neighbours: &[Neighbour]) -> Harm {
    neighbours.iter().filter_map(|one| Some(one.cooling?.to_them)).max().unwrap_or(Harm::None)
}

fn cooled(neighbour: &Neighbour) -> Option<CooledSystem> {
    let cooling = neighbour.cooling?;
    Some(CooledSystem {
        layer: neighbour.layer.clone(),
        id: neighbour.id.clone(),
        distance_m: neighbour.distance_m,
        by_us_k: cooling.by_us_k,
        in_all_k: cooling.theirs_with_us_k,
        harm: cooling.to_them,
    })
}

fn notification(tried: &Tried, application: &Application) -> Notification {
    let loops = &tried.loops;
    let (heat_added_mwh, cold_added_mwh) = added_mwh(loops);
    let [heat, hot_water, cold] = loops.asked_kwh;
    let rounded = |value: f64, parts: f64| (value * parts).round() / parts;
    let needed = |nl: &str, en: &str| Text { nl: nl.to_owned(), en: en.to_owned() };
    let mut still_needed = vec![
        needed(
            "naam en adres van wie meldt en wie uitvoert",
            "name and address of who notifies and who carries it out",
        ),
        needed("de dag waarop het boren begint", "the day on which drilling begins"),
        needed("een situatietekening met de ligging", "a drawing of where it lies"),
    ];
    if application.fluid.is_none() {
        still_needed.push(needed("de circulatievloeistof, als die een andere is", "the fluid, when it is another"));
    }
    let Coord { x, y } = application.place.centre();
    let count = tried.places.len();
    #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
    let mean = |axis: usize| tried.places.iter().map(|place| place[axis]).sum::<f64>() / count as f64;
    let midpoint = if count == 0 { [x, y] } else { [mean(0), mean(1)] };
    Notification {
        midpoint: midpoint.map(|value| rounded(value, 1000.0)),
        loops: tried.places.iter().map(|place| place.map(|value| rounded(value, 1000.0))).collect(),
        end_depth_m: rounded(loops.end_depth_m, 100.0),
        loop_length_m: rounded(loops.length_m * f64::from(loops.loops), 10.0),
        ground_power_kw: rounded(loops.years_25.ground_power_kw, 100.0),
        heat_demand_mwh: rounded((heat + hot_water + loops.boiler_kwh) / 1000.0, 1000.0),
        cooling_demand_mwh: rounded(cold / 1000.0, 1000.0),
        heat_added_mwh,
        cold_added_mwh,
        spf: rounded(loops.years_25.last_year.spf_law, 100.0),
        fluid: loops.fluid.clone(),
        min_return_temperature_c: rounded(loops.years_25.into_ground_min_c, 10.0),
        max_infiltration_temperature_c: rounded(loops.years_25.into_ground_max_c, 10.0),
        systems_looked_at: tried.interference.systems,
        still_needed,
    }
}

/// Fills in what the application leaves out. Heat and cold only where the loops have their places: all of them at one
/// point would cool the neighbours more than they do. Temperatures only where they keep the law: that loops are too
/// short is told with the loops, and is no reason to refuse longer ones.
fn fill_in(application: &mut Application, of: &Notification, tried: &Tried) -> BTreeMap<&'static str, f64> {
    let loops = tried.places.len();
    let temperatures = [Quantity::MinReturnTemperatureC, Quantity::MaxInfiltrationTemperatureC];
    let is_placed = match &application.place {
        Shape::Points(points) => points.len() == loops,
        Shape::Point(_) => loops == 1,
        Shape::Lines(_) | Shape::Area(_) => false,
    };
    let energy = [Quantity::HeatAddedMwh, Quantity::ColdAddedMwh];
    let half_stated = energy.into_iter().any(|quantity| application.stated(quantity).is_some());
    let mut filled_in = BTreeMap::new();
    for (quantity, value) in [
        (Quantity::DrillingDepthM, of.end_depth_m),
        (Quantity::GroundPowerKw, of.ground_power_kw),
        (Quantity::HeatDemandMwh, of.heat_demand_mwh),
        (Quantity::CoolingDemandMwh, of.cooling_demand_mwh),
        (Quantity::Spf, of.spf),
        (Quantity::MinReturnTemperatureC, of.min_return_temperature_c),
        (Quantity::MaxInfiltrationTemperatureC, of.max_infiltration_temperature_c),
        (Quantity::HeatAddedMwh, of.heat_added_mwh),
        (Quantity::ColdAddedMwh, of.cold_added_mwh),
    ] {
        let is_left_out = energy.contains(&quantity) && (half_stated || !is_placed)
            || temperatures.contains(&quantity) && !tried.loops.keeps_the_law;
        if is_left_out {
            continue;
        }
        if application.fill_in(quantity, value) {
            filled_in.insert(quantity.slug(), value);
        }
    }
    filled_in
}

fn not_computed(problem: &Problem) -> Text {
    Text::both(|lang| {
        let why = problem.text(lang);
        text!(lang, nl: "Niet doorgerekend: {why}", en: "Not computed: {why}")
    })
}

fn around_the_place(loops: &Loops) -> Text {
    Text::both(|lang| {
        let [one, other] = loops.room_m.map(|metres| fixed(metres, 0, lang));
        text!(lang,
            nl: "De lussen zijn rond het punt gelegd en vragen {one} bij {other} m; of zij op het perceel passen zegt \
                 screen --plot PERCEEL --place loops.",
            en: "The loops were laid around the point and need {one} by {other} m; whether they fit the plot says \
                 screen --plot PLOT --place loops.",
        )
    })
}

fn as_a_rectangle(loops: &Loops) -> Text {
    Text::both(|lang| {
        let count = loops.loops;
        text!(lang,
            nl: "Zo veel lussen zijn berekend als een rechthoek van {count} die even dicht staan.",
            en: "So many loops were computed as a rectangle of {count} that stand as close.",
        )
    })
}
