//! The processors: screening is work for them, so that it is done beside the connections, bounded in number.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bodemtoets_space::RdNew;
use tokio::sync::Semaphore;

use crate::problem::Problem;

thread_local! {
    /// The transformation is not shared between threads, and takes a while to make.
    static RD: RdNew = RdNew::new();
}

/// As many pieces of work at a time as there are processors, and a queue of bounded length.
#[derive(Debug)]
pub(crate) struct Work {
    room: Arc<Semaphore>,
    waiting: AtomicUsize,
    most_waiting: usize,
    patience: Duration,
}

impl Work {
    /// So many at a time, so many waiting, and none longer than `patience`.
    pub(crate) fn new(at_a_time: usize, most_waiting: usize, patience: Duration) -> Self {
        Self { room: Arc::new(Semaphore::new(at_a_time.max(1))), waiting: AtomicUsize::new(0), most_waiting, patience }
    }

    /// Does a piece of work on a thread of its own.
    ///
    /// # Errors
    /// When too many wait already, when it takes too long, or when it fails by a fault of ours.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&RdNew) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let done = async {
            let permit = if let Ok(permit) = Arc::clone(&self.room).try_acquire_owned() {
                permit
            } else {
                let _waiting = Waiting::enter(&self.waiting, self.most_waiting).ok_or_else(Problem::too_busy)?;
                Arc::clone(&self.room).acquire_owned().await.map_err(|_| Problem::too_busy())?
            };
            let work = tokio::task::spawn_blocking(move || {
                // Whoever asked may be gone: the room is taken until the work is done.
                let _permit = permit;
                RD.with(work)
            });
            work.await.map_err(|_| Problem::fault_of_ours())
        };
        tokio::time::timeout(self.patience, done).await.map_err(|_| Problem::took_too_long())?
    }

    /// How many wait for room.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }
}

/// One that waits.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn enter(count: &'a AtomicUsize, most: usize) -> Option<Self> {
        let before = count.fetch_add(1, Ordering::AcqRel);
        let waiting = Self(count);
        (before < most).then_some(waiting)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runtime() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
    }

    #[test]
    fn who_finds_the_queue_full_is_told_so_at_once() {
        let work = Work::new(1, 0, Duration::from_secs(10));
        runtime().block_on(async {
            let _taken = Arc::clone(&work.room).try_acquire_owned().unwrap();
            assert_eq!(work.run(|_| 1).await.unwrap_err().status().as_u16(), 503);
        });
        assert_eq!(work.waiting(), 0);
    }

    #[test]
    fn a_panic_in_the_work_is_an_answer_and_the_room_comes_free() {
        let work = Work::new(1, 1, Duration::from_secs(10));
        runtime().block_on(async {
            let failed = work.run(|_| assert_eq!(1, 2, "a fault of ours")).await;
            assert_eq!(failed.unwrap_err().status().as_u16(), 500);
            assert_eq!(work.run(|_| 7).await.unwrap(), 7);
        });
    }

    #[test]
    fn what_takes_too_long_is_told_so() {
        let work = Work::new(1, 1, Duration::from_millis(20));
        runtime().block_on(async {
            let late = work.run(|_| std::thread::sleep(Duration::from_millis(200))).await;
            assert_eq!(late.unwrap_err().status().as_u16(), 503);
        });
    }
}
