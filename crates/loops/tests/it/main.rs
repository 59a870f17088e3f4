//! Published figures and properties of fields of loops.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::large_stack_arrays, reason = "tests")]

mod properties;
mod published;
