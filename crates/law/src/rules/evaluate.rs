//! Evaluation: a condition and facts give a truth value, and the measurement that decided.

use jiff::civil::Date;

use super::condition::{Comparison, Condition, DepthOf, INSTALLATION, Limit, ZoneField};
use super::facts::{Dwelling, Facts, Quantity, Target, ZoneHit};
use super::truth::Truth;
use crate::crowding::{Harm, NEIGHBOURS_WITHIN_M};
use crate::pack::{Extent, KindSet, Kinds, Role, TooManyKinds};

/// A condition whose kinds are bits of the pack's list.
#[derive(Debug, Clone)]
pub enum Bound {
    /// Always holds.
    Always,
    /// All hold.
    All(Vec<Bound>),
    /// At least one holds.
    Any(Vec<Bound>),
    /// Does not hold.
    Not(Box<Bound>),
    /// A number against a limit.
    Compare(Quantity, Comparison, Limit),
    /// In a zone of these kinds.
    InZone(KindSet, DepthOf, Option<Box<Bound>>),
    /// Nearer than a distance to the first target with data.
    Within(f64, Vec<(Target, KindSet)>),
    /// The dwelling is one of these.
    Dwelling(Vec<Dwelling>),
    /// The fluid is one of these.
    Fluid(Vec<String>),
    /// The system existed before this day.
    ExistingBefore(Date),
    /// Existing systems and this one harm each other; the kind is that of existing systems.
    Interference(KindSet),
}

/// The answer to a condition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// Whether it holds.
    pub truth: Truth,
    /// The measurement that decided, where there is one.
    pub measured: Option<Measured>,
    /// What would have to be known.
    pub missing: Missing,
}

/// A measurement against a limit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// What was measured.
    pub fact: Fact,
    /// The value, when known.
    pub value: Option<f64>,
    /// The limit, when there is one.
    pub limit: Option<f64>,
    /// How far the value is from the limit: positive when the condition does not hold by that
    /// much, negative when it does, zero on the limit.
    pub margin: Option<f64>,
    /// The zone that it is about.
    pub zone: Option<usize>,
    /// The site that it is measured to.
    pub site: Option<(Role, usize)>,
}

/// What was measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fact {
    /// A number of the application.
    Quantity(Quantity),
    /// Being in a zone.
    Zone,
    /// The distance to the nearest of something.
    Distance,
    /// The kind of dwelling.
    Dwelling,
    /// The circulation fluid.
    Fluid,
    /// Since when the system exists.
    ExistingSince,
    /// Whether existing systems and this one harm each other.
    Interference,
}

impl Measured {
    /// Something that is not a number.
    fn of(fact: Fact) -> Self {
        Self { fact, value: None, limit: None, margin: None, zone: None, site: None }
    }

    /// The margin as a share of the limit, so that metres and cubic metres compare.
    pub(super) fn relative_margin(&self) -> f64 {
        let scale = self.limit.map_or(1.0, f64::abs);
        self.margin.unwrap_or_default() / if scale > 0.0 { scale } else { 1.0 }
    }
}

impl Fact {
    /// The name, as in verdicts.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Quantity(quantity) => quantity.slug(),
            Self::Zone => "zone",
            Self::Distance => "distance_m",
            Self::Dwelling => "dwelling",
            Self::Fluid => "fluid",
            Self::ExistingSince => "existing_since",
            Self::Interference => "interference",
        }
    }
}

/// Facts that are not known and would have mattered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Missing {
    quantities: u32,
    /// Kinds of zone (or roles) of which there are no, or incomplete, data.
    pub kinds: KindSet,
    /// The kind of dwelling.
    pub dwelling: bool,
    /// The circulation fluid.
    pub fluid: bool,
    /// What existing systems, or the application, do not say and that would tell whether they harm each other.
    pub interference: bool,
    /// The field of a zone that says how deep it allows a drilling to go.
    pub zone_field: Option<ZoneField>,
}

impl Missing {
    fn quantity(quantity: Quantity) -> Self {
        Self { quantities: 1 << quantity as u32, ..Self::default() }
    }

    pub(super) fn kinds(kinds: KindSet) -> Self {
        Self { kinds, ..Self::default() }
    }

    /// Missing in either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            quantities: self.quantities | other.quantities,
            kinds: self.kinds.union(other.kinds),
            dwelling: self.dwelling || other.dwelling,
            fluid: self.fluid || other.fluid,
            interference: self.interference || other.interference,
            zone_field: self.zone_field.or(other.zone_field),
        }
    }

    /// The numbers that are missing.
    pub fn quantities(self) -> impl Iterator<Item = Quantity> {
        Quantity::ALL.into_iter().filter(move |quantity| self.quantities >> *quantity as u32 & 1 == 1)
    }
}

impl Condition {
    /// Translates the slugs of the condition to bits; kinds that are new are added to the list.
    ///
    /// # Errors
    /// When there are more than 64 kinds.
    pub fn bind(&self, kinds: &mut Kinds) -> Result<Bound, TooManyKinds> {
        let bind_all = |parts: &[Self], kinds: &mut Kinds| {
            parts.iter().map(|part| part.bind(kinds)).collect::<Result<Vec<Bound>, TooManyKinds>>()
        };
        Ok(match self {
            Self::Always => Bound::Always,
            Self::All(parts) => Bound::All(bind_all(parts, kinds)?),
            Self::Any(parts) => Bound::Any(bind_all(parts, kinds)?),
            Self::Not(part) => Bound::Not(Box::new(part.bind(kinds)?)),
            Self::Compare(compare) => Bound::Compare(compare.fact, compare.comparison, compare.limit),
            Self::InZone(zone) => {
                let mut set = KindSet::EMPTY;
                for slug in &zone.kind {
                    set = set.union(kinds.add(slug)?);
                }
                let filter = zone.filter.as_ref().map(|filter| filter.bind(kinds)).transpose()?;
                Bound::InZone(set, zone.depth, filter.map(Box::new))
            }
            Self::Within(within) => {
                let mut targets = Vec::with_capacity(within.of.len());
                for slug in &within.of {
                    let set = kinds.add(slug)?;
                    let target = match slug.as_str() {
                        "abstraction" => Target::Role(Role::Abstraction),
                        "installation" => Target::Role(Role::Installation),
                        _ => Target::Kind(set),
                    };
                    targets.push((target, set));
                }
                Bound::Within(within.distance, targets)
            }
            Self::Dwelling(list) => Bound::Dwelling(list.clone()),
            Self::Fluid(list) => Bound::Fluid(list.clone()),
            Self::ExistingBefore(date) => Bound::ExistingBefore(*date),
            Self::Interference => Bound::Interference(kinds.add(INSTALLATION)?),
        })
    }
}

impl Bound {
    /// Whether the condition holds for the facts, and what decided.
    pub fn judge<F: Facts>(&self, facts: &F) -> Judged {
        self.judge_in(facts, None)
    }

    pub(super) fn judge_in<F: Facts>(&self, facts: &F, zone: Option<&ZoneHit>) -> Judged {
        match self {
            Self::Always => Judged { truth: Truth::True, measured: None, missing: Missing::default() },
            Self::All(parts) => all(parts.iter().map(|part| part.judge_in(facts, zone))),
            Self::Any(parts) => any(parts.iter().map(|part| part.judge_in(facts, zone))),
            Self::Not(part) => {
                let judged = part.judge_in(facts, zone);
                let measured = judged.measured.map(|m| Measured { margin: m.margin.map(|margin| -margin), ..m });
                Judged { truth: !judged.truth, measured, ..judged }
            }
            Self::Compare(quantity, comparison, limit) => compare(facts, *quantity, *comparison, *limit, zone),
            Self::InZone(kinds, depth, filter) => in_zone(facts, *kinds, *depth, filter.as_deref()),
            Self::Within(distance, targets) => within(facts, *distance, targets),
            Self::Dwelling(list) => {
                let dwelling = facts.dwelling();
                let truth = dwelling.map_or(Truth::Unknown, |dwelling| list.contains(&dwelling).into());
                let missing = Missing { dwelling: dwelling.is_none(), ..Missing::default() };
                Judged { truth, measured: Some(Measured::of(Fact::Dwelling)), missing }
            }
            Self::Fluid(list) => {
                let fluid = facts.fluid();
                let truth = fluid.map_or(Truth::Unknown, |fluid| list.iter().any(|one| one == fluid).into());
                let missing = Missing { fluid: fluid.is_none(), ..Missing::default() };
                Judged { truth, measured: Some(Measured::of(Fact::Fluid)), missing }
            }
            Self::ExistingBefore(date) => {
                let truth = facts.existing_since().is_some_and(|since| since < *date).into();
                Judged { truth, measured: Some(Measured::of(Fact::ExistingSince)), missing: Missing::default() }
            }
            Self::Interference(kinds) => interference(facts, *kinds),
        }
    }

    /// The depths at which the answer may change with some of the depths of a system (that of the
    /// drilling, those of the screens), added to a list. Those that zones give are not among them.
    pub fn depths(&self, of: &[Quantity], ground_level_m_nap: Option<f64>, list: &mut impl Extend<f64>) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.depths(of, ground_level_m_nap, list);
                }
            }
            Self::Not(part) => part.depths(of, ground_level_m_nap, list),
            Self::Compare(quantity, _, Limit::Number(limit)) if of.contains(quantity) => list.extend([*limit]),
            Self::Compare(quantity, _, Limit::Nap { nap }) if of.contains(quantity) => {
                list.extend(ground_level_m_nap.map(|ground| ground - nap));
            }
            Self::InZone(_, _, Some(filter)) => filter.depths(of, ground_level_m_nap, list),
            _ => {}
        }
    }

    /// Whether the condition fails for sure as long as the limits on use that are not stated are
    /// kept. When it does, a verdict can stand on the condition that they are.
    pub fn fails_when_kept<F: Facts>(&self, facts: &F) -> bool {
        self.kept(facts, true) == Truth::False
    }

    /// The truth with every unknown fact of use on the good side: that on which a condition which
    /// is not turned around (`wanted`) fails.
    fn kept<F: Facts>(&self, facts: &F, wanted: bool) -> Truth {
        match self {
            Self::All(parts) => parts.iter().map(|part| part.kept(facts, wanted)).min().unwrap_or(Truth::True),
            Self::Any(parts) => parts.iter().map(|part| part.kept(facts, wanted)).max().unwrap_or(Truth::False),
            Self::Not(part) => !part.kept(facts, !wanted),
            Self::Compare(quantity, ..) if quantity.is_of_use() && facts.quantity(*quantity).is_none() => {
                (!wanted).into()
            }
            other => other.judge(facts).truth,
        }
    }

    /// Whether it can hold anywhere on a map that delivers some kinds and no others.
    #[must_use]
    pub fn may_hold_with(&self, delivered: KindSet) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.may_hold_with(delivered)),
            Self::Any(parts) => parts.iter().any(|part| part.may_hold_with(delivered)),
            Self::InZone(kinds, ..) | Self::Interference(kinds) => kinds.meets(delivered),
            Self::Within(_, targets) => targets.iter().any(|(_, kinds)| kinds.meets(delivered)),
            _ => true,
        }
    }

    /// Whether the depth of the drilling can change the answer, at a place in some zone or in none.
    #[must_use]
    pub fn depends_on_depth(&self, in_zones: bool) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.depends_on_depth(in_zones)),
            Self::Not(part) => part.depends_on_depth(in_zones),
            Self::Compare(quantity, ..) => quantity.is_depth(),
            Self::InZone(..) => in_zones,
            Self::Interference(_) => true,
            Self::Always | Self::Within(..) | Self::Dwelling(_) | Self::Fluid(_) | Self::ExistingBefore(_) => false,
        }
    }
}

/// The strictest answer of a list ("or"). Of answers that agree, the one with the smallest margin
/// decides: furthest over its limit, or nearest to it.
fn any(answers: impl Iterator<Item = Judged>) -> Judged {
    fold(answers, Truth::False, |new, old| new > old, |new, old| new < old)
}

/// The weakest answer of a list ("and"). Of answers that agree, the one with the largest margin
/// decides: it is the first to change.
pub(super) fn all(answers: impl Iterator<Item = Judged>) -> Judged {
    fold(answers, Truth::True, |new, old| new < old, |new, old| new > old)
}

fn fold(
    answers: impl Iterator<Item = Judged>,
    start: Truth,
    stronger: impl Fn(Truth, Truth) -> bool,
    telling: impl Fn(f64, f64) -> bool,
) -> Judged {
    let mut result = Judged { truth: start, measured: None, missing: Missing::default() };
    for answer in answers {
        if stronger(answer.truth, result.truth) {
            let missing = if answer.truth == Truth::Unknown { answer.missing } else { Missing::default() };
            result = Judged { missing, ..answer };
        } else if answer.truth == result.truth {
            if says_more(answer.measured, result.measured, &telling) {
                result.measured = answer.measured;
            }
            if answer.truth == Truth::Unknown {
                result.missing = result.missing.union(answer.missing);
            }
        }
    }
    result
}

/// Whether a measurement tells more than the one at hand; any beats none.
fn says_more(new: Option<Measured>, old: Option<Measured>, telling: impl Fn(f64, f64) -> bool) -> bool {
    match (new, old) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(new), Some(old)) => match (new.margin, old.margin) {
            (Some(_), Some(_)) => telling(new.relative_margin(), old.relative_margin()),
            (new, None) => new.is_some(),
            (None, Some(_)) => false,
        },
    }
}

fn compare<F: Facts>(
    facts: &F,
    quantity: Quantity,
    comparison: Comparison,
    limit: Limit,
    zone: Option<&ZoneHit>,
) -> Judged {
    let value = facts.quantity(quantity);
    // A level becomes a depth where the ground level is known.
    let ground = facts.quantity(Quantity::GroundLevelMNap);
    let limits = zone.map(|zone| zone.limits).unwrap_or_default();
    let (limit_value, missing_limit) = match limit {
        Limit::Number(number) => (Some(number), Missing::default()),
        Limit::Nap { nap } => (ground.map(|ground| ground - nap), Missing::quantity(Quantity::GroundLevelMNap)),
        Limit::Zone { zone: field } => {
            let absent = Missing { zone_field: Some(field), ..Missing::default() };
            match (field, limits.min_level_m_nap) {
                (ZoneField::MaxDepthM, _) => (limits.max_depth_m, absent),
                (ZoneField::ClayTopM, _) => (limits.clay_top_m, absent),
                (ZoneField::MinLevelMNap, None) => (None, absent),
                (ZoneField::MinLevelMNap, Some(level)) => {
                    (ground.map(|ground| ground - level), Missing::quantity(Quantity::GroundLevelMNap))
                }
            }
        }
    };
    let mut measured = Measured {
        fact: Fact::Quantity(quantity),
        value,
        limit: limit_value,
        margin: None,
        zone: zone.map(|zone| zone.zone),
        site: None,
    };
    let (Some(number), Some(bound)) = (value, limit_value) else {
        let mut missing = Missing::default();
        if value.is_none() {
            missing = missing.union(Missing::quantity(quantity));
        }
        if limit_value.is_none() {
            missing = missing.union(missing_limit);
        }
        return Judged { truth: Truth::Unknown, measured: Some(measured), missing };
    };
    let (holds, margin) = match comparison {
        Comparison::Above => (number > bound, bound - number),
        Comparison::AtLeast => (number >= bound, bound - number),
        Comparison::Below => (number < bound, number - bound),
        Comparison::AtMost => (number <= bound, number - bound),
    };
    measured.margin = Some(margin);
    Judged { truth: holds.into(), measured: Some(measured), missing: Missing::default() }
}

fn in_zone<F: Facts>(facts: &F, kinds: KindSet, depth: DepthOf, filter: Option<&Bound>) -> Judged {
    let hits = facts.zones().iter().filter(|hit| hit.kinds.meets(kinds)).map(|hit| {
        let reached = reaches(facts, hit, depth);
        match filter {
            None => reached,
            Some(filter) => all([reached, filter.judge_in(facts, Some(hit))].into_iter()),
        }
    });
    let found = any(hits);
    // No hit proves nothing where the data are missing.
    let unknown = kinds.without(facts.known_kinds());
    if found.truth == Truth::True || unknown.is_empty() {
        return found;
    }
    let absent = Judged { truth: Truth::Unknown, measured: None, missing: Missing::kinds(unknown) };
    any([found, absent].into_iter())
}

/// Whether the drilling or the screens reach into the vertical extent of a zone.
pub(super) fn reaches<F: Facts>(facts: &F, hit: &ZoneHit, depth: DepthOf) -> Judged {
    let Extent { from_m, to_m } = hit.extent;
    let from_m = if depth == DepthOf::Any { 0.0 } else { from_m };
    let (truth, quantity, value) = match depth {
        DepthOf::Drilling | DepthOf::Any => {
            let value = facts.quantity(Quantity::DrillingDepthM);
            (deeper_than(value, from_m), Quantity::DrillingDepthM, value)
        }
        DepthOf::Screens => {
            let (top, bottom) = (facts.quantity(Quantity::ScreenTopM), facts.quantity(Quantity::ScreenBottomM));
            // Screens end no deeper than the drilling does.
            let below_top = match (bottom, facts.quantity(Quantity::DrillingDepthM)) {
                (None, Some(drilling)) if drilling <= from_m => Truth::False,
                (bottom, _) => deeper_than(bottom, from_m),
            };
            let above_bottom = match (top, bottom) {
                _ if to_m.is_infinite() => Truth::True,
                (Some(top), _) => (top < to_m).into(),
                (None, Some(bottom)) if bottom <= to_m => Truth::True,
                _ => Truth::Unknown,
            };
            let quantity = if below_top == Truth::True { Quantity::ScreenTopM } else { Quantity::ScreenBottomM };
            (below_top.min(above_bottom), quantity, facts.quantity(quantity))
        }
    };
    let missing = if truth == Truth::Unknown { Missing::quantity(quantity) } else { Missing::default() };
    // A zone that begins at ground level is reached by any drilling: there is nothing to measure.
    let limited = from_m > 0.0;
    let measured = Measured {
        fact: if limited { Fact::Quantity(quantity) } else { Fact::Zone },
        value: value.filter(|_| limited),
        limit: limited.then_some(from_m),
        margin: value.filter(|_| limited).map(|value| from_m - value),
        zone: Some(hit.zone),
        site: None,
    };
    Judged { truth, measured: Some(measured), missing }
}

fn deeper_than(value: Option<f64>, from_m: f64) -> Truth {
    if from_m <= 0.0 { Truth::True } else { value.map_or(Truth::Unknown, |value| (value > from_m).into()) }
}

fn within<F: Facts>(facts: &F, limit_m: f64, targets: &[(Target, KindSet)]) -> Judged {
    for &(target, kinds) in targets {
        let Some(nearest) = facts.nearest(target) else { continue };
        let holds = nearest.metres < limit_m;
        let value = nearest.metres.is_finite().then_some(nearest.metres);
        let (zone, site) = match target {
            _ if value.is_none() => (None, None),
            Target::Role(role) => (None, Some((role, nearest.feature))),
            Target::Kind(_) => (Some(nearest.feature), None),
        };
        let measured = Measured {
            fact: Fact::Distance,
            value,
            limit: Some(limit_m),
            margin: value.map(|metres| metres - limit_m),
            zone,
            site,
        };
        let unknown = kinds.without(facts.known_kinds_within(limit_m));
        if !holds && !unknown.is_empty() {
            return Judged { truth: Truth::Unknown, measured: Some(measured), missing: Missing::kinds(unknown) };
        }
        return Judged { truth: holds.into(), measured: Some(measured), missing: Missing::default() };
    }
    let kinds = targets.iter().fold(KindSet::EMPTY, |set, (_, kinds)| set.union(*kinds));
    Judged { truth: Truth::Unknown, measured: None, missing: Missing::kinds(kinds) }
}

/// Whether existing systems and this one harm each other. Where the map of them is missing or not complete it
/// is that which would tell.
fn interference<F: Facts>(facts: &F, kinds: KindSet) -> Judged {
    let truth = match facts.interference() {
        Harm::Harm => Truth::True,
        Harm::Unknown => Truth::Unknown,
        Harm::None => Truth::False,
    };
    let mut missing = Missing::default();
    if truth == Truth::Unknown {
        missing = Missing::kinds(kinds.without(facts.known_kinds_within(NEIGHBOURS_WITHIN_M)));
        missing.interference = missing.kinds.is_empty();
    }
    Judged { truth, measured: Some(Measured::of(Fact::Interference)), missing }
}
