//! The worker as a process: where it is, how it starts, and how it ends.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdin, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::allowed;
use super::patience::{PATIENCE, Patient};
use super::{OgrError, Version};

/// Names the worker, when it is not beside the tool or on the PATH.
const VARIABLE: &str = "BODEMTOETS_OGR";

/// Room for a line; the kernel holds 64 KiB in a pipe.
pub(super) const BUFFER: usize = 1 << 17;

/// Bytes of complaint that are kept.
const COMPLAINT: usize = 1 << 14;

/// Asks the worker which GDAL it uses and what it reads.
///
/// # Errors
///
/// [`OgrError`] when there is no worker, it does not start, or it answers nonsense.
pub fn version() -> Result<Version, OgrError> {
    let (mut worker, pipes) = Worker::start(&["version".into()], Purpose::Read)?;
    let mut line = Vec::new();
    let read = BufReader::new(pipes.output).read_until(b'\n', &mut line);
    worker.wait().map_err(OgrError::Refused)?;
    read.map_err(|error| OgrError::Protocol(error.to_string()))?;
    serde_json::from_slice(&line).map_err(|error| OgrError::Protocol(error.to_string()))
}

/// A running worker. When it is dropped before its end, it is stopped.
#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    complaint: Option<JoinHandle<String>>,
    /// Held for as long as the worker may live: it ends when this closes.
    leash: Option<ChildStdin>,
    purpose: Purpose,
    ended: bool,
}

/// What a worker is started for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To read: it is not waited for longer than the patience, and ends when this program does.
    Read,
    /// To write what comes on its standard input, to the end of that.
    Write,
}

/// The ends of the pipes to a worker.
#[derive(Debug)]
pub(super) struct Pipes {
    /// What the worker reads, when it was asked for.
    pub(super) input: Option<ChildStdin>,
    /// What the worker says.
    pub(super) output: Patient,
}

impl Worker {
    /// Starts the worker with these arguments.
    pub(super) fn start(arguments: &[OsString], purpose: Purpose) -> Result<(Worker, Pipes), OgrError> {
        let program = find()?;
        let mut command = Command::new(&program);
        let is_read = purpose == Purpose::Read;
        // With this, functions in a database may read any file.
        command.env_remove("SPATIALITE_SECURITY");
        if is_read {
            command.arg("--leash").args(allowed::arguments());
        } else {
            // Once it has all that it is to write, no pipe tells it that nobody waits for the file.
            command.arg("--starter").arg(std::process::id().to_string());
        }
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Ctrl-C then stops this program only; the worker sees its pipe close and tidies up.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().map_err(|source| OgrError::NotStarted { program, source })?;
        let (Some(output), Some(errors)) = (child.stdout.take(), child.stderr.take()) else {
            return Err(OgrError::Protocol("it has no pipes".to_owned()));
        };
        let (input, leash) = if is_read { (None, child.stdin.take()) } else { (child.stdin.take(), None) };
        let output = Patient::new(output, is_read.then_some(PATIENCE));
        // Read beside the work: a full pipe would make the worker wait for ever.
        let complaint = thread::spawn(move || complaint(errors));
        let worker = Worker { child, complaint: Some(complaint), leash, purpose, ended: false };
        Ok((worker, Pipes { input, output }))
    }

    /// Removes what a worker that was killed left beside a file that it wrote: a folder with its number in the
    /// name.
    pub(super) fn sweep(&self, written: &Path) {
        let target = written.canonicalize().unwrap_or_else(|_| written.to_owned());
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let left = format!(".bodemtoets-{}-", self.child.id());
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(&left) {
                // What cannot be removed stays: the run has failed, and says why.
                let _ = std::fs::remove_dir_all(entry.path());
            }
        }
    }

    /// Waits for the end; the worker's own sentence when it ended badly.
    pub(super) fn wait(&mut self) -> Result<(), String> {
        if self.purpose == Purpose::Read {
            // It has said all; a driver that hangs when it is closed is not waited for.
            let until = Instant::now() + PATIENCE;
            while matches!(self.child.try_wait(), Ok(None)) {
                if Instant::now() > until {
                    let _ = self.child.kill();
                }
                thread::sleep(Duration::from_millis(1));
            }
        }
        let status = self.child.wait();
        self.leash = None;
        self.ended = true;
        let complaint = self.complaint.take().and_then(|thread| thread.join().ok()).unwrap_or_default();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(match status.code() {
                // The worker's own refusal.
                Some(1) if !complaint.is_empty() => complaint,
                // The loader's: a shared library is not there.
                Some(127) => {
                    format!("`bodemtoets-ogr` needs GDAL, which is not installed as it should be: {complaint}")
                }
                _ if complaint.is_empty() => format!("`bodemtoets-ogr` stopped unexpectedly ({status})"),
                _ => format!("`bodemtoets-ogr` stopped unexpectedly ({status}): {complaint}"),
            }),
            Err(error) => Err(format!("`bodemtoets-ogr` could not be waited for: {error}")),
        }
    }
}

impl Worker {
    /// Ends it now.
    pub(super) fn stop(&mut self) {
        if !self.ended {
            self.ended = true;
            // Both fail only when the worker has ended already.
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Reads what the worker complains about, to its end, and keeps the start of it in one line.
fn complaint(mut errors: ChildStderr) -> String {
    let mut kept = Vec::new();
    let mut piece = [0; 4096];
    while let Ok(count @ 1..) = errors.read(&mut piece) {
        let room = COMPLAINT.saturating_sub(kept.len());
        kept.extend_from_slice(&piece[..count.min(room)]);
    }
    let text = String::from_utf8_lossy(&kept);
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Where the worker is.
fn find() -> Result<PathBuf, OgrError> {
    locate(
        env::var_os(VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from),
        env::current_exe().ok().as_deref(),
        env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default(),
    )
}

/// Where the worker is, given what the system says.
fn locate(named: Option<PathBuf>, this: Option<&Path>, path: Vec<PathBuf>) -> Result<PathBuf, OgrError> {
    if let Some(named) = named {
        if named.is_file() {
            return Ok(named);
        }
        let looked_in = format!("{} (which {VARIABLE} names)", named.display());
        return Err(OgrError::NotFound { looked_in });
    }
    let name = format!("bodemtoets-ogr{}", env::consts::EXE_SUFFIX);
    // The folder above too: the executables of tests are in `target/release/deps`.
    let beside: Vec<PathBuf> =
        this.into_iter().flat_map(|this| this.ancestors().skip(1).take(2)).map(Path::to_owned).collect();
    let near = beside.iter().map(|folder| folder.display().to_string()).collect::<Vec<_>>();
    match beside.into_iter().chain(path).map(|folder| folder.join(&name)).find(|file| file.is_file()) {
        Some(found) => Ok(found),
        None if near.is_empty() => Err(OgrError::NotFound { looked_in: "the PATH".to_owned() }),
        None => Err(OgrError::NotFound { looked_in: format!("{} or on the PATH", near.join(" or ")) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_that_is_nowhere_is_reported_with_the_places() {
        let error = locate(None, Some(Path::new("/no/such/bin/bodemtoets")), vec!["/no/other".into()]);
        let sentence = error.map_err(|error| error.to_string()).err().unwrap_or_default();
        assert!(sentence.contains("is not in /no/such/bin or /no/such or on the PATH"), "{sentence}");
        assert!(sentence.contains("cargo install --path ."), "{sentence}");
    }

    #[test]
    fn a_wrong_variable_is_not_passed_over() {
        let error = locate(Some("/no/such/worker".into()), None, vec![]);
        let sentence = error.map_err(|error| error.to_string()).err().unwrap_or_default();
        assert!(sentence.contains("/no/such/worker (which BODEMTOETS_OGR names)"), "{sentence}");
    }
}
