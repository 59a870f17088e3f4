//! Jobs over HTTP: which there are, how one stands, what came of it, and that nobody wants it any more.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::job::{Job, Progress, Status};
use crate::features::{Link, Moments};
use crate::guard::Role;
use crate::media::Media;
use crate::parameter::{Kind, Parameter};
use crate::problem::Problem;
use crate::processes;
use crate::request::Ask;
use crate::route::Answer;
use crate::{answer, words};

/// Jobs of an answer at most, and when nothing is said.
const MOST: u32 = 1000;
const USUAL: u32 = 100;

/// Seconds that a job may be asked to have taken.
const MOST_S: f64 = 1e9;

/// Kinds of problem.
const NO_SUCH_JOB: &str = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job";
const NOT_READY: &str = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-ready";

/// What may be asked of the list.
pub(crate) fn parameters_of_list() -> Vec<Parameter> {
    let words = |name, about| Parameter::new(name, Kind::Words, about);
    vec![
        words("type", "Only jobs of these kinds; there is one: `process`."),
        words("processID", "Only jobs of these processes."),
        words("status", "Only jobs that stand like this: accepted, running, successful, failed, dismissed."),
        Parameter::new(
            "datetime",
            Kind::Interval,
            "Only jobs that were asked for at this moment or in this period (RFC 3339).",
        ),
        Parameter::new(
            "minDuration",
            Kind::Number(0.0, MOST_S),
            "Only jobs that take or took at least so many seconds.",
        ),
        Parameter::new(
            "maxDuration",
            Kind::Number(0.0, MOST_S),
            "Only jobs that take or took at most so many seconds.",
        ),
        Parameter::new("limit", Kind::Count(MOST, USUAL), "Jobs of an answer at most."),
    ]
}

/// Whether a job is that of who asks, or who asks administers.
fn may_see(ask: &Ask, job: &Job) -> bool {
    let who = ask.who.as_ref();
    who.is_some_and(|who| who.name == job.owner || who.role >= Role::Administer)
}

/// The job of an address. That of somebody else is as one that is not there.
fn asked(ask: &Ask) -> Result<Arc<Job>, Problem> {
    let id = ask.part("jobID");
    let job = ask.app.jobs.find(id).filter(|job| may_see(ask, job));
    job.ok_or_else(|| Problem::not_found(words::no_such_job(id)).of_kind(NO_SUCH_JOB))
}

/// The jobs of who asks.
pub(crate) fn list(ask: &Ask) -> Answer {
    let query = &ask.query;
    let limit = query.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(USUAL).min(MOST);
    let moments = query.get("datetime").map(Moments::read);
    let is_one_of =
        |name: &str, word: &str| query.get(name).is_none_or(|words| words.split(',').any(|other| other.trim() == word));
    let lasted = |progress: &Progress| {
        let (from, to) = (progress.started?, progress.finished.unwrap_or_else(Timestamp::now));
        Some(to.duration_since(from).as_secs_f64())
    };
    let is_asked = |job: &Arc<Job>| {
        let progress = job.progress();
        let word = json!(progress.status);
        let takes = |holds: &dyn Fn(f64) -> bool| lasted(&progress).is_some_and(holds);
        may_see(ask, job)
            && is_one_of("type", "process")
            && is_one_of("processID", job.process.id)
            && is_one_of("status", word.as_str().unwrap_or_default())
            && moments.as_ref().is_none_or(|moments| moments.include(job.created))
            && query.number("minDuration").is_none_or(|least| takes(&|seconds| seconds >= least))
            && query.number("maxDuration").is_none_or(|most| takes(&|seconds| seconds <= most))
    };
    let jobs: Vec<Value> = ask
        .app
        .jobs
        .all()
        .iter()
        .filter(|job| is_asked(job))
        .take(limit as usize)
        .map(|job| json!(job.status(ask)))
        .collect();
    let title = ask.lang.pick("Taken", "Jobs");
    answer::document(ask, title, &json!({ "jobs": jobs, "links": Link::to_itself(ask, Media::Json) }))
}

/// How a job stands.
pub(crate) fn one(ask: &Ask) -> Answer {
    let job = asked(ask)?;
    answer::document(ask, job.process.title(ask.lang), &json!(job.status(ask)))
}

/// What came of a job.
pub(crate) fn results(ask: &Ask) -> Answer {
    let job = asked(ask)?;
    match job.progress() {
        Progress { outcome: Some(Ok(kept)), .. } => {
            let bytes = std::fs::read(kept.file.path()).map_err(|_| Problem::fault_of_ours())?;
            processes::handed_over(job.process.gives, job.response, bytes)
        }
        Progress { outcome: Some(Err(why)), .. } => Err(why),
        Progress { status, .. } => {
            let is_gone = status == Status::Dismissed;
            Err(Problem::not_found(if is_gone { words::dismissed() } else { words::not_ready() }).of_kind(NOT_READY))
        }
    }
}

/// Does away with a job, also while it runs.
pub(crate) fn dismiss(ask: &Ask) -> Answer {
    let job = asked(ask)?;
    job.dismiss();
    ask.app.jobs.remove(&job.id);
    answer::json(&job.status(ask))
}
