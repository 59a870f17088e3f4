//! Screening: an application, a layer pack and the law of a date give a verdict.
//!
//! [`Screener::assess`] finds the answer; [`Verdict`] is that answer written out with its texts,
//! sources and provenance, as `bodemtoets/verdict/1`. Batches that only need a few columns stay
//! with the assessment.

mod assessment;
pub mod compare;
mod completeness;
mod explain;
mod law;
mod neighbours;
mod profile;
mod proposal;
pub mod remedies;
mod screener;
mod screens;
mod sight;
mod standing;
mod survey;
mod verdict;
mod write_out;

pub use assessment::{Assessment, Decision, Finding};
pub use completeness::{Completeness, CompletenessItem, ItemState, ListState};
pub use law::Law;
pub use neighbours::{Cooling, Head, Interference, Neighbour};
pub use profile::{Interval, Positions};
pub use proposal::{Feasibility, Proposal, Proposed, SiteStudy, WhyNot};
pub use screener::{Buffers, ScreenError, Screener};
pub use screens::ScreenInterval;
pub use standing::Standing;
pub use survey::{Near, Survey};
pub use verdict::{
    DepthInterval, FactsFound, FoundZone, LayerProvenance, Location, MissingMap, NearestThing, PartialLaw, Provenance,
    RuleFinding, RulebookProvenance, SCHEMA, State, Verdict, VerdictOutcome, Within, ZoneRef,
};
