//! A world: what a list of answers leaves possible.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::super::condition::{Compare, Comparison, Condition, DepthOf, InZone, Limit, ZoneField};
use super::super::facts::{Dwelling, Quantity};
use super::span::Span;

/// The zone that a question is about; `None` outside `in_zone`.
pub(super) type Scope = Option<usize>;

/// Everything that was answered so far, of all facts together.
///
/// Numbers keep to the range of their fact. Numbers that are computed from others are taken to be
/// free of them, and a distance to one list of targets to be free of that to another: a world may
/// seem possible that is not, never the other way round.
#[derive(Debug, Clone, Default)]
pub(super) struct World<'a> {
    numbers: BTreeMap<Axis, Span>,
    /// How a number stands to a field of a zone: less, equal or greater, as bits.
    relations: BTreeMap<(Scope, Quantity, &'static str), u8>,
    distances: BTreeMap<&'a [String], Span>,
    dwellings: Option<Vec<Dwelling>>,
    fluids: Option<BTreeSet<&'a str>>,
    other_fluids: BTreeSet<&'a str>,
    existed_before: Option<Date>,
    not_before: Option<Date>,
    interference: Option<bool>,
    /// Zones at the place that the system reaches into.
    zones: Vec<(&'a str, DepthOf)>,
    /// Zones that the place is not in.
    absent: Vec<&'a InZone>,
}

/// What a number is measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Axis {
    /// From zero.
    Own(Quantity),
    /// A depth from NAP: the depth less the ground level.
    Nap(Quantity),
}

impl Axis {
    fn range(self) -> RangeInclusive<f64> {
        match self {
            Self::Own(quantity) => quantity.range(),
            Self::Nap(quantity) => {
                let levels = nap_levels(quantity);
                -levels.end()..=-levels.start()
            }
        }
    }
}

/// The levels, metres NAP, that a depth below ground level can reach.
pub(super) fn nap_levels(depth: Quantity) -> RangeInclusive<f64> {
    let (ground, depth) = (Quantity::GroundLevelMNap.range(), depth.range());
    ground.start() - depth.end()..=ground.end() - depth.start()
}

/// A question about a zone that follows from an answer.
pub(super) type Follows<'a> = Vec<(&'a Condition, bool, Scope)>;

impl<'a> World<'a> {
    /// Takes the answer to a question that joins no others; `false` when that leaves nothing.
    pub(super) fn admits(&mut self, question: &'a Condition, holds: bool, scope: Scope) -> bool {
        match question {
            Condition::Always => holds,
            Condition::Compare(compare) => self.admits_number(compare, holds, scope),
            Condition::Within(within) => {
                let span = self.distances.entry(&within.of).or_insert(Span::from(0.0..=f64::INFINITY));
                span.admits(Comparison::Below, within.distance, holds)
            }
            Condition::Dwelling(list) => {
                let all = || vec![Dwelling::Single, Dwelling::Apartment, Dwelling::None];
                let left = self.dwellings.get_or_insert_with(all);
                left.retain(|dwelling| list.contains(dwelling) == holds);
                !left.is_empty()
            }
            Condition::Fluid(list) => self.admits_fluid(list.iter().map(String::as_str).collect(), holds),
            Condition::ExistingBefore(date) => {
                if holds {
                    self.existed_before = Some(self.existed_before.map_or(*date, |before| before.min(*date)));
                } else {
                    self.not_before = self.not_before.max(Some(*date));
                }
                !matches!((self.existed_before, self.not_before), (Some(before), Some(not)) if before <= not)
            }
            Condition::Interference => *self.interference.get_or_insert(holds) == holds,
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) | Condition::InZone(_) => true,
        }
    }

    fn admits_number(&mut self, compare: &Compare, holds: bool, scope: Scope) -> bool {
        let (axis, limit) = match compare.limit {
            Limit::Number(number) => (Axis::Own(compare.fact), number),
            Limit::Nap { nap } => (Axis::Nap(compare.fact), -nap),
            Limit::Zone { zone } => return self.admits_relation(compare, zone, holds, scope),
        };
        let span = self.numbers.entry(axis).or_insert_with(|| axis.range().into());
        span.admits(compare.comparison, limit, holds)
    }

    fn admits_relation(&mut self, compare: &Compare, field: ZoneField, holds: bool, scope: Scope) -> bool {
        const ALL: u8 = 0b111;
        let bits = match compare.comparison {
            Comparison::Below => 0b001,
            Comparison::AtMost => 0b011,
            Comparison::AtLeast => 0b110,
            Comparison::Above => 0b100,
        };
        let left = self.relations.entry((scope, compare.fact, field.slug())).or_insert(ALL);
        *left &= if holds { bits } else { ALL ^ bits };
        *left != 0
    }

    fn admits_fluid(&mut self, list: BTreeSet<&'a str>, holds: bool) -> bool {
        if holds {
            self.fluids = Some(match self.fluids.take() {
                Some(fluids) => fluids.intersection(&list).copied().collect(),
                None => list,
            });
        } else {
            self.other_fluids.extend(list);
        }
        self.fluids.as_ref().is_none_or(|fluids| !fluids.is_subset(&self.other_fluids))
    }

    /// Puts the place in a zone of a kind. What follows from that; `None` when it cannot be.
    pub(super) fn enter(&mut self, zone: &'a InZone, kind: &'a str) -> Option<Follows<'a>> {
        let scope = Some(self.zones.len());
        self.zones.push((kind, zone.depth));
        let mut follows: Follows = zone.filter.iter().map(|filter| (&**filter, true, scope)).collect();
        for absent in self.absent.iter().filter(|absent| covers(absent, kind, zone.depth)) {
            follows.push((absent.filter.as_deref()?, false, scope));
        }
        Some(follows)
    }

    /// Keeps the place out of zones. What follows from that; `None` when it cannot be.
    pub(super) fn leave(&mut self, absent: &'a InZone) -> Option<Follows<'a>> {
        self.absent.push(absent);
        let there = self.zones.iter().enumerate().filter(|(_, (kind, depth))| covers(absent, kind, *depth));
        there.map(|(scope, _)| Some((absent.filter.as_deref()?, false, Some(scope)))).collect()
    }
}

fn covers(zone: &InZone, kind: &str, depth: DepthOf) -> bool {
    zone.depth == depth && zone.kind.iter().any(|one| one == kind)
}
