//! An application, a map and the law of a day give a verdict.

pub mod application;
pub mod density;
pub mod plot;
pub mod screening;

use bodemtoets_feasibility as feasibility;
use bodemtoets_ground::{crowding, layout};
use bodemtoets_law::{explain, rules};
use bodemtoets_maps::{pack, register};
use bodemtoets_ogr as ogr;
use bodemtoets_space as spatial;
use bodemtoets_words::{lang, limits, provenance, suggest, words};
