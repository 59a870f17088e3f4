//! The tree: questions joined by `all`, `any` and `not`.

use std::fmt;

use super::branch::{Branch, Way};
use super::ground::Ground;
use super::question::Question;
use crate::rules::changes::Changes;
use crate::rules::facts::{Facts, Quantity};
use crate::rules::judgement::Judgement;
use crate::rules::truth::Truth;
use crate::rules::zone::ZoneHit;
use bodemtoets_words::{KindSet, Kinds, TooManyKinds};

/// A question, or several joined, with three possible answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// All of them hold.
    All(Vec<Condition>),
    /// At least one of them holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// A question that joins no others.
    Single(Box<dyn Question>),
}

impl Condition {
    /// Looks up the kinds of zone in place.
    pub(super) fn bind_in_place(&mut self, kinds: &mut Kinds) -> Result<(), TooManyKinds> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter_mut().try_for_each(|part| part.bind_in_place(kinds)),
            Self::Not(part) => part.bind_in_place(kinds),
            Self::Single(question) => question.bind(kinds),
        }
    }

    /// Visits every question, also those that are asked of a zone.
    pub(in crate::rules) fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a dyn Question)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each(visit)),
            Self::Not(part) => part.each(visit),
            Self::Single(question) => {
                visit(&**question);
                if let Some(filter) = question.filter() {
                    filter.each(visit);
                }
            }
        }
    }

    fn collect<'a, T>(&'a self, pick: impl Fn(&'a dyn Question) -> Vec<T>) -> Vec<T> {
        let mut list = Vec::new();
        self.each(&mut |question| list.extend(pick(question)));
        list
    }

    /// The fields of an application that it asks about; for a computed number those it is made of.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        self.collect(Question::fields)
    }

    /// The kinds of zone and the roles that it names.
    #[must_use]
    pub fn kinds(&self) -> Vec<&str> {
        self.collect(Question::kinds)
    }

    /// Whether it always holds, in so many words.
    #[must_use]
    pub fn is_always(&self) -> bool {
        matches!(self, Self::Single(question) if question.is_always())
    }

    /// How many numbers have to be on one side of their limit at the same time, at most.
    #[must_use]
    pub fn numbers_together(&self) -> usize {
        self.numbers(false)
    }

    /// The opposite of "one of them" is "all of them not".
    pub(super) fn numbers(&self, negated: bool) -> usize {
        let of_part = |part: &Self| part.numbers(negated);
        match (self, negated) {
            (Self::All(parts), false) | (Self::Any(parts), true) => parts.iter().map(of_part).sum(),
            (Self::Any(parts), false) | (Self::All(parts), true) => parts.iter().map(of_part).max().unwrap_or_default(),
            (Self::Not(part), _) => part.numbers(!negated),
            (Self::Single(question), _) => question.numbers(negated),
        }
    }

    /// Whether it compares with a field of a zone where no zone is looked at.
    pub(in crate::rules) fn has_stray_zone_field(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::has_stray_zone_field),
            Self::Not(part) => part.has_stray_zone_field(),
            Self::Single(question) => question.has_zone_field(),
        }
    }

    pub(super) fn judge(&self, facts: &dyn Facts, zone: Option<&ZoneHit>) -> Judgement {
        match self {
            Self::All(parts) => Judgement::all(parts.iter().map(|part| part.judge(facts, zone))),
            Self::Any(parts) => Judgement::any(parts.iter().map(|part| part.judge(facts, zone))),
            Self::Not(part) => part.judge(facts, zone).negated(),
            Self::Single(question) => question.judge(facts, zone),
        }
    }

    /// The truth with every unknown fact of use on the good side: that on which a condition which
    /// is not turned around (`wanted`) fails.
    pub(super) fn truth_when_kept(&self, facts: &dyn Facts, wanted: bool) -> Truth {
        let kept = |part: &Self| part.truth_when_kept(facts, wanted);
        match self {
            Self::All(parts) => parts.iter().map(kept).min().unwrap_or(Truth::True),
            Self::Any(parts) => parts.iter().map(kept).max().unwrap_or(Truth::False),
            Self::Not(part) => !part.truth_when_kept(facts, !wanted),
            Self::Single(question) if question.can_be_kept(facts) => (!wanted).into(),
            Self::Single(question) => question.judge(facts, None).truth,
        }
    }

    pub(super) fn answer_despite(&self, facts: &dyn Facts, changes: &Changes) -> Option<Truth> {
        let despite = |part: &Self| part.answer_despite(facts, changes);
        match self {
            Self::All(parts) => join(parts.iter().map(despite), Truth::False, Ord::min),
            Self::Any(parts) => join(parts.iter().map(despite), Truth::True, Ord::max),
            Self::Not(part) => part.answer_despite(facts, changes).map(|truth| !truth),
            Self::Single(question) => question.stays(facts, changes).then(|| question.judge(facts, None).truth),
        }
    }

    pub(super) fn may_hold_with(&self, delivered: KindSet) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.may_hold_with(delivered)),
            Self::Any(parts) => parts.iter().any(|part| part.may_hold_with(delivered)),
            Self::Not(_) => true,
            Self::Single(question) => question.may_hold_with(delivered),
        }
    }

    pub(super) fn depends_on_depth(&self, in_zones: bool) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.depends_on_depth(in_zones)),
            Self::Not(part) => part.depends_on_depth(in_zones),
            Self::Single(question) => question.depends_on_depth(in_zones),
        }
    }

    pub(super) fn depths(&self, of: &[Quantity], facts: &dyn Facts, zone: Option<&ZoneHit>, give: &mut dyn FnMut(f64)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.depths(of, facts, zone, give)),
            Self::Not(part) => part.depths(of, facts, zone, give),
            Self::Single(question) => question.depths(of, facts, zone, give),
        }
    }

    pub(super) fn turning_points(
        &self,
        facts: &dyn Facts,
        of: Quantity,
        zone: Option<&ZoneHit>,
        give: &mut dyn FnMut(f64),
    ) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.turning_points(facts, of, zone, give);
                }
            }
            Self::Not(part) => part.turning_points(facts, of, zone, give),
            Self::Single(question) => question.turning_points(facts, of, zone, give),
        }
    }

    pub(super) fn answers(&self, facts: &dyn Facts, zone: Option<&ZoneHit>, give: &mut dyn FnMut(Truth)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.answers(facts, zone, give)),
            Self::Not(part) => part.answers(facts, zone, give),
            Self::Single(question) => question.answers(facts, zone, give),
        }
    }

    pub(super) fn grounds<'a>(
        &'a self,
        facts: &dyn Facts,
        zone: Option<&ZoneHit>,
        negated: bool,
        list: &mut Vec<Ground<'a>>,
    ) {
        match self {
            Self::All(parts) => {
                for part in telling(parts, facts, zone) {
                    part.grounds(facts, zone, negated, list);
                }
            }
            // One has to hold: all that fail are needed to rule it out.
            Self::Any(parts) => {
                let judged: Vec<Truth> = parts.iter().map(|part| part.judge(facts, zone).truth).collect();
                let truth = judged.iter().copied().max().unwrap_or(Truth::False);
                for (part, _) in parts.iter().zip(&judged).filter(|(_, judged)| **judged == truth) {
                    part.grounds(facts, zone, negated, list);
                }
            }
            Self::Not(part) => part.grounds(facts, zone, !negated, list),
            Self::Single(question) => match question.grounds(facts, negated) {
                Some(grounds) => list.extend(grounds),
                None => list.push(Ground::new(&**question, question.judge(facts, zone), negated, zone)),
            },
        }
    }

    pub(super) fn branches(&self, list: &mut Vec<Branch>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.branches(list)),
            Self::Not(part) => part.branches(list),
            Self::Single(question) => {
                // Its filter has branches of its own.
                let words = question.without_filter().map_or_else(|| question.to_string(), |alone| alone.to_string());
                let branch = |way: &Way| Branch { question: words.clone(), way: *way, taken: false };
                list.extend(question.ways().iter().map(branch));
                if let Some(filter) = question.filter() {
                    filter.branches(list);
                }
            }
        }
    }

    /// Marks the branches that facts take. `position` is that of the next branch in the list.
    pub(super) fn take_branches(
        &self,
        facts: &dyn Facts,
        zone: Option<&ZoneHit>,
        position: &mut usize,
        list: &mut [Branch],
    ) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.take_branches(facts, zone, position, list);
                }
            }
            Self::Not(part) => part.take_branches(facts, zone, position, list),
            Self::Single(question) => {
                let judged = match question.without_filter() {
                    Some(alone) => alone.judge(facts, zone),
                    None => question.judge(facts, zone),
                };
                let ways = question.ways();
                let taken = &mut list[*position..*position + ways.len()];
                Way::of(judged.truth).take(question.is_on_limit(facts, zone, &judged), taken);
                *position += ways.len();
                if let Some(filter) = question.filter() {
                    let first = *position;
                    let mut count = Vec::new();
                    filter.branches(&mut count);
                    for hit in question.hits(facts) {
                        *position = first;
                        filter.take_branches(facts, Some(hit), position, list);
                    }
                    *position = first + count.len();
                }
            }
        }
    }
}

/// Of parts that all have to hold those that decide: one that fails is enough, and where the place or
/// the sort of system rules it out, no number need be named.
fn telling<'a>(parts: &'a [Condition], facts: &dyn Facts, zone: Option<&ZoneHit>) -> Vec<&'a Condition> {
    let judged = parts.iter().map(|part| (part, part.judge(facts, zone)));
    let judged: Vec<(&Condition, Judgement)> = judged.collect();
    let truth = judged.iter().map(|(_, judged)| judged.truth).min().unwrap_or(Truth::True);
    let agreeing = judged.into_iter().filter(|(_, judged)| judged.truth == truth);
    if truth == Truth::False {
        let further = agreeing.reduce(|old, new| if margin(&new.1) > margin(&old.1) { new } else { old });
        return further.into_iter().map(|(part, _)| part).collect();
    }
    let mut telling: Vec<&Condition> = agreeing.map(|(part, _)| part).collect();
    if telling.len() > 1 {
        telling.retain(|part| !part.is_always());
    }
    telling
}

/// How much a part that fails rules it out: a fact without a margin most.
fn margin(judged: &Judgement) -> f64 {
    let measured = judged.measured.filter(|measured| measured.margin.is_some());
    measured.map_or(f64::INFINITY, |measured| measured.relative_margin())
}

/// Joins answers: one that `decides` is enough; else all have to be there.
fn join(
    answers: impl Iterator<Item = Option<Truth>>,
    decides: Truth,
    pick: fn(Truth, Truth) -> Truth,
) -> Option<Truth> {
    let neutral = !decides;
    let mut whole = Some(neutral);
    for answer in answers {
        if answer == Some(decides) {
            return answer;
        }
        whole = whole.zip(answer).map(|(one, other)| pick(one, other));
    }
    whole
}

impl fmt::Display for Condition {
    /// The condition as it could be read aloud, in the terms of the rulebook.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, parts: &[Self], word: &str| {
            for (position, part) in parts.iter().enumerate() {
                if position > 0 {
                    write!(f, " {word} ")?;
                }
                write!(f, "({part})")?;
            }
            Ok(())
        };
        match self {
            Self::All(parts) => list(f, parts, "and"),
            Self::Any(parts) => list(f, parts, "or"),
            Self::Not(part) => write!(f, "not ({part})"),
            Self::Single(question) => write!(f, "{question}"),
        }
    }
}
