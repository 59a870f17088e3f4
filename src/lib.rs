//! Bodemtoets tells whether a ground-energy system may be built at a place.
pub mod application;
pub mod cli;
pub mod date;
pub mod lang;
pub mod ogr;
pub mod pack;
pub mod parallel;
pub mod provenance;
pub mod report;
pub mod rules;
pub mod screening;
pub mod spatial;
pub mod suggest;
