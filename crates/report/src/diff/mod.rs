//! What changes between two sides: for people, as a table, and as features.

mod table;
mod text;

pub use table::{COLUMNS, feature, push_row};
pub use text::{LISTED, counts, text};
