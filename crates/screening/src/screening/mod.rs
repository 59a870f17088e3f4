//! Screening: an application, a layer pack and the law of a date give a verdict.
//!
//! [`Screener::assess`] finds the answer, an [`Assessment`]; all else is asked of that: its outcome, the depth
//! profile, what would help, and the [`Verdict`], the answer written out with its texts, sources and provenance
//! as `bodemtoets/verdict/1`. Batches that only need a few columns stay with the assessment.

mod assessment;
mod certainty;
pub mod compare;
mod completeness;
mod decision;
mod edges;
mod explain;
mod finding;
mod follows;
mod law;
mod neighbours;
mod outcome;
mod positions;
mod profile;
mod proposal;
pub mod remedies;
mod screener;
mod screens;
mod site_study;
mod spots;
mod standing;
mod surroundings;
mod survey;
mod verdict;
mod write_out;

pub use assessment::Assessment;
pub use certainty::WeakestLink;
pub use completeness::{Completeness, CompletenessItem, ItemState, ListState};
pub use decision::Decision;
pub use edges::NearEdge;
pub use finding::Finding;
pub use follows::Consequence;
pub use neighbours::{Cooling, Head, Interference, Neighbour};
pub use outcome::VerdictOutcome;
pub use positions::Positions;
pub use profile::Interval;
pub use proposal::Proposal;
pub use remedies::Remedies;
pub use screener::{ScreenError, Screener};
pub use screens::ScreenInterval;
pub use site_study::{Feasibility, SiteStudy, WhyNot};
pub use spots::{MilderPart, WellSpot};
pub use standing::Standing;
pub use surroundings::Near;
pub use survey::Survey;
pub use verdict::{
    CertaintyOf, DepthInterval, EdgeNearby, FactsFound, FoundZone, GivenFacts, LayerProvenance, Location, MissingMap,
    NearestThing, PartialLaw, Provenance, RuleFinding, RulebookProvenance, SCHEMA, State, Verdict, Within, ZoneRef,
};
