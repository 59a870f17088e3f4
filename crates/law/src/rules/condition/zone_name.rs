//! `zone_name = ["Hanik"]`: the zone that `in_zone` looks at has one of these names.

use std::fmt;

use super::form::{Form, Grammar};
use super::ground::Ground;
use super::question::Question;
use super::world::{Follows, Scope, World};
use crate::rules::changes::Changes;
use crate::rules::facts::Facts;
use crate::rules::judgement::{Fact, Judgement, Measured, Missing};
use crate::rules::reading::{Keys, Names, Reader};
use crate::rules::truth::Truth;
use crate::rules::wording::Wording;
use crate::rules::zone::{ZoneField, ZoneHit};
use crate::rules::zone_name::is_called;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::joined;

pub(super) const FORM: Form = Form { key: "zone_name", beside: &[], read };

/// The zone has one of these names.
#[derive(Debug, Clone, PartialEq)]
struct ZoneName(Vec<String>);

fn read(reader: &mut Reader, keys: &mut Keys, _: Grammar) -> Option<Box<dyn Question>> {
    let names: Names = reader.needed(keys, "zone_name")?;
    Some(Box::new(ZoneName(names.0)))
}

impl Question for ZoneName {
    /// A name that cannot be told from that of another zone leaves it unknown, as no name does.
    fn judge(&self, facts: &dyn Facts, zone: Option<&ZoneHit>) -> Judgement {
        let name = zone.and_then(|zone| facts.zone_name(zone.zone));
        let named = |name| self.0.iter().map(|one| is_called(name, one)).max();
        let truth = name.and_then(named).unwrap_or(Truth::Unknown);
        let zone_field = (truth == Truth::Unknown).then_some(ZoneField::Name);
        let measured = Measured { zone: zone.map(|zone| zone.zone), ..Measured::of(Fact::Zone) };
        Judgement { truth, measured: Some(measured), missing: Missing { zone_field, ..Missing::default() } }
    }

    fn depends_on_depth(&self, _: bool) -> bool {
        false
    }

    fn stays(&self, _: &dyn Facts, changes: &Changes) -> bool {
        !changes.place
    }

    /// Names may be written in several ways: that two of them exclude each other is not claimed, only
    /// that a zone has one of a list or not.
    fn admit<'a>(&'a self, holds: bool, scope: Scope, world: &mut World<'a>) -> Option<Follows<'a>> {
        world.admits_name(scope, &self.0, holds)
    }

    fn has_zone_field(&self) -> bool {
        true
    }

    fn clause(&self, ground: &Ground, words: &Wording) -> String {
        let zone = ground.hit.map(|hit| words.zone(hit.zone)).unwrap_or_default();
        let names = joined(&self.0, words.pick("of", "or"));
        if ground.truth == Truth::Unknown {
            let unknown = match words.lang {
                Lang::Nl => format!("of {zone} {names} is, is niet bekend"),
                Lang::En => format!("whether {zone} is {names} is not known"),
            };
            let condition = match (words.lang, ground.negated) {
                (Lang::Nl, false) => "als het dat is,",
                (Lang::Nl, true) => "als het dat niet is,",
                (Lang::En, false) => "if it is,",
                (Lang::En, true) => "if it is not,",
            };
            return if words.is_alone() { format!("{unknown}; {condition} {}", words.then()) } else { unknown };
        }
        let lies = format!("{} {zone}", words.pick("de plaats ligt in", "the place lies in"));
        words.beside_list(ground.truth, &lies, &names)
    }
}

impl fmt::Display for ZoneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "zone is called {}", self.0.join(" or "))
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::judged;
    use super::*;
    use crate::rules::case::{Given, GivenZone};

    fn in_zone(name: Option<&str>) -> Given {
        let zone = GivenZone { name: name.map(str::to_owned), ..GivenZone::of_kind("a") };
        Given { zones: vec![zone], ..Given::default() }
    }

    #[test]
    fn a_zone_has_the_name_or_not_and_without_a_name_it_is_unknown() {
        let but_hanik = "{ in_zone = { kind = 'a', where = { not = { zone_name = 'Hanik' } } } }";
        for (name, truth) in [
            (Some("Grondwaterbeschermingsgebied Hanik"), Truth::False),
            (Some("Zeist"), Truth::True),
            (None, Truth::Unknown),
        ] {
            let judged = judged(but_hanik, in_zone(name));
            assert_eq!(judged.truth, truth, "{name:?}");
            let missing = (truth == Truth::Unknown).then_some(ZoneField::Name);
            assert_eq!(judged.missing.zone_field, missing, "{name:?}");
        }
    }
}
