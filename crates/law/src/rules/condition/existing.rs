//! `existing = true`: the system is there already. One whose `existing_since` is not given is new.

use std::fmt;

use super::branch::Way;
use super::form::{Form, Grammar};
use super::ground::Ground;
use super::question::Question;
use super::world::{Follows, Scope, World};
use crate::rules::changes::Changes;
use crate::rules::facts::Facts;
use crate::rules::judgement::{Fact, Judgement, Missing};
use crate::rules::reading::{Keys, Reader};
use crate::rules::wording::Wording;
use crate::rules::zone::ZoneHit;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::day;

pub(super) const FORM: Form = Form { key: "existing", beside: &[], read };

/// The system is there already.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Existing;

fn read(reader: &mut Reader, keys: &mut Keys, _: Grammar) -> Option<Box<dyn Question>> {
    let span = keys.span.clone();
    if !reader.needed::<bool>(keys, "existing")? {
        reader.fault(span, "a new system is asked for with `not = { existing = true }`");
        return None;
    }
    Some(Box::new(Existing))
}

impl Question for Existing {
    fn judge(&self, facts: &dyn Facts, _: Option<&ZoneHit>) -> Judgement {
        Judgement::about(Fact::ExistingSince, facts.existing_since().is_some().into(), Missing::default())
    }

    fn depends_on_depth(&self, _: bool) -> bool {
        false
    }

    fn stays(&self, _: &dyn Facts, _: &Changes) -> bool {
        true
    }

    // That a new system is from before no day is not noticed, which does no harm.
    fn admit<'a>(&'a self, _: bool, _: Scope, _: &mut World<'a>) -> Option<Follows<'a>> {
        Some(Follows::default())
    }

    fn ways(&self) -> &'static [Way] {
        &[Way::Holds, Way::Fails]
    }

    fn clause(&self, _: &Ground, words: &Wording) -> String {
        let since = words.facts.existing_since().map(|since| day(since, words.lang));
        match (words.lang, since) {
            (Lang::Nl, None) => "het systeem is nieuw".to_owned(),
            (Lang::En, None) => "the system is new".to_owned(),
            (Lang::Nl, Some(since)) => format!("het systeem is er al, van {since}"),
            (Lang::En, Some(since)) => format!("the system is there already, from {since}"),
        }
    }
}

impl fmt::Display for Existing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "system exists")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::form::tests::judged;
    use crate::rules::case::Given;
    use crate::rules::truth::Truth;

    #[test]
    fn a_system_is_new_unless_a_day_is_given() {
        for (since, truth) in [(Some(date(2025, 6, 30)), Truth::True), (None, Truth::False)] {
            let known = Given { existing_since: since, ..Given::default() };
            assert_eq!(judged("{ existing = true }", known).truth, truth, "{since:?}");
        }
    }
}
