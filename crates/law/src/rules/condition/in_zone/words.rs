//! A zone in words: whether the place lies in it, whether it is reached, whether there is a map.

use super::InZone;
use crate::rules::comparison::Comparison;
use crate::rules::condition::ground::{Aspect, Ground};
use crate::rules::facts::Quantity;
use crate::rules::truth::Truth;
use crate::rules::wording::limit::{LimitText, against, beyond};
use crate::rules::wording::{Wording, quantity};
use crate::rules::zone::{DepthOf, ZoneHit};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{an, number};

pub(super) fn clause(asked: &InZone, ground: &Ground, words: &Wording) -> String {
    match (ground.aspect, ground.hit) {
        (Aspect::Answer, hit) => {
            let zone = hit.map(|hit| words.zone(hit.zone)).unwrap_or_default();
            format!("{} {zone}", words.pick("de plaats ligt in", "the place lies in"))
        }
        (Aspect::NoZone, _) => {
            let kinds = words.kinds(&asked.slugs);
            match words.lang {
                Lang::Nl => format!("de plaats ligt niet in een {kinds}"),
                Lang::En => format!("the place does not lie in {}", an(&kinds)),
            }
        }
        (Aspect::Reach, Some(hit)) if asked.depth == DepthOf::Screens => screens(ground, &hit, words),
        (Aspect::Reach, Some(hit)) => drilling(ground, &hit, words),
        (Aspect::Reach, None) => String::new(),
        (Aspect::Map, _) => map(asked, ground, words),
    }
}

/// The map is missing or not complete here.
fn map(asked: &InZone, ground: &Ground, words: &Wording) -> String {
    let known = words.names.kinds();
    let lacks = |slug: &&String| known.find(slug).is_some_and(|kind| kind.meets(ground.missing.kinds));
    let lacking: Vec<String> = asked.slugs.iter().filter(lacks).cloned().collect();
    let kinds = words.kinds(if lacking.is_empty() { &asked.slugs } else { &lacking });
    let absent = words.absent(lacking.len());
    let unknown = match words.lang {
        Lang::Nl => format!("of de plaats in een {kinds} ligt is niet bekend, want {absent}"),
        Lang::En => format!("whether the place lies in {} is not known, because {absent}", an(&kinds)),
    };
    if !words.is_alone() {
        return unknown;
    }
    if asked.filter.is_some() {
        return unknown + &words.left_open();
    }
    let there = match (words.lang, ground.negated) {
        (Lang::Nl, false) => "daarin",
        (Lang::Nl, true) => "daarbuiten",
        (Lang::En, false) => "inside,",
        (Lang::En, true) => "outside,",
    };
    format!("{unknown}; {there} {}", words.then())
}

/// Whether the drilling reaches into a zone that begins below ground level.
fn drilling(ground: &Ground, hit: &ZoneHit, words: &Wording) -> String {
    let comparison = if ground.negated { Comparison::AtMost } else { Comparison::Above };
    let fact = Quantity::DrillingDepthM;
    let limit = LimitText {
        plain: quantity::value(fact, hit.extent.from_m, words.lang),
        begins: Some(words.zone(hit.zone)),
        place: String::new(),
    };
    if let Some(given) = words.facts.quantity(fact) {
        against(fact, given, hit.extent.from_m, comparison, &limit, words)
    } else {
        let missing = words.missing(&[quantity::name(fact, words.lang)]);
        words.unknown(&missing, &beyond(fact, comparison, &limit, words))
    }
}

/// Whether the screens do.
fn screens(ground: &Ground, hit: &ZoneHit, words: &Wording) -> String {
    let at = |quantity| match words.facts.quantity(quantity) {
        Some(metres) => number(metres, words.lang),
        None => "?".to_owned(),
    };
    let (top, bottom) = (at(Quantity::ScreenTopM), at(Quantity::ScreenBottomM));
    let from = number(hit.extent.from_m, words.lang);
    let zone = words.zone(hit.zone);
    let ends = hit.extent.to_m.is_finite().then(|| number(hit.extent.to_m, words.lang));
    let range = match (words.lang, ends) {
        (Lang::Nl, Some(to)) => format!("{zone} loopt van {from} tot {to} m"),
        (Lang::En, Some(to)) => format!("{zone} runs from {from} to {to} m"),
        (Lang::Nl, None) => format!("{zone} begint op {from} m"),
        (Lang::En, None) => format!("{zone} begins at {from} m"),
    };
    let missing = || {
        let names: Vec<String> =
            ground.missing.quantities().map(|missing| quantity::name(missing, words.lang)).collect();
        words.missing(&names)
    };
    let reach = match ground.truth {
        Truth::True => words.pick("het filter komt daarin", "the screens reach into it"),
        Truth::False => words.pick("het filter komt daar niet in", "the screens do not reach into it"),
        Truth::Unknown if words.is_alone() => {
            let into = words.pick("komt het filter daarin, dan", "if the screens reach into it,");
            return format!("{}; {range}; {into} {}", missing(), words.then());
        }
        Truth::Unknown => return format!("{}; {range}", missing()),
    };
    if [Quantity::ScreenTopM, Quantity::ScreenBottomM].into_iter().all(|end| words.facts.quantity(end).is_none()) {
        // The drilling ends above the zone, and its screens with it.
        return format!("{range}; {reach}");
    }
    match words.lang {
        Lang::Nl => format!("het filter zit van {top} tot {bottom} m; {range}; {reach}"),
        Lang::En => format!("the screens are from {top} to {bottom} m; {range}; {reach}"),
    }
}
