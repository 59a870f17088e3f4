//! A building with its plant, proposed for every site that is screened: does what the law allows there
//! also pay?
//!
//! For an open system the plant asks flow, volume, heat and cold of the ground; for a closed one there is
//! [`proposed_loops`](super::proposed_loops). What an application leaves out of those is
//! filled in from the plant before it is screened, so that the law is applied to the system that would be
//! built. What an application states is kept, and what is too little for the plant is said.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::assessment::Assessment;
use super::decision::Decision;
use super::plot::PlaceRequest;
use super::screener::Screener;
use super::site_loops::SiteLoops;
use super::site_study::{Feasibility, SiteStudy, WhyNot};
use crate::application::Application;
use bodemtoets_feasibility::closed::{
    ClosedCosts, ClosedRequest, HourlyBuilding, Proposal as Loops, assumed_weather_c,
};
use bodemtoets_feasibility::{Building, Ground, Lack, Offered, Outcome as Study, Problem, Scenario, YearType};
use bodemtoets_law::rules::{Outcome, Quantity, System};
use bodemtoets_space::Shape;
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::InputFile;
use bodemtoets_words::words::text;

/// Studies are kept for sites that ask the same; more than this many are not.
const MOST_CACHED: usize = 4096;
/// The same for loops, which are looked for one by one.
const MOST_LOOPS_CACHED: usize = 64;

/// A building with its plant.
#[derive(Debug)]
pub struct Proposal {
    /// Name of the building.
    pub name: String,
    plan: Plan,
    remarks: Vec<Text>,
    inputs: Vec<InputFile>,
    loops: Mutex<Vec<(ClosedRequest, Loops)>>,
}

/// What is known of a building.
#[derive(Debug)]
enum Plan {
    /// An office or the like, by duration curves: wells or loops.
    Plant(Box<Plant>),
    /// A dwelling: loops.
    Dwelling(Box<ClosedRequest>),
}

/// A building with wells, as far as these are wanted.
#[derive(Debug)]
struct Plant {
    building: Building,
    scenario: Scenario,
    offered: Offered,
    studies: Mutex<BTreeMap<[u64; 2], Arc<CachedStudy>>>,
}

/// A study, and the plant that it is of; its hours are forgotten.
#[derive(Debug)]
struct CachedStudy {
    scenario: Scenario,
    study: Study,
}

impl Proposal {
    /// A proposal: a building and the scenario made of it, with what was remarked on the way and the files
    /// that were read.
    ///
    /// # Errors
    /// When what the building applies for is impossible.
    pub fn new(
        name: String,
        building: Building,
        scenario: Scenario,
        remarks: Vec<Text>,
        inputs: Vec<InputFile>,
    ) -> Result<Self, Problem> {
        let offered = building.source.offered()?;
        let plan = Plan::Plant(Box::new(Plant { building, scenario, offered, studies: Mutex::default() }));
        Ok(Self { name, plan, remarks, inputs, loops: Mutex::default() })
    }

    /// A dwelling: for closed systems.
    ///
    /// # Errors
    /// When a number of it cannot be.
    pub fn of_dwelling(name: String, request: ClosedRequest, inputs: Vec<InputFile>) -> Result<Self, Problem> {
        request.check()?;
        let plan = Plan::Dwelling(Box::new(request));
        Ok(Self { name, plan, remarks: Vec::new(), inputs, loops: Mutex::default() })
    }

    pub(super) fn remarks(&self) -> &[Text] {
        &self.remarks
    }

    pub(super) fn inputs(&self) -> &[InputFile] {
        &self.inputs
    }

    /// What loops are asked for at a site with its own demand, and the prices that count.
    pub(super) fn loops_asked(&self, application: &Application) -> Result<(ClosedRequest, ClosedCosts), Problem> {
        let heat_mwh = application.stated(Quantity::HeatDemandMwh);
        let cooling_mwh = application.stated(Quantity::CoolingDemandMwh);
        let mut request = match &self.plan {
            Plan::Dwelling(request) => {
                let mut request = ClosedRequest::clone(request);
                let dwelling = &mut request.dwelling;
                dwelling.heat_kwh = heat_mwh.map(|mwh| 1000.0 * mwh).or(dwelling.heat_kwh);
                dwelling.cooling_kwh = cooling_mwh.map(|mwh| 1000.0 * mwh).or(dwelling.cooling_kwh);
                request
            }
            Plan::Plant(plant) => {
                let scenario = plant.scenario_of(heat_mwh, cooling_mwh)?;
                let building = HourlyBuilding::of(&scenario, &assumed_weather_c())?;
                ClosedRequest { building: Some(building), ..ClosedRequest::default() }
            }
        };
        request.fluid = request.fluid.or_else(|| known_fluid(application.fluid.as_deref()?));
        let costs = match &self.plan {
            Plan::Dwelling(_) => ClosedCosts::newest()?,
            Plan::Plant(_) => ClosedCosts::newest_of_firms()?,
        };
        Ok((request, costs))
    }

    /// How many loops of a stated depth the building needs, as dense as they may stand; none when that cannot be told.
    pub(super) fn loops_needed(&self, application: &Application, request: &PlaceRequest) -> Option<usize> {
        let (asked, _) = self.loops_asked(application).ok()?;
        let depth_cap_m = Some(application.quantities.get(Quantity::DrillingDepthM)?);
        let spacing_m = Some(request.loop_spacing_m);
        let needed = ClosedRequest { depth_cap_m, spacing_m, ..asked }.needed(None).ok()?;
        usize::try_from(needed).ok()
    }

    /// The loops of a request; computed once for all sites that ask the same.
    pub(super) fn loops_of(&self, request: &ClosedRequest, costs: &ClosedCosts) -> Result<Loops, Problem> {
        let kept = || self.loops.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, loops)) = kept().iter().find(|(known, _)| known == request) {
            return Ok(loops.clone());
        }
        let loops = request.propose(None, costs)?;
        let mut known = kept();
        if known.len() < MOST_LOOPS_CACHED {
            known.push((request.clone(), loops.clone()));
        }
        Ok(loops)
    }
}

/// A fluid of an application in the words of the computation; none when it does not know that one.
fn known_fluid(slug: &str) -> Option<String> {
    let name = match slug {
        "water" => "water",
        "monopropylene-glycol" => "MPG 25 %",
        "monoethylene-glycol" => "MEG 25 %",
        "ethanol" => "ethanol 20 %",
        _ => return None,
    };
    Some(name.to_owned())
}

impl Plant {
    /// The scenario of a site with its own demand. A plant whose size the building leaves open grows with
    /// the heat; one that is fixed stays, and may be too small.
    fn scenario_of(&self, heat_mwh: Option<f64>, cooling_mwh: Option<f64>) -> Result<Scenario, Problem> {
        let usual = &self.scenario.demand;
        let times = |name: &str, stated: Option<f64>, usual_mwh: f64| match stated {
            None => Ok(1.0),
            Some(mwh) if usual_mwh > 0.0 => Ok(mwh / usual_mwh),
            Some(mwh) if mwh <= 0.0 => Ok(1.0),
            Some(mwh) => Err(Problem::Range {
                name: name.to_owned(),
                value: mwh,
                why: "the building asks for nothing of it, so that its hours are not known".to_owned(),
            }),
        };
        let heat = times("heat_demand_mwh", heat_mwh, usual.heat_mwh(YearType::Normal))?;
        let cooling = times("cooling_demand_mwh", cooling_mwh, usual.cooling_mwh(YearType::Normal))?;
        let mut scenario = Scenario { demand: usual.clone().times(heat, cooling), ..self.scenario.clone() };
        if self.building.heat_pump.power_kw.is_none() {
            scenario.demand.scale *= heat;
            scenario.heat_pump_kw *= heat;
            self.building.size(&mut scenario)?;
        }
        Ok(scenario)
    }

    /// The study of a site, with its own demand where it states one; computed once for all sites that
    /// ask the same.
    fn study(&self, application: &Application) -> Result<Arc<CachedStudy>, Problem> {
        let stated = [Quantity::HeatDemandMwh, Quantity::CoolingDemandMwh].map(|demand| application.stated(demand));
        let key = stated.map(|mwh| mwh.unwrap_or(f64::NAN).to_bits());
        // A thread that died while it held the lock left whole studies behind.
        let kept = || self.studies.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(study) = kept().get(&key) {
            return Ok(Arc::clone(study));
        }
        let scenario = self.scenario_of(stated[0], stated[1])?;
        let study = scenario.run()?;
        let demand = scenario.demand.clone().without_hours();
        let study = Arc::new(CachedStudy { scenario: Scenario { demand, ..scenario }, study });
        let mut studies = kept();
        if studies.len() < MOST_CACHED {
            studies.insert(key, Arc::clone(&study));
        }
        Ok(study)
    }

    /// Computes the study of a site, and fills in what the application leaves out.
    fn compute(
        &self,
        proposal: &Proposal,
        application: &mut Application,
    ) -> Result<(Box<SiteStudy>, Offered), Problem> {
        let kept = self.study(application)?;
        let CachedStudy { scenario, study } = kept.as_ref();
        let stated = |quantity| application.stated(quantity);
        // Without the bottom the screens end where the drilling does.
        let bottom = stated(Quantity::ScreenBottomM).or(stated(Quantity::DrillingDepthM));
        let screens = stated(Quantity::ScreenTopM).zip(bottom).filter(|(top, bottom)| top < bottom);
        let offered = Offered {
            flow_m3_h: stated(Quantity::FlowM3H).or(self.offered.flow_m3_h),
            annual_volume_m3: stated(Quantity::AnnualVolumeM3).or(self.offered.annual_volume_m3),
            screen_m: screens.map(|(top, bottom)| bottom - top).or(self.offered.screen_m),
            depth_m: stated(Quantity::DrillingDepthM).or(stated(Quantity::ScreenBottomM)),
            doublets: doublets(&application.place),
            well: self.offered.well,
        };
        let ground = scenario.ground(study, &offered)?;
        // Heat of one plant and cold of another are no balance.
        let energy = [Quantity::HeatAddedMwh, Quantity::ColdAddedMwh];
        let half_stated = energy.into_iter().any(|quantity| stated(quantity).is_some());
        let mut filled_in = BTreeMap::new();
        for (quantity, value) in facts(study, &ground, &self.offered) {
            if half_stated && energy.contains(&quantity) {
                continue;
            }
            if application.fill_in(quantity, value) {
                filled_in.insert(quantity.slug(), value);
            }
        }
        let study = SiteStudy {
            building: proposal.name.clone(),
            mode: scenario.mode,
            price_year: scenario.prices.year,
            heat_pump_kw: scenario.heat_pump_kw,
            dry_cooler_kw: scenario.dry_cooler_kw,
            source_kw: scenario.source_kw,
            weights: scenario.weights,
            sequence: scenario.sequence.clone(),
            inputs: proposal.inputs.clone(),
            filled_in,
            years: study.years.clone(),
            weighted: study.weighted.clone(),
            ground,
            lacks: Vec::new(),
            warnings: study.warnings.clone(),
            remarks: proposal.remarks.iter().chain(&study.remarks).cloned().collect(),
        };
        Ok((Box::new(study), offered))
    }
}

/// Pairs of wells, when every well has its place.
fn doublets(place: &Shape) -> Option<f64> {
    match place {
        Shape::Points(wells) => Some(f64::from(u32::try_from(wells.len()).ok()?) / 2.0),
        _ => None,
    }
}

/// What the plant says of the facts of an application.
fn facts(study: &Study, ground: &Ground, of_building: &Offered) -> [(Quantity, f64); 6] {
    // Rounded, so that a year in balance has no surplus of a millionth of a millionth.
    let rounded = |value: f64| (value * 1000.0).round() / 1000.0;
    // What the building's file applies for counts when it is more than the plant needs: less cannot be built.
    let at_least = |applied: Option<f64>, needed: f64| applied.unwrap_or(0.0).max((needed * 1000.0).ceil() / 1000.0);
    let normal = &study.years.normal;
    [
        (Quantity::HeatDemandMwh, rounded(normal.heat_demand_mwh)),
        (Quantity::CoolingDemandMwh, rounded(normal.cooling_demand_mwh)),
        (Quantity::FlowM3H, at_least(of_building.flow_m3_h, ground.flow_m3_h)),
        (Quantity::AnnualVolumeM3, at_least(of_building.annual_volume_m3, ground.annual_volume_m3)),
        (Quantity::HeatAddedMwh, rounded(ground.mean_heat_added_mwh)),
        (Quantity::ColdAddedMwh, rounded(ground.mean_cold_added_mwh)),
    ]
}

/// A study of a site before it is held against what the law says of the site.
type StudyOfSite = Result<Proposed, Unstudied>;

/// What was computed for a site.
enum Proposed {
    Wells(Box<SiteStudy>, Offered),
    Loops(Box<SiteLoops>),
}

/// Why a site has no study.
#[derive(Debug)]
enum Unstudied {
    Prohibited,
    Other(WhyNot, Text),
}

impl Screener {
    /// Finds the answer to one application with a proposed building, and whether that pays there. What the
    /// application leaves out and the plant says is filled in, unless the system is prohibited without it.
    #[must_use]
    pub fn assess_proposed<'a>(&'a self, proposal: &Proposal, application: &'a mut Application) -> Assessment<'a> {
        let proposed = self.propose(proposal, application);
        let mut assessment = self.assess(application);
        assessment.feasibility = Some(settle(proposed, &assessment));
        assessment
    }

    /// Computes the study of a site unless the system is prohibited there, and fills in what the application
    /// leaves out.
    fn propose(&self, proposal: &Proposal, application: &mut Application) -> StudyOfSite {
        if self.assess(application).decision == Decision::Settled(Outcome::Prohibited) {
            return Err(Unstudied::Prohibited);
        }
        if application.system == System::Closed {
            let loops = self.propose_loops(proposal, application);
            return loops
                .map(|loops| Proposed::Loops(Box::new(loops)))
                .map_err(|(why, text)| Unstudied::Other(why, text));
        }
        let Plan::Plant(plant) = &proposal.plan else {
            return Err(Unstudied::Other(WhyNot::WellsForADwelling, wells_for_a_dwelling()));
        };
        let refused = |problem| Unstudied::Other(WhyNot::ImpossibleInput, impossible(&problem));
        plant.compute(proposal, application).map(|(study, offered)| Proposed::Wells(study, offered)).map_err(refused)
    }
}

/// Holds the study of a site against what the law says of it: what is prohibited after all needs none, and
/// wells go no deeper than is allowed.
fn settle(proposed: StudyOfSite, assessment: &Assessment) -> Feasibility {
    let is_prohibited = assessment.decision == Decision::Settled(Outcome::Prohibited);
    match proposed {
        Ok(Proposed::Loops(loops)) if !is_prohibited => Feasibility::ComputedLoops(loops),
        Ok(Proposed::Wells(mut study, mut offered)) if !is_prohibited => {
            offered.depth_m = offered.depth_m.or(assessment.allowed_depth_m().filter(|depth| depth.is_finite()));
            study.lacks = study.ground.lacks(&offered);
            study.lacks.extend(Lack::of_cooling(&study.years));
            Feasibility::Computed(study)
        }
        Err(Unstudied::Other(reason, why)) if !is_prohibited => Feasibility::NotComputed { reason, why },
        _ => Feasibility::NotComputed {
            reason: WhyNot::Prohibited,
            why: prohibited(&assessment.decisive_ids().join(", ")),
        },
    }
}

fn prohibited(rules: &str) -> Text {
    Text {
        nl: format!("Niet doorgerekend: het systeem is hier verboden ({rules})."),
        en: format!("Not computed: the system is prohibited here ({rules})."),
    }
}

fn wells_for_a_dwelling() -> Text {
    Text {
        nl: "NIET DOORGEREKEND: open bronnen voor een woning. Alleen al twee putten, pompen en vergunning kosten meer dan \
             een woning ooit terugverdient; onder zo'n 50 kW zijn er geen kosten bekend. Een gesloten systeem is wel door \
             te rekenen: --system closed."
            .to_owned(),
        en: "NOT COMPUTED: open wells for a dwelling. Two wells, pumps and a permit alone cost more than a dwelling ever \
             earns back; below some 50 kW no costs are known. A closed system can be computed: --system closed."
            .to_owned(),
    }
}

fn impossible(problem: &Problem) -> Text {
    Text::both(|lang| {
        let why = problem.text(lang);
        text!(lang, nl: "Niet doorgerekend: {why}", en: "Not computed: {why}")
    })
}
