//! Notes and files of entries: added, listed, read, and looked at.

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

use crate::addition::{Addition, COLUMNS, NewAddition, of_addition, of_content};
use crate::chain::{BEGINNING, Fault};
use crate::error::JournalError;
use crate::journal::{Journal, note_act, now, salt};

/// Additions of one entry at most.
pub const MOST_ADDITIONS: u32 = 100;

impl Journal {
    /// Adds a note or a file to an entry; `None` when there is no such entry, or it has been erased. It is on the disk
    /// when this returns.
    ///
    /// # Errors
    /// When the entry has [`MOST_ADDITIONS`] already, or it cannot be written; then nothing is added.
    pub fn add(&self, entry: i64, new: &NewAddition) -> Result<Option<Addition>, JournalError> {
        let (salt, now) = (salt()?, now());
        let content_sha256 = of_content(new, &salt);
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let find = "SELECT sha256 FROM entry WHERE number = ?1 AND erased_at IS NULL";
        let found = transaction.query_row(find, [entry], |row| row.get::<_, String>(0)).optional()?;
        let Some(entry_sha256) = found else { return Ok(None) };
        let count = "SELECT count(*) FROM addition WHERE entry = ?1";
        if transaction.query_row(count, [entry], |row| row.get::<_, u32>(0))? >= MOST_ADDITIONS {
            return Err(JournalError::Full(entry));
        }
        let last = "SELECT number, sha256 FROM addition ORDER BY number DESC LIMIT 1";
        let last = transaction.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (last, before_sha256): (i64, String) = last.unwrap_or_else(|| (0, BEGINNING.to_owned()));
        let number = last + 1;
        let sha256 = of_addition((number, entry, &entry_sha256), &now, &content_sha256, &before_sha256);
        let NewAddition { added_by, name, media, bytes } = new;
        transaction.execute(
            "INSERT INTO addition (number, entry, added_at, salt, added_by, name, media, content, content_sha256, \
             before_sha256, sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                number,
                entry,
                now,
                salt.as_slice(),
                added_by,
                name,
                media,
                bytes,
                content_sha256,
                before_sha256,
                sha256
            ],
        )?;
        let what = if name.is_empty() { "noted" } else { "attached" };
        note_act(&transaction, &now, added_by, what, entry)?;
        transaction.commit()?;
        let query = format!("SELECT {COLUMNS} FROM addition WHERE number = ?1");
        Ok(Some(connection.query_row(&query, [number], Addition::of)?))
    }

    /// The notes and files of an entry, the oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn additions(&self, entry: i64) -> Result<Vec<Addition>, JournalError> {
        let connection = self.connection();
        let mut statement =
            connection.prepare(&format!("SELECT {COLUMNS} FROM addition WHERE entry = ?1 ORDER BY number"))?;
        let additions = statement.query_map([entry], Addition::of)?;
        Ok(additions.collect::<rusqlite::Result<_>>()?)
    }

    /// A file of an entry, for somebody who opens it, which is noted; `None` when there is none, or it has been erased.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn attachment(&self, entry: i64, number: i64, who: &str) -> Result<Option<NewAddition>, JournalError> {
        let connection = self.connection();
        let query = "SELECT added_by, name, media, content FROM addition \
                     WHERE entry = ?1 AND number = ?2 AND name <> '' AND erased_at IS NULL";
        let found = connection.query_row(query, [entry, number], |row| {
            Ok(NewAddition { added_by: row.get(0)?, name: row.get(1)?, media: row.get(2)?, bytes: row.get(3)? })
        });
        let found = found.optional()?;
        if found.is_some() {
            note_act(&connection, &now(), who, "opened", entry)?;
        }
        Ok(found)
    }
}

/// What is wrong with the additions, when something is.
pub(crate) fn fault(connection: &Connection) -> Result<Option<Fault>, JournalError> {
    let query = "SELECT a.number, a.entry, a.added_at, a.salt, a.added_by, a.name, a.media, a.content, \
                 a.content_sha256, a.before_sha256, a.sha256, a.erased_at IS NULL, e.sha256 \
                 FROM addition a LEFT JOIN entry e ON e.number = a.entry ORDER BY a.number";
    let mut statement = connection.prepare(query)?;
    let mut rows = statement.query([])?;
    let (mut last, mut before) = (0, BEGINNING.to_owned());
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        if number != last + 1 {
            return Ok(Some(Fault::AdditionGap(number)));
        }
        let text = |at: usize| row.get::<_, Option<String>>(at).map(Option::unwrap_or_default);
        let (content_sha256, before_sha256, sha256) = (text(8)?, text(9)?, text(10)?);
        let own = of_addition((number, row.get(1)?, &text(12)?), &text(2)?, &content_sha256, &before_sha256);
        if before_sha256 != before || sha256 != own {
            return Ok(Some(Fault::Addition(number)));
        }
        if row.get::<_, bool>(11)? {
            let bytes = row.get::<_, Option<Vec<u8>>>(7)?.unwrap_or_default();
            let content = NewAddition { added_by: text(4)?, name: text(5)?, media: text(6)?, bytes };
            if of_content(&content, &row.get::<_, Option<Vec<u8>>>(3)?.unwrap_or_default()) != content_sha256 {
                return Ok(Some(Fault::Addition(number)));
            }
        }
        (last, before) = (number, sha256);
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::{Content, Search};

    fn with_additions() -> (tempfile::TempDir, Journal) {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(&folder.path().join("journal")).unwrap();
        for _ in 0..2 {
            journal.keep(&Content { verdict: "{}".to_owned(), ..Content::default() }).unwrap();
        }
        journal.add(1, &note("gebeld met de aanvrager")).unwrap().unwrap();
        let file = NewAddition {
            name: "kaart.png".to_owned(),
            media: "image/png".to_owned(),
            bytes: vec![0, 1, 255],
            ..note("")
        };
        journal.add(1, &file).unwrap().unwrap();
        (folder, journal)
    }

    fn note(text: &str) -> NewAddition {
        NewAddition {
            media: "text/plain".to_owned(),
            bytes: text.into(),
            added_by: "a".to_owned(),
            ..NewAddition::default()
        }
    }

    #[test]
    fn what_is_added_is_found_again_and_bound_in_the_chain() {
        let (_folder, journal) = with_additions();
        let additions = journal.additions(1).unwrap();
        assert_eq!(additions[0].note.as_deref(), Some("gebeld met de aanvrager"));
        assert_eq!(
            (additions[1].name.as_deref(), additions[1].bytes, &additions[1].note),
            (Some("kaart.png"), Some(3), &None)
        );
        assert_eq!(additions[1].before_sha256, additions[0].sha256);
        assert_eq!(journal.attachment(1, 2, "b").unwrap().unwrap().bytes, [0, 1, 255]);
        assert_eq!(journal.attachment(1, 1, "b").unwrap(), None, "a note is no file");
        assert_eq!(journal.attachment(2, 2, "b").unwrap(), None, "that of another entry");
        assert_eq!(journal.add(9, &note("x")).unwrap(), None);
        assert_eq!(journal.verify().unwrap(), 2);
        let found =
            |text: &str| journal.search(&Search { text: text.to_owned(), limit: 9, ..Search::default() }).unwrap().1;
        assert_eq!([found("AANVRAGER"), found("kaart.png"), found("geen")], [1, 1, 0]);
        let acts: Vec<String> = journal.acts(9).unwrap().into_iter().map(|act| act.what).collect();
        assert_eq!(acts, ["opened", "attached", "noted", "kept", "kept"]);
    }

    #[test]
    fn with_the_entry_all_that_was_added_is_erased() {
        let (folder, journal) = with_additions();
        assert!(journal.erase(1, "beheer", "verzoek").unwrap());
        let additions = journal.additions(1).unwrap();
        assert!(additions.iter().all(|one| one.note.is_none() && one.name.is_none() && one.erased_at.is_some()));
        assert_eq!(journal.attachment(1, 2, "b").unwrap(), None);
        assert_eq!(journal.add(1, &note("x")).unwrap(), None, "nothing is added to what was erased");
        assert_eq!(journal.verify().unwrap(), 2);
        drop(journal);
        let bytes = std::fs::read(folder.path().join("journal")).unwrap();
        assert!(!bytes.windows(7).any(|part| part == b"gebeld "), "it still stands in the file");
    }

    #[test]
    fn what_was_changed_behind_its_back_shows() {
        for (change, fault) in [
            ("UPDATE addition SET content = x'00' WHERE number = 2", Fault::Addition(2)),
            ("UPDATE addition SET entry = 2 WHERE number = 1", Fault::Addition(1)),
            ("UPDATE addition SET added_at = '2020' WHERE number = 1", Fault::Addition(1)),
            ("DELETE FROM addition WHERE number = 1", Fault::AdditionGap(2)),
        ] {
            let (folder, journal) = with_additions();
            let behind = Connection::open(folder.path().join("journal")).unwrap();
            assert!(behind.execute(change, []).is_err(), "the file itself refuses: {change}");
            behind
                .execute_batch("DROP TRIGGER addition_is_only_erased; DROP TRIGGER addition_is_not_deleted;")
                .unwrap();
            behind.execute(change, []).unwrap();
            let Err(JournalError::Broken(found)) = journal.verify() else { panic!("not seen: {change}") };
            assert_eq!(found, fault, "{change}");
        }
    }
}
