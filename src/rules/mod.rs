//! Rules: the law as data, evaluated on facts.
//!
//! A rulebook says *when* (a tree of conditions), *what* (an outcome) and *why* (reason, source,
//! certainty). The evaluator knows no geometry: it sees named facts, each known or unknown, and
//! answers in three values. What is unknown never counts as "does not apply".

mod condition;
mod error;
mod evaluate;
mod facts;
mod library;
mod outcome;
mod rulebook;
mod truth;

pub use condition::{Compare, Comparison, Condition, DepthOf, InZone, Limit, Within, ZoneField};
pub use error::RulesError;
pub use evaluate::{Bound, Fact, Judged, Measured, Missing};
pub use facts::{Distance, Dwelling, Facts, Quantities, Quantity, System, Target, ZoneHit};
pub use library::Library;
pub use outcome::Outcome;
pub use rulebook::{EVERYWHERE, IfUnknown, Rule, Rulebook};
pub use truth::Truth;
