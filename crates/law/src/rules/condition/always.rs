//! `always = true`: it always holds.

use std::fmt;

use super::branch::Way;
use super::form::{Form, Grammar};
use super::ground::Ground;
use super::question::Question;
use super::world::{Follows, Scope, World};
use crate::rules::System;
use crate::rules::changes::Changes;
use crate::rules::facts::Facts;
use crate::rules::judgement::Judgement;
use crate::rules::reading::{Keys, Reader};
use crate::rules::truth::Truth;
use crate::rules::wording::Wording;
use crate::rules::zone::ZoneHit;

pub(super) const FORM: Form = Form { key: "always", beside: &[], read };

/// It always holds.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Always;

fn read(reader: &mut Reader, keys: &mut Keys, _: Grammar) -> Option<Box<dyn Question>> {
    let span = keys.span.clone();
    if !reader.needed::<bool>(keys, "always")? {
        reader.fault(span, "`always = false` would never hold; leave the rule out");
        return None;
    }
    Some(Box::new(Always))
}

impl Question for Always {
    fn judge(&self, _: &dyn Facts, _: Option<&ZoneHit>) -> Judgement {
        Judgement::plain(Truth::True)
    }

    fn depends_on_depth(&self, _: bool) -> bool {
        false
    }

    fn stays(&self, _: &dyn Facts, _: &Changes) -> bool {
        true
    }

    fn admit<'a>(&'a self, holds: bool, _: Scope, _: &mut World<'a>) -> Option<Follows<'a>> {
        holds.then(Follows::default)
    }

    fn is_always(&self) -> bool {
        true
    }

    fn ways(&self) -> &'static [Way] {
        &[Way::Holds]
    }

    fn clause(&self, _: &Ground, words: &Wording) -> String {
        let system = match words.systems {
            [System::Open] => words.pick("open bodemenergiesysteem", "open system"),
            [System::Closed] => words.pick("gesloten bodemenergiesysteem", "closed system"),
            _ => words.pick("bodemenergiesysteem", "ground-energy system"),
        };
        format!("{} {system}", words.pick("dit geldt voor elk", "this holds for every"))
    }
}

impl fmt::Display for Always {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "always")
    }
}
