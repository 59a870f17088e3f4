//! The schemas of documents, as `OpenAPI` 3.0 has them.

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value};

/// The schemas that are named.
pub(super) struct Schemas(SchemaGenerator);

impl Default for Schemas {
    fn default() -> Self {
        Self(SchemaSettings::openapi3().into_generator())
    }
}

impl Schemas {
    /// A schema, which may name others.
    pub(super) fn of(&mut self, schema: impl FnOnce(&mut SchemaGenerator) -> Schema) -> Value {
        schema(&mut self.0).to_value()
    }

    /// Those that were named.
    pub(super) fn finish(mut self) -> Map<String, Value> {
        self.0.take_definitions(true)
    }
}
