//! Documents as PDF, by the worker `bodemtoets-pdf`, which holds Typst.
//!
//! A [`Setter`] is one worker, which sets as many documents as it is given; several threads take a setter each. A
//! document is sent as a line with its length in bytes and then JSON; the answer is a line, `pdf LENGTH` or
//! `no LENGTH`, and then the file, or the sentence that says why there is none. A worker that dies costs the document
//! that it was setting, and the next one starts another.

mod error;
mod locate;
mod patience;
mod setter;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

pub use error::PdfError;
pub use setter::Setter;

/// The version of Typst in the worker, such as `0.15.1`.
///
/// # Errors
/// [`PdfError`] when there is no worker, or it does not run.
pub fn version() -> Result<String, PdfError> {
    Ok(ask(&["version".as_ref()])?.trim().to_owned())
}

/// The files that are attached to a PDF: the text of each by its name.
///
/// # Errors
/// [`PdfError::Refused`] when the file is no PDF, cannot be read, or has nothing attached; any other when there is no
/// worker, or it does not run.
pub fn attachments(file: &Path) -> Result<BTreeMap<String, String>, PdfError> {
    let files = ask(&["attached".as_ref(), file.as_os_str()])?;
    serde_json::from_str(&files).map_err(|error| PdfError::Protocol(error.to_string()))
}

/// Starts the worker for one question, and waits for the answer.
fn ask(arguments: &[&std::ffi::OsStr]) -> Result<String, PdfError> {
    let program = locate::find()?;
    let output = Command::new(&program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|source| PdfError::NotStarted { program, source })?;
    if output.status.success() {
        return String::from_utf8(output.stdout).map_err(|error| PdfError::Protocol(error.to_string()));
    }
    let complaint = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(match output.status.code() {
        Some(1) if !complaint.is_empty() => PdfError::Refused(complaint),
        _ => PdfError::Ended(format!("{} {complaint}", output.status)),
    })
}
