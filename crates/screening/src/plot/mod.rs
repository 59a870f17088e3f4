//! Plots: where on a piece of land a system may be built, how deep, and on how much of it.
//!
//! Every answer of the law is the same all over the parts into which the edges of zones, of
//! jurisdictions and of gaps, and the distances that rules ask about, cut a plot. So the plot is cut
//! along them, a place well inside each part is screened as any place is, and parts with the same
//! answer are put together. A partition can therefore never say anything that screening does not.

mod answer;
mod cutters;
mod design;
mod document;
mod land;
mod ledger;
mod obstacles;
mod partition;
mod place;
mod rank;
mod slivers;
mod words;
mod write_out;

pub use answer::{Answer, Circumstances};
pub use design::{LoopYield, WellScreens};
pub use document::{AsOne, Deepest, Joined, PlotLedger, PlotPart, PlotRule, PlotVerdict, SCHEMA, Screens, Spot};
pub use ledger::{Ledger, metres as square_metres};
pub use partition::{Part, Partition, Uncut};
pub use place::{NotAsAsked, PlaceRequest, Placement, Screened, What};
pub use rank::{Rank, at_least_as_strict};
pub use slivers::LEAST_WIDTH_M;
pub use write_out::{Brief, Grounds};
