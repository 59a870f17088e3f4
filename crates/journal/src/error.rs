//! Why a journal cannot do what is asked.

use std::path::PathBuf;

use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::text;

use crate::additions::MOST_ADDITIONS;
use crate::chain::Fault;

/// Why a journal cannot do what is asked.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// `SQLite` cannot: the disk is full, the file is locked or damaged.
    #[error("{}", self.text(Lang::En))]
    Sqlite(#[from] rusqlite::Error),
    /// The file cannot be made or read.
    #[error("{}", self.text(Lang::En))]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        problem: String,
    },
    /// It was written by a newer version of the tool.
    #[error("{}", self.text(Lang::En))]
    Newer {
        /// Version of its tables.
        found: i64,
        /// The newest that is known.
        known: i64,
    },
    /// It is an `SQLite` file of something else.
    #[error("{}", self.text(Lang::En))]
    NotAJournal(PathBuf),
    /// It is not as it was written.
    #[error("{}", self.text(Lang::En))]
    Broken(Fault),
    /// There is a file in the place of a copy.
    #[error("{}", self.text(Lang::En))]
    InTheWay(PathBuf),
    /// An entry has as many notes and files as it may have.
    #[error("{}", self.text(Lang::En))]
    Full(i64),
    /// What was asked to be written could not be.
    #[error("{}", self.text(Lang::En))]
    Output(#[from] std::io::Error),
    /// The system gives no random numbers.
    #[error("{}", self.text(Lang::En))]
    NoRandom,
}

impl JournalError {
    /// The error as a sentence. What the system says is in English.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Sqlite(error) => {
                text!(lang, nl: "het journaal kan dit nu niet: {error}", en: "the journal cannot do this now: {error}")
            }
            Self::File { path, problem } => {
                let path = path.display();
                text!(lang, nl: "{path}: {problem}", en: "{path}: {problem}")
            }
            Self::Newer { found, known } => text!(
                lang,
                nl: "het journaal is van een nieuwere versie (tabellen {found}, bekend tot en met {known}); gebruik die",
                en: "the journal is of a newer version (tables {found}, known up to {known}); use that"
            ),
            Self::NotAJournal(path) => {
                let path = path.display();
                text!(lang, nl: "{path}: dit is geen journaal", en: "{path}: this is no journal")
            }
            Self::Broken(fault) => fault.text(lang),
            Self::InTheWay(path) => {
                let path = path.display();
                text!(lang, nl: "{path}: bestaat al en wordt niet overschreven; geef een nieuwe naam", en: "{path}: is there already and is not written over; give a new name")
            }
            Self::Full(number) => {
                let most = MOST_ADDITIONS;
                text!(lang, nl: "nummer {number} heeft al {most} bijlagen en notities", en: "entry {number} has {most} attachments and notes already")
            }
            Self::Output(error) => text!(lang, nl: "kan niet schrijven: {error}", en: "cannot write: {error}"),
            Self::NoRandom => {
                text!(lang, nl: "het systeem geeft geen toevalsgetallen", en: "the system gives no random numbers")
            }
        }
    }
}
