//! A page of text for people, written piece by piece and shown as a whole.

use std::io::Write;
use std::path::Path;

use super::Output;
use crate::cli::tools::Failure;

/// A page of text for people. Nothing that a terminal obeys goes out, except colours where they show.
pub(in crate::cli) struct Page {
    output: Output,
    text: Vec<u8>,
}

impl Page {
    /// Opens the output that the page goes to, as [`Output::open`].
    pub(in crate::cli) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        Ok(Self { output: Output::open(path)?, text: Vec::new() })
    }

    /// Shows the page.
    pub(in crate::cli) fn finish(mut self) -> Result<(), Failure> {
        self.output.write_text(&String::from_utf8_lossy(&self.text))?;
        self.output.finish()
    }
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.text.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
