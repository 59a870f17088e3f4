//! The list of data that the law asks for, in words.

use super::phrase::{certainty_word, system_word};
use bodemtoets_law::explain::cited;
use bodemtoets_screening::{Completeness, CompletenessItem, ItemState, ListState, Verdict};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::provenance::Certainty;
use bodemtoets_words::words::{Page, fact_word, text};

/// The list by itself, with what it is about.
#[must_use]
pub fn completeness(verdict: &Verdict, lang: Lang) -> String {
    let (system, date) = (system_word(verdict.system, lang), verdict.date);
    let id = if verdict.id.is_empty() { String::new() } else { format!("{}, ", verdict.id) };
    let mut page = Page::new();
    page.line(text!(
        lang,
        nl: "Volledigheid: {id}{system}, recht van {date}",
        en: "Completeness: {id}{system}, law of {date}"
    ));
    page.put(list(&verdict.completeness, lang));
    page.finish()
}

/// How much of it is given, or why there is no list.
pub(super) fn brief(completeness: &Completeness, lang: Lang) -> String {
    none(completeness.list, lang).map_or_else(|| counts(completeness, lang), str::to_owned)
}

/// The list, or why there is none.
pub(super) fn list(completeness: &Completeness, lang: Lang) -> String {
    let mut page = Page::new();
    page.item(brief(completeness, lang));
    for item in completeness.items.iter().filter(|_| completeness.list == ListState::Listed) {
        page.item(line(item, lang));
    }
    page.finish()
}

/// Why there is no list.
fn none(state: ListState, lang: Lang) -> Option<&'static str> {
    match state {
        ListState::Listed => None,
        ListState::NotCovered => Some(lang.pick(
            "Geen lijst van gevraagde gegevens: geen regelboek geldt op deze plaats en datum. Vraag het bevoegd gezag.",
            "No list of required data: no rulebook holds at this place and date. Ask the authority.",
        )),
        ListState::NotKnown => Some(lang.pick(
            "Voor deze datum is geen lijst van gevraagde gegevens bekend. Dat betekent niet dat de aanvraag volledig is.",
            "For this date no list of required data is known. That does not mean that the application is complete.",
        )),
        ListState::Waived => Some(lang.pick(
            "Wat een nieuwe aanvraag moet bevatten, wordt van dit bestaande systeem niet gevraagd.",
            "What a new application has to hold is not asked of this system, which exists.",
        )),
    }
}

fn counts(completeness: &Completeness, lang: Lang) -> String {
    let Completeness { given, missing, implausible, document, ref items, .. } = *completeness;
    let all = items.len();
    let mut counts = vec![text!(
        lang,
        nl: "{given} van {all} gevraagde gegevens opgegeven",
        en: "{given} of {all} required items given"
    )];
    let mut add = |count: usize, word: &str| {
        if count > 0 {
            counts.push(format!("{count} {word}"));
        }
    };
    add(missing, lang.pick(if missing == 1 { "ontbreekt" } else { "ontbreken" }, "missing"));
    add(implausible, lang.pick("onaannemelijk", "implausible"));
    add(document, lang.pick("bij te voegen", "to be attached"));
    counts.join(", ")
}

fn line(item: &CompletenessItem, lang: Lang) -> String {
    let symbol = match item.state {
        ItemState::Given => "✓",
        ItemState::Missing => "?",
        ItemState::Implausible => "!",
        ItemState::Document => "□",
    };
    // Only a doubt has to be told of every line.
    let doubt = match item.certainty {
        Certainty::Verified => String::new(),
        other => text!(lang, nl: "; zekerheid: {word}", en: "; certainty: {word}", word = certainty_word(other, lang)),
    };
    let (id, asked, state, source) = (&item.id, item.text.get(lang), state(item, lang), cited(&item.source));
    format!("{symbol} {id} {asked}: {state} ({source}{doubt})")
}

/// Whether it is given, in words.
pub(super) fn state(item: &CompletenessItem, lang: Lang) -> String {
    match item.state {
        ItemState::Given => lang.pick("opgegeven", "given").to_owned(),
        ItemState::Document => lang.pick("bij te voegen", "to be attached").to_owned(),
        ItemState::Implausible => {
            let rules = item.doubted_by.join(", ");
            text!(lang, nl: "opgegeven, maar onaannemelijk ({rules})", en: "given, but implausible ({rules})")
        }
        ItemState::Missing => {
            let missing = lang.pick("ontbreekt", "missing");
            if item.fields.len() == 1 {
                return missing.to_owned();
            }
            let fields: Vec<&str> = item.missing.iter().map(|field| fact_word(field, lang)).collect();
            format!("{missing}: {}", fields.join(", "))
        }
    }
}
