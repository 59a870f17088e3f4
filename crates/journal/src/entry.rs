//! What is kept of one screening.

use jiff::Timestamp;
use rusqlite::Row;
use schemars::JsonSchema;
use serde::Serialize;

/// What is kept: all of it can be erased.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct Content {
    /// Who kept it: the name of a token; empty where there are none.
    pub kept_by: String,
    /// Id of the application; empty when it has none.
    pub reference: String,
    /// Who applies; empty when that is not known.
    pub applicant: String,
    /// What the rules came to.
    pub outcome: String,
    /// The day whose law was applied.
    pub date: String,
    /// What who kept it wrote beside it.
    pub note: String,
    /// The application, as canonical JSON.
    pub application: String,
    /// The verdict, as JSON.
    pub verdict: String,
    /// Where it is. It follows from the application, so that the fingerprint does not cover it.
    #[serde(skip)]
    pub bounds: Option<Bounds>,
}

impl Content {
    /// Its parts, in the order in which they are bound.
    pub(crate) fn parts(&self) -> [&str; 8] {
        let Self { kept_by, reference, applicant, outcome, date, note, application, verdict, bounds: _ } = self;
        [kept_by, reference, applicant, outcome, date, note, application, verdict]
    }
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Entry {
    /// Its number: the first is 1.
    pub number: i64,
    /// When it was kept, UTC.
    pub kept_at: String,
    /// What was kept; none where it has been erased.
    pub content: Option<Content>,
    /// When it was erased, UTC.
    pub erased_at: Option<String>,
    /// Why it was erased.
    pub erased_why: Option<String>,
    /// Fingerprint of the content.
    pub content_sha256: String,
    /// Fingerprint of the entry before.
    pub before_sha256: String,
    /// Fingerprint of this entry.
    pub sha256: String,
    /// What makes the fingerprint of the content one that cannot be guessed.
    #[serde(skip)]
    pub(crate) salt: Option<Vec<u8>>,
}

/// The columns of an entry, in the order in which it is read.
pub(crate) const COLUMNS: &str = "number, kept_at, salt, kept_by, reference, applicant, outcome, date, note, application, \
                                  verdict, content_sha256, before_sha256, sha256, erased_at, erased_why";

impl Entry {
    /// Reads a row of [`COLUMNS`].
    pub(crate) fn of(row: &Row) -> rusqlite::Result<Self> {
        let text = |at: usize| row.get::<_, Option<String>>(at);
        let erased_at = text(14)?;
        let part = |at: usize| Ok::<_, rusqlite::Error>(text(at)?.unwrap_or_default());
        let content = Content {
            kept_by: part(3)?,
            reference: part(4)?,
            applicant: part(5)?,
            outcome: part(6)?,
            date: part(7)?,
            note: part(8)?,
            application: part(9)?,
            verdict: part(10)?,
            bounds: None,
        };
        Ok(Self {
            number: row.get(0)?,
            kept_at: row.get(1)?,
            content: erased_at.is_none().then_some(content),
            erased_at,
            erased_why: text(15)?,
            content_sha256: row.get(11)?,
            before_sha256: row.get(12)?,
            sha256: row.get(13)?,
            salt: row.get(2)?,
        })
    }
}

/// A rectangle in RD New, metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Least x.
    pub west_m: f64,
    /// Least y.
    pub south_m: f64,
    /// Greatest x.
    pub east_m: f64,
    /// Greatest y.
    pub north_m: f64,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Search {
    /// Text in the reference, the applicant, the notes, the names of files, the outcome or the name of who kept it;
    /// empty for any.
    pub text: String,
    /// Only entries whose place touches this; those of which it is not known are passed over.
    pub within: Option<Bounds>,
    /// Only entries kept at or after this moment, UTC.
    pub from: Option<Timestamp>,
    /// Only entries kept at or before this moment, UTC.
    pub to: Option<Timestamp>,
    /// Only entries that have not been erased.
    pub only_whole: bool,
    /// Entries at most.
    pub limit: u32,
    /// Entries that are passed over.
    pub offset: u32,
}
