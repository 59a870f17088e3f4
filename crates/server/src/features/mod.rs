//! OGC API Features: the maps of the pack as collections, in longitude and latitude or in RD New.
//!
//! Part 1 (Core, 17-069r4) and Part 2 (coordinate reference systems, 18-058r1), with the rules of the Dutch API
//! Design Rules for geospatial APIs.

mod bbox;
mod collection;
mod collections;
pub(crate) mod crs;
mod feature;
mod items;
mod landing;
mod link;
mod properties;

pub(crate) use self::collection::{Collection, Collections};
pub(crate) use self::collections::{all, asked, one};
pub(crate) use self::items::{item, items, of_item, parameters};
pub(crate) use self::landing::{conformance, landing};
