//! Lines of standard input.

use std::io::BufRead;

/// Lines of standard input.
pub(super) struct Lines<R> {
    pub(super) input: R,
    pub(super) line: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    /// The next line; nothing at the end of the input.
    pub(super) fn next(&mut self) -> Result<Option<&[u8]>, String> {
        self.line.clear();
        self.input
            .read_until(b'\n', &mut self.line)
            .map_err(|error| format!("standard input cannot be read: {error}"))?;
        Ok(if self.line.is_empty() { None } else { Some(&self.line) })
    }
}
