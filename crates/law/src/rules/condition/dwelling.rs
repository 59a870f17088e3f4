//! `dwelling = ["single"]`: the system serves one of these kinds of dwelling.

use std::fmt;

use super::form::{Form, Grammar};
use super::ground::Ground;
use super::question::Question;
use super::world::{Follows, Scope, World};
use crate::rules::Dwelling;
use crate::rules::changes::Changes;
use crate::rules::facts::Facts;
use crate::rules::judgement::{Fact, Judgement, Missing};
use crate::rules::reading::{Keys, Reader};
use crate::rules::truth::Truth;
use crate::rules::wording::Wording;
use crate::rules::zone::ZoneHit;
use bodemtoets_words::words::joined;

pub(super) const FORM: Form = Form { key: "dwelling", beside: &[], read };

/// The dwelling is one of these.
#[derive(Debug, Clone, PartialEq)]
struct OneOfDwellings(Vec<Dwelling>);

fn read(reader: &mut Reader, keys: &mut Keys, _: Grammar) -> Option<Box<dyn Question>> {
    Some(Box::new(OneOfDwellings(reader.needed(keys, "dwelling")?)))
}

impl Question for OneOfDwellings {
    fn judge(&self, facts: &dyn Facts, _: Option<&ZoneHit>) -> Judgement {
        let dwelling = facts.dwelling();
        let truth = dwelling.map_or(Truth::Unknown, |dwelling| self.0.contains(&dwelling).into());
        Judgement::about(Fact::Dwelling, truth, Missing { dwelling: dwelling.is_none(), ..Missing::default() })
    }

    fn depends_on_depth(&self, _: bool) -> bool {
        false
    }

    fn stays(&self, _: &dyn Facts, _: &Changes) -> bool {
        true
    }

    fn admit<'a>(&'a self, holds: bool, _: Scope, world: &mut World<'a>) -> Option<Follows<'a>> {
        let all = [Dwelling::Single, Dwelling::Apartment, Dwelling::None].map(Dwelling::slug);
        world.admits_choice("dwelling", Some(&all), self.0.iter().map(|dwelling| dwelling.slug()), holds)
    }

    fn fields(&self) -> Vec<&'static str> {
        vec!["dwelling"]
    }

    fn clause(&self, ground: &Ground, words: &Wording) -> String {
        let asked: Vec<String> = self.0.iter().map(|dwelling| serving(*dwelling, words).to_owned()).collect();
        let asked = joined(&asked, words.pick("of", "or"));
        let Some(dwelling) = words.facts.dwelling() else {
            let name = words.pick("de soort woning", "the kind of dwelling").to_owned();
            return words.unknown(&words.missing(&[name]), &words.other_than(ground.negated, &asked));
        };
        let is = format!("{} {}", words.pick("het is een systeem", "this is a system"), serving(dwelling, words));
        words.beside_list(ground.truth, &is, &asked)
    }
}

fn serving(dwelling: Dwelling, words: &Wording) -> &'static str {
    match dwelling {
        Dwelling::Single => words.pick("voor één woning", "for a single dwelling"),
        Dwelling::Apartment => words.pick("voor een appartementengebouw", "for an apartment building"),
        Dwelling::None => words.pick("zonder woning", "without a dwelling"),
    }
}

impl fmt::Display for OneOfDwellings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.0.iter().map(|dwelling| dwelling.slug()).collect();
        write!(f, "dwelling is {}", names.join(" or "))
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::judged;
    use super::*;
    use crate::rules::case::Given;

    #[test]
    fn a_dwelling_is_one_of_the_list_or_not_or_not_known() {
        let asked = "{ dwelling = ['single', 'none'] }";
        for (dwelling, truth) in
            [(Some(Dwelling::Single), Truth::True), (Some(Dwelling::Apartment), Truth::False), (None, Truth::Unknown)]
        {
            let known = Given { dwelling, ..Given::default() };
            assert_eq!(judged(asked, known).truth, truth, "{dwelling:?}");
        }
        assert!(judged(asked, Given::default()).missing.dwelling);
    }
}
