//! Numbers of flags, each within a range that is said when it is left.

/// More threads than this no machine has use for, and a system may have no room for.
const MOST_THREADS: usize = 1024;

/// A number of threads.
pub(super) fn threads(text: &str) -> Result<usize, String> {
    let count = text.trim().parse().ok().filter(|count| (1..=MOST_THREADS).contains(count));
    count.ok_or_else(|| format!("a whole number from 1 to {MOST_THREADS}, such as 4"))
}

/// How many threads to work with: as many as asked for, or as the machine runs at a time.
pub(super) fn threads_or_all(asked: Option<usize>) -> usize {
    asked.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, Into::into)).min(MOST_THREADS)
}
