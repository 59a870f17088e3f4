//! Rulebooks of a jurisdiction that no pack knows: none of their rules would ever count.

use super::super::library::Library;
use super::super::rulebook::EVERYWHERE;
use super::listed;
use super::remark::{Code, Remark};
use bodemtoets_words::suggest::nearest;

/// `known` are the jurisdictions of the packs; where there are none, nothing can be said.
pub(super) fn unknown_jurisdictions(library: &Library, known: &[String]) -> Vec<Remark> {
    if known.is_empty() {
        return Vec::new();
    }
    let unknown =
        library.books.iter().filter(|book| book.jurisdiction != EVERYWHERE && !known.contains(&book.jurisdiction));
    let remark = |book: &super::super::rulebook::Rulebook| {
        let land = &book.jurisdiction;
        let near = nearest(land, known.iter().map(String::as_str).chain([EVERYWHERE])).map(|near| listed([near]));
        let hint = |words: &str| near.as_ref().map(|near| format!(" {words} {near}?")).unwrap_or_default();
        let nl = format!(
            "Geen kaartpakket kent het rechtsgebied `{land}`: geen regel hier telt ooit.{}",
            hint("Bedoelde u")
        );
        let en =
            format!("No layer pack knows the jurisdiction `{land}`: no rule here ever counts.{}", hint("Did you mean"));
        Remark::on_book(Code::UnknownJurisdiction, book, &(0..0), nl, en)
    };
    unknown.map(remark).collect()
}
