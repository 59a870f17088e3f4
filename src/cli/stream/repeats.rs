//! Ids that come by more than once.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};

use crate::cli::tools::note;
use bodemtoets_words::lang::Lang;

/// Ids that are kept to find others again: what comes after so many is not looked at, so that a stream of any
/// length fits in memory.
const MOST: usize = 4_000_000;

/// Repeated rows that are named.
const NAMED: usize = 10;

/// Which rows repeat an id.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    seen: HashSet<u64>,
    named: Vec<u64>,
    count: u64,
    is_full: bool,
}

/// What is kept of an id.
pub(super) fn hash(id: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(id)
}

impl Repeats {
    /// Looks whether the id of this row has come by before.
    pub(super) fn see(&mut self, row: u64, hash: u64) {
        let is_new = if self.seen.len() < MOST {
            self.seen.insert(hash)
        } else {
            self.is_full = true;
            !self.seen.contains(&hash)
        };
        if !is_new {
            self.count += 1;
            if self.named.len() < NAMED {
                self.named.push(row);
            }
        }
    }

    /// Says which rows repeat an id, when there are any.
    pub(super) fn tell(&self, lang: Lang) {
        let count = self.count;
        if count > 0 {
            let rows: Vec<String> = self.named.iter().map(u64::to_string).collect();
            let more = if count > rows.len() as u64 { ", …" } else { "" };
            let rows = rows.join(", ");
            note(&match lang {
                Lang::Nl => format!("let op: {count} rij(en) herhalen een id: {rows}{more}"),
                Lang::En => format!("warning: {count} row(s) repeat an id: {rows}{more}"),
            });
        }
        if self.is_full {
            note(&match lang {
                Lang::Nl => format!("let op: alleen de eerste {MOST} ids zijn op herhaling bekeken"),
                Lang::En => format!("warning: only the first {MOST} ids were looked at for repeats"),
            });
        }
    }
}
