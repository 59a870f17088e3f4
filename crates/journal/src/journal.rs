//! The journal as a file that is open.

use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, TransactionBehavior, params};

use crate::act::Act;
use crate::additions;
use crate::chain::{BEGINNING, Fault, fault, of_content, of_entry};
use crate::entry::{COLUMNS, Content, Entry, Search};
use crate::error::JournalError;
use crate::export::ExportForm;
use crate::schema::migrate;

/// How long is waited for another that writes.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);

/// Bytes of salt.
const SALT_BYTES: usize = 16;

/// The journal, safe to use from many threads.
#[derive(Debug)]
pub struct Journal(Mutex<Connection>);

impl Journal {
    /// Opens a journal, and makes it when there is none: for its owner alone to read.
    ///
    /// # Errors
    /// When the file cannot be made or read, is something else, or of a newer version.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        make_private(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::with(Connection::open_with_flags(path, flags)?)
    }

    pub(crate) fn with(mut connection: Connection) -> Result<Self, JournalError> {
        connection.busy_timeout(PATIENCE)?;
        // What is said to be kept is on the disk.
        connection.pragma_update(None, "synchronous", "FULL")?;
        // What is erased is gone from the file.
        connection.pragma_update(None, "secure_delete", "ON")?;
        connection.pragma_update(None, "trusted_schema", "OFF")?;
        migrate(&mut connection)?;
        Ok(Self(Mutex::new(connection)))
    }

    pub(crate) fn connection(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps something. It is on the disk when this returns.
    ///
    /// # Errors
    /// When it cannot be written; then nothing is kept.
    pub fn keep(&self, content: &Content) -> Result<Entry, JournalError> {
        let salt = salt()?;
        let (content_sha256, now) = (of_content(content, &salt), now());
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let last = "SELECT number, sha256 FROM entry ORDER BY number DESC LIMIT 1";
        let last = transaction.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (last, before_sha256): (i64, String) = last.unwrap_or_else(|| (0, BEGINNING.to_owned()));
        let number = last + 1;
        let sha256 = of_entry(number, &now, &content_sha256, &before_sha256);
        let [kept_by, reference, applicant, outcome, date, note, application, verdict] = content.parts();
        let bounds = content.bounds;
        transaction.execute(
            &format!(
                "INSERT INTO entry ({COLUMNS}, west_m, south_m, east_m, north_m) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, NULL, NULL, ?15, ?16, ?17, ?18)"
            ),
            params![
                number,
                now,
                salt.as_slice(),
                kept_by,
                reference,
                applicant,
                outcome,
                date,
                note,
                application,
                verdict,
                content_sha256,
                before_sha256,
                sha256,
                bounds.map(|bounds| bounds.west_m),
                bounds.map(|bounds| bounds.south_m),
                bounds.map(|bounds| bounds.east_m),
                bounds.map(|bounds| bounds.north_m)
            ],
        )?;
        note_act(&transaction, &now, kept_by, "kept", number)?;
        transaction.commit()?;
        drop(connection);
        self.find(number)?.ok_or_else(|| rusqlite::Error::QueryReturnedNoRows.into())
    }

    /// The entry of a number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn find(&self, number: i64) -> Result<Option<Entry>, JournalError> {
        let query = format!("SELECT {COLUMNS} FROM entry WHERE number = ?1");
        Ok(self.connection().query_row(&query, [number], Entry::of).optional()?)
    }

    /// The entry of a number, for somebody who opens it, which is noted.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn open_entry(&self, number: i64, who: &str) -> Result<Option<Entry>, JournalError> {
        let entry = self.find(number)?;
        if entry.is_some() {
            note_act(&self.connection(), &now(), who, "opened", number)?;
        }
        Ok(entry)
    }

    /// Entries with a text in them, the newest first; and how many there are in all.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn search(&self, search: &Search) -> Result<(Vec<Entry>, u64), JournalError> {
        // `%`, `_` and the sign before them stand for themselves.
        let text = search.text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let pattern = format!("%{text}%");
        let is_found = "(?1 = '%%' OR (coalesce(reference, '') || char(10) || coalesce(applicant, '') || char(10) || \
                        coalesce(note, '') || char(10) || coalesce(outcome, '') || char(10) || coalesce(kept_by, '')) \
                        LIKE ?1 ESCAPE '\\' OR EXISTS (SELECT 1 FROM addition a WHERE a.entry = entry.number AND \
                        (a.name || char(10) || CASE WHEN a.name = '' THEN CAST(a.content AS TEXT) ELSE '' END) \
                        LIKE ?1 ESCAPE '\\')) \
                        AND (?2 IS NULL OR kept_at >= ?2) AND (?3 IS NULL OR kept_at <= ?3) \
                        AND (?4 IS NULL OR (west_m <= ?6 AND east_m >= ?4 AND south_m <= ?7 AND north_m >= ?5)) \
                        AND (NOT ?8 OR erased_at IS NULL)";
        let within = search.within;
        let [from, to] = [search.from, search.to].map(|moment| moment.map(written));
        let asked = params![
            pattern,
            from,
            to,
            within.map(|bounds| bounds.west_m),
            within.map(|bounds| bounds.south_m),
            within.map(|bounds| bounds.east_m),
            within.map(|bounds| bounds.north_m),
            search.only_whole,
            search.limit,
            search.offset
        ];
        let connection = self.connection();
        let count = format!("SELECT count(*) FROM entry WHERE {is_found} AND ?9 IS NOT NULL AND ?10 IS NOT NULL");
        let count = connection.query_row(&count, asked, |row| row.get::<_, i64>(0))?;
        let query = format!("SELECT {COLUMNS} FROM entry WHERE {is_found} ORDER BY number DESC LIMIT ?9 OFFSET ?10");
        let mut statement = connection.prepare(&query)?;
        let entries = statement.query_map(asked, Entry::of)?;
        let entries = entries.collect::<rusqlite::Result<_>>()?;
        Ok((entries, u64::try_from(count).unwrap_or(0)))
    }

    /// Erases what was kept in an entry; its number, time and fingerprints stay. Says whether there was such an entry
    /// with something left to erase.
    ///
    /// # Errors
    /// When it cannot be written; then nothing is erased.
    pub fn erase(&self, number: i64, who: &str, why: &str) -> Result<bool, JournalError> {
        let now = now();
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let erased = transaction.execute(
            "UPDATE entry SET salt = NULL, kept_by = NULL, reference = NULL, applicant = NULL, outcome = NULL, \
             date = NULL, note = NULL, application = NULL, verdict = NULL, west_m = NULL, south_m = NULL, \
             east_m = NULL, north_m = NULL, erased_at = ?2, erased_why = ?3 \
             WHERE number = ?1 AND erased_at IS NULL",
            params![number, now, why],
        )?;
        if erased > 0 {
            transaction.execute(
                "UPDATE addition SET salt = NULL, added_by = NULL, name = NULL, media = NULL, content = NULL, \
                 erased_at = ?2 WHERE entry = ?1 AND erased_at IS NULL",
                params![number, now],
            )?;
            note_act(&transaction, &now, who, "erased", number)?;
        }
        transaction.commit()?;
        Ok(erased > 0)
    }

    /// Erases what was kept before a moment, and says how many entries that were.
    ///
    /// # Errors
    /// When it cannot be written; those that were erased before that stay so.
    pub fn erase_before(&self, moment: Timestamp, who: &str, why: &str) -> Result<u64, JournalError> {
        let numbers: Vec<i64> = {
            let connection = self.connection();
            let query = "SELECT number FROM entry WHERE kept_at < ?1 AND erased_at IS NULL ORDER BY number";
            let mut statement = connection.prepare(query)?;
            let numbers = statement.query_map([written(moment)], |row| row.get(0))?;
            numbers.collect::<rusqlite::Result<_>>()?
        };
        let mut count = 0;
        for number in numbers {
            count += u64::from(self.erase(number, who, why)?);
        }
        Ok(count)
    }

    /// Writes all of it, the oldest entry first, and says how many there are. It is noted that somebody did.
    ///
    /// # Errors
    /// When the file cannot be read or written, or `output` not.
    pub fn export(&self, form: ExportForm, output: &mut impl Write, who: &str) -> Result<u64, JournalError> {
        note_act(&self.connection(), &now(), who, "exported", 0)?;
        form.begin(output)?;
        let (mut last, mut count) = (0, 0);
        loop {
            let entries = self.after(last)?;
            let Some(end) = entries.last() else { return Ok(count) };
            last = end.number;
            for entry in &entries {
                form.entry(output, entry, &self.additions(entry.number)?)?;
                count += 1;
            }
        }
    }

    /// Some entries after a number, the oldest first: others may write in between.
    fn after(&self, number: i64) -> Result<Vec<Entry>, JournalError> {
        let connection = self.connection();
        let query = format!("SELECT {COLUMNS} FROM entry WHERE number > ?1 ORDER BY number LIMIT 64");
        let mut statement = connection.prepare(&query)?;
        let entries = statement.query_map([number], Entry::of)?;
        Ok(entries.collect::<rusqlite::Result<_>>()?)
    }

    /// Who did what, the newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn acts(&self, limit: u32) -> Result<Vec<Act>, JournalError> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT at, who, what, entry FROM act ORDER BY number DESC LIMIT ?1")?;
        let acts = statement.query_map([limit], |row| {
            Ok(Act { at: row.get(0)?, who: row.get(1)?, what: row.get(2)?, entry: row.get(3)? })
        })?;
        Ok(acts.collect::<rusqlite::Result<_>>()?)
    }

    /// Looks at every entry, and says how many there are.
    ///
    /// # Errors
    /// When the file is damaged, an entry was changed or is missing. That the last ones are missing shows only beside a
    /// copy, or a fingerprint that was written down.
    pub fn verify(&self) -> Result<u64, JournalError> {
        let connection = self.connection();
        let said: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if said != "ok" {
            return Err(JournalError::Broken(Fault::File(said)));
        }
        let mut statement = connection.prepare(&format!("SELECT {COLUMNS} FROM entry ORDER BY number"))?;
        let (mut before, mut count) = (None, 0);
        for entry in statement.query_map([], Entry::of)? {
            let entry = entry?;
            if let Some(fault) = fault(&entry, before.as_ref()) {
                return Err(JournalError::Broken(fault));
            }
            count += 1;
            before = Some((entry.number, entry.sha256));
        }
        match additions::fault(&connection)? {
            Some(fault) => Err(JournalError::Broken(fault)),
            None => Ok(count),
        }
    }
}

/// This moment, UTC.
pub(crate) fn now() -> String {
    written(Timestamp::now())
}

/// A moment as it is written: always as long, so that the order of the letters is that of time.
fn written(moment: Timestamp) -> String {
    format!("{moment:.9}")
}

/// Random bytes, so that a fingerprint cannot be guessed from what it covers.
pub(crate) fn salt() -> Result<[u8; SALT_BYTES], JournalError> {
    let mut salt = [0; SALT_BYTES];
    getrandom::fill(&mut salt).map_err(|_| JournalError::NoRandom)?;
    Ok(salt)
}

pub(crate) fn note_act(connection: &Connection, at: &str, who: &str, what: &str, entry: i64) -> rusqlite::Result<()> {
    let insert = "INSERT INTO act (at, who, what, entry) VALUES (?1, ?2, ?3, ?4)";
    connection.execute(insert, params![at, who, what, entry]).map(|_| ())
}

/// Makes a file that only its owner can read, when there is none.
fn make_private(path: &Path) -> Result<(), JournalError> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let cannot = |error: std::io::Error| JournalError::File { path: path.into(), problem: error.to_string() };
    options.open(path).map(|_| ()).map_err(cannot)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::entry::Bounds;

    fn content(name: &str) -> Content {
        Content {
            reference: name.to_owned(),
            verdict: "{}".to_owned(),
            note: "50% \\_done".to_owned(),
            ..Content::default()
        }
    }

    fn kept(count: usize) -> (tempfile::TempDir, PathBuf, Journal) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.sqlite");
        let journal = Journal::open(&path).unwrap();
        for number in 1..=count {
            assert_eq!(journal.keep(&content(&format!("Z-{number}"))).unwrap().number, i64::try_from(number).unwrap());
        }
        (folder, path, journal)
    }

    #[test]
    fn what_is_kept_is_found_again_and_bound_to_what_was_before() {
        let (_folder, path, journal) = kept(3);
        assert_eq!(journal.verify().unwrap(), 3);
        let again = Journal::open(&path).unwrap();
        let entry = again.find(2).unwrap().unwrap();
        assert_eq!(entry.content.unwrap(), content("Z-2"));
        assert_eq!(entry.before_sha256, again.find(1).unwrap().unwrap().sha256);
        assert_eq!(again.find(4).unwrap(), None);
        assert_eq!(again.acts(10).unwrap().len(), 3);
    }

    #[test]
    #[cfg(unix)]
    fn others_cannot_read_the_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_folder, path, _journal) = kept(1);
        assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn signs_of_a_search_stand_for_themselves() {
        let (_folder, _path, journal) = kept(12);
        let count = |text: &str| {
            let search = Search { text: text.to_owned(), limit: 5, ..Search::default() };
            let (entries, count) = journal.search(&search).unwrap();
            assert_eq!(entries.len() as u64, count.min(5));
            count
        };
        assert_eq!(
            [count(""), count("z-1"), count("50%"), count("%"), count("\\_"), count("x")],
            [12, 4, 12, 12, 12, 0]
        );
        assert_eq!([count("'; DROP TABLE entry; --"), count("_-1"), count("Z%1")], [0, 0, 0]);
        let (entries, _) = journal.search(&Search { limit: 2, offset: 1, ..Search::default() }).unwrap();
        assert_eq!(entries.iter().map(|entry| entry.number).collect::<Vec<_>>(), [11, 10]);
    }

    #[test]
    fn what_is_erased_is_gone_and_the_chain_stays() {
        let (_folder, path, journal) = kept(3);
        assert!(journal.keep(&content("Jansen-uniek")).is_ok());
        assert!(journal.erase(4, "beheer", "verzoek").unwrap());
        assert!(!journal.erase(4, "beheer", "again").unwrap() && !journal.erase(9, "beheer", "none").unwrap());
        let stub = journal.find(4).unwrap().unwrap();
        assert_eq!((stub.content, stub.salt, stub.erased_why.as_deref()), (None, None, Some("verzoek")));
        assert_eq!(journal.verify().unwrap(), 4);
        assert_eq!(journal.keep(&content("Z-5")).unwrap().before_sha256, stub.sha256);
        assert_eq!(journal.acts(2).unwrap()[1].what, "erased");
        drop(journal);
        let bytes = std::fs::read(path).unwrap();
        assert!(!bytes.windows(12).any(|part| part == b"Jansen-uniek"), "it still stands in the file");
    }

    #[test]
    fn what_was_changed_behind_its_back_shows() {
        type Change = (&'static str, Fault);
        let changes: [Change; 5] = [
            ("UPDATE entry SET verdict = '{\"outcome\":\"free\"}' WHERE number = 2", Fault::Content(2)),
            ("UPDATE entry SET kept_at = '2020-01-01T00:00:00Z' WHERE number = 2", Fault::Link(2)),
            ("UPDATE entry SET content_sha256 = 'x' WHERE number = 2", Fault::Link(2)),
            ("DELETE FROM entry WHERE number = 2", Fault::Gap(3)),
            ("UPDATE entry SET sha256 = 'x' WHERE number = 3", Fault::Link(3)),
        ];
        for (change, found) in changes {
            let (_folder, path, journal) = kept(3);
            let behind = Connection::open(&path).unwrap();
            assert!(behind.execute(change, []).is_err(), "the file itself refuses: {change}");
            behind.execute_batch("DROP TRIGGER entry_is_only_erased; DROP TRIGGER entry_is_not_deleted;").unwrap();
            behind.execute(change, []).unwrap();
            let Err(JournalError::Broken(fault)) = journal.verify() else { panic!("not seen: {change}") };
            assert_eq!(fault, found, "{change}");
        }
    }

    #[test]
    fn another_file_is_no_journal_and_a_newer_one_is_left_alone() {
        let (_folder, path, journal) = kept(1);
        drop(journal);
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(Journal::open(&path), Err(JournalError::Newer { found: 99, .. })));
        let other = path.with_file_name("other.sqlite");
        Connection::open(&other).unwrap().execute_batch("CREATE TABLE a (b)").unwrap();
        assert!(matches!(Journal::open(&other), Err(JournalError::NotAJournal(_))));
        std::fs::write(&other, "no database at all, but long enough to have a header of its own").unwrap();
        assert!(Journal::open(&other).is_err());
    }

    #[test]
    fn what_is_kept_too_long_is_erased_and_entries_are_found_by_place_and_time() {
        let (_folder, _path, journal) = kept(2);
        let bounds = Bounds { west_m: 1000.0, south_m: 2000.0, east_m: 1010.0, north_m: 2010.0 };
        journal.keep(&Content { bounds: Some(bounds), ..content("Z-3") }).unwrap();
        let count = |search: Search| journal.search(&Search { limit: 9, ..search }).unwrap().1;
        let within = |west_m: f64| Some(Bounds { west_m, ..bounds });
        assert_eq!(count(Search { within: within(1005.0), ..Search::default() }), 1);
        assert_eq!(
            count(Search { within: Some(Bounds { south_m: 2011.0, north_m: 2020.0, ..bounds }), ..Search::default() }),
            0
        );
        let now = Timestamp::now();
        assert_eq!(count(Search { from: Some(now), ..Search::default() }), 0);
        assert_eq!(count(Search { to: Some(now), ..Search::default() }), 3);
        assert_eq!(journal.erase_before("2020-01-01T00:00:00Z".parse().unwrap(), "", "termijn").unwrap(), 0);
        assert_eq!(journal.erase_before(now, "", "termijn").unwrap(), 3);
        assert_eq!(count(Search { only_whole: true, ..Search::default() }), 0);
        assert_eq!(count(Search { within: within(1005.0), ..Search::default() }), 0, "its place went with it");
        assert_eq!(journal.verify().unwrap(), 3);
    }

    #[test]
    fn a_journal_of_the_first_version_is_brought_up_to_date() {
        let (_folder, path, journal) = kept(2);
        drop(journal);
        let old = Connection::open(&path).unwrap();
        old.execute_batch(
            "DROP TRIGGER entry_place_goes_with_it; DROP TABLE addition; ALTER TABLE entry DROP COLUMN west_m; \
             ALTER TABLE entry DROP COLUMN south_m; ALTER TABLE entry DROP COLUMN east_m; \
             ALTER TABLE entry DROP COLUMN north_m; PRAGMA user_version = 1;",
        )
        .unwrap();
        drop(old);
        let journal = Journal::open(&path).unwrap();
        assert_eq!(journal.verify().unwrap(), 2);
        assert_eq!(journal.keep(&content("Z-3")).unwrap().number, 3);
        assert!(journal.erase(1, "", "").unwrap());
        assert_eq!(journal.verify().unwrap(), 3);
    }

    #[test]
    fn two_who_write_at_the_same_time_make_one_chain() {
        let (_folder, path, _journal) = kept(0);
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    let journal = Journal::open(&path).unwrap();
                    for number in 0..10 {
                        journal.keep(&content(&format!("Z-{number}"))).unwrap();
                    }
                });
            }
        });
        assert_eq!(Journal::open(&path).unwrap().verify().unwrap(), 30);
    }
}
