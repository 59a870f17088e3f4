//! What is done with each application, and what it comes to.

use geojson::Feature;
use serde::Serialize;

use super::sink::Format;
use crate::cli::tools::Failure;
use bodemtoets_screening::application::{Application, Problem};

/// What is done with each application of a stream: screened, cut up as a plot, compared.
pub(in crate::cli) trait Job: Sync {
    /// What one thread keeps between applications.
    type Worker;

    /// What is counted, and what has to wait until everything has come by.
    type Tally: Default + Send;

    /// What a thread begins with.
    fn worker(&self) -> Self::Worker;

    /// Rows that one thread gets at a time at most, where each is much work or much to write.
    fn rows_at_a_time(&self) -> Option<usize>;

    /// Why this cannot be done with an application: the field, and what is wrong with it.
    fn check(&self, application: &Application) -> Result<(), (&'static str, Problem)>;

    /// Does it, and renders the result. `own` are the cells of the columns that are not ours, each with the
    /// delimiter before it.
    fn take(
        &self,
        worker: &mut Self::Worker,
        application: Application,
        own: &[u8],
        rendered: &mut Rendered,
        tally: &mut Self::Tally,
    ) -> Result<(), Failure>;

    /// Adds what was counted in a part of the stream to what was counted before it.
    fn add(&self, total: &mut Self::Tally, part: Self::Tally);
}

/// Results of some applications in a row, ready to be written.
#[derive(Debug)]
pub(in crate::cli) struct Rendered {
    format: Format,
    /// Text; items of a list have separators between them already.
    pub(super) bytes: Vec<u8>,
    /// Features for GDAL, each with its layer.
    pub(super) features: Vec<(usize, Feature)>,
}

impl Rendered {
    pub(super) fn new(format: Format) -> Self {
        Self { format, bytes: Vec::new(), features: Vec::new() }
    }

    /// Adds text for people.
    pub(in crate::cli) fn push_text(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Rows of a table are added here.
    pub(in crate::cli) fn bytes(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Adds an item of JSON: on a line of its own, or to a list.
    pub(in crate::cli) fn push_json(&mut self, item: &impl Serialize) -> Result<(), Failure> {
        let is_list = matches!(self.format, Format::Json | Format::Geojson);
        if is_list && !self.bytes.is_empty() {
            self.bytes.extend_from_slice(b",\n");
        }
        serde_json::to_writer(&mut self.bytes, item)?;
        if !is_list {
            self.bytes.push(b'\n');
        }
        Ok(())
    }

    /// Adds a document that is the whole result, in lines for people to read.
    pub(in crate::cli) fn push_document(&mut self, document: &impl Serialize) -> Result<(), Failure> {
        serde_json::to_writer_pretty(&mut self.bytes, document)?;
        self.bytes.push(b'\n');
        Ok(())
    }

    /// Adds a feature to a layer of a GeoPackage.
    pub(in crate::cli) fn push_feature(&mut self, layer: usize, feature: Feature) {
        self.features.push((layer, feature));
    }
}
