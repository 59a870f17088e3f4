//! A number beside a limit, in words.

use super::Wording;
use super::quantity::{difference, scale, state};
use crate::rules::comparison::Comparison;
use crate::rules::facts::Quantity;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::fact_word;

/// A limit in words.
pub(in crate::rules) struct LimitText {
    /// The value: "80 m".
    pub plain: String,
    /// What begins there, where it is the top of something: "the clay layer".
    pub begins: Option<String>,
    /// The zone that gives it, behind a blank: " in ...".
    pub place: String,
}

/// A known number against a known limit.
pub(in crate::rules) fn against(
    fact: Quantity,
    given: f64,
    at: f64,
    comparison: Comparison,
    limit: &LimitText,
    words: &Wording,
) -> String {
    let over = given - at;
    let said = state(fact, given, words.lang);
    if words.judging {
        format!("{said}; {}: {}", allowed(fact, comparison, limit, words), judged(fact, over, comparison, words))
    } else {
        format!("{said}, {}", beside(fact, over, limit, words))
    }
}

/// What the rule leaves free.
fn allowed(fact: Quantity, comparison: Comparison, limit: &LimitText, words: &Wording) -> String {
    let LimitText { plain, begins, place } = limit;
    if let Some(what) = begins {
        return format!("{what} {} {plain}", words.pick("begint op", "begins at"));
    }
    let scale = scale(fact, words.lang);
    let many = words.lang == Lang::En && fact == Quantity::FullLoadHours;
    let is = if many { "are" } else { "is" };
    let (allowed, needed) = (words.pick("toegestaan", "allowed"), words.pick("vereist", "required"));
    match comparison {
        Comparison::Above => format!("{plain} {is} {allowed}{place}"),
        Comparison::AtLeast => format!("{} {plain} {is} {allowed}{place}", scale.under),
        Comparison::Below => format!("{} {plain} {is} {needed}{place}", words.pick("ten minste", "at least")),
        Comparison::AtMost => format!("{} {plain} {is} {needed}{place}", scale.over),
    }
}

/// By how much it is too much, or how much room is left.
fn judged(fact: Quantity, over: f64, comparison: Comparison, words: &Wording) -> String {
    let scale = scale(fact, words.lang);
    let size = difference(fact, over.abs(), words.lang);
    if over == 0.0 {
        let kept = words.pick("de grens wordt precies aangehouden", "the limit is kept exactly");
        let broken = words.pick("precies op de grens, en dat mag niet", "exactly on the limit, which is not allowed");
        return if comparison.includes_limit() { broken } else { kept }.to_owned();
    }
    match (comparison.is_upwards(), over > 0.0) {
        (true, true) => format!("{size} {}", scale.too_much),
        (false, false) => format!("{size} {}", scale.too_little),
        _ => match words.lang {
            Lang::Nl => format!("nog {size} ruimte"),
            Lang::En => format!("{size} to spare"),
        },
    }
}

/// How a number lies beside its limit, without judging.
fn beside(fact: Quantity, over: f64, limit: &LimitText, words: &Wording) -> String {
    let scale = scale(fact, words.lang);
    let LimitText { plain, begins, place } = limit;
    let beside = match (begins, words.lang) {
        (None, Lang::Nl) => format!("de grens van {plain}{place}"),
        (None, Lang::En) => format!("the limit of {plain}{place}"),
        (Some(what), Lang::Nl) => format!("de bovenkant van {what} op {plain}"),
        (Some(what), Lang::En) => format!("the top of {what} at {plain}"),
    };
    if over == 0.0 {
        return format!("{} {beside}", words.pick("precies", "exactly"));
    }
    let size = difference(fact, over.abs(), words.lang);
    let more = if over > 0.0 { scale.more } else { scale.less };
    format!("{size} {more} {} {beside}", words.pick("dan", "than"))
}

/// Which numbers the rule is about: "deeper than 80 m".
pub(in crate::rules) fn beyond(fact: Quantity, comparison: Comparison, limit: &LimitText, words: &Wording) -> String {
    let scale = scale(fact, words.lang);
    let LimitText { plain, begins, place } = limit;
    let top = begins
        .as_ref()
        .map_or_else(String::new, |what| format!(" ({} {what})", words.pick("de bovenkant van", "the top of")));
    let which = match comparison {
        Comparison::Above => scale.over,
        Comparison::AtLeast => words.pick("vanaf", "from"),
        Comparison::Below => scale.under,
        Comparison::AtMost => words.pick("tot en met", "up to"),
    };
    let plain = match (fact, words.lang) {
        _ if fact.is_stated() => plain.clone(),
        (Quantity::FullLoadHours, Lang::Nl) => plain.replace("uur", "vollasturen"),
        (Quantity::FullLoadHours, Lang::En) => plain.replace("hour", "full-load hour"),
        (_, Lang::Nl) => format!("een {} van {plain}", fact_word(fact.slug(), words.lang)),
        (_, Lang::En) => format!("a {} of {plain}", fact_word(fact.slug(), words.lang)),
    };
    format!("{which} {plain}{top}{place}")
}
