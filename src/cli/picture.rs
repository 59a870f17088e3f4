//! Where a picture goes: a file that is there whole or not at all, in the format of its name.

use std::io::Write as _;
use std::path::Path;

use super::output::Output;
use super::tools::Failure;
use bodemtoets_report::{Picture, PictureFormat};
use bodemtoets_words::lang::Lang;

/// A file that waits for its picture.
pub(super) struct PictureFile {
    format: PictureFormat,
    output: Output,
}

impl PictureFile {
    /// Refuses a name that is no picture, or a place that cannot be written, before anything is computed.
    pub(super) fn open(path: &Path, lang: Lang) -> Result<Self, Failure> {
        Ok(Self { format: PictureFormat::of(path, lang)?, output: Output::open(Some(path))? })
    }

    /// Writes the picture and puts the file in its place.
    pub(super) fn write(mut self, picture: &Picture) -> Result<(), Failure> {
        self.output.write_all(&picture.bytes(self.format)?)?;
        self.output.finish()
    }
}
