//! Checking rulebooks: what is wrong with law that can be read.
//!
//! A file for each idea. Every idea takes the library and gives remarks; none knows a map or a
//! terminal. What has to be shown of conditions (that one is impossible, that one implies
//! another) is in `impossible`, and shown or left unsaid: a remark is never a guess.

mod advice;
mod applicable_law;
mod cases;
mod contradiction;
mod dead_rules;
mod impossible;
mod jurisdictions;
mod kinds;
mod limits;
mod periods;
mod remark;
mod sources;
mod texts;

pub use remark::{Code, Remark};

use super::library::Library;

/// Everything that is found in rulebooks, in the order of the files. `delivered` are the kinds of
/// zone and the roles that layer packs deliver, `jurisdictions` those that they know.
#[must_use]
pub fn check(library: &Library, delivered: &[String], jurisdictions: &[String]) -> Vec<Remark> {
    let library = &library.without_withdrawn();
    let ideas = [
        dead_rules::never_applies(library),
        dead_rules::never_decides(library),
        contradiction::contradictions(library),
        periods::gaps_and_overlaps(library),
        periods::silences(library),
        periods::idle_replacements(library),
        limits::implausible_limits(library),
        kinds::unknown_kinds(library, delivered),
        kinds::unused_maps(library),
        texts::missing_texts(library),
        sources::without_source(library),
        cases::without_tests(library),
        advice::advice_that_decides(library),
        jurisdictions::unknown_jurisdictions(library, jurisdictions),
    ];
    let mut remarks = ideas.concat();
    let file = |remark: &Remark| library.books.iter().position(|book| book.file == remark.file);
    remarks.sort_by_key(|remark| (file(remark), remark.line, remark.code));
    remarks
}

/// Names in a sentence: between backticks, with commas.
fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
