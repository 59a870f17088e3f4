//! The list of data that the law asks for, in words.

use std::fmt::Write as _;

use super::phrase::certainty_word;
use crate::explain::cited;
use crate::lang::Lang;
use crate::provenance::Certainty;
use crate::screening::{Completeness, CompletenessItem, ItemState, ListState, Verdict};
use crate::words::fact_word;

/// The list by itself, with what it is about.
#[must_use]
pub fn completeness(verdict: &Verdict, lang: Lang) -> String {
    let system = match verdict.system {
        crate::rules::System::Open => lang.pick("open bodemenergiesysteem", "open system"),
        crate::rules::System::Closed => lang.pick("gesloten bodemenergiesysteem", "closed system"),
    };
    let id = if verdict.id.is_empty() { String::new() } else { format!("{}, ", verdict.id) };
    let title = lang.pick("Volledigheid", "Completeness");
    let law = lang.pick("recht van", "law of");
    format!("{title}: {id}{system}, {law} {}\n{}", verdict.date, list(&verdict.completeness, lang))
}

/// The list, or why there is none.
pub(super) fn list(completeness: &Completeness, lang: Lang) -> String {
    let none = match completeness.list {
        ListState::Listed => None,
        ListState::NotCovered => Some(lang.pick(
            "Geen lijst van gevraagde gegevens: geen regelboek geldt op deze plaats en datum. Vraag het bevoegd gezag.",
            "No list of required data: no rulebook holds at this place and date. Ask the authority.",
        )),
        ListState::NotKnown => Some(lang.pick(
            "Voor deze datum is geen lijst van gevraagde gegevens bekend. Dat betekent niet dat de aanvraag volledig is.",
            "For this date no list of required data is known. That does not mean that the application is complete.",
        )),
    };
    if let Some(none) = none {
        return format!("  {none}\n");
    }
    let mut text = format!("  {}\n", counts(completeness, lang));
    for item in &completeness.items {
        line(&mut text, item, lang);
    }
    text
}

fn counts(completeness: &Completeness, lang: Lang) -> String {
    let Completeness { given, missing, implausible, document, ref items, .. } = *completeness;
    let all = items.len();
    let mut counts = vec![match lang {
        Lang::Nl => format!("{given} van {all} gevraagde gegevens opgegeven"),
        Lang::En => format!("{given} of {all} required items given"),
    }];
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

fn line(text: &mut String, item: &CompletenessItem, lang: Lang) {
    let symbol = match item.state {
        ItemState::Given => "✓",
        ItemState::Missing => "?",
        ItemState::Implausible => "!",
        ItemState::Document => "□",
    };
    // Writing to a String cannot fail.
    let _ = write!(text, "  {symbol} {} {}: {}", item.id, item.text.get(lang), state(item, lang));
    // Only a doubt has to be told of every line.
    let doubt = match item.certainty {
        Certainty::Verified => String::new(),
        other => format!("; {}: {}", lang.pick("zekerheid", "certainty"), certainty_word(other, lang)),
    };
    let _ = writeln!(text, " ({}{doubt})", cited(&item.source));
}

fn state(item: &CompletenessItem, lang: Lang) -> String {
    match item.state {
        ItemState::Given => lang.pick("opgegeven", "given").to_owned(),
        ItemState::Document => lang.pick("bij te voegen", "to be attached").to_owned(),
        ItemState::Implausible => {
            let rules = item.doubted_by.join(", ");
            format!("{} ({rules})", lang.pick("opgegeven, maar onaannemelijk", "given, but implausible"))
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
