//! Plots in parts: as text, tables, features, styles, a map and a document.

mod document;
mod legend;
mod look;
mod picture;
mod placement;
mod style;
mod table;
mod text;

pub use document::document;
pub(crate) use look::look;
pub use picture::{MapInput, picture};
pub use style::{outline, places, qml};
pub use table::{COLUMNS, PLACE_COLUMNS, PLOT_COLUMNS, Row, fields};
pub use text::{line, text};
