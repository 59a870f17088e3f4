//! The worker of bodemtoets for the formats that GDAL reads and writes.
//!
//! A program of its own, because GDAL takes fifty milliseconds to load and can crash on a broken
//! file; see the crate `bodemtoets-ogr`, which starts it and speaks to it in lines of JSON.
//! It also works by hand:
//!
//! ```text
//! bodemtoets-ogr read zones.gpkg --layer zones
//! bodemtoets-ogr raster-info depth.tif
//! bodemtoets-ogr version
//! ```
//!
//! Of the crates of this workspace it uses the protocol alone: the others hold another copy of PROJ than
//! GDAL does.

#![forbid(unsafe_code)]

mod add;
mod build;
mod columns;
mod drivers;
mod failure;
mod feature;
mod hint;
mod layers;
mod lines;
mod place;
mod raster;
mod raster_info;
mod read;
mod said;
mod secrets;
mod source;
mod styles;
mod systems;
mod value;
mod virtual_raster;
mod wkb;
mod workshop;
mod write;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use bodemtoets_ogr::protocol;
use clap::{Parser, Subcommand};
use failure::Failure;

/// Reads and writes map layers through GDAL, for bodemtoets.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Write a layer to standard output: a line about it, then a line of `GeoJSON` per feature
    Read {
        /// A file, or what GDAL understands, such as `PG:dbname=maps` or `WFS:https://...`
        source: String,
        /// Name of the layer [default: the only one, or the first with features]
        #[arg(long)]
        layer: Option<String>,
    },
    /// Write a file from standard input: a line about its layers, then a line of `GeoJSON` per
    /// feature, then a line {"end": number of features}
    Write {
        /// Name of a GDAL driver, such as GPKG
        driver: String,
        /// The file, which is replaced when it is there
        path: PathBuf,
    },
    /// Write a Cloud Optimized GeoTIFF from standard input: a line about it, then the values of
    /// each band as little-endian numbers of four bytes
    WriteRaster {
        /// The file, which is replaced when it is there
        path: PathBuf,
    },
    /// Write what is known about a raster to standard output, on one line
    RasterInfo {
        /// The file
        path: PathBuf,
        /// Also write, after the line, the values of each band as little-endian numbers of four bytes
        #[arg(long)]
        values: bool,
    },
    /// Write the version of GDAL and the formats it reads
    Version,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    gdal::config::set_error_handler(|kind, _, message| said::note(kind, message));
    let done = match &arguments.task {
        Task::Read { source, layer } => read::read(source, layer.as_deref()),
        Task::Write { driver, path } => write::write(driver, path),
        Task::WriteRaster { path } => raster::write_raster(path),
        Task::RasterInfo { path, values } => raster_info::raster_info(path, *values),
        Task::Version => drivers::version(),
    };
    match done {
        Ok(()) | Err(Failure::NobodyListens) => ExitCode::SUCCESS,
        Err(Failure::Sentence(sentence)) => {
            // When nobody reads this, there is nothing left to do about it.
            let _ = writeln!(io::stderr(), "{}", secrets::without_secrets(&sentence));
            ExitCode::FAILURE
        }
    }
}
