//! Every format that GDAL reads, without GDAL in this program.
//!
//! GDAL brings more than a hundred shared libraries. Linked into the tool, they would delay
//! every screening by some 50 milliseconds, although most screenings never use them; and a
//! driver that crashes on a broken file would take the screening with it. So GDAL is in a second,
//! small program, `bodemtoets-ogr`, and this module communicates with it over pipes: one line of
//! JSON for the layer, then one line of `GeoJSON` per feature.
//!
//! Four promises:
//!
//! 1. **Only the current line is held in memory**, however large the layer is.
//! 2. **Nothing is lost in silence.** A feature that cannot be read comes as an error that names
//!    it, and the others follow. A truncated layer, or a worker that dies midway, is another
//!    error, and the last: a half-read layer never looks complete.
//! 3. **Coordinates come in one of two systems**: RD New (`EPSG:28992`: x, y in metres) when the
//!    source is in it, longitude and latitude (`EPSG:4258`) for anything else, always in that
//!    order. Only a source that does not name its system is passed on as it is. Arcs become
//!    lines that leave them by no more than a millimetre.
//! 4. **A file is written completely or not at all.** The worker writes next to the target and moves
//!    the file into place after the last feature; if either program stops before that, the existing
//!    file stays.
//!
//! The worker is restricted. It opens files with the drivers of ordinary file formats only, so a file
//! that is really a virtual layer, a query or an address is refused, and the error says what it is
//! ([`allow_drivers`] allows more drivers). Its memory, its time and the amount that it writes are limited, a minute of silence
//! ends it, and it ends when this program does.
//!
//! Rasters are sent in the same way: one line of JSON, then the bare values. This program holds a
//! raster in memory as a whole.
//!
//! An empty text is passed on as null: in GML and `GeoJSON` an absent element cannot be
//! distinguished from an empty one.
//!
//! ```no_run
//! use bodemtoets_ogr::Reader;
//!
//! # fn main() -> Result<(), bodemtoets_ogr::OgrError> {
//! let reader = Reader::open("zones.gpkg", None)?;
//! println!("{} from {}", reader.header.layer, reader.header.driver);
//! for feature in reader {
//!     match feature {
//!         Ok(feature) => println!("{feature}"),
//!         Err(complaint) => println!("left out: {complaint}"),
//!     }
//! }
//! # Ok(())
//! # }
//! ```

mod allowed;
mod collection;
mod features;
mod patience;
pub mod protocol;
mod raster;
mod raster_info;
mod read;
mod worker;
mod write;

use std::path::PathBuf;

pub use allowed::allow_drivers;
pub use collection::Members;
pub use features::{FeatureError, Features, LONGEST_FEATURE_BYTES};
pub use protocol::{BandInfo, Field, FieldType, Header, Layer, RasterInfo, Style, Version};
pub use raster::{Band, Raster, write_raster};
pub use raster_info::{raster_info, read_raster};
pub use read::Reader;
pub use worker::version;
pub use write::Writer;

/// Why a source could not be read or a file not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OgrError {
    /// The worker is not installed.
    #[error(
        "the program `bodemtoets-ogr`, which reads and writes other formats through GDAL, is not in {looked_in}; \
         install it with `cargo install --path .` or give its path in the variable BODEMTOETS_OGR"
    )]
    NotFound {
        /// The places that were searched.
        looked_in: String,
    },
    /// The worker is there but does not start.
    #[error("{} could not be started: {source}", program.display())]
    NotStarted {
        /// The program that was started.
        program: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The worker says why it cannot do it, in a sentence for the user.
    #[error("{0}")]
    Refused(String),
    /// The worker says something that this program does not understand.
    #[error(
        "`bodemtoets-ogr` answered in a way that this version of bodemtoets does not understand ({0}); \
         install both from the same version with `cargo install --path .`"
    )]
    Protocol(String),
}
