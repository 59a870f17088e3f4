//! Room for connections: bounded, and when there is none left whoever waits longest without asking anything leaves.
//!
//! So a crowd of clients that open connections and say nothing keeps nobody out: a client that asks its question
//! at once is served, and the silent ones go first.

use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use tokio::sync::Notify;

/// The connections that are open.
#[derive(Debug)]
pub(super) struct Slots {
    most: usize,
    most_of_one: Option<usize>,
    begin: Instant,
    held: Mutex<Vec<Arc<Slot>>>,
}

/// One connection.
#[derive(Debug)]
pub(super) struct Slot {
    peer: IpAddr,
    begin: Instant,
    /// When bytes last went over it, milliseconds since the beginning.
    progress: AtomicU64,
    /// Requests that it is answering: one, or none.
    asked: AtomicUsize,
    leave: Notify,
}

/// A request that is being answered, for as long as it lives.
#[derive(Debug)]
pub(super) struct Answering(Arc<Slot>);

impl Slots {
    /// Room for so many, and for so many of one client.
    pub(super) fn new(most: usize, most_of_one: Option<usize>) -> Self {
        Self { most: most.max(1), most_of_one, begin: Instant::now(), held: Mutex::default() }
    }

    /// Takes a place; `None` when all others are at work, or the client has its share.
    pub(super) fn take(&self, peer: IpAddr) -> Option<Arc<Slot>> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let of_peer = held.iter().filter(|slot| slot.peer == peer).count();
        if self.most_of_one.is_some_and(|most| of_peer >= most) {
            return None;
        }
        if held.len() >= self.most {
            let silent = held.iter().enumerate().filter(|(_, slot)| slot.asked.load(Ordering::Acquire) == 0);
            let (longest, _) = silent.min_by_key(|(_, slot)| slot.progress.load(Ordering::Acquire))?;
            held.swap_remove(longest).leave.notify_one();
        }
        let slot = Slot {
            peer,
            begin: self.begin,
            progress: AtomicU64::default(),
            asked: AtomicUsize::default(),
            leave: Notify::new(),
        };
        slot.note_progress();
        let slot = Arc::new(slot);
        held.push(Arc::clone(&slot));
        Some(slot)
    }

    /// Gives a place back.
    pub(super) fn give_back(&self, slot: &Arc<Slot>) {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).retain(|other| !Arc::ptr_eq(other, slot));
    }

    /// How many are open.
    pub(super) fn count(&self) -> usize {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

impl Slot {
    fn now(&self) -> u64 {
        u64::try_from(self.begin.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Notes that bytes went over it.
    pub(super) fn note_progress(&self) {
        self.progress.store(self.now(), Ordering::Release);
    }

    /// Milliseconds since bytes last went over it.
    pub(super) fn silent_ms(&self) -> u64 {
        self.now().saturating_sub(self.progress.load(Ordering::Acquire))
    }

    /// A request comes in.
    pub(super) fn answering(self: &Arc<Self>) -> Answering {
        self.asked.fetch_add(1, Ordering::AcqRel);
        Answering(Arc::clone(self))
    }

    /// Ends when its place is needed for another.
    pub(super) async fn told_to_leave(&self) {
        self.leave.notified().await;
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.asked.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    const PEER: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    #[test]
    fn whoever_is_silent_longest_leaves_and_who_is_answered_stays() {
        let slots = Slots::new(3, None);
        let first = slots.take(PEER).unwrap();
        let busy = first.answering();
        let silent = slots.take(PEER).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(3));
        let newer = slots.take(PEER).unwrap();
        let newest = slots.take(PEER).unwrap();
        let held = |slot: &Arc<Slot>| slots.held.lock().unwrap().iter().any(|other| Arc::ptr_eq(other, slot));
        assert_eq!([&first, &silent, &newer, &newest].map(held), [true, false, true, true]);
        let all = [newer.answering(), newest.answering()];
        assert!(slots.take(PEER).is_none(), "all are at work");
        drop((busy, all));
        assert!(slots.take(PEER).is_some());
        assert_eq!(slots.count(), 3);
    }

    #[test]
    fn one_client_has_its_share_and_no_more() {
        let slots = Slots::new(10, Some(2));
        let [first, _second] = [slots.take(PEER).unwrap(), slots.take(PEER).unwrap()];
        assert!(slots.take(PEER).is_none());
        assert!(slots.take(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1))).is_some());
        slots.give_back(&first);
        assert!(slots.take(PEER).is_some());
    }
}
