//! Maps: layer packs ([`pack`]), maps of the law as published ([`gio`]), answers from services ([`wfs`]), records of
//! fetched files ([`snapshot`]), differences between two versions of a map ([`changes`]), and registers of existing
//! systems ([`register`]).

pub mod changes;
pub mod gio;
pub mod pack;
pub mod register;
pub mod snapshot;
pub mod wfs;
mod xml;
