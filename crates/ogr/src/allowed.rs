//! Drivers of GDAL that are used besides those of ordinary files.

use std::ffi::OsString;
use std::sync::{Mutex, PoisonError};

static ALLOWED: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Lets this program use drivers of GDAL besides those of ordinary files, from now on: a database
/// (`PostgreSQL`), a service (`WFS`), a virtual layer (`OGR_VRT`), or a way to find files (`vsizip`).
///
/// Without this, a file can never make GDAL open another file, a database or the network, whatever it
/// holds. What files name themselves, such as a manifest, stays within their folder in any case.
pub fn allow_drivers(names: impl IntoIterator<Item = String>) {
    ALLOWED.lock().unwrap_or_else(PoisonError::into_inner).extend(names);
}

/// The arguments that tell the worker.
pub(super) fn arguments() -> Vec<OsString> {
    let allowed = ALLOWED.lock().unwrap_or_else(PoisonError::into_inner);
    allowed.iter().map(|name| format!("--allow-driver={name}").into()).collect()
}
