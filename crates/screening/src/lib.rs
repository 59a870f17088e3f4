//! Bodemtoets ("subsurface check") tells whether a ground-energy system (WKO: wells in an aquifer,
//! or closed loops) may be built at a place in the Netherlands, to what depth and under which
//! rules.
//!
//! A [`screening::Screener`] joins a layer pack ([`Pack`](pack::Pack)) and rulebooks
//! ([`Library`](rules::Library)); an [`application::Application`] goes in and a [`screening::Verdict`] comes
//! out. What is not known never counts as permission.
//!
//! ```
//! use bodemtoets_screening::application::{Draft, Field};
//! use bodemtoets_maps::pack::Pack;
//! use bodemtoets_law::rules::Library;
//! use bodemtoets_screening::screening::{Screener, VerdictOutcome};
//! use bodemtoets_space::RdNew;
//!
//! let screener = Screener::new(Pack::embedded()?, Library::embedded()?, jiff::civil::date(2026, 11, 21))?;
//!
//! // An open system of 60 m deep and 40 m3/h in the protection area of Beilen, Drenthe.
//! let mut draft = Draft::default();
//! for (field, value) in [("x", "232289"), ("y", "542576"), ("system", "open")] {
//!     draft.set(Field::find(field).ok_or(field)?, value).map_err(|problem| format!("{problem:?}"))?;
//! }
//! for (field, value) in [("drilling_depth_m", "60"), ("flow_m3_h", "40")] {
//!     draft.set(Field::find(field).ok_or(field)?, value).map_err(|problem| format!("{problem:?}"))?;
//! }
//! let application = draft.finish(&RdNew::new()).map_err(|wrong| format!("{wrong:?}"))?;
//!
//! let verdict = screener.assess(&application).verdict(None, None);
//! assert_eq!(verdict.outcome, VerdictOutcome::Prohibited);
//! assert_eq!(verdict.decisive, ["DR-2024-17"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod application;
pub mod density;
pub mod plot;
pub mod screening;

use bodemtoets_feasibility as feasibility;
use bodemtoets_ground::{crowding, layout};
use bodemtoets_law::{explain, rules};
use bodemtoets_maps::{pack, register};
use bodemtoets_ogr as ogr;
use bodemtoets_space as spatial;
use bodemtoets_words::{lang, limits, provenance, suggest, tabular, words};
