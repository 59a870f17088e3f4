//! Reports: verdicts as text, JSON, GeoJSON, CSV and GeoPackage, and differences between verdicts;
//! studies as text, tables and pictures.
//!
//! Nothing here decides anything. Texts for people are in Dutch and English; formats for machines
//! are the same in both.

mod collection;
mod column;
mod completeness;
pub mod csv;
pub mod density;
mod dialect;
pub mod diff;
pub mod dossier;
mod drawing;
pub mod feasibility;
mod finding;
mod follows;
pub mod geojson;
mod groups;
pub mod law_map;
pub mod letters;
pub mod map_changes;
mod named;
mod neighbours;
mod phrase;
mod picture;
pub mod plot;
mod qgis;
mod remedies;
pub mod rules;
pub mod spf;
pub mod text;

pub use collection::write_collection;
pub use column::draw;
pub use completeness::completeness;
pub use dialect::Dialect;
pub use finding::notice_words;
pub use named::Named;
pub use phrase::{certainty_word, outcome_word, state_symbol, status_word};
pub use picture::{NoPicture, Picture, PictureFormat};
