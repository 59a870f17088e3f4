//! Rules: the law as data, evaluated on facts.
//!
//! A rulebook says *when* (a tree of conditions), *what* (an outcome) and *why* (reason, source,
//! certainty). The evaluator knows no geometry: it sees named facts, each known or unknown, and
//! answers in three values. What is unknown never counts as "does not apply".

mod asked;
mod case;
mod check;
mod condition;
mod error;
mod evaluate;
mod facts;
mod fault;
mod freedom;
mod ground;
mod leaves;
mod library;
mod outcome;
mod read;
mod requirement;
mod rulebook;
mod sight;
mod trial;
mod truth;
mod turning;

pub use asked::Asked;
pub use bodemtoets_words::{Dwelling, System};
pub use case::{Case, Given, GivenZone, PlaceCase};
pub use check::{Code, Remark, check};
pub use condition::{Compare, Comparison, Condition, DepthOf, InZone, Limit, Within, ZoneField};
pub use error::RulesError;
pub use evaluate::{Bound, Fact, Judged, Measured, Missing};
pub use facts::{Distance, Facts, Quantities, Quantity, Target, ZoneHit, fluid_slug};
pub use fault::Fault;
pub use freedom::Freedom;
pub use ground::{Ground, Question, grounds};
pub use library::Library;
pub use outcome::Outcome;
pub use requirement::Requirement;
pub use rulebook::{EVERYWHERE, Exemption, IfUnknown, NeededMap, Rule, Rulebook};
pub use sight::{Reach, Sight};
pub use trial::{Answer, Branch, CaseFacts, Trial, Way, try_rule};
pub use truth::Truth;
