//! Grounds: the questions of a condition that decide its answer, to be put into words.

use jiff::civil::Date;

use super::condition::{Compare, Condition, InZone, Limit, Within};
use super::evaluate::{Bound, Judged, Measured, Missing, all, reaches};
use super::facts::{Dwelling, Facts, ZoneHit};
use super::truth::Truth;
use crate::pack::KindSet;

/// A question whose answer decides.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The question.
    pub question: Question<'a>,
    /// The answer to the question itself.
    pub truth: Truth,
    /// Whether the rule asks for the opposite.
    pub negated: bool,
    /// The measurement, where there is one.
    pub measured: Option<Measured>,
    /// What would have to be known.
    pub missing: Missing,
    /// The zone that the question is about.
    pub hit: Option<ZoneHit>,
}

/// A question of a condition, or of what it comes to at a place.
#[derive(Debug, Clone, Copy)]
pub enum Question<'a> {
    /// None: it always holds.
    Always,
    /// A number against a limit.
    Compare(&'a Compare),
    /// The place lies in this zone, at the depth that counts.
    InZone,
    /// Whether the drilling or the screens reach into this zone, which begins below ground level.
    Reach(&'a InZone),
    /// The place lies in no such zone.
    NoZone(&'a InZone),
    /// Whether the place lies in such a zone: the map is missing or incomplete.
    Map(&'a InZone),
    /// Whether something is nearer than a distance, and which of the list was measured to.
    Within(&'a Within, Option<usize>),
    /// Whether the dwelling is one of these.
    Dwelling(&'a [Dwelling]),
    /// Whether the circulation fluid is one of these.
    Fluid(&'a [String]),
    /// Whether the system existed before this day.
    ExistingBefore(Date),
    /// Whether existing systems and this one harm each other.
    Interference,
}

/// The questions that decide a condition: all that have to hold when it does; the one that fails
/// when it does not (or all, where one would be enough); those that are unknown when it is.
pub fn grounds<'a, F: Facts>(condition: &'a Condition, bound: &Bound, facts: &F) -> Vec<Ground<'a>> {
    let mut walk = Walk { facts, list: Vec::new() };
    walk.visit(condition, bound, None, false);
    walk.list
}

struct Walk<'a, 'f, F> {
    facts: &'f F,
    list: Vec<Ground<'a>>,
}

impl<'a, F: Facts> Walk<'a, '_, F> {
    fn visit(&mut self, condition: &'a Condition, bound: &Bound, hit: Option<&ZoneHit>, negated: bool) {
        match (condition, bound) {
            (Condition::All(parts), Bound::All(bounds)) => self.all(parts, bounds, hit, negated),
            (Condition::Any(parts), Bound::Any(bounds)) => self.any(parts, bounds, hit, negated),
            (Condition::Not(part), Bound::Not(bound)) => self.visit(part, bound, hit, !negated),
            (Condition::InZone(written), Bound::InZone(kinds, _, filter)) => {
                self.in_zone(written, bound, *kinds, filter.as_deref(), negated);
            }
            (question, bound) => {
                let judged = bound.judge_in(self.facts, hit);
                let question = self.question(question, bound);
                self.push(question, judged, negated, hit.copied());
            }
        }
    }

    fn push(&mut self, question: Question<'a>, judged: Judged, negated: bool, hit: Option<ZoneHit>) {
        let Judged { truth, measured, missing } = judged;
        self.list.push(Ground { question, truth, negated, measured, missing, hit });
    }

    /// All have to hold: one that fails is enough, and where the place or the sort of system rules
    /// it out, no number need be named.
    fn all(&mut self, parts: &'a [Condition], bounds: &[Bound], hit: Option<&ZoneHit>, negated: bool) {
        let judged: Vec<Judged> = bounds.iter().map(|bound| bound.judge_in(self.facts, hit)).collect();
        let truth = judged.iter().map(|judged| judged.truth).min().unwrap_or(Truth::True);
        let mut telling: Vec<usize> = (0..parts.len()).filter(|part| judged[*part].truth == truth).collect();
        if truth == Truth::False {
            telling = telling.into_iter().reduce(|old, new| further(&judged, old, new)).into_iter().collect();
        }
        if telling.len() > 1 {
            telling.retain(|part| parts[*part] != Condition::Always);
        }
        for part in telling {
            self.visit(&parts[part], &bounds[part], hit, negated);
        }
    }

    /// One has to hold: all that fail are needed to rule it out.
    fn any(&mut self, parts: &'a [Condition], bounds: &[Bound], hit: Option<&ZoneHit>, negated: bool) {
        let judged: Vec<Truth> = bounds.iter().map(|bound| bound.judge_in(self.facts, hit).truth).collect();
        let truth = judged.iter().copied().max().unwrap_or(Truth::False);
        for (part, bound) in (0..parts.len()).zip(bounds).filter(|(part, _)| judged[*part] == truth) {
            self.visit(&parts[part], bound, hit, negated);
        }
    }

    fn in_zone(&mut self, written: &'a InZone, bound: &Bound, kinds: KindSet, filter: Option<&Bound>, negated: bool) {
        let facts = self.facts;
        let whole = bound.judge(facts);
        let hits = facts.zones().iter().filter(|hit| hit.kinds.meets(kinds)).map(|hit| {
            let reached = reaches(facts, hit, written.depth);
            let filtered = filter.map(|filter| filter.judge_in(facts, Some(hit)));
            (hit, reached, all([reached].into_iter().chain(filtered)))
        });
        // Of zones that agree, the one nearest to applying, or furthest over its limit.
        let margin = |judged: &Judged| judged.measured.map_or(f64::NEG_INFINITY, |measured| measured.relative_margin());
        let telling = hits
            .filter(|(_, _, judged)| judged.truth == whole.truth)
            .reduce(|old, new| if margin(&new.2) < margin(&old.2) { new } else { old });
        if let Some((hit, reached, _)) = telling {
            self.zone(written, filter, *hit, reached, negated);
        } else if whole.truth == Truth::False {
            self.push(Question::NoZone(written), whole, negated, None);
        }
        let unknown = kinds.without(facts.known_kinds());
        if whole.truth == Truth::Unknown && !unknown.is_empty() {
            let missing = Missing::kinds(unknown);
            self.push(Question::Map(written), Judged { missing, measured: None, ..whole }, negated, None);
        }
    }

    /// What decides about one zone: reaching into it, then what else is asked about it.
    fn zone(&mut self, written: &'a InZone, filter: Option<&Bound>, hit: ZoneHit, reached: Judged, negated: bool) {
        let deep = hit.extent.from_m > 0.0;
        if deep && reached.truth != Truth::True {
            self.push(Question::Reach(written), reached, negated, Some(hit));
            return;
        }
        let before = self.list.len();
        if let (Some(part), Some(bound)) = (&written.filter, filter) {
            self.visit(part, bound, Some(&hit), negated);
        }
        let names_zone = |ground: &Ground| {
            let Question::Compare(compare) = ground.question else { return false };
            matches!(compare.limit, Limit::Zone { .. })
        };
        if deep || !self.list[before..].iter().any(names_zone) {
            let question = if deep { Question::Reach(written) } else { Question::InZone };
            let Judged { truth, measured, missing } = reached;
            self.list.insert(before, Ground { question, truth, negated, measured, missing, hit: Some(hit) });
        }
    }

    fn question(&self, condition: &'a Condition, bound: &Bound) -> Question<'a> {
        match (condition, bound) {
            (Condition::Compare(compare), _) => Question::Compare(compare),
            (Condition::Within(within), Bound::Within(_, targets)) => {
                let known = |(target, _): &(_, _)| self.facts.nearest(*target).is_some();
                Question::Within(within, targets.iter().position(known))
            }
            (Condition::Dwelling(list), _) => Question::Dwelling(list),
            (Condition::Fluid(list), _) => Question::Fluid(list),
            (Condition::ExistingBefore(date), _) => Question::ExistingBefore(*date),
            (Condition::Interference, _) => Question::Interference,
            // What joins others is visited part by part.
            _ => Question::Always,
        }
    }
}

/// Of two parts that fail the one that rules it out most: a fact without a margin, else the part
/// furthest from holding.
fn further(judged: &[Judged], old: usize, new: usize) -> usize {
    let margin = |part: usize| {
        let measured = judged[part].measured.filter(|measured| measured.margin.is_some());
        measured.map_or(f64::INFINITY, |measured| measured.relative_margin())
    };
    if margin(new) > margin(old) { new } else { old }
}
