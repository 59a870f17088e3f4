//! Verdicts on ground-energy systems in the Netherlands, from an application, a map and the law on a given day.
//!
//! A [`Screener`] combines a map and rulebooks, and assesses an [`Application`]; the [`Assessment`] answers all
//! further questions. Coordinates are RD New (EPSG:28992), in metres; depths are metres below ground level. An
//! unknown fact never counts as permission.
//!
//! ```
//! use bodemtoets_screening::jiff::civil::date;
//! use bodemtoets_screening::{Application, Screener, System};
//!
//! let screener = Screener::embedded(date(2026, 11, 21))?;
//! let application = Application::builder()
//!     .xy(232_289.0, 542_576.0)
//!     .system(System::Open)
//!     .drilling_depth_m(60.0)
//!     .flow_m3_h(40.0)
//!     .build()?;
//! let verdict = screener.assess(&application).verdict(None, None);
//! assert_eq!(verdict.outcome.slug(), "prohibited");
//! assert_eq!(verdict.decisive, ["DR-2024-17"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod alike;
pub mod application;
mod assessment;
mod brief;
mod certainty;
pub mod compare;
mod completeness;
mod decision;
pub mod density;
mod depth_profile;
mod edges;
mod explain;
mod finding;
mod follows;
mod law;
mod neighbours;
mod outcome;
pub mod plot;
mod positions;
mod proposal;
mod proposed_loops;
pub mod remedies;
mod screener;
mod screens;
mod site_loops;
mod site_study;
mod spots;
mod standing;
mod surroundings;
mod survey;
mod verdict;
mod write_out;

// What stands in signatures, so that who uses this crate needs no other.
pub use bodemtoets_ground::crowding;
pub use bodemtoets_law::rules;
pub use bodemtoets_maps::pack;
pub use bodemtoets_space as spatial;
pub use bodemtoets_words::{lang, provenance};
pub use {geo, geojson, jiff};

pub use application::Application;
pub use rules::{Dwelling, Outcome, Quantity, System};

pub use assessment::Assessment;
pub use brief::{BRIEF_SCHEMA, Brief, BriefRule};
pub use certainty::WeakestLink;
pub use completeness::{Completeness, CompletenessItem, ItemState, ListState};
pub use decision::Decision;
pub use depth_profile::Interval;
pub use edges::NearEdge;
pub use finding::Finding;
pub use follows::Consequence;
pub use neighbours::{Cooling, Head, Interference, Neighbour};
pub use outcome::VerdictOutcome;
pub use positions::Positions;
pub use proposal::Proposal;
pub use remedies::Remedies;
pub use screener::{ScreenError, Screener};
pub use screens::ScreenInterval;
pub use site_loops::{CapReason, CooledSystem, DepthCap, NeighbourRemedy, Notification, SiteLoops, SiteNeighbours};
pub use site_study::{Feasibility, SiteStudy, WhyNot};
pub use spots::{MilderPart, WellSpot};
pub use standing::Standing;
pub use surroundings::Near;
pub use survey::Survey;
pub use verdict::{
    CertaintyOf, DepthInterval, EdgeNearby, FactsFound, FoundZone, GivenFacts, LayerProvenance, Location, MissingMap,
    NearestThing, PartialLaw, Provenance, RuleFinding, RulebookProvenance, SCHEMA, State, Verdict, Within, ZoneRef,
};
