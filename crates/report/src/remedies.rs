//! What would help, a line for each remedy.

use std::fmt::Write as _;

use super::phrase::outcome_word;
use crate::explain::{change, cited};
use crate::lang::Lang;
use crate::rules::Quantity;
use crate::screening::Verdict;
use crate::screening::remedies::{Change, Displacement, NoRemedy, Remedy, Value};
use crate::words::{fact_word, fluid_word, joined, number};

/// Before what leaves a change open.
const OPEN: [&str; 2] = [
    "Een wijziging die deze regel wegneemt, laat het onbeslist zonder",
    "A change that takes the rule away leaves it undetermined without",
];

/// The lines; empty when there is nothing to say.
#[must_use]
pub(super) fn lines(verdict: &Verdict, lang: Lang) -> String {
    let mut text = String::new();
    for remedy in &verdict.remedies {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  → {}", line(remedy, lang));
    }
    if let Some(none) = &verdict.no_remedy {
        let _ = writeln!(text, "  {}", in_the_way(none, lang));
        if !none.open.is_empty() {
            let open: Vec<String> = none.open.iter().map(|fact| super::text::wanted(fact, verdict, lang)).collect();
            let _ = writeln!(text, "  ? {}: {}", lang.pick(OPEN[0], OPEN[1]), open.join("; "));
        }
    }
    text
}

/// A remedy: what to change, and what that comes to.
#[must_use]
pub(super) fn line(remedy: &Remedy, lang: Lang) -> String {
    let changes = std::iter::once(&remedy.change).chain(&remedy.also);
    let changes: Vec<String> = changes.map(|change| words(change, lang)).collect();
    let mut line = format!("{}: {}", joined(&changes, lang.pick("en", "and")), outcome_word(remedy.outcome, lang));
    if let Some([low, high]) = remedy.range {
        let _ = write!(line, " ({} – {})", low.word(lang), high.word(lang));
    }
    line
}

fn words(changed: &Change, lang: Lang) -> String {
    if let Some(place) = &changed.place {
        return elsewhere(place, lang);
    }
    match (&changed.from, &changed.to) {
        (Some(Value::Number(from)), Some(Value::Number(to))) => {
            let quantity = Quantity::ALL.into_iter().find(|quantity| quantity.slug() == changed.fact);
            quantity.map_or_else(String::new, |quantity| change(quantity, *from, *to, lang))
        }
        (Some(Value::Text(from)), Some(Value::Text(to))) => format!(
            "{} {} {} {}",
            fact_word(&changed.fact, lang),
            fluid_word(to, lang),
            lang.pick("in plaats van", "instead of"),
            fluid_word(from, lang)
        ),
        _ => fact_word(&changed.fact, lang).to_owned(),
    }
}

fn elsewhere(place: &Displacement, lang: Lang) -> String {
    // Upward: a rounded way must not end short of the place.
    let scale = if place.distance_m < 10.0 { 100.0 } else { 10.0 };
    format!(
        "{} m {} {} (x {}, y {})",
        number((place.distance_m * scale).ceil() / scale, lang),
        lang.pick("naar het", "to the"),
        place.direction.get(lang),
        number(place.x, lang),
        number(place.y, lang)
    )
}

fn in_the_way(none: &NoRemedy, lang: Lang) -> String {
    let mut line =
        lang.pick("Geen wijziging van deze aanvraag helpt hier", "No change of this application helps here").to_owned();
    if let Some(metres) = none.searched_m {
        let metres = number(metres, lang);
        let _ = match lang {
            Lang::Nl => write!(line, ", ook niet op een plaats tot {metres} m verderop"),
            Lang::En => write!(line, ", nor does a place up to {metres} m away"),
        };
    }
    let rules: Vec<String> = none.rules.iter().map(|rule| format!("{} ({})", rule.id, cited(&rule.source))).collect();
    if rules.is_empty() {
        return line + ".";
    }
    let way = match (lang, rules.len()) {
        (Lang::Nl, 1) => "staat in de weg",
        (Lang::Nl, _) => "staan in de weg",
        (Lang::En, 1) => "stands in the way",
        (Lang::En, _) => "stand in the way",
    };
    format!("{line}: {} {way}.", joined(&rules, lang.pick("en", "and")))
}
