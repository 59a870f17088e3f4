//! Trials: running the cases that stand beside rules, and measuring what they cover.
//!
//! A *branch* is a question of a condition with one of its answers: it holds, it fails, it is
//! unknown; and, where the question has a limit, exactly on the limit.

use jiff::civil::Date;

use super::case::{Case, Given};
use super::condition::{Condition, InZone};
use super::evaluate::{Bound, Judged, Missing};
use super::facts::{Distance, Dwelling, Facts, Quantities, Quantity, System, Target, ZoneHit, fluid_slug};
use super::rulebook::Rule;
use super::truth::Truth;
use crate::crowding::Harm;
use crate::pack::{Extent, KindSet, Kinds, Role, TooManyKinds};

/// What came of the cases of one rule.
#[derive(Debug, Clone)]
pub struct Trial {
    /// What came of each case, in the order of the rule.
    pub answers: Vec<Answer>,
    /// Every branch of the condition, and whether a case takes it.
    pub branches: Vec<Branch>,
    /// The answers that the rule can have and that no case has.
    pub lacking: Vec<Truth>,
}

/// What came of one case.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What the condition comes to.
    pub judged: Judged,
    /// The names of the facts that are missing, when it is unknown.
    pub missing: Vec<String>,
}

/// One answer to one question of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The question in words.
    pub question: String,
    /// The answer.
    pub way: Way,
    /// Whether a case takes it.
    pub taken: bool,
}

/// How a question may be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It holds.
    Holds,
    /// It fails.
    Fails,
    /// It is unknown.
    Unknown,
    /// Exactly on its limit.
    OnLimit,
}

/// Runs the cases of a rule.
///
/// # Errors
/// When a rule and its cases name more than 64 kinds of zone.
pub fn try_rule(rule: &Rule) -> Result<Trial, TooManyKinds> {
    let mut kinds = Kinds::default();
    let bound = rule.when.bind(&mut kinds)?;
    let mut branches = Vec::new();
    list_branches(&rule.when, &mut branches);
    let mut answers = Vec::new();
    for case in &rule.cases {
        let facts = CaseFacts::new(rule, case, &mut kinds)?;
        let judged = bound.judge(&facts);
        let mut position = 0;
        take_branches(&rule.when, &bound, &facts, None, &mut position, &mut branches);
        let missing = if judged.truth == Truth::Unknown { names(judged.missing, &kinds) } else { Vec::new() };
        answers.push(Answer { judged, missing });
    }
    let possible = [
        (Truth::True, true),
        (Truth::False, rule.when != Condition::Always),
        (Truth::Unknown, branches.iter().any(|branch| branch.way == Way::Unknown)),
    ];
    let has = |truth: Truth| rule.cases.iter().any(|case| case.expected == truth);
    let lacking = possible.into_iter().filter(|(truth, can)| *can && !has(*truth)).map(|(truth, _)| truth).collect();
    Ok(Trial { answers, branches, lacking })
}

/// The names of missing facts, as in verdicts.
fn names(missing: Missing, kinds: &Kinds) -> Vec<String> {
    let numbers = missing.quantities().map(|quantity| quantity.slug().to_owned());
    let words = [(missing.dwelling, "dwelling"), (missing.fluid, "fluid"), (missing.interference, "interference")];
    let words = words.into_iter().filter(|(is, _)| *is).map(|(_, word)| word.to_owned());
    let field = missing.zone_field.map(|field| format!("zone.{}", field.slug()));
    let maps = kinds.slugs(missing.kinds).map(|slug| format!("layer:{slug}"));
    numbers.chain(words).chain(field).chain(maps).collect()
}

/// The ways in which a question can be answered; none for one that joins others.
fn ways(condition: &Condition) -> &'static [Way] {
    use Way::{Fails, Holds, OnLimit, Unknown};
    match condition {
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => &[],
        Condition::Always => &[Holds],
        Condition::Compare(_) | Condition::Within(_) => &[Holds, Fails, Unknown, OnLimit],
        Condition::InZone(_) | Condition::Dwelling(_) | Condition::Fluid(_) | Condition::Interference => {
            &[Holds, Fails, Unknown]
        }
        Condition::ExistingBefore(_) => &[Holds, Fails, OnLimit],
    }
}

fn list_branches(condition: &Condition, list: &mut Vec<Branch>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| list_branches(part, list)),
        Condition::Not(part) => list_branches(part, list),
        question => {
            let words = match question {
                // Its filter has branches of its own.
                Condition::InZone(zone) => Condition::InZone(InZone { filter: None, ..zone.clone() }).to_string(),
                other => other.to_string(),
            };
            let branch = |way: &Way| Branch { question: words.clone(), way: *way, taken: false };
            list.extend(ways(question).iter().map(branch));
            if let Condition::InZone(zone) = question
                && let Some(filter) = &zone.filter
            {
                list_branches(filter, list);
            }
        }
    }
}

/// Marks the branches that a case takes. `position` is that of the next branch in the list.
fn take_branches(
    condition: &Condition,
    bound: &Bound,
    facts: &CaseFacts,
    zone: Option<&ZoneHit>,
    position: &mut usize,
    list: &mut [Branch],
) {
    match (condition, bound) {
        (Condition::All(parts), Bound::All(bounds)) | (Condition::Any(parts), Bound::Any(bounds)) => {
            for (part, bound) in parts.iter().zip(bounds) {
                take_branches(part, bound, facts, zone, position, list);
            }
        }
        (Condition::Not(part), Bound::Not(bound)) => take_branches(part, bound, facts, zone, position, list),
        (Condition::InZone(written), Bound::InZone(kinds, depth, filter)) => {
            let judged = Bound::InZone(*kinds, *depth, None).judge(facts);
            take(condition, judged, facts, position, list);
            if let (Some(part), Some(bound)) = (&written.filter, filter) {
                let first = *position;
                let after = first + count(part);
                for hit in facts.zones.iter().filter(|hit| hit.kinds.meets(*kinds)) {
                    *position = first;
                    take_branches(part, bound, facts, Some(hit), position, list);
                }
                *position = after;
            }
        }
        (question, bound) => take(question, bound.judge_in(facts, zone), facts, position, list),
    }
}

fn take(question: &Condition, judged: Judged, facts: &CaseFacts, position: &mut usize, list: &mut [Branch]) {
    let on_limit = match question {
        Condition::ExistingBefore(date) => facts.given.existing_since == Some(*date),
        _ => judged.measured.is_some_and(|measured| measured.margin.is_some_and(|margin| margin.abs() < 1e-9)),
    };
    let way = match judged.truth {
        Truth::True => Way::Holds,
        Truth::False => Way::Fails,
        Truth::Unknown => Way::Unknown,
    };
    let ways = ways(question);
    for branch in &mut list[*position..*position + ways.len()] {
        branch.taken |= branch.way == way || (branch.way == Way::OnLimit && on_limit);
    }
    *position += ways.len();
}

fn count(condition: &Condition) -> usize {
    let mut list = Vec::new();
    list_branches(condition, &mut list);
    list.len()
}

/// The facts of a case.
#[derive(Debug)]
pub struct CaseFacts<'a> {
    given: &'a Given,
    system: System,
    fluid: Option<String>,
    quantities: Quantities,
    zones: Vec<ZoneHit>,
    known: KindSet,
    roles: [KindSet; 2],
    distances: Vec<(KindSet, f64)>,
}

impl<'a> CaseFacts<'a> {
    /// The facts that a case gives; its kinds of zone are added to the list.
    ///
    /// # Errors
    /// When there are more than 64 kinds.
    pub fn new(rule: &Rule, case: &'a Case, kinds: &mut Kinds) -> Result<Self, TooManyKinds> {
        let given = &case.given;
        let mut quantities = Quantities::default();
        for quantity in Quantity::ALL {
            quantities.set(quantity, given.quantity(quantity));
        }
        let mut zones = Vec::new();
        for (zone, written) in given.zones.iter().enumerate() {
            let extent = Extent { from_m: written.from_m, to_m: written.to_m };
            zones.push(ZoneHit { zone, kinds: kinds.add(&written.kind)?, extent, limits: written.limits });
        }
        let mut distances = Vec::new();
        for (slug, metres) in &given.distance_m {
            distances.push((kinds.add(slug)?, *metres));
        }
        let roles = [kinds.add("abstraction")?, kinds.add("installation")?];
        let mut absent = KindSet::EMPTY;
        for slug in &given.no_map {
            absent = absent.union(kinds.add(slug)?);
        }
        Ok(Self {
            given,
            system: given.system.or(rule.applies_to.first().copied()).unwrap_or(System::Open),
            fluid: given.fluid.as_deref().map(fluid_slug),
            quantities: quantities.with_derived(),
            zones,
            known: KindSet::ALL.without(absent),
            roles,
            distances,
        })
    }
}

impl Facts for CaseFacts<'_> {
    fn system(&self) -> System {
        self.system
    }
    fn quantity(&self, quantity: Quantity) -> Option<f64> {
        self.quantities.get(quantity)
    }
    fn dwelling(&self) -> Option<Dwelling> {
        self.given.dwelling
    }
    fn fluid(&self) -> Option<&str> {
        self.fluid.as_deref()
    }
    fn existing_since(&self) -> Option<Date> {
        self.given.existing_since
    }
    fn zones(&self) -> &[ZoneHit] {
        &self.zones
    }
    fn known_kinds(&self) -> KindSet {
        self.known
    }
    fn known_kinds_within(&self, _reach_m: f64) -> KindSet {
        self.known
    }
    fn interference(&self) -> Harm {
        self.given.interference.unwrap_or(Harm::Unknown)
    }
    fn interference_at_any_depth(&self) -> Harm {
        self.interference()
    }
    fn nearest(&self, target: Target) -> Option<Distance> {
        let kinds = match target {
            Target::Role(Role::Abstraction) => self.roles[0],
            Target::Role(_) => self.roles[1],
            Target::Kind(kinds) => kinds,
        };
        if !self.known.meets(kinds) {
            return None;
        }
        let near = self.distances.iter().filter(|(of, _)| of.meets(kinds)).map(|(_, metres)| *metres);
        // It is a distance to no zone in particular.
        Some(Distance { feature: usize::MAX, metres: near.min_by(f64::total_cmp).unwrap_or(f64::INFINITY) })
    }
}
