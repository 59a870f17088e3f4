//! `fluid = ["water"]`: one of these fluids runs through the loops.

use std::fmt;

use super::form::{Form, Grammar};
use super::ground::Ground;
use super::question::Question;
use super::world::{Follows, Scope, World};
use crate::rules::changes::Changes;
use crate::rules::facts::{Facts, fluid_slug};
use crate::rules::judgement::{Fact, Judgement, Missing};
use crate::rules::reading::{Keys, Names, Reader};
use crate::rules::truth::Truth;
use crate::rules::wording::Wording;
use crate::rules::zone::ZoneHit;
use bodemtoets_words::words::{fluid_word, joined};

pub(super) const FORM: Form = Form { key: "fluid", beside: &[], read };

/// The circulation fluid is one of these, as slugs.
#[derive(Debug, Clone, PartialEq)]
struct OneOfFluids(Vec<String>);

fn read(reader: &mut Reader, keys: &mut Keys, _: Grammar) -> Option<Box<dyn Question>> {
    let fluids: Names = reader.needed(keys, "fluid")?;
    Some(Box::new(OneOfFluids(fluids.0.iter().map(|fluid| fluid_slug(fluid)).collect())))
}

impl Question for OneOfFluids {
    fn judge(&self, facts: &dyn Facts, _: Option<&ZoneHit>) -> Judgement {
        let fluid = facts.fluid();
        let truth = fluid.map_or(Truth::Unknown, |fluid| self.0.iter().any(|one| one == fluid).into());
        Judgement::about(Fact::Fluid, truth, Missing { fluid: fluid.is_none(), ..Missing::default() })
    }

    fn depends_on_depth(&self, _: bool) -> bool {
        false
    }

    fn stays(&self, _: &dyn Facts, changes: &Changes) -> bool {
        !changes.fluid
    }

    fn admit<'a>(&'a self, holds: bool, _: Scope, world: &mut World<'a>) -> Option<Follows<'a>> {
        world.admits_choice("fluid", None, self.0.iter().map(String::as_str), holds)
    }

    fn fields(&self) -> Vec<&'static str> {
        vec!["fluid"]
    }

    fn fluids(&self) -> &[String] {
        &self.0
    }

    fn clause(&self, ground: &Ground, words: &Wording) -> String {
        let list: Vec<String> = self.0.iter().map(|slug| fluid_word(slug, words.lang).to_owned()).collect();
        let list = joined(&list, words.pick("of", "or"));
        let Some(fluid) = words.facts.fluid().map(|slug| fluid_word(slug, words.lang)) else {
            let name = words.pick("de circulatievloeistof", "the circulation fluid").to_owned();
            let asked = format!("{} {list}", words.pick("met", "with"));
            return words.unknown(&words.missing(&[name]), &words.other_than(ground.negated, &asked));
        };
        let is = format!("{} {fluid}", words.pick("de circulatievloeistof is", "the circulation fluid is"));
        words.beside_list(ground.truth, &is, &list)
    }
}

impl fmt::Display for OneOfFluids {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fluid is {}", self.0.join(" or "))
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::judged;
    use super::*;
    use crate::rules::case::Given;

    #[test]
    fn a_fluid_is_one_of_the_list_or_not_or_not_known() {
        let asked = "{ fluid = ['leidingwater', 'brine'] }";
        for (fluid, truth) in
            [(Some("water"), Truth::True), (Some("ethylene-glycol"), Truth::False), (None, Truth::Unknown)]
        {
            let known = Given { fluid: fluid.map(str::to_owned), ..Given::default() };
            assert_eq!(judged(asked, known).truth, truth, "{fluid:?}");
        }
        assert!(judged(asked, Given::default()).missing.fluid);
    }
}
