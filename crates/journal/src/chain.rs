//! The chain: each entry has a fingerprint of its content, of the entry before, and of itself.

use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::text;
use sha2::{Digest as _, Sha256};

use crate::entry::{Content, Entry};

/// What the first entry has for the one before it.
pub(crate) const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A journal that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Entries are missing before this one.
    Gap(i64),
    /// What was kept in this entry is not what stands there.
    Content(i64),
    /// This entry was changed, or one before it was replaced.
    Link(i64),
    /// Notes or files are missing before this one.
    AdditionGap(i64),
    /// This note or file was changed, or one before it was replaced.
    Addition(i64),
    /// The file itself is damaged.
    File(String),
}

impl Fault {
    /// The fault as a sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Gap(number) => {
                text!(lang, nl: "vóór nummer {number} ontbreken er", en: "some are missing before number {number}")
            }
            Self::Content(number) => text!(
                lang,
                nl: "nummer {number}: de inhoud is niet die welke is bewaard",
                en: "number {number}: the content is not what was kept"
            ),
            Self::Link(number) => text!(
                lang,
                nl: "nummer {number}: is veranderd, of een nummer ervoor is vervangen",
                en: "number {number}: was changed, or one before it was replaced"
            ),
            Self::AdditionGap(number) => text!(
                lang,
                nl: "vóór bijlage of notitie {number} ontbreken er",
                en: "some are missing before attachment or note {number}"
            ),
            Self::Addition(number) => text!(
                lang,
                nl: "bijlage of notitie {number}: is veranderd, of een ervoor is vervangen",
                en: "attachment or note {number}: was changed, or one before it was replaced"
            ),
            Self::File(problem) => {
                text!(lang, nl: "het bestand is beschadigd: {problem}", en: "the file is damaged: {problem}")
            }
        }
    }
}

/// The fingerprint of what is kept. The salt makes that it cannot be guessed from a name once the content is erased.
pub(crate) fn of_content(content: &Content, salt: &[u8]) -> String {
    of_parts(std::iter::once(salt).chain(content.parts().into_iter().map(str::as_bytes)))
}

/// The fingerprint of an entry: of all that stays when its content is erased.
pub(crate) fn of_entry(number: i64, kept_at: &str, content_sha256: &str, before_sha256: &str) -> String {
    let number = number.to_string();
    of_parts([number.as_bytes(), kept_at.as_bytes(), content_sha256.as_bytes(), before_sha256.as_bytes()].into_iter())
}

/// Parts of any length, each with its length before it, so that no two lists are the same.
pub(crate) fn of_parts<'a>(parts: impl Iterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// What is wrong with an entry that comes after another; of the first, none is before.
pub(crate) fn fault(entry: &Entry, before: Option<&(i64, String)>) -> Option<Fault> {
    let number = entry.number;
    let (expected, sha256) = before.map_or((1, BEGINNING), |(number, sha256)| (number + 1, sha256));
    if number != expected {
        return Some(Fault::Gap(number));
    }
    let own = of_entry(number, &entry.kept_at, &entry.content_sha256, &entry.before_sha256);
    if entry.before_sha256 != sha256 || entry.sha256 != own {
        return Some(Fault::Link(number));
    }
    let content = entry.content.as_ref().map(|content| of_content(content, entry.salt.as_deref().unwrap_or_default()));
    content.is_some_and(|content| content != entry.content_sha256).then_some(Fault::Content(number))
}
