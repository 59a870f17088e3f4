//! A world: what a list of answers leaves possible.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::span::Span;
use super::tree::Condition;
use crate::rules::comparison::Comparison;
use crate::rules::zone::DepthOf;

/// The zone that a question is about; `None` outside `in_zone`.
pub(in crate::rules) type Scope = Option<usize>;

/// Everything that was answered so far, of all facts together.
///
/// Numbers that are computed from others are taken to be free of them, and a distance to one list of
/// targets to be free of that to another: a world may seem possible that is not, never the other way
/// round.
#[derive(Debug, Clone, Default)]
pub struct World<'a> {
    numbers: BTreeMap<Axis<'a>, Span>,
    /// How a number stands to a field of a zone: less, equal or greater, as bits.
    relations: BTreeMap<(Scope, &'static str, &'static str), u8>,
    choices: BTreeMap<&'static str, Choice<'a>>,
    /// Whether a zone has one of some names.
    names: BTreeMap<(Scope, &'a [String]), bool>,
    /// Zones at the place that the system reaches into.
    zones: Vec<(&'a str, DepthOf)>,
    /// Zones that the place is not in.
    absent: Vec<ZoneClaim<'a>>,
}

/// What a number is a measure of: a fact, and what it is measured from.
type Axis<'a> = (&'static str, Origin<'a>);

/// What a number is measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin<'a> {
    /// Zero.
    Zero,
    /// NAP: a depth less the ground level.
    Nap,
    /// The nearest of these.
    Nearest(&'a [String]),
}

/// What a fact that is no number may still be.
#[derive(Debug, Clone, Default)]
struct Choice<'a> {
    /// One of these; anything when it is not said.
    among: Option<BTreeSet<&'a str>>,
    not: BTreeSet<&'a str>,
}

/// That the place lies in a zone, at some depth, of which something else holds.
#[derive(Debug, Clone, Copy)]
pub struct ZoneClaim<'a> {
    /// The kinds that count.
    pub kinds: &'a [String],
    /// What has to reach into the zone.
    pub depth: DepthOf,
    /// What else has to hold, about the zone.
    pub filter: Option<&'a Condition>,
}

/// Something that has to be so.
#[derive(Debug, Clone, Copy)]
pub enum Task<'a> {
    /// A condition has this answer.
    Ask(&'a Condition, bool, Scope),
    /// The place lies in a zone of this kind.
    Enter(ZoneClaim<'a>, &'a str),
}

/// What follows from an answer.
#[derive(Debug, Default)]
pub struct Follows<'a> {
    /// All of these.
    pub all: Vec<Task<'a>>,
    /// One of these, when there are any.
    pub one_of: Vec<Task<'a>>,
}

impl<'a> World<'a> {
    /// Takes the answer to a comparison of a number with a limit. Numbers keep to their range.
    pub(super) fn admits_number(
        &mut self,
        axis: Axis<'a>,
        range: RangeInclusive<f64>,
        comparison: Comparison,
        limit: f64,
        holds: bool,
    ) -> Option<Follows<'a>> {
        let span = self.numbers.entry(axis).or_insert_with(|| range.into());
        span.admits(comparison, limit, holds).then(Follows::default)
    }

    /// Takes the answer to a comparison of a number with a field of a zone.
    pub(super) fn admits_relation(
        &mut self,
        (scope, fact, field): (Scope, &'static str, &'static str),
        comparison: Comparison,
        holds: bool,
    ) -> Option<Follows<'a>> {
        const ALL: u8 = 0b111;
        let bits = match comparison {
            Comparison::Below => 0b001,
            Comparison::AtMost => 0b011,
            Comparison::AtLeast => 0b110,
            Comparison::Above => 0b100,
        };
        let left = self.relations.entry((scope, fact, field)).or_insert(ALL);
        *left &= if holds { bits } else { ALL ^ bits };
        (*left != 0).then(Follows::default)
    }

    /// Takes the answer to whether a fact is one of a list. `all` are the values that it can have, where
    /// these are known.
    pub(super) fn admits_choice(
        &mut self,
        fact: &'static str,
        all: Option<&[&'static str]>,
        list: impl IntoIterator<Item = &'a str>,
        holds: bool,
    ) -> Option<Follows<'a>> {
        let every = || Choice { among: all.map(|all| all.iter().copied().collect()), not: BTreeSet::new() };
        let choice = self.choices.entry(fact).or_insert_with(every);
        let list: BTreeSet<&str> = list.into_iter().collect();
        if holds {
            choice.among = Some(match choice.among.take() {
                Some(among) => among.intersection(&list).copied().collect(),
                None => list,
            });
        } else {
            choice.not.extend(list);
        }
        let possible = choice.among.as_ref().is_none_or(|among| !among.is_subset(&choice.not));
        possible.then(Follows::default)
    }

    /// Takes the answer to whether a zone has one of some names.
    pub(super) fn admits_name(&mut self, scope: Scope, names: &'a [String], holds: bool) -> Option<Follows<'a>> {
        let said = *self.names.entry((scope, names)).or_insert(holds);
        (said == holds).then(Follows::default)
    }

    /// Puts the place in a zone of a kind. What follows from that; `None` when it cannot be.
    pub(in crate::rules) fn enter(&mut self, zone: ZoneClaim<'a>, kind: &'a str) -> Option<Follows<'a>> {
        let scope = Some(self.zones.len());
        self.zones.push((kind, zone.depth));
        let mut all: Vec<Task> = zone.filter.iter().map(|filter| Task::Ask(filter, true, scope)).collect();
        for absent in self.absent.iter().filter(|absent| absent.covers(kind, zone.depth)) {
            all.push(Task::Ask(absent.filter?, false, scope));
        }
        Some(Follows { all, one_of: Vec::new() })
    }

    /// Keeps the place out of zones. What follows from that; `None` when it cannot be.
    pub(super) fn leave(&mut self, absent: ZoneClaim<'a>) -> Option<Follows<'a>> {
        self.absent.push(absent);
        let there = self.zones.iter().enumerate().filter(|(_, (kind, depth))| absent.covers(kind, *depth));
        let all = there.map(|(scope, _)| Some(Task::Ask(absent.filter?, false, Some(scope)))).collect::<Option<_>>()?;
        Some(Follows { all, one_of: Vec::new() })
    }
}

impl ZoneClaim<'_> {
    fn covers(&self, kind: &str, depth: DepthOf) -> bool {
        self.depth == depth && self.kinds.iter().any(|one| one == kind)
    }
}
