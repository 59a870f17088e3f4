//! The yearly report on the SPF, and what belongs to it, in words, tables and a page to print.

mod chart;
pub mod check;
pub mod concept;
mod document;
pub mod metering_cost;
mod table;
pub mod text;
mod words;

pub use document::document;
pub use table::csv;
