//! What is added to an entry later: a note, or a file.
//!
//! Additions have a chain of their own, in which each is bound to the entry that it belongs to as well.

use rusqlite::Row;
use schemars::JsonSchema;
use serde::Serialize;

use crate::chain::of_parts;

/// What is added to an entry: all of it can be erased.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewAddition {
    /// Who adds it: the name of a token; empty where there are none.
    pub added_by: String,
    /// The name of a file; empty for a note.
    pub name: String,
    /// Its media type: `text/plain` for a note.
    pub media: String,
    /// The file, or the text of the note.
    pub bytes: Vec<u8>,
}

/// A note or a file of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Addition {
    /// Its number among all additions: the first is 1.
    pub number: i64,
    /// The number of the entry.
    pub entry: i64,
    /// When it was added, UTC.
    pub added_at: String,
    /// Who added it; none where it has been erased.
    pub added_by: Option<String>,
    /// The name of a file; none for a note, or where it has been erased.
    pub name: Option<String>,
    /// The media type of a file; none for a note, or where it has been erased.
    pub media: Option<String>,
    /// The text of a note; none for a file, or where it has been erased.
    pub note: Option<String>,
    /// Bytes of it; none where it has been erased.
    pub bytes: Option<i64>,
    /// When it was erased, UTC.
    pub erased_at: Option<String>,
    /// Fingerprint of the content.
    pub content_sha256: String,
    /// Fingerprint of the addition before.
    pub before_sha256: String,
    /// Fingerprint of this addition.
    pub sha256: String,
}

/// The columns of an addition without its content, in the order in which it is read. Of a note the text is read too.
pub(crate) const COLUMNS: &str = "number, entry, added_at, added_by, name, media, length(content), erased_at, \
     content_sha256, before_sha256, sha256, CASE WHEN name = '' THEN CAST(content AS TEXT) END";

impl Addition {
    /// Reads a row of [`COLUMNS`].
    pub(crate) fn of(row: &Row) -> rusqlite::Result<Self> {
        let name: Option<String> = row.get(4)?;
        let media: Option<String> = row.get(5)?;
        let is_file = name.as_deref().is_some_and(|name| !name.is_empty());
        Ok(Self {
            number: row.get(0)?,
            entry: row.get(1)?,
            added_at: row.get(2)?,
            added_by: row.get(3)?,
            name: name.filter(|_| is_file),
            media: media.filter(|_| is_file),
            note: row.get(11)?,
            bytes: row.get(6)?,
            erased_at: row.get(7)?,
            content_sha256: row.get(8)?,
            before_sha256: row.get(9)?,
            sha256: row.get(10)?,
        })
    }
}

/// The fingerprint of what is added, with a salt for the same reason as that of an entry.
pub(crate) fn of_content(new: &NewAddition, salt: &[u8]) -> String {
    let NewAddition { added_by, name, media, bytes } = new;
    of_parts([salt, added_by.as_bytes(), name.as_bytes(), media.as_bytes(), bytes].into_iter())
}

/// The fingerprint of an addition: of all that stays when its content is erased. `entry_sha256` binds it to its entry.
pub(crate) fn of_addition(
    (number, entry, entry_sha256): (i64, i64, &str),
    added_at: &str,
    content_sha256: &str,
    before_sha256: &str,
) -> String {
    let (number, entry) = (number.to_string(), entry.to_string());
    let parts = [number.as_str(), &entry, entry_sha256, added_at, content_sha256, before_sha256];
    of_parts(parts.into_iter().map(str::as_bytes))
}
