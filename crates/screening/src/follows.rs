//! What follows for each value that a missing map may have here.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use smallvec::SmallVec;

use super::assessment::Assessment;
use super::decision::Decision;
use super::outcome::VerdictOutcome;
use super::standing::{Standing, replace};
use bodemtoets_ground::crowding::Harm;
use bodemtoets_law::explain::Names as _;
use bodemtoets_law::rules::{Distance, Dwelling, Facts, Quantity, System, Target, Truth, ZoneField, ZoneHit};
use bodemtoets_maps::pack::{DepthLimits, Extent, KindSet};

/// A millimetre: depths that differ by less are the same.
const MILLIMETRE: f64 = 0.001;

/// What follows where a missing map says something, all else as it is.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Consequence {
    /// What the map says: `no-zone:KIND` that the place lies in no zone of the kind, `zone:KIND` that it lies
    /// in one, `zone:KIND.max_depth_m` (or `min_level_m_nap`, `clay_top_m`) that this number of the zone is
    /// between `from` and `to`.
    pub fact: String,
    /// The unit of `from` and `to`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The least value, which counts in; open-ended when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<f64>,
    /// The value below which it holds; open-ended when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<f64>,
    /// The outcome then.
    pub outcome: VerdictOutcome,
    /// Mildest and strictest outcome that are still possible then, when it is still undetermined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[VerdictOutcome; 2]>,
}

impl Assessment<'_> {
    /// What follows for each value of each map that keeps the outcome open; nothing where the map alone
    /// would tell nothing.
    #[must_use]
    pub fn follows(&self) -> Vec<Consequence> {
        if !self.decision.is_open() {
            return Vec::new();
        }
        let kinds = self.screener().kinds();
        let slugs: Vec<String> = kinds.slugs(self.settle.kinds).map(str::to_owned).collect();
        let zones = slugs.into_iter().filter(|slug| slug != "abstraction" && slug != "installation");
        zones
            .filter_map(|slug| Some((kinds.find(&slug)?, slug)))
            .flat_map(|(kind, slug)| self.of_map(kind, &slug))
            .collect()
    }

    /// What follows for each value of the map of one kind.
    fn of_map(&self, kind: KindSet, slug: &str) -> Vec<Consequence> {
        let consequence = |fact: String, decision: Decision| Consequence {
            fact,
            unit: None,
            from: None,
            to: None,
            outcome: decision.into(),
            range: decision.range(),
        };
        let outside = self.decide_on(&WithMap::new(self, kind, None));
        let mut list = vec![consequence(format!("no-zone:{slug}"), outside)];
        let inside = |limits| self.decide_on(&WithMap::new(self, kind, Some(limits)));
        let fields = self.fields_asked(&WithMap::new(self, kind, Some(DepthLimits::default())));
        for field in fields {
            let fact = format!("zone:{slug}.{}", field.slug());
            let decide = |value: f64| inside(limits(field, value));
            let unit = if field == ZoneField::MinLevelMNap { "m NAP" } else { "m" };
            for (from, to, decision) in self.stretches(field, decide) {
                let [from, to] = [from, to].map(|end| end.is_finite().then_some(end));
                list.push(Consequence { unit: Some(unit.to_owned()), from, to, ..consequence(fact.clone(), decision) });
            }
        }
        if list.len() == 1 {
            list.push(consequence(format!("zone:{slug}"), inside(DepthLimits::default())));
        }
        // Where all of it is as open as before, the map would tell nothing.
        list.retain(|one| one.outcome != VerdictOutcome::Undetermined || one.range != self.decision.range());
        list
    }

    /// The numbers of a zone that rules ask for.
    fn fields_asked(&self, facts: &WithMap) -> Vec<ZoneField> {
        let asked = self.findings.iter().map(|finding| self.law_rule(finding)).filter(|rule| rule.outcome.decides());
        let judged = asked.map(|rule| rule.when.judge(facts)).filter(|judged| judged.truth == Truth::Unknown);
        let mut fields: Vec<ZoneField> = Vec::new();
        for field in judged.filter_map(|judged| judged.missing.zone_field) {
            let is_number = !matches!(field, ZoneField::Name | ZoneField::MapDate);
            if is_number && !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    /// The values of a field with the same decision, from one to below another.
    fn stretches(&self, field: ZoneField, decide: impl Fn(f64) -> Decision) -> Vec<(f64, f64, Decision)> {
        let depths = [Quantity::DrillingDepthM, Quantity::ScreenTopM, Quantity::ScreenBottomM];
        let depths = depths.into_iter().filter_map(|depth| self.survey.quantity(depth));
        let ground = self.survey.quantity(Quantity::GroundLevelMNap);
        let mut turns: Vec<f64> = match field {
            ZoneField::MinLevelMNap => depths.filter_map(|depth| Some(ground? - depth)).collect(),
            _ => depths.collect(),
        };
        turns.sort_by(f64::total_cmp);
        turns.dedup();
        let least = if field == ZoneField::MinLevelMNap { f64::NEG_INFINITY } else { 0.0 };
        // On each turn and just beyond it: a rule may hold exactly there or not.
        let starts = turns.iter().flat_map(|turn| [*turn, turn + MILLIMETRE]);
        let before = turns.first().map_or(0.0, |turn| turn - MILLIMETRE);
        let mut stretches = vec![(least, f64::INFINITY, decide(before))];
        for start in starts {
            let decision = decide(start);
            if let Some(last) = stretches.last_mut()
                && last.2 != decision
            {
                last.1 = start;
                stretches.push((start, f64::INFINITY, decision));
            }
        }
        stretches
    }

    /// What the rules come to on other facts.
    pub(super) fn decide_on(&self, facts: &WithMap) -> Decision {
        let alone = |finding| {
            let rule = self.law_rule(finding);
            Standing::alone(rule, &rule.when.judge(facts), facts)
        };
        let mut standings: SmallVec<[Standing; 32]> = self.findings.iter().map(alone).collect();
        replace(self.law, &self.books, &mut standings, |index| self.findings[index].rule);
        self.weighed(&self.findings, standings.iter())
    }
}

fn limits(field: ZoneField, value: f64) -> DepthLimits {
    let none = DepthLimits::default();
    match field {
        ZoneField::MaxDepthM => DepthLimits { max_depth_m: Some(value), ..none },
        ZoneField::MinLevelMNap => DepthLimits { min_level_m_nap: Some(value), ..none },
        ZoneField::ClayTopM => DepthLimits { clay_top_m: Some(value), ..none },
        ZoneField::Name | ZoneField::MapDate => none,
    }
}

/// The facts of a place with the map of one more kind, complete here.
pub(super) struct WithMap<'a> {
    facts: &'a super::survey::Survey<'a>,
    kind: KindSet,
    zones: Vec<ZoneHit>,
}

impl<'a> WithMap<'a> {
    /// With a zone of the kind from ground level down, or with none more than are known.
    fn new(assessment: &'a Assessment<'a>, kind: KindSet, limits: Option<DepthLimits>) -> Self {
        let facts = &assessment.survey;
        let extent = Extent { from_m: 0.0, to_m: f64::INFINITY };
        let zone = limits.map(|limits| ZoneHit { zone: usize::MAX, kinds: kind, extent, limits });
        Self { facts, kind, zones: facts.zones().iter().copied().chain(zone).collect() }
    }

    /// In one more zone.
    pub(super) fn with_zone(assessment: &'a Assessment<'a>, zone: ZoneHit) -> Self {
        let facts = &assessment.survey;
        Self { facts, kind: KindSet::EMPTY, zones: facts.zones().iter().copied().chain([zone]).collect() }
    }
}

impl Facts for WithMap<'_> {
    fn system(&self) -> System {
        self.facts.system()
    }
    fn quantity(&self, quantity: Quantity) -> Option<f64> {
        self.facts.quantity(quantity)
    }
    fn dwelling(&self) -> Option<Dwelling> {
        self.facts.dwelling()
    }
    fn fluid(&self) -> Option<&str> {
        self.facts.fluid()
    }
    fn existing_since(&self) -> Option<Date> {
        self.facts.existing_since()
    }
    fn zones(&self) -> &[ZoneHit] {
        &self.zones
    }
    fn zone_name(&self, zone: usize) -> Option<&str> {
        self.facts.zone_name(zone)
    }
    fn map_date(&self, zone: usize) -> Option<Date> {
        self.facts.map_date(zone)
    }
    fn known_kinds(&self) -> KindSet {
        self.facts.known_kinds().union(self.kind)
    }
    fn known_kinds_within(&self, reach_m: f64) -> KindSet {
        self.facts.known_kinds_within(reach_m)
    }
    fn interference(&self) -> Harm {
        self.facts.interference()
    }
    fn interference_at_any_depth(&self) -> Harm {
        self.facts.interference_at_any_depth()
    }
    fn nearest(&self, target: Target) -> Option<Distance> {
        self.facts.nearest(target)
    }
}
