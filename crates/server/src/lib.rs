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
mod basemap;
mod config;
mod connection;
mod document;
mod dossier;
mod engine;
mod features;
mod guard;
mod jobs;
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
mod processes;
mod request;
mod route;
mod routes;
mod rules;
mod screen;
mod server;
mod settings;
mod spool;
mod stream;
mod terms;
mod tiles;
mod words;
mod work;

#[cfg(test)]
mod tests;

pub use basemap::Basemap;
pub use config::{Config, ConfigError, Limits, PublicUrl};
pub use engine::{Failure, Opener};
pub use guard::{NewToken, Role, TokenError, Tokens};
pub use log::Log;
pub use processes::{WorkerError, work};
pub use server::Server;
