//! A request for the data that are missing or cannot all be right.

use super::head::Case;
use super::procedure::Procedure;
use super::{Kind, Letter};
use crate::completeness::state;
use bodemtoets_document::{Block, Document, Table, Words};
use bodemtoets_law::explain::{cited, without_source};
use bodemtoets_screening::application::Field;
use bodemtoets_screening::{CompletenessItem, ItemState, ListState, Verdict, VerdictOutcome};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{an, capital, fact_word, text};

/// The letter; `None` where nothing is asked for.
pub(super) fn letter(case: &Case<'_>, procedure: &Procedure) -> Option<Letter> {
    let (verdict, lang) = (case.verdict, case.lang);
    let missing = items(verdict, ItemState::Missing);
    let settles = settles(verdict);
    if missing.is_empty() && settles.is_empty() && verdict.implausible.is_empty() {
        return None;
    }
    let sent_in = case.sent_in();
    let a_sent_in = an(sent_in);
    let mut letter =
        case.open(&text!(lang, nl: "Wij missen gegevens in uw {sent_in}", en: "Data are missing from your {sent_in}"));
    letter.push(Block::paragraph(text!(
        lang,
        nl: "U hebt ons een {sent_in} gestuurd voor {what}. Wij hebben die bekeken. Wij hebben nog gegevens van u nodig. In deze brief staat welke.",
        en: "You sent us {a_sent_in} for {what}. We looked at it. We still need data from you. This letter tells which.",
        what = case.what(),
    )));
    if !settles.is_empty() {
        letter.push(Block::heading(
            2,
            lang.pick(
                "Zonder deze gegevens weten wij niet of het mag",
                "Without these data we do not know whether it is allowed",
            ),
        ));
        letter.push(Block::List { items: settles.iter().map(|fact| capital(fact_word(fact, lang)).into()).collect() });
    }
    if !missing.is_empty() {
        letter.push(Block::heading(2, lang.pick("Deze gegevens ontbreken", "These data are missing")));
        letter.push(table(&missing, lang));
    }
    doubts(&mut letter, verdict, lang);
    let documents = items(verdict, ItemState::Document);
    if !documents.is_empty() {
        letter.push(Block::heading(2, lang.pick("Deze stukken horen erbij", "These documents belong to it")));
        letter.push(Block::paragraph(lang.pick(
            "[Schrap wat u al hebt gekregen.] Hebt u deze stukken nog niet gestuurd? Stuur ze dan mee.",
            "[Strike out what you have received.] Have you not sent these documents yet? Then send them along.",
        )));
        letter.push(table(&documents, lang));
    }
    letter.push(Block::heading(2, lang.pick("Wanneer moeten wij dit hebben?", "When do we need this?")));
    letter.push(Block::paragraph(text!(
        lang,
        nl: "Stuur de gegevens vóór [datum] naar [e-mailadres of Omgevingsloket]. Zet ons kenmerk erbij.",
        en: "Send the data before [date] to [e-mail address or Omgevingsloket]. Mention our reference."
    )));
    letter.push(Block::heading(2, lang.pick("Wat gebeurt er daarna?", "What happens then?")));
    if verdict.outcome == VerdictOutcome::Notify {
        letter.push(Block::paragraph(lang.pick(
            "Hebben wij alles? Dan is uw melding volledig. Begin niet eerder met de aanleg.",
            "Do we have everything? Then your notification is complete. Do not start the work before.",
        )));
    } else {
        letter.push(Block::paragraph(procedure.waiting.words(lang)));
        letter.push(Block::paragraph(procedure.not_sent.words(lang)));
    }
    case.close(&mut letter);
    Some(Letter { kind: Kind::Request, document: letter })
}

/// What the law asks for and is in this state.
fn items(verdict: &Verdict, state: ItemState) -> Vec<&CompletenessItem> {
    let is_listed = verdict.completeness.list == ListState::Listed;
    verdict.completeness.items.iter().filter(|item| is_listed && item.state == state).collect()
}

/// The facts of the application that would settle it; maps and law are for the authority to look up.
fn settles(verdict: &Verdict) -> Vec<&str> {
    verdict.settle.iter().map(String::as_str).filter(|fact| Field::find(fact).is_some()).collect()
}

fn table(items: &[&CompletenessItem], lang: Lang) -> Block {
    let head =
        [("Gegeven", "Item"), ("Wat ontbreekt", "What is missing"), ("Waar staat dat?", "Where does it say so?")];
    let rows = items.iter().map(|item| {
        let source = format!("{}, {}", item.id, cited(&item.source));
        vec![Words::from(capital(item.text.get(lang))), capital(&state(item, lang)).into(), source.into()]
    });
    let rows = rows.collect();
    let head = head.map(|(nl, en)| lang.pick(nl, en).to_owned()).into();
    Block::Table(Table::new([44, 28, 28], head, rows))
}

/// Numbers that cannot all be right.
fn doubts(letter: &mut Document, verdict: &Verdict, lang: Lang) {
    let rules: Vec<_> = verdict.rules.iter().filter(|rule| verdict.implausible.contains(&rule.id)).collect();
    if rules.is_empty() {
        return;
    }
    letter.push(Block::heading(
        2,
        lang.pick("Deze getallen passen niet bij elkaar", "These numbers do not fit together"),
    ));
    letter.push(Block::paragraph(lang.pick(
        "Kijk deze getallen na. Kloppen ze? Leg dan uit waarom. Kloppen ze niet? Stuur dan de juiste.",
        "Check these numbers. Are they right? Then explain why. Are they wrong? Then send the right ones.",
    )));
    let items = rules.into_iter().map(|rule| {
        let sentence = without_source(rule.explanation.get(lang), &rule.source);
        Words::from(format!("{sentence} ({}).", rule.id))
    });
    letter.push(Block::List { items: items.collect() });
}
