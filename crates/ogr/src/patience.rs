//! Waiting for the worker, and for how long.

use std::io::{self, Read};
use std::process::ChildStdout;
use std::time::Duration;

/// A worker that says nothing for this long has hung: a view without end, a service that does not answer.
pub(super) const PATIENCE: Duration = Duration::from_mins(1);

/// What the worker says. A silence longer than the patience is an error.
#[derive(Debug)]
pub(super) struct Patient {
    output: ChildStdout,
    patience: Option<Duration>,
}

impl Patient {
    /// Waits no longer than this for the next bytes; without end when nothing is given.
    pub(super) fn new(output: ChildStdout, patience: Option<Duration>) -> Self {
        Self { output, patience }
    }
}

impl Read for Patient {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(patience) = self.patience {
            wait(&self.output, patience)?;
        }
        self.output.read(buffer)
    }
}

/// Waits until there is something to read, or the end.
#[cfg(unix)]
fn wait(output: &ChildStdout, patience: Duration) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let until = std::time::Instant::now() + patience;
    loop {
        let left = until.saturating_duration_since(std::time::Instant::now());
        let timeout = Timespec {
            tv_sec: i64::try_from(left.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: i64::from(left.subsec_nanos()),
        };
        match poll(&mut [PollFd::new(output, PollFlags::IN)], Some(&timeout)) {
            Ok(0) => {
                let message =
                    format!("`bodemtoets-ogr` has said nothing for {} seconds and was ended", patience.as_secs());
                return Err(io::Error::new(io::ErrorKind::TimedOut, message));
            }
            Ok(_) => return Ok(()),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Elsewhere there is no limit.
#[cfg(not(unix))]
fn wait(_: &ChildStdout, _: Duration) -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn a_silence_ends_and_words_come_through() {
        let mut child = Command::new("sh").args(["-c", "echo a; sleep 5"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut output = Patient::new(child.stdout.take().unwrap(), Some(Duration::from_millis(300)));
        let mut buffer = [0; 8];
        assert_eq!(output.read(&mut buffer).unwrap(), 2);
        let silence = output.read(&mut buffer).unwrap_err();
        assert_eq!(silence.kind(), io::ErrorKind::TimedOut);
        child.kill().unwrap();
        child.wait().unwrap();
    }
}
