//! The task `write-raster`: values on a grid as a Cloud Optimized GeoTIFF.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::Path;

use gdal::raster::RasterCreationOptions;
use gdal::{Dataset, Driver, DriverManager};

use crate::failure::Failure;
use crate::protocol::RasterPlan;
use crate::said::{reason, said};
use crate::virtual_raster::virtual_raster;
use crate::workshop::Target;

/// Bytes of the first line, at most: what is longer is not that line.
const LINE: u64 = 1 << 20;

/// How the file is made. What GDAL is not told, it does as the format asks.
const OPTIONS: [&str; 7] = [
    "COMPRESS=DEFLATE",
    "PREDICTOR=YES",
    "BLOCKSIZE=512",
    "OVERVIEWS=AUTO",
    // A cell from afar is the mean of those it stands for, without those that have no value.
    "OVERVIEW_RESAMPLING=AVERAGE",
    "BIGTIFF=IF_SAFER",
    "NUM_THREADS=ALL_CPUS",
];

/// Writes a raster from standard input.
pub(super) fn write_raster(path: &Path) -> Result<(), Failure> {
    let driver = DriverManager::get_driver_by_name("COG").map_err(|error| {
        format!("this GDAL writes no Cloud Optimized GeoTIFF, which needs version 3.1: {}", reason(&error))
    })?;
    let target = Target::new(path)?;
    let mut input = BufReader::with_capacity(1 << 17, io::stdin().lock());
    let mut line = Vec::new();
    input
        .by_ref()
        .take(LINE)
        .read_until(b'\n', &mut line)
        .map_err(|error| format!("standard input cannot be read: {error}"))?;
    let plan: RasterPlan =
        serde_json::from_slice(&line).map_err(|error| format!("the first line does not describe a raster: {error}"))?;
    target.write(|path| Ok(make(&driver, path, &plan, &mut input)?))
}

/// Makes the file, alone in its folder.
fn make(driver: &Driver, path: &Path, plan: &RasterPlan, input: &mut impl BufRead) -> Result<(), String> {
    let length = length(plan)?;
    let description = virtual_raster(plan, "cells")?;
    // The values as they come, on the disk and not in memory, and a file that says what they are.
    let source = tempfile::tempdir_in(path.parent().unwrap_or(path)).map_err(|error| error.to_string())?;
    keep(input, length, &source.path().join("cells"))?;
    let described = source.path().join("cells.vrt");
    fs::write(&described, description).map_err(|error| error.to_string())?;

    said();
    let options = RasterCreationOptions::from_iter(OPTIONS);
    let made = Dataset::open(&described)
        .and_then(|raster| raster.create_copy(driver, path, &options))
        .and_then(Dataset::close);
    match (said().first, made) {
        (Some(message), _) => Err(message),
        (None, Err(error)) => Err(reason(&error)),
        (None, Ok(())) => Ok(()),
    }
}

/// Number of bytes of all values; or why there can be no such raster.
fn length(plan: &RasterPlan) -> Result<u64, String> {
    let RasterPlan { columns, rows, bands, .. } = plan;
    // GDAL counts cells in 32 bits, and a TIFF its bands in 16.
    let fits = |count: usize, most: i32| (1..=most).contains(&i32::try_from(count).unwrap_or(0));
    if !fits(*columns, i32::MAX) || !fits(*rows, i32::MAX) {
        return Err(format!("a raster cannot have {columns} columns and {rows} rows"));
    }
    if !fits(bands.len(), i32::from(u16::MAX)) {
        return Err(format!("a raster cannot have {} bands", bands.len()));
    }
    [*columns, *rows, bands.len(), 4]
        .iter()
        .try_fold(1_u64, |length, count| length.checked_mul(u64::try_from(*count).ok()?))
        .ok_or_else(|| format!("a raster of {columns} columns, {rows} rows and {} bands is too large", bands.len()))
}

/// Keeps the values in a file: as many bytes as there should be, or none that anybody uses.
fn keep(input: &mut impl BufRead, length: u64, path: &Path) -> Result<(), String> {
    let mut file = File::create(path).map_err(|error| error.to_string())?;
    let came = io::copy(&mut input.by_ref().take(length), &mut file)
        .map_err(|error| format!("its values cannot be kept beside it: {error}"))?;
    if came < length {
        return Err(format!("the values stop after {came} of {length} bytes"));
    }
    match input.fill_buf() {
        Ok([]) => Ok(()),
        Ok(_) => Err(format!("more values came than the {length} bytes that the first line asks for")),
        Err(error) => Err(format!("standard input cannot be read: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::BandPlan;

    #[test]
    fn sizes_that_cannot_be_are_refused() {
        let band = BandPlan { name: String::new(), unit: String::new() };
        let plan = |columns, rows, bands| RasterPlan {
            crs: "EPSG:28992".to_owned(),
            left_m: 0.0,
            top_m: 0.0,
            cell_m: 1.0,
            columns,
            rows,
            nodata: None,
            bands: vec![band.clone(); bands],
        };
        assert_eq!(length(&plan(3, 2, 2)), Ok(48));
        for (columns, rows, bands) in [(0, 1, 1), (1, 0, 1), (1, 1, 0), (1 << 31, 1, 1), (1, 1, 65_536)] {
            assert!(length(&plan(columns, rows, bands)).is_err(), "{columns} {rows} {bands}");
        }
        assert!(length(&plan((1 << 31) - 1, (1 << 31) - 1, 3)).is_err());
    }
}
