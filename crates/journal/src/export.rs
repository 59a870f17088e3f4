//! A journal as lines of JSON, or as a table.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::value::RawValue;

use crate::addition::Addition;
use crate::entry::{Content, Entry};

/// The columns of the table.
const COLUMNS: [&str; 14] = [
    "number",
    "kept_at",
    "kept_by",
    "reference",
    "applicant",
    "outcome",
    "date",
    "note",
    "additions",
    "erased_at",
    "erased_why",
    "sha256",
    "application",
    "verdict",
];

/// In which form a journal is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// An entry a line, with all that was added to it but the files themselves.
    JsonLines,
    /// A table.
    Csv,
}

/// An entry as a line: its documents are documents, not text within text.
#[derive(Serialize)]
struct Line<'a> {
    number: i64,
    kept_at: &'a str,
    content: Option<Inside<'a>>,
    additions: &'a [Addition],
    erased_at: Option<&'a str>,
    erased_why: Option<&'a str>,
    content_sha256: &'a str,
    before_sha256: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Inside<'a> {
    kept_by: &'a str,
    reference: &'a str,
    applicant: &'a str,
    outcome: &'a str,
    date: &'a str,
    note: &'a str,
    application: Option<&'a RawValue>,
    verdict: Option<&'a RawValue>,
}

impl ExportForm {
    /// What stands before the first entry.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(self, output: &mut impl Write) -> io::Result<()> {
        match self {
            Self::JsonLines => Ok(()),
            Self::Csv => row(output, COLUMNS.iter().map(|name| (*name).to_owned())),
        }
    }

    /// An entry with what was added to it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn entry(self, output: &mut impl Write, entry: &Entry, additions: &[Addition]) -> io::Result<()> {
        match self {
            Self::JsonLines => line(output, entry, additions),
            Self::Csv => cells(output, entry, additions),
        }
    }
}

fn line(output: &mut impl Write, entry: &Entry, additions: &[Addition]) -> io::Result<()> {
    // What is kept is JSON; what is not is left out rather than breaking the line.
    let raw = |text: &'_ str| serde_json::from_str::<&RawValue>(text).ok().map(ToOwned::to_owned);
    let documents = entry.content.as_ref().map(|content| (raw(&content.application), raw(&content.verdict)));
    let inside = entry.content.as_ref().zip(documents.as_ref());
    let inside = inside.map(|(content, (application, verdict))| {
        let Content { kept_by, reference, applicant, outcome, date, note, .. } = content;
        Inside {
            kept_by,
            reference,
            applicant,
            outcome,
            date,
            note,
            application: application.as_deref(),
            verdict: verdict.as_deref(),
        }
    });
    let told = Line {
        number: entry.number,
        kept_at: &entry.kept_at,
        content: inside,
        additions,
        erased_at: entry.erased_at.as_deref(),
        erased_why: entry.erased_why.as_deref(),
        content_sha256: &entry.content_sha256,
        before_sha256: &entry.before_sha256,
        sha256: &entry.sha256,
    };
    serde_json::to_writer(&mut *output, &told)?;
    output.write_all(b"\n")
}

fn cells(output: &mut impl Write, entry: &Entry, additions: &[Addition]) -> io::Result<()> {
    let erased = Content::default();
    let [kept_by, reference, applicant, outcome, date, note, application, verdict] =
        entry.content.as_ref().unwrap_or(&erased).parts().map(str::to_owned);
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    row(
        output,
        [
            entry.number.to_string(),
            entry.kept_at.clone(),
            kept_by,
            reference,
            applicant,
            outcome,
            date,
            note,
            additions.len().to_string(),
            optional(&entry.erased_at),
            optional(&entry.erased_why),
            entry.sha256.clone(),
            application,
            verdict,
        ],
    )
}

/// A row of a table (RFC 4180).
fn row(output: &mut impl Write, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            output.write_all(b",")?;
        }
        if cell.contains([',', '"', '\n', '\r']) {
            write!(output, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            output.write_all(cell.as_bytes())?;
        }
    }
    output.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::addition::NewAddition;
    use crate::journal::Journal;

    #[test]
    fn all_of_a_journal_is_in_it_and_nothing_of_what_was_erased() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(&folder.path().join("journal")).unwrap();
        let content = Content {
            reference: "Z-1, \"a\"".to_owned(),
            application: "{\"x\":1.50}".to_owned(),
            verdict: "{\"outcome\":\"free\"}".to_owned(),
            ..Content::default()
        };
        for _ in 0..3 {
            journal.keep(&content).unwrap();
        }
        let note = NewAddition { media: "text/plain".to_owned(), bytes: b"gezien".to_vec(), ..NewAddition::default() };
        journal.add(2, &note).unwrap().unwrap();
        journal.erase(3, "", "oud").unwrap();
        let mut lines = Vec::new();
        journal.export(ExportForm::JsonLines, &mut lines, "a").unwrap();
        let lines = String::from_utf8(lines).unwrap();
        let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(
            (&lines[0]["content"]["verdict"]["outcome"], &lines[1]["additions"][0]["note"]),
            (&"free".into(), &"gezien".into())
        );
        assert_eq!((&lines[2]["content"], &lines[2]["erased_why"]), (&serde_json::Value::Null, &"oud".into()));
        let mut table = Vec::new();
        journal.export(ExportForm::Csv, &mut table, "a").unwrap();
        let table = String::from_utf8(table).unwrap();
        assert!(table.starts_with("number,kept_at,") && table.contains("\"Z-1, \"\"a\"\"\""), "{table}");
        assert_eq!(table.matches("\r\n").count(), 4);
        assert_eq!(journal.acts(1).unwrap()[0].what, "exported");
    }
}
