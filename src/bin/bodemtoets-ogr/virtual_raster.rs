//! Bare values, described so that GDAL reads them as a raster: its format VRT, which is XML.
//!
//! The crate cannot give a band a unit; this can.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::protocol::{BandPlan, RasterPlan};
use crate::said::reason;
use crate::systems::known_system;

/// Describes the file of values that stands beside the description.
pub(super) fn virtual_raster(plan: &RasterPlan, file: &str) -> Result<String, String> {
    let RasterPlan { crs, left_m, top_m, cell_m, columns, rows, .. } = plan;
    if *cell_m <= 0.0 {
        return Err(format!("its cells cannot be {cell_m} m wide"));
    }
    let system = known_system(crs)
        .map_err(|error| format!("`{crs}` is not a coordinate system that GDAL knows: {}", reason(&error)))?;
    if !system.is_projected() || (system.linear_units() - 1.0).abs() > 1e-9 {
        return Err(format!("`{crs}` is not in metres, and the cells of a raster are; use EPSG:28992 (RD New)"));
    }
    let system = system.to_wkt().map_err(|error| reason(&error))?;
    let nodata = plan.nodata.map_or_else(|| "nan".to_owned(), |value| f64::from(value).to_string());
    let mut xml = format!(
        "<VRTDataset rasterXSize=\"{columns}\" rasterYSize=\"{rows}\">\n\
         <SRS dataAxisToSRSAxisMapping=\"1,2\">{}</SRS>\n\
         <GeoTransform>{left_m}, {cell_m}, 0, {top_m}, 0, -{cell_m}</GeoTransform>\n",
        escape(&system)
    );
    for (index, BandPlan { name, unit }) in plan.bands.iter().enumerate() {
        for text in [name, unit] {
            if text.chars().any(char::is_control) {
                return Err(format!(
                    "`{}` is no name or unit of a band: it has more than letters",
                    text.escape_debug()
                ));
            }
        }
        let (row, from) = (4 * columns, 4 * columns * rows * index);
        // Writing to a text cannot fail.
        let _ = write!(
            xml,
            "<VRTRasterBand dataType=\"Float32\" band=\"{}\" subClass=\"VRTRawRasterBand\">\n\
             <Description>{}</Description>\n<UnitType>{}</UnitType>\n<NoDataValue>{nodata}</NoDataValue>\n\
             <SourceFilename relativeToVRT=\"1\">{file}</SourceFilename>\n<ImageOffset>{from}</ImageOffset>\n\
             <PixelOffset>4</PixelOffset>\n<LineOffset>{row}</LineOffset>\n<ByteOrder>LSB</ByteOrder>\n\
             </VRTRasterBand>\n",
            index + 1,
            escape(name),
            escape(unit),
        );
    }
    xml.push_str("</VRTDataset>\n");
    Ok(xml)
}
