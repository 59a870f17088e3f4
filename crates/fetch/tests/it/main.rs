//! Fetching from servers that tell the truth, and from servers that lie in every way that was seen or can be thought of.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]
#![expect(clippy::cast_precision_loss, reason = "the numbers of points are small")]

mod downloads;
mod liars;
mod server;
mod services;
mod truth;
