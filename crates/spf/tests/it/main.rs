//! Worked examples of every concept, and random years with slips in them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod random_year;
mod slips;
mod worked;
