//! The journal: verdicts that somebody chose to keep, in one file of `SQLite`.
//!
//! Entries are added and never changed; each has the hash of the one before, so that a change or a gap shows. What is
//! personal can be erased: a stub stays, and the chain with it, because an entry is bound by a fingerprint of its
//! content and not by the content. Nothing is kept that nobody asked to keep.

mod act;
mod chain;
mod copy;
mod entry;
mod error;
mod journal;
mod schema;

pub use act::Act;
pub use chain::Fault;
pub use copy::{back_up, restore};
pub use entry::{Content, Entry, Search};
pub use error::JournalError;
pub use journal::Journal;
