//! Maps: layer packs ([`pack`]), maps of the law as they are published ([`gio`]) and registers of existing systems
//! ([`register`]).

pub mod gio;
pub mod pack;
pub mod register;
mod xml;
