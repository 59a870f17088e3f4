//! The log: a line of JSON for each request and each event. It holds no personal data: no address of a client, no
//! place, no name, nothing of what was asked but its route.

use std::io::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;

/// Where the log goes.
pub struct Log(Option<Mutex<Box<dyn Write + Send>>>);

#[derive(Serialize)]
struct Line<'a> {
    time: Timestamp,
    #[serde(flatten)]
    what: What<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum What<'a> {
    Request {
        method: &'a str,
        route: &'a str,
        status: u16,
        ms: f64,
    },
    Event {
        event: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        detail: &'a str,
    },
}

impl Log {
    /// A log that goes somewhere, such as standard error.
    #[must_use]
    pub fn to(target: Box<dyn Write + Send>) -> Self {
        Self(Some(Mutex::new(target)))
    }

    /// No log.
    #[must_use]
    pub fn none() -> Self {
        Self(None)
    }

    /// A request that was answered.
    pub(crate) fn request(&self, method: &str, route: &str, status: u16, took: Duration) {
        let ms = (took.as_secs_f64() * 1e6).round() / 1e3;
        self.put(What::Request { method, route, status, ms });
    }

    /// Something that happened to the server.
    pub(crate) fn event(&self, event: &str, detail: &str) {
        self.put(What::Event { event, detail });
    }

    fn put(&self, what: What) {
        let Some(target) = &self.0 else { return };
        let Ok(mut line) = serde_json::to_vec(&Line { time: Timestamp::now(), what }) else { return };
        line.push(b'\n');
        // A log that cannot be written is no reason not to answer.
        let _ = target.lock().unwrap_or_else(PoisonError::into_inner).write_all(&line);
    }
}
