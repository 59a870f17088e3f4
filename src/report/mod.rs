//! Reports: verdicts as text, JSON, GeoJSON, CSV and GeoPackage, and what changes between them.
//!
//! Nothing here decides anything. Texts for people are in Dutch and English; formats for machines
//! are the same in both.

mod column;
mod completeness;
pub mod csv;
pub mod diff;
pub mod feasibility;
mod finding;
pub mod geojson;
mod phrase;
pub mod spf;
pub mod text;

pub use column::draw;
pub use completeness::completeness;
pub use finding::notice_words;
pub use phrase::{certainty_word, outcome_word, state_symbol, status_word};
