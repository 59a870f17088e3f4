//! Space: where things are, exactly and fast.
//!
//! All computation is in RD New (EPSG:28992, metres), the plane in which Dutch zones are
//! published. Three promises hold throughout:
//!
//! 1. **Boundaries belong to the zone.** A point on an edge or a vertex of a zone is in the zone.
//!    The test uses robust predicates, so rounding never decides.
//! 2. **Distances are plane distances in metres** from the nearest point of one shape to the
//!    nearest point of the other; 0 inside an area.
//! 3. **The index never changes an answer.** Whatever an [`Index`] returns is what a scan over
//!    all features would return.

mod area;
mod buffer;
mod crossings;
mod crs;
mod from_geojson;
mod from_wkt;
mod index;
mod lattice;
mod outlying;
mod pole;
mod rd_new;
mod repair;
mod shape;

pub use area::Area;
pub use buffer::{BUFFER_ERROR_M, buffer, buffer_within};
pub use crossings::MOST_CROSSINGS;
pub use crs::{Crs, UtmZone};
pub use from_geojson::from_geojson;
pub use from_wkt::from_wkt;
pub use index::{Index, Nearest};
pub use lattice::{Cutter, Lattice, Piece, clear_of, cut, cut_off as clip_ring, joined};
pub use pole::{Pole, pole};
pub use rd_new::{Accuracy, CrsError, Geographic, LAT_RANGE, LON_RANGE, RdNew, X_RANGE, Y_RANGE, in_netherlands};
pub use repair::{Repair, Repaired, TooTangled, repair};
pub use shape::{Shape, ShapeError};
