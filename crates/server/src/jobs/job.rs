//! One job.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use tempfile::NamedTempFile;

use crate::features::Link;
use crate::media::Media;
use crate::problem::Problem;
use crate::processes::{Process, Response, Stop};
use crate::request::Ask;

/// A job.
pub(crate) struct Job {
    pub(crate) id: String,
    pub(super) process: &'static Process,
    /// How the result is handed over.
    pub(super) response: Response,
    /// The name of the token of who started it; none where there are no tokens.
    pub(super) owner: Option<String>,
    pub(super) created: Timestamp,
    pub(super) stop: Stop,
    progress: Mutex<Progress>,
}

/// How far a job is.
#[derive(Clone)]
pub(super) struct Progress {
    pub(super) status: Status,
    pub(super) started: Option<Timestamp>,
    pub(super) finished: Option<Timestamp>,
    pub(super) outcome: Option<Result<Arc<Kept>, Problem>>,
}

/// A result in a file, which is gone with it.
pub(super) struct Kept {
    pub(super) file: NamedTempFile,
    pub(super) bytes: u64,
}

/// How a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Status {
    /// It waits.
    Accepted,
    /// It runs.
    Running,
    /// There is a result.
    Successful,
    /// There is none.
    Failed,
    /// Nobody wants it any more.
    Dismissed,
}

/// How a job stands, as OGC API Processes tells it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct StatusInfo {
    /// The process.
    #[serde(rename = "processID")]
    process_id: &'static str,
    /// `process`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The job.
    #[serde(rename = "jobID")]
    job_id: String,
    status: Status,
    /// Why there is no result.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    /// When it was asked for, UTC.
    created: String,
    /// When it began, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    started: Option<String>,
    /// When it ended, UTC. An hour later it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    finished: Option<String>,
    links: Vec<Link>,
}

impl Job {
    pub(super) fn new(
        id: String,
        process: &'static Process,
        (response, owner, stop): (Response, Option<String>, Stop),
    ) -> Self {
        let progress = Progress { status: Status::Accepted, started: None, finished: None, outcome: None };
        Self { id, process, response, owner, created: Timestamp::now(), stop, progress: Mutex::new(progress) }
    }

    fn lock(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far it is.
    pub(super) fn progress(&self) -> Progress {
        self.lock().clone()
    }

    /// Begins; `false` when nobody wants it any more.
    pub(super) fn begin(&self) -> bool {
        let mut progress = self.lock();
        if progress.status != Status::Accepted {
            return false;
        }
        (progress.status, progress.started) = (Status::Running, Some(Timestamp::now()));
        self.stop.begin();
        true
    }

    /// Ends with a result, or with why there is none; what nobody wants any more stays that.
    pub(super) fn end(&self, outcome: Result<Kept, Problem>) {
        let mut progress = self.lock();
        if progress.status == Status::Dismissed {
            return;
        }
        progress.status = if outcome.is_ok() { Status::Successful } else { Status::Failed };
        progress.finished = Some(Timestamp::now());
        progress.outcome = Some(outcome.map(Arc::new));
    }

    /// Is wanted no more.
    pub(super) fn dismiss(&self) {
        self.stop.now();
        let mut progress = self.lock();
        progress.status = Status::Dismissed;
        progress.finished.get_or_insert_with(Timestamp::now);
        progress.outcome = None;
    }

    /// How it stands.
    pub(crate) fn status(&self, ask: &Ask) -> StatusInfo {
        let Progress { status, started, finished, outcome } = self.progress();
        let path = format!("/jobs/{}", self.id);
        let mut links = vec![
            Link::new(ask, &format!("{path}?f=json"), "self", Media::Json, "How the job stands"),
            Link::new(ask, &format!("{path}?f=html"), "alternate", Media::Html, "How the job stands, as a page"),
            Link::new(ask, &format!("/processes/{}", self.process.id), "up", Media::Json, "The process"),
        ];
        if status == Status::Successful {
            let rel = "http://www.opengis.net/def/rel/ogc/1.0/results";
            links.push(Link::new(ask, &format!("{path}/results"), rel, self.process.gives, "What came of it"));
        }
        let text = |moment: Timestamp| moment.to_string();
        StatusInfo {
            process_id: self.process.id,
            kind: "process",
            job_id: self.id.clone(),
            status,
            message: outcome.and_then(Result::err).map(|why| why.detail().get(ask.lang).to_owned()),
            created: text(self.created),
            started: started.map(text),
            finished: finished.map(text),
            links,
        }
    }
}
