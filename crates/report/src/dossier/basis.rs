//! What a dossier rests on: the maps and rulebooks with their versions and fingerprints, and how to make it again.

use super::annex::heads;
use super::facts;
use crate::phrase::{certainty_word, status_word};
use bodemtoets_document::{Block, Document, Table, Words, told};
use bodemtoets_screening::{LayerProvenance, Provenance, Verdict};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{day, number, text};

/// Adds the blocks: the maps under one letter, how to make it again under the next.
pub(super) fn pages(document: &mut Document, verdict: &Verdict, letter: char, lang: Lang) {
    document.push(Block::heading(
        2,
        text!(lang, nl: "{letter}. Kaarten en regelboeken", en: "{letter}. Maps and rulebooks"),
    ));
    maps(document, &verdict.provenance, lang);
    again(document, verdict, next(letter), lang);
}

/// Adds the maps and the rulebooks.
pub(crate) fn maps(document: &mut Document, provenance: &Provenance, lang: Lang) {
    let head = [
        ("kaartlaag", "layer"),
        ("versie en datum", "version and date"),
        ("stand en bron", "standing and source"),
        ("sha256", "sha256"),
    ];
    let rows = provenance.layers.iter().map(|layer| row(layer, lang)).collect();
    document.push(Block::Table(Table::new([19, 22, 31, 28], heads(head, lang), rows)));
    let head = [("regelboek", "rulebook"), ("versie", "version"), ("sha256", "sha256")];
    let rows = provenance
        .rulebooks
        .iter()
        .map(|book| vec![told(&book.id).into(), told(&book.version).into(), Words::from(book.sha256.clone())]);
    let rows: Vec<Vec<Words>> = rows.collect();
    if !rows.is_empty() {
        document.push(Block::Table(Table::new([26, 26, 48], heads(head, lang), rows)));
    }
}

fn next(letter: char) -> char {
    if letter == 'D' { 'E' } else { 'F' }
}

fn row(layer: &LayerProvenance, lang: Lang) -> Vec<Words> {
    let mut standing = vec![status_word(layer.status, lang).to_owned()];
    standing.extend(layer.certainty.map(|certainty| certainty_word(certainty, lang).to_owned()));
    standing.extend(layer.source.as_ref().map(|source| told(&source.title)));
    standing.extend(layer.expression.as_deref().map(told));
    standing.extend((layer.dropped > 0).then(|| {
        let dropped = layer.dropped;
        text!(lang, nl: "{dropped} objecten niet bruikbaar", en: "{dropped} features not usable")
    }));
    standing.extend(layer.caveat.as_ref().map(|caveat| caveat.get(lang).to_owned()));
    vec![
        told(&layer.id).into(),
        format!("{}, {}", told(&layer.version), day(layer.date, lang)).into(),
        standing.join("; ").into(),
        layer.sha256.clone().into(),
    ]
}

/// How the same answer is made again.
fn again(document: &mut Document, verdict: &Verdict, letter: char, lang: Lang) {
    let provenance = &verdict.provenance;
    document.push(Block::heading(2, text!(lang, nl: "{letter}. Opnieuw toetsen", en: "{letter}. Screening again")));
    let accuracy = provenance.coordinate_accuracy_m.map_or_else(String::new, |metres| {
        let metres = number(metres, lang);
        text!(lang, nl: " Graden zijn omgerekend tot op {metres} m.", en: " Degrees were converted to {metres} m.")
    });
    let (tool, place, date) = (told(&provenance.tool), facts::rd(&verdict.location, lang), day(verdict.date, lang));
    document.push(Block::paragraph(text!(
        lang,
        nl: "Gemaakt door {tool} voor {place} met het recht van {date}.{accuracy} In dit bestand zitten verdict.json (dit antwoord) en application.json (de aanvraag).",
        en: "Made by {tool} for {place} with the law of {date}.{accuracy} Attached to this file are verdict.json (this answer) and application.json (the application)."
    )));
    let items = [
        text!(
            lang,
            nl: "bodemtoets verify BESTAND.pdf toetst de aanvraag in een pdf opnieuw, en noemt elke kaartlaag, elke regel en elk getal dat is veranderd.",
            en: "bodemtoets verify FILE.pdf screens the application in a PDF again, and names every layer, rule and number that has changed."
        ),
        text!(
            lang,
            nl: "bodemtoets reproduce verdict.json doet hetzelfde met het antwoord alleen.",
            en: "bodemtoets reproduce verdict.json does the same with the answer alone."
        ),
        text!(
            lang,
            nl: "sha256 van de aanvraag: {sha256}",
            en: "sha256 of the application: {sha256}",
            sha256 = provenance.input_sha256
        ),
    ];
    document.push(Block::List { items: items.into_iter().map(Words::from).collect() });
    if let Some(file) = &provenance.subsurface {
        let (name, sha256) = (told(&file.file), &file.sha256);
        document.push(Block::paragraph(text!(
            lang,
            nl: "Wat van de ondergrond bekend is: {name}, sha256 {sha256}.",
            en: "What is known of the subsurface: {name}, sha256 {sha256}."
        )));
    }
}
