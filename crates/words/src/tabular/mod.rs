//! Tables as people and machines hand them in: one dialect for applications, registers, meter readings,
//! demands and maps of heat pumps.
//!
//! A table is text in UTF-8, with or without a byte order mark. Its first row names the columns; a line
//! `sep=;` before it, as Excel writes, names the delimiter. Cells are separated by semicolons, tabs or
//! commas, rows by a line feed, a carriage return, or both. A cell in quotes may hold any of those; a quote
//! that is never closed costs its own row and no other. Numbers have a decimal point or comma, and thousands
//! by spaces, apostrophes or the other mark (see [`Number`] and [`Notations`]); days are written as
//! `2024-12-31` or `31-12-2024` (see [`day`]).
//!
//! A [`Table`] reads its rows in [`Block`]s of some hundred kilobytes, cut at the ends of rows without
//! looking at the cells, so that several threads may read the cells of one file.

mod content;
mod cut;
mod date;
mod fault;
mod header;
mod notation;
mod number;
mod row;
mod table;

pub use content::Content;
pub use date::{day, local_time};
pub use fault::{Fault, RowFault};
pub use header::Header;
pub use notation::{Notations, Thousands};
pub use number::{Mark, Notation, Number, is_no_data, scientific_step};
pub use row::{Layout, Row};
pub use table::{Block, LONGEST_ROW_BYTES, Table};
