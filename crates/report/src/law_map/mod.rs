//! What is in a map of the law (GIO), or in each of the maps of an act.

mod document;
mod table;
mod text;

pub use document::{Document, document};
pub use table::csv;
pub use text::text;

use bodemtoets_maps::gio::{Gio, GioError, Summary};
use bodemtoets_space::{CrsError, RdNew};

/// A file with what is in it, or why it cannot be read.
#[derive(Debug)]
pub struct Sheet {
    /// Its name: that of the file, or of the entry in an archive.
    pub file: String,
    /// What is in it.
    pub content: Result<Content, GioError>,
}

/// A map of the law that was looked at.
#[derive(Debug)]
pub struct Content {
    /// SHA-256 of the file.
    pub sha256: String,
    /// The map.
    pub gio: Gio,
    /// What is in it.
    pub summary: Summary,
}

impl Sheet {
    /// Looks at a map that was read.
    ///
    /// # Errors
    /// When degrees cannot be brought to RD New at all.
    pub fn of(file: String, read: Result<(Gio, String), GioError>, rd: &RdNew) -> Result<Self, CrsError> {
        let look = |(gio, sha256): (Gio, String)| {
            let summary = Summary::of(&gio, rd)?;
            Ok(Content { sha256, gio, summary })
        };
        let content = match read {
            Ok(read) => Ok(look(read)?),
            Err(error) => Err(error),
        };
        Ok(Self { file, content })
    }

    /// Whether all of it can be used.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.content.as_ref().is_ok_and(|content| content.summary.unusable.is_empty())
    }
}
