//! The jobs that there are: bounded in number, in bytes and in time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::job::{Job, Status};
use crate::problem::Problem;

/// Jobs that wait or run at most.
const MOST_WAITING: usize = 16;

/// Jobs that have ended and are remembered at most.
const MOST_ENDED: usize = 200;

/// Bytes of all results at most.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// How long a job is remembered after it has ended.
pub(super) const REMEMBERED: Duration = Duration::from_hours(1);

/// The jobs that there are.
#[derive(Default)]
pub(crate) struct Jobs(Mutex<BTreeMap<String, Arc<Job>>>);

impl Jobs {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Arc<Job>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds one.
    ///
    /// # Errors
    /// When too many wait already.
    pub(super) fn add(&self, job: &Arc<Job>) -> Result<(), Problem> {
        let mut jobs = self.lock();
        let waiting = jobs.values().filter(|job| matches!(job.progress().status, Status::Accepted | Status::Running));
        if waiting.count() >= MOST_WAITING {
            return Err(Problem::too_busy());
        }
        jobs.insert(job.id.clone(), Arc::clone(job));
        Ok(())
    }

    /// The job of a name.
    pub(super) fn find(&self, id: &str) -> Option<Arc<Job>> {
        self.lock().get(id).map(Arc::clone)
    }

    /// All of them, the newest first.
    pub(super) fn all(&self) -> Vec<Arc<Job>> {
        let mut jobs: Vec<Arc<Job>> = self.lock().values().map(Arc::clone).collect();
        jobs.sort_by(|one, other| (other.created, &other.id).cmp(&(one.created, &one.id)));
        jobs
    }

    /// Forgets one.
    pub(super) fn remove(&self, id: &str) {
        self.lock().remove(id);
    }

    /// Forgets the oldest that have ended, until there is room for a result of so many bytes.
    pub(super) fn make_room(&self, bytes: u64) {
        let mut jobs = self.lock();
        let of_result = |job: &Arc<Job>| match job.progress().outcome {
            Some(Ok(kept)) => kept.bytes,
            _ => 0,
        };
        let mut ended: Vec<_> =
            jobs.values().filter_map(|job| Some((job.progress().finished?, job.id.clone(), of_result(job)))).collect();
        ended.sort();
        let (mut count, mut all) = (ended.len(), ended.iter().map(|(_, _, bytes)| bytes).sum::<u64>() + bytes);
        for (_, id, bytes) in ended {
            if count < MOST_ENDED && all <= MOST_BYTES {
                break;
            }
            jobs.remove(&id);
            (count, all) = (count - 1, all - bytes);
        }
    }
}
