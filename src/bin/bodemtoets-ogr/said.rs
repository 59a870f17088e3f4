//! What GDAL says on the side.

use std::sync::{Mutex, PoisonError};

use gdal::errors::{CplErrType, GdalError};

/// What GDAL reported on the side: the last of each, where nothing else is said.
#[derive(Default)]
pub(super) struct Said {
    /// The first error, of which others may be no more than the consequence.
    pub(super) first: Option<String>,
    /// An error.
    pub(super) error: Option<String>,
    /// An error of its database of coordinate systems, which GDAL asks for many things that do
    /// not matter here. It says why something failed, but not that something failed.
    pub(super) lookup: Option<String>,
    /// A value that was cut off, of which GDAL only warns.
    pub(super) loss: Option<String>,
}

static SAID: Mutex<Said> = Mutex::new(Said { first: None, error: None, lookup: None, loss: None });

pub(super) fn note(kind: CplErrType, message: &str) {
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    let place = match kind {
        CplErrType::Failure | CplErrType::Fatal => {
            if message.starts_with("PROJ:") || message.starts_with("Cannot parse CRS") {
                &mut said.lookup
            } else {
                said.first.get_or_insert_with(|| one_line(message));
                &mut said.error
            }
        }
        CplErrType::Warning if message.contains("truncated") => &mut said.loss,
        _ => return,
    };
    *place = Some(one_line(message));
}

/// What GDAL said since the last time this was asked.
pub(super) fn said() -> Said {
    std::mem::take(&mut *SAID.lock().unwrap_or_else(PoisonError::into_inner))
}

/// What GDAL said about this error.
pub(super) fn reason(error: &GdalError) -> String {
    let said = said();
    match error {
        _ if said.error.is_some() || said.lookup.is_some() => said.error.or(said.lookup).unwrap_or_default(),
        GdalError::NullPointer { msg, .. } | GdalError::CplError { msg, .. } if !msg.is_empty() => one_line(msg),
        other => one_line(&other.to_string()),
    }
}

/// A text on one line, and not a long one: some messages quote the whole value they are about.
fn one_line(text: &str) -> String {
    let mut line = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ");
    if let Some((end, _)) = line.char_indices().nth(300) {
        line.truncate(end);
        line.push_str("...");
    }
    line
}
