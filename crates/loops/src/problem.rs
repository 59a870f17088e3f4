//! Why a field of loops cannot be computed: with the number, the reason and the way out.

use bodemtoets_words::limits::OutOfLimits;

/// Why something cannot be computed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Problem {
    /// A number out of its limits.
    #[error(transparent)]
    Limits(#[from] OutOfLimits),
    /// A field without loops.
    #[error("there are no loops: give at least one place in xy_m or loops")]
    NoLoops,
    /// Two loops that are in each other's borehole.
    #[error(
        "loops {first} and {second} are {distance_m} m apart, less than their boreholes are wide together \
         ({least_m} m): give every loop its own place; 5 to 6 m apart is usual"
    )]
    OneBorehole {
        /// Counted from 1.
        first: usize,
        /// Counted from 1.
        second: usize,
        /// How far apart, m.
        distance_m: f64,
        /// The least that is possible, m.
        least_m: f64,
    },
    /// More than can be solved.
    #[error("{found} loops are more than the {most} that are computed at once: split the field by owner")]
    TooMany {
        /// How many there are.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// A list of the wrong length.
    #[error("{name} has {found} values, and should have {expected}: {why}")]
    Length {
        /// The list.
        name: String,
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
        /// Why.
        why: &'static str,
    },
    /// Limits of temperature that leave nothing.
    #[error(
        "the limits are {lowest_c} and {highest_c} degC while the ground is {ground_c} degC by itself: \
         the lower limit has to be below it and the upper one above it"
    )]
    LimitsCrossed {
        /// degC.
        lowest_c: f64,
        /// degC.
        highest_c: f64,
        /// degC.
        ground_c: f64,
    },
    /// No length keeps the limits.
    #[error(
        "loops of {length_m} m are not enough: the fluid comes to {reached_c:.1} degC where {limit_c} is the limit; \
         take more loops, set them further apart, ask less of them, or give heat back in summer"
    )]
    NoLength {
        /// The longest that was tried, m.
        length_m: f64,
        /// What the fluid comes to, degC.
        reached_c: f64,
        /// Its limit, degC.
        limit_c: f64,
    },
    /// A fluid that is not known, or not at that share or temperature.
    #[error("{0}")]
    Fluid(String),
    /// Equations that have no one answer.
    #[error("the equations of the field have no answer: {0}")]
    NoAnswer(&'static str),
}
