//! Connections: taken in, bounded in number and in time, and brought to an end when the server stops.
//!
//! `axum::serve` has no time-outs, so that a client that never finishes its header would keep a place for ever.

mod descriptors;
mod held;
mod slots;
mod watched;

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

pub(crate) use self::descriptors::room_for;
use self::held::Held;
use self::slots::{Slot, Slots};
use self::watched::Watched;
use crate::metrics::Metrics;

/// Bytes of a request's header at most.
const HEADER_BYTES: usize = 16 * 1024;

/// Lines of a request's header at most.
const HEADER_LINES: usize = 64;

/// How often a connection is looked at for progress.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// How long answers that are under way may take when the server stops.
const LAST_ANSWERS: Duration = Duration::from_secs(20);

/// How connections are bounded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Connections at most.
    pub(crate) connections: usize,
    /// Connections of one client at most.
    pub(crate) connections_of_one: Option<usize>,
    /// A header has to be in within this time.
    pub(crate) header: Duration,
    /// A connection without a byte in either direction is closed after this time.
    pub(crate) silence: Duration,
}

/// Where a request comes from: the other end of its connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// Takes connections in until `stop` says so, and then waits for the answers that are under way.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    bounds: Bounds,
    metrics: Arc<Metrics>,
    mut stop: watch::Receiver<bool>,
) {
    let slots = Arc::new(Slots::new(bounds.connections, bounds.connections_of_one));
    loop {
        let accepted = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => break,
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, peer)) = accepted else {
            // Out of file descriptors, most likely: one that is closed makes room.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let Some(slot) = slots.take(peer.ip().to_canonical()) else {
            metrics.count_refused_connection();
            continue;
        };
        // Answers are written whole; waiting for more would only delay them.
        let _ = stream.set_nodelay(true);
        metrics.set_connections(slots.count());
        let (slots, metrics, stop) = (Arc::clone(&slots), Arc::clone(&metrics), stop.clone());
        let peer = Peer(peer.ip().to_canonical());
        let router = router.clone();
        tokio::spawn(async move {
            talk(stream, peer, &slot, router, bounds, stop).await;
            slots.give_back(&slot);
            metrics.set_connections(slots.count());
        });
    }
    drop(listener);
    let all_gone = async {
        while slots.count() > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    // Whoever has not read its answer by then does not get it.
    let _ = tokio::time::timeout(LAST_ANSWERS, all_gone).await;
}

/// One connection from beginning to end.
async fn talk(
    stream: TcpStream,
    peer: Peer,
    slot: &Arc<Slot>,
    router: Router,
    bounds: Bounds,
    mut stop: watch::Receiver<bool>,
) {
    let service = TowerToHyperService::new(router);
    let answer = {
        let slot = Arc::clone(slot);
        service_fn(move |mut request: Request<Incoming>| {
            let answering = slot.answering();
            request.extensions_mut().insert(peer);
            let answer = service.call(request);
            async move {
                let answer: Response = answer.await?;
                Ok::<_, Infallible>(answer.map(|body| Held { body, answering }))
            }
        })
    };
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.header)
        .max_buf_size(HEADER_BYTES)
        .max_headers(HEADER_LINES)
        .serve_connection(TokioIo::new(Watched { stream, slot: Arc::clone(slot) }), answer);
    tokio::pin!(connection);
    let silence = u64::try_from(bounds.silence.as_millis()).unwrap_or(u64::MAX);
    let mut is_stopping = false;
    loop {
        tokio::select! {
            // What goes wrong with a connection is the client's to see.
            _ = connection.as_mut() => return,
            () = slot.told_to_leave() => return,
            _ = stop.wait_for(|stop| *stop), if !is_stopping => {
                is_stopping = true;
                connection.as_mut().graceful_shutdown();
            }
            () = tokio::time::sleep(LOOK_EVERY) => {
                if slot.silent_ms() > silence {
                    return;
                }
            }
        }
    }
}
