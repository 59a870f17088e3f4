//! Bodemtoets behind an address: the API and its pages over HTTP.
//!
//! A [`Server`] joins a [`Config`] with what opens a screener. It knows no geometry and no law of its own: an address
//! becomes an application, the screener judges it, the reports write it. What can be asked stands in one table of
//! routes, of which the router and the description of the API are both made.
//!
//! It is safe by default: on this machine alone, under names that are its own, without anything from elsewhere. Nothing
//! that stands in a request ever becomes the name of a file or an address that is looked up.

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
