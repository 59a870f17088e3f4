//! File descriptors: each connection takes one, and the system gives a process few unless it asks for more.

use rustix::process::{Resource, getrlimit, setrlimit};

/// Descriptors for all else: packs that are read again, tables, the journal, logs.
const OTHERS: u64 = 128;

/// As many of so many connections as there can be descriptors for; asks the system for more where it has too few.
pub(crate) fn room_for(connections: usize) -> usize {
    let wanted = connections as u64 + OTHERS;
    let mut limits = getrlimit(Resource::Nofile);
    if limits.current.is_some_and(|current| current < wanted) {
        limits.current = Some(limits.maximum.map_or(wanted, |most| most.min(wanted)));
        // What is not given is not there: then there are fewer connections.
        let _ = setrlimit(Resource::Nofile, limits);
    }
    let given = getrlimit(Resource::Nofile).current.unwrap_or(wanted).saturating_sub(OTHERS);
    usize::try_from(given).unwrap_or(connections).clamp(1, connections.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_no_more_connections_than_descriptors() {
        let given = room_for(300);
        assert!((1..=300).contains(&given));
        let limit = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
        assert!(room_for(usize::MAX / 2) as u64 <= limit);
    }
}
