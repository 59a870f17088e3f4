//! An ordered parallel map over a stream, in bounded memory.
//!
//! One thread reads, several work, and the caller's thread takes the results in the order of
//! the stream. No more than a few items per worker are under way at a time, so a slow consumer
//! holds back the reader.

use std::collections::BTreeMap;
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};

/// Applies `work` to every item and hands the results to `sink` in the order of the items.
///
/// `make_state` runs once on each working thread; `work` gets that thread's state. A sink that
/// fails ends the run.
///
/// # Errors
/// The first error of the sink.
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
    let (give, take) = sync_channel::<(usize, Item)>(workers);
    let (hand_in, collect) = sync_channel::<(usize, Output)>(workers);
    let take = Mutex::new(Some(take));
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for numbered in items.enumerate() {
                // The workers are gone when the sink has failed: stop reading.
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
                    if hand_in.send((number, work(&mut state, item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(hand_in);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        let mut result = Ok(());
        for (number, output) in &collect {
            waiting.insert(number, output);
            while let Some(output) = waiting.remove(&next) {
                next += 1;
                if let Err(error) = sink(output) {
                    result = Err(error);
                    break;
                }
            }
            if result.is_err() {
                break;
            }
        }
        // Without receivers the workers stop at their next result and the reader at its next item.
        drop(collect);
        take.lock().unwrap_or_else(PoisonError::into_inner).take();
        result
    })
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
}
