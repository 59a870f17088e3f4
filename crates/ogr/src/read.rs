//! Features from a worker, one at a time.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader};
use std::process::{ChildStdout, Stdio};

use geojson::{Feature, Geometry, JsonObject};
use serde::Deserialize;

use super::protocol::Complaint;
use super::worker::{BUFFER, Worker};
use super::{Header, OgrError};

/// How the line of a [`Complaint`] starts.
const COMPLAINT: &[u8] = br#"{"error":"#;

/// Reads the features of one layer of a source: file, database or web service.
///
/// An iterator over `Result<Feature, String>`: an `Err` is a feature that could not be read, in a
/// sentence, after which the others follow; an `Err` as the last item may also say that the
/// worker stopped. Dropping the reader stops the worker.
#[derive(Debug)]
pub struct Reader {
    /// What is known about the layer.
    pub header: Header,
    worker: Worker,
    lines: BufReader<ChildStdout>,
    line: Vec<u8>,
    done: bool,
}

impl Reader {
    /// Opens a source: a file, or what GDAL understands (`PG:dbname=...`, `WFS:https://...`).
    ///
    /// Without a layer name: the only layer; of several, the first that has features with
    /// geometry, else the first that has features.
    ///
    /// # Errors
    ///
    /// [`OgrError::Refused`] when the source is not there, is of no known format, or has no such
    /// layer; the other variants when the worker itself is not there or fails.
    pub fn open(source: &str, layer: Option<&str>) -> Result<Reader, OgrError> {
        let mut arguments: Vec<OsString> = vec!["read".into()];
        if let Some(layer) = layer {
            arguments.push(format!("--layer={layer}").into());
        }
        arguments.push("--".into());
        arguments.push(source.into());
        let (mut worker, pipes) = Worker::start(&arguments, Stdio::null())?;
        let mut lines = BufReader::with_capacity(BUFFER, pipes.output);
        let mut line = Vec::new();
        lines.read_until(b'\n', &mut line).map_err(|error| OgrError::Protocol(error.to_string()))?;
        if !line.ends_with(b"\n") {
            worker.wait().map_err(OgrError::Refused)?;
            return Err(OgrError::Protocol("it said nothing about the layer".to_owned()));
        }
        let header = serde_json::from_slice(&line).map_err(|error| OgrError::Protocol(error.to_string()))?;
        Ok(Reader { header, worker, lines, line, done: false })
    }
}

impl Iterator for Reader {
    type Item = Result<Feature, String>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        self.line.clear();
        let read = self.lines.read_until(b'\n', &mut self.line);
        if read.is_ok() && self.line.ends_with(b"\n") {
            return Some(feature(&self.line));
        }
        self.done = true;
        let cut = !self.line.is_empty();
        match (self.worker.wait(), read) {
            (Err(sentence), _) => Some(Err(sentence)),
            (Ok(()), Err(error)) => Some(Err(format!("the features could not be read to their end: {error}"))),
            (Ok(()), Ok(_)) if cut => Some(Err("the features end in the middle of one".to_owned())),
            (Ok(()), Ok(_)) => None,
        }
    }
}

/// A feature as the worker writes it. Reading this and not `Feature` itself is twice as fast:
/// there are no foreign members to keep apart.
#[derive(Deserialize)]
struct Line {
    id: Option<u64>,
    geometry: Option<Geometry>,
    properties: Option<JsonObject>,
}

/// One line: a feature, or what is wrong with it.
fn feature(line: &[u8]) -> Result<Feature, String> {
    let broken = |error: serde_json::Error| format!("a feature could not be understood: {error}");
    if line.starts_with(COMPLAINT) {
        return Err(serde_json::from_slice::<Complaint>(line).map_err(broken)?.error);
    }
    let line: Line = serde_json::from_slice(line).map_err(broken)?;
    let id = line.id.map(|id| geojson::feature::Id::Number(id.into()));
    Ok(Feature { bbox: None, geometry: line.geometry, id, properties: line.properties, foreign_members: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_understood() -> Result<(), serde_json::Error> {
        let line = r#"{"driver":"GPKG","layer":"a","layers":["a","b"],"crs":"EPSG:28992","fields":["n"],"features":3}"#;
        let header: Header = serde_json::from_str(line)?;
        assert_eq!((header.crs.as_deref(), header.transformed_from.as_deref()), (Some("EPSG:28992"), None));
        assert_eq!((header.layers.len(), header.features), (2, Some(3)));
        assert_eq!(serde_json::to_string(&header)?, line);
        Ok(())
    }

    #[test]
    fn a_header_may_know_little() -> Result<(), serde_json::Error> {
        let line = r#"{"driver":"CSV","layer":"a","layers":["a"],"crs":null,"fields":[],"features":null}"#;
        let header: Header = serde_json::from_str(line)?;
        assert_eq!((header.crs, header.features), (None, None));
        Ok(())
    }

    #[test]
    fn a_line_is_a_feature_or_a_complaint() -> Result<(), String> {
        let line =
            br#"{"type":"Feature","id":7,"geometry":{"type":"Point","coordinates":[1.5,2]},"properties":{"a":"b"}}"#;
        let found = feature(line)?;
        assert_eq!(found.geometry, Some(Geometry::new_point([1.5, 2.0])));
        assert_eq!(found.id, Some(geojson::feature::Id::Number(7.into())));
        assert_eq!(found.property("a").and_then(|value| value.as_str()), Some("b"));
        let empty = feature(br#"{"type":"Feature","geometry":null,"properties":{}}"#)?;
        assert_eq!((empty.id, empty.geometry), (None, None));
        assert_eq!(feature(br#"{"error":"feature 12: no"}"#), Err("feature 12: no".to_owned()));
        assert!(feature(b"{\"type\":").is_err());
        Ok(())
    }
}
