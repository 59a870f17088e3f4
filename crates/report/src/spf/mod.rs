//! The yearly report on the SPF, and what belongs to it, in words, tables and a page to print.

mod chart;
pub mod check;
pub mod concept;
pub mod html;
pub mod metering_cost;
mod table;
pub mod text;
mod words;

pub use table::csv;
