//! `balance_within = 0.1`: heat and cold added to the ground differ by no more than this share of the larger.

use std::fmt;

use super::form::{Form, Grammar};
use super::ground::Ground;
use super::question::Question;
use super::world::{Follows, Scope, World};
use crate::rules::changes::Changes;
use crate::rules::facts::{Facts, Quantity};
use crate::rules::judgement::{Fact, Judgement, Missing};
use crate::rules::reading::{Keys, Reader};
use crate::rules::truth::Truth;
use crate::rules::wording::Wording;
use crate::rules::zone::ZoneHit;

pub(super) const FORM: Form = Form { key: "balance_within", beside: &[], read };

#[derive(Debug, Clone, PartialEq)]
struct BalanceWithin(f64);

fn read(reader: &mut Reader, keys: &mut Keys, _: Grammar) -> Option<Box<dyn Question>> {
    Some(Box::new(BalanceWithin(reader.needed(keys, "balance_within")?)))
}

impl Question for BalanceWithin {
    fn judge(&self, facts: &dyn Facts, _: Option<&ZoneHit>) -> Judgement {
        let added = |fact| facts.quantity(fact).ok_or(Missing::quantity(fact));
        let fact = Fact::Quantity(Quantity::HeatSurplusMwh);
        match (added(Quantity::HeatAddedMwh), added(Quantity::ColdAddedMwh)) {
            (Ok(heat), Ok(cold)) => {
                let holds = (heat - cold).abs() <= self.0 * heat.max(cold);
                Judgement::about(fact, holds.into(), Missing::default())
            }
            (heat, cold) => {
                let missing = heat.err().unwrap_or_default().union(cold.err().unwrap_or_default());
                Judgement::about(fact, Truth::Unknown, missing)
            }
        }
    }

    fn depends_on_depth(&self, _: bool) -> bool {
        false
    }

    fn stays(&self, _: &dyn Facts, changes: &Changes) -> bool {
        !changes.include(Quantity::HeatSurplusMwh)
    }

    // It excludes nothing that is worth finding.
    fn admit<'a>(&'a self, _: bool, _: Scope, _: &mut World<'a>) -> Option<Follows<'a>> {
        Some(Follows::default())
    }

    fn fields(&self) -> Vec<&'static str> {
        vec![Quantity::HeatAddedMwh.slug(), Quantity::ColdAddedMwh.slug()]
    }

    fn clause(&self, ground: &Ground, words: &Wording) -> String {
        let balance = match ground.truth {
            Truth::True => words.pick("warmte en koude zijn in balans", "heat and cold are in balance"),
            Truth::False => words.pick("warmte en koude zijn niet in balans", "heat and cold are not in balance"),
            Truth::Unknown => return words.not_given(ground.missing).unwrap_or_default(),
        };
        balance.to_owned()
    }
}

impl fmt::Display for BalanceWithin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "heat and cold added differ by at most {} of the larger", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::judged;
    use super::*;
    use crate::rules::case::Given;

    #[test]
    fn a_surplus_on_the_limit_is_a_balance_still() {
        let asked = "{ balance_within = 0.1 }";
        for (heat, cold, truth) in [
            (Some(100.0), Some(90.0), Truth::True),
            (Some(100.0), Some(89.9), Truth::False),
            (Some(100.0), None, Truth::Unknown),
        ] {
            let given = Given { heat_added_mwh: heat, cold_added_mwh: cold, ..Given::default() };
            assert_eq!(judged(asked, given).truth, truth, "{heat:?} {cold:?}");
        }
    }
}
