//! The layers of a file that is written.

use gdal::Dataset;
use gdal::spatial_ref::SpatialRef;
use gdal::vector::{FieldDefn, LayerAccess as _, LayerOptions, OGRFieldType, OGRwkbGeometryType};

use crate::protocol::{FieldType, Layer};
use crate::said::reason;
use crate::styles::TABLE;

/// Drivers that keep several layers in one file. Others make a folder or a file for each, which
/// could then stand in the way of what is there.
const SEVERAL: [&str; 3] = ["GPKG", "SQLite", "GML"];

/// Whether a file of this driver can hold these layers; otherwise why not.
pub(super) fn check(driver: &str, layers: &[Layer]) -> Result<(), String> {
    if layers.is_empty() {
        return Err("a file without layers cannot be made; name at least one".to_owned());
    }
    if layers.len() > 1 && !SEVERAL.contains(&driver) {
        return Err(format!(
            "a file of `{driver}` holds one layer and not {}; write a GeoPackage (`GPKG`) or a file for each",
            layers.len()
        ));
    }
    for (index, layer) in layers.iter().enumerate() {
        let name = &layer.name;
        if layers[..index].iter().any(|other| other.name.to_lowercase() == name.to_lowercase()) {
            return Err(format!("there are two layers `{name}`; give one another name"));
        }
        let Some(style) = &layer.style else {
            continue;
        };
        if driver != "GPKG" {
            return Err(format!(
                "layer `{name}` has a style, and a file of `{driver}` has no place for it; \
                 write a GeoPackage (`GPKG`), or no style"
            ));
        }
        if style.name.is_empty() || style.name.chars().count() > 30 {
            return Err(format!("the style of layer `{name}` needs a name of 1 to 30 characters"));
        }
        if layers.iter().any(|layer| layer.name.eq_ignore_ascii_case(TABLE)) {
            return Err(format!("a layer cannot have the name `{TABLE}`: QGIS keeps styles there"));
        }
    }
    Ok(())
}

/// Makes a layer and its attributes.
pub(super) fn make(
    dataset: &mut Dataset,
    driver: &str,
    system: Option<&SpatialRef>,
    plan: &Layer,
) -> Result<(), String> {
    let geometry = format!("GEOMETRY_NAME={}", geometry_column(plan));
    let mut options = Vec::new();
    match driver {
        "GPKG" => {
            options.push(geometry.as_str());
            if has(plan, "fid") {
                options.push("FID=ogc_fid");
            }
        }
        "ESRI Shapefile" => options.push("ENCODING=UTF-8"),
        _ => {}
    }
    let mut layer = dataset
        .create_layer(LayerOptions { name: &plan.name, srs: system, ty: geometry_type(plan)?, options: Some(&options) })
        .map_err(|error| format!("layer `{}` cannot be made: {}", plan.name, reason(&error)))?;
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
    if driver == "GPKG" {
        // The table is otherwise made when its first feature comes, and layers lose their order.
        layer.features().next();
    }
    Ok(())
}

/// Name of the column with the geometry in a GeoPackage: GDAL's own, unless an attribute has it.
pub(super) fn geometry_column(plan: &Layer) -> &'static str {
    match plan.geometry.as_deref() {
        Some("None") => "",
        _ if has(plan, "geom") => "ogc_geom",
        _ => "geom",
    }
}

fn has(plan: &Layer, name: &str) -> bool {
    plan.fields.iter().any(|field| field.name.eq_ignore_ascii_case(name))
}

fn geometry_type(plan: &Layer) -> Result<OGRwkbGeometryType::Type, String> {
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
