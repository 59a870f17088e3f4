//! A row of dwellings that each have their own loops: what each does to the others, and what would help.

use bodemtoets_loops::{Condition, Design, Field, Hourly, Loop, Monthly, System, Together, YearLoad, together};
use bodemtoets_words::lang::Text;
use bodemtoets_words::words::{fixed, text};
use schemars::JsonSchema;
use serde::Serialize;

use super::chain::{Chain, ChainResult};
use super::money::ClosedCosts;
use super::site::{GRID, LAW_C, SIZED_AT_C, Site, YEARS};
use crate::problem::Problem;

/// What systems may cool each other, K: SIKB 8200.
pub const MOST_COOLED_K: f64 = 1.5;

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

/// A street that follows: the first dwellings of the row have loops, the others not yet.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StreetAnswer {
    /// How many have loops.
    pub dwellings: u32,
    /// The most that one of them is cooled by the others after 25 years, K.
    pub most_cooled_k: f64,
    /// Coldest that goes into the ground at any of them, degC.
    pub into_ground_min_c: f64,
    /// Whether none is cooled by more than 1.5 K and all keep -3 degC.
    pub is_well: bool,
}

/// What loops do to one of the same length beside them, after 25 years.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Influence {
    /// From the last loop, m.
    pub distance_m: f64,
    /// How much it is cooled, K; below 0 when it is warmed.
    pub cooled_k: f64,
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

/// A street of separate systems against one source together, each as small as the law lets it be.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SideBySide {
    /// Each with its own loops, so long that none is cooled by more than 1.5 K; none when no length does that within the
    /// depth that is allowed.
    pub separate: Option<SourceAnswer>,
    /// One source for all; nobody cools another.
    pub shared: Option<SourceAnswer>,
}

/// All loops of a street.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SourceAnswer {
    /// Loops of all dwellings.
    pub loops: u32,
    /// Length of each, m.
    pub length_m: f64,
    /// All of it, m.
    pub total_m: f64,
    /// Coldest that goes into the ground, degC.
    pub into_ground_min_c: f64,
    /// Loops and manifolds, drilled in one go, at middle prices, EUR.
    pub investment_eur: f64,
}

/// What a row comes to.
pub(super) struct RowAnswer {
    pub(super) neighbours: Vec<NeighbourAnswer>,
    pub(super) street: Vec<StreetAnswer>,
    pub(super) remedies: Vec<Remedy>,
    pub(super) side_by_side: Option<SideBySide>,
}

/// Fluid out of the ground at which the COP is taken for what neighbours do over the years, degC.
const YEARLY_C: f64 = 5.0;
/// Distances at which the influence is told, m.
const DISTANCES_M: [f64; 8] = [3.0, 5.0, 7.5, 10.0, 15.0, 20.0, 30.0, 50.0];
/// Hours of May to September, in which heat is brought back.
const SUMMER_HOURS: f64 = 3672.0;
/// The widest pitch that is tried, m.
const WIDEST_M: f64 = 60.0;

fn is_well(cooled_k: f64, into_c: f64) -> bool {
    cooled_k <= MOST_COOLED_K && into_c >= LAW_C[0]
}

impl Site {
    /// The first `dwellings` of the row, each with loops of a length.
    fn systems(
        &self,
        dwellings: u32,
        loops: u32,
        length_m: f64,
        pitch_m: f64,
        chain: &Chain,
    ) -> Result<Vec<System>, Problem> {
        let heat_w = chain.ground_heat_w(&self.load, YEARLY_C);
        let load = Monthly::new(&YearLoad::of_heat_w(&heat_w)?, YEARS, 6.0);
        let resistance_m_k_w = chain.design.resistance_m_k_w()?;
        let system = |number| -> Result<System, Problem> {
            let field = self.field(number, loops, length_m, pitch_m)?;
            Ok(System { field, load: load.clone(), resistance_m_k_w })
        };
        (0..dwellings).map(system).collect()
    }

    /// What the loops of one dwelling do to a loop beside the one that lies furthest east.
    pub(super) fn influence(&self, loops: u32, length_m: f64, chain: &Chain) -> Result<Vec<Influence>, Problem> {
        let ours = self.systems(1, loops, length_m, self.pitch_m, chain)?;
        let Some(ours) = ours.first() else { return Ok(Vec::new()) };
        let nothing = Monthly::new(&YearLoad::of_heat_w(&vec![0.0; bodemtoets_loops::HOURS])?, YEARS, 6.0);
        let eastmost = ours.field.loops().iter().max_by(|one, other| one.x_m.total_cmp(&other.x_m)).copied();
        let Some(eastmost) = eastmost else { return Ok(Vec::new()) };
        let influence = |distance_m: f64| -> Result<Influence, Problem> {
            let beside = Field::new(vec![Loop { x_m: eastmost.x_m + distance_m, ..eastmost }])?;
            let resistance_m_k_w = ours.resistance_m_k_w;
            let beside = System { field: beside, load: nothing.clone(), resistance_m_k_w };
            let found = self.together(&[ours.clone(), beside])?;
            Ok(Influence { distance_m, cooled_k: found.last().map_or(0.0, |one| one.cooled_at_end_k) })
        };
        DISTANCES_M.into_iter().map(influence).collect()
    }

    fn together(&self, systems: &[System]) -> Result<Vec<Together>, Problem> {
        Ok(together(systems, &self.ground, self.undisturbed, &GRID)?)
    }

    /// The most that any is cooled, and the coldest into the ground, of the row; `alone_c` is that of one by itself.
    fn worst_of_row(
        &self,
        loops: u32,
        length_m: f64,
        pitch_m: f64,
        chain: &Chain,
        alone_c: f64,
    ) -> Result<(f64, f64), Problem> {
        let systems = self.systems(self.dwellings, loops, length_m, pitch_m, chain)?;
        Ok(worst(&self.together(&systems)?, alone_c))
    }

    pub(super) fn row(
        &self,
        loops: u32,
        length_m: f64,
        chain: &Chain,
        alone: &ChainResult,
        costs: &ClosedCosts,
    ) -> Result<RowAnswer, Problem> {
        if self.dwellings < 2 {
            return Ok(RowAnswer {
                neighbours: Vec::new(),
                street: Vec::new(),
                remedies: Vec::new(),
                side_by_side: None,
            });
        }
        let systems = self.systems(self.dwellings, loops, length_m, self.pitch_m, chain)?;
        let found = self.together(&systems)?;
        let neighbours: Vec<NeighbourAnswer> = (1..)
            .zip(&found)
            .map(|(dwelling, one)| NeighbourAnswer {
                dwelling,
                cooled_k: one.cooled_at_end_k,
                too_much: one.cooled_at_end_k > MOST_COOLED_K,
                mean_fluid_min_c: one.together.min_c,
                into_ground_min_c: alone.into_ground_min_c + one.together.min_c - one.alone.min_c,
            })
            .collect();
        let all_well = neighbours.iter().all(|one| is_well(one.cooled_k, one.into_ground_min_c));
        Ok(RowAnswer {
            street: self.street(&systems, alone)?,
            remedies: if all_well { Vec::new() } else { self.remedies(loops, length_m, chain, alone)? },
            side_by_side: Some(self.side_by_side(loops, costs)?),
            neighbours,
        })
    }

    /// The first one, two, four, ... of the row.
    fn street(&self, systems: &[System], alone: &ChainResult) -> Result<Vec<StreetAnswer>, Problem> {
        let mut counts: Vec<u32> = std::iter::successors(Some(1), |count| Some(count * 2))
            .take_while(|count| *count < self.dwellings)
            .collect();
        counts.push(self.dwellings);
        let answer = |dwellings: u32| -> Result<StreetAnswer, Problem> {
            let first = usize::try_from(dwellings).map_or(systems, |count| &systems[..count.min(systems.len())]);
            let (most_cooled_k, into_ground_min_c) = worst(&self.together(first)?, alone.into_ground_min_c);
            // Nobody cools a dwelling that is alone.
            let most_cooled_k = if dwellings == 1 { 0.0 } else { most_cooled_k };
            let is_well = is_well(most_cooled_k, into_ground_min_c);
            Ok(StreetAnswer { dwellings, most_cooled_k, into_ground_min_c, is_well })
        };
        counts.into_iter().map(answer).collect()
    }

    /// Deeper, further apart, heat back in summer, or one source together: each computed.
    fn remedies(&self, loops: u32, length_m: f64, chain: &Chain, alone: &ChainResult) -> Result<Vec<Remedy>, Problem> {
        Ok(vec![
            self.deeper(loops, length_m)?,
            self.further_apart(loops, length_m, chain, alone)?,
            self.regenerated(loops, length_m, chain)?,
            self.shared(loops, length_m)?,
        ])
    }

    fn deeper(&self, loops: u32, length_m: f64) -> Result<Remedy, Problem> {
        let deepest_m = self.longest_m.max(length_m);
        let mut deeper_m = length_m;
        loop {
            deeper_m = (deeper_m * 1.25).min(deepest_m);
            let (cooled_k, into_c) = self.row_of_length(loops, deeper_m)?;
            if is_well(cooled_k, into_c) || deeper_m >= deepest_m {
                let text = Text::both(|lang| {
                    let (deeper, now) = (fixed(deeper_m, 0, lang), fixed(length_m, 0, lang));
                    text!(lang,
                        nl: "lussen van {deeper} m in plaats van {now} m",
                        en: "loops of {deeper} m instead of {now} m",
                    )
                });
                return Ok(remedy("deeper", text, Some(cooled_k), into_c));
            }
        }
    }

    /// The row with loops of another length: most cooled, coldest into the ground.
    fn row_of_length(&self, loops: u32, length_m: f64) -> Result<(f64, f64), Problem> {
        let chain = self.chain(self.design(loops, length_m)?)?;
        let alone_c = chain.run(&self.load, YEARS)?.into_ground_min_c;
        self.worst_of_row(loops, length_m, self.pitch_m, &chain, alone_c)
    }

    fn further_apart(&self, loops: u32, length_m: f64, chain: &Chain, alone: &ChainResult) -> Result<Remedy, Problem> {
        let mut pitch_m = self.pitch_m;
        loop {
            pitch_m *= 1.5;
            let (cooled_k, into_c) = self.worst_of_row(loops, length_m, pitch_m, chain, alone.into_ground_min_c)?;
            if is_well(cooled_k, into_c) || pitch_m > WIDEST_M {
                let text = Text::both(|lang| {
                    let pitch = fixed(pitch_m, 0, lang);
                    text!(lang, nl: "{pitch} m van woning tot woning", en: "{pitch} m from dwelling to dwelling")
                });
                return Ok(remedy("further-apart", text, Some(cooled_k), into_c));
            }
        }
    }

    fn regenerated(&self, loops: u32, length_m: f64, chain: &Chain) -> Result<Remedy, Problem> {
        let net_kwh = chain.ground_heat_w(&self.load, YEARLY_C).iter().sum::<f64>() / -1000.0;
        let regeneration_kw = (net_kwh / SUMMER_HOURS).max(0.0);
        let balanced = Chain { regeneration_kw, ..chain.clone() };
        let alone = balanced.run(&self.load, YEARS)?;
        let (cooled_k, into_c) =
            self.worst_of_row(loops, length_m, self.pitch_m, &balanced, alone.into_ground_min_c)?;
        let text = Text::both(|lang| {
            let (net, kw) = (fixed(net_kwh, 0, lang), fixed(regeneration_kw, 1, lang));
            text!(lang,
                nl: "{net} kWh warmte per woning in de zomer terug in de bodem ({kw} kW)",
                en: "{net} kWh of heat a dwelling back into the ground in summer ({kw} kW)",
            )
        });
        Ok(remedy("regeneration", text, Some(cooled_k), into_c))
    }

    /// All loops of the row as one source for all: nobody is cooled by another then, the law counts for the whole.
    fn shared(&self, loops: u32, length_m: f64) -> Result<Remedy, Problem> {
        let chain = self.chain(self.shared_design(loops, length_m)?)?;
        let found = self.all_of(chain).run(&self.load.times(f64::from(self.dwellings)), YEARS)?;
        let text = Text::both(|lang| {
            let count = self.dwellings;
            text!(lang,
                nl: "een gezamenlijke bron van dezelfde lussen voor alle {count} woningen",
                en: "one shared source of the same loops for all {count} dwellings",
            )
        });
        Ok(remedy("shared-source", text, None, found.into_ground_min_c))
    }

    fn shared_design(&self, loops: u32, length_m: f64) -> Result<Design, Problem> {
        let fields: Vec<Field> = (0..self.dwellings)
            .map(|number| self.field(number, loops, length_m, self.pitch_m))
            .collect::<Result<_, _>>()?;
        let field = Field::new(fields.iter().flat_map(Field::loops).copied().collect())?;
        Ok(Design { field, condition: Condition::UniformWall, ..self.design(loops, length_m)? })
    }

    fn all_of(&self, chain: Chain) -> Chain {
        Chain { source_pump_w: chain.source_pump_w * f64::from(self.dwellings), ..chain }
    }

    /// Separate loops that leave each other within 1.5 K, and one source that keeps the law, side by side.
    fn side_by_side(&self, loops: u32, costs: &ClosedCosts) -> Result<SideBySide, Problem> {
        let all = loops * self.dwellings;
        let answer = |(length_m, into_ground_min_c): (f64, f64)| SourceAnswer {
            loops: all,
            length_m,
            total_m: length_m * f64::from(all),
            into_ground_min_c,
            investment_eur: costs.drilled_eur(f64::from(all), length_m, 1),
        };
        let separate = self.separate_length_m(loops)?.map(answer);
        let shared = self.shared_length_m(loops)?.map(answer);
        Ok(SideBySide { separate, shared })
    }

    /// The shortest loops, to a metre, with which no dwelling of the row is cooled too much.
    fn separate_length_m(&self, loops: u32) -> Result<Option<(f64, f64)>, Problem> {
        let (mut short, mut long) = (20.0, self.longest_m);
        let at_most = self.row_of_length(loops, long)?;
        if long <= short || !is_well(at_most.0, at_most.1) {
            return Ok(None);
        }
        let mut into_c = at_most.1;
        while long - short > 1.0 {
            let middle = f64::midpoint(short, long);
            let (cooled_k, coldest_c) = self.row_of_length(loops, middle)?;
            if is_well(cooled_k, coldest_c) { (long, into_c) = (middle, coldest_c) } else { short = middle }
        }
        Ok(Some((long, into_c)))
    }

    /// The shortest loops of one source for all that keep the law.
    fn shared_length_m(&self, loops: u32) -> Result<Option<(f64, f64)>, Problem> {
        let design = self.shared_design(loops, 100.0_f64.min(self.longest_m))?;
        let chain = self.all_of(self.chain(design.clone())?);
        let load = self.load.times(f64::from(self.dwellings));
        let hourly = Hourly::new(YearLoad::of_heat_w(&chain.ground_heat_w(&load, SIZED_AT_C))?, YEARS);
        let found = match design.length_by_hours(&hourly, &self.limits(loops * self.dwellings)?, &GRID) {
            Ok(found) if found.length_m <= self.longest_m => found.length_m.max(5.0),
            Ok(_) | Err(bodemtoets_loops::Problem::NoLength { .. }) => return Ok(None),
            Err(problem) => return Err(problem.into()),
        };
        let chain = self.all_of(self.chain(self.shared_design(loops, found)?)?);
        Ok(Some((found, chain.run(&load, YEARS)?.into_ground_min_c)))
    }
}

/// The most that one is cooled, and the coldest that goes into the ground.
fn worst(found: &[Together], alone_c: f64) -> (f64, f64) {
    let most = found.iter().fold(f64::NEG_INFINITY, |most, one| most.max(one.cooled_at_end_k));
    let coldest = found.iter().map(|one| one.together.min_c - one.alone.min_c).fold(0.0, f64::min);
    (most, alone_c + coldest)
}

fn remedy(kind: &'static str, text: Text, most_cooled_k: Option<f64>, into_ground_min_c: f64) -> Remedy {
    let enough = is_well(most_cooled_k.unwrap_or(0.0), into_ground_min_c);
    Remedy { kind, text, most_cooled_k, into_ground_min_c, enough }
}
