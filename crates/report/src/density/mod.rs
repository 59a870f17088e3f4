//! Maps of how full the ground is, as tables, features, rasters, styles, pictures and words.

mod classes;
mod conflict;
mod document;
mod picture;
mod raster;
mod style;
mod summary;
mod table;
mod tally;
mod towns;

pub use conflict::{
    COLUMNS as CONFLICT_COLUMNS, csv as conflicts_csv, feature as conflict_feature, text as conflicts_text,
};
pub use document::document;
pub use picture::{MapInput, picture};
pub use raster::raster;
pub use style::qml;
pub use summary::{hot_spots, text};
pub use table::Table;
pub use tally::{csv as tallies_csv, document as tallies_document, notices, text as tallies_text};
