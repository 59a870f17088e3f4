//! `interference = "harm"`: existing systems and this one harm each other.

use std::fmt;

use serde::Deserialize;

use super::form::{Form, Grammar};
use super::ground::Ground;
use super::question::Question;
use super::world::{Follows, Scope, World};
use crate::rules::changes::Changes;
use crate::rules::facts::Facts;
use crate::rules::judgement::{Fact, Judgement, Missing};
use crate::rules::map_use::MapUse;
use crate::rules::reading::{Keys, Reader};
use crate::rules::truth::Truth;
use crate::rules::wording::Wording;
use crate::rules::zone::ZoneHit;
use bodemtoets_ground::crowding::{Harm, NEIGHBOURS_WITHIN_M};
use bodemtoets_words::{KindSet, Kinds, TooManyKinds};

pub(super) const FORM: Form = Form { key: "interference", beside: &[], read };

/// The role of the map that existing systems are looked up on.
const INSTALLATION: &str = "installation";

/// Existing systems and this one harm each other; with the kind of existing systems, once bound.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Interference(KindSet);

/// What may be asked. Whether there is none is asked with `not`.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Asked {
    Harm,
}

fn read(reader: &mut Reader, keys: &mut Keys, _: Grammar) -> Option<Box<dyn Question>> {
    let Asked::Harm = reader.needed(keys, "interference")?;
    Some(Box::new(Interference(KindSet::EMPTY)))
}

impl Question for Interference {
    /// Where the map of existing systems is missing or not complete it is that which would tell.
    fn judge(&self, facts: &dyn Facts, _: Option<&ZoneHit>) -> Judgement {
        let truth = match facts.interference() {
            Harm::Harm => Truth::True,
            Harm::Unknown => Truth::Unknown,
            Harm::None => Truth::False,
        };
        let mut missing = Missing::default();
        if truth == Truth::Unknown {
            missing = Missing::kinds(self.0.without(facts.known_kinds_within(NEIGHBOURS_WITHIN_M)));
            missing.interference = missing.kinds.is_empty();
        }
        Judgement::about(Fact::Interference, truth, missing)
    }

    fn depends_on_depth(&self, _: bool) -> bool {
        true
    }

    fn stays(&self, _: &dyn Facts, changes: &Changes) -> bool {
        !changes.place && changes.numbers.is_empty()
    }

    fn admit<'a>(&'a self, holds: bool, _: Scope, world: &mut World<'a>) -> Option<Follows<'a>> {
        world.admits_choice("interference", None, ["harm"], holds)
    }

    fn kinds(&self) -> Vec<&str> {
        vec![INSTALLATION]
    }

    fn bind(&mut self, kinds: &mut Kinds) -> Result<(), TooManyKinds> {
        self.0 = kinds.add(INSTALLATION)?;
        Ok(())
    }

    fn map_use(&self, map: &mut MapUse) {
        map.interference = true;
    }

    fn may_hold_with(&self, delivered: KindSet) -> bool {
        self.0.meets(delivered)
    }

    /// The rule of thumb behind it is told with the neighbours.
    fn clause(&self, ground: &Ground, words: &Wording) -> String {
        match ground.truth {
            Truth::True => words.pick(
                "volgens een vuistregel of richtlijn hinderen dit systeem en een bestaand systeem elkaar",
                "by a rule of thumb or guideline this system and an existing one harm each other",
            ),
            Truth::False => words.pick(
                "binnen 400 m is volgens vuistregel en richtlijn geen systeem dat dit hindert of gehinderd wordt",
                "by rule of thumb and guideline no system within 400 m harms this one or is harmed by it",
            ),
            Truth::Unknown if ground.missing.kinds.is_empty() => words.pick(
                "of dit systeem en bestaande systemen elkaar hinderen is niet bekend, want daarvoor is te weinig \
                 bekend van de systemen of van de aanvraag",
                "whether this system and existing ones harm each other is not known, because too little is known \
                 of the systems or of the application",
            ),
            Truth::Unknown => words.pick(
                "of dit systeem en bestaande systemen elkaar hinderen is niet bekend, want de kaart van bestaande \
                 systemen ontbreekt of is hier niet volledig",
                "whether this system and existing ones harm each other is not known, because the map of existing \
                 systems is missing or not complete here",
            ),
        }
        .to_owned()
    }
}

impl fmt::Display for Interference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "interference is harm")
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::judged;
    use super::*;
    use crate::rules::case::Given;

    #[test]
    fn harm_holds_none_fails_and_what_is_not_known_says_what_would_tell() {
        let with = |harm| judged("{ interference = 'harm' }", Given { interference: Some(harm), ..Given::default() });
        assert_eq!(with(Harm::Harm).truth, Truth::True);
        assert_eq!(with(Harm::None).truth, Truth::False);
        assert_eq!(with(Harm::Unknown).truth, Truth::Unknown);
        assert!(with(Harm::Unknown).missing.interference);
        let no_map =
            judged("{ interference = 'harm' }", Given { no_map: vec!["installation".to_owned()], ..Given::default() });
        assert!(!no_map.missing.kinds.is_empty() && !no_map.missing.interference);
    }
}
