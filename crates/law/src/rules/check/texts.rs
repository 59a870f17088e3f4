//! Texts that are empty, or the same in both languages.

use std::ops::Range;

use super::super::library::Library;
use super::super::rulebook::Rulebook;
use super::remark::{Code, Remark};
use bodemtoets_words::lang::Text;

pub(super) fn missing_texts(library: &Library) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for book in &library.books {
        let own = [("de titel", "the title", "title", Some(&book.title))];
        for (nl, en, key, text) in own.into_iter().chain([("`partial`", "`partial`", "partial", book.partial.as_ref())])
        {
            let flaw = text.and_then(|text| flaw(text, nl, en));
            remarks.extend(flaw.map(|(nl, en)| Remark::on_book(Code::MissingText, book, &place(book, key), nl, en)));
        }
        for map in &book.maps {
            let (nl, en) = (format!("de titel van kaart `{}`", map.kind), format!("the title of map `{}`", map.kind));
            let flaw = flaw(&map.title, &nl, &en);
            remarks.extend(flaw.map(|(nl, en)| Remark::on_book(Code::MissingText, book, &map.at, nl, en)));
        }
        for rule in &book.rules {
            let conditions = rule.conditions.iter().enumerate().map(|(position, text)| {
                (format!("voorwaarde {}", position + 1), format!("condition {}", position + 1), text)
            });
            let reason = ("de reden".to_owned(), "the reason".to_owned(), &rule.reason);
            let flaws = std::iter::once(reason).chain(conditions).filter_map(|(nl, en, text)| flaw(text, &nl, &en));
            remarks.extend(flaws.map(|(nl, en)| Remark::on_rule(Code::MissingText, book, rule, nl, en)));
        }
        for requirement in &book.requirements {
            let (nl, en) = (
                format!("de tekst van eis `{}`", requirement.id),
                format!("the text of requirement `{}`", requirement.id),
            );
            let flaw = flaw(&requirement.text, &nl, &en);
            remarks.extend(flaw.map(|(nl, en)| Remark::on_book(Code::MissingText, book, &requirement.at, nl, en)));
        }
    }
    remarks
}

/// What is wrong with a text, in both languages. A single word may be a name, which is the same in
/// both.
fn flaw(text: &Text, nl: &str, en: &str) -> Option<(String, String)> {
    let (dutch, english) = (text.nl.trim(), text.en.trim());
    Some(match (dutch.is_empty(), english.is_empty()) {
        (true, true) => {
            (format!("Er ontbreekt een tekst: {nl} is leeg."), format!("A text is missing: {en} is empty."))
        }
        (true, false) => (
            format!("Er ontbreekt een tekst: {nl} is leeg in het Nederlands."),
            format!("A text is missing: {en} is empty in Dutch."),
        ),
        (false, true) => (
            format!("Er ontbreekt een tekst: {nl} is leeg in het Engels."),
            format!("A text is missing: {en} is empty in English."),
        ),
        (false, false) if dutch == english && dutch.contains(char::is_whitespace) => (
            format!("Een tekst is niet vertaald: {nl} is in beide talen \"{dutch}\"."),
            format!("A text is not translated: {en} is \"{dutch}\" in both languages."),
        ),
        (false, false) => return None,
    })
}

/// Where a key of the rulebook itself stands: those come before the first table.
fn place(book: &Rulebook, key: &str) -> Range<usize> {
    let mut start = 0;
    for line in book.text.split_inclusive('\n') {
        if line.trim_start_matches('\u{feff}').starts_with(key) {
            return start..start + key.len();
        }
        start += line.len();
    }
    0..0
}
