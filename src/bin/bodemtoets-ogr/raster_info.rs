//! The task `raster-info`: what is known about a raster, and its values when they are asked for.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use gdal::errors::GdalError;
use gdal::raster::RasterBand;
use gdal::{Dataset, DatasetOptions, GdalOpenFlags, Metadata as _};

use crate::failure::{Failure, unsaid};
use crate::fence::RASTERS;
use crate::protocol::{BandInfo, RasterInfo};
use crate::said::reason;

/// Describes a raster on standard output; the values of its bands follow, as little-endian `f32`,
/// when they are asked for.
pub(super) fn raster_info(path: &Path, values: bool) -> Result<(), Failure> {
    let shown = path.display();
    let refused = |error: GdalError| format!("cannot read {shown}: {}", reason(&error));
    if let Err(error) = path.metadata() {
        return Err(match error.kind() {
            io::ErrorKind::NotFound => format!("cannot read {shown}: no such file"),
            _ => format!("cannot read {shown}: {error}"),
        }
        .into());
    }
    let options = DatasetOptions {
        open_flags: GdalOpenFlags::GDAL_OF_READONLY
            | GdalOpenFlags::GDAL_OF_RASTER
            | GdalOpenFlags::GDAL_OF_VERBOSE_ERROR,
        allowed_drivers: Some(&RASTERS),
        ..DatasetOptions::default()
    };
    let dataset = Dataset::open_ex(path, options).map_err(refused)?;
    let bands = dataset.rasterbands().collect::<Result<Vec<_>, _>>().map_err(refused)?;
    let info = describe(&dataset, &bands).map_err(refused)?;
    let mut out = BufWriter::with_capacity(1 << 17, io::stdout().lock());
    serde_json::to_writer(&mut out, &info)
        .map_err(io::Error::from)
        .and_then(|()| out.write_all(b"\n"))
        .map_err(|error| unsaid(&error))?;
    for band in bands.iter().filter(|_| values) {
        let mut sent = Ok(());
        each_row(band, |row: &[f32]| {
            let bytes: Vec<u8> = row.iter().flat_map(|value| value.to_le_bytes()).collect();
            if sent.is_ok() {
                sent = out.write_all(&bytes);
            }
        })
        .map_err(refused)?;
        sent.map_err(|error| unsaid(&error))?;
    }
    out.flush().map_err(|error| unsaid(&error))
}

fn describe(dataset: &Dataset, bands: &[RasterBand<'_>]) -> Result<RasterInfo, GdalError> {
    let (columns, rows) = dataset.raster_size();
    let mut overviews = Vec::new();
    if let Some(band) = bands.first() {
        for index in 0..usize::try_from(band.overview_count()?).unwrap_or(0) {
            overviews.push(band.overview(index)?.size());
        }
    }
    let system = dataset.spatial_ref().ok();
    Ok(RasterInfo {
        driver: dataset.driver().short_name(),
        crs: system.and_then(|system| system.authority().ok().or_else(|| system.name())),
        transform: dataset.geo_transform().ok(),
        columns,
        rows,
        block: bands.first().map_or((0, 0), RasterBand::block_size),
        layout: dataset.metadata_item("LAYOUT", "IMAGE_STRUCTURE"),
        compression: dataset.metadata_item("COMPRESSION", "IMAGE_STRUCTURE"),
        overviews,
        bands: bands.iter().map(describe_band).collect::<Result<_, _>>()?,
    })
}

fn describe_band(band: &RasterBand<'_>) -> Result<BandInfo, GdalError> {
    let nodata = band.no_data_value();
    let (mut cells, mut min, mut max, mut sum) = (0, f64::INFINITY, f64::NEG_INFINITY, 0.0);
    each_row(band, |row: &[f64]| {
        for value in row.iter().filter(|value| !value.is_nan() && nodata != Some(**value)) {
            cells += 1;
            (min, max, sum) = (value.min(min), value.max(max), sum + value);
        }
    })?;
    Ok(BandInfo {
        name: band.description()?,
        unit: band.unit(),
        nodata: nodata.map(|value| value.to_string()),
        cells,
        min: (cells > 0).then_some(min),
        max: (cells > 0).then_some(max),
        sum: Some(sum).filter(|sum| sum.is_finite()),
    })
}

/// Goes through the rows of a band, from the north.
fn each_row<T: Copy + Default + gdal::raster::GdalType>(
    band: &RasterBand<'_>,
    mut see: impl FnMut(&[T]),
) -> Result<(), GdalError> {
    let (columns, rows) = band.size();
    let mut values = vec![T::default(); columns];
    for row in 0..rows {
        band.read_into_slice((0, isize::try_from(row)?), (columns, 1), (columns, 1), &mut values, None)?;
        see(&values);
    }
    Ok(())
}
