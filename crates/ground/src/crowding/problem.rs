//! What can be wrong with the input of a computation of interference: with the number and the reason.

use bodemtoets_words::limits::OutOfLimits;

/// Why something cannot be computed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Problem {
    /// A number out of its limits.
    #[error(transparent)]
    Limits(#[from] OutOfLimits),
    /// A range whose low end is above its high end.
    #[error("{name} goes from {low} to {high}: the low end comes first; write it as {high} to {low}")]
    Backwards {
        /// The field, with its unit.
        name: String,
        /// What was given first.
        low: f64,
        /// What was given last.
        high: f64,
    },
    /// An interval of depth that ends above where it begins.
    #[error("top_m is {top_m} and bottom_m is {bottom_m}: the bottom has to be deeper; are the two exchanged?")]
    UpsideDown {
        /// m below ground level.
        top_m: f64,
        /// m below ground level.
        bottom_m: f64,
    },
    /// A steady state that does not exist.
    #[error(
        "an aquifer without leakage has no steady state while the wells together take {net_m3_d} m3/d: \
         give a time in days, a resistance_d, or wells that give back what they take"
    )]
    NoSteadyState {
        /// What all wells together take, m3/d.
        net_m3_d: f64,
    },
    /// A text that cannot be read.
    #[error("{what}: {why}")]
    Unreadable {
        /// The file, or the name.
        what: String,
        /// What is wrong with it, and where.
        why: String,
    },
    /// Something about one of many, with its place in the list.
    #[error("{what} {number}: {problem}")]
    At {
        /// The list, in the singular: "system", "well".
        what: &'static str,
        /// Counted from 1.
        number: usize,
        /// What is wrong with it.
        problem: Box<Problem>,
    },
}

impl Problem {
    /// The same, said of the thing at `index` (from 0) of a list.
    pub(super) fn at(self, what: &'static str, index: usize) -> Self {
        Self::At { what, number: index + 1, problem: Box::new(self) }
    }
}
