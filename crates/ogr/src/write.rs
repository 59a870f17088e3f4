//! Features to a worker, one at a time.

use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ChildStdin;

use geojson::Feature;

use super::patience::Patient;
use super::protocol::{End, Plan, READY, Switch};
use super::worker::{BUFFER, Purpose, Worker};
use super::{Field, FieldType, Layer, OgrError};

impl Field {
    /// An attribute of this name and type.
    #[must_use]
    pub fn new(name: impl Into<String>, kind: FieldType) -> Field {
        Field { name: name.into(), kind }
    }
}

impl Layer {
    /// A layer with these attributes, for geometries of any type, without a style.
    #[must_use]
    pub fn new(name: impl Into<String>, fields: Vec<Field>) -> Layer {
        Layer { name: name.into(), fields, geometry: None, style: None }
    }
}

/// Writes a new file, of one layer or of several.
///
/// ```no_run
/// use bodemtoets_ogr::{Field, FieldType, Layer, Style, Writer};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let name = Field::new("name", FieldType::Text);
/// let style = Style {
///     name: "Wells".to_owned(),
///     description: "Wells by depth".to_owned(),
///     qml: std::fs::read_to_string("wells.qml")?,
/// };
/// let layers = [
///     Layer { geometry: Some("Point".to_owned()), style: Some(style), ..Layer::new("wells", vec![name.clone()]) },
///     Layer::new("zones", vec![name]),
/// ];
/// let mut writer = Writer::create_layers("GPKG", "map.gpkg".as_ref(), "EPSG:28992", &layers)?;
/// writer.write_to(1, &geojson::Feature::default())?;
/// writer.finish()?;
/// # Ok(())
/// # }
/// ```
///
/// The file appears when [`Writer::finish`] succeeds, and replaces what was there. A writer that
/// is dropped before leaves everything as it was.
#[derive(Debug)]
pub struct Writer {
    // Dropped first: the worker then sees its input end.
    input: Option<BufWriter<ChildStdin>>,
    worker: Worker,
    path: PathBuf,
    // Kept open until the end, for a worker that still wants to say something.
    _output: BufReader<Patient>,
    layers: usize,
    /// The layer that features go to now.
    layer: usize,
    count: u64,
}

impl Writer {
    /// Starts a file with a GDAL driver (`GPKG`, `FlatGeobuf`, `ESRI Shapefile`) for one layer in
    /// a coordinate system (`EPSG:28992`) with these attributes.
    ///
    /// # Errors
    ///
    /// [`OgrError::Refused`] when GDAL has no such driver, the folder is not there or the layer
    /// cannot be made; the other variants when the worker itself is not there or fails.
    pub fn create(driver: &str, path: &Path, layer: &str, crs: &str, fields: &[Field]) -> Result<Writer, OgrError> {
        Writer::create_layers(driver, path, crs, &[Layer::new(layer, fields.to_vec())])
    }

    /// Starts a file for several layers, all in one coordinate system.
    ///
    /// # Errors
    ///
    /// As [`Writer::create`]; and [`OgrError::Refused`] when the format keeps no more than one
    /// layer in a file or has no place for a style, or when two layers have one name.
    pub fn create_layers(driver: &str, path: &Path, crs: &str, layers: &[Layer]) -> Result<Writer, OgrError> {
        let arguments = ["write".into(), "--".into(), driver.into(), path.into()];
        let (mut worker, pipes) = Worker::start(&arguments, Purpose::Write)?;
        let Some(input) = pipes.input else {
            return Err(OgrError::Protocol("it has no pipes".to_owned()));
        };
        let mut input = BufWriter::with_capacity(BUFFER, input);
        let mut output = BufReader::with_capacity(256, pipes.output);
        let plan = Plan { crs: Some(crs.to_owned()), layers: layers.to_vec() };
        // A worker that does not listen says why, or says nothing.
        let _ = send(&mut input, &plan).and_then(|()| input.flush());
        let mut answer = String::new();
        let _ = output.read_line(&mut answer);
        if answer.trim_end() != READY {
            let _ = input.into_parts();
            worker.wait().map_err(OgrError::Refused)?;
            return Err(OgrError::Protocol("it did not say that it was ready to write".to_owned()));
        }
        Ok(Writer {
            input: Some(input),
            worker,
            path: path.to_owned(),
            _output: output,
            layers: layers.len(),
            layer: 0,
            count: 0,
        })
    }

    /// Writes one feature into the first layer; its properties are among the attributes given at
    /// the start, and those it does not have are null.
    ///
    /// # Errors
    ///
    /// [`OgrError::Refused`] when the worker stopped: with its sentence, which may be about an
    /// earlier feature, because lines are sent in batches.
    pub fn write(&mut self, feature: &Feature) -> Result<(), OgrError> {
        self.write_to(0, feature)
    }

    /// Writes one feature into a layer, by its place in the list that was given at the start,
    /// from 0. Layers may take turns.
    ///
    /// # Errors
    ///
    /// As [`Writer::write`]; and [`OgrError::Refused`] when there is no such layer.
    pub fn write_to(&mut self, layer: usize, feature: &Feature) -> Result<(), OgrError> {
        if layer >= self.layers {
            return Err(OgrError::Refused(format!("there is no layer {layer}: the file has {} from 0", self.layers)));
        }
        let switch = (layer != self.layer).then_some(Switch { layer });
        let sent = match &mut self.input {
            Some(input) => switch.map_or(Ok(()), |switch| send(input, &switch)).and_then(|()| send(input, feature)),
            None => return Err(OgrError::Refused("the file cannot be written any further".to_owned())),
        };
        match sent {
            Ok(()) => {
                self.layer = layer;
                self.count += 1;
                Ok(())
            }
            Err(error) => Err(self.refusal(&error)),
        }
    }

    /// Ends the file and puts it in place.
    ///
    /// # Errors
    ///
    /// [`OgrError::Refused`] when the file could not be written; what was at its path is then
    /// still there.
    pub fn finish(mut self) -> Result<(), OgrError> {
        let end = End { end: self.count };
        let sent = match &mut self.input {
            Some(input) => send(input, &end).and_then(|()| input.flush()),
            None => return Err(OgrError::Refused("the file could not be written".to_owned())),
        };
        if let Err(error) = sent {
            return Err(self.refusal(&error));
        }
        self.input = None;
        self.worker.wait().map_err(|sentence| {
            self.worker.sweep(&self.path);
            OgrError::Refused(sentence)
        })
    }

    /// Why the worker stopped listening.
    fn refusal(&mut self, error: &std::io::Error) -> OgrError {
        self.close();
        match self.worker.wait() {
            Err(sentence) => {
                self.worker.sweep(&self.path);
                OgrError::Refused(sentence)
            }
            Ok(()) => OgrError::Protocol(format!("it stopped listening: {error}")),
        }
    }

    /// Closes the worker's input without what is still in the buffer, which nobody wants now.
    fn close(&mut self) {
        if let Some(input) = self.input.take() {
            let _ = input.into_parts();
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if self.input.is_some() {
            // The worker sees an end without the line that says so, and removes what it wrote.
            self.close();
            if self.worker.wait().is_err() {
                self.worker.sweep(&self.path);
            }
        }
    }
}

/// Sends one value as a line.
fn send(input: &mut BufWriter<ChildStdin>, value: &impl serde::Serialize) -> std::io::Result<()> {
    serde_json::to_writer(&mut *input, value)?;
    input.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_are_as_agreed() -> Result<(), serde_json::Error> {
        let fields = vec![Field::new("id", FieldType::Text), Field::new("margin", FieldType::Real)];
        let plan = Plan { crs: Some("EPSG:28992".to_owned()), layers: vec![Layer::new("verdicts", fields)] };
        let line = r#"{"crs":"EPSG:28992","layers":[{"name":"verdicts","fields":[{"name":"id","type":"text"},{"name":"margin","type":"real"}]}]}"#;
        assert_eq!(serde_json::to_string(&plan)?, line);
        assert_eq!(serde_json::from_str::<Plan>(line)?, plan);
        assert_eq!(serde_json::to_string(&Switch { layer: 1 })?, r#"{"layer":1}"#);
        assert_eq!(serde_json::to_string(&End { end: 3 })?, r#"{"end":3}"#);
        Ok(())
    }
}
