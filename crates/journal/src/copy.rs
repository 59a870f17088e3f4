//! Copies of a journal: made while it is in use, and put back.

use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use crate::error::JournalError;
use crate::journal::Journal;

/// Pages that are copied at a time.
const PAGES: i32 = 256;

/// Makes a whole copy of a journal, also while it is in use, and says how many entries it has.
///
/// # Errors
/// When there is a file of that name, when the journal cannot be read, or when the copy is not as it was written: then
/// there is none.
pub fn back_up(journal: &Path, copy: &Path) -> Result<u64, JournalError> {
    if copy.exists() {
        return Err(JournalError::InTheWay(copy.into()));
    }
    let cannot = |error: std::io::Error| JournalError::File { path: copy.into(), problem: error.to_string() };
    let folder = copy.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let unfinished = tempfile::NamedTempFile::new_in(folder).map_err(cannot)?;
    let count = {
        let from = Connection::open_with_flags(journal, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut to = Connection::open(unfinished.path())?;
        Backup::new(&from, &mut to)?.run_to_completion(PAGES, std::time::Duration::from_millis(5), None)?;
        drop(from);
        Journal::with(to)?.verify()?
    };
    unfinished.as_file().sync_all().map_err(cannot)?;
    unfinished.persist_noclobber(copy).map_err(|error| cannot(error.error))?;
    Ok(count)
}

/// Puts a copy in the place of a journal that is not there, and says how many entries it has.
///
/// # Errors
/// When there is a journal, or the copy is not as it was written.
pub fn restore(copy: &Path, journal: &Path) -> Result<u64, JournalError> {
    back_up(copy, journal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Content;

    #[test]
    fn a_copy_is_whole_and_can_be_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let [journal, copy, back] = ["journal", "copy", "back"].map(|name| folder.path().join(name));
        let open = Journal::open(&journal).unwrap();
        for _ in 0..3 {
            open.keep(&Content { verdict: "x".repeat(5000), ..Content::default() }).unwrap();
        }
        assert_eq!(back_up(&journal, &copy).unwrap(), 3);
        open.keep(&Content::default()).unwrap();
        assert!(matches!(back_up(&journal, &copy), Err(JournalError::InTheWay(_))));
        assert!(matches!(restore(&copy, &journal), Err(JournalError::InTheWay(_))));
        assert_eq!(restore(&copy, &back).unwrap(), 3);
        assert_eq!(Journal::open(&back).unwrap().keep(&Content::default()).unwrap().number, 4);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "nothing half-written is left");
    }

    #[test]
    fn of_what_is_broken_there_is_no_copy() {
        let folder = tempfile::tempdir().unwrap();
        let [journal, copy] = ["journal", "copy"].map(|name| folder.path().join(name));
        let open = Journal::open(&journal).unwrap();
        open.keep(&Content::default()).unwrap();
        let behind = Connection::open(&journal).unwrap();
        behind.execute_batch("DROP TRIGGER entry_is_only_erased; UPDATE entry SET note = 'other';").unwrap();
        assert!(matches!(back_up(&journal, &copy), Err(JournalError::Broken(_))));
        assert!(back_up(Path::new("/nonexistent"), &copy).is_err());
        assert!(!copy.exists());
    }
}
