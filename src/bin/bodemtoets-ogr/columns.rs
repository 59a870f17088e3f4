//! The attributes of a layer that is read.

use gdal::Dataset;
use gdal::vector::{Layer, LayerAccess as _, OGRFieldType, sql};

use crate::said::said;

/// How an attribute is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Boolean,
    Integer,
    Real,
    Text,
    Date,
    Moment,
    Numbers,
    Texts,
    /// Anything else, in GDAL's words.
    Other,
}

/// An attribute: `"name":` in JSON, and how to read it.
pub(super) struct Column {
    pub(super) key: Vec<u8>,
    pub(super) kind: Kind,
}

pub(super) fn columns(dataset: &Dataset, layer: &Layer<'_>, name: &str) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut names = Vec::new();
    for field in layer.defn().fields() {
        let kind = match field.field_type() {
            OGRFieldType::OFTInteger | OGRFieldType::OFTInteger64 => Kind::Integer,
            OGRFieldType::OFTReal => Kind::Real,
            OGRFieldType::OFTString => Kind::Text,
            OGRFieldType::OFTDate => Kind::Date,
            OGRFieldType::OFTDateTime => Kind::Moment,
            OGRFieldType::OFTIntegerList | OGRFieldType::OFTInteger64List | OGRFieldType::OFTRealList => Kind::Numbers,
            OGRFieldType::OFTStringList => Kind::Texts,
            _ => Kind::Other,
        };
        let mut key = serde_json::to_vec(&field.name()).unwrap_or_default();
        key.push(b':');
        columns.push(Column { key, kind });
        names.push((field.name(), field.field_type()));
    }
    for (column, (field, kind)) in columns.iter_mut().zip(&names) {
        if *kind == OGRFieldType::OFTInteger && is_boolean(dataset, name, field) {
            column.kind = Kind::Boolean;
        }
    }
    said();
    columns
}

/// Whether an attribute of integers holds booleans. GDAL keeps booleans as integers, with a mark
/// that the crate does not show. But GDAL's own query language knows the mark: it compares an
/// integer with a text that holds a number, and refuses to compare a boolean with any text. The
/// query is checked, not run.
fn is_boolean(dataset: &Dataset, layer: &str, field: &str) -> bool {
    let quoted = |name: &str| format!("\"{}\"", name.replace('\\', r"\\").replace('"', "\\\""));
    let query = format!("SELECT FID FROM {} WHERE {} = '0'", quoted(layer), quoted(field));
    said();
    dataset.execute_sql(query, None, sql::Dialect::OGR).is_err()
        && said().error.is_some_and(|message| message.starts_with("Type mismatch"))
}
