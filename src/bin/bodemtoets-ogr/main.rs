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
mod fence;
mod format;
mod hint;
mod layers;
mod lines;
mod orphan;
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
    /// A GDAL driver that may be used besides those of ordinary files, such as WFS or `PostgreSQL`, or a
    /// way to find files, such as vsizip; may be repeated
    #[arg(long, value_name = "NAME", global = true)]
    allow_driver: Vec<String>,
    /// End as soon as standard input is closed
    #[arg(long, global = true, hide = true)]
    leash: bool,
    /// End as soon as the process of this number is no longer the parent
    #[arg(long, global = true, hide = true, value_name = "PID")]
    starter: Option<i32>,
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Write a layer to standard output: a line about it, then a line of `GeoJSON` per feature
    Read {
        /// A file; or a database or service, such as `PG:dbname=maps` or `WFS:https://...`, whose driver
        /// is named with --allow-driver
        source: String,
        /// Name of the layer [default: the only one with features]
        #[arg(long)]
        layer: Option<String>,
        /// Where the coordinate system cannot be used, pass coordinates on as they are
        #[arg(long)]
        as_is: bool,
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
    if arguments.leash {
        fence::end_with_starter();
    }
    if let Some(starter) = arguments.starter {
        orphan::end_with(starter);
    }
    let allowed = arguments.allow_driver.as_slice();
    let fenced = match &arguments.task {
        Task::Read { .. } | Task::RasterInfo { .. } => fence::close(allowed),
        _ => Ok(()),
    };
    let done = match &arguments.task {
        _ if fenced.is_err() => fenced.map_err(Failure::Sentence),
        Task::Read { source, layer, as_is } => read::read(source, layer.as_deref(), *as_is, allowed),
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
