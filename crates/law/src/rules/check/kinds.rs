//! Kinds of zone that nobody knows, and maps that nobody asks for.

use std::collections::BTreeSet;

use super::super::library::Library;
use super::listed;
use super::remark::{Code, Remark};
use bodemtoets_words::suggest::nearest;

/// The roles of sites: known to the tool, whichever pack delivers them.
const ROLES: [&str; 2] = ["abstraction", "installation"];

/// Kinds that no pack delivers and no `[[map]]` announces.
pub(super) fn unknown_kinds(library: &Library, delivered: &[String]) -> Vec<Remark> {
    let maps = library.books.iter().flat_map(|book| &book.maps).map(|map| map.kind.as_str());
    let known: BTreeSet<&str> = delivered.iter().map(String::as_str).chain(maps).chain(ROLES).collect();
    let mut remarks = Vec::new();
    for (book, rule) in library.rules() {
        let unknown: BTreeSet<&str> = rule.when.kinds().into_iter().filter(|kind| !known.contains(kind)).collect();
        for kind in unknown {
            let near = nearest(kind, known.iter().copied()).map(|near| listed([near]));
            let hint = |words: &str| near.as_ref().map(|near| format!(" {words} {near}?")).unwrap_or_default();
            let nl = format!("Geen kaartpakket en geen `[[map]]` kent de soort `{kind}`.{}", hint("Bedoelde u"));
            let en = format!("No layer pack and no `[[map]]` knows the kind `{kind}`.{}", hint("Did you mean"));
            remarks.push(Remark::on_rule(Code::UnknownKind, book, rule, nl, en));
        }
    }
    remarks
}

/// Maps whose kind no rule of any rulebook asks for.
pub(super) fn unused_maps(library: &Library) -> Vec<Remark> {
    let asked: BTreeSet<&str> = library.rules().flat_map(|(_, rule)| rule.when.kinds()).collect();
    let mut remarks = Vec::new();
    for book in &library.books {
        for map in book.maps.iter().filter(|map| !asked.contains(map.kind.as_str())) {
            let near = nearest(&map.kind, asked.iter().copied()).map(|near| listed([near]));
            let hint = |words: &str| near.as_ref().map(|near| format!(" {words} {near}?")).unwrap_or_default();
            let nl = format!("Geen regel vraagt naar de kaart `{}`.{}", map.kind, hint("Bedoelde u"));
            let en = format!("No rule asks for the map `{}`.{}", map.kind, hint("Did you mean"));
            remarks.push(Remark::on_book(Code::UnusedMap, book, &map.at, nl, en));
        }
    }
    remarks
}
