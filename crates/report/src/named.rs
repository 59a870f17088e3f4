//! A result under the name and version of its form.

use serde::Serialize;

/// A result for machines, under the name and version of its form.
///
/// ```
/// let result = serde_json::json!({ "depth_m": 60 });
/// let named = serde_json::to_string(&bodemtoets_report::Named::new("bodemtoets/example/1", &result)).unwrap();
/// assert_eq!(named, r#"{"schema":"bodemtoets/example/1","depth_m":60}"#);
/// ```
#[derive(Debug, Serialize)]
pub struct Named<'a, T> {
    /// `bodemtoets/NAME/VERSION`.
    schema: &'static str,
    #[serde(flatten)]
    result: &'a T,
}

impl<'a, T: Serialize> Named<'a, T> {
    /// A result that is an object.
    pub fn new(schema: &'static str, result: &'a T) -> Self {
        Self { schema, result }
    }
}
