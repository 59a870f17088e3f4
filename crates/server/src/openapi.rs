//! The `OpenAPI` document (3.0.3), made of the table of routes.

mod operation;
mod schemas;

use serde_json::{Map, Value, json};

use self::operation::operation;
pub(crate) use self::operation::schema;
use self::schemas::Schemas;
use crate::media::Media;
use crate::problem::ProblemDocument;
use crate::request::Ask;
use crate::route::Answer;
use crate::routes::ROUTES;
use crate::{answer, page};

/// The document.
pub(crate) fn api(ask: &Ask) -> Answer {
    let document = document(&ask.base);
    if ask.media == Media::Html {
        return Ok(answer::for_people(Media::Html, ask.lang, page::api(&document, ask.setting())));
    }
    Ok(answer::of(ask.media, answer::lines_of(&document)?))
}

/// The document of a server at an address.
pub(crate) fn document(base: &str) -> Value {
    let mut schemas = Schemas::default();
    let problem = schemas.of(schemars::SchemaGenerator::subschema_for::<ProblemDocument>);
    let mut paths: Map<String, Value> = Map::new();
    for route in ROUTES {
        let operations = paths.entry(route.path).or_insert_with(|| json!({}));
        operations[route.verb.name().to_ascii_lowercase()] = operation(route, &mut schemas);
    }
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": "Bodemtoets",
            "description": "Whether a ground-energy system may be built at a place in the Netherlands, how deep and under which rules; with the maps (OGC API Features) and the rules themselves. What is not known never counts as permission.",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": base }],
        "paths": paths,
        "components": {
            "schemas": schemas.finish(),
            "responses": {
                "Problem": {
                    "description": "Why there is no answer, in the language asked for.",
                    "content": {
                        "application/problem+json": { "schema": problem },
                        "text/html": { "schema": { "type": "string" } },
                    },
                },
            },
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
        // A token is needed only where the administrator asks for one.
        "security": [{}, { "token": [] }],
    })
}
