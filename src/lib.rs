//! Bodemtoets ("subsurface check") tells whether a ground-energy system (WKO: wells in an aquifer,
//! or closed loops) may be built at a place in the Netherlands, to what depth and under which
//! rules.
//!
//! A [`screening::Screener`] joins a layer pack ([`pack::Pack`]) and rulebooks
//! ([`rules::Library`]); an [`application::Application`] goes in and a [`screening::Verdict`] comes
//! out. What is not known never counts as permission.
//!
//! ```
//! use bodemtoets::application::{Draft, Field};
//! use bodemtoets::pack::Pack;
//! use bodemtoets::rules::Library;
//! use bodemtoets::screening::{Screener, VerdictOutcome};
//! use bodemtoets::spatial::RdNew;
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
//! let verdict = screener.verdict(&application, None);
//! assert_eq!(verdict.outcome, VerdictOutcome::Prohibited);
//! assert_eq!(verdict.decisive, ["DR-2024-01"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod cli;

pub use bodemtoets_feasibility as feasibility;
pub use bodemtoets_ground::{crowding, layout};
pub use bodemtoets_law::{explain, rules};
pub use bodemtoets_maps::{pack, register};
pub use bodemtoets_ogr as ogr;
pub use bodemtoets_report as report;
pub use bodemtoets_screening::{application, density, plot, screening};
pub use bodemtoets_space as spatial;
pub use bodemtoets_spf as spf;
pub use bodemtoets_words::{date, lang, limits, parallel, provenance, suggest, words};
