//! What a GeoJSON collection says of itself beside its features: its coordinate system, and how many
//! features there should be.

use serde::Deserialize;
use serde_json::Value;

/// The members beside the features that matter, wherever they stand: the order of members means
/// nothing in JSON.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Members {
    crs: Value,
    #[serde(rename = "numberMatched")]
    matched: Value,
    #[serde(rename = "numberReturned")]
    returned: Value,
    #[serde(rename = "totalFeatures")]
    total: Value,
    #[serde(rename = "exceededTransferLimit")]
    exceeded: Value,
    properties: Value,
    links: Value,
}

impl Members {
    pub(super) fn knows(name: &str) -> bool {
        Self::default().member(name).is_some()
    }

    pub(super) fn set(&mut self, name: &str, value: Value) {
        if let Some(member) = self.member(name) {
            *member = value;
        }
    }

    fn member(&mut self, name: &str) -> Option<&mut Value> {
        Some(match name {
            "crs" => &mut self.crs,
            "numberMatched" => &mut self.matched,
            "numberReturned" => &mut self.returned,
            "totalFeatures" => &mut self.total,
            "exceededTransferLimit" => &mut self.exceeded,
            "properties" => &mut self.properties,
            "links" => &mut self.links,
            _ => return None,
        })
    }

    /// The name of its coordinate system: the member `crs` that GeoJSON had before RFC 7946.
    #[must_use]
    pub fn crs(&self) -> Option<String> {
        let name = self.crs.pointer("/properties/name").or(self.crs.pointer("/properties/code"))?;
        match name {
            Value::String(name) => Some(name.trim().to_owned()),
            Value::Number(code) => Some(format!("EPSG:{code}")),
            _ => None,
        }
    }

    /// Holds the number of features against what the collection says of it.
    ///
    /// # Errors
    /// Why it is not the whole, in a sentence.
    pub fn check(&self, count: u64) -> Result<(), String> {
        let page = "one page of several; ask the service for all of them";
        if let Some(returned) = self.returned.as_u64().filter(|returned| *returned != count) {
            return Err(format!("it says that it has {returned} features, and it has {count}; get the file again"));
        }
        let more = [&self.matched, &self.total].into_iter().filter_map(Value::as_u64).find(|all| *all > count);
        if let Some(all) = more {
            return Err(format!("it holds {count} of {all} features: {page}"));
        }
        let exceeded = [Some(&self.exceeded), self.properties.get("exceededTransferLimit")];
        if exceeded.into_iter().flatten().any(|value| *value == Value::Bool(true)) {
            return Err(format!("the service left features out, because they were too many at once: {page}"));
        }
        let next = |link: &Value| link.get("rel").is_some_and(|rel| rel == "next");
        if self.links.as_array().is_some_and(|links| links.iter().any(next)) {
            return Err(format!("it names a next page: {page}"));
        }
        Ok(())
    }
}
