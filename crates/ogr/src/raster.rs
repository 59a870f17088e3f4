//! Rasters to a worker.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::OgrError;
use super::protocol::{BandPlan, RasterPlan};
use super::worker::{BUFFER, Purpose, Worker};

/// Numbers on a grid of square cells, north up.
#[derive(Debug, Clone, PartialEq)]
pub struct Raster {
    /// Coordinate system in metres, such as `EPSG:28992`.
    pub crs: String,
    /// The west edge of the westernmost cells, in metres.
    pub left_m: f64,
    /// The north edge of the northernmost cells, in metres.
    pub top_m: f64,
    /// Side of a cell, in metres.
    pub cell_m: f64,
    /// Number of cells from west to east.
    pub columns: usize,
    /// Number of cells from north to south.
    pub rows: usize,
    /// The value that says, in the file, that a cell has none; it may be "not a number".
    pub nodata: f32,
    /// What is known of each cell.
    pub bands: Vec<Band>,
}

/// One number for each cell of a raster.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// What it shows, on one line: QGIS lists bands by this.
    pub name: String,
    /// Unit of the values, such as `m`; empty when they have none.
    pub unit: String,
    /// The values, row by row from the north, each from the west. "Not a number" is a cell
    /// without a value, and so is the raster's `nodata`.
    pub values: Vec<f32>,
}

impl Raster {
    /// What is wrong with it, as far as the worker could not tell.
    fn check(&self) -> Result<(), String> {
        if ![self.left_m, self.top_m, self.cell_m].iter().all(|value| value.is_finite()) {
            return Err("its edges and its cells must be finite numbers".to_owned());
        }
        if self.nodata.is_infinite() {
            return Err("infinity cannot stand for a cell without a value".to_owned());
        }
        let cells = self.columns.checked_mul(self.rows);
        for band in &self.bands {
            let (name, count) = (&band.name, band.values.len());
            if Some(count) != cells {
                return Err(format!(
                    "band `{name}` has {count} values, and {} columns and {} rows need {}",
                    self.columns,
                    self.rows,
                    cells.map_or_else(|| "more than there can be".to_owned(), |cells| cells.to_string())
                ));
            }
            if let Some(at) = band.values.iter().position(|value| value.is_infinite()) {
                return Err(format!(
                    "band `{name}` is infinite in column {} of row {}, counted from 0",
                    at % self.columns,
                    at / self.columns
                ));
            }
        }
        Ok(())
    }

    /// What the worker hears of it before the values.
    fn plan(&self) -> RasterPlan {
        RasterPlan {
            crs: self.crs.clone(),
            left_m: self.left_m,
            top_m: self.top_m,
            cell_m: self.cell_m,
            columns: self.columns,
            rows: self.rows,
            nodata: Some(self.nodata).filter(|value| !value.is_nan()),
            bands: self
                .bands
                .iter()
                .map(|band| BandPlan { name: band.name.clone(), unit: band.unit.clone() })
                .collect(),
        }
    }

    /// Sends everything.
    fn send(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, &self.plan())?;
        out.write_all(b"\n")?;
        for band in &self.bands {
            for value in &band.values {
                let value = if value.is_nan() { self.nodata } else { *value };
                out.write_all(&value.to_le_bytes())?;
            }
        }
        out.flush()
    }
}

/// Writes a raster as a Cloud Optimized GeoTIFF: compressed without loss, in blocks, and with
/// smaller versions of it (each cell the mean of those it stands for), so that a map on a screen
/// reads no more than it shows, also over the web.
///
/// The file appears when it is whole, and replaces what was there. Until then it takes, beside
/// its place, four bytes for each value, and what the file itself takes.
///
/// ```no_run
/// use bodemtoets_ogr::{Band, Raster, write_raster};
///
/// # fn main() -> Result<(), bodemtoets_ogr::OgrError> {
/// let depth = Band { name: "Allowed depth".to_owned(), unit: "m".to_owned(), values: vec![80.0, f32::NAN] };
/// let raster = Raster {
///     crs: "EPSG:28992".to_owned(),
///     left_m: 155_000.0,
///     top_m: 463_000.0,
///     cell_m: 100.0,
///     columns: 2,
///     rows: 1,
///     nodata: -9999.0,
///     bands: vec![depth],
/// };
/// write_raster("depth.tif".as_ref(), &raster)
/// # }
/// ```
///
/// # Errors
///
/// [`OgrError::Refused`] when the values do not fit the size or one is infinite, the coordinate
/// system is not in metres, the folder is not there or the disk is full; what was at the path is
/// then still there. The other variants when the worker itself is not there or fails.
pub fn write_raster(path: &Path, raster: &Raster) -> Result<(), OgrError> {
    raster.check().map_err(|why| OgrError::Refused(format!("cannot write {}: {why}", path.display())))?;
    let (mut worker, pipes) = Worker::start(&["write-raster".into(), "--".into(), path.into()], Purpose::Write)?;
    let Some(input) = pipes.input else {
        return Err(OgrError::Protocol("it has no pipes".to_owned()));
    };
    let mut input = BufWriter::with_capacity(BUFFER, input);
    let sent = raster.send(&mut input);
    // Closes the pipe, without what is still in the buffer when the worker does not listen.
    let _ = input.into_parts();
    // A worker that stops listening says why.
    if let Err(sentence) = worker.wait() {
        worker.sweep(path);
        return Err(OgrError::Refused(sentence));
    }
    sent.map_err(|error| OgrError::Protocol(format!("it stopped listening: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raster(columns: usize, values: Vec<f32>) -> Raster {
        Raster {
            crs: "EPSG:28992".to_owned(),
            left_m: 0.0,
            top_m: 600_000.5,
            cell_m: 25.0,
            columns,
            rows: 1,
            nodata: -9999.0,
            bands: vec![Band { name: "depth".to_owned(), unit: "m".to_owned(), values }],
        }
    }

    #[test]
    fn the_bytes_are_as_agreed() -> io::Result<()> {
        let mut bytes = Vec::new();
        raster(2, vec![1.0, f32::NAN]).send(&mut bytes)?;
        let line = r#"{"crs":"EPSG:28992","left_m":0.0,"top_m":600000.5,"cell_m":25.0,"columns":2,"rows":1,"nodata":-9999.0,"bands":[{"name":"depth","unit":"m"}]}"#;
        let values = [1.0_f32, -9999.0].map(f32::to_le_bytes).concat();
        assert_eq!(bytes, [line.as_bytes(), b"\n", &values].concat());
        let unsaid = Raster { nodata: f32::NAN, ..raster(1, vec![0.0]) }.plan();
        assert_eq!(unsaid.nodata, None);
        Ok(())
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let wrong = |raster: Raster| raster.check().err().unwrap_or_default();
        assert_eq!(wrong(raster(3, vec![1.0])), "band `depth` has 1 values, and 3 columns and 1 rows need 3");
        assert_eq!(
            wrong(raster(2, vec![1.0, f32::INFINITY])),
            "band `depth` is infinite in column 1 of row 0, counted from 0"
        );
        let wide = Raster { rows: 2, ..raster(usize::MAX, vec![]) };
        assert!(wrong(wide).ends_with("need more than there can be"));
        assert!(wrong(Raster { cell_m: f64::NAN, ..raster(1, vec![1.0]) }).contains("finite"));
        assert_eq!(raster(1, vec![f32::NAN]).check(), Ok(()));
    }
}
