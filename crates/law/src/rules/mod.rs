//! Rules: the law as data, evaluated on facts.
//!
//! A rulebook says *when* (a tree of conditions), *what* (an outcome) and *why* (reason, source,
//! certainty). The evaluator knows no geometry: it sees named facts, each known or unknown, and
//! answers in three values. What is unknown never counts as "does not apply".

mod case;
mod case_facts;
mod changes;
mod check;
mod comparison;
mod condition;
mod coverage;
mod error;
mod facts;
mod fault;
mod judgement;
mod library;
mod map_use;
mod outcome;
mod reading;
mod requirement;
mod rulebook;
mod trial;
mod truth;
mod unread;
pub(crate) mod wording;
mod zone;
mod zone_name;

pub use bodemtoets_words::{Dwelling, System};
pub use case::{Case, Given, GivenZone, PlaceCase};
pub use case_facts::CaseFacts;
pub use changes::Changes;
pub use check::{Code, Remark, check};
pub use condition::{Aspect, Bound, Branch, Condition, Ground, Question, Way};
pub use coverage::{Coverage, CoveredArticle, Share};
pub use error::RulesError;
pub use facts::{Distance, Facts, Quantities, Quantity, Target, fluid_slug};
pub use fault::Fault;
pub use judgement::{Fact, Judgement, Measured, Missing};
pub use library::Library;
pub use map_use::{DistanceUse, MapUse};
pub use outcome::Outcome;
pub use requirement::Requirement;
pub use rulebook::{EVERYWHERE, Exemption, IfUnknown, NeededMap, Rule, Rulebook};
pub use trial::{Answer, Trial, try_rule};
pub use truth::Truth;
pub use unread::{Level, MissingLaw, PendingLaw, Withdrawn};
pub use wording::{Names, Thing, Wording};
pub use zone::{DepthOf, ZoneField, ZoneHit};
pub use zone_name::is_called;
