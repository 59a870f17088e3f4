//! How an outcome looks on a map: a colour, and a pattern that tells it apart in black and white.

use crate::report::drawing::Pattern;
use crate::screening::VerdictOutcome;

/// How an outcome looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    pub(super) pattern: Pattern,
    /// The style of the brush with which QGIS does about the same.
    pub(super) brush: &'static str,
}

/// Colours of Okabe and Ito; denser from mild to strict.
pub(super) fn look(outcome: VerdictOutcome) -> Look {
    let (pattern, brush) = match outcome {
        VerdictOutcome::Free => (Pattern::Dots("#009E73"), "dense7"),
        VerdictOutcome::Notify => (Pattern::Rising("#0072B2"), "f_diagonal"),
        VerdictOutcome::Permit => (Pattern::Falling("#E69F00"), "b_diagonal"),
        VerdictOutcome::Prohibited => (Pattern::Crossed("#D55E00"), "diagonal_x"),
        VerdictOutcome::Undetermined => (Pattern::Level("#CC79A7"), "horizontal"),
        VerdictOutcome::NotCovered => (Pattern::Upright("#777777"), "vertical"),
    };
    Look { pattern, brush }
}
