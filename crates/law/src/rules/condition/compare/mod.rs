//! `fact = "flow_m3_h", above = 10`: a number compares to a limit.

mod limit;
mod words;

use std::fmt;
use std::ops::RangeInclusive;

use limit::Limit;

use super::branch::Way;
use super::form::{Form, Grammar};
use super::ground::{Aspect, Ground};
use super::question::Question;
use super::world::{Follows, Origin, Scope, World};
use crate::rules::changes::Changes;
use crate::rules::comparison::Comparison;
use crate::rules::facts::{Facts, Quantity};
use crate::rules::judgement::{Fact, Judgement, Measured, Missing};
use crate::rules::reading::{Keys, Reader};
use crate::rules::truth::Truth;
use crate::rules::wording::Wording;
use crate::rules::zone::{ZoneField, ZoneHit};

pub(super) const FORM: Form = Form { key: "fact", beside: &["above", "at_least", "below", "at_most", "unit"], read };

/// A number against a limit.
#[derive(Debug, Clone, PartialEq)]
struct Compare {
    fact: Quantity,
    comparison: Comparison,
    limit: Limit,
}

fn read(reader: &mut Reader, keys: &mut Keys, _: Grammar) -> Option<Box<dyn Question>> {
    let span = keys.span.clone();
    let written: Vec<Comparison> = Comparison::ALL.into_iter().filter(|one| keys.has(one.key())).collect();
    let limit_at = written.first().map(|comparison| keys.span_of(comparison.key()));
    let unit_at = keys.span_of("unit");
    let fact: Option<Quantity> = reader.needed(keys, "fact");
    let unit: Option<Option<String>> = reader.optional(keys, "unit");
    let limits: Option<Vec<Limit>> = written.iter().map(|comparison| reader.needed(keys, comparison.key())).collect();
    let (fact, unit, limits) = (fact?, unit?, limits?);
    let ([comparison], [limit]) = (written.as_slice(), limits.as_slice()) else {
        reader.fault(span, format!("`{}` needs exactly one of `above`, `at_least`, `below`, `at_most`", fact.slug()));
        return None;
    };
    let (comparison, limit) = (*comparison, limit.clone());
    if let Some(unit) = unit.filter(|unit| unit != fact.unit()) {
        let problem = format!("`{}` is in {}, not in {unit}: convert the limit", fact.slug(), fact.unit());
        reader.fault(unit_at, problem);
        return None;
    }
    let no_number = limit.numbers().into_iter().find(|number| !number.is_finite());
    let problem = match (&limit, no_number) {
        (_, Some(number)) => format!("{number} is no limit for `{}`: give a number", fact.slug()),
        (Limit::ByName { by_name, .. }, _) if by_name.is_empty() => "`by_name = {}` names no zone".to_owned(),
        (Limit::Zone { zone, layer: Some(_) }, _) if *zone != ZoneField::ClayTopM => {
            format!("`layer` names the clay of `clay_top_m`; `{}` has none", zone.slug())
        }
        (Limit::Nap { .. } | Limit::Zone { .. } | Limit::ByName { .. }, _) if !fact.is_depth() => {
            format!("`{}` is no depth: compare it with a number", fact.slug())
        }
        _ => return Some(Box::new(Compare { fact, comparison, limit })),
    };
    reader.fault(limit_at.unwrap_or(span), problem);
    None
}

impl Question for Compare {
    fn judge(&self, facts: &dyn Facts, zone: Option<&ZoneHit>) -> Judgement {
        let value = facts.quantity(self.fact);
        let limit = self.limit.known(facts, zone);
        let measured = |margin| {
            let zone = zone.map(|zone| zone.zone);
            Some(Measured { fact: Fact::Quantity(self.fact), value, limit: limit.ok(), margin, zone, site: None })
        };
        if let (Some(number), Ok(limit)) = (value, limit) {
            let over = number - limit;
            let margin = if self.comparison.is_upwards() { -over } else { over };
            let truth = self.comparison.holds(number, limit).into();
            return Judgement { truth, measured: measured(Some(margin)), missing: Missing::default() };
        }
        let number = if value.is_none() { Missing::quantity(self.fact) } else { Missing::default() };
        let missing = number.union(limit.err().unwrap_or_default());
        Judgement { truth: Truth::Unknown, measured: measured(None), missing }
    }

    fn depends_on_depth(&self, _: bool) -> bool {
        self.fact.is_depth()
    }

    fn stays(&self, _: &dyn Facts, changes: &Changes) -> bool {
        !changes.include(self.fact) && self.limit.stays(changes)
    }

    /// Numbers that are computed from others are taken to be free of them.
    fn admit<'a>(&'a self, holds: bool, scope: Scope, world: &mut World<'a>) -> Option<Follows<'a>> {
        let fact = self.fact.slug();
        match &self.limit {
            Limit::Number(limit) => {
                world.admits_number((fact, Origin::Zero), self.fact.range(), self.comparison, *limit, holds)
            }
            Limit::Nap { nap } => {
                let levels = nap_levels(self.fact);
                let range = -levels.end()..=-levels.start();
                world.admits_number((fact, Origin::Nap), range, self.comparison, -nap, holds)
            }
            Limit::Zone { zone, .. } => world.admits_relation((scope, fact, zone.slug()), self.comparison, holds),
            // What two lists of names come to at one zone is not compared.
            Limit::ByName { .. } => Some(Follows::default()),
        }
    }

    fn fields(&self) -> Vec<&'static str> {
        match self.fact.made_of() {
            [] => vec![self.fact.slug()],
            parts => parts.iter().map(|part| part.slug()).collect(),
        }
    }

    fn has_zone_field(&self) -> bool {
        self.limit.is_of_zone()
    }

    fn can_be_kept(&self, facts: &dyn Facts) -> bool {
        self.fact.is_of_use() && facts.quantity(self.fact).is_none()
    }

    fn numbers(&self, _: bool) -> usize {
        1
    }

    fn implausible_limit(&self) -> Option<(String, String)> {
        let (limits, range, unit) = match self.limit {
            Limit::Nap { nap } => (vec![nap], nap_levels(self.fact), "m NAP"),
            _ => (self.limit.numbers(), self.fact.range(), self.fact.unit()),
        };
        let limit = limits.into_iter().find(|limit| !range.contains(limit))?;
        let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
        let (fact, from, to) = (self.fact.slug(), range.start(), range.end());
        Some((
            format!("De grens {limit} in `{self}` kan niet: `{fact}` loopt van {from} tot {to}{unit}."),
            format!("The limit {limit} in `{self}` cannot be: `{fact}` runs from {from} to {to}{unit}."),
        ))
    }

    fn depths(&self, of: &[Quantity], facts: &dyn Facts, zone: Option<&ZoneHit>, give: &mut dyn FnMut(f64)) {
        if !of.contains(&self.fact) {
            return;
        }
        let deepest_before = |limit: f64| match self.comparison {
            Comparison::Above | Comparison::AtMost => limit,
            // The depth on the limit is already beyond it.
            Comparison::AtLeast | Comparison::Below => (limit * MILLIMETRES - 1.0).round() / MILLIMETRES,
        };
        self.limit.known(facts, zone).ok().map(deepest_before).into_iter().for_each(give);
    }

    fn turning_points(&self, facts: &dyn Facts, of: Quantity, zone: Option<&ZoneHit>, give: &mut dyn FnMut(f64)) {
        let limit = self.limit.known(facts, zone).ok();
        limit.and_then(|limit| value_for(facts, of, self.fact, limit)).into_iter().for_each(give);
    }

    fn ways(&self) -> &'static [Way] {
        &[Way::Holds, Way::Fails, Way::Unknown, Way::OnLimit]
    }

    fn is_number(&self, _: Aspect) -> bool {
        true
    }

    fn judges(&self, _: &Ground) -> bool {
        true
    }

    fn clause(&self, ground: &Ground, words: &Wording) -> String {
        words::clause(self, ground, words)
    }
}

/// In a metre: depths that differ by less are the same.
const MILLIMETRES: f64 = 1000.0;

/// The levels, metres NAP, that a depth below ground level can reach.
fn nap_levels(depth: Quantity) -> RangeInclusive<f64> {
    let (ground, depth) = (Quantity::GroundLevelMNap.range(), depth.range());
    ground.start() - depth.end()..=ground.end() - depth.start()
}

/// The value that a stated number needs for a number that is compared to be at its limit.
fn value_for(facts: &dyn Facts, quantity: Quantity, compared: Quantity, limit: f64) -> Option<f64> {
    if quantity == compared {
        return Some(limit);
    }
    let now = facts.quantity(quantity)?;
    let computed = facts.quantity(compared)?;
    if !compared.made_of().contains(&quantity) {
        return None;
    }
    match (compared, quantity) {
        // A difference: the other part stays.
        (Quantity::HeatSurplusMwh, Quantity::ColdAddedMwh)
        | (Quantity::ScreenBelowDrillingM, Quantity::DrillingDepthM) => Some(now + computed - limit),
        (Quantity::HeatSurplusMwh | Quantity::ScreenBelowDrillingM, _) => Some(now - computed + limit),
        // A ratio: what is above it grows along, what is below it shrinks.
        (Quantity::FullLoadHours, Quantity::AnnualVolumeM3) => ratio(now * limit, computed),
        (Quantity::FullLoadHours, _) | (Quantity::TemperatureDifferenceK, Quantity::AnnualVolumeM3) => {
            ratio(now * computed, limit)
        }
        (Quantity::TemperatureDifferenceK, _) => {
            let energy = facts.quantity(Quantity::HeatAddedMwh)? + facts.quantity(Quantity::ColdAddedMwh)?;
            Some(now - energy + ratio(energy * limit, computed)?)
        }
        _ => None,
    }
}

fn ratio(above: f64, below: f64) -> Option<f64> {
    (below > 0.0).then(|| above / below)
}

impl fmt::Display for Compare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.fact.slug(), self.comparison.sign(), self.limit)?;
        match self.limit {
            Limit::Number(_) => write!(f, " {}", self.fact.unit()),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::{judged, read};
    use super::*;
    use crate::rules::System;
    use crate::rules::case::{Given, GivenZone};
    use crate::rules::case_facts::CaseFacts;
    use bodemtoets_words::{DepthLimits, Kinds};

    #[test]
    fn a_limit_is_met_or_passed_as_its_word_says() {
        for (asked, below, on, above) in [
            ("above", Truth::False, Truth::False, Truth::True),
            ("at_least", Truth::False, Truth::True, Truth::True),
            ("below", Truth::True, Truth::False, Truth::False),
            ("at_most", Truth::True, Truth::True, Truth::False),
        ] {
            for (flow, truth) in [(9.9, below), (10.0, on), (10.1, above)] {
                let given = Given { flow_m3_h: Some(flow), ..Given::default() };
                let judged = judged(&format!("{{ fact = 'flow_m3_h', {asked} = 10 }}"), given);
                assert_eq!(judged.truth, truth, "{flow} {asked} 10");
                let margin = judged.measured.and_then(|measured| measured.margin).unwrap();
                assert!(margin == 0.0 || (margin > 0.0) == (truth == Truth::False), "{flow} {asked} 10: {margin}");
            }
        }
    }

    #[test]
    fn a_level_is_a_depth_where_the_ground_level_is_known() {
        let asked = "{ fact = 'drilling_depth_m', above = { nap = 5 } }";
        let at =
            |depth, ground| Given { drilling_depth_m: Some(depth), ground_level_m_nap: ground, ..Given::default() };
        assert_eq!(judged(asked, at(13.0, Some(18.0))).truth, Truth::False);
        assert_eq!(judged(asked, at(13.1, Some(18.0))).truth, Truth::True);
        let unknown = judged(asked, at(13.0, None));
        assert_eq!(unknown.truth, Truth::Unknown);
        assert!(unknown.missing.quantities().eq([Quantity::GroundLevelMNap]));
    }

    #[test]
    fn a_depth_at_which_a_ban_begins_is_in_it() {
        let asked = "{ fact = 'drilling_depth_m', at_least = 40 }";
        let to = |depth| Given { drilling_depth_m: Some(depth), ..Given::default() };
        assert_eq!(judged(asked, to(39.9)).truth, Truth::False);
        assert_eq!(judged(asked, to(40.0)).truth, Truth::True);
        let (given, mut kinds, mut depths) = (Given::default(), Kinds::default(), Vec::new());
        let facts = CaseFacts::new(&given, System::Closed, &mut kinds).unwrap();
        let bound = read(asked).unwrap().bind(&mut kinds).unwrap();
        bound.depths(&[Quantity::DrillingDepthM], &facts, &mut depths);
        assert_eq!(depths, [39.999], "the deepest that is still outside it");
    }

    #[test]
    fn a_limit_by_name_is_that_of_the_zone_and_gives_way_to_the_map() {
        let by_name = "{ in_zone = { kind = 'a', where = { fact = 'drilling_depth_m', at_least = { by_name = { Bunnik = 40, \"Tull en 't Waal\" = 55 } } } } }";
        let or_map = by_name.replace("{ by_name", "{ zone = 'max_depth_m', by_name");
        let at = |name: Option<&str>, map: Option<f64>, depth| {
            let limits = DepthLimits { max_depth_m: map, ..DepthLimits::default() };
            let zone = GivenZone { name: name.map(str::to_owned), limits, ..GivenZone::of_kind("a") };
            Given { drilling_depth_m: Some(depth), zones: vec![zone], ..Given::default() }
        };
        let tull = Some("Boringsvrije zone Tull en t Waal");
        for (asked, name, map, depth, truth) in [
            (by_name, Some("Bunnik"), None, 39.9, Truth::False),
            (by_name, Some("Bunnik"), None, 40.0, Truth::True),
            (by_name, tull, None, 54.9, Truth::False),
            (by_name, tull, None, 55.0, Truth::True),
            (by_name, Some("Cothen"), None, 500.0, Truth::Unknown),
            (by_name, None, None, 500.0, Truth::Unknown),
            (&or_map, Some("Bunnik"), Some(30.0), 30.0, Truth::True),
            (&or_map, Some("Bunnik"), None, 30.0, Truth::False),
        ] {
            let judged = judged(asked, at(name, map, depth));
            assert_eq!(judged.truth, truth, "{asked} {name:?} {map:?} {depth}");
            let missing = (truth == Truth::Unknown).then_some(ZoneField::MaxDepthM);
            assert_eq!(judged.missing.zone_field, missing, "{name:?}");
        }
    }

    #[test]
    fn the_clay_that_a_drilling_found_goes_before_the_map() {
        let asked = "{ in_zone = { kind = 'a', where = { fact = 'drilling_depth_m', above = { zone = 'clay_top_m', layer = 'Bovenste Brunssumklei' } } } }";
        let at = |map: Option<f64>, found: Option<f64>| {
            let limits = DepthLimits { clay_top_m: map, ..DepthLimits::default() };
            let zone = GivenZone { limits, ..GivenZone::of_kind("a") };
            Given { drilling_depth_m: Some(151.0), clay_top_m: found, zones: vec![zone], ..Given::default() }
        };
        for (map, found, truth) in [
            (None, None, Truth::Unknown),
            (Some(150.0), None, Truth::True),
            (None, Some(150.0), Truth::True),
            (Some(150.0), Some(151.0), Truth::False),
        ] {
            assert_eq!(judged(asked, at(map, found)).truth, truth, "{map:?} {found:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_limit_is_refused() {
        for (text, said) in [
            ("{ fact = 'flow_m3_h', above = nan }", "is no limit"),
            ("{ fact = 'flow_m3_h', above = { nap = 5 } }", "is no depth"),
            ("{ fact = 'drilling_depth_m', above = { by_name = {} } }", "names no zone"),
            ("{ fact = 'drilling_depth_m', above = { by_name = { a = inf } } }", "is no limit"),
            ("{ fact = 'drilling_depth_m', above = { zone = 'name' } }", "expected a number"),
            (
                "{ in_zone = { kind = 'a', where = { fact = 'drilling_depth_m', above = { zone = 'max_depth_m', layer = 'a' } } } }",
                "has none",
            ),
            ("{ fact = 'flow_m3_h' }", "exactly one of"),
            ("{ fact = 'flow_m3_h', above = 1, below = 2 }", "exactly one of"),
            ("{ fact = 'flow_m3_h', above = 1, unit = 'l/s' }", "convert the limit"),
        ] {
            let fault = read(text).unwrap_err();
            assert!(fault.contains(said), "{text}: {fault}");
        }
    }
}
