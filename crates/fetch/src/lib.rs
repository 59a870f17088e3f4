//! Official maps from services and downloads: fetched whole, or not at all.
//!
//! A service that answers is not yet a service that answered: pages repeat, counts lie, axes swap, an error comes as a
//! page of HTML with status 200, and the usual clients keep what they got. Here a map is a map when all that was
//! promised came, once, where it should lie; anything else is an error, and nothing takes the place of what was there.
//!
//! * [`fetch`] asks an OGC API Features, a WFS 2.0 or an ArcGIS layer for all features, in RD New, and writes them as
//!   GeoJSON while they come: memory holds a page, and some 30 bytes a feature.
//! * [`download`] gets a file, and [`inspect`] counts what is in it.
//!
//! Nothing that an answer says is followed but the next page and a redirect, on the same host. One connection, one
//! question at a time; every answer has a largest size and a least speed.

mod address;
mod arcgis;
mod census;
mod census_fault;
mod client;
mod download;
mod drip;
mod error;
mod esri_json;
mod feed;
mod inspect;
mod keep;
mod ogc_features;
mod page;
mod said;
mod source;
mod wfs;
mod wfs_capabilities;
mod words;

pub use address::Address;
pub use census::MOST_FEATURES;
pub use census_fault::CensusFault;
pub use client::{Client, Key, Limits};
pub use download::{Downloaded, download};
pub use error::{AddressFault, FetchError, Unsupported};
pub use inspect::{Inspected, inspect};
pub use keep::{Collected, Progress, fetch};
pub use source::{Service, Source};
