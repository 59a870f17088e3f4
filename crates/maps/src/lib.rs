//! Maps: layer packs ([`pack`]), maps of the law as they are published ([`gio`]), what services answer ([`wfs`]) and
//! what is known of a fetched file ([`snapshot`]), and registers of existing systems ([`register`]).

pub mod gio;
pub mod pack;
pub mod register;
pub mod snapshot;
pub mod wfs;
mod xml;
