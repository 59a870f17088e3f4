//! The journal: verdicts that somebody chose to keep, in one file of `SQLite`.
//!
//! Entries are added and never changed. Each has the hash of the previous entry, so that a change or a gap shows.
//! Personal data can be erased: a stub stays and the chain remains valid, because an entry is bound by a fingerprint
//! of its content and not by the content itself. Only what somebody asked to keep is kept.

mod act;
mod addition;
mod additions;
mod chain;
mod copy;
mod entry;
mod error;
mod export;
mod journal;
mod schema;

pub use act::Act;
pub use addition::{Addition, NewAddition};
pub use additions::MOST_ADDITIONS;
pub use chain::Fault;
pub use copy::{back_up, restore};
pub use entry::{Bounds, Content, Entry, Search};
pub use error::JournalError;
pub use export::ExportForm;
pub use journal::Journal;
