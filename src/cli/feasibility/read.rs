//! A file that a command rests on, with its fingerprint.

use std::path::Path;

use crate::cli::complaint::{self, Complaint};
use crate::cli::tools::Failure;
use bodemtoets_feasibility::Problem;
use bodemtoets_words::provenance::{InputFile, sha256};
use bodemtoets_words::tabular::Content;

/// Reads a file when there is one, and keeps its fingerprint.
pub(super) fn from_file<T>(
    path: Option<&Path>,
    inputs: &mut Vec<InputFile>,
    read: fn(&str, &str) -> Result<T, Problem>,
) -> Result<Option<T>, Failure> {
    let Some(path) = path else { return Ok(None) };
    if let Some(content) = Content::of_file(path) {
        return Err(Complaint::both(|lang| format!("{}: {}", path.display(), content.text(lang))).into());
    }
    let text = std::fs::read_to_string(path).map_err(|error| complaint::cannot_read(path, &error))?;
    inputs.push(InputFile { file: path.display().to_string(), sha256: sha256(text.as_bytes()) });
    Ok(Some(read(&path.display().to_string(), &text)?))
}
