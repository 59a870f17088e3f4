//! Properties that hold on every map and for every application.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;
mod crowding_properties;
mod plot_properties;
mod properties;
mod remedies_hold;
