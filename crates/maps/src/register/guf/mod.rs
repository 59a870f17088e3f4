//! BRO GUF: the XML of the national register of groundwater use (grondwatergebruiksysteem).
//!
//! Objects stream by one at a time (`reader`); each becomes a licence with a design and what was
//! realised of it (`object`), and in the end installations (`assemble`).

pub(super) mod assemble;
pub(super) mod codes;
pub(super) mod element;
mod error;
mod limit;
pub(super) mod object;
mod position;
pub(super) mod reader;

pub use error::GufError;
