//! Input that cannot fill the memory with one endless piece.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// No tag, text or comment of a message is longer than this, bytes. The XML parser holds one of
/// them in memory at a time, so a file without end would fill it.
pub(super) const PIECE_BYTES: u64 = 16 * 1024 * 1024;

/// A buffered source of which so much may be read until somebody says that a piece is done.
pub(super) struct Limited<R> {
    input: R,
    left: Rc<Cell<u64>>,
}

/// Says that a piece is done.
pub(super) struct Reset(Rc<Cell<u64>>);

impl Reset {
    /// A new piece starts.
    pub fn piece(&self) {
        self.0.set(PIECE_BYTES);
    }
}

impl<R: BufRead> Limited<R> {
    /// Reads from a source, one piece after another.
    pub fn new(input: R) -> (Self, Reset) {
        let left = Rc::new(Cell::new(PIECE_BYTES));
        (Self { input, left: left.clone() }, Reset(left))
    }
}

impl<R: BufRead> Read for Limited<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut given = self.fill_buf()?;
        let count = given.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Limited<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left.get() == 0 {
            return Err(io::Error::other(
                "a tag, text or comment is longer than 16 MB: this is no message of a register",
            ));
        }
        let given = self.input.fill_buf()?;
        let left = usize::try_from(self.left.get()).unwrap_or(usize::MAX);
        Ok(&given[..given.len().min(left)])
    }

    fn consume(&mut self, amount: usize) {
        self.left.set(self.left.get().saturating_sub(amount as u64));
        self.input.consume(amount);
    }
}
