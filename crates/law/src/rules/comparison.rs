//! Comparisons of a number with a limit.

/// How a number compares to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Comparison {
    /// Greater than the limit.
    Above,
    /// Greater than or equal to the limit.
    AtLeast,
    /// Less than the limit.
    Below,
    /// Less than or equal to the limit.
    AtMost,
}

impl Comparison {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [Self::Above, Self::AtLeast, Self::Below, Self::AtMost];

    /// Its key in a rulebook.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::AtLeast => "at_least",
            Self::Below => "below",
            Self::AtMost => "at_most",
        }
    }

    /// Its sign in mathematics.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Above => ">",
            Self::AtLeast => ">=",
            Self::Below => "<",
            Self::AtMost => "<=",
        }
    }

    /// What holds exactly when this does not.
    pub(super) fn opposite(self) -> Self {
        match self {
            Self::Above => Self::AtMost,
            Self::AtLeast => Self::Below,
            Self::Below => Self::AtLeast,
            Self::AtMost => Self::Above,
        }
    }

    /// Whether it holds.
    pub(super) fn holds(self, number: f64, limit: f64) -> bool {
        match self {
            Self::Above => number > limit,
            Self::AtLeast => number >= limit,
            Self::Below => number < limit,
            Self::AtMost => number <= limit,
        }
    }

    /// Whether it holds on the side of greater numbers.
    pub(super) fn is_upwards(self) -> bool {
        matches!(self, Self::Above | Self::AtLeast)
    }

    /// Whether it holds exactly on the limit.
    pub(super) fn includes_limit(self) -> bool {
        matches!(self, Self::AtLeast | Self::AtMost)
    }
}
