//! Published figures and properties of fields of loops.

mod properties;
mod published;
