//! Waiting for the worker, and for how long.

use std::io::{self, Read};
use std::process::ChildStdout;
use std::time::Duration;

/// A worker that says nothing for this long has hung.
pub(super) const PATIENCE: Duration = Duration::from_mins(1);

/// What the worker says. A silence longer than the patience is an error.
#[derive(Debug)]
pub(super) struct Patient(pub(super) ChildStdout);

impl Read for Patient {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        wait(&self.0)?;
        self.0.read(buffer)
    }
}

/// Waits until there is something to read, or the end.
#[cfg(unix)]
fn wait(output: &ChildStdout) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let until = std::time::Instant::now() + PATIENCE;
    loop {
        let left = until.saturating_duration_since(std::time::Instant::now());
        let timeout = Timespec {
            tv_sec: i64::try_from(left.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: i64::from(left.subsec_nanos()),
        };
        match poll(&mut [PollFd::new(output, PollFlags::IN)], Some(&timeout)) {
            Ok(0) => return Err(io::ErrorKind::TimedOut.into()),
            Ok(_) => return Ok(()),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Elsewhere there is no limit.
#[cfg(not(unix))]
fn wait(_: &ChildStdout) -> io::Result<()> {
    Ok(())
}
