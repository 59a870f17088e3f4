//! Comparing: what applications come to on two sides, which differ in date, rulebooks or pack.
//!
//! A [`Comparer`] gives a [`Change`] for each application, a [`Summary`] counts them, and a
//! [`Diff`] is all of it written out, as `bodemtoets/diff/1`.

mod change;
mod comparer;
mod diff;
mod summary;

pub use change::{Answer, Change, Direction};
pub use comparer::{Comparer, Side};
pub use diff::{Basis, DIFF_SCHEMA, Diff, LayerBasis, PackBasis, Sides};
pub use summary::{MatrixCell, RuleCount, RuleEffect, Summary, Totals};
