//! Official maps from services and downloads: fetched completely, or not at all.
//!
//! An answer from a service may still be wrong: pages repeat, counts are false, axes are swapped, an error arrives as
//! an HTML page with status 200, and the usual clients keep whatever they receive. Here a map is accepted only if
//! everything that was promised arrived, once, in the right place. Anything else is an error, and the existing file
//! stays.
//!
//! * [`fetch`] requests all features of an OGC API Features, a WFS 2.0 or an ArcGIS layer, in RD New, and writes them
//!   as GeoJSON while they arrive: memory holds one page, and some 30 bytes per feature.
//! * [`download`] gets a file, and [`inspect`] counts what is in it.
//!
//! Of the addresses in an answer, only the next page and a redirect are followed, on the same host. There is one
//! connection and one request at a time; every answer has a maximum size and a minimum speed.

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
