//! `existing_before = 2013-07-01`: the system existed, or its permit was applied for, before a day.

use std::fmt;

use jiff::civil::Date;

use super::branch::Way;
use super::form::{Form, Grammar};
use super::ground::Ground;
use super::question::Question;
use super::world::{Follows, Origin, Scope, World};
use crate::rules::changes::Changes;
use crate::rules::comparison::Comparison;
use crate::rules::facts::Facts;
use crate::rules::judgement::{Fact, Judgement, Missing};
use crate::rules::reading::{Day, Keys, Reader};
use crate::rules::wording::Wording;
use crate::rules::zone::ZoneHit;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::day;

pub(super) const FORM: Form = Form { key: "existing_before", beside: &[], read };

/// The system existed before this day. A new system did not.
#[derive(Debug, Clone, Copy, PartialEq)]
struct ExistingBefore(Date);

fn read(reader: &mut Reader, keys: &mut Keys, _: Grammar) -> Option<Box<dyn Question>> {
    Some(Box::new(ExistingBefore(reader.needed::<Day>(keys, "existing_before")?.0)))
}

impl Question for ExistingBefore {
    fn judge(&self, facts: &dyn Facts, _: Option<&ZoneHit>) -> Judgement {
        let truth = facts.existing_since().is_some_and(|since| since < self.0).into();
        Judgement::about(Fact::ExistingSince, truth, Missing::default())
    }

    fn depends_on_depth(&self, _: bool) -> bool {
        false
    }

    fn stays(&self, _: &dyn Facts, _: &Changes) -> bool {
        true
    }

    fn admit<'a>(&'a self, holds: bool, _: Scope, world: &mut World<'a>) -> Option<Follows<'a>> {
        let any_day = f64::NEG_INFINITY..=f64::INFINITY;
        world.admits_number(("existing_since", Origin::Zero), any_day, Comparison::Below, in_order(self.0), holds)
    }

    fn ways(&self) -> &'static [Way] {
        &[Way::Holds, Way::Fails, Way::OnLimit]
    }

    fn is_on_limit(&self, facts: &dyn Facts, _: Option<&ZoneHit>, _: &Judgement) -> bool {
        facts.existing_since() == Some(self.0)
    }

    fn clause(&self, _: &Ground, words: &Wording) -> String {
        let date = self.0;
        let before = day(date, words.lang);
        let since = words.facts.existing_since();
        let since_day = since.map(|since| day(since, words.lang));
        match (words.lang, since_day) {
            (Lang::Nl, None) => format!("het systeem is nieuw, en niet van vóór {before}"),
            (Lang::En, None) => format!("the system is new, and not from before {before}"),
            (Lang::Nl, Some(since_day)) if since.is_some_and(|since| since < date) => {
                format!("het systeem is van {since_day}, vóór {before}")
            }
            (Lang::En, Some(since_day)) if since.is_some_and(|since| since < date) => {
                format!("the system is from {since_day}, which is before {before}")
            }
            (Lang::Nl, Some(since_day)) => format!("het systeem is van {since_day}, en niet van vóór {before}"),
            (Lang::En, Some(since_day)) => format!("the system is from {since_day}, and not from before {before}"),
        }
    }
}

/// A number that is greater for a later day.
fn in_order(date: Date) -> f64 {
    (f64::from(date.year()) * 100.0 + f64::from(date.month())) * 100.0 + f64::from(date.day())
}

impl fmt::Display for ExistingBefore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "system existed before {}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::form::tests::judged;
    use super::*;
    use crate::rules::case::Given;
    use crate::rules::truth::Truth;

    #[test]
    fn a_system_of_the_day_itself_or_a_new_one_did_not_exist_before_it() {
        for (since, truth) in
            [(Some(date(2013, 6, 30)), Truth::True), (Some(date(2013, 7, 1)), Truth::False), (None, Truth::False)]
        {
            let known = Given { existing_since: since, ..Given::default() };
            assert_eq!(judged("{ existing_before = 2013-07-01 }", known).truth, truth, "{since:?}");
        }
    }

    #[test]
    fn a_later_day_is_a_greater_number() {
        let days = [date(2013, 6, 30), date(2013, 7, 1), date(2013, 12, 31), date(2014, 1, 1)];
        assert!(days.windows(2).all(|pair| in_order(pair[0]) < in_order(pair[1])));
    }
}
