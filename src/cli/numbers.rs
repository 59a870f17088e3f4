//! Numbers of flags, each within a range that is said when it is left.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

use super::complaint::Complaint;

/// More threads than this no machine has use for, and a system may have no room for.
const MOST_THREADS: usize = 1024;

/// A reader of whole numbers within a range.
pub(super) fn whole<N>(
    range: RangeInclusive<N>,
) -> impl Fn(&str) -> Result<N, Complaint> + Clone + Send + Sync + 'static
where
    N: FromStr + PartialOrd + Display + Clone + Send + Sync + 'static,
{
    move |text| {
        let number = text.trim().parse().ok().filter(|number| range.contains(number));
        let (low, high) = (range.start(), range.end());
        number.ok_or_else(|| {
            Complaint::new(
                format!("geef een heel getal van {low} tot en met {high}"),
                format!("give a whole number from {low} to {high}"),
            )
        })
    }
}

/// A number of threads.
pub(super) fn threads(text: &str) -> Result<usize, Complaint> {
    whole(1..=MOST_THREADS)(text)
}

/// How many threads to work with: as many as asked for, or as the machine runs at a time.
pub(super) fn threads_or_all(asked: Option<usize>) -> usize {
    asked.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, Into::into)).min(MOST_THREADS)
}
