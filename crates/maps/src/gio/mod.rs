//! Maps of the law as they are published: a geo-information object (GIO) of the Dutch standard STOP.
//!
//! Provinces, water boards and municipalities publish every map of the Omgevingswet in this form: GML 3.2 in
//! elements of STOP, which say of each location its name, its group or its norm value, and of the whole the work, the
//! version and the unit. [`read`] reads one, [`is_gio`] tells it from other XML by what is in it, never by its name.
//!
//! Half a map is no map: a file that breaks off, or that only says what changed, is an error. A location whose
//! geometry cannot be read says so and stays, so that nobody takes the rest for the whole.
//!
//! Source: STOP 1.3 (<https://koop.gitlab.io/STOP/standaard/>), its rules STOP3000 to STOP3020, and the basic
//! geometry of Geonovum.

mod arc;
mod breach;
pub(crate) mod element;
mod error;
pub(crate) mod geometry;
mod object;
pub(crate) mod reader;
pub(crate) mod srs;
mod summary;
#[cfg(test)]
mod tests;

pub use breach::{Breach, Rule};
pub use error::{GeometryFault, GioError};
pub use object::{Gio, Location, NUMBER_FIELD, NormValue, Unit};
pub use reader::{MOST_BYTES, is_gio, is_gio_file, read, read_file};
pub use summary::{NormValues, Summary};
