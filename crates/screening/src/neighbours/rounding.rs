//! Numbers as they are read.

use bodemtoets_ground::crowding::Range;

/// Rounded to a thousandth, for reading.
pub(super) fn rounded(range: Range) -> Range {
    let millis = |value: f64| (value * 1000.0).round() / 1000.0;
    Range::new(millis(range.low), millis(range.high))
}
