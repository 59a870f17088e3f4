//! A worker that sets one document after another.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};

use super::error::PdfError;
use super::locate;
use super::patience::{PATIENCE, Patient};
use crate::Document;

/// Bytes of a file or a sentence, at most.
const MOST: u64 = 1 << 30;

/// Bytes of complaint that are told.
const COMPLAINT: u64 = 1 << 11;

/// A worker that sets one document after another. It is started with the first document, and ends when it is dropped.
#[derive(Debug, Default)]
pub struct Setter {
    worker: Option<Worker>,
}

/// A running worker.
#[derive(Debug)]
struct Worker {
    child: Child,
    input: ChildStdin,
    output: BufReader<Patient>,
}

impl Setter {
    /// A setter whose worker has not started yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a document: the bytes of a PDF, the same for the same document.
    ///
    /// # Errors
    /// [`PdfError`] when there is no worker, it refuses the document, says nothing for a minute, or dies.
    pub fn set(&mut self, document: &Document) -> Result<Vec<u8>, PdfError> {
        let json = serde_json::to_vec(document).map_err(|error| PdfError::Protocol(error.to_string()))?;
        let mut worker = match self.worker.take() {
            Some(worker) => worker,
            None => Worker::start()?,
        };
        match worker.exchange(&json) {
            Ok(answer) => {
                self.worker = Some(worker);
                answer.map_err(PdfError::Refused)
            }
            // It is of no more use; the next document starts another.
            Err(error) => Err(worker.end_of(&error)),
        }
    }
}

impl Worker {
    fn start() -> Result<Self, PdfError> {
        let program = locate::find()?;
        let mut command = Command::new(&program);
        // Who wants more threads takes more workers.
        command.arg("set").env("RAYON_NUM_THREADS", "1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Ctrl-C stops this program only; the worker sees its pipe close.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().map_err(|source| PdfError::NotStarted { program, source })?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => Ok(Self { child, input, output: BufReader::new(Patient(output)) }),
            _ => Err(PdfError::Protocol("it has no pipes".to_owned())),
        }
    }

    /// Sends a document and reads the answer: the file, or why there is none.
    fn exchange(&mut self, json: &[u8]) -> io::Result<Result<Vec<u8>, String>> {
        writeln!(self.input, "{}", json.len())?;
        self.input.write_all(json)?;
        self.input.flush()?;
        let mut line = String::new();
        (&mut self.output).take(32).read_line(&mut line)?;
        if line.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let not_understood = || io::Error::new(io::ErrorKind::InvalidData, line.trim_end().to_owned());
        let (word, length) = line.trim_end().split_once(' ').ok_or_else(not_understood)?;
        let length = length.parse().ok().filter(|length| *length <= MOST).ok_or_else(not_understood)?;
        let mut answer = Vec::new();
        if (&mut self.output).take(length).read_to_end(&mut answer)? as u64 != length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match word {
            "pdf" => Ok(Ok(answer)),
            "no" => Ok(Err(String::from_utf8_lossy(&answer).into_owned())),
            _ => Err(not_understood()),
        }
    }

    /// Ends it after an error, and says what happened.
    fn end_of(mut self, error: &io::Error) -> PdfError {
        match error.kind() {
            io::ErrorKind::TimedOut => PdfError::Silent(PATIENCE),
            io::ErrorKind::InvalidData => PdfError::Protocol(error.to_string()),
            _ => {
                let mut complaint = String::new();
                if let Some(errors) = self.child.stderr.take() {
                    // What cannot be read is not told; how it ended is.
                    let _ = errors.take(COMPLAINT).read_to_string(&mut complaint);
                }
                let status = self.child.wait().map_or_else(|error| error.to_string(), |status| status.to_string());
                PdfError::Ended(format!("{status} {}", complaint.lines().collect::<Vec<_>>().join("; ")))
            }
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
