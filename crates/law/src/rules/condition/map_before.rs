//! `map_before = 2025-09-01`: the map that the zone of `in_zone` comes from is older than a day.

use std::fmt;

use jiff::civil::Date;

use super::branch::Way;
use super::form::{Form, Grammar};
use super::ground::Ground;
use super::question::Question;
use super::world::{Follows, Scope, World};
use crate::rules::changes::Changes;
use crate::rules::facts::Facts;
use crate::rules::judgement::{Fact, Judgement, Measured, Missing};
use crate::rules::reading::{Day, Keys, Reader};
use crate::rules::truth::Truth;
use crate::rules::wording::Wording;
use crate::rules::zone::{ZoneField, ZoneHit};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::day;

pub(super) const FORM: Form = Form { key: "map_before", beside: &[], read };

/// The map of the zone describes the world before this day.
#[derive(Debug, Clone, Copy, PartialEq)]
struct MapBefore(Date);

fn read(reader: &mut Reader, keys: &mut Keys, _: Grammar) -> Option<Box<dyn Question>> {
    Some(Box::new(MapBefore(reader.needed::<Day>(keys, "map_before")?.0)))
}

fn map_date(facts: &dyn Facts, zone: Option<&ZoneHit>) -> Option<Date> {
    facts.map_date(zone?.zone)
}

impl Question for MapBefore {
    fn judge(&self, facts: &dyn Facts, zone: Option<&ZoneHit>) -> Judgement {
        let truth = map_date(facts, zone).map_or(Truth::Unknown, |date| (date < self.0).into());
        let zone_field = (truth == Truth::Unknown).then_some(ZoneField::MapDate);
        let measured = Measured { zone: zone.map(|zone| zone.zone), ..Measured::of(Fact::Zone) };
        Judgement { truth, measured: Some(measured), missing: Missing { zone_field, ..Missing::default() } }
    }

    fn depends_on_depth(&self, _: bool) -> bool {
        false
    }

    fn stays(&self, _: &dyn Facts, changes: &Changes) -> bool {
        !changes.place
    }

    // Maps of several dates may lie at one place.
    fn admit<'a>(&'a self, _: bool, _: Scope, _: &mut World<'a>) -> Option<Follows<'a>> {
        Some(Follows::default())
    }

    fn has_zone_field(&self) -> bool {
        true
    }

    fn ways(&self) -> &'static [Way] {
        &[Way::Holds, Way::Fails, Way::Unknown, Way::OnLimit]
    }

    fn is_on_limit(&self, facts: &dyn Facts, zone: Option<&ZoneHit>, _: &Judgement) -> bool {
        map_date(facts, zone) == Some(self.0)
    }

    fn clause(&self, ground: &Ground, words: &Wording) -> String {
        let zone = ground.hit.map(|hit| words.zone(hit.zone)).unwrap_or_default();
        let before = day(self.0, words.lang);
        let Some(date) = map_date(words.facts, ground.hit.as_ref()) else {
            return match words.lang {
                Lang::Nl => format!("van welke dag de kaart met {zone} is, is niet bekend"),
                Lang::En => format!("of which day the map with {zone} is, is not known"),
            };
        };
        let date = day(date, words.lang);
        match (words.lang, ground.truth) {
            (Lang::Nl, Truth::True) => format!("de kaart met {zone} is van {date}, vóór {before}"),
            (Lang::Nl, _) => format!("de kaart met {zone} is van {date}, en niet van vóór {before}"),
            (Lang::En, Truth::True) => format!("the map with {zone} is from {date}, which is before {before}"),
            (Lang::En, _) => format!("the map with {zone} is from {date}, and not from before {before}"),
        }
    }
}

impl fmt::Display for MapBefore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "map of the zone is from before {}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::form::tests::judged;
    use super::*;
    use crate::rules::case::{Given, GivenZone};

    #[test]
    fn a_map_of_the_day_itself_is_not_older() {
        let asked = "{ in_zone = { kind = 'a', where = { map_before = 2025-09-01 } } }";
        for (map_date, truth) in
            [(Some(date(2025, 8, 31)), Truth::True), (Some(date(2025, 9, 1)), Truth::False), (None, Truth::Unknown)]
        {
            let zone = GivenZone { map_date, ..GivenZone::of_kind("a") };
            assert_eq!(judged(asked, Given { zones: vec![zone], ..Given::default() }).truth, truth, "{map_date:?}");
        }
    }
}
