//! Rasters from a worker.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use super::worker::{BUFFER, Purpose, Worker};
use super::{OgrError, RasterInfo};

/// What is known about a raster of any format that GDAL reads. All its values are looked at.
///
/// ```no_run
/// # fn main() -> Result<(), bodemtoets_ogr::OgrError> {
/// let info = bodemtoets_ogr::raster_info("depth.tif".as_ref())?;
/// for band in info.bands {
///     println!("{}: {:?} to {:?} {}", band.name, band.min, band.max, band.unit);
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// [`OgrError::Refused`] when there is no such file, or it is no raster or a broken one; the other
/// variants when the worker itself is not there or fails.
pub fn raster_info(path: &Path) -> Result<RasterInfo, OgrError> {
    ask(path, None).map(|(info, _)| info)
}

/// What is known about a raster, and the values of each of its bands: row by row from the north,
/// each from the west. A cell without a value has the band's `nodata`, or is "not a number".
///
/// # Errors
///
/// As [`raster_info`].
pub fn read_raster(path: &Path) -> Result<(RasterInfo, Vec<Vec<f32>>), OgrError> {
    let (info, bytes) = ask(path, Some("--values"))?;
    let cells = info.columns.saturating_mul(info.rows).max(1);
    if bytes.len() / 4 != cells.saturating_mul(info.bands.len()) {
        return Err(OgrError::Protocol("it gave another number of values than the raster has".to_owned()));
    }
    let values: Vec<f32> = bytes.as_chunks().0.iter().map(|value| f32::from_le_bytes(*value)).collect();
    Ok((info, values.chunks(cells).map(<[f32]>::to_vec).collect()))
}

/// What the worker says about a raster, and the bytes that follow.
fn ask(path: &Path, option: Option<&str>) -> Result<(RasterInfo, Vec<u8>), OgrError> {
    let mut arguments: Vec<OsString> = vec!["raster-info".into()];
    arguments.extend(option.map(OsString::from));
    arguments.extend(["--".into(), path.into()]);
    let (mut worker, pipes) = Worker::start(&arguments, Purpose::Read)?;
    let mut output = BufReader::with_capacity(BUFFER, pipes.output);
    let (mut line, mut bytes) = (Vec::new(), Vec::new());
    let read = output.read_until(b'\n', &mut line).and_then(|_| output.read_to_end(&mut bytes));
    worker.wait().map_err(OgrError::Refused)?;
    read.map_err(|error| OgrError::Protocol(error.to_string()))?;
    let info = serde_json::from_slice(&line).map_err(|error| OgrError::Protocol(error.to_string()))?;
    Ok((info, bytes))
}
