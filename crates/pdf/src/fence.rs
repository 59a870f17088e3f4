//! The fence around this program: how much it may use.
//!
//! Typst sees no file but those that this program hands it, and no network. A document is written by bodemtoets, but
//! the names in it, and a PDF that is looked into, come from others.

/// Address space, bytes.
#[cfg(unix)]
const MEMORY_BYTES: u64 = 4 << 30;

/// Limits what this program can use: memory; it writes no file.
pub(crate) fn close() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        for (resource, most) in [(Resource::As, MEMORY_BYTES), (Resource::Core, 0)] {
            let now = getrlimit(resource);
            let most = now.maximum.map_or(most, |maximum| maximum.min(most));
            let most = now.current.map_or(most, |current| current.min(most));
            // A system that cannot limit this goes on without.
            let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
        }
    }
}
