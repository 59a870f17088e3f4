//! Styles in a GeoPackage, where QGIS keeps them: in a table of their own, one row for each.
//!
//! QGIS makes that table through GDAL. It is made here in SQL, because the crate cannot mark an
//! attribute as a boolean; the columns and their types are the same.

use gdal::Dataset;
use gdal::vector::sql::Dialect;

use crate::build::MADE;
use crate::layers::geometry_column;
use crate::protocol::{Layer, Style};
use crate::said::reason;

/// The table of styles.
pub(super) const TABLE: &str = "layer_styles";

/// The moment of now in the words of a GeoPackage, for styles that are saved later.
const NOW: &str = "strftime('%Y-%m-%dT%H:%M:%fZ','now')";

/// Writes the styles of these layers, each as the one that QGIS starts with.
pub(super) fn write_styles(dataset: &Dataset, layers: &[Layer]) -> Result<(), String> {
    let styles: Vec<(&Layer, &Style)> =
        layers.iter().filter_map(|layer| Some((layer, layer.style.as_ref()?))).collect();
    if styles.is_empty() {
        return Ok(());
    }
    let run = |query: String| match dataset.execute_sql(query, None, Dialect::DEFAULT) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("the styles cannot be written: {}", reason(&error))),
    };
    run(format!(
        "CREATE TABLE {TABLE} (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), \
         f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), \
         styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), \
         update_time DATETIME DEFAULT ({NOW}))"
    ))?;
    run(format!(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) \
         VALUES ('{TABLE}', 'attributes', '{TABLE}', '', '{MADE}', 0)"
    ))?;
    for (layer, style) in styles {
        // QGIS looks for a schema that is empty, not for one that is absent.
        run(format!(
            "INSERT INTO {TABLE} (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, \
             styleQML, styleSLD, useAsDefault, description, owner, update_time) \
             VALUES ('', '', {}, {}, {}, {}, '', 1, {}, '', '{MADE}')",
            quoted(&layer.name),
            quoted(geometry_column(layer)),
            quoted(&style.name),
            quoted(&style.qml),
            quoted(&style.description),
        ))?;
    }
    Ok(())
}

/// A text in SQL.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
