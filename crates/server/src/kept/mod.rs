//! The journal over HTTP: keep a verdict, find it, and see whether it would be the same today.

mod add;
mod changes;
mod dossier;
mod export;
mod features;
mod open;
mod store;

use std::sync::Arc;

use axum::http::StatusCode;
use bodemtoets_journal::{Journal, JournalError};
use bodemtoets_words::lang::Text;

pub(crate) use self::add::{
    TAKES, TAKES_NOTE, add_attachment, add_note, attachment, parameters as parameters_of_attachment,
};
pub(crate) use self::dossier::make as dossier;
pub(crate) use self::export::export;
pub(crate) use self::features::{COLLECTION, all, collection, item, items};
pub(crate) use self::open::{acts, erase, find, open, parameters_of_acts, parameters_of_erasure, parameters_of_list};
pub(crate) use self::store::{keep, parameters};
use crate::problem::Problem;
use crate::request::Ask;
use crate::words;

/// The journal of the server.
fn journal(ask: &Ask) -> Result<Arc<Journal>, Problem> {
    ask.app.journal.clone().ok_or_else(|| Problem::not_found(words::no_journal()))
}

/// Why the journal cannot: nothing is lost, and later it may.
fn cannot(error: &JournalError) -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, Text::both(|lang| error.text(lang)))
}

/// The name of who asks; empty where there are no tokens.
fn name(ask: &Ask) -> String {
    ask.who.as_ref().and_then(|who| who.name.clone()).unwrap_or_default()
}

/// The number of an entry in an address.
fn number(ask: &Ask) -> Result<i64, Problem> {
    let number = ask.part("number");
    number.parse().ok().filter(|number| *number > 0).ok_or_else(|| Problem::not_found(words::no_such_entry(number)))
}
