//! What runs in a process of its own, with limits on time and memory: whatever reads files that somebody sent.
//!
//! The process is this program again (`bodemtoets serve worker PROCESS`). The request is its standard input, the
//! result its standard output; it stands in an empty folder that is gone afterwards, has no environment, and cannot
//! take more memory, processor time or disk than it is given. When it fails, crashes or takes too long, the server does
//! not: one request has no answer.

use std::fs::File;
use std::io::{Read, Seek as _, SeekFrom, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use bodemtoets_space::RdNew;
use bodemtoets_words::lang::{Lang, Text};
use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process_group, setrlimit};
use serde::{Deserialize, Serialize};

use super::inputs::Inputs;
use super::process::{Apart, Here, Process, Run};
use super::{request, table};
use crate::engine::Engine;
use crate::problem::Problem;
use crate::words;

/// Memory that a process may take, bytes.
const MEMORY: u64 = 1024 * 1024 * 1024;

/// Bytes of a result at most.
pub(crate) const RESULT_BYTES: u64 = 64 * 1024 * 1024;

/// Processor time that a process may take, seconds.
const PROCESSOR_S: u64 = 900;

/// Threads of a process.
const THREADS: &str = "2";

/// How often is looked whether it has ended.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// How a process says that there is no result, which stands in its output then.
const REFUSED: u8 = 3;

/// When a process has to stop: at a moment, or when nobody wants its result any more.
#[derive(Debug)]
pub(crate) struct Stop {
    patience: Duration,
    /// When it began; what waits does not grow old.
    began: OnceLock<Instant>,
    is_unwanted: AtomicBool,
}

impl Stop {
    /// So much time after it begins.
    pub(crate) fn after(patience: Duration) -> Self {
        Self { patience, began: OnceLock::new(), is_unwanted: AtomicBool::new(false) }
    }

    /// Begins.
    pub(crate) fn begin(&self) {
        self.began.get_or_init(Instant::now);
    }

    /// At once.
    pub(crate) fn now(&self) {
        self.is_unwanted.store(true, Ordering::Release);
    }

    fn is_over(&self) -> bool {
        let is_late = self.began.get().is_some_and(|began| began.elapsed() >= self.patience);
        is_late || self.is_unwanted.load(Ordering::Acquire)
    }
}

/// A problem as a process hands it over.
#[derive(Debug, Serialize, Deserialize)]
struct Refusal {
    status: u16,
    nl: String,
    en: String,
    field: Option<String>,
    value: Option<String>,
}

/// Why there is no process of a name, or why it cannot work.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// There is none of that name.
    #[error("there is no process `{0}` that runs apart")]
    Unknown(String),
    /// The system gives or takes nothing.
    #[error("{0}")]
    System(#[from] std::io::Error),
}

/// Runs a process: here, or apart by the program `worker`; without one, what would run apart runs here as well.
///
/// # Errors
/// What is wrong with the request; or that it took too long or too much.
pub(crate) fn run(
    process: &Process,
    request: &Path,
    engine: &Engine,
    rd: &RdNew,
    (worker, lang, stop): (Option<&Path>, Lang, &Stop),
) -> Result<Vec<u8>, Problem> {
    let open = || File::open(request).map_err(|_| Problem::no_room());
    let folder = || tempfile::Builder::new().prefix("bodemtoets-").tempdir().map_err(|_| Problem::no_room());
    match (process.run, worker) {
        (Run::Here(run), _) => {
            let inputs = Inputs::read(&request::inputs(open()?)?, &(process.inputs)())?;
            run(&Here { engine, rd, is_over: &|| stop.is_over() }, &inputs)
        }
        (Run::Apart(_), None) => in_folder(process, open()?, folder()?.path(), lang),
        (Run::Apart(_), Some(worker)) => in_process(process, open()?, folder()?.path(), (worker, lang, stop)),
    }
}

/// Runs what runs apart, in a folder of its own.
fn in_folder(process: &Process, request: impl Read, folder: &Path, lang: Lang) -> Result<Vec<u8>, Problem> {
    let Run::Apart(run) = process.run else { return Err(Problem::fault_of_ours()) };
    let inputs = Inputs::read(&request::inputs(request)?, &(process.inputs)())?;
    run(&Apart { folder, lang }, &inputs)
}

fn in_process(
    process: &Process,
    request: File,
    folder: &Path,
    (worker, lang, stop): (&Path, Lang, &Stop),
) -> Result<Vec<u8>, Problem> {
    let no_room = |_| Problem::no_room();
    let mut output = tempfile::tempfile().map_err(no_room)?;
    let mut command = Command::new(worker);
    command.args(["serve", "worker", process.id, "--lang", lang.pick("nl", "en")]).current_dir(folder);
    command.env_clear().env("RAYON_NUM_THREADS", THREADS).env("TMPDIR", folder).env("MALLOC_ARENA_MAX", THREADS);
    command.stdin(request).stdout(output.try_clone().map_err(no_room)?).stderr(Stdio::null()).process_group(0);
    let mut child = Group(command.spawn().map_err(|_| Problem::fault_of_ours())?);
    let status = child.wait(stop)?;
    let mut bytes = Vec::new();
    output.seek(SeekFrom::Start(0)).and_then(|_| output.take(RESULT_BYTES).read_to_end(&mut bytes)).map_err(no_room)?;
    match status.code() {
        Some(0) => Ok(bytes),
        Some(code) if code == i32::from(REFUSED) => {
            let refusal: Refusal = serde_json::from_slice(&bytes).map_err(|_| Problem::fault_of_ours())?;
            Err(refusal.problem())
        }
        // It was ended by the system, or could not have what it asked for.
        _ => Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, words::took_too_much())),
    }
}

/// A process and those that it started: gone when this is dropped.
struct Group(Child);

impl Group {
    fn wait(&mut self, stop: &Stop) -> Result<ExitStatus, Problem> {
        let mut pause = Duration::from_millis(1);
        loop {
            match self.0.try_wait() {
                Ok(Some(status)) => return Ok(status),
                Ok(None) if stop.is_over() => return Err(Problem::took_too_long()),
                Ok(None) => std::thread::sleep(pause),
                Err(_) => return Err(Problem::fault_of_ours()),
            }
            pause = (pause * 2).min(LOOK_EVERY);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // What has ended cannot be ended again.
        if let Some(group) = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.0.wait();
    }
}

impl Refusal {
    fn of(problem: &Problem) -> Self {
        let (Text { nl, en }, (field, value)) = (problem.detail().clone(), problem.field());
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Self { status: problem.status().as_u16(), nl, en, field: owned(field), value: owned(value) }
    }

    fn problem(self) -> Problem {
        let detail = Text { nl: self.nl, en: self.en };
        match (StatusCode::from_u16(self.status), self.field) {
            (Ok(StatusCode::BAD_REQUEST), Some(field)) => {
                Problem::parameter(&field, &self.value.unwrap_or_default(), detail)
            }
            (Ok(status), _) => Problem::new(status, detail),
            (Err(_), _) => Problem::fault_of_ours(),
        }
    }
}

/// The whole of a process that runs apart: it takes its request from standard input, writes its result to standard
/// output, and says with what code it is to end.
///
/// # Errors
/// When there is no such process, or the system gives or takes nothing.
pub fn work(id: &str, lang: Lang) -> Result<u8, WorkerError> {
    let process = table::find(id).filter(|process| matches!(process.run, Run::Apart(_)));
    let process = process.ok_or_else(|| WorkerError::Unknown(id.to_owned()))?;
    for (resource, most) in [
        (Resource::As, MEMORY),
        (Resource::Fsize, RESULT_BYTES + 64 * 1024 * 1024),
        (Resource::Cpu, PROCESSOR_S),
        (Resource::Core, 0),
    ] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).map_err(std::io::Error::from)?;
    }
    let (bytes, code) = match in_folder(process, std::io::stdin().lock(), Path::new(""), lang) {
        Ok(bytes) => (bytes, 0),
        Err(problem) => (serde_json::to_vec(&Refusal::of(&problem)).map_err(std::io::Error::other)?, REFUSED),
    };
    let mut output = std::io::stdout().lock();
    output.write_all(&bytes)?;
    output.flush()?;
    Ok(code)
}
