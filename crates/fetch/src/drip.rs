//! Content that has to come with some speed: a server that sends a byte a minute would hold us for ever.

use std::io::{Error, Read, Result};
use std::time::{Duration, Instant};

/// The content came too slowly.
#[derive(Debug, thiserror::Error)]
#[error("it comes too slowly")]
pub(crate) struct TooSlow;

/// Content that has to come with some speed.
pub(crate) struct Drip<R> {
    input: R,
    least_bytes: u64,
    window: Duration,
    since: Instant,
    bytes: u64,
}

impl<R: Read> Drip<R> {
    /// At least so many bytes in every window of time.
    pub fn new(input: R, least_bytes: u64, window: Duration) -> Self {
        Self { input, least_bytes, window, since: Instant::now(), bytes: 0 }
    }
}

impl<R: Read> Read for Drip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let read = self.input.read(buffer)?;
        self.bytes += read as u64;
        if read > 0 && self.since.elapsed() >= self.window {
            if self.bytes < self.least_bytes {
                return Err(Error::other(TooSlow));
            }
            self.since = Instant::now();
            self.bytes = 0;
        }
        Ok(read)
    }
}
