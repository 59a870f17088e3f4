//! `in_zone = { kind = "depth-limit" }`: the place lies in a zone, at the depth of the system.

mod reach;
mod words;

use std::fmt;

use reach::reach;

use super::form::{Form, Grammar};
use super::ground::{Aspect, Ground};
use super::question::Question;
use super::tree::Condition;
use super::world::{Follows, Scope, Task, World, ZoneClaim};
use crate::rules::changes::Changes;
use crate::rules::facts::{Facts, Quantity};
use crate::rules::judgement::{Judgement, Missing};
use crate::rules::map_use::MapUse;
use crate::rules::reading::{Keys, Names, Reader};
use crate::rules::truth::Truth;
use crate::rules::wording::Wording;
use crate::rules::zone::{DepthOf, ZoneHit};
use bodemtoets_words::{KindSet, Kinds, TooManyKinds};

pub(super) const FORM: Form = Form { key: "in_zone", beside: &[], read };

/// Whether the place lies in a zone of a kind, at the depth of the system.
#[derive(Debug, Clone, PartialEq)]
struct InZone {
    /// The kinds that count.
    slugs: Vec<String>,
    /// The same, once bound.
    kinds: KindSet,
    /// What has to reach into the zone.
    depth: DepthOf,
    /// What else has to hold, about this zone.
    filter: Option<Condition>,
}

fn read(reader: &mut Reader, keys: &mut Keys, grammar: Grammar) -> Option<Box<dyn Question>> {
    let mut keys = reader.inner(keys, "in_zone", &["kind", "depth", "where"])?;
    let slugs: Option<Names> = reader.needed(&mut keys, "kind");
    let depth: Option<Option<DepthOf>> = reader.optional(&mut keys, "depth");
    let filter = match keys.table.remove("where") {
        Some(filter) => Some(grammar.condition(reader, filter)?),
        None => None,
    };
    let (slugs, depth) = (slugs?.0, depth?.unwrap_or_default());
    Some(Box::new(InZone { slugs, kinds: KindSet::EMPTY, depth, filter }))
}

impl InZone {
    fn here<'f>(&self, facts: &'f dyn Facts) -> impl Iterator<Item = &'f ZoneHit> {
        let kinds = self.kinds;
        facts.zones().iter().filter(move |hit| hit.kinds.meets(kinds))
    }

    /// The answer for one zone, and that to whether it is reached.
    fn judge_zone(&self, facts: &dyn Facts, hit: &ZoneHit) -> (Judgement, Judgement) {
        let reached = reach(facts, hit, self.depth);
        let whole = match &self.filter {
            None => reached,
            Some(filter) => Judgement::all([reached, filter.judge(facts, Some(hit))]),
        };
        (whole, reached)
    }

    fn claim(&self) -> ZoneClaim<'_> {
        ZoneClaim { kinds: &self.slugs, depth: self.depth, filter: self.filter.as_ref() }
    }

    /// What decides about one zone: reaching into it, then what else is asked about it.
    fn zone_grounds<'a>(
        &'a self,
        facts: &dyn Facts,
        hit: &ZoneHit,
        reached: Judgement,
        negated: bool,
    ) -> Vec<Ground<'a>> {
        let deep = hit.extent.from_m > 0.0;
        let place = Ground {
            aspect: if deep { Aspect::Reach } else { Aspect::Answer },
            ..Ground::new(self, reached, negated, Some(hit))
        };
        if deep && reached.truth != Truth::True {
            return vec![place];
        }
        let mut list = Vec::new();
        if let Some(filter) = &self.filter {
            filter.grounds(facts, Some(hit), negated, &mut list);
        }
        // What names the zone says that the place lies in it.
        if deep || !list.iter().any(|ground| ground.question.has_zone_field()) {
            list.insert(0, place);
        }
        list
    }
}

impl Question for InZone {
    fn judge(&self, facts: &dyn Facts, _: Option<&ZoneHit>) -> Judgement {
        let found = Judgement::any(self.here(facts).map(|hit| self.judge_zone(facts, hit).0));
        // No hit proves nothing where the data are missing.
        let unknown = self.kinds.without(facts.known_kinds());
        if found.truth == Truth::True || unknown.is_empty() {
            return found;
        }
        Judgement::any([found, Judgement { missing: Missing::kinds(unknown), ..Judgement::plain(Truth::Unknown) }])
    }

    fn depends_on_depth(&self, in_zones: bool) -> bool {
        in_zones
    }

    fn stays(&self, facts: &dyn Facts, changes: &Changes) -> bool {
        let found = self.here(facts).next().is_some();
        !changes.place && (!found || (changes.numbers.is_empty() && !changes.fluid))
    }

    fn admit<'a>(&'a self, holds: bool, _: Scope, world: &mut World<'a>) -> Option<Follows<'a>> {
        let claim = self.claim();
        if !holds {
            return world.leave(claim);
        }
        let one_of = self.slugs.iter().map(|kind| Task::Enter(claim, kind)).collect();
        Some(Follows { all: Vec::new(), one_of })
    }

    fn kinds(&self) -> Vec<&str> {
        self.slugs.iter().map(String::as_str).collect()
    }

    fn bind(&mut self, kinds: &mut Kinds) -> Result<(), TooManyKinds> {
        for slug in &self.slugs {
            self.kinds = self.kinds.union(kinds.add(slug)?);
        }
        self.filter.iter_mut().try_for_each(|filter| filter.bind_in_place(kinds))
    }

    fn map_use(&self, map: &mut MapUse) {
        map.zones = map.zones.union(self.kinds);
    }

    fn may_hold_with(&self, delivered: KindSet) -> bool {
        self.kinds.meets(delivered)
    }

    fn numbers(&self, negated: bool) -> usize {
        self.filter.iter().map(|filter| filter.numbers(negated)).sum()
    }

    fn depths(&self, of: &[Quantity], facts: &dyn Facts, _: Option<&ZoneHit>, give: &mut dyn FnMut(f64)) {
        for hit in self.here(facts) {
            for quantity in of {
                self.depth.edges(hit.extent, *quantity).into_iter().for_each(&mut *give);
            }
            if let Some(filter) = &self.filter {
                filter.depths(of, facts, Some(hit), give);
            }
        }
    }

    fn turning_points(&self, facts: &dyn Facts, of: Quantity, _: Option<&ZoneHit>, give: &mut dyn FnMut(f64)) {
        for hit in self.here(facts) {
            self.depth.edges(hit.extent, of).into_iter().for_each(&mut *give);
            if let Some(filter) = &self.filter {
                filter.turning_points(facts, of, Some(hit), give);
            }
        }
    }

    fn answers(&self, facts: &dyn Facts, zone: Option<&ZoneHit>, give: &mut dyn FnMut(Truth)) {
        give(self.judge(facts, zone).truth);
        for hit in self.here(facts) {
            give(reach(facts, hit, self.depth).truth);
            if let Some(filter) = &self.filter {
                filter.answers(facts, Some(hit), give);
            }
        }
    }

    fn filter(&self) -> Option<&Condition> {
        self.filter.as_ref()
    }

    fn hits<'f>(&self, facts: &'f dyn Facts) -> Vec<&'f ZoneHit> {
        self.here(facts).collect()
    }

    fn without_filter(&self) -> Option<Box<dyn Question>> {
        Some(Box::new(Self { filter: None, ..self.clone() }))
    }

    fn grounds<'a>(&'a self, facts: &dyn Facts, negated: bool) -> Option<Vec<Ground<'a>>> {
        let whole = self.judge(facts, None);
        // Of zones that agree, the one nearest to applying, or furthest over its limit.
        let margin =
            |judged: &Judgement| judged.measured.map_or(f64::NEG_INFINITY, |measured| measured.relative_margin());
        let judged = self.here(facts).map(|hit| (hit, self.judge_zone(facts, hit)));
        let telling = judged
            .filter(|(_, (judged, _))| judged.truth == whole.truth)
            .reduce(|old, new| if margin(&new.1.0) < margin(&old.1.0) { new } else { old });
        let mut list = Vec::new();
        if let Some((hit, (_, reached))) = telling {
            list = self.zone_grounds(facts, hit, reached, negated);
        } else if whole.truth == Truth::False {
            list.push(Ground { aspect: Aspect::NoZone, ..Ground::new(self, whole, negated, None) });
        }
        let unknown = self.kinds.without(facts.known_kinds());
        if whole.truth == Truth::Unknown && !unknown.is_empty() {
            let judged = Judgement { missing: Missing::kinds(unknown), measured: None, ..whole };
            list.push(Ground { aspect: Aspect::Map, ..Ground::new(self, judged, negated, None) });
        }
        Some(list)
    }

    fn is_number(&self, aspect: Aspect) -> bool {
        aspect == Aspect::Reach
    }

    fn judges(&self, ground: &Ground) -> bool {
        ground.aspect == Aspect::Reach && !ground.negated && self.depth == DepthOf::Drilling
    }

    fn clause(&self, ground: &Ground, words: &Wording) -> String {
        words::clause(self, ground, words)
    }
}

impl fmt::Display for InZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.depth {
            DepthOf::Drilling => "drilling",
            DepthOf::Screens => "screens",
            DepthOf::Any => "place",
        };
        write!(f, "{what} in zone of kind {}", self.slugs.join(" or "))?;
        match &self.filter {
            Some(filter) => write!(f, " where {filter}"),
            None => Ok(()),
        }
    }
}

/// A question about zones, for tests that join conditions.
#[cfg(test)]
pub(in crate::rules) fn in_zone(kinds: &[String], depth: DepthOf, filter: Option<Condition>) -> Condition {
    Condition::Single(Box::new(InZone { slugs: kinds.to_vec(), kinds: KindSet::EMPTY, depth, filter }))
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::judged;
    use super::*;
    use crate::rules::case::{Given, GivenZone};

    fn given(depth: Option<f64>, from_m: f64) -> Given {
        let zone = GivenZone { from_m, ..GivenZone::of_kind("a") };
        Given { drilling_depth_m: depth, zones: vec![zone], ..Given::default() }
    }

    #[test]
    fn a_drilling_that_ends_at_the_top_of_a_zone_does_not_reach_into_it() {
        for (depth, truth) in
            [(Some(24.9), Truth::False), (Some(25.0), Truth::False), (Some(25.1), Truth::True), (None, Truth::Unknown)]
        {
            assert_eq!(judged("{ in_zone = { kind = 'a' } }", given(depth, 25.0)).truth, truth, "{depth:?}");
            assert_eq!(judged("{ in_zone = { kind = 'a', depth = 'any' } }", given(depth, 25.0)).truth, Truth::True);
            assert_eq!(judged("{ in_zone = { kind = 'a' } }", given(depth, 0.0)).truth, Truth::True);
        }
    }

    #[test]
    fn no_zone_is_no_zone_only_where_there_is_a_map() {
        let asked = "{ in_zone = { kind = ['a', 'b'] } }";
        assert_eq!(judged(asked, Given::default()).truth, Truth::False);
        let no_map = Given { no_map: vec!["b".to_owned()], ..Given::default() };
        let unknown = judged(asked, no_map.clone());
        assert_eq!(unknown.truth, Truth::Unknown);
        assert!(!unknown.missing.kinds.is_empty());
        // A zone that is there is there.
        assert_eq!(judged(asked, Given { zones: given(None, 0.0).zones, ..no_map }).truth, Truth::True);
    }
}
