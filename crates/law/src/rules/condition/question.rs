//! A kind of condition: everything that one question of a rule can be asked.

use std::any::Any;
use std::fmt::{Debug, Display};

use super::branch::Way;
use super::ground::{Aspect, Ground};
use super::tree::Condition;
use super::world::{Follows, Scope, World};
use crate::rules::changes::Changes;
use crate::rules::facts::{Facts, Quantity};
use crate::rules::judgement::Judgement;
use crate::rules::map_use::MapUse;
use crate::rules::truth::Truth;
use crate::rules::wording::Wording;
use crate::rules::zone::ZoneHit;
use bodemtoets_words::{KindSet, Kinds, TooManyKinds};

/// A question that joins no others, with three possible answers.
///
/// What every kind has to think about has no default here. `Display` gives the question as it
/// could be read aloud, in the terms of a rulebook. A `zone` is that which an `in_zone` around the
/// question is looking at.
pub trait Question: Debug + Display + Send + Sync + Value {
    /// The answer for some facts, what decided it and what was missing.
    fn judge(&self, facts: &dyn Facts, zone: Option<&ZoneHit>) -> Judgement;

    /// Whether the depth of the drilling can change the answer, at a place in some zone or in none.
    fn depends_on_depth(&self, in_zones: bool) -> bool;

    /// Whether the answer stays what it is, whatever is changed.
    fn stays(&self, facts: &dyn Facts, changes: &Changes) -> bool;

    /// Takes an answer into a world: what follows from it, `None` when it excludes what was answered
    /// before. Two answers that exclude each other and are not noticed do no harm.
    fn admit<'a>(&'a self, holds: bool, scope: Scope, world: &mut World<'a>) -> Option<Follows<'a>>;

    /// What became of the question, as a clause of a sentence: "the drilling goes to 95 m".
    fn clause(&self, ground: &Ground, words: &Wording) -> String;

    /// The kinds of zone and the roles that it names.
    fn kinds(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Looks up the kinds that it names; new ones are added to the list.
    ///
    /// # Errors
    /// When there are more than 64 kinds.
    fn bind(&mut self, _kinds: &mut Kinds) -> Result<(), TooManyKinds> {
        Ok(())
    }

    /// The fields of an application that it asks about; for a computed number those it is made of.
    fn fields(&self) -> Vec<&'static str> {
        Vec::new()
    }

    /// Whether it holds whatever the facts.
    fn is_always(&self) -> bool {
        false
    }

    /// Whether it compares with a field of the zone that it is asked about.
    fn has_zone_field(&self) -> bool {
        false
    }

    /// Whether it is a limit on use that can still be kept, because the application does not state
    /// the fact.
    fn can_be_kept(&self, _facts: &dyn Facts) -> bool {
        false
    }

    /// How many numbers have to be on one side of their limit at the same time, at most.
    fn numbers(&self, _negated: bool) -> usize {
        0
    }

    /// The circulation fluids that it names.
    fn fluids(&self) -> &[String] {
        &[]
    }

    /// A limit that no value can have, said in Dutch and English.
    fn implausible_limit(&self) -> Option<(String, String)> {
        None
    }

    /// Adds what of the map it looks at.
    fn map_use(&self, _map: &mut MapUse) {}

    /// Whether it can hold anywhere on a map that delivers some kinds and no others.
    fn may_hold_with(&self, _delivered: KindSet) -> bool {
        true
    }

    /// Gives the depths at which the answer may change with some of the depths of a system: of two
    /// answers each depth is the deepest that still has the first.
    fn depths(&self, _of: &[Quantity], _facts: &dyn Facts, _zone: Option<&ZoneHit>, _give: &mut dyn FnMut(f64)) {}

    /// Gives the values of a stated number at which the answer may change, all else as it is.
    fn turning_points(&self, _facts: &dyn Facts, _of: Quantity, _zone: Option<&ZoneHit>, _give: &mut dyn FnMut(f64)) {}

    /// Gives every single answer that it is made of.
    fn answers(&self, facts: &dyn Facts, zone: Option<&ZoneHit>, give: &mut dyn FnMut(Truth)) {
        give(self.judge(facts, zone).truth);
    }

    /// How it may be answered, for the cases that test a rule.
    fn ways(&self) -> &'static [Way] {
        &[Way::Holds, Way::Fails, Way::Unknown]
    }

    /// Whether the facts lie exactly on its limit.
    fn is_on_limit(&self, _facts: &dyn Facts, _zone: Option<&ZoneHit>, judged: &Judgement) -> bool {
        judged.measured.and_then(|measured| measured.margin).is_some_and(|margin| margin.abs() < 1e-9)
    }

    /// What else is asked of each zone that it looks at.
    fn filter(&self) -> Option<&Condition> {
        None
    }

    /// The zones that its filter is asked of.
    fn hits<'f>(&self, _facts: &'f dyn Facts) -> Vec<&'f ZoneHit> {
        Vec::new()
    }

    /// The same question without its filter.
    fn without_filter(&self) -> Option<Box<dyn Question>> {
        None
    }

    /// What decides its answer, where that is more than the answer itself.
    fn grounds<'a>(&'a self, _facts: &dyn Facts, _negated: bool) -> Option<Vec<Ground<'a>>> {
        None
    }

    /// Whether an aspect of it is a number against a limit, told after what is about the place.
    fn is_number(&self, _aspect: Aspect) -> bool {
        false
    }

    /// Whether its clause says by itself that something is too much, or not.
    fn judges(&self, _ground: &Ground) -> bool {
        false
    }
}

/// Copies and compares questions whose kind is not known. Every kind that is `Clone` and
/// `PartialEq` has it.
pub trait Value: Any {
    /// A copy.
    fn copy(&self) -> Box<dyn Question>;
    /// Whether it is the same question.
    fn equals(&self, other: &dyn Question) -> bool;
}

impl<T: Question + Clone + PartialEq> Value for T {
    fn copy(&self) -> Box<dyn Question> {
        Box::new(self.clone())
    }

    fn equals(&self, other: &dyn Question) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref::<T>().is_some_and(|other| self == other)
    }
}

impl Clone for Box<dyn Question> {
    fn clone(&self) -> Self {
        (**self).copy()
    }
}

impl PartialEq for dyn Question {
    fn eq(&self, other: &Self) -> bool {
        self.equals(other)
    }
}
