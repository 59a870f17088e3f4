//! A file that is made, its layer, and the features in it.

use std::io::{self, BufRead, Write as _};
use std::path::Path;

use gdal::spatial_ref::{AxisMappingStrategy, SpatialRef};
use gdal::vector::{FieldDefn, LayerOptions, OGRFieldType, OGRwkbGeometryType};
use gdal::{Dataset, DatasetCapability, Driver};

use crate::add::add;
use crate::failure::{Failure, unsaid};
use crate::lines::Lines;
use crate::protocol::{End, FieldType, Plan, READY};
use crate::said::{Said, reason, said};
use crate::systems::known_system;

/// Makes the file.
pub(super) fn build(driver: &Driver, path: &Path, plan: &Plan, lines: &mut Lines<impl BufRead>) -> Result<(), Failure> {
    let system = match &plan.crs {
        Some(crs) => {
            let mut system = known_system(crs)
                .map_err(|error| format!("`{crs}` is not a coordinate system that GDAL knows: {}", reason(&error)))?;
            system.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
            Some(system)
        }
        None => None,
    };
    // The file is new and nobody else's until it is whole, so `SQLite` need not guard it; with room
    // for more pages, its spatial index is made faster.
    for (option, value) in
        [("OGR_SQLITE_JOURNAL", "MEMORY"), ("OGR_SQLITE_SYNCHRONOUS", "OFF"), ("OGR_SQLITE_CACHE", "64")]
    {
        if gdal::config::get_config_option(option, "").is_ok_and(|set| set.is_empty()) {
            gdal::config::set_config_option(option, value).map_err(|error| reason(&error))?;
        }
    }
    said();
    let mut dataset = driver.create_vector_only(path).map_err(|error| reason(&error))?;
    let name = driver.short_name();
    // One transaction is many times faster; formats that have none do without.
    let whole = dataset.has_capability(DatasetCapability::TRANSACTIONS);
    if whole {
        let mut transaction = dataset.start_transaction().map_err(|error| reason(&error))?;
        fill(&mut transaction, &name, system.as_ref(), plan, lines)?;
        transaction.commit().map_err(|error| reason(&error))?;
    } else {
        fill(&mut dataset, &name, system.as_ref(), plan, lines)?;
    }
    dataset.close().map_err(|error| reason(&error))?;
    match said() {
        Said { error: Some(message), .. } | Said { loss: Some(message), .. } => Err(message.into()),
        _ => Ok(()),
    }
}

/// Makes the layer and fills it.
fn fill(
    dataset: &mut Dataset,
    driver: &str,
    system: Option<&SpatialRef>,
    plan: &Plan,
    lines: &mut Lines<impl BufRead>,
) -> Result<(), Failure> {
    let taken = |name: &str| plan.fields.iter().any(|field| field.name.eq_ignore_ascii_case(name));
    let mut options = Vec::new();
    match driver {
        // The names of its own columns, unless an attribute has them.
        "GPKG" if taken("fid") => options.push("FID=ogc_fid"),
        "ESRI Shapefile" => options.push("ENCODING=UTF-8"),
        _ => {}
    }
    if driver == "GPKG" && taken("geom") {
        options.push("GEOMETRY_NAME=ogc_geom");
    }
    let layer = dataset
        .create_layer(LayerOptions {
            name: &plan.layer,
            srs: system,
            ty: geometry_type(plan)?,
            options: Some(&options),
        })
        .map_err(|error| format!("layer `{}` cannot be made: {}", plan.layer, reason(&error)))?;
    for field in &plan.fields {
        let kind = match field.kind {
            FieldType::Text => OGRFieldType::OFTString,
            FieldType::Real => OGRFieldType::OFTReal,
            FieldType::Integer => OGRFieldType::OFTInteger64,
            FieldType::Date => OGRFieldType::OFTDate,
        };
        FieldDefn::new(&field.name, kind)
            .and_then(|definition| definition.add_to_layer(&layer))
            .map_err(|error| format!("attribute `{}` cannot be made: {}", field.name, reason(&error)))?;
    }
    let mut out = io::stdout().lock();
    writeln!(out, "{READY}").and_then(|()| out.flush()).map_err(|error| unsaid(&error))?;

    let mut count = 0_u64;
    loop {
        let Some(line) = lines.next()? else {
            return Err(format!("the input stops after {count} features without a line {{\"end\":{count}}}").into());
        };
        if line.starts_with(br#"{"end":"#) {
            let End { end } =
                serde_json::from_slice(line).map_err(|error| format!("the last line is broken: {error}"))?;
            if end != count {
                return Err(format!("{end} features were sent and {count} came").into());
            }
            return Ok(());
        }
        count += 1;
        add(&layer, &plan.fields, line).map_err(|error| format!("feature {count}: {error}"))?;
    }
}

fn geometry_type(plan: &Plan) -> Result<OGRwkbGeometryType::Type, String> {
    Ok(match plan.geometry.as_deref() {
        None => OGRwkbGeometryType::wkbUnknown,
        Some("None") => OGRwkbGeometryType::wkbNone,
        Some("Point") => OGRwkbGeometryType::wkbPoint,
        Some("LineString") => OGRwkbGeometryType::wkbLineString,
        Some("Polygon") => OGRwkbGeometryType::wkbPolygon,
        Some("MultiPoint") => OGRwkbGeometryType::wkbMultiPoint,
        Some("MultiLineString") => OGRwkbGeometryType::wkbMultiLineString,
        Some("MultiPolygon") => OGRwkbGeometryType::wkbMultiPolygon,
        Some("GeometryCollection") => OGRwkbGeometryType::wkbGeometryCollection,
        Some(other) => return Err(format!("`{other}` is not a type of geometry; GeoJSON's names are")),
    })
}
