//! An application, a map and the law of a day give a verdict on a ground-energy system in the Netherlands.
//!
//! A [`Screener`] joins a map and rulebooks; it assesses an [`Application`]; all else is asked of the
//! [`Assessment`]. Coordinates are RD New (EPSG:28992), metres; depths are metres below ground level. What is not
//! known never counts as permission.
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

pub mod application;
pub mod density;
pub mod plot;
pub mod screening;

// What stands in signatures, so that who uses this crate needs no other.
pub use bodemtoets_ground::crowding;
pub use bodemtoets_law::rules;
pub use bodemtoets_maps::pack;
pub use bodemtoets_space as spatial;
pub use bodemtoets_words::{lang, provenance};
pub use {geo, geojson, jiff};

pub use application::Application;
pub use rules::{Dwelling, Outcome, Quantity, System};
pub use screening::{Assessment, Decision, Screener, Verdict, VerdictOutcome};

use bodemtoets_feasibility as feasibility;
use bodemtoets_ground::layout;
use bodemtoets_law::explain;
use bodemtoets_maps::{gio, register};
use bodemtoets_ogr as ogr;
use bodemtoets_words::{archive, limits, suggest, tabular, words};
