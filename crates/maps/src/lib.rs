//! Maps: layer packs ([`pack`]), maps of the law as they are published ([`gio`]), what services answer ([`wfs`]),
//! what is known of a fetched file ([`snapshot`]), what changed between two versions of a map ([`changes`]), and registers of existing systems ([`register`]).

pub mod changes;
pub mod gio;
pub mod pack;
pub mod register;
pub mod snapshot;
pub mod wfs;
mod xml;
