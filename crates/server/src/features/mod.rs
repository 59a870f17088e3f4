//! OGC API Features: the maps of the pack as collections, in longitude and latitude or in RD New.
//!
//! Part 1 (Core, 17-069r4) and Part 2 (coordinate reference systems, 18-058r1), with the rules of the Dutch API
//! Design Rules for geospatial APIs.

mod bbox;
mod collection;
mod collections;
pub(crate) mod crs;
mod feature;
pub(crate) mod geopackage;
mod items;
mod landing;
mod link;
mod moments;
mod paging;
mod properties;

pub(crate) use self::bbox::Bbox;
pub(crate) use self::collection::{Collection, Collections};
pub(crate) use self::collections::{Listed, all, asked, listed, one};
pub(crate) use self::crs::Crs;
pub(crate) use self::items::{geojson, item, items, of_item, parameters};
pub(crate) use self::landing::{conformance, landing};
pub(crate) use self::link::Link;
pub(crate) use self::moments::Moments;
pub(crate) use self::paging::Paging;
