//! An ordered parallel map over a stream, in bounded memory.
//!
//! One thread reads, several work, and the caller's thread takes the results in the order of
//! the stream. No more than `PER_WORKER` items per worker are under way at a time, from the
//! moment they are read until their result has been taken: a slow consumer, and a slow item with
//! fast ones after it, hold back the reader.

use std::collections::BTreeMap;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

/// Items under way for each worker: enough to keep all of them busy behind one that takes longer.
const PER_WORKER: usize = 4;

/// Applies `work` to every item and hands the results to `sink` in the order of the items.
///
/// `make_state` runs once on each working thread; `work` gets that thread's state. A sink that
/// fails ends the run.
///
/// # Errors
/// The first error of the sink.
///
/// # Panics
/// When `work` does.
pub fn ordered_map<Item, Output, State, Error>(
    items: impl Iterator<Item = Item> + Send,
    workers: usize,
    make_state: impl Fn() -> State + Sync,
    work: impl Fn(&mut State, Item) -> Output + Sync,
    mut sink: impl FnMut(Output) -> Result<(), Error>,
) -> Result<(), Error>
where
    Item: Send,
    Output: Send,
{
    let workers = workers.max(1);
    let most = workers.saturating_mul(PER_WORKER);
    let (give, take) = sync_channel::<(usize, Item)>(most);
    let (hand_in, collect) = sync_channel::<(usize, Option<Output>)>(most);
    // One token for each item that may be under way: the reader takes it, the sink gives it back.
    let (give_back, tokens) = sync_channel::<()>(most);
    for _ in 0..most {
        // There is room for all of them.
        let _ = give_back.try_send(());
    }
    let take = Mutex::new(Some(take));
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut items = items.enumerate();
            // The sink is gone when it has failed, and the workers after it: stop reading.
            while tokens.recv().is_ok() {
                let Some(numbered) = items.next() else { return };
                if give.send(numbered).is_err() {
                    return;
                }
            }
        });
        for _ in 0..workers {
            let hand_in = hand_in.clone();
            let (take, make_state, work) = (&take, &make_state, &work);
            scope.spawn(move || {
                let mut state = make_state();
                loop {
                    let received = match &*take.lock().unwrap_or_else(PoisonError::into_inner) {
                        Some(take) => take.recv(),
                        None => return,
                    };
                    let Ok((number, item)) = received else { return };
                    let mut place = Place { number, hand_in: &hand_in, is_filled: false };
                    if place.fill(work(&mut state, item)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(hand_in);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        let mut result = Ok(());
        'collect: for (number, output) in &collect {
            // A worker that panicked; the panic goes on when the scope ends.
            let Some(output) = output else { break };
            waiting.insert(number, output);
            while let Some(output) = waiting.remove(&next) {
                next += 1;
                if let Err(error) = sink(output) {
                    result = Err(error);
                    break 'collect;
                }
                // The reader is gone when everything has been read.
                let _ = give_back.try_send(());
            }
        }
        // Without receivers the workers stop at their next result and the reader at its next item.
        drop(give_back);
        drop(collect);
        take.lock().unwrap_or_else(PoisonError::into_inner).take();
        result
    })
}

/// The place of one result, which is known to stay empty when its worker panics: nobody waits for it then.
struct Place<'a, Output> {
    number: usize,
    hand_in: &'a SyncSender<(usize, Option<Output>)>,
    is_filled: bool,
}

impl<Output> Place<'_, Output> {
    fn fill(&mut self, output: Output) -> Result<(), ()> {
        self.is_filled = true;
        self.hand_in.send((self.number, Some(output))).map_err(|_| ())
    }
}

impl<Output> Drop for Place<'_, Output> {
    fn drop(&mut self) {
        if !self.is_filled {
            // The collector is gone when the run has ended.
            let _ = self.hand_in.send((self.number, None));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_whatever_the_number_of_workers() {
        for workers in [1, 2, 7] {
            let mut seen = Vec::new();
            ordered_map(
                0..1000_u64,
                workers,
                || (),
                |(), item| {
                    // Later items finish sooner.
                    std::thread::sleep(std::time::Duration::from_micros((1000 - item) % 7 * 10));
                    item * 2
                },
                |output| {
                    seen.push(output);
                    Ok::<(), ()>(())
                },
            )
            .unwrap();
            assert_eq!(seen, (0..1000).map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_sink_that_fails_ends_an_endless_stream() {
        let mut count = 0;
        let result = ordered_map(
            0..,
            2,
            || (),
            |(), item: u64| item,
            |_| {
                count += 1;
                if count == 10 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!(result, Err("full"));
    }

    #[test]
    fn behind_a_slow_item_no_more_than_a_few_are_under_way() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let (under_way, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let workers = 3;
        let items = (0..2_000_u64).inspect(|_| {
            most.fetch_max(under_way.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        });
        let mut taken = 0;
        ordered_map(
            items,
            workers,
            || (),
            |(), item| {
                if item % 1_000 == 0 {
                    std::thread::sleep(std::time::Duration::from_millis(50));
                }
            },
            |()| {
                taken += 1;
                under_way.fetch_sub(1, Ordering::SeqCst);
                Ok::<(), ()>(())
            },
        )
        .unwrap();
        assert_eq!(taken, 2_000);
        let most = most.into_inner();
        assert!(most <= workers * PER_WORKER, "{most} items were under way");
        assert!(most > workers, "the other workers wait for the slow one: {most}");
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_goes_on_and_nobody_waits_for_ever() {
        let work = |(): &mut (), item: u64| assert_ne!(item, 5, "five");
        let _ = ordered_map(0..1_000, 2, || (), work, |()| Ok::<(), ()>(()));
    }
}
