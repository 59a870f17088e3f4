//! Counts for an administrator, as Prometheus reads them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::app::App;

/// Upper ends of the classes of time, seconds.
const CLASSES: [f64; 9] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 30.0];

/// What is counted.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    requests: Mutex<BTreeMap<(&'static str, u16), u64>>,
    times: Mutex<BTreeMap<&'static str, Times>>,
    connections: AtomicU64,
    refused_connections: AtomicU64,
    rows: AtomicU64,
    reloads: AtomicU64,
    failed_reloads: AtomicU64,
}

#[derive(Debug, Default, Clone, Copy)]
struct Times {
    classes: [u64; CLASSES.len()],
    count: u64,
    sum_s: f64,
}

impl Metrics {
    /// A request on a route was answered.
    pub(crate) fn count_request(&self, route: &'static str, status: u16, took: Duration) {
        let seconds = took.as_secs_f64();
        *lock(&self.requests).entry((route, status)).or_default() += 1;
        let mut times = lock(&self.times);
        let times = times.entry(route).or_default();
        for (count, class) in times.classes.iter_mut().zip(CLASSES) {
            *count += u64::from(seconds <= class);
        }
        times.count += 1;
        times.sum_s += seconds;
    }

    /// So many connections are open.
    pub(crate) fn set_connections(&self, count: usize) {
        self.connections.store(count as u64, Ordering::Relaxed);
    }

    /// A connection was refused for want of room.
    pub(crate) fn count_refused_connection(&self) {
        self.refused_connections.fetch_add(1, Ordering::Relaxed);
    }

    /// Rows of a table were screened.
    pub(crate) fn count_rows(&self, rows: u64) {
        self.rows.fetch_add(rows, Ordering::Relaxed);
    }

    /// Packs and rulebooks were read again, or could not be.
    pub(crate) fn count_reload(&self, well: bool) {
        let count = if well { &self.reloads } else { &self.failed_reloads };
        count.fetch_add(1, Ordering::Relaxed);
    }

    /// All of it as text.
    pub(crate) fn text(&self, app: &App) -> String {
        let mut text = String::new();
        let head = |text: &mut String, name: &str, kind: &str, help: &str| {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "# HELP bodemtoets_{name} {help}\n# TYPE bodemtoets_{name} {kind}");
        };
        head(&mut text, "requests_total", "counter", "Requests answered, by route and status.");
        for ((route, status), count) in lock(&self.requests).iter() {
            let _ = writeln!(text, "bodemtoets_requests_total{{route=\"{route}\",status=\"{status}\"}} {count}");
        }
        head(&mut text, "request_seconds", "histogram", "Time until an answer begins, by route.");
        for (route, times) in lock(&self.times).iter() {
            for (class, count) in CLASSES.iter().zip(times.classes) {
                let _ = writeln!(text, "bodemtoets_request_seconds_bucket{{route=\"{route}\",le=\"{class}\"}} {count}");
            }
            let Times { count, sum_s, .. } = times;
            let _ = writeln!(
                text,
                "bodemtoets_request_seconds_bucket{{route=\"{route}\",le=\"+Inf\"}} {count}\n\
                 bodemtoets_request_seconds_sum{{route=\"{route}\"}} {sum_s:.6}\n\
                 bodemtoets_request_seconds_count{{route=\"{route}\"}} {count}"
            );
        }
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        let engine = app.engines.now();
        for (name, kind, help, value) in [
            ("connections", "gauge", "Connections that are open.", read(&self.connections)),
            (
                "connections_refused_total",
                "counter",
                "Connections refused for want of room.",
                read(&self.refused_connections),
            ),
            ("work_waiting", "gauge", "Requests that wait for a processor.", app.work.waiting() as u64),
            ("batch_rows_total", "counter", "Rows of tables that were screened.", read(&self.rows)),
            ("reloads_total", "counter", "Times that packs and rulebooks were read again.", read(&self.reloads)),
            ("reloads_failed_total", "counter", "Times that they could not be read again.", read(&self.failed_reloads)),
        ] {
            head(&mut text, name, kind, help);
            let _ = writeln!(text, "bodemtoets_{name} {value}");
        }
        head(&mut text, "pack_info", "gauge", "The pack that answers.");
        let pack = engine.screener.pack();
        let _ = writeln!(
            text,
            "bodemtoets_pack_info{{pack=\"{}\",version=\"{}\"}} 1",
            label(&pack.origin),
            label(&pack.version)
        );
        text
    }
}

/// A value as it may stand between quotes.
fn label(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
