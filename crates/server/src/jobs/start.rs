//! A job from its beginning to when it is forgotten.

use std::io::Write as _;
use std::sync::Arc;

use bodemtoets_space::RdNew;
use tempfile::NamedTempFile;

use super::job::{Job, Kept};
use super::store::REMEMBERED;
use crate::problem::Problem;
use crate::processes::{self, Process, RESULT_BYTES, Response, Stop};
use crate::request::Ask;
use crate::spool::Spooled;
use crate::words;

/// Bytes of the name of a job: as many as nobody can guess.
const ID_BYTES: usize = 16;

/// Starts a job, which waits until those before it have ended.
///
/// # Errors
/// When too many wait already.
pub(crate) fn start(
    ask: &Ask,
    process: &'static Process,
    request: Spooled,
    response: Response,
) -> Result<Arc<Job>, Problem> {
    let mut id = [0; ID_BYTES];
    getrandom::fill(&mut id).map_err(|_| Problem::fault_of_ours())?;
    let id = id.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    let owner = ask.who.as_ref().and_then(|who| who.name.clone());
    let stop = Stop::after(ask.app.limits.job);
    let job = Arc::new(Job::new(id, process, (response, owner, stop)));
    ask.app.jobs.add(&job)?;
    let (app, engine, lang, doing) = (Arc::clone(&ask.app), Arc::clone(&ask.engine), ask.lang, Arc::clone(&job));
    tokio::spawn(async move {
        let room = Arc::clone(&app.job_room).acquire_owned().await;
        if doing.begin() {
            let (running, with) = (Arc::clone(&doing), Arc::clone(&app));
            let done = tokio::task::spawn_blocking(move || -> Result<Kept, Problem> {
                let how = (with.worker.as_deref(), lang, &running.stop);
                let bytes = processes::run(running.process, request.path(), &engine, &RdNew::new(), how)?;
                let kept = kept(&bytes)?;
                with.jobs.make_room(kept.bytes);
                Ok(kept)
            });
            doing.end(done.await.unwrap_or_else(|_| Err(Problem::fault_of_ours())));
        }
        drop(room);
        tokio::time::sleep(REMEMBERED).await;
        app.jobs.remove(&doing.id);
    });
    Ok(job)
}

/// A result in a file of its own.
fn kept(bytes: &[u8]) -> Result<Kept, Problem> {
    if bytes.len() as u64 > RESULT_BYTES {
        return Err(Problem::new(axum::http::StatusCode::PAYLOAD_TOO_LARGE, words::took_too_much()));
    }
    let no_room = |_| Problem::no_room();
    let mut file: NamedTempFile = tempfile::Builder::new().prefix("bodemtoets-").tempfile().map_err(no_room)?;
    file.write_all(bytes).map_err(no_room)?;
    Ok(Kept { file, bytes: bytes.len() as u64 })
}
