//! How many loops of what depth a dwelling or a row of them needs, what the neighbours do, and what it costs.

use std::sync::LazyLock;

use bodemtoets_loops::{
    Additive, Borehole, Condition, Coolant, Design, Field, Fluid, Grid, Ground, Hourly, Limits, Loop, Monthly, Pipe,
    Pipes, Resistance, System, Undisturbed, YearLoad, together,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::chain::{BuildingLoad, Chain, ChainResult};
use super::dwelling::{Asked, Dwelling, DwellingData, assumed_weather_c};
use super::heat_pump::CopLine;
use super::money::{Bought, ClosedCosts, Counting, Part, UnitPrices, Variant, payback_years};
use super::range::Band;
use crate::problem::{Problem, positive, read_toml, within};
use bodemtoets_words::lang::Text;

/// What is asked: a dwelling or a row of them, its ground, and what is fixed.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClosedRequest {
    /// What to call it.
    pub name: Option<String>,
    /// The dwelling.
    pub dwelling: Dwelling,
    /// How many in a row, each with its own loops; 1 when left out.
    pub dwellings: Option<u32>,
    /// From dwelling to dwelling, m; 5.4 when left out.
    pub pitch_m: Option<f64>,
    /// Loops of each dwelling; sought when left out.
    pub loops: Option<u32>,
    /// Length of each loop, m; sought when left out.
    pub length_m: Option<f64>,
    /// The deepest that may be drilled, m; 250 when left out.
    pub depth_cap_m: Option<f64>,
    /// Between loops, m; 6 when left out.
    pub spacing_m: Option<f64>,
    /// W/mK; 2.0 when left out.
    pub conductivity_w_m_k: Option<f64>,
    /// J/m3K; 2.4e6 when left out.
    pub heat_capacity_j_m3_k: Option<f64>,
    /// degC at the surface; 10.5 when left out, with 0.02 K/m below it.
    pub surface_c: Option<f64>,
    /// Such as "MPG 25 %".
    pub fluid: Option<String>,
    /// Water to the rooms, degC; 35 when left out.
    pub heat_supply_c: Option<f64>,
}

/// What comes of it. Everything of one dwelling, unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Proposal {
    /// What to call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Dwellings in the row.
    pub dwellings: u32,
    /// Asked in a year: heat, hot water, cold, kWh.
    pub asked_kwh: [f64; 3],
    /// Peak of heating, kW.
    pub heat_peak_kw: f64,
    /// Loops.
    pub loops: u32,
    /// Length of each, m.
    pub length_m: f64,
    /// How deep each borehole ends, m below ground level.
    pub end_depth_m: f64,
    /// Whether they keep -3 and 30 degC for 25 years by themselves.
    pub keeps_the_law: bool,
    /// Effective resistance, mK/W.
    pub effective_resistance_m_k_w: f64,
    /// Reynolds number in the pipes: below 2300 the flow is laminar.
    pub reynolds: f64,
    /// 25 years by themselves.
    pub years_25: ChainResult,
    /// 50 years by themselves.
    pub years_50: ChainResult,
    /// Taken out of the ground at most by a metre of loop, W/m.
    pub peak_w_m: f64,
    /// What the others of the row do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub neighbours: Vec<NeighbourAnswer>,
    /// What would help, each computed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
    /// Against a boiler and an air-source heat pump.
    pub money: Money,
    /// What is assumed, and what is odd.
    pub remarks: Vec<Text>,
}

/// What the others of a row do to a dwelling, after 25 years.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct NeighbourAnswer {
    /// From 1, along the row.
    pub dwelling: u32,
    /// How much the others cool its ground, K.
    pub cooled_k: f64,
    /// Whether that is more than 1.5 K (SIKB 8200).
    pub too_much: bool,
    /// Coldest mean fluid with the others, by months, degC.
    pub mean_fluid_min_c: f64,
    /// Coldest that goes into the ground with the others, degC.
    pub into_ground_min_c: f64,
}

/// What would help, and what it comes to.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Remedy {
    /// deeper, further-apart, regeneration or shared-source.
    pub kind: &'static str,
    /// In words.
    pub text: Text,
    /// The most that any dwelling is cooled by the others then, K; none for a shared source.
    pub most_cooled_k: Option<f64>,
    /// Coldest that goes into the ground then, degC.
    pub into_ground_min_c: f64,
    /// Whether all is well then.
    pub enough: bool,
}

/// Money of the middle, and ranges.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Money {
    /// Of when the prices are.
    pub dated: String,
    /// Over how many years.
    pub years: u16,
    /// Closed loops.
    pub closed: Variant,
    /// Gas boiler, and a split unit for the cold.
    pub gas: Variant,
    /// Air-source heat pump.
    pub air: Variant,
    /// Investment of the loops with everything, from low to high, EUR.
    pub closed_investment_eur: Band,
    /// Years in which loops pay back against gas; none is never.
    pub payback_against_gas_years: Option<f64>,
    /// Years in which loops pay back against air; none is never.
    pub payback_against_air_years: Option<f64>,
    /// The best that prices may come to against gas, years.
    pub best_payback_against_gas_years: Option<f64>,
    /// The worst that prices may come to against gas, years; none is never.
    pub worst_payback_against_gas_years: Option<f64>,
    /// Which costs least over the years: closed, gas or air.
    pub cheapest: &'static str,
}

/// Temperatures that the law leaves to what goes into the ground, degC.
const LAW_C: [f64; 2] = [-3.0, 30.0];
/// What systems may cool each other, K: SIKB 8200.
const MOST_COOLED_K: f64 = 1.5;
/// Times of 25 years, the same for every dwelling.
static GRID: LazyLock<Grid> = LazyLock::new(|| Grid::of_years(25.0));
const MOST_LOOPS: u32 = 12;
/// Mass flow of a loop, kg/s.
const FLOW_KG_S: f64 = 0.45;
const TOP_M: f64 = 1.0;
const RADIUS_M: f64 = 0.075;
const COUNTING: Counting = Counting { years: 30, discount: 0.03, rise_gas: 0.0, rise_electricity: 0.0 };

/// A request that has been read.
struct Site {
    asked: Asked,
    load: BuildingLoad,
    ground: Ground,
    undisturbed: Undisturbed,
    coolant: Coolant,
    borehole: Borehole,
    pump: CopLine,
    heat_supply_c: f64,
    spacing_m: f64,
    pitch_m: f64,
    cap_m: f64,
    dwellings: u32,
}

impl ClosedRequest {
    /// Reads TOML; `what` names it in messages.
    ///
    /// # Errors
    /// When it is not of this form.
    pub fn read(what: &str, text: &str) -> Result<Self, Problem> {
        read_toml(what, text)
    }

    fn site(&self, outside_c: Option<&[f64]>) -> Result<Site, Problem> {
        let asked = DwellingData::shipped()?.asked(&self.dwelling)?;
        let load = match outside_c {
            Some(outside_c) => asked.hours(outside_c)?,
            None => asked.hours(&assumed_weather_c())?,
        };
        let ground = Ground {
            conductivity_w_m_k: self.conductivity_w_m_k.unwrap_or(2.0),
            heat_capacity_j_m3_k: self.heat_capacity_j_m3_k.unwrap_or(2.4e6),
            flow: None,
        };
        ground.check()?;
        let undisturbed = Undisturbed::Gradient { surface_c: self.surface_c.unwrap_or(10.5), k_per_m: 0.02 };
        undisturbed.check()?;
        let coolant = match &self.fluid {
            Some(name) => Coolant::parse(name)?,
            None => Coolant::Mix { kind: Additive::PropyleneGlycol, share_pct: 25.0 },
        };
        let pipe = Pipe { inner_radius_m: 0.0163, outer_radius_m: 0.02, wall_w_m_k: 0.42 };
        let dwellings = self.dwellings.unwrap_or(1);
        within("dwellings", f64::from(dwellings), 1.0, 60.0, "a row has some dozens at most; split it")?;
        if let Some(loops) = self.loops {
            within("loops", f64::from(loops), 1.0, f64::from(MOST_LOOPS), "a dwelling has one to four")?;
        }
        let spacing_m = self.spacing_m.unwrap_or(6.0);
        within("spacing_m", spacing_m, 2.0 * RADIUS_M, 100.0, "loops are 5 to 6 m apart")?;
        let pitch_m = self.pitch_m.unwrap_or(5.4);
        within("pitch_m", pitch_m, 2.0, 1000.0, "a terraced house is some 5.4 m wide")?;
        let cap_m = self.depth_cap_m.unwrap_or(250.0);
        positive("depth_cap_m", cap_m - TOP_M - 4.0, 1000.0, "below 5 m a loop is no loop")?;
        Ok(Site {
            asked,
            load,
            ground,
            undisturbed,
            coolant,
            borehole: Borehole {
                radius_m: RADIUS_M,
                grout_w_m_k: 1.5,
                ground_w_m_k: ground.conductivity_w_m_k,
                pipes: Pipes::SingleU { pipe, from_axis_m: 0.04 },
            },
            pump: CopLine::generic_brine()?,
            heat_supply_c: self.heat_supply_c.unwrap_or(35.0),
            spacing_m,
            pitch_m,
            cap_m,
            dwellings,
        })
    }

    /// Loops, depth, temperatures, neighbours and money; with the temperatures outside in each hour, or an assumed
    /// year.
    ///
    /// # Errors
    /// When a number cannot be, or no loops within the depth that is allowed are enough.
    pub fn propose(&self, outside_c: Option<&[f64]>, costs: &ClosedCosts) -> Result<Proposal, Problem> {
        let site = self.site(outside_c)?;
        let (loops, length_m) = match (self.loops, self.length_m) {
            (Some(loops), Some(length_m)) => (loops, length_m),
            (None, Some(length_m)) => (site.loops_of(length_m)?, length_m),
            (loops, None) => site.sought(loops, costs)?,
        };
        within("length_m", length_m, 5.0, 700.0, "closed loops have 20 to 300 m")?;
        let mut remarks = site.assumed(self, outside_c.is_none());
        let design = site.design(loops, length_m)?;
        let chain = site.chain(design.clone())?;
        let (years_25, years_50) = (chain.run(&site.load, 25)?, chain.run(&site.load, 50)?);
        let keeps = |years: &ChainResult| {
            years.into_ground_min_c >= LAW_C[0] - 0.02 && years.into_ground_max_c <= LAW_C[1] + 0.02
        };
        if keeps(&years_25) && !keeps(&years_50) {
            remarks.push(Text {
                nl: "De grens wordt 25 jaar gehaald, maar geen 50.".to_owned(),
                en: "The limit is kept for 25 years, but not for 50.".to_owned(),
            });
        }
        let spf = years_25.last_year.spf_heat;
        if !(3.0..=5.5).contains(&spf) {
            remarks.push(Text {
                nl: format!("Een SPF van {spf:.1} voor warmte valt buiten wat in woningen is gemeten (3 tot 5,5).")
                    .replacen('.', ",", 1),
                en: format!("An SPF of {spf:.1} for heat is outside of what is measured in dwellings (3 to 5.5)."),
            });
        }
        let total_m = length_m * f64::from(loops);
        let flow = site.borehole.flow(&site.coolant, 0.0_f64.max(site.coolant.freezing_c() + 1.0), FLOW_KG_S)?;
        let (neighbours, remedies) = site.neighbours(loops, length_m, &chain, &years_25)?;
        Ok(Proposal {
            name: self.name.clone(),
            dwellings: site.dwellings,
            asked_kwh: [site.asked.heat_kwh, site.asked.hot_water_kwh, site.asked.cooling_kwh],
            heat_peak_kw: site.asked.heat_peak_kw,
            loops,
            length_m,
            end_depth_m: length_m + TOP_M,
            keeps_the_law: keeps(&years_25),
            effective_resistance_m_k_w: design.resistance_m_k_w()?,
            reynolds: flow.reynolds,
            peak_w_m: 1000.0 * years_25.ground_power_kw / total_m,
            neighbours,
            remedies,
            money: site.money(loops, length_m, years_25.mean_electricity_kwh_y, costs),
            years_25,
            years_50,
            remarks,
        })
    }

    /// Loops and length alone, for thousands of dwellings: the COP is that of fluid at one temperature.
    ///
    /// # Errors
    /// As [`ClosedRequest::propose`].
    pub fn quick(&self, outside_c: Option<&[f64]>, costs: &ClosedCosts) -> Result<(u32, f64), Problem> {
        self.site(outside_c)?.sought(self.loops, costs)
    }
}

impl Site {
    fn flow_w_k(&self, loops: u32) -> Result<f64, Problem> {
        Ok(f64::from(loops) * FLOW_KG_S * self.coolant.at(self.fluid_c())?.heat_capacity_j_kg_k)
    }

    /// At which temperature the resistance is taken, degC: cold, as on the worst day.
    fn fluid_c(&self) -> f64 {
        (self.coolant.freezing_c() + 1.0).max(0.0)
    }

    /// Loops of dwelling `number` of the row: spread over its width, in two lines.
    fn field(&self, number: u32, loops: u32, length_m: f64, pitch_m: f64) -> Result<Field, Problem> {
        let step_m = if self.dwellings > 1 { pitch_m / f64::from(loops) } else { self.spacing_m };
        let at = |index: u32| Loop {
            x_m: f64::from(number) * pitch_m + step_m * (f64::from(index) + 0.5),
            y_m: if self.dwellings > 1 && !index.is_multiple_of(2) { self.spacing_m } else { 0.0 },
            length_m,
            top_m: TOP_M,
            radius_m: RADIUS_M,
        };
        Ok(Field::new((0..loops).map(at).collect())?)
    }

    fn design(&self, loops: u32, length_m: f64) -> Result<Design, Problem> {
        let legs = self.borehole.legs(&self.coolant, self.fluid_c(), FLOW_KG_S)?;
        let design = Design {
            field: self.field(0, loops, length_m, self.pitch_m)?,
            ground: self.ground,
            undisturbed: self.undisturbed,
            resistance: Resistance::Legs(legs),
            condition: Condition::EqualInlet,
        };
        design.check()?;
        Ok(design)
    }

    fn chain(&self, design: Design) -> Result<Chain, Problem> {
        let loops = u32::try_from(design.field.loops().len()).unwrap_or(u32::MAX);
        Ok(Chain {
            flow_w_k: self.flow_w_k(loops)?,
            design,
            pump: self.pump,
            heat_supply_c: self.heat_supply_c,
            hot_water_supply_c: 55.0,
            // 40 to 100 W is usual for a dwelling.
            source_pump_w: 40.0 + 8.0 * self.asked.heat_peak_kw,
            regeneration_kw: 0.0,
        })
    }

    /// The length for some loops, m, by hours over 25 years, with the fluid out of the ground at one temperature.
    fn length_m(&self, loops: u32) -> Result<f64, Problem> {
        let design = self.design(loops, 120.0)?;
        let chain = self.chain(design.clone())?;
        let flow_w_k = chain.flow_w_k;
        // A COP at the coldest hour is a little low, which asks a little less of the ground; at a mean it is right for
        // the energy. The chain that follows is exact.
        let load = YearLoad::of_heat_w(&chain.ground_heat_w(&self.load, 3.0))?;
        let [lowest_c, highest_c] = LAW_C;
        let limits = Limits { lowest_c, highest_c, of: Fluid::IntoGround { flow_w_k } };
        let found = design.length_by_hours(&Hourly::new(load, 25), &limits, &GRID)?;
        Ok(found.length_m.max(5.0))
    }

    /// How many loops of a length are enough.
    fn loops_of(&self, length_m: f64) -> Result<u32, Problem> {
        for loops in 1..=MOST_LOOPS {
            match self.length_m(loops) {
                Ok(needed_m) if needed_m <= length_m => return Ok(loops),
                Ok(_) | Err(Problem::Loops(bodemtoets_loops::Problem::NoLength { .. })) => {}
                Err(problem) => return Err(problem),
            }
        }
        Err(self.too_much(length_m))
    }

    fn too_much(&self, length_m: f64) -> Problem {
        Problem::Range {
            name: "depth_cap_m".to_owned(),
            value: length_m + TOP_M,
            why: format!(
                "{MOST_LOOPS} loops of {length_m:.0} m do not keep -3 degC with {:.0} kWh of heat a year; ask less of \
                 the ground, share a source with others, or give heat back in summer",
                self.asked.heat_kwh + self.asked.hot_water_kwh
            ),
        }
    }

    /// Loops and length that cost least within the depth that is allowed.
    fn sought(&self, fixed: Option<u32>, costs: &ClosedCosts) -> Result<(u32, f64), Problem> {
        let longest_m = self.cap_m - TOP_M;
        let mut best: Option<(u32, f64, f64)> = None;
        for loops in fixed.map_or(1..=MOST_LOOPS, |loops| loops..=loops) {
            let length_m = match self.length_m(loops) {
                Ok(length_m) if length_m <= longest_m => length_m,
                Ok(_) | Err(Problem::Loops(bodemtoets_loops::Problem::NoLength { .. })) => continue,
                Err(problem) => return Err(problem),
            };
            let eur = f64::from(loops)
                * (costs.investment.manifold_eur_per_loop.middle + length_m * costs.investment.loop_eur_m.middle);
            if best.is_some_and(|(_, _, least)| eur >= least) {
                break;
            }
            best = Some((loops, length_m, eur));
        }
        let Some((loops, length_m, _)) = best else { return Err(self.too_much(longest_m)) };
        Ok((loops, length_m))
    }

    fn systems(&self, loops: u32, length_m: f64, pitch_m: f64, chain: &Chain) -> Result<Vec<System>, Problem> {
        let heat_w = chain.ground_heat_w(&self.load, 5.0);
        let load = Monthly::new(&YearLoad::of_heat_w(&heat_w)?, 25, 6.0);
        let resistance_m_k_w = chain.design.resistance_m_k_w()?;
        (0..self.dwellings)
            .map(|number| {
                Ok(System {
                    field: self.field(number, loops, length_m, pitch_m)?,
                    load: load.clone(),
                    resistance_m_k_w,
                })
            })
            .collect()
    }

    /// The most that any is cooled, and the coldest into the ground, of the row.
    fn row(&self, loops: u32, length_m: f64, pitch_m: f64, chain: &Chain, alone_c: f64) -> Result<(f64, f64), Problem> {
        let systems = self.systems(loops, length_m, pitch_m, chain)?;
        let found = together(&systems, &self.ground, self.undisturbed, &GRID)?;
        let most = found.iter().fold(f64::NEG_INFINITY, |most, one| most.max(one.cooled_at_end_k));
        let coldest = found.iter().map(|one| one.together.min_c - one.alone.min_c).fold(0.0, f64::min);
        Ok((most, alone_c + coldest))
    }

    fn neighbours(
        &self,
        loops: u32,
        length_m: f64,
        chain: &Chain,
        alone: &ChainResult,
    ) -> Result<(Vec<NeighbourAnswer>, Vec<Remedy>), Problem> {
        if self.dwellings < 2 {
            return Ok((Vec::new(), Vec::new()));
        }
        let systems = self.systems(loops, length_m, self.pitch_m, chain)?;
        let found = together(&systems, &self.ground, self.undisturbed, &GRID)?;
        let answers: Vec<NeighbourAnswer> = (1..)
            .zip(&found)
            .map(|(dwelling, one)| NeighbourAnswer {
                dwelling,
                cooled_k: one.cooled_at_end_k,
                too_much: one.cooled_at_end_k > MOST_COOLED_K,
                mean_fluid_min_c: one.together.min_c,
                into_ground_min_c: alone.into_ground_min_c + one.together.min_c - one.alone.min_c,
            })
            .collect();
        let well = |one: &NeighbourAnswer| !one.too_much && one.into_ground_min_c >= LAW_C[0];
        if answers.iter().all(well) {
            return Ok((answers, Vec::new()));
        }
        Ok((answers, self.remedies(loops, length_m, chain)?))
    }

    /// Deeper, further apart, heat back in summer, or one source together: each computed.
    fn remedies(&self, loops: u32, length_m: f64, chain: &Chain) -> Result<Vec<Remedy>, Problem> {
        let mut remedies = Vec::new();
        let enough = |cooled_k: f64, into_c: f64| cooled_k <= MOST_COOLED_K && into_c >= LAW_C[0];

        let mut deeper_m = length_m;
        let deepest_m = (self.cap_m - TOP_M).max(length_m);
        loop {
            deeper_m = (deeper_m * 1.25).min(deepest_m);
            let deeper = self.chain(self.design(loops, deeper_m)?)?;
            let alone_c = deeper.run(&self.load, 25)?.into_ground_min_c;
            let (cooled_k, into_c) = self.row(loops, deeper_m, self.pitch_m, &deeper, alone_c)?;
            if enough(cooled_k, into_c) || deeper_m >= deepest_m {
                let text = Text {
                    nl: format!("lussen van {deeper_m:.0} m in plaats van {length_m:.0} m"),
                    en: format!("loops of {deeper_m:.0} m instead of {length_m:.0} m"),
                };
                remedies.push(remedy("deeper", text, Some(cooled_k), into_c, enough(cooled_k, into_c)));
                break;
            }
        }

        let alone_c = chain.run(&self.load, 25)?.into_ground_min_c;
        let mut pitch_m = self.pitch_m;
        loop {
            pitch_m *= 1.5;
            let (cooled_k, into_c) = self.row(loops, length_m, pitch_m, chain, alone_c)?;
            if enough(cooled_k, into_c) || pitch_m > 60.0 {
                let text = Text {
                    nl: format!("{pitch_m:.0} m van woning tot woning"),
                    en: format!("{pitch_m:.0} m from dwelling to dwelling"),
                };
                remedies.push(remedy("further-apart", text, Some(cooled_k), into_c, enough(cooled_k, into_c)));
                break;
            }
        }

        let net_kwh = chain.ground_heat_w(&self.load, 5.0).iter().sum::<f64>() / -1000.0;
        let summer_hours = 3672.0;
        let regeneration_kw = (net_kwh / summer_hours).max(0.0);
        let balanced = Chain { regeneration_kw, ..chain.clone() };
        let alone = balanced.run(&self.load, 25)?;
        let (cooled_k, into_c) = self.row(loops, length_m, self.pitch_m, &balanced, alone.into_ground_min_c)?;
        let text = Text {
            nl: format!("{net_kwh:.0} kWh warmte per woning in de zomer terug in de bodem ({regeneration_kw:.1} kW)"),
            en: format!("{net_kwh:.0} kWh of heat a dwelling back into the ground in summer ({regeneration_kw:.1} kW)"),
        };
        remedies.push(remedy("regeneration", text, Some(cooled_k), into_c, enough(cooled_k, into_c)));

        remedies.push(self.shared(loops, length_m)?);
        Ok(remedies)
    }

    /// All loops of the row as one source for all: nobody is cooled by another then, the law counts for the whole.
    fn shared(&self, loops: u32, length_m: f64) -> Result<Remedy, Problem> {
        let fields: Vec<Field> = (0..self.dwellings)
            .map(|number| self.field(number, loops, length_m, self.pitch_m))
            .collect::<Result<_, _>>()?;
        let all = Field::new(fields.iter().flat_map(Field::loops).copied().collect())?;
        let own = self.design(loops, length_m)?;
        let mut chain = self.chain(Design { field: all, condition: Condition::UniformWall, ..own })?;
        chain.source_pump_w *= f64::from(self.dwellings);
        let found = chain.run(&self.load.times(f64::from(self.dwellings)), 25)?;
        let count = self.dwellings;
        let text = Text {
            nl: format!("een gezamenlijke bron van dezelfde lussen voor alle {count} woningen"),
            en: format!("one shared source of the same loops for all {count} dwellings"),
        };
        Ok(remedy("shared-source", text, None, found.into_ground_min_c, found.into_ground_min_c >= LAW_C[0]))
    }

    fn money(&self, loops: u32, length_m: f64, electricity_kwh_y: f64, costs: &ClosedCosts) -> Money {
        let asked = &self.asked;
        let (investment, life, efficiency) = (&costs.investment, &costs.life, &costs.efficiency);
        let all_loops = f64::from(loops);
        // Each number of a range by its own place: 0 low, 1 middle, 2 high.
        let ways = |place: usize, prices: &UnitPrices| {
            let at = |band: Band| band.each()[place];
            let drilled = at(investment.mobilisation_eur)
                + all_loops * (at(investment.manifold_eur_per_loop) + length_m * at(investment.loop_eur_m));
            let brine = at(investment.brine_pump_fixed_eur) + at(investment.brine_pump_eur_kw) * asked.heat_peak_kw;
            let boiler = at(investment.boiler_fixed_eur) + at(investment.boiler_eur_kw) * asked.heat_peak_kw;
            let air = at(investment.air_pump_fixed_eur) + at(investment.air_pump_eur_kw) * asked.heat_peak_kw;
            let part = |price_eur, life_y| Part { price_eur, life_y };
            let cold_kwh = asked.cooling_kwh / efficiency.air_cooling;
            let closed = Bought {
                parts: vec![part(drilled, life.loops_y), part(brine, life.heat_pump_y)],
                electricity_kwh_y,
                gas_m3_y: 0.0,
            };
            let gas = Bought {
                parts: vec![part(boiler, life.boiler_y)],
                electricity_kwh_y: cold_kwh,
                gas_m3_y: asked.heat_kwh / (efficiency.boiler_heat * efficiency.gas_kwh_m3)
                    + asked.hot_water_kwh / (efficiency.boiler_hot_water * efficiency.gas_kwh_m3),
            };
            let air = Bought {
                parts: vec![part(air, life.heat_pump_y)],
                electricity_kwh_y: asked.heat_kwh / efficiency.air_heat
                    + asked.hot_water_kwh / efficiency.air_hot_water
                    + cold_kwh,
                gas_m3_y: 0.0,
            };
            [closed, gas, air].map(|way| way.variant(prices, &COUNTING))
        };
        let middle = costs.middle();
        let energy = &costs.energy;
        let with = |gas: f64, electricity: f64, fixed: f64| UnitPrices {
            gas_eur_m3: gas,
            electricity_eur_kwh: electricity,
            gas_fixed_eur_y: fixed,
            ..middle
        };
        let [closed, gas, air] = ways(1, &middle);
        let kind = with(energy.gas_eur_m3.high, energy.electricity_eur_kwh.low, energy.gas_fixed_eur_y.high);
        let unkind = with(energy.gas_eur_m3.low, energy.electricity_eur_kwh.high, energy.gas_fixed_eur_y.low);
        let [cheap, gas_of_cheap, _] = ways(0, &kind);
        let [dear, gas_of_dear, _] = ways(2, &unkind);
        let all = [("closed", closed.tco_eur), ("gas", gas.tco_eur), ("air", air.tco_eur)];
        let cheapest = all.iter().min_by(|one, other| one.1.total_cmp(&other.1)).map_or("closed", |(name, _)| *name);
        Money {
            dated: costs.dated.clone(),
            years: COUNTING.years,
            closed,
            gas,
            air,
            closed_investment_eur: Band {
                low: cheap.investment_eur,
                middle: closed.investment_eur,
                high: dear.investment_eur,
            },
            payback_against_gas_years: payback_years(&closed, &gas),
            payback_against_air_years: payback_years(&closed, &air),
            best_payback_against_gas_years: payback_years(&cheap, &gas_of_cheap),
            worst_payback_against_gas_years: payback_years(&dear, &gas_of_dear),
            cheapest,
        }
    }

    fn assumed(&self, request: &ClosedRequest, weather: bool) -> Vec<Text> {
        let mut remarks = Vec::new();
        if request.conductivity_w_m_k.is_none() {
            remarks.push(Text {
                nl: "De bodem is aangenomen: 2,0 W/mK (1,5 tot 2,5 is mogelijk; 2 % daarvan is 1 % lengte).".to_owned(),
                en: "The ground is assumed: 2.0 W/mK (1.5 to 2.5 is possible; 2 % of it is 1 % of length).".to_owned(),
            });
        }
        if weather {
            remarks.push(Text {
                nl: "Het weer is een aangenomen jaar; geef --weather voor dat van een station.".to_owned(),
                en: "The weather is an assumed year; give --weather for that of a station.".to_owned(),
            });
        }
        if request.dwelling.heat_kwh.is_none() && request.dwelling.gas_m3.is_none() {
            remarks.push(Text {
                nl: "De vraag is aangenomen naar type, oppervlakte en label; gelijke woningen verschillen een factor twee."
                    .to_owned(),
                en: "The demand is assumed from type, area and label; equal dwellings differ by a factor of two.".to_owned(),
            });
        }
        let lowest_c = LAW_C[0];
        if self.coolant.freezing_c() > lowest_c - 5.0 {
            let (name, freezes) = (self.coolant.name(), self.coolant.freezing_c());
            remarks.push(Text {
                nl: format!("{name} bevriest bij {freezes:.1} °C: te warm voor een verdamper bij -3 °C."),
                en: format!("{name} freezes at {freezes:.1} °C: too warm for an evaporator at -3 °C."),
            });
        }
        remarks
    }
}

fn remedy(kind: &'static str, text: Text, most_cooled_k: Option<f64>, into_ground_min_c: f64, enough: bool) -> Remedy {
    Remedy { kind, text, most_cooled_k, into_ground_min_c, enough }
}
