//! A number that is known from one value to another.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::problem::Problem;
use bodemtoets_words::limits::within;

/// A number that lies from `low` to `high`, both included; the two are equal when it is known.
///
/// ```
/// use bodemtoets_ground::crowding::Range;
///
/// let conductivity_w_m_k = Range::new(1.8, 2.4);
/// assert_eq!(conductivity_w_m_k.map(|value| value * 2.0), Range::new(3.6, 4.8));
/// assert_eq!(Range::exactly(2.0).low, 2.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(description = "A number that lies from `low` to `high`, both included; the two are equal when it is known.")]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The least that it can be.
    pub low: f64,
    /// The most that it can be.
    pub high: f64,
}

impl Range {
    /// From `low` to `high`. Nothing is checked here: what uses the range says which field is wrong.
    #[must_use]
    pub const fn new(low: f64, high: f64) -> Self {
        Self { low, high }
    }

    /// A number that is known.
    #[must_use]
    pub const fn exactly(value: f64) -> Self {
        Self { low: value, high: value }
    }

    /// The least and the most of many; none when there are none.
    #[must_use]
    pub fn around(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        values.into_iter().map(Self::exactly).reduce(Self::hull)
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// Whether it is one number.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.low >= self.high
    }

    /// What a function that only rises, or only falls, makes of it.
    #[must_use]
    pub fn map(self, function: impl Fn(f64) -> f64) -> Self {
        let (one, other) = (function(self.low), function(self.high));
        Self { low: one.min(other), high: one.max(other) }
    }

    /// Numbers from `low` to `high` in equal proportions, both ends included: `count` of them, or one
    /// when the range is one number or does not lie above nothing.
    #[must_use]
    pub fn samples(self, count: u32) -> Vec<f64> {
        if self.is_exact() || self.low <= 0.0 || count < 2 {
            return if self.is_exact() { vec![self.low] } else { vec![self.low, self.high] };
        }
        let step = (self.high / self.low).powf(1.0 / f64::from(count - 1));
        // The ends exactly as they were given.
        (0..count).map(|i| if i + 1 == count { self.high } else { self.low * step.powf(f64::from(i)) }).collect()
    }

    /// Refuses a range that is backwards or leaves `lowest..=highest`.
    ///
    /// # Errors
    /// When an end is outside, or the low end above the high one.
    pub fn check(self, name: &str, lowest: f64, highest: f64, why: &str) -> Result<(), Problem> {
        within(name, self.low, lowest, highest, why)?;
        within(name, self.high, lowest, highest, why)?;
        if self.low > self.high {
            return Err(Problem::Backwards { name: name.to_owned(), low: self.low, high: self.high });
        }
        Ok(())
    }
}

impl std::ops::Add for Range {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_that_falls_turns_the_ends() {
        assert_eq!(Range::new(1.0, 4.0).map(|value| 1.0 / value), Range::new(0.25, 1.0));
    }

    #[test]
    fn samples_begin_and_end_where_the_range_does() {
        let samples = Range::new(1.0, 16.0).samples(5);
        assert_eq!(samples.len(), 5);
        assert!((samples[2] - 4.0).abs() < 1e-12);
        assert_eq!((samples[0], samples[4]), (1.0, 16.0));
        assert_eq!(Range::exactly(2.0).samples(5), [2.0]);
        assert_eq!(Range::new(-1.0, 2.0).samples(5), [-1.0, 2.0]);
    }

    #[test]
    fn a_range_the_wrong_way_round_is_told_with_the_remedy() {
        let said = Range::new(3.0, 1.0).check("depth_m", 0.0, 9.0, "it is a depth").unwrap_err().to_string();
        assert_eq!(said, "depth_m goes from 3 to 1: the low end comes first; write it as 1 to 3");
    }
}
