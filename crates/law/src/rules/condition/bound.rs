//! A condition that can be judged.

use super::branch::Branch;
use super::ground::Ground;
use super::tree::Condition;
use crate::rules::changes::Changes;
use crate::rules::facts::{Facts, Quantity};
use crate::rules::judgement::Judgement;
use crate::rules::map_use::MapUse;
use crate::rules::truth::Truth;
use bodemtoets_words::{KindSet, Kinds, TooManyKinds};

/// A condition whose kinds of zone are looked up, so that it can be judged on facts of those kinds.
#[derive(Debug, Clone)]
pub struct Bound(Condition);

impl Condition {
    /// Looks up the kinds of zone; those that are new are added to the list.
    ///
    /// # Errors
    /// When there are more than 64 kinds.
    pub fn bind(&self, kinds: &mut Kinds) -> Result<Bound, TooManyKinds> {
        let mut bound = self.clone();
        bound.bind_in_place(kinds)?;
        Ok(Bound(bound))
    }
}

impl Bound {
    /// Whether the condition holds for the facts, and what decided.
    pub fn judge(&self, facts: &dyn Facts) -> Judgement {
        self.0.judge(facts, None)
    }

    /// The questions that decide the condition: all that have to hold when it does; the one that fails
    /// when it does not (or all, where one would be enough); those that are unknown when it is.
    pub fn grounds(&self, facts: &dyn Facts) -> Vec<Ground<'_>> {
        let mut list = Vec::new();
        self.0.grounds(facts, None, false, &mut list);
        list
    }

    /// Whether the condition fails for sure as long as the limits on use that are not stated are
    /// kept. When it does, a verdict can stand on the condition that they are.
    pub fn fails_when_kept(&self, facts: &dyn Facts) -> bool {
        self.0.truth_when_kept(facts, true) == Truth::False
    }

    /// The answer that the condition has despite any of the changes; `None` when they may matter.
    pub fn answer_despite(&self, facts: &dyn Facts, changes: &Changes) -> Option<Truth> {
        self.0.answer_despite(facts, changes)
    }

    /// Adds what of the map the condition looks at.
    pub fn map_use(&self, map: &mut MapUse) {
        self.0.each(&mut |question| question.map_use(map));
    }

    /// Whether it asks what systems do to each other.
    #[must_use]
    pub fn asks_interference(&self) -> bool {
        let mut map = MapUse::default();
        self.map_use(&mut map);
        map.interference
    }

    /// Whether it can hold anywhere on a map that delivers some kinds and no others.
    #[must_use]
    pub fn may_hold_with(&self, delivered: KindSet) -> bool {
        self.0.may_hold_with(delivered)
    }

    /// Whether the depth of the drilling can change the answer, at a place in some zone or in none.
    #[must_use]
    pub fn depends_on_depth(&self, in_zones: bool) -> bool {
        self.0.depends_on_depth(in_zones)
    }

    /// The depths at which the answer may change with some of the depths of a system (that of the
    /// drilling, those of the screens), added to a list: of two answers each depth is the deepest that
    /// still has the first.
    pub fn depths(&self, of: &[Quantity], facts: &dyn Facts, list: &mut impl Extend<f64>) {
        self.0.depths(of, facts, None, &mut |depth| list.extend([depth]));
    }

    /// Adds to a list every value of a stated number at which the answer may change, all else as it is.
    ///
    /// Between two of them, and beyond the outermost, the answer is the same. Limits of zones are among
    /// them, and of computed numbers the value that this one would need. Some may be impossible.
    pub fn turning_points(&self, facts: &dyn Facts, of: Quantity, list: &mut Vec<f64>) {
        self.0.turning_points(facts, of, None, &mut |point| list.push(point));
    }

    /// Adds the circulation fluids that it names to a list.
    pub fn fluids<'a>(&'a self, list: &mut Vec<&'a str>) {
        self.0.each(&mut |question| list.extend(question.fluids().iter().map(String::as_str)));
    }

    /// Adds the answer to every single question to a list; of a question about zones, that for each zone.
    /// Facts of which these are the same come to the same, also beside other changes.
    pub fn answers(&self, facts: &dyn Facts, list: &mut Vec<Truth>) {
        self.0.answers(facts, None, &mut |truth| list.push(truth));
    }

    /// Every branch of the condition, none of them taken.
    pub(in crate::rules) fn branches(&self) -> Vec<Branch> {
        let mut list = Vec::new();
        self.0.branches(&mut list);
        list
    }

    /// Marks the branches that facts take.
    pub(in crate::rules) fn take_branches(&self, facts: &dyn Facts, list: &mut [Branch]) {
        self.0.take_branches(facts, None, &mut 0, list);
    }
}
