//! What would help, a line for each remedy.

use super::phrase::{between, outcome_word};
use bodemtoets_law::explain::{change, cited};
use bodemtoets_law::rules::Quantity;
use bodemtoets_screening::MilderPart;
use bodemtoets_screening::Verdict;
use bodemtoets_screening::remedies::{Change, Displacement, NoRemedy, Remedy, Value};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, fact_word, fluid_word, joined, number, text};

/// The lines; empty when there is nothing to say.
#[must_use]
pub(super) fn lines(verdict: &Verdict, lang: Lang) -> String {
    let mut page = Page::new();
    for remedy in &verdict.remedies {
        page.item(format_args!("→ {}", line(remedy, lang)));
    }
    if let Some(part) = &verdict.milder_part {
        page.item(part_of_plot(part, lang));
    }
    if let Some(none) = &verdict.no_remedy {
        page.item(in_the_way(none, lang));
        if !none.open.is_empty() {
            let open: Vec<String> = none.open.iter().map(|fact| super::text::wanted(fact, verdict, lang)).collect();
            let open = open.join("; ");
            page.item(text!(
                lang,
                nl: "? Een wijziging die deze regel wegneemt, laat het onbeslist zonder: {open}",
                en: "? A change that takes the rule away leaves it undetermined without: {open}"
            ));
        }
    }
    page.finish()
}

/// A remedy: what to change, and what that comes to.
#[must_use]
pub(super) fn line(remedy: &Remedy, lang: Lang) -> String {
    let changes = std::iter::once(&remedy.change).chain(&remedy.also);
    let changes: Vec<String> = changes.map(|change| words(change, lang)).collect();
    let (changes, outcome) = (joined(&changes, lang.pick("en", "and")), outcome_word(remedy.outcome, lang));
    format!("{changes}: {outcome}{}", between(remedy.range, lang))
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
        (Some(Value::Text(from)), Some(Value::Text(to))) => {
            let (fact, from, to) = (fact_word(&changed.fact, lang), fluid_word(from, lang), fluid_word(to, lang));
            text!(lang, nl: "{fact} {to} in plaats van {from}", en: "{fact} {to} instead of {from}")
        }
        _ => fact_word(&changed.fact, lang).to_owned(),
    }
}

fn elsewhere(place: &Displacement, lang: Lang) -> String {
    // Upward: a rounded way must not end short of the place.
    let scale = if place.distance_m < 10.0 { 100.0 } else { 10.0 };
    let away = number((place.distance_m * scale).ceil() / scale, lang);
    let (direction, x, y) = (place.direction.get(lang), number(place.x, lang), number(place.y, lang));
    text!(lang, nl: "{away} m naar het {direction} (x {x}, y {y})", en: "{away} m to the {direction} (x {x}, y {y})")
}

/// That a part of the plot has a milder outcome, and what tells which.
fn part_of_plot(part: &MilderPart, lang: Lang) -> String {
    let (outcome, between) = (outcome_word(part.outcome, lang), between(part.range, lang));
    let (x, y) = (number(part.x, lang), number(part.y, lang));
    text!(
        lang,
        nl: "→ een deel van het perceel is milder ({outcome}{between} op x {x}, y {y}): `screen --plot BESTAND` zegt welk deel, en `--place` zet het daar",
        en: "→ part of the plot is milder ({outcome}{between} at x {x}, y {y}): `screen --plot FILE` tells which, and `--place` puts it there"
    )
}

fn in_the_way(none: &NoRemedy, lang: Lang) -> String {
    let farther = none.searched_m.map_or_else(String::new, |metres| {
        let metres = number(metres, lang);
        text!(
            lang,
            nl: ", ook niet op een plaats tot {metres} m verderop",
            en: ", nor does a place up to {metres} m away"
        )
    });
    let rules: Vec<String> = none.rules.iter().map(|rule| format!("{} ({})", rule.id, cited(&rule.source))).collect();
    let way = match rules.len() {
        0 => String::new(),
        1 => text!(lang, nl: ": {rule} staat in de weg", en: ": {rule} stands in the way", rule = rules[0]),
        _ => {
            let rules = joined(&rules, lang.pick("en", "and"));
            text!(lang, nl: ": {rules} staan in de weg", en: ": {rules} stand in the way")
        }
    };
    let tried = none.tried.iter().filter(|fact| *fact != "place");
    let tried: Vec<String> = tried.map(|fact| fact_word(fact, lang).to_owned()).collect();
    if tried.is_empty() {
        return text!(
            lang,
            nl: "Er is niets dat gewijzigd kan worden en hier helpt{farther}{way}.",
            en: "There is nothing to change that helps here{farther}{way}."
        );
    }
    let tried = joined(&tried, lang.pick("of", "or"));
    text!(
        lang,
        nl: "Geen wijziging van {tried} helpt hier{farther}{way}.",
        en: "No change of {tried} helps here{farther}{way}."
    )
}
