//! The tables of a journal, made and brought up to date.

use rusqlite::Connection;

use crate::error::JournalError;

/// What the file says it is: `BTjn`.
const APPLICATION: i64 = 0x4254_6a6e;

/// The steps from no tables to those of today: the version of the file is how many have been taken.
const STEPS: &[&str] = &[
    // An entry is bound by `sha256`, which covers all that stays when its content is erased.
    "CREATE TABLE entry (
        number INTEGER PRIMARY KEY,
        kept_at TEXT NOT NULL,
        salt BLOB,
        kept_by TEXT,
        reference TEXT,
        applicant TEXT,
        outcome TEXT,
        date TEXT,
        note TEXT,
        application TEXT,
        verdict TEXT,
        content_sha256 TEXT NOT NULL,
        before_sha256 TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        erased_at TEXT,
        erased_why TEXT
     ) STRICT;
     CREATE TABLE act (
        number INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        what TEXT NOT NULL,
        entry INTEGER NOT NULL
     ) STRICT;
     CREATE TRIGGER entry_is_not_deleted BEFORE DELETE ON entry
        BEGIN SELECT RAISE(ABORT, 'entries are not deleted'); END;
     CREATE TRIGGER entry_is_only_erased BEFORE UPDATE ON entry
        WHEN NEW.number <> OLD.number OR NEW.kept_at <> OLD.kept_at OR NEW.content_sha256 <> OLD.content_sha256
          OR NEW.before_sha256 <> OLD.before_sha256 OR NEW.sha256 <> OLD.sha256 OR OLD.erased_at IS NOT NULL
          OR NEW.erased_at IS NULL OR NEW.salt IS NOT NULL OR NEW.application IS NOT NULL
          OR NEW.verdict IS NOT NULL OR NEW.note IS NOT NULL OR NEW.kept_by IS NOT NULL
          OR NEW.reference IS NOT NULL OR NEW.applicant IS NOT NULL OR NEW.outcome IS NOT NULL OR NEW.date IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'entries are not changed'); END;
     CREATE TRIGGER act_is_not_deleted BEFORE DELETE ON act
        BEGIN SELECT RAISE(ABORT, 'acts are not deleted'); END;
     CREATE TRIGGER act_is_not_changed BEFORE UPDATE ON act
        BEGIN SELECT RAISE(ABORT, 'acts are not changed'); END;",
    // Notes and files come later, in a chain of their own. Where an entry is, in RD New, lies in its application; it
    // stands beside it to be found on a map, and goes with it.
    "CREATE TABLE addition (
        number INTEGER PRIMARY KEY,
        entry INTEGER NOT NULL,
        added_at TEXT NOT NULL,
        salt BLOB,
        added_by TEXT,
        name TEXT,
        media TEXT,
        content BLOB,
        content_sha256 TEXT NOT NULL,
        before_sha256 TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        erased_at TEXT
     ) STRICT;
     CREATE INDEX addition_of_entry ON addition (entry);
     CREATE TRIGGER addition_is_not_deleted BEFORE DELETE ON addition
        BEGIN SELECT RAISE(ABORT, 'additions are not deleted'); END;
     CREATE TRIGGER addition_is_only_erased BEFORE UPDATE ON addition
        WHEN NEW.number <> OLD.number OR NEW.entry <> OLD.entry OR NEW.added_at <> OLD.added_at
          OR NEW.content_sha256 <> OLD.content_sha256 OR NEW.before_sha256 <> OLD.before_sha256
          OR NEW.sha256 <> OLD.sha256 OR OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL OR NEW.salt IS NOT NULL
          OR NEW.added_by IS NOT NULL OR NEW.name IS NOT NULL OR NEW.media IS NOT NULL OR NEW.content IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'additions are not changed'); END;
     ALTER TABLE entry ADD COLUMN west_m REAL;
     ALTER TABLE entry ADD COLUMN south_m REAL;
     ALTER TABLE entry ADD COLUMN east_m REAL;
     ALTER TABLE entry ADD COLUMN north_m REAL;
     CREATE TRIGGER entry_place_goes_with_it BEFORE UPDATE ON entry
        WHEN NEW.west_m IS NOT NULL OR NEW.south_m IS NOT NULL OR NEW.east_m IS NOT NULL OR NEW.north_m IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'entries are not changed'); END;",
];

/// Makes the tables of a new file, and brings those of an old one up to date.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), JournalError> {
    let read = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let (application, version) = (read("application_id")?, read("user_version")?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION && tables > 0 {
        return Err(JournalError::NotAJournal(connection.path().unwrap_or_default().into()));
    }
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    if version > known {
        return Err(JournalError::Newer { found: version, known });
    }
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Another may have taken the steps in the meantime.
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for step in STEPS.iter().skip(usize::try_from(version).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", known)?;
    Ok(transaction.commit()?)
}
