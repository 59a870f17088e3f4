//! `/collections/ID/items.gpkg`: all features of a collection as a GeoPackage in RD New, to the millimetre.
//!
//! It is for programs that take no coordinates in RD New over OGC API Features, and for who wants all of it at once.
//! The same maps give the same bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::header::CONTENT_DISPOSITION;
use axum::http::{HeaderValue, StatusCode};
use bodemtoets_ogr::{Field, FieldType, Layer, OgrError, Writer};
use bodemtoets_words::lang::Text;
use geojson::Feature;
use serde_json::Value;

use super::collections::asked;
use super::crs::Crs;
use super::feature::feature;
use super::items::{bounding, matched};
use crate::answer;
use crate::kept;
use crate::media::Media;
use crate::parameter::{Kind, Parameter};
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;

/// What may be asked.
pub(crate) fn parameters() -> Vec<Parameter> {
    let crs = Parameter::new(
        "crs",
        Kind::OneOf(&["28992"]),
        "Coordinate reference system: RD New (EPSG:28992), which is that of the maps.",
    );
    bounding().into_iter().chain([crs]).collect()
}

/// The features of a collection as a file.
pub(crate) async fn items(ask: Ask) -> Answer {
    let app = Arc::clone(&ask.app);
    app.work
        .run(move |rd| {
            let (id, features) = if ask.part("collectionId") == kept::COLLECTION {
                (kept::COLLECTION, kept::all(&ask, rd)?)
            } else {
                let collection = asked(&ask)?;
                let positions = matched(&ask, collection, rd)?;
                let of = |position: &usize| feature(&ask.engine, collection, *position, Crs::RdNew, rd);
                (collection.id(), positions.iter().map(of).collect())
            };
            let mut answer = answer::of(Media::GeoPackage, written(id, features)?);
            if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{id}.gpkg\"")) {
                answer.headers_mut().insert(CONTENT_DISPOSITION, value);
            }
            Ok(answer)
        })
        .await?
}

/// Features as the bytes of a GeoPackage with one layer.
fn written(id: &str, features: Vec<Feature>) -> Result<Vec<u8>, Problem> {
    let cannot = |error: OgrError| {
        let said = error.to_string();
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, Text { nl: said.clone(), en: said })
    };
    let folder = tempfile::Builder::new().prefix("bodemtoets-").tempdir().map_err(|_| Problem::no_room())?;
    let path = folder.path().join("items.gpkg");
    let features: Vec<Feature> = features.into_iter().map(with_id).collect();
    let mut writer =
        Writer::create_layers("GPKG", &path, "EPSG:28992", &[Layer::new(id, fields(&features))]).map_err(cannot)?;
    for feature in &features {
        writer.write(feature).map_err(cannot)?;
    }
    writer.finish().map_err(cannot)?;
    std::fs::read(&path).map_err(|_| Problem::no_room())
}

/// A feature with its name among its properties: a GeoPackage has numbers only.
fn with_id(mut feature: Feature) -> Feature {
    if let Some(geojson::feature::Id::String(id)) = feature.id.take() {
        feature.properties.get_or_insert_default().insert("id".to_owned(), id.into());
    }
    feature
}

/// The fields that features have, each of the type of its values; `id` first, then by name.
fn fields(features: &[Feature]) -> Vec<Field> {
    let mut types: BTreeMap<&str, FieldType> = BTreeMap::new();
    for (name, value) in features.iter().flat_map(|feature| feature.properties.iter().flatten()) {
        let kind = match value {
            Value::Null => continue,
            Value::Number(number) if number.is_i64() => FieldType::Integer,
            Value::Number(_) => FieldType::Real,
            _ => FieldType::Text,
        };
        let known = types.entry(name).or_insert(kind);
        if *known != kind {
            let numbers = [FieldType::Integer, FieldType::Real];
            *known = if numbers.contains(known) && numbers.contains(&kind) { FieldType::Real } else { FieldType::Text };
        }
    }
    let mut fields = vec![Field::new("id", FieldType::Text)];
    types.remove("id");
    fields.extend(types.into_iter().map(|(name, kind)| Field::new(name, kind)));
    fields
}
