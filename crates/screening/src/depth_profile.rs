//! The depth profile: the outcome for every depth the drilling might have.

use jiff::civil::Date;
use smallvec::SmallVec;

use super::assessment::Assessment;
use super::decision::Decision;
use super::positions::Positions;
use super::standing::{Standing, replace};
use bodemtoets_ground::crowding::Harm;
use bodemtoets_law::rules::{Distance, Dwelling, Facts, Outcome, Quantities, Quantity, System, Target, ZoneHit};
use bodemtoets_maps::pack::KindSet;

/// Drillings that end deeper than `from_m` and no deeper than `to_m` have this outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Interval {
    /// Depth above which the interval begins (not included), metres below ground level.
    pub from_m: f64,
    /// Depth at which it ends (included); infinite when there is no end.
    pub to_m: f64,
    /// What the rules come to.
    pub decision: Decision,
    /// Positions in the law of the rules that decide: those that apply with the certain outcome, and those
    /// that may make it stricter.
    pub decisive: Positions,
}

/// The facts of a place with other depths.
pub(super) struct WithDepths<'a, F> {
    pub(super) facts: &'a F,
    pub(super) quantities: Quantities,
    /// Whether it is as deep as applied for, or nothing that depends on that.
    pub(super) as_applied: bool,
}

impl<'a, F: Facts> WithDepths<'a, F> {
    /// With another depth of the drilling.
    fn drilled_to(facts: &'a F, quantities: Quantities, depth_m: f64, as_applied: bool) -> Self {
        let mut quantities = quantities;
        quantities.set(Quantity::DrillingDepthM, Some(depth_m));
        // Screens that this drilling cannot hold are somewhere else, nobody knows where.
        let deepest = quantities.get(Quantity::ScreenBottomM).or(quantities.get(Quantity::ScreenTopM));
        let lost = deepest.is_some_and(|deepest| deepest > depth_m);
        if lost {
            quantities.set(Quantity::ScreenTopM, None);
            quantities.set(Quantity::ScreenBottomM, None);
        }
        Self { facts, quantities, as_applied: as_applied && !lost }
    }
}

impl<F: Facts> Facts for WithDepths<'_, F> {
    fn system(&self) -> System {
        self.facts.system()
    }
    fn quantity(&self, quantity: Quantity) -> Option<f64> {
        self.quantities.get(quantity)
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
        self.facts.zones()
    }
    fn zone_name(&self, zone: usize) -> Option<&str> {
        self.facts.zone_name(zone)
    }
    fn map_date(&self, zone: usize) -> Option<Date> {
        self.facts.map_date(zone)
    }
    fn known_kinds(&self) -> KindSet {
        self.facts.known_kinds()
    }
    fn known_kinds_within(&self, reach_m: f64) -> KindSet {
        self.facts.known_kinds_within(reach_m)
    }
    fn interference(&self) -> Harm {
        if self.as_applied { self.facts.interference() } else { self.facts.interference_at_any_depth() }
    }
    fn interference_at_any_depth(&self) -> Harm {
        self.facts.interference_at_any_depth()
    }
    fn nearest(&self, target: Target) -> Option<Distance> {
        self.facts.nearest(target)
    }
}

impl Assessment<'_> {
    /// The outcome for every depth, from ground level down. Neighbouring depths with the same
    /// outcome and the same deciding rules are one interval. Empty where no rulebook covers.
    #[must_use]
    pub fn profile(&self) -> Vec<Interval> {
        let mut profile: Vec<Interval> = Vec::new();
        self.walk(|from_m, to_m, decision, standings| {
            let deciding = self.decisive(decision, |finding| standings[finding]).into_iter();
            let decisive: Positions = deciding.map(|finding| self.findings[finding].rule).collect();
            match profile.last_mut() {
                Some(last) if last.decision == decision && last.decisive == decisive => last.to_m = to_m,
                _ => profile.push(Interval { from_m, to_m, decision, decisive }),
            }
            true
        });
        profile
    }

    /// See [`Self::allowed_depth_m`].
    pub(super) fn deepest_allowed_m(&self) -> Option<f64> {
        if self.books.is_empty() || self.decision == Decision::NotCovered {
            return None;
        }
        let mut allowed = 0.0;
        self.walk(|_, to_m, decision, _| {
            let safe = decision.strictest_for_certain().is_some_and(|strictest| strictest < Outcome::Prohibited);
            if safe {
                allowed = to_m;
            }
            safe
        });
        Some(allowed)
    }

    /// The least depth that a zone at the place allows, metres below ground level.
    #[must_use]
    pub fn depth_limit_m(&self) -> Option<f64> {
        let ground = self.survey.quantity(Quantity::GroundLevelMNap);
        self.survey.zones().iter().filter_map(|hit| hit.limits.least_depth_m(ground)).min_by(f64::total_cmp)
    }

    /// The depths at which an answer may change with some of the depths of a system, shallow to
    /// deep; the last is infinite.
    pub(super) fn depths(&self, of: &[Quantity]) -> SmallVec<[f64; 16]> {
        let mut depths: SmallVec<[f64; 16]> = SmallVec::new();
        for finding in &self.findings {
            self.law_rule(finding).when.depths(of, &self.survey, &mut depths);
        }
        // What systems do to each other is computed for the depth that was applied for, and for no other.
        let applied_m = self.survey.quantity(Quantity::DrillingDepthM);
        if self.findings.iter().any(|finding| self.law_rule(finding).asks_interference) {
            depths.extend(applied_m);
        }
        for quantity in [Quantity::ScreenTopM, Quantity::ScreenBottomM] {
            depths.extend(self.survey.quantity(quantity));
        }
        depths.retain(|depth| depth.is_finite() && *depth > 0.0);
        depths.sort_unstable_by(f64::total_cmp);
        depths.dedup();
        depths.push(f64::INFINITY);
        depths
    }

    /// Visits the intervals between the depths at which an answer may change, shallow to deep,
    /// for as long as the visitor says so.
    fn walk(&self, mut visit: impl FnMut(f64, f64, Decision, &[Standing]) -> bool) {
        if self.books.is_empty() {
            return;
        }
        let depths = self.depths(&[Quantity::DrillingDepthM]);
        let applied_m = self.survey.quantity(Quantity::DrillingDepthM);
        let mut alone: SmallVec<[Standing; 32]> = self
            .findings
            .iter()
            .map(|finding| Standing::alone(self.law_rule(finding), &finding.judged, &self.survey))
            .collect();
        let in_zones = usize::from(!self.survey.zones().is_empty());
        let mut from_m = 0.0;
        for to_m in depths {
            let middle = if to_m.is_finite() { f64::midpoint(from_m, to_m) } else { from_m + 1.0 };
            let as_applied = applied_m.is_none_or(|applied_m| from_m < applied_m && applied_m <= to_m);
            let facts = WithDepths::drilled_to(&self.survey, self.survey.quantities, middle, as_applied);
            for (finding, alone) in self.findings.iter().zip(&mut alone) {
                let rule = self.law_rule(finding);
                if rule.depends_on_depth[in_zones] && rule.outcome.decides() {
                    *alone = Standing::alone(rule, &rule.when.judge(&facts), &facts);
                }
            }
            let mut standings = alone.clone();
            replace(self.law, &self.books, &mut standings, |index| self.findings[index].rule);
            if !visit(from_m, to_m, self.weighed(&self.findings, standings.iter()), &standings) {
                return;
            }
            from_m = to_m;
        }
    }
}
