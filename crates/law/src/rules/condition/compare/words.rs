//! A comparison in words.

use super::{Compare, Limit};
use crate::rules::comparison::Comparison;
use crate::rules::condition::ground::Ground;
use crate::rules::facts::Quantity;
use crate::rules::wording::Wording;
use crate::rules::wording::limit::{LimitText, against, beyond};
use crate::rules::wording::quantity::{scale, state, value};
use crate::rules::zone::{ZoneField, ZoneHit};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{level, number};

pub(super) fn clause(compare: &Compare, ground: &Ground, words: &Wording) -> String {
    let comparison = if ground.negated { compare.comparison.opposite() } else { compare.comparison };
    let measured = ground.measured;
    let given = measured.and_then(|measured| measured.value);
    let limit = measured.and_then(|measured| measured.limit);
    let text = limit_text(compare, limit, ground.hit, words);
    match (given, limit) {
        (Some(given), Some(limit)) => against(compare.fact, given, limit, comparison, &text, words),
        _ => uncompared(ground, compare, given, comparison, &text, words),
    }
}

/// A number or a limit that is not known.
fn uncompared(
    ground: &Ground,
    compare: &Compare,
    given: Option<f64>,
    comparison: Comparison,
    limit: &LimitText,
    words: &Wording,
) -> String {
    let scale = scale(compare.fact, words.lang);
    let mut unknown = words.not_given(ground.missing).unwrap_or_default();
    let field = ground.missing.zone_field.zip(ground.hit);
    if let Some((field, hit)) = field {
        let depth = depth_not_known(field, &compare.limit, hit, words);
        unknown = if unknown.is_empty() { depth } else { format!("{unknown} {} {depth}", words.pick("en", "and")) };
    }
    if let Some(given) = given {
        unknown = format!("{}, {} {unknown}", state(compare.fact, given, words.lang), words.pick("maar", "but"));
    }
    if field.is_none() {
        return words.unknown(&unknown, &beyond(compare.fact, comparison, limit, words));
    }
    // Without the limit there is only a direction.
    let over = comparison.is_upwards();
    if words.is_alone() {
        let then = words.then();
        match words.lang {
            Lang::Nl => format!("{unknown}; {} {then}", if over { scale.more } else { scale.less }),
            Lang::En => format!("{unknown}; {} than that {then}", if over { scale.more } else { scale.less }),
        }
    } else {
        unknown
    }
}

fn depth_not_known(field: ZoneField, limit: &Limit, hit: ZoneHit, words: &Wording) -> String {
    let (zone, clay) = (words.zone(hit.zone), clay_of(limit, words));
    match (field, words.lang) {
        (ZoneField::ClayTopM, Lang::Nl) => format!("op welke diepte in {zone} {clay} begint is niet bekend"),
        (ZoneField::ClayTopM, Lang::En) => format!("at which depth {clay} begins in {zone} is not known"),
        (_, Lang::Nl) => format!("hoe diep er in {zone} mag worden geboord is niet bekend"),
        (_, Lang::En) => format!("how deep one may drill in {zone} is not known"),
    }
}

/// The layer of clay that may not be pierced.
fn clay_of(limit: &Limit, words: &Wording) -> String {
    match limit {
        Limit::Zone { layer: Some(layer), .. } => format!("{} {layer}", words.pick("de", "the")),
        _ => words.pick("de kleilaag", "the clay layer").to_owned(),
    }
}

fn limit_text(compare: &Compare, limit: Option<f64>, hit: Option<ZoneHit>, words: &Wording) -> LimitText {
    let lang = words.lang;
    let place = match hit {
        Some(hit) if compare.limit.is_of_zone() => format!(" in {}", words.zone(hit.zone)),
        _ => String::new(),
    };
    let known = |limit: Option<f64>| limit.map(|limit| value(compare.fact, limit, lang)).unwrap_or_default();
    let (plain, begins) = match &compare.limit {
        Limit::Number(number) => (value(compare.fact, *number, lang), None),
        Limit::Nap { nap } => (in_nap(*nap, limit, words), None),
        Limit::Zone { zone: field, .. } | Limit::ByName { zone: Some(field), .. } => match field {
            ZoneField::MaxDepthM | ZoneField::Name | ZoneField::MapDate => (known(limit), None),
            ZoneField::MinLevelMNap => {
                let nap = hit.and_then(|hit| hit.limits.min_level_m_nap);
                (nap.map_or_else(|| known(limit), |nap| in_nap(nap, limit, words)), None)
            }
            ZoneField::ClayTopM => {
                let clay = format!("{}{place}", clay_of(&compare.limit, words));
                return LimitText { plain: known(limit), begins: Some(clay), place: String::new() };
            }
        },
        Limit::ByName { zone: None, .. } => (known(limit), None),
    };
    LimitText { plain, begins, place }
}

/// A level, and the depth that it comes to where the ground level is known.
fn in_nap(nap: f64, depth: Option<f64>, words: &Wording) -> String {
    let said = level(nap, words.lang);
    let ground = words.facts.quantity(Quantity::GroundLevelMNap);
    let (Some(depth), Some(ground)) = (depth, ground) else { return said };
    let (depth, ground) = (number(depth, words.lang), level(ground, words.lang));
    match words.lang {
        Lang::Nl => format!("{said} ({depth} m diep, bij een maaiveld op {ground})"),
        Lang::En => format!("{said} ({depth} m deep, with ground level at {ground})"),
    }
}
