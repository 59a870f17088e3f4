//! One address and method as an operation.

use bodemtoets_screening::application::Field;
use bodemtoets_space::{LAT_RANGE, LON_RANGE, X_RANGE, Y_RANGE};
use serde_json::{Map, Value, json};

use super::schemas::Schemas;
use crate::jobs::StatusInfo;
use crate::media::Media;
use crate::parameter::{Kind, Parameter};
use crate::processes;
use crate::route::{Content, Route};

/// The operation of a route.
pub(super) fn operation(route: &Route, schemas: &mut Schemas) -> Value {
    let of_path = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let of_path = of_path.map(
        |name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string", "minLength": 1 } }),
    );
    let of_query = route.all_parameters().into_iter().map(parameter);
    let parameters: Vec<Value> = of_path.chain(of_query).collect();
    let has_parts = route.path.contains('{');
    let mut responses = Map::new();
    let made = matches!(route.id, "keep" | "addNote" | "addAttachment");
    responses.insert(if made { "201" } else { "200" }.to_owned(), answered(route, schemas));
    if route.id == "basemap" {
        responses.insert("204".to_owned(), json!({ "description": "Nothing to see there." }));
    }
    if route.id == "execute" {
        responses.insert("201".to_owned(), job(schemas));
    }
    let problems = [
        ("400", true),
        ("401", route.role.is_some()),
        ("403", true),
        ("404", has_parts || route.path.starts_with("/journal")),
        ("408", !route.takes.is_empty()),
        ("409", matches!(route.id, "reload" | "entryDossier")),
        ("413", !route.takes.is_empty() || route.path.contains("/jobs/")),
        ("415", !route.takes.is_empty()),
        ("421", true),
        ("429", true),
        ("503", true),
    ];
    for (status, _) in problems.into_iter().filter(|(_, may_be)| *may_be) {
        responses.insert(status.to_owned(), json!({ "$ref": "#/components/responses/Problem" }));
    }
    let mut operation = json!({
        "operationId": route.id,
        "summary": route.about,
        "parameters": parameters,
        "responses": responses,
    });
    if let Some(role) = route.role {
        operation["description"] = format!("Takes the role `{role}`, where tokens are asked for.").into();
    } else {
        operation["security"] = json!([]);
    }
    if !route.takes.is_empty() {
        let content: Map<String, Value> =
            route.takes.iter().map(|media| ((*media).to_owned(), body(route, media))).collect();
        // What is kept may stand in the parameters.
        operation["requestBody"] = json!({ "required": route.id != "keep", "content": content });
    }
    operation
}

/// The answer that went well.
fn answered(route: &Route, schemas: &mut Schemas) -> Value {
    let document = match route.content {
        Content::Of(schema) => schemas.of(schema),
        Content::Any => json!({ "type": "object" }),
    };
    let mut content = Map::new();
    for media in route.gives {
        let schema = match media {
            Media::Json if matches!(route.id, "execute" | "getResult") => json!({}),
            Media::Json | Media::OpenApi => document.clone(),
            Media::GeoJson => {
                json!({ "type": "object", "required": ["type"], "properties": { "type": { "type": "string" } } })
            }
            Media::Tile | Media::Pdf | Media::GeoPackage | Media::Png | Media::File => {
                json!({ "type": "string", "format": "binary" })
            }
            _ => json!({ "type": "string" }),
        };
        let name = media.mime().split("; charset").next().unwrap_or_default();
        content.insert(name.to_owned(), json!({ "schema": schema }));
    }
    if matches!(route.id, "execute" | "getResult") {
        content.insert("text/plain".to_owned(), json!({ "schema": { "type": "string" } }));
    }
    if route.id == "attachment" {
        // Whatever it was when it was handed in.
        content.insert("*/*".to_owned(), json!({ "schema": { "type": "string", "format": "binary" } }));
    }
    json!({ "description": route.about, "content": content })
}

/// The answer that a job was started.
fn job(schemas: &mut Schemas) -> Value {
    let schema = schemas.of(schemars::SchemaGenerator::subschema_for::<StatusInfo>);
    json!({
        "description": "A job was started, because the header Prefer asks for that (respond-async).",
        "headers": { "Location": { "description": "The job.", "schema": { "type": "string" } } },
        "content": { "application/json": { "schema": schema } },
    })
}

/// What a body of a media type holds.
fn body(route: &Route, media: &str) -> Value {
    let schema = match (route.id, media) {
        ("execute", _) => processes::body_schema(),
        ("addAttachment", _) => json!({ "type": "string", "format": "binary" }),
        (_, "text/csv" | "text/plain") => json!({ "type": "string" }),
        _ => json!({ "type": "object" }),
    };
    json!({ "schema": schema })
}

fn parameter(parameter: Parameter) -> Value {
    let Parameter { name, kind, about } = parameter;
    let mut told =
        json!({ "name": name, "in": "query", "required": false, "description": about, "schema": schema(kind) });
    if kind == Kind::Field(Field::Given) {
        told["explode"] = true.into();
    }
    if matches!(kind, Kind::Bbox | Kind::Words) {
        told["style"] = "form".into();
        told["explode"] = false.into();
    }
    told
}

/// What a value holds.
pub(crate) fn schema(kind: Kind) -> Value {
    match kind {
        Kind::Field(Field::Quantity(quantity)) => {
            let range = quantity.range();
            json!({ "type": "number", "minimum": range.start(), "maximum": range.end() })
        }
        Kind::Field(Field::X) => json!({ "type": "number", "minimum": X_RANGE.start(), "maximum": X_RANGE.end() }),
        Kind::Field(Field::Y) => json!({ "type": "number", "minimum": Y_RANGE.start(), "maximum": Y_RANGE.end() }),
        Kind::Field(Field::Lat) => {
            json!({ "type": "number", "minimum": LAT_RANGE.start(), "maximum": LAT_RANGE.end() })
        }
        Kind::Field(Field::Lon) => {
            json!({ "type": "number", "minimum": LON_RANGE.start(), "maximum": LON_RANGE.end() })
        }
        Kind::Field(Field::System) => json!({ "type": "string", "enum": ["open", "closed"] }),
        Kind::Field(Field::Dwelling) => json!({ "type": "string", "enum": ["single", "apartment", "none"] }),
        Kind::Field(Field::Date | Field::ExistingSince | Field::GivenDate) | Kind::Day => {
            json!({ "type": "string", "format": "date" })
        }
        Kind::Field(Field::Given) | Kind::Words => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Field(_) | Kind::Text | Kind::Interval => json!({ "type": "string" }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::OneOf(choices) => json!({ "type": "string", "enum": choices, "default": choices[0] }),
        Kind::Form(forms) => {
            let words: Vec<&str> = forms.iter().map(|form| form.word()).collect();
            json!({ "type": "string", "enum": words })
        }
        Kind::Number(low, high) => json!({ "type": "number", "minimum": low, "maximum": high }),
        Kind::Count(most, usual) => json!({ "type": "integer", "minimum": 1, "maximum": most, "default": usual }),
        Kind::Offset => json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX, "default": 0 }),
        Kind::Bbox => json!({ "type": "array", "minItems": 4, "maxItems": 6, "items": { "type": "number" } }),
    }
}
