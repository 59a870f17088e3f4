//! `undefined = { nl = "opslag op lage temperatuur", en = "low-temperature storage" }`: the case is what the law
//! calls so, without saying what that is. Whether it holds is for whoever applies the law: it is never known here.

use std::fmt;

use super::branch::Way;
use super::form::{Form, Grammar};
use super::ground::Ground;
use super::question::Question;
use super::world::{Follows, Scope, World};
use crate::rules::changes::Changes;
use crate::rules::facts::Facts;
use crate::rules::judgement::{Judgement, Missing};
use crate::rules::reading::{Keys, Reader};
use crate::rules::truth::Truth;
use crate::rules::wording::Wording;
use crate::rules::zone::ZoneHit;
use bodemtoets_words::lang::Text;

pub(super) const FORM: Form = Form { key: "undefined", beside: &[], read };

/// The case is what the law calls so.
#[derive(Debug, Clone, PartialEq)]
struct Undefined(Text);

fn read(reader: &mut Reader, keys: &mut Keys, _: Grammar) -> Option<Box<dyn Question>> {
    Some(Box::new(Undefined(reader.needed(keys, "undefined")?)))
}

impl Question for Undefined {
    fn judge(&self, _: &dyn Facts, _: Option<&ZoneHit>) -> Judgement {
        let missing = Missing { term: true, ..Missing::default() };
        Judgement { missing, ..Judgement::plain(Truth::Unknown) }
    }

    fn depends_on_depth(&self, _: bool) -> bool {
        false
    }

    fn stays(&self, _: &dyn Facts, _: &Changes) -> bool {
        true
    }

    // Of two cases that are both not known none excludes the other.
    fn admit<'a>(&'a self, _: bool, _: Scope, _: &mut World<'a>) -> Option<Follows<'a>> {
        Some(Follows::default())
    }

    fn ways(&self) -> &'static [Way] {
        &[Way::Unknown]
    }

    fn clause(&self, _: &Ground, words: &Wording) -> String {
        let term = self.0.get(words.lang);
        format!("{} “{term}”", words.pick("de verordening zegt niet wat zij verstaat onder", "the law does not define"))
    }
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\", which the law does not define", self.0.en)
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::judged;
    use crate::rules::case::Given;
    use crate::rules::truth::Truth;

    #[test]
    fn what_the_law_does_not_define_is_never_known() {
        let judged = judged("{ undefined = { nl = 'laag', en = 'low' } }", Given::default());
        assert_eq!(judged.truth, Truth::Unknown);
        assert!(judged.missing.term);
    }
}
