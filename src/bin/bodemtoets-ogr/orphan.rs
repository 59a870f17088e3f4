//! The end of this program when the one that started it is gone, whatever ended that: what is being made is then
//! of no use to anybody.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// The folder in which a file is being made.
static WORKSHOP: Mutex<Option<PathBuf>> = Mutex::new(None);

/// How long it takes to be noticed at most.
const PATIENCE: Duration = Duration::from_millis(100);

/// Ends this program, and removes what it is making, once `starter` is no longer its parent.
pub(super) fn end_with(starter: i32) {
    let is_there = move || parent().is_none_or(|parent| parent == starter);
    thread::spawn(move || {
        while is_there() {
            thread::sleep(PATIENCE);
        }
        if let Some(folder) = WORKSHOP.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // Nobody is left to be told when it fails.
            let _ = std::fs::remove_dir_all(folder);
        }
        std::process::exit(1);
    });
}

/// Remembers the folder in which a file is being made, or that there is none.
pub(super) fn remember(folder: Option<&Path>) {
    *WORKSHOP.lock().unwrap_or_else(PoisonError::into_inner) = folder.map(Path::to_owned);
}

/// The number of the process that is the parent; `None` where that cannot be told.
fn parent() -> Option<i32> {
    #[cfg(unix)]
    return rustix::process::getppid().map(rustix::process::Pid::as_raw_nonzero).map(std::num::NonZero::get);
    #[cfg(not(unix))]
    return None;
}
