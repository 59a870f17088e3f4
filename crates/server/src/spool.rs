//! The body of a request as a file of ours: where it has to be read twice, or does not fit in memory.
//!
//! Its name is made up here, it lies in the folder of the system for such files, and it is gone when the answer is
//! given. Nothing of its name comes from the request.

use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;

use axum::http::StatusCode;
use tempfile::NamedTempFile;

use crate::problem::Problem;
use crate::request::Ask;
use crate::words;

/// A body in a file.
pub(crate) struct Spooled(NamedTempFile);

impl Spooled {
    /// Takes the body of a request, no more than so many bytes. `suffix` says how the file is read, such as `.csv`.
    ///
    /// # Errors
    /// When the body is too large or too slow, breaks off, is packed, or there is no room for it.
    pub(crate) async fn take(ask: &mut Ask, most: u64, suffix: &'static str) -> Result<Self, Problem> {
        let no_room = |_| Problem::no_room();
        let mut file = tempfile::Builder::new().prefix("bodemtoets-").suffix(suffix).tempfile().map_err(no_room)?;
        let target = file.as_file_mut();
        // Pieces are small, and the file lies in the memory of the system for the most part.
        ask.take_body(most, |bytes| target.write_all(bytes).map_err(no_room)).await?;
        let mut start = [0; 4];
        let read = target.rewind().and_then(|()| target.read(&mut start)).map_err(no_room)?;
        if matches!(start, [0x1f, 0x8b, ..] | [b'P', b'K', 3, 4]) && read > 1 {
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, words::wrong_media("CSV, GeoJSON, JSON")));
        }
        Ok(Self(file))
    }

    /// Where it lies.
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}
