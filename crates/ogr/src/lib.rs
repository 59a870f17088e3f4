//! Every format that GDAL reads, without GDAL in this program.
//!
//! GDAL drags in more than a hundred shared libraries. Linked into the tool, they would cost
//! every screening some 50 milliseconds before its first line of work, though most screenings
//! never touch them; and a driver that crashes on a broken file would take the screening with
//! it. So GDAL lives in a second, small program, `bodemtoets-ogr`, and this module talks to it
//! over pipes: one line of JSON for the layer, then one line of `GeoJSON` per feature.
//!
//! Four promises:
//!
//! 1. **Nothing is held in memory but the line in hand**, however large the layer is.
//! 2. **Nothing is lost in silence.** A feature that cannot be read comes as an error that names
//!    it, and the others follow. A layer that breaks off, or a worker that dies midway, is another
//!    error, and the last: a layer that was read by half never looks whole.
//! 3. **Coordinates come in one of two systems**: RD New (`EPSG:28992`: x, y in metres) when the
//!    source is in it, longitude and latitude (`EPSG:4258`) for anything else, always in that
//!    order. Only a source that does not name its system is passed on as it is. Arcs become
//!    lines that leave them by no more than a millimetre.
//! 4. **A file is written whole or not at all.** The worker writes beside the target and moves
//!    it into place after the last feature; if either program stops before that, what was there
//!    stays there.
//!
//! The worker is fenced off. It opens files with the drivers of ordinary file formats only, so a file
//! that is really a virtual layer, a query or an address is refused by what it is ([`allow_drivers`] lets
//! more be used). Its memory, its time and what it may write are limited, a minute of silence ends it,
//! and it ends when this program does.
//!
//! Rasters go the same way: one line of JSON, then the bare values. This program holds them whole.
//!
//! A text that is empty comes as null: in GML and `GeoJSON` an element that is absent cannot be
//! told from one that is empty.
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
