//! Bodemtoets over HTTP: the API and its pages.
//!
//! A [`Server`] combines a [`Config`] with a function that opens a screener. It has no geometry and no law of its own:
//! an address becomes an application, the screener judges it, and the reports write the answer. All addresses are in
//! one table of routes, from which both the router and the description of the API are made.
//!
//! It is safe by default: it answers on the local machine only, under its own names, and loads nothing from elsewhere.
//! Nothing in a request ever becomes the name of a file or an address that is looked up.

mod administer;
mod answer;
mod app;
mod asset;
mod config;
mod connection;
mod document;
mod engine;
mod features;
mod guard;
mod kept;
mod language;
mod log;
mod media;
mod metrics;
mod openapi;
mod page;
mod parameter;
mod plot;
mod problem;
mod request;
mod route;
mod routes;
mod rules;
mod screen;
mod server;
mod spool;
mod terms;
mod tiles;
mod words;
mod work;

#[cfg(test)]
mod tests;

pub use config::{Config, ConfigError, Limits, PublicUrl};
pub use engine::{Failure, Opener};
pub use guard::{NewToken, Role, TokenError, Tokens};
pub use log::Log;
pub use server::Server;
