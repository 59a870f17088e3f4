//! Spans: the numbers that limits leave.

use std::ops::RangeInclusive;

use crate::rules::comparison::Comparison;

/// The numbers from one end to the other. An open end is itself not among them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    low: End,
    high: End,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct End {
    at: f64,
    open: bool,
}

impl From<RangeInclusive<f64>> for Span {
    fn from(range: RangeInclusive<f64>) -> Self {
        let closed = |at: f64| End { at, open: false };
        Self { low: closed(*range.start()), high: closed(*range.end()) }
    }
}

impl Span {
    /// Keeps the numbers of which a comparison with a limit holds, or fails; `false` when none is
    /// left. Nothing compares to a limit that is not a number.
    pub(super) fn admits(&mut self, comparison: Comparison, limit: f64, holds: bool) -> bool {
        if limit.is_nan() {
            return !holds;
        }
        let comparison = if holds { comparison } else { comparison.opposite() };
        let end = End { at: limit, open: !comparison.includes_limit() };
        match comparison {
            Comparison::Above | Comparison::AtLeast if end.at > self.low.at => self.low = end,
            Comparison::Above | Comparison::AtLeast if end.at >= self.low.at => self.low.open |= end.open,
            Comparison::Below | Comparison::AtMost if end.at < self.high.at => self.high = end,
            Comparison::Below | Comparison::AtMost if end.at <= self.high.at => self.high.open |= end.open,
            _ => {}
        }
        let open = self.low.open || self.high.open;
        self.low.at < self.high.at || (!open && self.low.at <= self.high.at)
    }
}
