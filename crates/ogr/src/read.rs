//! Features from a worker, one at a time.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, Read as _};

use geojson::{Feature, Geometry, JsonObject};
use serde::Deserialize;

use super::features::{FeatureError, LONGEST_FEATURE_BYTES};
use super::patience::Patient;
use super::protocol::Complaint;
use super::worker::{BUFFER, Purpose, Worker};
use super::{Header, OgrError};

/// No layer is larger: the Netherlands have some 11 million addresses, and a query may be without end.
const MOST_FEATURES: u64 = 50_000_000;

/// How the line of a [`Complaint`] starts.
const COMPLAINT: &[u8] = br#"{"error":"#;

/// Reads the features of one layer of a source: file, database or web service.
///
/// An iterator: [`FeatureError::Unreadable`] is one feature that could not be read, in a sentence,
/// after which the others follow; [`FeatureError::BrokenOff`] comes last and says that the layer was
/// not read to its end, because the file is damaged or the worker stopped. Dropping the reader stops
/// the worker.
#[derive(Debug)]
pub struct Reader {
    /// What is known about the layer.
    pub header: Header,
    worker: Worker,
    lines: BufReader<Patient>,
    line: Vec<u8>,
    count: u64,
    done: bool,
}

impl Reader {
    /// Opens a source: a file; or what GDAL understands (`PG:dbname=...`, `WFS:https://...`) when its
    /// driver is allowed ([`super::allow_drivers`]).
    ///
    /// Without a layer name: the only layer that has features with geometry, or the only one that has
    /// features at all.
    ///
    /// # Errors
    ///
    /// [`OgrError::Refused`] when the source is not there, is of no format that may be read, has no such
    /// layer, or has several and none is named; the other variants when the worker itself is not there
    /// or fails.
    pub fn open(source: &str, layer: Option<&str>) -> Result<Reader, OgrError> {
        Self::open_with(source, layer, false)
    }

    /// As [`Reader::open`], for a source whose coordinate system is known from elsewhere: where the one
    /// that it names cannot be used, its coordinates come as they are.
    ///
    /// # Errors
    ///
    /// As [`Reader::open`].
    pub fn open_as_is(source: &str, layer: Option<&str>) -> Result<Reader, OgrError> {
        Self::open_with(source, layer, true)
    }

    fn open_with(source: &str, layer: Option<&str>, as_is: bool) -> Result<Reader, OgrError> {
        let mut arguments: Vec<OsString> = vec!["read".into()];
        if as_is {
            arguments.push("--as-is".into());
        }
        if let Some(layer) = layer {
            arguments.push(format!("--layer={layer}").into());
        }
        arguments.push("--".into());
        arguments.push(source.into());
        let (mut worker, pipes) = Worker::start(&arguments, Purpose::Read)?;
        let mut lines = BufReader::with_capacity(BUFFER, pipes.output);
        let mut line = Vec::new();
        let longest = LONGEST_FEATURE_BYTES as u64;
        lines.by_ref().take(longest).read_until(b'\n', &mut line).map_err(|error| silent(source, &error))?;
        if !line.ends_with(b"\n") {
            worker.wait().map_err(OgrError::Refused)?;
            return Err(OgrError::Protocol("it said nothing about the layer".to_owned()));
        }
        let header = serde_json::from_slice(&line).map_err(|error| OgrError::Protocol(error.to_string()))?;
        Ok(Reader { header, worker, lines, line, count: 0, done: false })
    }
}

/// A worker that says nothing, or what else keeps it from being heard.
fn silent(source: &str, error: &std::io::Error) -> OgrError {
    match error.kind() {
        std::io::ErrorKind::TimedOut => OgrError::Refused(format!("cannot open {source}: {error}")),
        _ => OgrError::Protocol(error.to_string()),
    }
}

impl Iterator for Reader {
    type Item = Result<Feature, FeatureError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        self.line.clear();
        let longest = LONGEST_FEATURE_BYTES as u64;
        let read = self.lines.by_ref().take(longest).read_until(b'\n', &mut self.line);
        if read.is_ok() && self.line.ends_with(b"\n") {
            self.count += 1;
            if self.count <= MOST_FEATURES {
                return Some(feature(&self.line).map_err(FeatureError::Unreadable));
            }
        }
        self.done = true;
        self.end(read.err()).err().map(|why| Err(FeatureError::BrokenOff(why)))
    }
}

impl Reader {
    /// Whether this is the end of the layer; else why the features stop here.
    fn end(&mut self, error: Option<std::io::Error>) -> Result<(), String> {
        let (whole, cut) = (self.line.ends_with(b"\n"), !self.line.is_empty());
        if whole || self.line.len() >= LONGEST_FEATURE_BYTES {
            self.worker.stop();
            return Err(if whole {
                format!("it has more than {MOST_FEATURES} features")
            } else {
                format!("feature {} is larger than {} MB", self.count + 1, LONGEST_FEATURE_BYTES >> 20)
            });
        }
        if let Some(error) = error {
            self.worker.stop();
            return Err(format!("it breaks off after {} features: {error}", self.count));
        }
        self.worker.wait()?;
        match self.header.features {
            _ if cut => Err(format!("it breaks off in the middle of feature {}", self.count + 1)),
            Some(promised) if self.count < promised => {
                Err(format!("it breaks off after {} of {promised} features", self.count))
            }
            _ => Ok(()),
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
