//! The table of processes.

use super::process::Process;
use super::{closed, crowding, echo, feasibility, plot, screen, spf};

/// Everything that can be computed.
pub(super) static PROCESSES: &[Process] = &[
    echo::PROCESS,
    screen::PROCESS,
    plot::PROCESS,
    crowding::PROCESS,
    feasibility::PROCESS,
    closed::PROCESS,
    spf::PROCESS,
];

/// The process of a name.
pub(crate) fn find(id: &str) -> Option<&'static Process> {
    PROCESSES.iter().find(|process| process.id == id)
}
