//! Whether an effect is harm: yes, no, or not known.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::range::Range;

/// Whether one system harms another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Harm {
    /// It does not, wherever in their ranges the numbers lie.
    None,
    /// It may: a number is missing, or its range reaches over the limit.
    Unknown,
    /// It does, wherever in their ranges the numbers lie.
    Harm,
}

impl Harm {
    /// What an effect is that harms above a limit: exactly at it does not.
    #[must_use]
    pub fn above(effect: Range, limit: f64) -> Self {
        if effect.high <= limit {
            Self::None
        } else if effect.low > limit {
            Self::Harm
        } else {
            Self::Unknown
        }
    }

    /// What a distance is that harms below a limit: exactly at it does not.
    #[must_use]
    pub fn below(distance: Range, limit: f64) -> Self {
        if distance.low >= limit {
            Self::None
        } else if distance.high < limit {
            Self::Harm
        } else {
            Self::Unknown
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_at_the_limit_is_no_harm() {
        assert_eq!(Harm::above(Range::exactly(1.5), 1.5), Harm::None);
        assert_eq!(Harm::below(Range::exactly(3.0), 3.0), Harm::None);
    }

    #[test]
    fn a_range_across_the_limit_is_unknown() {
        assert_eq!(Harm::above(Range::new(1.0, 2.0), 1.5), Harm::Unknown);
        assert_eq!(Harm::above(Range::new(1.6, 2.0), 1.5), Harm::Harm);
        assert_eq!(Harm::below(Range::new(2.0, 4.0), 3.0), Harm::Unknown);
        assert_eq!(Harm::below(Range::new(2.0, 2.9), 3.0), Harm::Harm);
    }

    #[test]
    fn no_number_is_unknown() {
        assert_eq!(Harm::above(Range::exactly(f64::NAN), 1.5), Harm::Unknown);
    }

    #[test]
    fn the_worse_is_the_larger() {
        assert!(Harm::None < Harm::Unknown && Harm::Unknown < Harm::Harm);
    }
}
