//! Reports: verdicts as text, JSON, GeoJSON, CSV and GeoPackage, and what changes between them.
//!
//! Nothing here decides anything. Texts for people are in Dutch and English; formats for machines
//! are the same in both.

mod column;
pub mod csv;
pub mod diff;
pub mod geojson;
mod phrase;
pub mod text;

pub use column::draw;
pub use phrase::{fact_word, kind_word, number, outcome_word, state_symbol};
