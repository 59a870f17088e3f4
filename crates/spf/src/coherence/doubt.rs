//! A meter that is doubted.

use crate::disagreement::Disagreement;

/// A meter of which the figure of the year is doubted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Doubt {
    /// The meter, by its place in the installation.
    pub meter: usize,
    pub disagreement: Disagreement,
    /// Whether the sum of the year of this meter is doubted, or only what is made of it and others.
    pub of_year: bool,
}
