//! Maps: layer packs ([`pack`]), maps of the law as they are published ([`gio`]) and registers of existing systems
//! ([`register`]).

pub mod gio;
pub mod pack;
pub mod register;
mod xml;

use bodemtoets_ground::crowding;
use bodemtoets_ogr as ogr;
use bodemtoets_space as spatial;
use bodemtoets_words::{archive, date, lang, provenance, suggest, tabular, words};
